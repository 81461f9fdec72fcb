"""Several plans at once: a table for people, one JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Literal

from align.errors import Lang
from align.judgement import Outcome
from align.report.json import record
from align.report.judged import Judged, Unread, remarks
from align.report.terminal import columns
from align.report.view import clean, tally
from align.report.wording import pick, say

SCHEMA: Literal["align/assessments/v1"] = "align/assessments/v1"
SHORT = 3
"""The exit code of a plan with too little text."""
STATES: dict[str, tuple[str, str]] = {
    "passed": ("通过", "passed"),
    "failed": ("未通过", "failed"),
    "reported": ("已评估", "reported"),
    "unjudged": ("无法评估", "not judged"),
    "verdict": ("结论", "Verdict"),
}


def state(judged: Judged, lang: Lang = "zh") -> str:
    """Return what became of a plan in a word."""
    key = (
        "unjudged"
        if judged.code == SHORT
        else "failed"
        if judged.code
        else "passed"
        if judged.armed
        else "reported"
    )
    return pick(STATES[key], lang)


def table(judged: Sequence[Judged], unread: Sequence[Unread] = (), lang: Lang = "zh") -> str:
    """Return a line for each plan: verdict, coverage, met, gaps, contradicted, waived; then the sum."""
    head = [pick(STATES["verdict"], lang), say("coverage", lang), say("met", lang), say("gaps", lang)]
    head += [say("waived", lang), say("document", lang)]
    rows = [head, *(_row(one, lang) for one in judged)]
    rows += [_unjudged(one.plan, lang) for one in unread]
    lines = ["  ".join([*(columns(cell, 10) for cell in row[:-1]), row[-1]]) for row in rows]
    return "\n".join([*lines, "", total(judged, unread, lang), *_settings(judged, lang)]) + "\n"


def _settings(judged: Sequence[Judged], lang: Lang) -> list[str]:
    told = [text for one in judged for code, text, _ in remarks(one, lang) if code == "settings"]
    return told[:1]


def _unjudged(plan: str, lang: Lang) -> list[str]:
    return [pick(STATES["unjudged"], lang), "—", "—", "—", "—", clean(plan)]


def _row(judged: Judged, lang: Lang) -> list[str]:
    if judged.code == SHORT:
        return _unjudged(judged.plan, lang)
    figures, ratio = tally(judged.assessment), judged.assessment.coverage.ratio
    share = "—" if ratio is None else f"{ratio:.1%}"
    counts = (figures.outcomes[Outcome.MET], figures.gaps, figures.outcomes[Outcome.WAIVED])
    return [state(judged, lang), share, *map(str, counts), clean(judged.plan)]


def total(judged: Sequence[Judged], unread: Sequence[Unread] = (), lang: Lang = "zh") -> str:
    """Return the sum in a sentence."""
    short = sum(one.code == SHORT for one in judged)
    failed = sum(bool(one.code) for one in judged) - short
    counts = (len(judged) + len(unread), len(judged) - failed - short, failed, len(unread) + short)
    # Without a policy nothing was objected to, and nothing was found to be in order either.
    good = pick(STATES["passed" if any(one.armed for one in judged) else "reported"], lang)
    zh = "共 {} 份规划：{} 份{good}，{} 份未通过，{} 份无法评估。"
    en = "{} plan(s): {} {good}, {} failed, {} not judged."
    return pick((zh, en), lang).format(*counts, good=good)


def document(judged: Sequence[Judged], unread: Sequence[Unread] = (), lang: Lang = "zh") -> str:
    """Return all assessments, each as ``align/assessment/v1``, with path, exit code and reasons."""
    plans: list[dict[str, Any]] = [_entry(one, lang) for one in judged]
    plans += [
        {"plan": one.plan, "code": one.code, "refused": [], "error": one.message, "assessment": None}
        for one in unread
    ]
    text = json.dumps({"schema": SCHEMA, "plans": plans}, ensure_ascii=False, indent=2, allow_nan=False)
    return text.encode("utf-8", "replace").decode("utf-8") + "\n"


def _entry(judged: Judged, lang: Lang) -> dict[str, Any]:
    refused = [{"rule": breach.rule, "text": breach.said.say(lang)} for breach in judged.breaches]
    refused += [
        {"rule": None, "text": text}
        for code, text, grave in remarks(judged, lang)
        if grave and code != "policy"
    ]
    return {
        "plan": judged.plan,
        "code": judged.code,
        "refused": refused,
        "error": None,
        "assessment": record(judged.assessment, lang),
    }

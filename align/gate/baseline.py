"""The state that a plan was accepted in, so that only what is new or worse is refused.

A baseline is JSON, ``"schema": "align/baseline/v1"``. A finding is known by plan and rule; what is compared are level,
outcome and the folded words of its evidence, never lines, numbers or neighbours.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from align.errors import SettingsError
from align.gate.policy import Said, Strict
from align.judgement import (
    COUNTED,
    LEVELS,
    OUTCOMES,
    Assessment,
    Finding,
    Level,
    LevelWord,
    Outcome,
    OutcomeWord,
)
from align.ruleset import Ruleset

SCHEMA: Literal["align/baseline/v1"] = "align/baseline/v1"
BADNESS = {"met": 0, "gap": 1, "contradicted": 2}

NUMBERED = re.compile(
    r"^(?:第[一二三四五六七八九十百千零〇\d]+[编章节条款部分]+|专栏[一二三四五六七八九十\d]*|[①-⑳]"
    r"|[（(][一二三四五六七八九十百零〇\d]+[)）]|[一二三四五六七八九十百零〇]+[、.．]"
    r"|\d+(?:[.．]\d+)*(?:[、)）]|[.．](?!\d))|\d+(?:[.．]\d+)+\s)"
)
UNREAD = re.compile(r"[\W_]+")


class Known(Strict):
    """A finding as it was accepted."""

    level: LevelWord
    outcome: OutcomeWord
    evidence: tuple[str, ...] = ()
    rejects: tuple[str, ...] = ()

    @property
    def depth(self) -> Level:
        """Return the level as a number."""
        return Level[self.level.upper()]

    @property
    def counted(self) -> bool:
        """Return whether the finding was met, gap or contradicted."""
        return self.outcome in BADNESS


class KnownRuleset(Strict):
    """The ruleset of a baseline."""

    id: str
    version: str
    digest: str


class Baseline(Strict):
    """Accepted findings by plan and rule."""

    schema_: Literal["align/baseline/v1"] = Field(default=SCHEMA, alias="schema")
    ruleset: KnownRuleset
    plans: dict[str, dict[str, Known]]

    def write(self) -> str:
        """Return the file's text, the same for the same findings."""
        return json.dumps(self.model_dump(by_alias=True), ensure_ascii=False, indent=1, sort_keys=True) + "\n"

    def with_plan(self, plan: str, findings: Mapping[str, Known], ruleset: Ruleset) -> Baseline:
        """Return the baseline with the findings of one plan replaced."""
        return Baseline(ruleset=_identity(ruleset), plans={**self.plans, plan: dict(findings)})


def _identity(ruleset: Ruleset) -> KnownRuleset:
    return KnownRuleset(id=ruleset.header.id, version=ruleset.header.version, digest=ruleset.digest)


def record(assessments: Iterable[tuple[str, Assessment]]) -> Baseline:
    """Return the baseline of assessments by plan; all are of one ruleset."""
    plans = dict(assessments)
    if not plans:
        raise ValueError("a baseline needs at least one plan")
    ruleset = next(iter(plans.values())).ruleset
    known = {
        plan: {item.rule.id: known_of(item, one) for item in one.findings} for plan, one in plans.items()
    }
    return Baseline(ruleset=_identity(ruleset), plans=known)


def known_of(finding: Finding, assessment: Assessment) -> Known:
    """Return a finding as a baseline keeps it."""
    text = assessment.outline.document
    rejects = tuple(
        sorted({fold(text.slice(item.span)) for item in finding.evidence if item.stance.value == "negate"})
    )
    evidence = tuple(sorted({fold(text.slice(item.span)) for item in finding.evidence}))
    return Known(
        level=finding.level.name.lower(),
        outcome=finding.outcome.value,
        evidence=evidence,
        rejects=rejects,
    )


def fold(sentence: str) -> str:
    """Return the fingerprint of a sentence: without number, blanks, punctuation and width, the first 16 hex digits."""
    words = sentence.strip()
    while (shorter := NUMBERED.sub("", words).strip()) != words:
        words = shorter
    words = UNREAD.sub("", unicodedata.normalize("NFKC", words)).lower()
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def load(path: Path) -> Baseline:
    """Read a baseline; raises SettingsError where there is none or the file is not one."""
    try:
        data: Any = json.loads(path.read_text(encoding="utf-8-sig"))
        return Baseline.model_validate(data)
    except OSError as error:
        raise SettingsError(
            "no-baseline",
            zh=f"读不到基线文件“{path}”；请先用 align baseline PLAN -o {path} 生成。",
            en=f"cannot read the baseline {str(path)!r}; make it with: align baseline PLAN -o {path}",
        ) from error
    except (ValidationError, ValueError) as error:
        raise SettingsError(
            "bad-baseline",
            zh=f"“{path}”不是 align 的基线文件（{SCHEMA}），或已损坏；请用 align baseline 重新生成。",
            en=f"{str(path)!r} is not a baseline of align ({SCHEMA}) or is damaged; make it anew with align baseline.",
        ) from error


@dataclass(frozen=True, slots=True)
class Change:
    """What a directive became since the baseline; ``edited`` where other sentences speak to it now."""

    kind: Literal["new", "worse", "better", "known"]
    finding: Finding
    known: Known | None
    edited: bool = False

    @property
    def said(self) -> Said:
        """Return the change as a sentence."""
        title = f"{self.finding.rule.id} {self.finding.rule.title}"
        if self.known is None or self.kind == "new":
            return Said(f"{title}：基线里没有。", f"{title}: not in the baseline.")
        now, was = (
            _state(self.finding.level.name.lower(), self.finding.outcome.value),
            _state(self.known.level, self.known.outcome),
        )
        if now == was:
            return Said(
                f"{title}：有基线里没有的抵触语句。", f"{title}: rejected by a sentence not in the baseline."
            )
        better = self.kind == "better"
        return Said(
            f"{title}：与基线相比{'改进' if better else '倒退'}，由{was.zh}变为{now.zh}。",
            f"{title}: {'better' if better else 'worse'} than in the baseline, from {was.en} to {now.en}.",
        )


def _state(level: str, outcome: str) -> Said:
    zh = f"{LEVELS[Level[level.upper()]][0]}（{OUTCOMES[Outcome(outcome)][0]}）"
    return Said(zh, f"{level} ({outcome})")


def compare(assessment: Assessment, known: Mapping[str, Known] | None) -> tuple[Change, ...]:
    """Return what every counted finding became since the baseline, in rule order.

    Of a plan that the baseline does not know all findings are new.
    """
    before = known or {}
    return tuple(
        _change(item, known_of(item, assessment), before.get(item.rule.id))
        for item in assessment.findings
        if item.outcome in COUNTED
    )


def _change(finding: Finding, now: Known, known: Known | None) -> Change:
    edited = known is not None and now.evidence != known.evidence
    return Change(_kind(now, known), finding, known, edited)


def _kind(now: Known, known: Known | None) -> Literal["new", "worse", "better", "known"]:
    if known is None or not known.counted:
        # What was waived and is met now needs no waiver any more; anything else was never accepted.
        waived = known is not None and known.outcome == "waived"
        return "better" if waived and now.outcome == "met" else "new"
    bad, was = BADNESS[now.outcome], BADNESS[known.outcome]
    rejected = now.outcome == "contradicted" and bool(set(now.rejects) - set(known.rejects))
    if now.depth < known.depth or bad > was or rejected:
        return "worse"
    return "better" if now.depth > known.depth or bad < was else "known"


def ratchet(
    assessment: Assessment, known: Mapping[str, Known] | None, refused: Iterable[str]
) -> dict[str, Known]:
    """Return a plan's findings for the next baseline: better ones are kept, what is refused stays as it was."""
    before = dict(known or {})
    held = set(refused)
    kept = {
        item.rule.id: known_of(item, assessment)
        for item in assessment.findings
        if item.rule.id not in held and (item.outcome in COUNTED or item.rule.id not in before)
    }
    return {**before, **kept}

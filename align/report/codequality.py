"""GitLab Code Quality: a list of issues that merge requests show beside the lines changed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any, Literal

from align.errors import Lang
from align.judgement import Assessment, Outcome
from align.report.judged import Item, Judged, Unread, items, remarks, unruled

Severity = Literal["info", "minor", "major", "critical", "blocker"]


def render(assessment: Assessment, lang: Lang = "zh") -> str:
    """Return the issues of one assessment that no policy was asked about."""
    return issues(unruled(assessment), lang=lang)


def issues(judged: Sequence[Judged], unread: Sequence[Unread] = (), lang: Lang = "zh") -> str:
    """Return the issues of plans judged together, as a JSON list."""
    found = [_issue(item) for one in judged for item in items(one, lang)]
    found += [
        _whole(one.plan, code, text) for one in judged for code, text, grave in remarks(one, lang) if grave
    ]
    found += [_whole(one.plan, "unread", one.message) for one in unread]
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _issue(item: Item) -> dict[str, Any]:
    return _shape(item.message, item.finding.rule.id, item.fingerprint, severity(item), item.plan, item.line)


def severity(item: Item) -> Severity:
    """Return blocker where the gate fails for it, else by what it is; a waived directive is information."""
    if item.refused:
        return "blocker"
    if item.finding.outcome is Outcome.WAIVED:
        return "info"
    return "major" if item.finding.outcome is Outcome.CONTRADICTED else "minor"


def _whole(plan: str, code: str, text: str) -> dict[str, Any]:
    return _shape(text, code, sha256(f"{plan}\0{code}".encode()).hexdigest()[:32], "blocker", plan, 1)


def _shape(
    text: str, check: str, fingerprint: str, severity: Severity, plan: str, line: int
) -> dict[str, Any]:
    return {
        "description": text,
        "check_name": check,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": plan, "lines": {"begin": line}},
    }

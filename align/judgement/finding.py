"""What is concluded of one document: findings by rule, coverage, notices, the assessment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, IntEnum
from typing import Any, Literal, Protocol

from align.errors import Lang
from align.evidence import Evidence
from align.ruleset import Rule, Ruleset
from align.structure import Outline

Reason = Literal["region", "lapsed", "theme", "absent", "mentioned", "partial", "copied"]


class Level(IntEnum):
    """How deep a plan goes into a directive. Source: the annotation guide, step 2."""

    ABSENT = 0
    MENTIONED = 1
    PARTIAL = 2
    ADDRESSED = 3
    OPERATIONAL = 4


class Outcome(Enum):
    """What follows for the plan; the first that applies."""

    WAIVED = "waived"
    INAPPLICABLE = "inapplicable"
    CONTRADICTED = "contradicted"
    GAP = "gap"
    MET = "met"


@dataclass(frozen=True, slots=True)
class Gap:
    """What is lacking, where it would go, and the best sentence found.

    ``section`` is the index of the nearest section, ``best`` the evidence that comes nearest, where there is any.
    """

    lacking: tuple[str, ...]
    section: int | None
    best: Evidence | None


@dataclass(frozen=True, slots=True)
class Waived:
    """Who let a gap pass and why; ``until`` is the last day on which it holds, in Asia/Shanghai, None for no end."""

    reason: str
    by: str | None = None
    reference: str | None = None
    until: dt.date | None = None


class Layout(Protocol):
    """Lays out the gap of a finding in one document."""

    def gap(self, finding: Finding) -> Gap:
        """Return what is lacking and where it would go."""


@dataclass(frozen=True)
class Finding:
    """The conclusion on one rule. ``passage`` is the index of the best passage; ``elements`` maps each to met or not."""

    rule: Rule
    theme: str
    level: Level
    outcome: Outcome
    reason: Reason | None
    copied: bool
    elements: dict[str, bool]
    evidence: tuple[Evidence, ...]
    passage: int | None
    gap: Gap | None
    waived: Waived | None = None

    @property
    def binding(self) -> bool:
        """Return whether the directive binds this document."""
        return self.outcome is not Outcome.INAPPLICABLE


class _Later:
    """A field that is told when somebody asks for it: of a large ruleset most findings are read by nobody."""

    def __init__(self, name: str, tell: Callable[[Finding], Any]) -> None:
        self.name = name
        self.tell = tell

    def __get__(self, finding: Finding | None, owner: type[Finding]) -> Any:
        if finding is None:
            return self
        told = finding.__dict__[self.name] = self.tell(finding)
        return told


_NOTHING: dict[str, Any] = {
    "level": Level.ABSENT,
    "outcome": Outcome.GAP,
    "reason": "absent",
    "copied": False,
    "elements": _Later("elements", lambda finding: dict.fromkeys(finding.rule.elements, False)),
    "evidence": (),
    "passage": None,
    "gap": _Later("gap", lambda finding: finding.__dict__["layout"].gap(finding)),
}
"""What a finding says where nothing speaks to its rule; a finding that says otherwise itself has its own."""

for _name, _value in _NOTHING.items():
    type.__setattr__(Finding, _name, _value)


def absent(rule: Rule, theme: str, layout: Layout) -> Finding:
    """Return the finding of a rule to which nothing speaks; ``layout`` lays out its gap."""
    return _made({"rule": rule, "theme": theme, "layout": layout})


def with_gap(finding: Finding, layout: Layout) -> Finding:
    """Return a finding to which something speaks with a gap that ``layout`` lays out when it is asked for."""
    own = {name: value for name, value in finding.__dict__.items() if name != "gap"}
    return _made({**own, "layout": layout})


def unbound(rule: Rule, theme: str, reason: Reason) -> Finding:
    """Return the finding of a rule to which nothing speaks and which does not bind."""
    return _made(
        {"rule": rule, "theme": theme, "outcome": Outcome.INAPPLICABLE, "reason": reason, "gap": None}
    )


def _made(own: dict[str, Any]) -> Finding:
    finding = Finding.__new__(Finding)
    object.__setattr__(finding, "__dict__", own)
    return finding


@dataclass(frozen=True, slots=True)
class ThemeCoverage:
    """Coverage and depth of one theme; ratios in 0–1, None where nothing binds."""

    id: str
    title: str
    ratio: float | None
    depth: float | None
    binding: int
    met: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Coverage and depth over all findings that are met, gap or contradicted."""

    ratio: float | None
    depth: float | None
    binding: int
    met: int
    themes: tuple[ThemeCoverage, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """What was judged against what: region and where it was read (``document``, ``option``), themes, day."""

    region: str | None
    region_source: Literal["document", "option", "none"]
    themes: tuple[str, ...]
    as_of: dt.date
    bind_all: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader must know before the figures: predates, special-plan, short, unread, nothing-binds, not-a-plan."""

    code: str
    zh: str
    en: str

    def say(self, lang: Lang = "zh") -> str:
        """Return the notice in the language asked for."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything concluded about one document."""

    outline: Outline
    ruleset: Ruleset
    scope: Scope
    findings: tuple[Finding, ...]
    coverage: Coverage
    notices: tuple[Notice, ...] = field(default=())

    def finding(self, rule_id: str) -> Finding | None:
        """Return the finding of a rule, or None where there is no such rule."""
        return next((finding for finding in self.findings if finding.rule.id == rule_id), None)

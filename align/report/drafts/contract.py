"""The shape of ``align/diff/v1``, field by field, and its JSON Schema.

Every field is always there; one without a value is null. ``before`` and ``old`` speak of the old draft, ``after`` and
``new`` of the new one; offsets are half-open code-point offsets into the text of their own draft.
"""

from __future__ import annotations

from typing import Any, Literal

from typing_extensions import TypedDict

from align.judgement import LevelWord, OutcomeWord
from align.report.contract import (
    Bounds,
    Figures,
    Plan,
    Range,
    ReasonWord,
    Rules,
    StanceWord,
    Tool,
    schema_of,
)
from align.ruleset import Kind

SCHEMA: Literal["align/diff/v1"] = "align/diff/v1"
KindWord = Literal["contradicted", "lost", "weakened", "moved", "strengthened", "gained", "kept"]


class Draft(TypedDict):
    """One of the drafts."""

    document: Plan
    scope: Bounds
    coverage: Figures


class State(TypedDict):
    """Where a draft stands on a directive; ``section`` is that of the passage that decides."""

    level: Literal[0, 1, 2, 3, 4]
    level_name: LevelWord
    outcome: OutcomeWord
    reason: ReasonWord | None
    copied: bool
    met: list[str]
    section: list[str] | None


class Words(TypedDict):
    """A sentence of a draft; ``changed`` are the ranges of it that the other draft has not, ``stance`` null where it is no evidence."""

    start: int
    end: int
    text: str
    paragraph: int
    page: int | None
    section: list[str]
    stance: StanceWord | None
    changed: list[Range]


class Both(TypedDict):
    """A sentence before and after."""

    before: Words | None
    after: Words | None


class Became(TypedDict):
    """What became of a directive."""

    rule: str
    theme: str
    title: str
    kind: Kind
    binding: bool
    change: KindWord
    old: State
    new: State
    sentences: list[Both]


class Counts(TypedDict):
    """How many binding directives changed in which way."""

    contradicted: int
    lost: int
    weakened: int
    moved: int
    strengthened: int
    gained: int
    kept: int


class Comparison(TypedDict):
    """Two drafts compared; a change for every rule, in rule order."""

    schema: Literal["align/diff/v1"]
    tool: Tool
    ruleset: Rules
    old: Draft
    new: Draft
    counts: Counts
    changes: list[Became]


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a comparison of two drafts."""
    return schema_of(Comparison, SCHEMA, "Diff")

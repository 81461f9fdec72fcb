"""The shape of ``align/assessment/v1``, field by field, and its JSON Schema.

Every field is always there; one without a value is null. Offsets are half-open code-point offsets into the
document's text; ``line``, ``paragraph`` and ``page`` count from 1; ratios run from 0 to 1.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import TypeAdapter
from typing_extensions import TypedDict

from align.judgement import LevelWord, OutcomeWord
from align.ruleset import Kind

SCHEMA: Literal["align/assessment/v1"] = "align/assessment/v1"

ReasonWord = Literal["region", "lapsed", "theme", "absent", "mentioned", "partial", "copied"]
StanceWord = Literal["commit", "review", "problem", "negate", "refer"]
MeansWord = Literal["number", "deadline", "project", "body"]


class Tool(TypedDict):
    """The program that judged."""

    name: str
    version: str


class Plan(TypedDict):
    """The document judged; ``region`` is the one its head tells, ``digest`` the SHA-256 of its text."""

    name: str
    title: str | None
    region: str | None
    date: str | None
    digest: str
    characters: int
    sentences: int


class Rules(TypedDict):
    """The ruleset judged against."""

    id: str
    version: str
    digest: str


class Bounds(TypedDict):
    """What was judged for which region, themes and day."""

    region: str | None
    region_source: Literal["document", "option", "none"]
    themes: list[str]
    as_of: str
    bind_all: bool


class Remark(TypedDict):
    """A notice."""

    code: str
    text: str


class ThemeFigures(TypedDict):
    """Coverage of a theme."""

    id: str
    title: str
    ratio: float | None
    depth: float | None
    binding: int
    met: int


class Figures(TypedDict):
    """Coverage over all that binds."""

    ratio: float | None
    depth: float | None
    binding: int
    met: int
    themes: list[ThemeFigures]


class Range(TypedDict):
    """A range of the text."""

    start: int
    end: int


class Quoted(TypedDict):
    """A range of the text and its words."""

    start: int
    end: int
    text: str


class TermAt(TypedDict):
    """A term found."""

    term: str
    start: int
    end: int


class MeansAt(TypedDict):
    """A concrete means found."""

    kind: MeansWord
    text: str
    start: int
    end: int


class ElementState(TypedDict):
    """An essential element, met or not."""

    name: str
    met: bool


class Lack(TypedDict):
    """What is lacking, the nearest section, the best sentence found."""

    lacking: list[str]
    section: list[str] | None
    best: Quoted | None


class Proof(TypedDict):
    """A sentence that speaks to the directive; ``elements`` are those it meets with the titles above it."""

    start: int
    end: int
    line: int
    paragraph: int
    page: int | None
    text: str
    section: list[str]
    stance: StanceWord
    elements: list[str]
    cues: list[Quoted]
    mentions: list[TermAt]
    means: list[MeansAt]


class Conclusion(TypedDict):
    """The conclusion on one rule."""

    rule: str
    theme: str
    title: str
    kind: Kind
    quote: str
    binding: bool
    weight: float
    level: Literal[0, 1, 2, 3, 4]
    level_name: LevelWord
    outcome: OutcomeWord
    reason: ReasonWord | None
    copied: bool
    elements: list[ElementState]
    gap: Lack | None
    passage: Range | None
    evidence: list[Proof]


class Report(TypedDict):
    """An assessment: everything concluded about one document; findings of all rules, in rule order."""

    schema: Literal["align/assessment/v1"]
    tool: Tool
    document: Plan
    ruleset: Rules
    scope: Bounds
    notices: list[Remark]
    coverage: Figures
    findings: list[Conclusion]


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of an assessment."""
    return schema_of(Report, SCHEMA, "Assessment")


def schema_of(record: Any, name: str, title: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a record, which permits no other keys."""
    body = TypeAdapter(record).json_schema()
    for entry in (body, *body["$defs"].values()):
        entry["additionalProperties"] = False
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": name,
        **body,
        "title": title,
    }

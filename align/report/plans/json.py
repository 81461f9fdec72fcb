"""A matrix as ``align/matrix/v1``: directives, plans, cells and figures, and its JSON Schema.

Ratios run from 0 to 1; ``theme`` is null for the total; a field without value is null, never left out.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any, Literal, cast

from typing_extensions import TypedDict

from align.comparison import Matrix
from align.errors import Lang
from align.judgement import OutcomeWord
from align.report.contract import ReasonWord, Rules, StanceWord, Tool, schema_of
from align.ruleset import Kind

SCHEMA: Literal["align/matrix/v1"] = "align/matrix/v1"


class PlanRow(TypedDict):
    """A plan; ``plan`` tells it from all others."""

    plan: str
    label: str
    title: str
    region: str | None
    date: str | None
    ratio: float | None
    depth: float | None
    binding: int
    met: int
    meta: dict[str, str | None]


class DirectiveRow(TypedDict):
    """A directive, and how many of the plans that it binds answer it."""

    rule: str
    theme: str
    title: str
    kind: Kind
    binding: int
    answered: int
    best_level: Literal[0, 1, 2, 3, 4]
    share: float | None


class Sentence(TypedDict):
    """A sentence that speaks to a directive."""

    text: str
    section: list[str]
    stance: StanceWord


class CellRow(TypedDict):
    """How one plan answers one directive, the best sentences first."""

    rule: str
    plan: str
    level: Literal[0, 1, 2, 3, 4]
    outcome: OutcomeWord
    reason: ReasonWord | None
    copied: bool
    credit: float
    lacking: list[str]
    sentences: list[Sentence]


class RankRow(TypedDict):
    """The rank of a plan in a theme."""

    theme: str | None
    plan: str
    ratio: float | None
    rank: int | None
    of: int


class SpreadRow(TypedDict):
    """How coverage of a theme spreads."""

    theme: str | None
    plans: int
    least: float
    quartile1: float
    median: float
    quartile3: float
    most: float
    mean: float
    deviation: float


class GroupMean(TypedDict):
    """The mean coverage of a theme over the plans of a group that something binds; ``plans`` is how many."""

    group: str | None
    theme: str | None
    plans: int
    mean: float | None


class GroupShare(TypedDict):
    """How many of the plans of a group that a directive binds answer it."""

    group: str | None
    rule: str
    binding: int
    answered: int
    share: float | None


class ShortRow(TypedDict):
    """A directive that all plans answer but one."""

    rule: str
    title: str
    binding: int
    plan: str
    level: Literal[0, 1, 2, 3, 4]


class NoneRow(TypedDict):
    """A directive that no plan answers."""

    rule: str
    title: str
    binding: int
    best_level: Literal[0, 1, 2, 3, 4]


class PairRow(TypedDict):
    """Two directives that went together; ``p`` is Fisher's exact test, one-sided, ``pairs`` how many were compared."""

    first: str
    second: str
    n: int
    both: int
    first_only: int
    second_only: int
    neither: int
    phi: float
    jaccard: float
    p: float
    pairs: int


class Table(TypedDict):
    """Many plans compared."""

    schema: Literal["align/matrix/v1"]
    tool: Tool
    ruleset: Rules
    themes: dict[str, str]
    skipped: list[str]
    plans: list[PlanRow]
    directives: list[DirectiveRow]
    cells: list[CellRow]
    ranks: list[RankRow]
    spread: list[SpreadRow]
    group_by: str | None
    group_means: list[GroupMean]
    group_shares: list[GroupShare]
    all_but_one: list[ShortRow]
    none_covers: list[NoneRow]
    together: list[PairRow]


def render(matrix: Matrix, lang: Lang = "zh", group_by: str | None = None) -> str:
    """Return the matrix as JSON; the language does not touch it, and grouping adds its figures."""
    text = json.dumps(record(matrix, group_by), ensure_ascii=False, indent=1, allow_nan=False)
    return text.encode("utf-8", "replace").decode("utf-8") + "\n"


def record(matrix: Matrix, group_by: str | None = None) -> Table:
    """Return the matrix as plain data, every field present; no figures of groups where none are asked for."""
    from align import __version__

    figures: dict[str, Any] = {
        name: matrix.records(name)
        for name in ("directives", "ranks", "spread", "all_but_one", "none_covers", "together")
    }
    return cast(
        Table,
        {
            "schema": SCHEMA,
            "tool": {"name": "align", "version": __version__},
            "ruleset": dict(matrix.source),
            "themes": dict(matrix.themes),
            "skipped": list(matrix.skipped),
            "plans": _plans(matrix),
            "cells": _cells(matrix),
            **_groups(matrix, group_by),
            **figures,
        },
    )


def _groups(matrix: Matrix, group_by: str | None) -> dict[str, Any]:
    if group_by is None:
        return {"group_by": None, "group_means": [], "group_shares": []}
    return {
        "group_by": group_by,
        "group_means": [asdict(item) for item in matrix.group_means(group_by)],
        "group_shares": [
            {
                "group": item.group,
                "rule": item.row.id,
                "binding": item.binding,
                "answered": item.answered,
                "share": item.share,
            }
            for item in matrix.group_shares(group_by)
        ],
    }


def _plans(matrix: Matrix) -> list[dict[str, Any]]:
    names = ("label", "title", "region", "date", "ratio", "depth", "binding", "met")
    return [
        {"plan": plan.key, **{name: getattr(plan, name) for name in names}, "meta": dict(plan.meta)}
        for plan in matrix.plans
    ]


def _cells(matrix: Matrix) -> list[dict[str, Any]]:
    return [
        {
            "rule": row.id,
            "plan": plan.key,
            "level": cell.level,
            "outcome": cell.outcome,
            "reason": cell.reason,
            "copied": cell.copied,
            "credit": cell.credit,
            "lacking": list(cell.lacking),
            "sentences": [
                {"text": proof.text, "section": list(proof.section), "stance": proof.stance}
                for proof in cell.proofs
            ],
        }
        for row, cells in zip(matrix.rows, matrix.cells, strict=True)
        for plan, cell in zip(matrix.plans, cells, strict=True)
    ]


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a matrix."""
    return schema_of(Table, SCHEMA, "Matrix")

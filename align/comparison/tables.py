"""The figures of comparisons as tables: rows of plain values, Arrow or pandas."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from align.comparison.change import Diff
from align.comparison.figures import answered
from align.comparison.matrix import Matrix
from align.errors import SettingsError

if TYPE_CHECKING:
    import pandas
    import pyarrow as pa

Rows = list[dict[str, Any]]


def _plans(matrix: Matrix) -> Rows:
    return [
        {
            "plan": plan.key, "label": plan.label, "title": plan.title, "region": plan.region, "date": plan.date,
            "ratio": plan.ratio, "depth": plan.depth, "binding": plan.binding, "met": plan.met,
            **{f"meta_{name}": value for name, value in plan.meta.items()},
        }
        for plan in matrix.plans
    ]  # fmt: skip


def _directives(matrix: Matrix) -> Rows:
    return [
        {
            "rule": group.row.id, "theme": group.row.theme, "title": group.row.title, "kind": group.row.kind,
            "binding": group.binding, "answered": group.answered, "best_level": group.level,
            "share": group.answered / group.binding if group.binding else None,
        }
        for group in answered(matrix)
    ]  # fmt: skip


def _cells(matrix: Matrix) -> Rows:
    return [
        {
            "rule": row.id, "plan": plan.key, "level": cell.level, "outcome": cell.outcome, "reason": cell.reason,
            "copied": cell.copied, "binding": cell.binding, "credit": cell.credit,
            "lacking": list(cell.lacking), "sentences": [proof.text for proof in cell.proofs],
        }
        for row, cells in zip(matrix.rows, matrix.cells, strict=True)
        for plan, cell in zip(matrix.plans, cells, strict=True)
    ]  # fmt: skip


def _ranks(matrix: Matrix) -> Rows:
    return [
        {"theme": item.theme, "plan": item.plan.key, "ratio": item.ratio, "rank": item.rank, "of": item.of}
        for item in matrix.ranking()
    ]


def _spread(matrix: Matrix) -> Rows:
    names = ("theme", "plans", "least", "quartile1", "median", "quartile3", "most", "mean", "deviation")
    return [{name: getattr(item, name) for name in names} for item in matrix.spread()]


def _all_but_one(matrix: Matrix) -> Rows:
    return [
        {"rule": item.row.id, "title": item.row.title, "binding": item.binding, "plan": item.plan.key, "level": item.cell.level}
        for item in matrix.all_but_one()
    ]  # fmt: skip


def _none_covers(matrix: Matrix) -> Rows:
    return [
        {"rule": item.row.id, "title": item.row.title, "binding": item.binding, "best_level": item.level}
        for item in matrix.none_covers()
    ]


def _together(matrix: Matrix) -> Rows:
    names = ("n", "both", "first_only", "second_only", "neither", "phi", "jaccard", "p", "pairs")
    return [
        {"first": item.first.id, "second": item.second.id, **{name: getattr(item, name) for name in names}}
        for item in matrix.together()
    ]


TABLES: dict[str, Callable[[Matrix], Rows]] = {
    "plans": _plans,
    "directives": _directives,
    "cells": _cells,
    "ranks": _ranks,
    "spread": _spread,
    "all_but_one": _all_but_one,
    "none_covers": _none_covers,
    "together": _together,
}


def changes(diff: Diff) -> Rows:
    """Return a row for each directive: its change, its level before and after, whether it binds the new draft."""
    return [
        {
            "rule": change.rule, "theme": change.new.theme, "title": change.new.rule.title, "change": change.kind.value,
            "binding": change.binding, "old_level": change.old.level.value, "new_level": change.new.level.value,
            "old_outcome": change.old.outcome.value, "new_outcome": change.new.outcome.value,
        }
        for change in diff.changes
    ]  # fmt: skip


def records(matrix: Matrix, name: str) -> Rows:
    """Return a table as rows. Raises SettingsError where there is no such table."""
    if name not in TABLES:
        permitted = ", ".join(TABLES)
        raise SettingsError(
            "unknown-table",
            zh=f"对照表没有表“{name}”；可用：{permitted}。",
            en=f"a matrix has no table {name!r}; permitted: {permitted}.",
        )
    return TABLES[name](matrix)


def arrow(matrix: Matrix, name: str) -> pa.Table:
    """Return a table as a pyarrow.Table. Raises SettingsError where pyarrow is not installed."""
    return arrow_of(records(matrix, name))


def arrow_of(rows: Rows) -> pa.Table:
    """Return rows as a pyarrow.Table. Raises SettingsError where pyarrow is not installed."""
    try:
        import pyarrow
    except ImportError:
        raise _missing("pyarrow") from None
    return pyarrow.Table.from_pylist(rows)


def frame(matrix: Matrix, name: str) -> pandas.DataFrame:
    """Return a table as a pandas.DataFrame. Raises SettingsError where pandas is not installed."""
    return frame_of(records(matrix, name))


def frame_of(rows: Rows) -> pandas.DataFrame:
    """Return rows as a pandas.DataFrame. Raises SettingsError where pandas is not installed."""
    try:
        import pandas
    except ImportError:
        raise _missing("pandas") from None
    return pandas.DataFrame(rows)


def _missing(library: str) -> SettingsError:
    return SettingsError(
        "not-installed",
        zh=f'需要 {library}，还没有安装；请运行 pip install "align-plans[tables]"。',
        en=f'{library} is needed and not installed; run pip install "align-plans[tables]".',
    )

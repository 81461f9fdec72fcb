"""Assessments beside each other: two drafts of a plan, or many plans.

``diff(old, new).of(Kind.LOST)`` tells what the new draft no longer answers, ``matrix(assessments).table("together")``
which directives went together, as a pyarrow.Table, and ``matrix("out/").frame("ranks")`` the ranks of plans from the
tables of `align corpus`, as a pandas.DataFrame.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from align.comparison.change import Change, Diff, Kind, Pair, Quote
from align.comparison.drafts import diff
from align.comparison.likeness import Sentences
from align.comparison.matrix import Cell, Matrix, Plan, Proof, Row
from align.judgement import Assessment

__all__ = [
    "Cell",
    "Change",
    "Diff",
    "Kind",
    "Matrix",
    "Pair",
    "Plan",
    "Proof",
    "Quote",
    "Row",
    "Sentences",
    "diff",
    "matrix",
]


def matrix(
    plans: Iterable[Assessment] | str | Path,
    meta: Sequence[Mapping[str, str | None]] | None = None,
    bind_all: bool = False,
) -> Matrix:
    """Put many plans beside each other: assessments, or the folder of tables that `align corpus` wrote.

    ``meta`` holds further columns for each assessment, to group by. ``bind_all`` lets every directive bind in tables that
    were made without; assessments must be made so. Raises SettingsError where there is nothing to compare.
    """
    if isinstance(plans, str | Path):
        from align.comparison.stored import stored

        return stored(Path(plans), bind_all)
    from align.comparison.gathering import gather

    return gather(plans, meta)

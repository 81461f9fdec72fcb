"""Many plans beside each other: directives by plans, as frozen records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from align.judgement import Level
from align.ruleset import Kind

if TYPE_CHECKING:
    import pandas
    import pyarrow as pa

    from align.comparison.figures import Group, Mean, OneShort, Pairing, Ranking, Share, Spread


@dataclass(frozen=True, slots=True)
class Proof:
    """A sentence that speaks to a directive, with the headings above it; ``stance`` as in the JSON."""

    text: str
    section: tuple[str, ...]
    stance: str


@dataclass(frozen=True, slots=True)
class Cell:
    """How one plan answers one directive; ``credit`` in 0–1 as for coverage, ``proofs`` the best sentences first.

    ``outcome`` and ``reason`` as in the JSON, ``level`` 0–4.
    """

    level: int
    outcome: str
    reason: str | None
    copied: bool
    credit: float
    lacking: tuple[str, ...] = ()
    proofs: tuple[Proof, ...] = ()

    @property
    def binding(self) -> bool:
        """Return whether the directive binds this plan."""
        return self.outcome != "inapplicable"

    @property
    def answers(self) -> bool:
        """Return whether the plan answers the directive: addressed or better, and not only copied."""
        return self.level >= Level.ADDRESSED and not self.copied


@dataclass(frozen=True, slots=True)
class Row:
    """A directive."""

    id: str
    theme: str
    title: str
    kind: Kind
    quote: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan: ``key`` tells it from all others, ``label`` does so for a reader; ratios in 0–1."""

    key: str
    label: str
    title: str
    region: str | None
    date: str | None
    meta: Mapping[str, str | None]
    ratio: float | None
    depth: float | None
    binding: int
    met: int

    def column(self, name: str) -> str | None:
        """Return what stands in a column for this plan: region, year, date, or any of its metadata."""
        own = {"region": self.region, "date": self.date, "year": self.date[:4] if self.date else None}
        return own[name] if name in own else self.meta.get(name)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Directives by plans; ``cells[row][plan]`` in the order of ``rows`` and ``plans``.

    ``themes`` maps ids to titles, in order. ``source`` names ruleset, version and digest; ``skipped`` are the plans that could not be judged.
    """

    themes: Mapping[str, str]
    rows: tuple[Row, ...]
    plans: tuple[Plan, ...]
    cells: tuple[tuple[Cell, ...], ...]
    source: Mapping[str, str]
    superior: str = ""
    skipped: tuple[str, ...] = field(default=())

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns by which plans can be grouped: those in which any plan has a value."""
        names = ("region", "year", *sorted({name for plan in self.plans for name in plan.meta}))
        return tuple(name for name in names if any(plan.column(name) for plan in self.plans))

    def ranking(self) -> tuple[Ranking, ...]:
        """Return the rank of each plan by theme and in total."""
        from align.comparison.figures import ranking

        return ranking(self)

    def spread(self) -> tuple[Spread, ...]:
        """Return how coverage spreads over the plans, by theme and in total."""
        from align.comparison.figures import spread

        return spread(self)

    def group_means(self, column: str) -> tuple[Mean, ...]:
        """Return the mean coverage of each group of plans, by theme and in total; ``column`` is one of ``columns``."""
        from align.comparison.figures import group_means

        return group_means(self, column)

    def group_shares(self, column: str) -> tuple[Share, ...]:
        """Return how many plans of each group answer each directive; ``column`` is one of ``columns``."""
        from align.comparison.figures import group_shares

        return group_shares(self, column)

    def all_but_one(self) -> tuple[OneShort, ...]:
        """Return the directives that all plans that they bind answer but one."""
        from align.comparison.figures import all_but_one

        return all_but_one(self)

    def none_covers(self) -> tuple[Group, ...]:
        """Return the directives that none of the plans that they bind answers."""
        from align.comparison.figures import answered

        return tuple(group for group in answered(self) if group.binding and not group.answered)

    def together(self, most: int | None = None) -> tuple[Pairing, ...]:
        """Return the pairs of directives that went together, the closest first."""
        from align.comparison.figures import together

        return together(self, most)

    def records(self, name: str) -> list[dict[str, Any]]:
        """Return a table of figures as rows: plans, directives, cells, ranks, spread, all_but_one, none_covers or together."""
        from align.comparison.tables import records

        return records(self, name)

    def table(self, name: str) -> pa.Table:
        """Return a table of figures as a pyarrow.Table; needs pyarrow."""
        from align.comparison.tables import arrow

        return arrow(self, name)

    def frame(self, name: str) -> pandas.DataFrame:
        """Return a table of figures as a pandas.DataFrame; needs pandas."""
        from align.comparison.tables import frame

        return frame(self, name)

"""What every format of a matrix shows: the order of plans, names of levels, figures in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from align.comparison import Cell, Matrix, Plan
from align.comparison.figures import Group, Mean, Pairing, Ranking, Share, Spread, answered
from align.comparison.labels import fitted
from align.errors import Lang
from align.judgement import Level, Outcome
from align.report.comparing import say
from align.report.view import in_line
from align.report.wording import level_name, outcome_name

NO_GROUP = "—"
PAIRS = 40
"""Pairs of directives that are shown."""


@dataclass(frozen=True)
class PlansView:
    """A matrix with a language, and the questions that its formats put to it."""

    matrix: Matrix
    lang: Lang = "zh"
    group_by: str | None = None

    def say(self, key: str, **values: object) -> str:
        """Return words in the language of the matrix."""
        return say(key, self.lang, **values)

    @property
    def title(self) -> str:
        """Return what is compared, in words."""
        return self.say("plans-title", n=len(self.matrix.plans), rules=len(self.matrix.rows))

    @property
    def unbound(self) -> int:
        """Return how many plans nothing binds."""
        return sum(not plan.binding for plan in self.matrix.plans)

    @cached_property
    def order(self) -> tuple[int, ...]:
        """Return the plans, by index, in the order of their groups."""
        plans = self.matrix.plans
        return tuple(sorted(range(len(plans)), key=lambda number: (self.group(plans[number]), number)))

    def group(self, plan: Plan) -> str:
        """Return the group of a plan; an empty text where there are none."""
        return (plan.column(self.group_by) or NO_GROUP) if self.group_by else ""

    def short(self, limit: int) -> dict[str, str]:
        """Return the labels of plans by key, of so many characters at most, still all different."""
        plans = self.matrix.plans
        made = fitted([in_line(plan.label) for plan in plans], limit)
        return {plan.key: name for plan, name in zip(plans, made, strict=True)}

    def column_name(self, column: str) -> str:
        """Return the name of a column by which plans can be grouped."""
        return self.say(column) if column in ("region", "year") else column

    @cached_property
    def groups(self) -> dict[str, Group]:
        """Return how many plans answer a directive, by its id."""
        return {group.row.id: group for group in answered(self.matrix)}

    @cached_property
    def ranking(self) -> dict[tuple[str, str | None], Ranking]:
        """Return the ranks by plan and theme (None: in total)."""
        return {(item.plan.key, item.theme): item for item in self.matrix.ranking()}

    @cached_property
    def spread(self) -> dict[str | None, Spread]:
        """Return the spread by theme (None: in total)."""
        return {item.theme: item for item in self.matrix.spread()}

    @cached_property
    def means(self) -> dict[str, dict[str | None, Mean]]:
        """Return the mean coverage by group and theme (None: in total); nothing where plans are not grouped."""
        made: dict[str, dict[str | None, Mean]] = {}
        for item in self.matrix.group_means(self.group_by) if self.group_by else ():
            made.setdefault(item.group or NO_GROUP, {})[item.theme] = item
        return made

    @cached_property
    def shares(self) -> dict[str, dict[str, Share]]:
        """Return how many plans answer by group and directive; nothing where plans are not grouped."""
        made: dict[str, dict[str, Share]] = {}
        for item in self.matrix.group_shares(self.group_by) if self.group_by else ():
            made.setdefault(item.group or NO_GROUP, {})[item.row.id] = item
        return made

    @property
    def groups_title(self) -> str:
        """Return what the table of groups tells, in words."""
        return self.say("group-means", column=self.column_name(self.group_by or ""))

    @cached_property
    def sizes(self) -> Counter[str]:
        """Return how many plans each group has."""
        return Counter(map(self.group, self.matrix.plans))

    @cached_property
    def pairs(self) -> Sequence[Pairing]:
        """Return the pairs that went together, as many as are shown."""
        return self.matrix.together(PAIRS)

    def theme_name(self, theme: str | None) -> str:
        """Return a theme in words."""
        return self.say("total") if theme is None else f"{theme} {self.matrix.themes[theme]}"

    def level(self, cell: Cell) -> str:
        """Return the level of a cell in words."""
        copied = self.say("bracket", text=self.say("copied")) if cell.copied else ""
        return level_name(Level(cell.level), self.lang) + copied

    def outcome(self, cell: Cell) -> str:
        """Return the outcome of a cell in words."""
        return outcome_name(Outcome(cell.outcome), self.lang)

"""What many plans tell together: shares, ranks, spread, what all cover but one, what went together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import exp, lgamma, sqrt
from statistics import mean, pstdev, quantiles

from align.comparison.matrix import Cell, Matrix, Plan, Row

FEWEST = 3
"""Plans below which nothing is said of all but one, nor of what went together."""


@dataclass(frozen=True, slots=True)
class Group:
    """A directive over all plans that it binds; ``level`` is the best that any of them reaches."""

    row: Row
    binding: int
    answered: int
    level: int


@dataclass(frozen=True, slots=True)
class OneShort:
    """A directive that all plans answer but one."""

    row: Row
    binding: int
    plan: Plan
    cell: Cell


@dataclass(frozen=True, slots=True)
class Ranking:
    """Where a plan stands among all in a theme (None: in total): rank from 1, equals share it; None where nothing binds."""

    plan: Plan
    theme: str | None
    ratio: float | None
    rank: int | None
    of: int


@dataclass(frozen=True, slots=True)
class Spread:
    """How coverage of a theme (None: in total) spreads over the plans that something binds; ratios in 0–1."""

    theme: str | None
    plans: int
    least: float
    quartile1: float
    median: float
    quartile3: float
    most: float
    mean: float
    deviation: float


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean coverage of a theme (None: in total) over the plans of a group that something binds; None where there are none."""

    group: str | None
    theme: str | None
    plans: int
    mean: float | None


@dataclass(frozen=True, slots=True)
class Share:
    """A directive over the plans of a group that it binds: how many there are, how many answer it."""

    group: str | None
    row: Row
    binding: int
    answered: int

    @property
    def share(self) -> float | None:
        """Return how many of the plans answer it, in 0–1; None where it binds none."""
        return self.answered / self.binding if self.binding else None


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two directives over the n plans that both bind: how many answer both, one, neither; phi, Jaccard, exact p.

    ``p`` is Fisher's exact test, one-sided; ``pairs`` is how many pairs were compared.
    """

    first: Row
    second: Row
    n: int
    both: int
    first_only: int
    second_only: int
    neither: int
    phi: float
    jaccard: float
    p: float
    pairs: int

    @property
    def firm(self) -> bool:
        """Return whether p stays below 0.05 after Bonferroni's correction."""
        return self.p * self.pairs < 0.05


def counted(cell: Cell) -> bool:
    """Return whether a cell counts: the directive binds and is not waived."""
    return cell.outcome not in ("inapplicable", "waived")


def answered(matrix: Matrix) -> tuple[Group, ...]:
    """Return, for each directive, how many of the plans that it binds answer it."""
    made = []
    for row, cells in zip(matrix.rows, matrix.cells, strict=True):
        bound = [cell for cell in cells if counted(cell)]
        best = max((cell.level for cell in bound), default=0)
        made.append(Group(row, len(bound), sum(cell.answers for cell in bound), best))
    return tuple(made)


def all_but_one(matrix: Matrix) -> tuple[OneShort, ...]:
    """Return the directives that all plans answer but one; nothing is said of fewer than three plans."""
    made = []
    for row, cells in zip(matrix.rows, matrix.cells, strict=True):
        bound = [(plan, cell) for plan, cell in zip(matrix.plans, cells, strict=True) if counted(cell)]
        short = [(plan, cell) for plan, cell in bound if not cell.answers]
        if len(bound) >= FEWEST and len(short) == 1:
            made.append(OneShort(row, len(bound), *short[0]))
    return tuple(made)


def ratio(matrix: Matrix, plan: int, theme: str | None) -> float | None:
    """Return the coverage of a plan in a theme, or in total; None where nothing binds."""
    bound = [
        (row, cells[plan])
        for row, cells in zip(matrix.rows, matrix.cells, strict=True)
        if theme in (None, row.theme) and counted(cells[plan])
    ]
    return share(bound)


def share(bound: Sequence[tuple[Row, Cell]]) -> float | None:
    """Return the coverage over directives that count, each with its cell; None where there are none."""
    weight = sum(row.weight for row, _ in bound)
    return sum(row.weight * cell.credit for row, cell in bound) / weight if bound else None


def ranking(matrix: Matrix) -> tuple[Ranking, ...]:
    """Return the rank of each plan by theme, then in total; plans in their order."""
    return tuple(item for theme in (*matrix.themes, None) for item in _ranked(matrix, theme))


def _ranked(matrix: Matrix, theme: str | None) -> Iterator[Ranking]:
    ratios = [ratio(matrix, number, theme) for number in range(len(matrix.plans))]
    known = [value for value in ratios if value is not None]
    for plan, value in zip(matrix.plans, ratios, strict=True):
        rank = None if value is None else 1 + sum(other > value + 1e-9 for other in known)
        yield Ranking(plan, theme, value, rank, len(known))


def spread(matrix: Matrix) -> tuple[Spread, ...]:
    """Return the spread of coverage by theme, then in total; a theme that binds no plan is left out."""
    made = []
    for theme in (*matrix.themes, None):
        ratios = [ratio(matrix, number, theme) for number in range(len(matrix.plans))]
        known = sorted(value for value in ratios if value is not None)
        if known:
            made.append(_spread(theme, known))
    return tuple(made)


def _spread(theme: str | None, known: Sequence[float]) -> Spread:
    one, two, three = quantiles(known, n=4, method="inclusive") if len(known) > 1 else [known[0]] * 3
    return Spread(theme, len(known), known[0], one, two, three, known[-1], mean(known), pstdev(known))


def members(matrix: Matrix, column: str) -> dict[str | None, list[int]]:
    """Return the plans of each group, by index: groups in the order of their names, those without one last."""
    found: dict[str | None, list[int]] = {}
    for number, plan in enumerate(matrix.plans):
        found.setdefault(plan.column(column) or None, []).append(number)
    return {group: found[group] for group in sorted(found, key=lambda name: (name is None, name or ""))}


def group_means(matrix: Matrix, column: str) -> tuple[Mean, ...]:
    """Return the mean coverage of each group of plans by theme, then in total."""
    made = []
    for group, numbers in members(matrix, column).items():
        for theme in (*matrix.themes, None):
            ratios = [ratio(matrix, number, theme) for number in numbers]
            known = [value for value in ratios if value is not None]
            made.append(Mean(group, theme, len(known), mean(known) if known else None))
    return tuple(made)


def group_shares(matrix: Matrix, column: str) -> tuple[Share, ...]:
    """Return, for each group of plans and each directive, how many of the plans that it binds answer it."""
    return tuple(
        Share(group, row, len(bound), sum(cell.answers for cell in bound))
        for group, numbers in members(matrix, column).items()
        for row, cells in zip(matrix.rows, matrix.cells, strict=True)
        for bound in [[cells[n] for n in numbers if counted(cells[n])]]
    )


def together(matrix: Matrix, most: int | None = None) -> tuple[Pairing, ...]:
    """Return the pairs of directives that went together more often than by chance, the least likely by chance first.

    A pair counts where both are answered by some and not by all of the plans that both bind, three at least.
    """
    bits = [_bits(cells) for cells in matrix.cells]
    found, pairs = [], 0
    for a, b in combinations(range(len(matrix.rows)), 2):
        table = _table(bits[a], bits[b])
        if table is None:
            continue
        pairs += 1
        if (phi := _phi(*table)) > 0:
            found.append((fisher(*table), -phi, a, b, table))
    found.sort()
    shown = found if most is None else found[:most]
    return tuple(_pairing(matrix, a, b, table, -phi, p, pairs) for p, phi, a, b, table in shown)


def _bits(cells: Sequence[Cell]) -> tuple[int, int]:
    """Return which plans a directive binds and which of these answer it, as bits."""
    binds = sum(1 << number for number, cell in enumerate(cells) if counted(cell))
    answers = sum(1 << number for number, cell in enumerate(cells) if counted(cell) and cell.answers)
    return binds, answers


Table = tuple[int, int, int, int]
"""How many plans answer both, the first only, the second only, neither."""


def _table(first: tuple[int, int], second: tuple[int, int]) -> Table | None:
    n = (first[0] & second[0]).bit_count()
    one, two = first[1] & second[0], second[1] & first[0]
    both, only_one, only_two = (one & two).bit_count(), (one & ~two).bit_count(), (two & ~one).bit_count()
    varied = 0 < both + only_one < n and 0 < both + only_two < n
    return (both, only_one, only_two, n - both - only_one - only_two) if n >= FEWEST and varied else None


def _phi(both: int, one: int, two: int, neither: int) -> float:
    margins = (both + one) * (two + neither) * (both + two) * (one + neither)
    return (both * neither - one * two) / sqrt(margins)


def _pairing(matrix: Matrix, a: int, b: int, table: Table, phi: float, p: float, pairs: int) -> Pairing:
    both, one, two, neither = table
    return Pairing(
        first=matrix.rows[a],
        second=matrix.rows[b],
        n=sum(table),
        both=both,
        first_only=one,
        second_only=two,
        neither=neither,
        phi=phi,
        jaccard=both / (both + one + two),
        p=p,
        pairs=pairs,
    )


def fisher(both: int, one: int, two: int, neither: int) -> float:
    """Return the chance that so many or more plans answer both, if the two had nothing to do with each other."""
    first, second, n = both + one, both + two, both + one + two + neither
    term = exp(_log_comb(first, both) + _log_comb(n - first, second - both) - _log_comb(n, second))
    total = 0.0
    for k in range(both, min(first, second) + 1):
        total += term
        term *= (first - k) * (second - k) / ((k + 1) * (n - first - second + k + 1))
    return round(min(total, 1.0), 15)


def _log_comb(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)

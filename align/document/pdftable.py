"""Ruled tables of a PDF page: lines form a grid, letters fall into its cells; a grid of one cell is a box."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from align.document.pdfglyph import Edge, Glyph, Sheet
from align.document.pdfline import Line

_NEAR = 3.0
_MOST_LINES = 400


@dataclass(slots=True)
class Grid:
    """A ruled table: where its columns and rows part, and the letters of each cell."""

    xs: list[float]
    ys: list[float]
    uprights: list[Edge] = field(default_factory=list)
    cells: dict[tuple[int, int], list[Glyph]] = field(default_factory=dict)

    @property
    def columns(self) -> int:
        """Return how many columns the table has."""
        return len(self.xs) - 1

    def rows(self) -> list[list[list[Glyph]]]:
        """Return the rows from top to bottom, each a list of cells, each a list of letters."""
        return [self._row(at) for at in range(len(self.ys) - 1)]

    def _row(self, at: int) -> list[list[Glyph]]:
        middle = (self.ys[at] + self.ys[at + 1]) / 2
        found: list[list[Glyph]] = []
        for column in range(self.columns):
            letters = self.cells.get((at, column), [])
            if column and not self._parted(self.xs[column], middle):
                # No line between them here: one cell over two columns.
                found[-1] = found[-1] + letters
            else:
                found.append(letters)
        return found

    def _parted(self, x: float, y: float) -> bool:
        return any(
            abs(e.x0 - x) <= 2 * _NEAR and e.top - _NEAR <= y <= e.bottom + _NEAR for e in self.uprights
        )

    def take(self, glyph: Glyph) -> bool:
        """Put a letter into its cell; return whether it stands in the table."""
        x = (glyph.x0 + glyph.x1) / 2
        column, at = bisect_right(self.xs, x) - 1, bisect_right(self.ys, glyph.middle) - 1
        if not (0 <= column < self.columns and 0 <= at < len(self.ys) - 1):
            return False
        self.cells.setdefault((at, column), []).append(glyph)
        return True


def grids_of(sheet: Sheet) -> list[Grid]:
    """Return the ruled tables of a page from top to bottom."""
    found = [_grid(cluster) for cluster in _clusters(sheet.edges[:_MOST_LINES])]
    grids = [grid for grid in found if grid is not None and not _frame(grid, sheet)]
    return sorted(grids, key=lambda grid: grid.ys[0])


def share(glyphs: Sequence[Glyph], grids: Sequence[Grid]) -> list[Glyph]:
    """Hand the letters to the tables and return those that stand in none."""
    return [glyph for glyph in glyphs if not any(grid.take(glyph) for grid in grids)]


def _clusters(edges: Sequence[Edge]) -> list[list[Edge]]:
    """Group lines that touch each other."""
    clusters: list[list[Edge]] = []
    for edge in edges:
        touching = [c for c in clusters if any(_touch(edge, other) for other in c)]
        merged = [edge, *(e for c in touching for e in c)]
        clusters = [c for c in clusters if all(c is not t for t in touching)] + [merged]
    return clusters


def _touch(a: Edge, b: Edge) -> bool:
    return (
        a.x0 - _NEAR <= b.x1
        and b.x0 - _NEAR <= a.x1
        and a.top - _NEAR <= b.bottom
        and b.top - _NEAR <= a.bottom
    )


def _grid(edges: Sequence[Edge]) -> Grid | None:
    flat = [e for e in edges if e.flat]
    upright = [e for e in edges if not e.flat]
    if not flat or not upright or len(flat) + len(upright) < 3:
        return None
    # Tables open at the sides have no outer verticals; their horizontals say how wide they are.
    xs = _distinct([*(e.x0 for e in upright), min(e.x0 for e in flat), max(e.x1 for e in flat)])
    # A table that goes on over the page has no line there; its verticals say how far it reaches.
    ys = _distinct([*(e.top for e in flat), min(e.top for e in upright), max(e.bottom for e in upright)])
    return Grid(xs, ys, upright) if len(xs) >= 2 and len(ys) >= 2 else None


def _distinct(values: Sequence[float]) -> list[float]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > 2 * _NEAR:
            kept.append(value)
    return kept


def _frame(grid: Grid, sheet: Sheet) -> bool:
    """Return whether a box only frames the page."""
    wide, high = grid.xs[-1] - grid.xs[0], grid.ys[-1] - grid.ys[0]
    return grid.columns == 1 and len(grid.ys) == 2 and wide * high > 0.6 * sheet.width * sheet.height


def stretches(lines: Sequence[Line]) -> list[tuple[bool, list[Line]]]:
    """Cut lines into prose and tables without rules: rows of three cells and more, not far from each other."""
    rows = [at for at, line in enumerate(lines) if _tabular(line)]
    found: list[tuple[bool, list[Line]]] = []
    done = 0
    for first, last in _regions(rows):
        found += [(False, list(lines[done:first])), (True, list(lines[first : last + 1]))]
        done = last + 1
    return [*found, (False, list(lines[done:]))]


def _tabular(line: Line) -> bool:
    # Letter-spaced titles (目 录, 二 〇 二 一 年) have cells of one letter.
    return (
        len(line.cells) >= 3
        and line.column == 0
        and sum(len(c) > 1 for c in line.cells) * 2 > len(line.cells)
    )


def _regions(rows: Sequence[int]) -> list[tuple[int, int]]:
    regions: list[tuple[int, int]] = []
    for at in rows:
        if regions and at - regions[-1][1] <= 4:
            regions[-1] = (regions[-1][0], at)
        else:
            regions.append((at, at))
    return [(first, last) for first, last in regions if first < last]

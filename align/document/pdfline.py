"""Letters of a page become lines of text, in the order of reading: one column or two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from align.document.pdfglyph import Glyph

_GAP, _SPACE, _GUTTER = 0.8, 0.2, 1.2
_WIDE = (
    r"\u2013-\u2015\u2018-\u201d\u2026\u00b7\u2460-\u24ff\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
)
_BESIDE_WIDE = re.compile(rf"(?<=[{_WIDE}]) +| +(?=[{_WIDE}])")
# 2 0 0 1 年 in letter-spaced type is 2001年.
_SPACED_DIGITS = re.compile(r"(?<![A-Za-z0-9.])\d(?: \d)+(?![A-Za-z0-9.])")
_KANGXI = range(0x2E80, 0x2FE0)
_NOTE_MARK = re.compile(r"[\d①-⑳*†\[\]〔〕]$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: its letters joined, its box, the size of its type, its page and its column."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    page: int
    column: int = 0
    segments: tuple[tuple[float, float], ...] = ()
    cells: tuple[str, ...] = ()
    marked: bool = False

    @property
    def middle(self) -> float:
        """Return the height of the middle of the line on the page."""
        return (self.top + self.bottom) / 2


def lines_of(glyphs: Sequence[Glyph], page: int) -> list[Line]:
    """Return the lines of a page, from top to bottom."""
    rows = _rows([g for g in glyphs if not g.char.isspace() or g.char == " "])
    found = [_line(row, page) for row in rows]
    return [line for line in found if line is not None]


def _rows(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Group letters by height: a letter stands in a row if their middles lie within each other."""
    rows: list[list[Glyph]] = []
    spans: list[tuple[float, float]] = []
    for glyph in sorted((g for g in glyphs if g.char != " "), key=lambda g: (g.middle, g.x0)):
        near = range(max(0, len(rows) - 3), len(rows))
        at = next((i for i in reversed(near) if _beside(glyph, spans[i])), None)
        if at is None:
            rows.append([glyph])
            spans.append((glyph.top, glyph.bottom))
        else:
            rows[at].append(glyph)
            if glyph.size > spans[at][1] - spans[at][0]:
                spans[at] = (glyph.top, glyph.bottom)
    return rows


def _beside(glyph: Glyph, span: tuple[float, float]) -> bool:
    overlap = min(glyph.bottom, span[1]) - max(glyph.top, span[0])
    return overlap > 0.55 * min(glyph.size, span[1] - span[0])


def _line(row: list[Glyph], page: int) -> Line | None:
    row = sorted(row, key=lambda g: g.x0)
    # Latin letters of many fonts have taller boxes than the Chinese ones beside them.
    size = median([g.size for g in row if g.char > "\u2e80"] or [g.size for g in row])
    kept = _without_marks(_once(row, size), size)
    if not kept or size <= 0:
        return None
    parts = _parts(kept, size)
    top, bottom = min(g.top for g in kept), max(g.bottom for g in kept)
    return Line(
        tidy(_joined(kept, size)), kept[0].x0, kept[-1].x1, top, bottom, size, page,
        segments=tuple((part[0].x0, part[-1].x1) for part in parts),
        cells=tuple(tidy(_joined(part, size)) for part in parts),
        marked=row[0] is not kept[0],
    )  # fmt: skip


def _once(row: list[Glyph], size: float) -> list[Glyph]:
    """Return the letters without those that are printed twice to look bold."""
    kept: list[Glyph] = []
    for glyph in row:
        if not any(g.char == glyph.char and abs(g.x0 - glyph.x0) < 0.15 * size for g in kept[-2:]):
            kept.append(glyph)
    return kept


def _without_marks(row: list[Glyph], size: float) -> list[Glyph]:
    """Return the letters without raised small ones: the marks of footnotes."""
    bottom = median(g.bottom for g in row)
    return [
        g
        for g in row
        if not (g.size < 0.75 * size and g.bottom < bottom - 0.2 * size and _NOTE_MARK.match(g.char))
    ]


def _joined(row: list[Glyph], size: float) -> str:
    texts = [row[0].char]
    for before, glyph in zip(row, row[1:], strict=False):
        gap = glyph.x0 - before.x1
        narrow = before.char.isascii() and glyph.char.isascii()
        if gap > _GAP * size:
            texts.append("\u3000")
        elif narrow and gap > _SPACE * size:
            texts.append(" ")
        texts.append(glyph.char)
    return "".join(texts)


def tidy(text: str) -> str:
    """Return a line with plain letters for radicals, and without blanks that only space letters out."""
    text = "".join(_plain(char) for char in text)
    text = _SPACED_DIGITS.sub(lambda found: found[0].replace(" ", ""), text)
    return _BESIDE_WIDE.sub("", text).replace("\u3000", " ").strip()


def _plain(char: str) -> str:
    # Fonts map 一 to the radical ⼀; NFKC of these two blocks is the letter meant.
    if ord(char) in _KANGXI:
        import unicodedata

        return unicodedata.normalize("NFKC", char)
    return char


def _parts(row: list[Glyph], size: float) -> list[list[Glyph]]:
    """Cut a row of letters where a gutter or the border of a cell may be."""
    parts = [[row[0]]]
    for glyph in row[1:]:
        if glyph.x0 - parts[-1][-1].x1 > _GUTTER * size:
            parts.append([glyph])
        else:
            parts[-1].append(glyph)
    return parts


def in_columns(glyphs: Sequence[Glyph], gutter: float, page: int, lines: list[Line]) -> list[Line]:
    """Return the lines of a page in two columns, cut at the gutter, in the order of reading."""
    return _ordered(lines_cut(glyphs, gutter, page, lines))


def fits(lines: Sequence[Line], gutter: float) -> bool:
    """Return whether a page may have the gutter of other pages: nearly nothing goes across it."""
    parts = [part for line in lines for part in line.segments]
    left, right = sum(p[1] <= gutter for p in parts), sum(p[0] >= gutter for p in parts)
    return min(left, right) >= 4 and len(parts) - left - right <= 0.1 * len(parts)


def gutter_of(lines: list[Line], width: float) -> float | None:
    """Return where two columns part: most lines keep clear of it, and fill the columns beside it."""
    best, best_score = None, 0
    for step in range(38, 63):
        x = width * step / 100
        score = _score(lines, x)
        if score > best_score:
            best, best_score = x, score
    return best


def _score(lines: list[Line], x: float) -> int:
    parts = [part for line in lines for part in line.segments]
    left, right = [p for p in parts if p[1] <= x], [p for p in parts if p[0] >= x]
    crossing = len(parts) - len(left) - len(right)
    if min(len(left), len(right)) < 6 or crossing > 0.25 * len(parts):
        return 0
    full = [_full([b - a for a, b in side]) for side in (left, right)]
    return len(parts) - 2 * crossing if min(full) >= 0.5 else 0


def _full(widths: list[float]) -> float:
    """Return the share of lines that fill their column: prose does, cells of a table do not."""
    widest = max(widths)
    return sum(w > 0.8 * widest for w in widths) / len(widths)


def lines_cut(glyphs: Sequence[Glyph], gutter: float, page: int, lines: list[Line]) -> list[Line]:
    """Return the lines of a page cut at its gutter, with the column that each stands in (0: across)."""
    across = [line for line in lines if any(a < gutter < b for a, b in line.segments)]
    spans = [(line.top, line.bottom) for line in across]
    free = [g for g in glyphs if not any(top <= g.middle <= bottom for top, bottom in spans)]
    left = lines_of([g for g in free if (g.x0 + g.x1) / 2 < gutter], page)
    right = lines_of([g for g in free if (g.x0 + g.x1) / 2 >= gutter], page)
    return [*across, *(replace(x, column=1) for x in left), *(replace(x, column=2) for x in right)]


def _ordered(lines: list[Line]) -> list[Line]:
    """Order lines: what goes across parts the page into bands; in each the left column comes first."""
    borders = sorted(line.middle for line in lines if line.column == 0)

    def key(line: Line) -> tuple[int, int, float]:
        above = sum(border < line.middle for border in borders)
        return (2 * above, line.column, line.middle) if line.column else (2 * above + 1, 0, line.middle)

    return sorted(lines, key=key)

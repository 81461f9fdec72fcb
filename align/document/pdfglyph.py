"""What a PDF page shows: letters with their boxes, ruled lines and pictures, through pdfium.

Coordinates are points from the upper left corner of the page as it is shown, rotation applied.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

_THIN, _LONG, _TALL = 3.0, 12.0, 6.0
# pdfium marks a hyphen at the end of a line as one that joining would drop; 5G-A keeps it.
_HYPHEN = {2: 0x2D}
_MOST_EDGES = 20_000
_MOST_OBJECTS = 200_000


class Glyph(NamedTuple):
    """A letter and its box."""

    char: str
    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def size(self) -> float:
        """Return the height of the letter's box, which goes with its font size."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Return the height of the middle of the letter on the page."""
        return (self.top + self.bottom) / 2


class Edge(NamedTuple):
    """A ruled line: flat where it is wider than high."""

    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def flat(self) -> bool:
        """Return whether the line is horizontal."""
        return self.x1 - self.x0 > self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page as it is shown."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph]
    edges: list[Edge]
    pictures: int


Turn = Callable[[float, float, float, float], tuple[float, float, float, float]]


def sheet(page: Any, number: int) -> Sheet:
    """Return the letters, lines and pictures of a pdfium page."""
    width, height = page.get_size()
    turn = _turn(page.get_rotation(), width, height)
    glyphs = settled(spread(list(_glyphs(page, turn))), width, height)
    edges, pictures = _drawn(page, turn)
    return Sheet(number, width, height, glyphs, edges, pictures)


def _turn(rotation: int, width: float, height: float) -> Turn:
    """Return what maps a box (left, bottom, right, top) of the unturned page to x0, x1, top, bottom."""

    def turned(left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        if rotation == 90:
            return bottom, top, left, right
        if rotation == 180:
            return width - right, width - left, bottom, top
        if rotation == 270:
            return width - top, width - bottom, height - right, height - left
        return left, right, height - top, height - bottom

    return turned


def _glyphs(page: Any, turn: Turn) -> Iterator[Glyph]:
    from pypdfium2 import raw

    text = page.get_textpage()
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    try:
        for at in range(text.count_chars()):
            code = _HYPHEN.get(code := raw.FPDFText_GetUnicode(text, at), code)
            if raw.FPDFText_IsGenerated(text, at) or not _prints(code):
                continue
            if raw.FPDFText_GetLooseCharBox(text, at, ctypes.byref(box)):
                raw.FPDFText_GetCharOrigin(text, at, ctypes.byref(x), ctypes.byref(y))
                where = turn(box.left, box.bottom, box.right, box.top)
                base = turn(x.value, y.value, x.value, y.value)[3]
                yield Glyph(chr(code), *_even(chr(code), where, base))
    finally:
        text.close()


def _even(
    char: str, box: tuple[float, float, float, float], base: float
) -> tuple[float, float, float, float]:
    """Return a box of one height a font size: fonts of drawn letters (Type 3) only know the ink."""
    x0, x1, top, bottom = box
    em = x1 - x0 if char > "\u2e80" and x1 - x0 > 0.3 * (bottom - top) else bottom - top
    return (x0, x1, base - 0.86 * em, base + 0.14 * em) if em > 0 else box


def spread(glyphs: list[Glyph]) -> list[Glyph]:
    """Return the letters with those of one sign (—— drawn as one dash, fi) side by side in its box."""
    found: list[Glyph] = []
    at = 0
    while at < len(glyphs):
        one = glyphs[at]
        run = 1
        while at + run < len(glyphs) and glyphs[at + run][1:] == one[1:]:
            run += 1
        letters = glyphs[at : at + run]
        at += run
        if run > 1 and (one.x1 - one.x0 > 1.5 * one.size or len({g.char for g in letters}) > 1):
            step = (one.x1 - one.x0) / run
            letters = [
                g._replace(x0=one.x0 + n * step, x1=one.x0 + (n + 1) * step) for n, g in enumerate(letters)
            ]
        found += letters
    return found


def settled(glyphs: list[Glyph], width: float, height: float) -> list[Glyph]:
    """Return the letters in the order of the file, those with an impossible place put beside their neighbours.

    pdfium scales some Type 3 letters twice: they stand off the page, or are far larger than the letters
    before and after them, which leave just the room for them in a line or at its start.
    """
    sizes = sorted(g.size for g in glyphs)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    off = [not (0 <= g.x0 <= width and 0 <= g.middle <= height) for g in glyphs]
    odd = [gone or g.size > 2.5 * usual for g, gone in zip(glyphs, off, strict=True)]
    if not any(odd):
        return glyphs
    starts = _line_starts([g for g, strange in zip(glyphs, odd, strict=True) if not strange])
    runs = _runs(odd)
    kept: list[Glyph] = []
    for at, glyph in enumerate(glyphs):
        if not odd[at]:
            kept.append(glyph)
            continue
        after = glyphs[at + runs[at]] if at + runs[at] < len(glyphs) else None
        placed = _placed(glyph.char, kept[-1] if kept else None, after, runs[at], starts, off[at])
        kept += [placed] if placed else [] if off[at] else [glyph]
    return kept


def _runs(odd: Sequence[bool]) -> list[int]:
    """Return how many letters are odd from each one on, up to the first that is not."""
    runs: list[int] = []
    for strange in reversed(odd):
        runs.append(runs[-1] + 1 if strange and runs else int(strange))
    return runs[::-1]


def _line_starts(glyphs: list[Glyph]) -> set[int]:
    """Return where lines begin, in points, at least twice on the page."""
    firsts = Counter(
        round(b.x0)
        for a, b in zip(glyphs, glyphs[1:], strict=False)
        if abs(a.middle - b.middle) > 0.5 * a.size
    )
    return {x for x, count in firsts.items() if count > 1}


def _placed(
    char: str, before: Glyph | None, after: Glyph | None, run: int, starts: set[int], off: bool
) -> Glyph | None:
    """Return a lost letter in the room that its neighbours leave; ``run`` letters are lost from here on.

    A letter off the page goes after the one before if there is no room; a large one is where it is.
    """
    if after is not None:
        em = after.size
        start = after.x0 - run * em
        if before is not None and abs(before.middle - after.middle) < 0.5 * em:
            if off or abs(start - before.x1) < 0.6 * em:
                return Glyph(char, before.x1, before.x1 + em, before.top, before.bottom)
        elif any(abs(start - x) <= 2 for x in starts) or (off and (not before or before.char in "。；：")):
            return Glyph(char, start, start + em, after.top, after.bottom)
    if before is None or not off:
        return None
    return Glyph(char, before.x1, before.x1 + before.size, before.top, before.bottom)


def _prints(code: int) -> bool:
    return code > 31 and not 0xD800 <= code <= 0xDFFF and code not in (0xFFFE, 0xFFFF, 0xAD, 0xFEFF)


def _drawn(page: Any, turn: Turn) -> tuple[list[Edge], int]:
    from pypdfium2 import raw

    edges: list[Edge] = []
    pictures = 0
    kinds = [raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE]
    for at, drawn in enumerate(page.get_objects(filter=kinds, max_depth=4)):
        if at > _MOST_OBJECTS or len(edges) > _MOST_EDGES:
            break
        bounds = _on_page(drawn, drawn.get_bounds())
        if drawn.type == raw.FPDF_PAGEOBJ_IMAGE:
            pictures += bounds[2] - bounds[0] > 30 and bounds[3] - bounds[1] > 30
        else:
            edges += _edges(drawn, bounds, turn)
    return edges, pictures


def _on_page(drawn: Any, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """Return a box in coordinates of the page: what stands in a form is placed by the form."""
    form = getattr(drawn, "container", None)
    while form is not None:
        box = form.get_matrix().on_rect(*box)
        form = form.container
    return box


def _edges(path: Any, bounds: tuple[float, float, float, float], turn: Turn) -> Iterator[Edge]:
    """Yield the ruled lines of a path: itself if it is thin, else its stroked straight segments."""
    from pypdfium2 import raw

    edge = Edge(*turn(*bounds))
    if _ruled(edge):
        yield edge
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    count = raw.FPDFPath_CountSegments(path)
    if not stroke.value or not 2 <= count <= 400:
        return
    yield from (e for e in (Edge(*turn(*box)) for box in _segments(path, count)) if _ruled(e))


def _segments(path: Any, count: int) -> Iterator[tuple[float, float, float, float]]:
    from pypdfium2 import raw

    matrix = path.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    before: tuple[float, float] | None = None
    first: tuple[float, float] | None = None
    for at in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, at)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = _on_page(path, (*matrix.on_point(x.value, y.value),) * 2)[:2]
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == raw.FPDF_SEGMENT_LINETO and before is not None:
            yield _box(before, point)
        before = point
        if raw.FPDFPathSegment_GetClose(segment) and first is not None:
            yield _box(point, first)


def _box(a: tuple[float, float], b: tuple[float, float]) -> tuple[float, float, float, float]:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])


def _ruled(edge: Edge) -> bool:
    wide, high = edge.x1 - edge.x0, edge.bottom - edge.top
    return (high <= _THIN and wide >= _LONG) or (wide <= _THIN and high >= _TALL)

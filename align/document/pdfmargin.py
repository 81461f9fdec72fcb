"""What stands at the margins of PDF pages: running heads, page numbers and footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from align.document.pdfline import Line

_EDGE = 0.14
_NUMBER = re.compile(r"[·•.\s]*(?:\d{1,4}|[ivxlIVXL]{1,6})[·•.\s]*$")
_DRESSED = re.compile(r"[-–—―]+\s*\d{1,4}\s*[-–—―]+$|第\s*\d+\s*页.{0,12}$|\d{1,4}\s*[/／]\s*\d{1,4}$")
_DIGITS = re.compile(r"\d+")
_NOTE = re.compile(r"(?:[①-⑳]|\[\d{1,3}\]|〔\d{1,3}〕|\d{1,3}(?=[\s\u4e00-\u9fff“《])|\*)")
_SMALLER = 0.9


@dataclass(slots=True)
class Margins:
    """Pages without their margins, and what stood there."""

    pages: list[list[Line]]
    heads: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    notes: dict[int, list[str]] = field(default_factory=dict)


def strip_margins(pages: Sequence[list[Line]], heights: Sequence[float], body: float) -> Margins:
    """Return the pages without running heads, page numbers and footnotes; ``body`` is the size of its type."""
    repeated = _repeated(pages, heights)
    offset = _offset(pages, heights)
    result = Margins([])
    for lines, height in zip(pages, heights, strict=True):
        kept = []
        for line in lines:
            if _at_edge(line, height) and _is_number(line, lines, offset):
                result.numbers.append(line.text)
            elif _at_edge(line, height) and _key(line, height) in repeated:
                result.heads.append(line.text)
            else:
                kept.append(line)
        result.pages.append(_without_notes(kept, height, body, result.notes))
    return result


def own_size(lines: Sequence[Line]) -> float:
    """Return the size that most letters of some lines have; 0 for no lines."""
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _at_edge(line: Line, height: float) -> bool:
    return line.bottom < _EDGE * height or line.top > (1 - _EDGE) * height


def _is_number(line: Line, lines: Sequence[Line], offset: int | None) -> bool:
    """Return whether a line is a page number: one that counts the pages, with nothing else beyond it."""
    # Almost no line looks like a number: whether it does is asked first, and the page only then.
    dressed = _DRESSED.match(line.text)
    if not (dressed or _NUMBER.match(line.text)) or _beyond(line, lines) > 2:
        return False
    if dressed:
        return True
    digits = _DIGITS.search(line.text)
    return digits is None or int(digits[0]) - line.page == offset


def _offset(pages: Sequence[list[Line]], heights: Sequence[float]) -> int | None:
    """Return what printed page numbers differ by from the place of the page; None where none are printed.

    A lone number at the edge of a page may be a cell of a table: one in three pages must bear it out.
    """
    counts: Counter[int] = Counter()
    for lines, height in zip(pages, heights, strict=True):
        found = [x for x in lines if _at_edge(x, height) and x.text.isdecimal() and len(x.text) < 5]
        counts.update({int(line.text) - line.page for line in found})
    if not counts:
        return None
    offset, count = counts.most_common(1)[0]
    return offset if 3 * count >= len(pages) and (count > 1 or offset == 0) else None


def _beyond(line: Line, lines: Sequence[Line]) -> int:
    """Return how many lines stand between a line and the edge of the page on its side of the middle line."""
    low = line.middle > median(x.middle for x in lines)
    return sum(x.middle > line.middle if low else x.middle < line.middle for x in lines)


def _key(line: Line, height: float) -> tuple[str, int]:
    # Numbers in running heads change from page to page; so does the height, by a point or two.
    return _DIGITS.sub("#", line.text), round(line.middle / height * 40)


def _repeated(pages: Sequence[list[Line]], heights: Sequence[float]) -> set[tuple[str, int]]:
    counts: Counter[tuple[str, int]] = Counter()
    for lines, height in zip(pages, heights, strict=True):
        edge = sorted((x for x in lines if _at_edge(x, height)), key=lambda x: x.middle)
        counts.update({_key(line, height) for line in [*edge[:2], *edge[-2:]]})
    fewest = 2 if len(pages) <= 4 else 3
    return {key for key, count in counts.items() if count >= fewest}


def _without_notes(lines: list[Line], height: float, body: float, notes: dict[int, list[str]]) -> list[Line]:
    """Return the lines of a page without the footnotes at its foot, which go to ``notes`` by page."""
    first = _first_note(lines, height, body)
    if first is None:
        return lines
    for line in lines[first:]:
        texts = notes.setdefault(line.page, [])
        if _opens_note(line) or not texts:
            texts.append(line.text)
        else:
            texts[-1] += line.text
    return lines[:first]


def _first_note(lines: Sequence[Line], height: float, body: float) -> int | None:
    """Return the index of the line where footnotes begin: small type to the end, the first with a mark."""
    # A page shrunk to fit a wide table is small throughout; its own type is what notes are smaller than.
    body = min(body, own_size(lines) or body)
    at = len(lines)
    while at > 0 and lines[at - 1].size < _SMALLER * body and lines[at - 1].top > 0.4 * height:
        at -= 1
    if at == 0 or at == len(lines):
        return _set_off(lines, height)
    return next((index for index in range(at, len(lines)) if _opens_note(lines[index])), None)


def _set_off(lines: Sequence[Line], height: float) -> int | None:
    """Return where notes in the type of the text begin: a raised mark after a gap, low on the page."""
    for at in range(1, len(lines)):
        gap = lines[at].middle - lines[at - 1].middle
        if lines[at].marked and lines[at].top > 0.5 * height and gap > 2.2 * lines[at].size:
            return at
    return None


def _opens_note(line: Line) -> bool:
    return line.marked or bool(_NOTE.match(line.text))

"""Lines of a PDF become paragraphs: hard wraps of Chinese type are joined, indents and short lines part."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from align.document.assembly import Piece, is_contents_line
from align.document.numbering import ORDINALS
from align.document.pdfline import Line

_ENDS = re.compile(r"[。！？!?；;：:][”’」』）)》]*$")
_FULL_STOP = re.compile(r"[。！？!?][”’」』）)》]*$")
_ITEM = re.compile(
    rf"第[{ORDINALS}\d]+[章节编篇部分条]|[{ORDINALS}]{{1,3}}[、．.]|[（(][{ORDINALS}\d]{{1,3}}[）)]"
    r"|\d{1,2}(?:[、．]|\.(?!\d))|\d{1,2}(?:\.\d{1,2}){1,2}(?=[\s\u4e00-\u9fff“《])|[①-⑳]|专栏\s*\d+|[—－―-]{2}|附件|附表|目\s*录$|[•●○■□◆◇▪➢✓\uf000-\uf0ff]"
)
# As in Word files, the sign before an item of a list is no text.
_BULLET = re.compile(r"^[•●○■□◆◇▪➢✓\uf000-\uf0ff]\s*")
_LONGEST = 10_000
_HEADING = re.compile(
    rf"(?:第[{ORDINALS}\d]+[章节编篇部]|[{ORDINALS}]{{1,3}}、|[（(][{ORDINALS}]{{1,3}}[）)]|专栏\s*\d+)"
    r"[^。；！？]{0,60}$"
)
_QUOTES, _OPENERS = "“”‘’\"'", "（《〈「『【〔(["
_CLOSERS = "、。，．；：？！）》〉」』】〕…—%％℃·)],.;:?!"


@dataclass(frozen=True, slots=True)
class Margin:
    """Where the lines of a column begin and end, in points."""

    left: float
    right: float


def margins(lines: Iterable[Line]) -> dict[tuple[int, int], Margin]:
    """Return the margins of each column of each page, by page and column; pages with few lines borrow."""
    pages: dict[tuple[int, int], list[Line]] = {}
    columns: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault((line.page, line.column), []).append(line)
        columns.setdefault(line.column, []).append(line)
    whole = {column: _margin(found) for column, found in columns.items()}
    return {
        key: _shifted(_margin(found), whole[key[1]]) if len(found) >= 10 else whole[key[1]]
        for key, found in pages.items()
    }


def _margin(lines: Sequence[Line]) -> Margin:
    # Most full lines end at the margin; punctuation may hang beyond it.
    widest = max(line.x1 for line in lines)
    rights = Counter(round(line.x1 / 3) * 3 for line in lines if line.x1 > 0.8 * widest)
    right = max(rights, key=lambda x: (rights[x], x))
    lefts = Counter(round(line.x0 / 3) * 3 for line in lines)
    often = [x for x, count in lefts.items() if count >= max(2, 0.1 * len(lines))]
    left = min(often, default=min(line.x0 for line in lines))
    return Margin(left, right)


def _shifted(own: Margin, whole: Margin) -> Margin:
    # Left and right pages of a book have different margins but lines of one length.
    length = whole.right - whole.left
    if abs((own.right - own.left) - length) < 0.1 * length:
        return own
    return whole


def join_lines(lines: Sequence[Line], places: dict[tuple[int, int], Margin]) -> list[Piece]:
    """Return the paragraphs of lines in the order of reading; a piece has the page that it starts on."""
    leading = _leading(lines)
    pieces: list[Piece] = []
    before: Line | None = None
    for line in lines:
        open_ = before is not None and len(pieces[-1].text) < _LONGEST
        if open_ and before is not None and _goes_on(before, line, places, leading):
            pieces[-1].text = glue(pieces[-1].text, line.text)
        else:
            pieces.append(Piece(line.text, page=line.page))
        before = line
    for piece in pieces:
        piece.text = _BULLET.sub("", piece.text)
    return pieces


def glue(before: str, after: str) -> str:
    """Join two lines: a blank stands only between two Latin words; a hyphen at the end stays."""
    if before[-1:].isascii() and before[-1:].isalnum() and after[:1].isascii() and after[:1].isalpha():
        return f"{before} {after}"
    return before + after


def unended(before: str, after: str) -> bool:
    """Return whether a paragraph breaks off in mid-sentence and what follows opens no item."""
    return not _ENDS.search(before) and not _HEADING.match(before) and not _ITEM.match(after)


def _leading(lines: Sequence[Line]) -> float:
    gaps = [
        b.middle - a.middle
        for a, b in zip(lines, lines[1:], strict=False)
        if a.page == b.page and a.column == b.column and 0 < b.middle - a.middle < 4 * a.size
    ]
    return median(gaps) if gaps else 0.0


def _goes_on(before: Line, line: Line, places: dict[tuple[int, int], Margin], leading: float) -> bool:
    old, new = places[before.page, before.column], places[line.page, line.column]
    if abs(before.size - line.size) > 0.15 * max(before.size, line.size):
        return False
    if is_contents_line(before.text) or is_contents_line(line.text):
        return False
    if _centred(before, old) and _centred(line, new):
        return not _ENDS.search(before.text) and not _ITEM.match(line.text) and _close(before, line, leading)
    indent = (line.x0 - new.left) / line.size
    if indent > 1.2 and not _same_block(before, line):
        return False
    return not (_is_short(before, line, old) or _parted(before, line, leading, indent))


def _centred(line: Line, margin: Margin) -> bool:
    left, right = line.x0 - margin.left, margin.right - line.x1
    return min(left, right) > 2.5 * line.size and abs(left - right) < 2.5 * line.size


def _close(before: Line, line: Line, leading: float) -> bool:
    return before.page == line.page and line.middle - before.middle < 1.6 * max(leading, before.size)


def _same_block(before: Line, line: Line) -> bool:
    """Return whether two lines begin alike in an indented block, the first of them in mid-sentence."""
    return (
        abs(before.x0 - line.x0) < 0.3 * line.size
        and before.page == line.page
        and not _ENDS.search(before.text)
        and not _ITEM.match(before.text)
        and not _ITEM.match(line.text)
        and abs(before.x1 - line.x1) < 3 * line.size
    )


def _is_short(before: Line, line: Line, margin: Margin) -> bool:
    """Return whether a line ends before its margin with room for what begins the next line."""
    room = (margin.right - before.x1) / before.size
    if _FULL_STOP.search(before.text) or _HEADING.match(before.text):
        return room > min(_first_width(line.text), 20.0) + 0.3
    return room > 3.5 + min(_first_width(line.text), 20.0)


def _first_width(text: str) -> float:
    """Return the width in ems of what begins a line and cannot be broken: 3.5%，or 进“1650”产."""
    width = _em(text[:1])
    for before, char in zip(text, text[1:], strict=False):
        if not _holds(before, char):
            break
        width += _em(char)
    return width


def _holds(before: str, char: str) -> bool:
    together = before.isascii() and char.isascii() and not before.isspace() and not char.isspace()
    return together or char in _CLOSERS or before in _OPENERS or before in _QUOTES or char in _QUOTES


def _em(char: str) -> float:
    return 0.55 if char.isascii() else 1.0


def _parted(before: Line, line: Line, leading: float, indent: float) -> bool:
    ended = _FULL_STOP.search(before.text) is not None
    if _ENDS.search(before.text) and _ITEM.match(line.text):
        return True
    if before.page != line.page or before.column != line.column or not leading:
        return ended and indent > 1.2
    gap = line.middle - before.middle
    return gap > 1.5 * leading or (ended and gap > 1.35 * leading)

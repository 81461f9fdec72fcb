"""What stands around a plan: its cover, its table of contents, and the title that the cover names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from align.document.assembly import Piece, clean, is_contents_line
from align.document.numbering import ORDINALS

_BLANK = re.compile(r"\s+")
_CONTENTS_TITLE = re.compile(r"(?:目录|目次|contents)$", re.IGNORECASE)
_PAGED = re.compile(r".{2,60}?[\s\t]+[-–—(（]?\d{1,3}[-–—)）]?$")
_PAGE_TAIL = re.compile(r"[.．·•…⋯_\s]*[-–—(（]?\d{0,3}[-–—)）]?$")
_KIND = re.compile(
    r"(?:规划|计划|纲要|报告|方案|意见|办法|要点|建议|措施|决定|通知|公报)(?:[（(].{1,20}[)）])?$"
)
_ITEM = re.compile(rf"[（(]?[{ORDINALS}]+[）)、.]|第[{ORDINALS}]+[章节编篇部]")
_SENTENCE = re.compile(r"[。！？；]")


def mark_contents(pieces: Sequence[Piece]) -> None:
    """Mark the lines of a table of contents: after a line 目录, or with dot leaders and a page number."""
    for piece in pieces:
        if piece.left_out is None and piece.kind != "row" and is_contents_line(piece.text):
            piece.left_out = "toc"
    for at, piece in enumerate(pieces):
        if _CONTENTS_TITLE.match(_key(piece.text)):
            _mark_from(pieces, at)
            return


def _mark_from(pieces: Sequence[Piece], at: int) -> None:
    last = _last_entry(pieces, at)
    if last > at or pieces[at + 1 : at + 2] and pieces[at + 1].left_out == "toc":
        for piece in pieces[at : last + 1]:
            piece.left_out = piece.left_out or "toc"


def _last_entry(pieces: Sequence[Piece], at: int) -> int:
    """Return the index of the last entry: lines with a page number, or that come again as a line."""
    later = {_key(piece.text) for piece in pieces[at + 1 :] if _PAGED.match(piece.text.strip()) is None}
    counts: dict[str, int] = {}
    for piece in pieces[at + 1 :]:
        counts[_key(piece.text)] = counts.get(_key(piece.text), 0) + 1
    last = at
    for index in range(at + 1, len(pieces)):
        text = pieces[index].text.strip()
        if not _is_entry(text, counts, later, pieces[index].left_out):
            break
        counts[_key(text)] -= 1
        last = index
    return last


def _is_entry(text: str, counts: dict[str, int], later: set[str], left_out: str | None) -> bool:
    if left_out == "toc" or not text:
        return True
    if len(text) > 70 or _SENTENCE.search(text[:-1]):
        return False
    key, bare = _key(text), _key(_PAGE_TAIL.sub("", text))
    return bool(_PAGED.match(text)) or counts[key] > 1 or (bare != key and bare in later)


def _key(text: str) -> str:
    return _BLANK.sub("", text)


def is_cover(texts: Sequence[str]) -> bool:
    """Return whether lines before a page break are a cover: few, short, without sentences and items."""
    lines = [clean(text) for text in texts if clean(text)]
    if not 0 < len(lines) <= 15 or sum(map(len, lines)) > 200:
        return False
    short = all(len(line) <= 50 and not _SENTENCE.search(line) for line in lines)
    return short and not any(_ITEM.match(line) or _CONTENTS_TITLE.match(_key(line)) for line in lines)


def cover_title(texts: Sequence[str]) -> str | None:
    """Return the title that a cover prints, its lines joined: up to the first that ends like one, else the longest."""
    lines = [_BLANK.sub("", line) for text in texts for line in clean(text).split("\n")]
    for at, line in enumerate(lines):
        if _KIND.search(line):
            first = at
            while first > 0 and at - first < 2 and _continues(lines[first - 1]):
                first -= 1
            return "".join(lines[first : at + 1])
    return max(lines, key=len, default=None)


def _continues(line: str) -> bool:
    # 附件, 征求意见稿, a date or a document number stand above a title and are no part of it.
    return len(line) >= 4 and not re.search(r"[号日稿件）)：:]$|^附件", line)

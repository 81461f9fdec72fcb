"""A paragraph is cut into sentences: at 。！？ and ……, never inside a pair that closes nearby."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

from align.document import Span

# One class opens the pattern, so that the search runs over all other characters at once: stops in a row, …… or one of a pair.
_MARK = re.compile(
    r"[。！？!?…“”‘’「」『』《》〈〉（）()【】〔〕\"]"
    r"(?:(?<=[。！？!?])[。！？!?]*|(?<=…)…+|(?<=[“”‘’「」『』《》〈〉（）()【】〔〕\"]))"
)
_PAIRS = {
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    "（": "）",
    "(": ")",
    "【": "】",
    "〔": "〕",
}
_CLOSES = frozenset(_PAIRS.values())
_CLOSERS = '”’」』》〉）)】〕"'
# What follows a closing mark and shows that the sentence goes on: “……。”的要求
_GOES_ON = tuple("。！？，、；：,;:的等之是和与及为—")
# An opening mark whose partner is farther away than this is taken for a slip of the pen.
_REACH = 300


class _Mark(NamedTuple):
    at: int
    after: int
    text: str


# Some thousands are made a document, and a named tuple's own constructor takes twice as long.
_mark = partial(tuple.__new__, _Mark)


def sentences(text: str, start: int, end: int) -> list[Span]:
    """Return the sentences of a paragraph; together they hold all of it but the blanks between them."""
    spans: list[Span] = []
    at = start
    for stop in (*_stops(text, start, end), end):
        span = _trimmed(text, at, stop)
        if span.end > span.start:
            spans.append(span)
        at = stop
    return spans


def _trimmed(text: str, start: int, end: int) -> Span:
    if start < end and not text[start].isspace() and not text[end - 1].isspace():
        return Span(start, end)
    piece = text[start:end]
    kept = piece.strip()
    start += len(piece) - len(piece.lstrip())
    return Span(start, start + len(kept))


def _stops(text: str, start: int, end: int) -> list[int]:
    marks = [_mark((*found.span(), found[0])) for found in _MARK.finditer(text, start, end)]
    pairs = _pairs(marks)
    stops: list[int] = []
    shut = start
    for mark in marks:
        if mark.at in pairs:
            shut = max(shut, pairs[mark.at])
        elif mark.text in _CLOSERS or mark.text in _PAIRS:
            continue
        elif mark.at >= shut or _last_inside(text, mark.after, shut):
            stops.append(_past_closers(text, mark.after, end, pairs))
    return stops


def _last_inside(text: str, after: int, shut: int) -> bool:
    """Tell whether the pair ends right here, and the sentence with it (“……。”)."""
    return not text[after:shut].strip(_CLOSERS) and not text.startswith(_GOES_ON, shut)


def _past_closers(text: str, at: int, end: int, pairs: Mapping[int, int]) -> int:
    while at < end and text[at] in _CLOSERS and at not in pairs:
        at += 1
    return at


def _pairs(marks: list[_Mark]) -> dict[int, int]:
    """Return for each opening mark that closes within reach the place after its closing mark."""
    pairs: dict[int, int] = {}
    waiting: list[_Mark] = []
    for mark in marks:
        opener = _partner(waiting, mark)
        if opener is not None:
            if mark.after - waiting[opener].at <= _REACH:
                pairs[waiting[opener].at] = mark.after
            del waiting[opener:]
        elif mark.text in _PAIRS or mark.text == '"':
            waiting.append(mark)
    return pairs


def _partner(waiting: list[_Mark], mark: _Mark) -> int | None:
    # Nesting is shallow: eight levels bound the search, so that a row of openers stays linear.
    if mark.text not in _CLOSES and mark.text != '"':
        return None
    for index in range(len(waiting) - 1, max(-1, len(waiting) - 9), -1):
        if _PAIRS.get(waiting[index].text, '"') == mark.text:
            return index
    return None

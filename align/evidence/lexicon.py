"""Every term of every rule, concept and cue in one Aho-Corasick automaton, read in one pass.

Aho & Corasick, "Efficient string matching", CACM 18(6), 1975. `iter` is used, not `iter_long`: on Chinese
the latter misses and invents matches (pyahocorasick issue 133).
"""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from typing import NamedTuple

import ahocorasick

from align.evidence.view import View, squeeze
from align.ruleset import GAP

SEPARATOR = "\x00"
"""Stands between terms while they are folded; no text has it."""

GAP_WIDTH = 12
"""The longest gap between the parts of a gapped term, in characters of the view."""

LONGEST = 40
"""No longer word is looked for around a hit."""


class Hit(NamedTuple):
    """A term found: half-open range of the view, and the index of the term."""

    start: int
    end: int
    term: int


# Some thousands are made a document, and a named tuple's own constructor takes twice as long.
_hit = partial(tuple.__new__, Hit)
_Gapped = tuple[int, tuple[int, ...]]
"""A gapped term, with its parts after the second."""


class Hits:
    """Hits in text order, their starts apart: to bisect numbers is several times as fast as to bisect hits.

    A start beyond all texts ends the starts, so that every search ends at one.
    """

    __slots__ = ("hits", "starts")

    def __init__(self, hits: list[Hit]) -> None:
        self.hits = hits
        self.starts = [*(hit.start for hit in hits), sys.maxsize]

    def between(self, start: int, end: int) -> list[Hit]:
        """Return the hits that lie in a half-open range of the view."""
        low = bisect_left(self.starts, start)
        if self.starts[low] >= end:
            return []
        return [hit for hit in self.hits[low : bisect_left(self.starts, end, low)] if hit.end <= end]

    def met(self, start: int, end: int) -> bool:
        """Return whether a hit lies in a half-open range of the view."""
        at = bisect_left(self.starts, start)
        while self.starts[at] < end:
            if self.hits[at].end <= end:
                return True
            at += 1
        return False

    def touch(self, start: int, end: int) -> bool:
        """Return whether a hit overlaps a half-open range of the view."""
        at = bisect_left(self.starts, start - LONGEST)
        while self.starts[at] < end:
            if self.hits[at].end > start:
                return True
            at += 1
        return False

    def around(self, hit: Hit) -> bool:
        """Return whether a hit lies inside one of these."""
        for index in range(bisect_right(self.starts, hit.start) - 1, -1, -1):
            if self.hits[index].end >= hit.end:
                return True
            if self.starts[index] < hit.start - LONGEST:
                break
        return False


NONE = Hits([])
"""No hits."""


class Lexicon:
    """Terms in one automaton; ``scan`` finds them all, gapped ones joined inside a clause."""

    def __init__(self) -> None:
        self.terms: list[str] = []
        self._index: dict[str, int] = {}
        self._gapped: dict[int, dict[int, list[_Gapped]]] = {}
        self._lengths: list[int] = []
        self._automaton: ahocorasick.Automaton | None = None

    def add(self, term: str) -> int:
        """Add a term and return its index; the same words have the same index."""
        if term not in self._index:
            self._index[term] = len(self.terms)
            self.terms.append(term)
        return self._index[term]

    def add_all(self, terms: Iterable[str]) -> tuple[int, ...]:
        """Add terms and return their indices."""
        return tuple(self.add(term) for term in terms)

    def close(self) -> None:
        """Build the automaton; terms added later are not found."""
        patterns: dict[str, int] = {}
        whole: dict[int, int] = {}
        needed: set[int] = set()
        for term, squeezed in enumerate(self._squeezed()):
            parts = [part for part in squeezed.split(GAP) if part]
            numbers = tuple(patterns.setdefault(part, len(patterns)) for part in parts)
            if len(numbers) == 1:
                whole[numbers[0]] = term
            elif numbers:
                first, second, *rest = numbers
                self._gapped.setdefault(first, {}).setdefault(second, []).append((term, tuple(rest)))
                needed.update(numbers)
        self._lengths = list(map(len, patterns))
        self._build(patterns, whole, needed)

    def _squeezed(self) -> list[str]:
        """Return the terms as the automaton reads them."""
        if any('"' in term for term in self.terms):
            return [squeeze(term) for term in self.terms]  # straight quotes pair within a term only
        return squeeze(SEPARATOR.join(self.terms)).split(SEPARATOR)

    def _build(self, patterns: Mapping[str, int], whole: Mapping[int, int], needed: AbstractSet[int]) -> None:
        automaton = ahocorasick.Automaton()
        for part, number in patterns.items():
            waiting = number if number in needed else -1
            automaton.add_word(part, (len(part) - 1, whole.get(number, -1), waiting))
        if patterns:
            automaton.make_automaton()
            self._automaton = automaton

    def scan(self, view: View) -> list[Hit]:
        """Return all hits of all terms in the view, in order of their starts."""
        if self._automaton is None:
            return []
        hits: list[tuple[int, int, int]] = []
        parts: dict[int, list[int]] = defaultdict(list)
        for last, (back, term, part) in self._automaton.iter(view.text):
            if term >= 0:
                hits.append((last - back, last + 1, term))
            if part >= 0:
                parts[part].append(last - back)
        hits += self._joined(view.breaks, parts)
        hits.sort()
        return list(map(_hit, hits))

    def _joined(self, breaks: list[int], parts: Mapping[int, list[int]]) -> Iterator[tuple[int, int, int]]:
        """Yield the gapped terms whose parts were found; ``parts`` holds the starts of each."""
        here, lengths = parts.keys(), self._lengths
        for first in here & self._gapped.keys():
            followers = self._gapped[first]
            for second in here & followers.keys():
                pairs = list(_pairs(parts[first], lengths[first], parts[second], lengths[second], breaks))
                for term, rest in followers[second] if pairs else ():
                    found = pairs
                    for part in rest:
                        found = _further(found, parts.get(part, ()), lengths[part], breaks)
                    yield from ((start, end, term) for start, end in found)


def _pairs(
    starts: list[int], length: int, following: Sequence[int], width: int, breaks: list[int]
) -> Iterator[tuple[int, int]]:
    """Join two parts: from each first one to the nearest second one inside the clause."""
    for start in starts:
        end = start + length
        index = bisect_left(following, end)
        if index < len(following) and (at := following[index]) <= end + GAP_WIDTH:
            stop = bisect_left(breaks, end)
            if stop == len(breaks) or breaks[stop] >= at:
                yield start, at + width


def _further(
    found: Iterable[tuple[int, int]], following: Sequence[int], width: int, breaks: list[int]
) -> list[tuple[int, int]]:
    """Join one more part to what is joined already."""
    return [(start, stop) for start, end in found for _, stop in _pairs([end], 0, following, width, breaks)]

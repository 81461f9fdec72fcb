"""Every term of every rule, concept and cue in one Aho-Corasick automaton, read in one pass.

Aho & Corasick, "Efficient string matching", CACM 18(6), 1975. `iter` is used, not `iter_long`: on Chinese
the latter misses and invents matches (pyahocorasick issue 133).
"""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
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


_hit = partial(tuple.__new__, Hit)
_Pattern = tuple[int, int, int, bool]
"""What the automaton tells of a pattern: its number, how far back from its last character it starts, the term that it is
by itself or -1, and whether gapped terms need it."""


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
        self._gapped: dict[int, list[tuple[int, tuple[int, ...]]]] = {}
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
                self._gapped.setdefault(numbers[0], []).append((term, numbers))
                needed.update(numbers)
        self._build(patterns, whole, needed)

    def _squeezed(self) -> list[str]:
        """Return the terms as the automaton reads them."""
        if any('"' in term for term in self.terms):
            return [squeeze(term) for term in self.terms]  # straight quotes pair within a term only
        return squeeze(SEPARATOR.join(self.terms)).split(SEPARATOR)

    def _build(self, patterns: Mapping[str, int], whole: Mapping[int, int], needed: AbstractSet[int]) -> None:
        automaton = ahocorasick.Automaton()
        for part, number in patterns.items():
            automaton.add_word(part, (number, len(part) - 1, whole.get(number, -1), number in needed))
        if patterns:
            automaton.make_automaton()
            self._automaton = automaton

    def scan(self, view: View) -> list[Hit]:
        """Return all hits of all terms in the view, in order of their starts."""
        if self._automaton is None:
            return []
        found = list(self._automaton.iter(view.text))
        hits = [(last - back, last + 1, term) for last, (_, back, term, _) in found if term >= 0]
        hits += self._joined(view, found)
        hits.sort()
        return list(map(_hit, hits))

    def _joined(self, view: View, found: Iterable[tuple[int, _Pattern]]) -> Iterator[tuple[int, int, int]]:
        """Yield the gapped terms whose parts were found."""
        parts: dict[int, list[int]] = defaultdict(list)
        lengths: dict[int, int] = {}
        for last, (pattern, back, _, needed) in found:
            if needed:
                parts[pattern].append(last - back)
                lengths[pattern] = back + 1
        for first in parts:
            for term, patterns in self._gapped.get(first, ()):
                if parts.keys() >= set(patterns):
                    yield from _join(view, term, [(parts[pattern], lengths[pattern]) for pattern in patterns])


def _join(view: View, term: int, parts: list[tuple[list[int], int]]) -> Iterator[tuple[int, int, int]]:
    """Join the parts of a gapped term: from each first part the nearest next one inside the clause."""
    starts, length = parts[0]
    for start in starts:
        end = start + length
        for following, width in parts[1:]:
            at = bisect_left(following, end)
            if at == len(following) or following[at] - end > GAP_WIDTH or not view.joined(end, following[at]):
                break
            end = following[at] + width
        else:
            yield start, end, term

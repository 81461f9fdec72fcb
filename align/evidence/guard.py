"""The guard of words: a mention that is cut out of other words is none (产品**和服**务).

Words are those of rjieba, the Rust port of jieba, the same as those of align's spaCy tokenizer. On real reports a tenth of
true mentions cross the borders of jieba's words, so only short ones are asked.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate

from align.evidence.matching import Guard, Matching

SHORT = 3
"""Mentions of up to so many characters must stand on the borders of words; longer ones are unmistakable."""

CLAUSE_BORDER = "\n"
"""Stands between clauses that are segmented together; it is a word of its own."""


def words(text: str) -> list[str]:
    """Return the words of a text, blanks and marks among them; joined they are the text."""
    import rjieba  # its dictionary takes a moment to load

    found: list[str] = rjieba.cut(text, False)
    return found


def word_guard(matching: Matching) -> Guard:
    """Return the guard that refuses a short mention whose edge lies inside a word: 产品**和服**务.

    Only the clauses in which a short mention was found are segmented, all of them at once: no word reaches over a
    mark that ends a clause.
    """
    stands = _standing(matching, matching.short(SHORT))

    def guard(sentence: int, start: int, end: int) -> bool:
        if end - start > SHORT:
            return True
        if (start, end) not in stands:
            stands.update(_standing(matching, [(start, end)]))
        return stands[start, end]

    return guard


def _standing(matching: Matching, ranges: Iterable[tuple[int, int]]) -> dict[tuple[int, int], bool]:
    """Tell of ranges of the view whether they stand on the borders of words."""
    text, breaks = matching.view.text, matching.view.breaks
    pieces: list[str] = []
    places: list[tuple[int, int, int]] = []
    length, low, high = 0, 0, -1
    for start, end in sorted(ranges):
        if end > high:
            first = bisect_left(breaks, start)
            last = bisect_left(breaks, end, first)
            low = breaks[first - 1] + 1 if first else 0
            high = breaks[last] if last < len(breaks) else len(text)
            length += len(pieces[-1]) + 1 if pieces else 0
            pieces.append(text[low:high])
        places.append((start, end, length + start - low))
    edges = _edges(CLAUSE_BORDER.join(pieces))
    return {(start, end): at in edges and at + end - start in edges for start, end, at in places}


def _edges(text: str) -> frozenset[int]:
    """Return where words start and end in a text without blanks."""
    return frozenset(accumulate(map(len, words(text)), initial=0))

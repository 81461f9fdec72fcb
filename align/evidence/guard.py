"""The guard of words: a mention that is cut out of other words is none (产品**和服**务).

Words are those of rjieba, the Rust port of jieba, the same as those of align's spaCy tokenizer. On real reports a tenth of
true mentions cross the borders of jieba's words, so only short ones are asked.
"""

from __future__ import annotations

from itertools import accumulate

from align.evidence.lexicon import Hit
from align.evidence.matching import Guard, Matching

SHORT = 3
"""Mentions of up to so many characters must stand on the borders of words; longer ones are unmistakable."""


def words(text: str) -> list[str]:
    """Return the words of a text, blanks and marks among them; joined they are the text."""
    import rjieba  # its dictionary takes a moment to load

    found: list[str] = rjieba.cut(text, False)
    return found


def word_guard(matching: Matching) -> Guard:
    """Return the guard that refuses a short mention whose edge lies inside a word: 产品**和服**务.

    Only the clauses are segmented in which somebody asks for a short mention; no word reaches over a mark that ends one.
    """
    text, clause_of = matching.view.text, matching.clause
    known: dict[tuple[int, int], frozenset[int]] = {}

    def guard(hit: Hit) -> bool:
        start, end, _ = hit
        if end - start > SHORT:
            return True
        clause = clause_of(hit)
        if (edges := known.get(clause)) is None:
            edges = known[clause] = _edges(text, *clause)
        return start in edges and end in edges

    return guard


def _edges(text: str, start: int, end: int) -> frozenset[int]:
    """Return where words start and end in a range of a text without blanks."""
    return frozenset(accumulate(map(len, words(text[start:end])), initial=start))

"""Sentences that are like each other: a draft's sentences by their pairs of characters."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property

from align.document.folding import fold
from align.structure import Outline
from align.structure.heading import numbered

LIKE = 0.5
"""From this likeness on (Dice, 0–1) a sentence counts as the other draft's wording of the same."""


class Sentences:
    """The sentences of a draft, to be asked which is most like another."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Return what counts of each sentence."""
        document = self.outline.document
        return tuple(key(document.slice(sentence.span)) for sentence in self.outline.sentences)

    @cached_property
    def _grams(self) -> tuple[Counter[str], ...]:
        return tuple(Counter(grams(text)) for text in self.keys)

    @cached_property
    def _where(self) -> dict[str, list[tuple[int, int]]]:
        where: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for index, counts in enumerate(self._grams):
            for gram, count in counts.items():
                where[gram].append((index, count))
        return where

    @cached_property
    def _exact(self) -> dict[str, int]:
        return {text: index for index, text in reversed(list(enumerate(self.keys)))}

    def __contains__(self, text: str) -> bool:
        return text in self._exact

    def nearest(self, text: str) -> int | None:
        """Return the sentence most like a key, None where none is like it; of equals the first."""
        if text in self._exact:
            return self._exact[text]
        wanted = Counter(grams(text))
        shared: Counter[int] = Counter()
        for gram, count in wanted.items():
            for index, found in self._where.get(gram, ()):
                shared[index] += min(count, found)
        size = wanted.total()
        likeness = {index: 2 * count / (size + self._grams[index].total()) for index, count in shared.items()}
        best = min(likeness, key=lambda index: (-likeness[index], index), default=None)
        return best if best is not None and likeness[best] >= LIKE else None


def key(text: str) -> str:
    """Return what counts of a sentence: its folded characters without blanks and without a number before it."""
    folded = fold(text).strip()
    number = numbered(folded, 0, len(folded))
    return "".join(folded[number.title[0] if number else 0 :].split())


def grams(text: str) -> list[str]:
    """Return the pairs of neighbouring characters; a single character stands for itself."""
    return [text[index : index + 2] for index in range(len(text) - 1)] or [text]

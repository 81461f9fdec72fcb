"""Which words of a sentence the other draft has not."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from align.document import Span
from align.document.folding import fold

ISLAND = 2
"""Characters between two changes that a reader takes for part of them: a lone 的 or a comma."""


Word = tuple[str, Span]
"""A word and where it stands."""

LONGEST = 2000
"""Words of both sentences from which only their common beginning and end are looked for: more would take minutes."""


def changed(before: str, after: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return the spans of each sentence whose words are not in the other, in characters from its start."""
    old, new = words(before), words(after)
    kept = [block for block in _kept(old, new) if not _island(old, new, *block)]
    left = _rest(old, [range(a, a + size) for a, _, size in kept])
    right = _rest(new, [range(b, b + size) for _, b, size in kept])
    return left, right


def _kept(old: list[Word], new: list[Word]) -> list[tuple[int, int, int]]:
    """Return the runs of words that stand in both: where they start in each, and how many they are."""
    before, after = [word for word, _ in old], [word for word, _ in new]
    if len(before) + len(after) > LONGEST:
        return _ends(before, after)
    # Repeated words (和, 、) are common in every sentence; difflib must not take them for noise.
    match = SequenceMatcher(None, before, after, autojunk=False)
    return [(block.a, block.b, block.size) for block in match.get_matching_blocks() if block.size]


def _ends(before: list[str], after: list[str]) -> list[tuple[int, int, int]]:
    """Return the common beginning and the common end."""
    shorter = min(len(before), len(after))
    head = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    rest = shorter - head
    tail = next((at for at in range(rest) if before[-1 - at] != after[-1 - at]), rest)
    return [(0, 0, head), (len(before) - tail, len(after) - tail, tail)]


def words(text: str) -> list[Word]:
    """Return the words of a sentence, folded, each with its span; blanks are none."""
    from align.evidence.guard import words as segmented

    shown = [(index, char) for index, char in enumerate(fold(text)) if not char.isspace()]
    plain = "".join(char for _, char in shown)
    found, start = [], 0
    for word in segmented(plain):
        end = start + len(word)
        found.append((word, Span(shown[start][0], shown[end - 1][0] + 1)))
        start = end
    return found


def _island(old: list[Word], new: list[Word], a: int, b: int, size: int) -> bool:
    """Tell whether what is kept is so short, between changes on both sides, that it only breaks them up."""
    if sum(len(word) for word, _ in old[a : a + size]) >= ISLAND:
        return False
    return a > 0 and b > 0 and a + size < len(old) and b + size < len(new)


def _rest(found: list[Word], kept: list[range]) -> tuple[Span, ...]:
    same = {index for indices in kept for index in indices}
    return tuple(_joined(span for index, (_, span) in enumerate(found) if index not in same))


def _joined(spans: Iterator[Span]) -> Iterator[Span]:
    """Yield spans, those that touch as one."""
    last: Span | None = None
    for span in spans:
        if last is not None and span.start <= last.end:
            last = Span(last.start, span.end)
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last

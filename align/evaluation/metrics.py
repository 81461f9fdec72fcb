"""How right a checker is, as the last section of the annotation guide defines it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

LEVELS = 5

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ratio:
    """Precision, recall and F1 in 0–1, None where there is nothing to divide by."""

    precision: float | None
    recall: float | None
    f1: float | None


def ratio(hits_precision: int, reported: int, hits_recall: int, wanted: int) -> Ratio:
    """Return precision and recall from counts, and their harmonic mean."""
    precision = hits_precision / reported if reported else None
    recall = hits_recall / wanted if wanted else None
    if precision is None or recall is None:
        return Ratio(precision, recall, None if reported == wanted == 0 else 0.0)
    return Ratio(
        precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    )


def equal(pairs: Sequence[tuple[object, object]]) -> float | None:
    """Return the share of pairs (reported, labelled) that are equal."""
    return sum(a == b for a, b in pairs) / len(pairs) if pairs else None


def qwk(pairs: Sequence[tuple[int, int]]) -> float | None:
    """Return the quadratic weighted kappa of pairs of levels (Cohen 1968), None where no level differs."""
    if not pairs:
        return None
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    observed = sum((a - b) ** 2 for a, b in pairs) / len(pairs)
    expected = (
        sum(first[a] * second[b] * (a - b) ** 2 for a in range(LEVELS) for b in range(LEVELS))
        / len(pairs) ** 2
    )
    return 1 - observed / expected if expected else (1.0 if not observed else None)


def at_least(pairs: Sequence[tuple[int, int]], level: int) -> Ratio:
    """Return precision, recall and F1 of reaching a level."""
    both = sum(a >= level and b >= level for a, b in pairs)
    return ratio(both, sum(a >= level for a, _ in pairs), both, sum(b >= level for _, b in pairs))


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Return the unweighted mean F1 over the stances that occur in the labels."""
    scores = []
    for name in sorted({label for _, label in pairs}):
        both = sum(a == b == name for a, b in pairs)
        found = ratio(both, sum(a == name for a, _ in pairs), both, sum(b == name for _, b in pairs)).f1
        scores.append(found or 0.0)
    return sum(scores) / len(scores) if scores else None


def bootstrap(
    items: Sequence[T],
    figure: Callable[[Sequence[T]], float | None],
    rounds: int = 1000,
    seed: int = 20231130,
) -> tuple[float, float] | None:
    """Return the 95 % percentile interval of a figure over resampled items (Efron 1979); seeded."""
    draw = random.Random(seed)
    values: list[float] = []
    for _ in range(rounds if items else 0):
        value = figure(draw.choices(items, k=len(items)))
        if value is not None:
            values.append(value)
    if not values:
        return None
    values.sort()
    return values[int(0.025 * len(values))], values[min(len(values) - 1, int(0.975 * len(values)))]

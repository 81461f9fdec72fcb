"""What plans are called beside each other: by title, with place and year where the title does not tell them apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import count

from align.structure import names_in

Told = Mapping[str, str | None]
"""What is known of a plan: ``region``, ``date``, ``title`` and ``key``."""
YEAR = re.compile(r"(?:19|20)\d\d|二[〇○零]\S\S年")
SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,7}$")


def labels(plans: Sequence[Told]) -> list[str]:
    """Return a name for each plan, all different: its title, else with region and year, else the file's stem, else the key.

    A title alone will do where no other plan bears it and it says a place or a year.
    """
    titles = Counter(plan["title"] for plan in plans)
    ways = [_ways(plan, titles[plan["title"]] == 1) for plan in plans]
    at = [0] * len(plans)
    while True:
        names = [way[number] for way, number in zip(ways, at, strict=True)]
        seen = Counter(names)
        again = [i for i, name in enumerate(names) if seen[name] > 1 and at[i] + 1 < len(ways[i])]
        if not again:
            break
        for i in again:
            at[i] += 1
    return names


def _ways(plan: Told, alone: bool) -> list[str]:
    """Return the names that a plan can bear, the best first."""
    title, key = plan["title"], str(plan["key"])
    ways = [SUFFIX.sub("", re.split(r"[/\\]", key)[-1]) or key, key]
    if not title:
        return ways
    region, year = plan["region"], (plan["date"] or "")[:4]
    if alone and (region and region in title or YEAR.search(title) or any(names_in(title))):
        return [title, *ways]
    known = [word for word in (region, year) if word and word not in title]
    return [" ".join((*known, title)), *ways] if known else ways


def fitted(names: Sequence[str], limit: int) -> list[str]:
    """Return names of a number of characters at most, cut where they are alike, so that those that differ still do."""
    made = [_cut(name, limit, _head(limit)) for name in names]
    for short in [short for short, times in Counter(made).items() if times > 1]:
        same = [i for i, name in enumerate(made) if name == short]
        for i, name in zip(same, _apart([names[i] for i in same], limit), strict=True):
            made[i] = name
    return _numbered(made, limit)


def _head(limit: int) -> int:
    """Return how many characters stand before the gap: titles begin with who and where, and end alike."""
    return (limit - 1) * 3 // 5


def _cut(name: str, limit: int, head: int) -> str:
    """Return a name with its middle left out, so many characters before the gap."""
    tail = limit - 1 - head
    return name if len(name) <= limit else f"{name[:head]}…{name[len(name) - tail :]}"


def _apart(names: Sequence[str], limit: int) -> list[str]:
    """Return names cut so that most of them differ: the gap is tried everywhere, then what follows their common beginning."""
    tries = [
        [_cut(name, limit, head) for name in names]
        for head in sorted(range(limit), key=lambda head: abs(head - _head(limit)))
    ]
    start = max(_common(names) - 1, 0)
    few = limit // 3
    tries.append([_cut(name[:few] + "…" + name[start:], limit, limit - 1) for name in names])
    return max(tries, key=lambda made: len(set(made)))


def _common(names: Sequence[str]) -> int:
    """Return how many characters all names begin with."""
    first, last = min(names), max(names)
    return next((at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))


def _numbered(names: Sequence[str], limit: int) -> list[str]:
    """Return names, a number at the end of those that still do not differ."""
    seen = Counter(names)
    made, taken = [], {name for name, times in seen.items() if times == 1}
    for name in names:
        marks = (f"#{number}" for number in count(1))
        free = (short for mark in marks if (short := name[: limit - len(mark)] + mark) not in taken)
        made.append(name if seen[name] == 1 else next(free))
        taken.add(made[-1])
    return made

"""A plan that repeats the superior document instead of answering it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from align.document.folding import fold
from align.evidence import Evidence, Stance
from align.ruleset import Ruleset
from align.structure import Outline

LONG = 30
"""Characters in a row that are a copy by themselves."""

OPENING = 8
"""Characters from which on a quoted clause is long; so many open it, by which it is looked up."""

MARKS = re.compile(r"[，。；：！？、“”‘’（）《》\s]+")
PLACE = re.compile(
    r"[\u4e00-\u9fff]{2,4}(?:省|市|县|区|镇|湖|江|河|山|港|湾|新区|新城)|全省|全市|全县|全区|我省|我市|我县"
)


class Superior(NamedTuple):
    """What the superior document says: the clauses that rules quote, the long ones by their opening, all in a row."""

    clauses: frozenset[str]
    long: dict[str, tuple[str, ...]]
    row: str


def superior(ruleset: Ruleset) -> Superior:
    """Return what the rules quote."""
    return _superior(tuple(rule.source.quote for rule in ruleset.rules))


@lru_cache(maxsize=8)
def _superior(quotes: tuple[str, ...]) -> Superior:
    clauses = [clause for quote in quotes for clause in MARKS.split(fold(quote)) if len(clause) >= 4]
    long: dict[str, tuple[str, ...]] = {}
    for clause in dict.fromkeys(clauses):
        if len(clause) >= OPENING:
            long[clause[:OPENING]] = (*long.get(clause[:OPENING], ()), clause)
    return Superior(frozenset(clauses), long, "\n".join(MARKS.sub("", fold(quote)) for quote in quotes))


def copied(outline: Outline, said: Superior, evidence: Sequence[Evidence]) -> bool:
    """Return whether the commitments of a passage only repeat the superior document.

    They do where a run of them repeats two or more consecutive quoted clauses, or 30 characters and more of a quote,
    and the passage has neither means nor a local name.
    """
    commits = [item for item in evidence if item.stance is Stance.COMMIT]
    if not commits or any(item.means for item in commits):
        return False
    passage = outline.passages[commits[0].passage]
    if PLACE.search(outline.document.slice(passage.span)):
        return False
    return all(_repeats(outline.document.slice(item.span), said) for item in commits)


def _repeats(sentence: str, said: Superior) -> bool:
    own = [clause for clause in MARKS.split(fold(sentence)) if clause]
    quoted = [clause in said.clauses or _holds(clause, said) for clause in own]
    if any(first and second for first, second in zip(quoted, quoted[1:], strict=False)):
        return True
    whole = "".join(own)
    return any(whole[at : at + LONG] in said.row for at in range(max(0, len(whole) - LONG + 1)))


def _holds(clause: str, said: Superior) -> bool:
    """Return whether a clause has a long clause of the superior document in it."""
    for at in range(len(clause) - OPENING + 1):
        found = said.long.get(clause[at : at + OPENING])
        if found is not None and any(clause.startswith(other, at) for other in found):
            return True
    return False

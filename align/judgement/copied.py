"""A plan that repeats the superior document instead of answering it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from align.document.folding import fold
from align.evidence import Evidence, Stance
from align.ruleset import Ruleset
from align.structure import Outline

LONG = 30
"""Characters in a row that are a copy by themselves."""

MARKS = re.compile(r"[，。；：！？、“”‘’（）《》\s]+")
PLACE = re.compile(
    r"[\u4e00-\u9fff]{2,4}(?:省|市|县|区|镇|湖|江|河|山|港|湾|新区|新城)|全省|全市|全县|全区|我省|我市|我县"
)


@lru_cache(maxsize=8)
def _quotes(ruleset_digest: str, quotes: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Return the clauses of the superior document that rules quote, and all of them in a row."""
    clauses = [clause for quote in quotes for clause in MARKS.split(fold(quote)) if len(clause) >= 4]
    return tuple(clauses), "\n".join(MARKS.sub("", fold(quote)) for quote in quotes)


def copied(outline: Outline, ruleset: Ruleset, evidence: Sequence[Evidence]) -> bool:
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
    clauses, row = _quotes(ruleset.digest, tuple(rule.source.quote for rule in ruleset.rules))
    return all(_repeats(outline.document.slice(item.span), clauses, row) for item in commits)


def _repeats(sentence: str, clauses: Sequence[str], row: str) -> bool:
    own = [clause for clause in MARKS.split(fold(sentence)) if clause]
    quoted = [
        any(clause == other or (len(other) >= 8 and other in clause) for other in clauses) for clause in own
    ]
    if any(first and second for first, second in zip(quoted, quoted[1:], strict=False)):
        return True
    whole = "".join(own)
    return any(whole[at : at + LONG] in row for at in range(max(0, len(whole) - LONG + 1)))

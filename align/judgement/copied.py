"""A plan that repeats the superior document instead of answering it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from align.document.folding import fold
from align.evidence import Evidence, Stance
from align.evidence.guard import words
from align.ruleset import Ruleset
from align.structure import Outline, names_in

LONG = 30
"""Characters in a row that are a copy by themselves."""

OPENING = 8
"""Characters from which on a quoted clause is long; so many open it, by which it is looked up."""

MARKS = re.compile(r"[，。；：！？、“”‘’（）《》]+")
OWN = re.compile(r"[全我本](?:省|市|县|区|州|盟|旗)(?![域间内际])")
"""How a place speaks of itself: 全省, 我市."""

NATURAL = re.compile(
    r"(?!江山|河山|江河|山河|青山|海湾|海岛|内河|空港)[\u4e00-\u9fff]{1,5}(?:湖|江|河|山|港|湾|岛|新区|新城)"
)
"""How a word opens that names a water, a mountain, a harbour or a new town: 太湖流域, 新安江, 前湾新区."""


class Superior(NamedTuple):
    """What the superior document says: the clauses that rules quote, the long ones by their opening, all in a row.

    ``runs`` are all stretches of LONG characters in the row.
    """

    clauses: frozenset[str]
    long: dict[str, tuple[str, ...]]
    row: str
    runs: frozenset[str]


def superior(ruleset: Ruleset) -> Superior:
    """Return what the rules quote."""
    return _superior(tuple(rule.source.quote for rule in ruleset.rules))


@lru_cache(maxsize=8)
def _superior(quotes: tuple[str, ...]) -> Superior:
    clauses = [clause for quote in quotes for clause in MARKS.split(_joined(quote)) if len(clause) >= 4]
    long: dict[str, tuple[str, ...]] = {}
    for clause in dict.fromkeys(clauses):
        if len(clause) >= OPENING:
            long[clause[:OPENING]] = (*long.get(clause[:OPENING], ()), clause)
    whole = [MARKS.sub("", _joined(quote)) for quote in quotes]
    runs = frozenset(quote[at : at + LONG] for quote in whole for at in range(len(quote) - LONG + 1))
    return Superior(frozenset(clauses), long, "\n".join(whole), runs)


def copied(outline: Outline, said: Superior, evidence: Sequence[Evidence]) -> bool:
    """Return whether the commitments of a passage only repeat the superior document.

    They do where a run of them repeats two or more consecutive quoted clauses, or 30 characters and more of a quote,
    and the passage has neither means nor a local name of its own: none that the superior document does not name itself.
    """
    commits = [item for item in evidence if item.stance is Stance.COMMIT]
    means = (means.text for item in commits for means in item.means)
    # 浦东新区综合改革试点 is named by the superior document: to name it again adds nothing.
    if not commits or any(_joined(text) not in said.row for text in means):
        return False
    if not all(_repeats(_joined(outline.document.slice(item.span)), said) for item in commits):
        return False
    passage = outline.passages[commits[0].passage]
    return not _local(_joined(outline.document.slice(passage.span)), said)


def _joined(text: str) -> str:
    """Return a text in the form that is compared, without blanks and the wraps of lines."""
    return "".join(fold(text).split())


def _local(text: str, said: Superior) -> bool:
    """Return whether a text names a place that the superior document does not name."""
    if OWN.search(text):
        return True
    parts = words(text)
    natural = (found[0] for found in map(NATURAL.match, parts) if found)
    return any(name not in said.row for name in (*names_in(text, parts), *natural))


def _repeats(sentence: str, said: Superior) -> bool:
    own = [clause for clause in MARKS.split(sentence) if clause]
    quoted = [clause in said.clauses or _holds(clause, said) for clause in own]
    if any(first and second for first, second in zip(quoted, quoted[1:], strict=False)):
        return True
    whole = "".join(own)
    return any(whole[at : at + LONG] in said.runs for at in range(len(whole) - LONG + 1))


def _holds(clause: str, said: Superior) -> bool:
    """Return whether a clause has a long clause of the superior document in it."""
    for at in range(len(clause) - OPENING + 1):
        found = said.long.get(clause[at : at + OPENING])
        if found is not None and any(clause.startswith(other, at) for other in found):
            return True
    return False

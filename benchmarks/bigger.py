"""The ruleset ten and a hundred times as large, with vocabulary of ``../shared/corpus/bulk``.

The terms are chosen so that on the text measured the hits of rules grow by the factor asked for: nearly all of them are not
in the text, as nearly all of a large ruleset is not.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import islice

import ahocorasick

from align.ruleset import Examples, Rule, Ruleset, TermGroup, Theme
from align.ruleset import Source as Quote
from benchmarks.material import SEED, clauses

GROUPS = (("proves", 25), ("subject", 20), ("links", 18))
"""Groups of a rule and their terms, as many as the rules of yrd-2023 have on average."""
SPOKEN = sum(size for role, size in GROUPS if role != "links")
LINKED = sum(size for role, size in GROUPS if role == "links")
SPEAKING = 0.33
"""Share of a ruleset's hits in a text that are of terms which prove or are the subject."""


def enlarged(ruleset: Ruleset, times: int, text: str, hits: int, growth: float) -> Ruleset:
    """Return the ruleset with so many times its rules, and ``growth`` times the hits that it has in the text."""
    count = (times - 1) * len(ruleset.rules)
    spoken, linked = _chosen(count, text, int(hits * (growth - 1)))
    made = [_rule(number, spoken, linked) for number in range(count)]
    size = len(ruleset.rules)
    themes = tuple(
        Theme(theme=_letters(at // size), title=f"加 {at // size}", rules=tuple(made[at : at + size]))
        for at in range(0, count, size)
    )
    return ruleset.model_copy(update={"themes": (*ruleset.themes, *themes)})


def _chosen(count: int, text: str, hits: int) -> tuple[list[str], list[str]]:
    """Return terms that speak and terms that link for so many rules; those in the text have about so many hits there.

    A third of the hits are of terms that speak, as with yrd-2023 (878 of 2,673 on the work report measured).
    """
    pool = clauses()
    automaton = ahocorasick.Automaton()
    for index, term in enumerate(pool):
        automaton.add_word(term, index)
    automaton.make_automaton()
    found: dict[int, int] = {}
    for _, index in automaton.iter(text):
        found[index] = found.get(index, 0) + 1
    silent = iter([term for index, term in enumerate(pool) if index not in found])
    speaking, linking = hits * SPEAKING, hits * (1 - SPEAKING)
    spoken, linked = list[str](), list[str]()
    for index, times in found.items():
        if speaking > 0:
            spoken.append(pool[index])
            speaking -= times
        elif linking > 0:
            linked.append(pool[index])
            linking -= times
    draw = random.Random(SEED)
    for terms, size in ((spoken, SPOKEN), (linked, LINKED)):
        terms += islice(silent, max(0, count * size - len(terms)))
        draw.shuffle(terms)
    return spoken, linked


def _letters(number: int) -> str:
    return "X" + "".join(chr(65 + number // 26**place % 26) for place in (1, 0))


def _rule(number: int, spoken: Sequence[str], linked: Sequence[str]) -> Rule:
    groups = []
    at = {"links": number * LINKED, "others": number * SPOKEN}
    for role, size in GROUPS:
        kind, terms = ("links", linked) if role == "links" else ("others", spoken)
        words = tuple(terms[(at[kind] + step) % len(terms)] for step in range(size))
        at[kind] += size
        groups.append(
            TermGroup(
                proves=("甲",) if role == "proves" else (),
                links=("乙",) if role == "links" else (),
                subject=role == "subject",
                terms=tuple(dict.fromkeys(words)),
            )
        )
    return Rule(
        id=f"{_letters(number // 110)}-{number % 110 + 1:03}",
        title=spoken[number % len(spoken)],
        kind="task",
        source=Quote(paragraph=0, quote=spoken[(number * 7) % len(spoken)]),
        elements=("甲", "乙"),
        evidence=tuple(groups),
        examples=Examples(addressed=("无",), absent=("无",)),
    )

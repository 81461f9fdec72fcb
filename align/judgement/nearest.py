"""Where in a plan a directive that is lacking would go."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from align.evidence import Evidence
from align.ruleset import Rule, Ruleset
from align.structure import Outline, Role


def nearest(outline: Outline, ruleset: Ruleset, rule: Rule, theme: str, best: Evidence | None) -> int | None:
    """Return the index of the section where a directive would go, None where the plan has no sections.

    It is the section of the best sentence found, if that lies in a planning part; else the planning section whose
    heading shares most characters, two at a time, with the directive and its theme.
    """
    if best is not None:
        section = outline.sentences[best.sentence].section
        if section and outline.sections[section].role in (Role.PLAN, Role.UNKNOWN):
            return section
    wanted = _pairs(rule.title + rule.source.quote) + _pairs(_title(ruleset, theme))
    scored = [
        (_shared(section.title, wanted), -index)
        for index, section in enumerate(outline.sections)
        if section.level and section.role in (Role.PLAN, Role.UNKNOWN)
    ]
    return -max(scored)[1] if scored else None


def _title(ruleset: Ruleset, theme: str) -> str:
    return next(item.title for item in ruleset.themes if item.theme == theme)


def _shared(title: str, wanted: Counter[str]) -> int:
    return sum(min(count, wanted[pair]) for pair, count in _pairs(title).items() if pair in wanted)


@lru_cache(maxsize=4096)
def _pairs(words: str) -> Counter[str]:
    return Counter(words[at : at + 2] for at in range(len(words) - 1))

"""Where in a plan a directive that is lacking would go."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cached_property, lru_cache

from align.evidence import Evidence
from align.judgement.finding import Finding, Gap
from align.ruleset import Rule
from align.structure import Outline, Role

PLANNING = (Role.PLAN, Role.UNKNOWN)


class Places:
    """The sections of one plan in which a directive could be written; ``titles`` are those of the themes by id."""

    def __init__(self, outline: Outline, titles: Mapping[str, str]) -> None:
        self.outline = outline
        self._titles = titles

    def gap(self, finding: Finding) -> Gap:
        """Return the gap of a directive to which nothing speaks."""
        return Gap(finding.rule.elements, self.nearest(finding.rule, finding.theme, None), None)

    def nearest(self, rule: Rule, theme: str, best: Evidence | None) -> int | None:
        """Return the index of the section where a directive would go, None where the plan has no sections.

        It is the section of the best sentence found, if that lies in a planning part; else the planning section whose
        heading shares most characters, two at a time, with the directive and its theme.
        """
        if best is not None:
            section = self.outline.sentences[best.sentence].section
            if section and self.outline.sections[section].role in PLANNING:
                return section
        shared: Counter[int] = Counter()
        for pair, count in _wanted(rule.title + rule.source.quote, self._titles[theme]).items():
            for section, times in self._sections_of.get(pair, ()):
                shared[section] += min(count, times)
        return min(shared, key=lambda section: (-shared[section], section)) if shared else self._first

    @cached_property
    def _sections_of(self) -> dict[str, list[tuple[int, int]]]:
        """Return for each pair of characters the planning sections whose heading has it, and how often."""
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for index, section in enumerate(self.outline.sections):
            if section.level and section.role in PLANNING:
                for pair, times in _pairs(section.title).items():
                    found[pair].append((index, times))
        return dict(found)

    @cached_property
    def _first(self) -> int | None:
        sections = enumerate(self.outline.sections)
        return next((index for index, one in sections if one.level and one.role in PLANNING), None)


@lru_cache(maxsize=16384)
def _wanted(directive: str, theme: str) -> Counter[str]:
    return _pairs(directive) + _pairs(theme)


def _pairs(words: str) -> Counter[str]:
    return Counter(words[at : at + 2] for at in range(len(words) - 1))

"""Where in a plan a directive that is lacking would go."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cached_property, lru_cache
from math import log
from typing import NamedTuple

from align.evidence import Evidence
from align.judgement.finding import Finding, Gap
from align.ruleset import GAP, Rule
from align.structure import Outline, Role

PLANNING = (Role.PLAN, Role.UNKNOWN)
WORDS = 40
"""How many pairs of characters stand for the vocabulary of a rule."""

LONG, EVEN = 200, 0.2
"""How much the length of a section tells against it: its score is divided by (pairs + LONG) ** EVEN."""

GENERAL = re.compile(r"总体要求|总体思路|指导思想|基本原则|目标")
"""Titles under which no single task is written: theirs count half for tasks and problems."""

MARKS = frozenset("，。、；：！？“”‘’《》（）\n ")


class Places:
    """The sections of one plan in which a directive could be written."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self._known: dict[str, list[tuple[int, float]]] = {}

    def gap(self, finding: Finding) -> Gap:
        """Return the gap of a directive to which nothing speaks."""
        return Gap(finding.rule.elements, self.nearest(finding.rule, None), None)

    def nearest(self, rule: Rule, best: Evidence | None) -> int | None:
        """Return the index of the section where a directive would go, None where no section speaks like it.

        It is the section of the best sentence found, if that lies in a planning part; else the planning section
        whose own text has most of the rule's vocabulary, weighed by tf-idf (Salton & Buckley, "Term-weighting
        approaches in automatic text retrieval", Inf. Process. Manag. 24(5), 1988) over the sections of the plan.
        """
        if best is not None:
            section = self.outline.sentences[best.sentence].section
            if section and self.outline.sections[section].role in PLANNING:
                return section
        scores: dict[int, float] = defaultdict(float)
        terms = tuple([term for group in rule.evidence for term in group.terms])
        for pair, weight in _vocabulary(terms, (rule.title, rule.source.quote, *rule.elements)):
            for section, own in self._weights(pair):
                scores[section] += weight * own
        if rule.kind in ("task", "problem"):
            for section in scores:
                if GENERAL.search(self.outline.sections[section].title):
                    scores[section] /= 2
        return min(scores, key=lambda section: (-scores[section], section)) if scores else None

    def _weights(self, pair: str) -> list[tuple[int, float]]:
        """Return the planning sections that have a pair of characters, each with its weight there."""
        if (known := self._known.get(pair)) is None:
            having = [
                (section, times) for section, pairs in self._counts.items() if (times := pairs.get(pair))
            ]
            rare = log((len(self._counts) + 1) / len(having)) if having else 0.0
            known = self._known[pair] = [
                (section, rare * (1 + log(times)) / self._lengths[section]) for section, times in having
            ]
        return known

    @cached_property
    def _counts(self) -> dict[int, Counter[str]]:
        """Return how often each pair of characters stands in the title and the own text of a planning section."""
        texts = {
            index: [section.title]
            for index, section in enumerate(self.outline.sections)
            if section.level and section.role in PLANNING
        }
        for sentence in self.outline.sentences:
            if sentence.section in texts:
                texts[sentence.section].append(self.outline.document.slice(sentence.span))
        return {section: Counter(_pairs("\n".join(parts))) for section, parts in texts.items()}

    @cached_property
    def _lengths(self) -> dict[int, float]:
        return {section: (pairs.total() + LONG) ** EVEN for section, pairs in self._counts.items()}


class Chosen(NamedTuple):
    """What is known of a gap to which something speaks: what is lacking, and the sentence that comes nearest."""

    places: Places
    lacking: tuple[str, ...]
    best: Evidence | None

    def gap(self, finding: Finding) -> Gap:
        """Return the gap, with the place where the directive would go."""
        return Gap(self.lacking, self.places.nearest(finding.rule, self.best), self.best)


@lru_cache(maxsize=16384)
def _vocabulary(terms: tuple[str, ...], own: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """Return the commonest pairs of characters in the terms of a rule and in its own words, with their counts."""
    counts: Counter[str] = Counter()
    for words in (*(part for term in terms for part in term.split(GAP)), *own):
        counts.update(pair for pair in set(_pairs(words)) if MARKS.isdisjoint(pair))
    # A set has no order to keep, so pairs as common are put in their own.
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:WORDS])


def _pairs(words: str) -> list[str]:
    return [words[at : at + 2] for at in range(len(words) - 1)]

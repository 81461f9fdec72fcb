"""Hits become mentions of rules, sentence by sentence, once what stands around them has been asked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from align.evidence.compiled import Compiled, Group, Nearby
from align.evidence.lexicon import NONE, Hit, Hits
from align.evidence.view import View, view
from align.structure import Outline

Guard = Callable[[int, int, int], bool]
"""Whether a mention in a sentence, at a range of the view, stands on the borders of words."""

_start = itemgetter(0)
_end = itemgetter(1)


class Match(NamedTuple):
    """A mention of a rule in the making: the hit and its group."""

    hit: Hit
    group: Group


@dataclass(slots=True)
class Matching:
    """All hits of one document, laid out by term, sentence and rule.

    ``hits`` holds for each sentence its hits that some rule waits for; ``speaking`` for each rule the sentences in
    which more than links was found.
    """

    outline: Outline
    compiled: Compiled
    view: View
    bounds: list[tuple[int, int]]
    of_term: dict[int, list[Hit]] = field(default_factory=dict)
    hits: dict[int, list[Hit]] = field(default_factory=dict)
    speaking: dict[int, set[int]] = field(default_factory=dict)
    _words: dict[int, Hits] = field(default_factory=dict)

    def cues(self) -> dict[str, Hits]:
        """Return the hits of each word list of stance, less those inside longer words."""
        return {name: self._cue(name, index) for name, index in self.compiled.stance.items()}

    def _cue(self, name: str, index: int) -> Hits:
        longer = self.words(self.compiled.stance_except[name])
        found = self.words(index)
        return Hits([hit for hit in found.hits if not longer.around(hit)]) if longer.hits else found

    def words(self, index: int) -> Hits:
        """Return the hits of a word set, none of set -1; only sets that are asked for are put together."""
        if index < 0:
            return NONE
        if index not in self._words:
            lists = (self.of_term[term] for term in self.compiled.sets[index] if term in self.of_term)
            self._words[index] = Hits(sorted(chain.from_iterable(lists)))
        return self._words[index]

    def inside(self, words: int, hit: Hit) -> bool:
        """Return whether a hit lies inside a hit of a word set."""
        return self.words(words).around(hit)

    def between(self, words: int, start: int, end: int) -> list[Hit]:
        """Return the hits of a word set that lie in a range of the view."""
        return self.words(words).between(start, end)

    def titles(self, sentence: int) -> list[tuple[int, int]]:
        """Return the ranges of the titles above a sentence: its passage's lead and its section's heading."""
        here = self.outline.sentences[sentence]
        lead = self.outline.passages[here.passage].lead
        ranges = [self.bounds[lead]] if lead is not None and lead != sentence else []
        section = self.outline.sections[here.section]
        if section.level:
            heading = (self.view.forth(section.heading.start), self.view.forth(section.heading.end))
            if heading[0] != self.bounds[sentence][0] and heading not in ranges:
                ranges.append(heading)
        return ranges

    def sentences(self, start: int, end: int) -> range:
        """Return the indices of the sentences that a range of the view touches."""
        first = bisect_right(self.bounds, start, key=_end)
        return range(first, max(first, bisect_left(self.bounds, end, key=_start)))

    def stands(self, nearby: Nearby, sentence: int, hit: Hit) -> bool:
        """Return whether what a condition asks for stands near a hit."""
        for start, end in self._reach(nearby.within, sentence, hit):
            if nearby.near is not None:
                start, end = max(start, hit.start - nearby.near), min(end, hit.end + nearby.near)
            for other in self.between(nearby.words, start, end):
                # A word does not stand beside itself.
                if other.end <= hit.start or other.start >= hit.end or nearby.within != "clause":
                    return True
                if other.start < hit.start or other.end > hit.end:
                    return True
        return False

    def _reach(self, within: str, sentence: int, hit: Hit) -> list[tuple[int, int]]:
        here = self.outline.sentences[sentence]
        match within:
            case "clause":
                return [self.view.clause(hit.start, hit.end)]
            case "sentence":
                return [self.bounds[sentence]]
            case "lead":
                return [self.bounds[sentence], *self.titles(sentence)]
            case "paragraph":
                span = self.outline.paragraphs[here.paragraph].span
            case _:
                span = self.outline.passages[here.passage].span
        reach = (self.view.forth(span.start), self.view.forth(span.end))
        return [reach, *self.titles(sentence)] if within == "passage" else [reach]

    def found(self, rule: int, sentence: int) -> list[Match]:
        """Return the hits in a sentence that a rule waits for, by group."""
        groups_of = self.compiled.groups_of
        return [
            Match(hit, group)
            for hit in self.hits.get(sentence, ())
            for group in groups_of[hit.term].get(rule, ())
        ]

    def by_rule(self) -> list[tuple[int, Match]]:
        """Return all hits that rules wait for, by rule and then in text order."""
        groups_of = self.compiled.groups_of
        found = [
            (rule, Match(hit, group))
            for hits in self.hits.values()
            for hit in hits
            for rule, groups in groups_of[hit.term].items()
            for group in groups
        ]
        return sorted(found, key=lambda pair: (pair[0], pair[1].hit))

    def short(self, length: int) -> set[tuple[int, int]]:
        """Return the ranges of the hits of up to so many characters that some rule waits for."""
        return {
            (start, end) for hits in self.hits.values() for start, end, _ in hits if end - start <= length
        }

    def matches(self, rule: int, sentence: int, guard: Guard) -> list[Match]:
        """Return the mentions of a rule in a sentence that count, none where only links do."""
        found = self.found(rule, sentence)
        # Links count only beside others, so those are asked first.
        spoken = [m for m in found if m.group.role != "links" and self.counts(m, sentence, guard)]
        if not spoken:
            return []
        return [
            m for m in found if (m in spoken if m.group.role != "links" else self.counts(m, sentence, guard))
        ]

    def counts(self, match: Match, sentence: int, guard: Guard) -> bool:
        """Return whether a mention counts: what its group asks for stands around it, and the guard lets it pass."""
        hit, group = match
        return (
            not (group.excepted >= 0 and self.inside(group.excepted, hit))
            and (group.beside is None or self.stands(group.beside, sentence, hit))
            and (group.unless is None or not self.stands(group.unless, sentence, hit))
            and guard(sentence, hit.start, hit.end)
        )


def match(outline: Outline, compiled: Compiled) -> Matching:
    """Scan a document once and lay out what was found."""
    seen = view(outline)
    bounds = [(seen.forth(s.span.start), seen.forth(s.span.end)) for s in outline.sentences]
    matching = Matching(outline, compiled, seen, bounds)
    hits = compiled.lexicon.scan(seen)
    _lay_out(matching, hits)
    return matching


def _lay_out(matching: Matching, hits: Sequence[Hit]) -> None:
    """Sort the hits by term, and those that rules wait for by sentence; outside all sentences they are no rule's."""
    bounds, waited_for, speakers_of = (
        matching.bounds,
        matching.compiled.groups_of,
        matching.compiled.speakers_of,
    )
    found: dict[int, list[Hit]] = defaultdict(list)
    speaking: dict[int, set[int]] = defaultdict(set)
    of_term: dict[int, list[Hit]] = defaultdict(list)
    sentence, last = 0, len(bounds) - 1
    for hit in hits:
        start, end, term = hit
        of_term[term].append(hit)
        if last < 0 or term not in waited_for:
            continue
        while sentence < last and bounds[sentence + 1][0] <= start:
            sentence += 1
        if bounds[sentence][0] <= start and end <= bounds[sentence][1]:
            found[sentence].append(hit)
            for rule in speakers_of.get(term, ()):
                speaking[rule].add(sentence)
    matching.hits, matching.speaking, matching.of_term = dict(found), dict(speaking), dict(of_term)

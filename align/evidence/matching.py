"""Hits become mentions of rules, sentence by sentence, once what stands around them has been asked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from align.evidence.compiled import Compiled, Group, Nearby
from align.evidence.lexicon import Hit
from align.evidence.view import View, view
from align.structure import Outline

Guard = Callable[[int, int, int], bool]
"""Whether a mention in a sentence, at a range of the view, stands on the borders of words."""


class Match(NamedTuple):
    """A mention of a rule in the making: the hit and its group."""

    hit: Hit
    group: Group


@dataclass(slots=True)
class Matching:
    """All hits of one document, laid out by sentence, rule and word set."""

    outline: Outline
    compiled: Compiled
    view: View
    bounds: list[tuple[int, int]]
    sets: dict[int, list[Hit]] = field(default_factory=dict)
    found: dict[int, dict[int, list[Match]]] = field(default_factory=dict)

    def cues(self) -> dict[str, list[Hit]]:
        """Return the hits of each word list of stance, less those inside longer words."""
        return {
            name: [
                hit
                for hit in self.sets.get(index, ())
                if not self.inside(self.compiled.stance_except[name], hit)
            ]
            for name, index in self.compiled.stance.items()
        }

    def inside(self, words: int, hit: Hit) -> bool:
        """Return whether a hit lies inside a hit of a word set."""
        hits = self.sets.get(words)
        if not hits:
            return False
        for index in range(bisect_left(hits, (hit.start + 1,)) - 1, -1, -1):
            if hits[index].end >= hit.end:
                return True
            if hits[index].start < hit.start - 40:
                break
        return False

    def between(self, words: int, start: int, end: int) -> Iterator[Hit]:
        """Yield the hits of a word set that lie in a range of the view."""
        hits = self.sets.get(words, [])
        for index in range(bisect_left(hits, (start,)), len(hits)):
            if hits[index].start >= end:
                return
            if hits[index].end <= end:
                yield hits[index]

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

    def matches(self, rule: int, sentence: int, guard: Guard) -> list[Match]:
        """Return the mentions of a rule in a sentence that count."""
        return [m for m in self.found[rule].get(sentence, ()) if self._counts(m, sentence, guard)]

    def _counts(self, match: Match, sentence: int, guard: Guard) -> bool:
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
    starts = [start for start, _ in bounds]
    groups_of, sets_of, groups = compiled.groups_of, compiled.sets_of, compiled.groups
    sentence, last = 0, len(starts) - 1
    for hit in compiled.lexicon.scan(seen):
        for words in sets_of.get(hit.term, ()):
            matching.sets.setdefault(words, []).append(hit)
        if not (waiting := groups_of.get(hit.term)):
            continue
        while sentence < last and starts[sentence + 1] <= hit.start:
            sentence += 1
        if last < 0 or not bounds[sentence][0] <= hit.start or hit.end > bounds[sentence][1]:
            continue
        for index in waiting:
            group = groups[index]
            matching.found.setdefault(group.rule, {}).setdefault(sentence, []).append(Match(hit, group))
    return matching


def speaks(matches: Sequence[Match]) -> bool:
    """Return whether mentions make a sentence evidence: links alone do not."""
    return any(match.group.role != "links" for match in matches)

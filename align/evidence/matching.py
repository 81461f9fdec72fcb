"""Hits become mentions of rules, sentence by sentence, once what stands around them has been asked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from align.document import Span
from align.evidence.compiled import Compiled, Group, Nearby
from align.evidence.lexicon import NONE, Hit, Hits
from align.evidence.view import View, view
from align.structure import Outline

Guard = Callable[[Hit], bool]
"""Whether a mention stands on the borders of words."""

Range = tuple[int, int]

_start = itemgetter(0)
_end = itemgetter(1)


class Match(NamedTuple):
    """A mention of a rule in the making: the hit and its group."""

    hit: Hit
    group: Group


# Some thousands are made a document, and a named tuple's own constructor takes twice as long.
_match = partial(tuple.__new__, Match)


@dataclass(slots=True)
class Matching:
    """All hits of one document, laid out by term and sentence.

    ``bounds`` holds the range of each sentence in the view; ``hits`` for each sentence its hits that some rule waits for,
    the sentences in order.
    """

    outline: Outline
    compiled: Compiled
    view: View
    bounds: list[Range]
    all: Sequence[Hit] = ()
    starts: Sequence[int] = ()
    of_term: Mapping[int, list[Hit]] = field(default_factory=dict)
    hits: Mapping[int, list[Hit]] = field(default_factory=dict)
    _words: dict[int, Hits] = field(default_factory=dict)
    _titles: dict[int, list[Range]] = field(default_factory=dict)
    _headings: dict[int, list[Range]] = field(default_factory=dict)
    _reaches: dict[tuple[str, int], list[Range]] = field(default_factory=dict)
    _standing: dict[tuple[int, int, str, int], bool] = field(default_factory=dict)
    _less: dict[tuple[int, int], Hits] = field(default_factory=dict)
    _clauses: dict[Hit, Range] = field(default_factory=dict)
    _linking: dict[int, list[tuple[Hit, Mapping[int, tuple[Group, ...]]]]] = field(default_factory=dict)
    _around: dict[int, tuple[Sequence[Hit], AbstractSet[int]]] = field(default_factory=dict)

    @property
    def speaking(self) -> dict[int, set[int]]:
        """Return for each rule the sentences in which more than links was found."""
        found: dict[int, set[int]] = defaultdict(set)
        for sentence, hits in self.hits.items():
            for hit in hits:
                for group in self.compiled.waiting[hit.term].speaks:
                    found[group.rule].add(sentence)
        return dict(found)

    # -- words -------------------------------------------------------------------------------------------------

    def words(self, index: int) -> Hits:
        """Return the hits of a word set, none of set -1; only sets that are asked for are put together."""
        if (known := self._words.get(index)) is not None:
            return known
        if index < 0:
            return NONE
        found = self.compiled.sets[index] & self.of_term.keys()
        hits = Hits(sorted(chain.from_iterable(map(self.of_term.__getitem__, found)))) if found else NONE
        self._words[index] = hits
        return hits

    def cue(self, name: str) -> Hits:
        """Return the hits of a word list of stance, less those inside longer words."""
        if name not in self.compiled.stance:
            return NONE
        return self.less(self.compiled.stance[name], self.compiled.stance_except[name])

    def less(self, words: int, excepted: int) -> Hits:
        """Return the hits of a word set, less those inside the longer words of another."""
        found = self.words(words)
        if excepted < 0 or not found.hits or not (longer := self.words(excepted)).hits:
            return found
        # Conditions ask for the same hits in every sentence.
        if (known := self._less.get((words, excepted))) is None:
            known = self._less[words, excepted] = Hits([hit for hit in found.hits if not longer.around(hit)])
        return known

    def around(self, sentence: int) -> tuple[Sequence[Hit], AbstractSet[int]]:
        """Return all hits in the clauses of a sentence, and their terms."""
        if (known := self._around.get(sentence)) is None:
            low, high = self.view.clause(*self.bounds[sentence])
            first = bisect_left(self.starts, low)
            hits = self.all[first : bisect_left(self.starts, high, first)]
            known = self._around[sentence] = hits, {hit[2] for hit in hits}
        return known

    def inside(self, words: int, sentence: int, hit: Hit) -> bool:
        """Return whether a hit in a sentence lies inside a hit of a word set."""
        if words in self.compiled.breaking:
            return self.words(words).around(hit)
        wanted = self.compiled.sets[words]
        hits, terms = self.around(sentence)
        if wanted.isdisjoint(terms):
            return False
        start, end, _ = hit
        return any(low <= start and end <= high and term in wanted for low, high, term in hits)

    def between(self, words: int, start: int, end: int) -> list[Hit]:
        """Return the hits of a word set that lie in a range of the view."""
        return self.words(words).between(start, end)

    # -- places ------------------------------------------------------------------------------------------------

    def titles(self, sentence: int) -> list[Range]:
        """Return the ranges of the titles above a sentence: its passage's lead and the headings up to the chapter's."""
        if (known := self._titles.get(sentence)) is not None:
            return known
        here = self.outline.sentences[sentence]
        lead = self.outline.passages[here.passage].lead
        ranges = [self.bounds[lead]] if lead is not None and lead != sentence else []
        own = self.bounds[sentence][0]
        ranges += [
            heading
            for heading in self._headings_of(here.section)
            if heading[0] != own and heading not in ranges
        ]
        self._titles[sentence] = ranges
        return ranges

    def _headings_of(self, section: int) -> list[Range]:
        """Return the ranges of a section's heading and of those above it."""
        if (known := self._headings.get(section)) is None:
            here = self.outline.sections[section]
            above = self._headings_of(here.parent) if here.parent is not None else []
            known = self._headings[section] = [self.seen(here.heading), *above] if here.level else above
        return known

    def seen(self, span: Span) -> Range:
        """Return the range of the view for a span of the text."""
        return self.view.forth(span.start), self.view.forth(span.end)

    def clause(self, hit: Hit) -> Range:
        """Return the clause that a hit stands in."""
        if (known := self._clauses.get(hit)) is None:
            known = self._clauses[hit] = self.view.clause(hit[0], hit[1])
        return known

    def sentences(self, start: int, end: int) -> range:
        """Return the indices of the sentences that a range of the view touches."""
        first = bisect_right(self.bounds, start, key=_end)
        return range(first, max(first, bisect_left(self.bounds, end, key=_start)))

    def reach(self, within: str, sentence: int) -> list[Range]:
        """Return the ranges in which a condition looks, for a sentence; a clause is told by the hit."""
        key = (within, sentence)
        if key not in self._reaches:
            self._reaches[key] = self._reach(within, sentence)
        return self._reaches[key]

    def _reach(self, within: str, sentence: int) -> list[Range]:
        here = self.outline.sentences[sentence]
        match within:
            case "sentence":
                return [self.bounds[sentence]]
            case "lead":
                return [self.bounds[sentence], *self.titles(sentence)]
            case "paragraph":
                return [self.seen(self.outline.paragraphs[here.paragraph].span)]
        reach = self.seen(self.outline.passages[here.passage].span)
        return [reach, *self.titles(sentence)] if within == "passage" else [reach]

    # -- what stands around a hit ------------------------------------------------------------------------------

    def stands(self, nearby: Nearby, sentence: int, hit: Hit) -> bool:
        """Return whether what a condition asks for stands near a hit."""
        if nearby.within == "clause":
            return self._beside(nearby, sentence, hit)
        if (near := nearby.near) is not None:
            found, reach = self.less(nearby.words, nearby.excepted), self.reach(nearby.within, sentence)
            return any(
                found.met(max(low, hit.start - near), min(high, hit.end + near)) for low, high in reach
            )
        # However many mentions a sentence has, this is the same for all.
        key = (nearby.words, nearby.excepted, nearby.within, sentence)
        if (known := self._standing.get(key)) is None:
            known = self._standing[key] = self._stands(nearby, sentence)
        return known

    def _stands(self, nearby: Nearby, sentence: int) -> bool:
        if nearby.within == "sentence" and self.compiled.sets[nearby.words].isdisjoint(
            self.around(sentence)[1]
        ):
            return False
        found = self.less(nearby.words, nearby.excepted)
        return any(found.met(*reach) for reach in self.reach(nearby.within, sentence))

    def _beside(self, nearby: Nearby, sentence: int, hit: Hit) -> bool:
        """Return whether a word stands in the clause of a hit; a word does not stand beside itself."""
        wanted = self.compiled.sets[nearby.words]
        hits, terms = self.around(sentence)
        if wanted.isdisjoint(terms):
            return False
        start, end, _ = hit
        low, high = self.clause(hit)
        if nearby.near is not None:
            low, high = max(low, start - nearby.near), min(high, end + nearby.near)
        longer = nearby.excepted
        return any(
            term in wanted
            and low <= first
            and last <= high
            and (first < start or last > end)
            and (longer < 0 or not self.inside(longer, sentence, Hit(first, last, term)))
            for first, last, term in hits
        )

    def fits(self, hit: Hit, group: Group, sentence: int) -> bool:
        """Return whether what a group asks for stands around a hit, and nothing that it excludes."""
        return (
            not (group.excepted >= 0 and self.inside(group.excepted, sentence, hit))
            and (group.beside is None or self.stands(group.beside, sentence, hit))
            and (group.unless is None or not self.stands(group.unless, sentence, hit))
        )

    def counts(self, hit: Hit, group: Group, sentence: int, guard: Guard) -> bool:
        """Return whether a mention counts: it fits its group, and the guard lets it pass."""
        return (group.alone or self.fits(hit, group, sentence)) and guard(hit)

    # -- mentions ----------------------------------------------------------------------------------------------

    def spoken(self, sentence: int, guard: Guard) -> dict[int, list[Match]]:
        """Return for each rule its mentions in a sentence that count and are more than links."""
        found: dict[int, list[Match]] = {}
        waiting = self.compiled.waiting
        for hit in self.hits.get(sentence, ()):
            for group in waiting[hit[2]].speaks:
                # ``counts`` without a call: this is asked of every hit of a document.
                if (group.alone or self.fits(hit, group, sentence)) and guard(hit):
                    found.setdefault(group.rule, []).append(_match((hit, group)))
        return found

    def links(self, rule: int, sentence: int, guard: Guard) -> list[Match]:
        """Return the mentions in a sentence that count and link an element of a rule."""
        if (linking := self._linking.get(sentence)) is None:
            waiting = self.compiled.waiting
            pairs = [(hit, waiting[hit[2]].links) for hit in self.hits[sentence]]
            linking = self._linking[sentence] = [pair for pair in pairs if pair[1]]
        return [
            _match((hit, group))
            for hit, groups in linking
            if rule in groups
            for group in groups[rule]
            if self.counts(hit, group, sentence, guard)
        ]

    def matches(self, rule: int, sentence: int, guard: Guard) -> list[Match]:
        """Return the mentions of a rule in a sentence that count, none where only links do."""
        spoken = self.spoken(sentence, guard).get(rule, [])
        return [*spoken, *self.links(rule, sentence, guard)] if spoken else []

    def by_rule(self) -> list[tuple[int, Match]]:
        """Return all hits that rules wait for, by rule and then in text order."""
        waiting = self.compiled.waiting
        found = [
            (rule, Match(hit, group))
            for hits in self.hits.values()
            for hit in hits
            for rule, groups in waiting[hit.term].groups.items()
            for group in groups
        ]
        return sorted(found, key=lambda pair: (pair[0], pair[1].hit))


def match(outline: Outline, compiled: Compiled) -> Matching:
    """Scan a document once and lay out what was found."""
    seen = view(outline)
    bounds = seen.ranges([sentence.span for sentence in outline.sentences])
    hits = compiled.lexicon.scan(seen)
    of_term: dict[int, list[Hit]] = defaultdict(list)
    for hit in hits:
        of_term[hit[2]].append(hit)
    laid = Matching(outline, compiled, seen, bounds, hits, list(map(_start, hits)), dict(of_term))
    given = Hits(sorted(_taken_as_given(laid)))
    laid.hits = _by_sentence(
        # A mention that ends in what is given speaks of it too: 引导金融机构在防范风险的前提下支持…….
        [hit for hit in hits if not given.around(Hit(hit.end - 1, hit.end, hit.term))]
        if given.hits
        else hits,
        bounds,
        compiled,
    )
    return laid


def _taken_as_given(matching: Matching) -> Iterator[Hit]:
    """Yield what a plan takes as given, and commits to nothing by naming it.

    在债务风险总体可控的前提下 is given from its 在 on; of 顺应产业转移趋势 what stands inside the cue.
    """
    for start, end, term in matching.cue("premise").hits:
        clause = matching.view.clause(start, end)[0]
        opens = matching.view.text.rfind("在", clause, start)
        if opens >= 0:
            yield Hit(opens, end, term)
    yield from matching.cue("backdrop").hits


def _by_sentence(hits: Sequence[Hit], bounds: Sequence[Range], compiled: Compiled) -> dict[int, list[Hit]]:
    """Sort the hits that rules wait for by sentence; outside all sentences they are no rule's."""
    found: dict[int, list[Hit]] = {}
    if not bounds:
        return found
    waiting = compiled.waiting
    sentence, last = 0, len(bounds) - 1
    (low, high), here = bounds[0], list[Hit]()
    for hit in hits:
        start, end, term = hit
        if term not in waiting:
            continue
        while sentence < last and bounds[sentence + 1][0] <= start:
            sentence += 1
            (low, high), here = bounds[sentence], []
        if low <= start and end <= high:
            here.append(hit)
            found[sentence] = here
    return found

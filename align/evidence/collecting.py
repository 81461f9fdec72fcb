"""The evidence of a document for every rule of a ruleset: what is said, with which stance, how concretely."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from align.evidence.compiled import Compiled, Group
from align.evidence.lexicon import Hit
from align.evidence.matching import Guard, Match, Matching, match
from align.evidence.mention import Cue, Evidence, Mention, Stance
from align.evidence.stance import StanceReader
from align.evidence.tied import MeansReader
from align.ruleset import GAP
from align.structure import Outline, Role

WEIGHT = {Stance.COMMIT: 0, Stance.NEGATE: 1, Stance.PROBLEM: 2, Stance.REVIEW: 3, Stance.REFER: 4}
"""Which stance speaks for a sentence that takes several on one directive."""

ADDRESSEES = re.compile(
    r"(?:各[\u4e00-\u9fff]|[\u4e00-\u9fff]{2,9}(?:人民政府|委员会|办公厅))(?:(?![要应]|做好|加强|如下|以下|落实|推进|按照|根据)[^。；！？“”《》]){4,200}"
    r"(?:机构|单位|部门|人民政府|委员会|管委会|[厅局委办]|企业|院校|公司)(?:（[^）]*）)?[:：]$"
)
"""The line of a notice that names to whom it is sent: 各市、县（市、区）人民政府，省政府直属各单位："""

COLONS = ("：", ":")

NO_ELEMENTS: frozenset[str] = frozenset()

GuardOf = Callable[[Matching], Guard]


def no_guard(_: Matching) -> Guard:
    """Let every mention through."""
    return lambda hit: True


def collect(outline: Outline, compiled: Compiled, guard_of: GuardOf = no_guard) -> tuple[Evidence, ...]:
    """Return all evidence in a document, by rule and then in text order."""
    return evidence_of(match(outline, compiled), guard_of)


def evidence_of(matching: Matching, guard_of: GuardOf = no_guard) -> tuple[Evidence, ...]:
    """Return the evidence among the matches of a document, by rule and then in text order."""
    collector = _Collector(matching, guard_of(matching))
    by_rule: dict[int, list[Evidence]] = defaultdict(list)
    for sentence in matching.hits:
        for rule, evidence in collector.of(sentence):
            by_rule[rule].append(evidence)
    return tuple(evidence for rule in sorted(by_rule) for evidence in by_rule[rule])


class _Read(NamedTuple):
    """A mention with its stance and the cues that decided it."""

    hit: Hit
    group: Group
    stance: Stance
    cues: tuple[Cue, ...]


# Some thousands are made a document, and a named tuple's own constructor takes twice as long.
_made_read = partial(tuple.__new__, _Read)


def _elements(read: Iterable[_Read]) -> set[str]:
    return {element for r in read if r.group.role != "subject" for element in r.group.elements}


def _chosen(spoken: Sequence[_Read], links: Sequence[_Read]) -> Stance:
    """Return the stance that speaks for a sentence.

    A commitment outweighs the rest, but not a refusal that goes further: 暂不开展跨省交易，做好市内交易 refuses.
    """
    stances = {r.stance for r in spoken}
    if len(stances) == 1:
        return spoken[0].stance
    if Stance.COMMIT in stances and Stance.NEGATE in stances:
        refused, kept = (
            _elements([r for r in (*spoken, *links) if r.stance is s]) for s in (Stance.NEGATE, Stance.COMMIT)
        )
        return Stance.NEGATE if refused - kept else Stance.COMMIT
    return min(stances, key=WEIGHT.__getitem__)


class _Collector:
    """Makes evidence out of the matches of one document."""

    def __init__(self, matching: Matching, guard: Guard) -> None:
        self.matching = matching
        self.guard = guard
        self.outline = matching.outline
        self.rules = matching.compiled.rules
        self.order = [rule.elements for rule in self.rules]
        self.stances = StanceReader(matching.outline, matching.view, matching.bounds, matching.cue)
        self.means = MeansReader(matching)
        self._linked: dict[tuple[int, tuple[int, int]], frozenset[str]] = {}
        self._in_title: dict[tuple[int, int], list[tuple[int, Hit]]] = {}
        self._known: dict[Hit, Mention] = {}

    def of(self, sentence: int) -> Iterator[tuple[int, Evidence]]:
        """Yield the evidence in one sentence, with the rule that it is for."""
        # A sentence that explains a word of the plan is no part of what the plan says.
        if self.outline.passages[self.outline.sentences[sentence].passage].role is Role.GLOSSARY:
            return
        # Nor are those who are written to, nor those who only answer for a measure: 牵头单位：自贸区管委会.
        if self.means.answering(sentence) or self._addresses(sentence):
            return
        for rule, matches in self.matching.spoken(sentence, self.guard).items():
            if self._required(rule, sentence):
                yield rule, self._evidence(rule, sentence, matches)

    def _addresses(self, sentence: int) -> bool:
        """Return whether a sentence only names to whom a notice is sent."""
        text, (low, high) = self.matching.view.text, self.matching.bounds[sentence]
        return text.startswith(COLONS, high - 1) and ADDRESSEES.match(text, low, high) is not None

    def _required(self, rule: int, sentence: int) -> bool:
        required = self.matching.compiled.requires[rule]
        if required is None:
            return True
        found = self.matching.less(required.words, required.excepted)
        return any(found.met(*reach) for reach in self.matching.reach(required.within, sentence))

    def _evidence(self, rule: int, sentence: int, matches: Sequence[Match]) -> Evidence:
        here = self.outline.sentences[sentence]
        read = self._read(sentence, matches)
        linking = self.matching.links(rule, sentence, self.guard)
        found = self._read(sentence, linking) if linking else []
        stance = _chosen(read, found)
        spoken = [r for r in read if r.stance is stance]
        # What a sentence complains of and then sets right is what it commits to: 企业融资难，要加大信贷支持.
        answered = [r for r in read if r.stance is Stance.PROBLEM] if stance is Stance.COMMIT else []
        links = [*answered, *(r for r in found if _carries(r, stance, spoken))]
        elements = _elements([*(r for r in spoken if not self._leant_on(r.hit)), *links])
        titled = self._titled(rule, sentence) - elements
        order = self.order[rule]
        return Evidence(
            self.rules[rule].id,
            sentence,
            here.paragraph,
            here.passage,
            here.span,
            stance,
            mentions=self._mentions([r.hit for r in (*spoken, *links)]),
            elements=tuple([element for element in order if element in elements]),
            titled=tuple([element for element in order if element in titled]) if titled else (),
            cues=tuple(dict.fromkeys(cue for r in spoken for cue in r.cues)),
            means=self.means.tied(rule, sentence, [r.hit for r in spoken]) if stance is Stance.COMMIT else (),
        )

    def _leant_on(self, hit: Hit) -> bool:
        """Return whether a mention stands in a clause that tells what a measure leans on: 依托……科学城，发展……."""
        start, end = self.matching.clause(hit)
        return any(cue.start == start for cue in self.matching.cue("leaning").between(start, end))

    def _read(self, sentence: int, matches: Sequence[Match]) -> list[_Read]:
        """Return the mentions of a sentence with their stances."""
        read = []
        for hit, group in matches:
            stance, cues = self.stances.read(sentence, hit, self.matching.clause(hit))
            if stance is Stance.NEGATE and group.forbids and self._bans(cues):
                stance, cues = Stance.COMMIT, tuple([Cue(cue.text, cue.span, Stance.COMMIT) for cue in cues])
            read.append(_made_read((hit, group, stance, cues)))
        return read

    def _bans(self, cues: Sequence[Cue]) -> bool:
        """Return whether it is a ban that refuses: 严禁非法捕捞 carries out a ban on fishing, 取消禁渔 ends it."""
        view, bans = self.matching.view, self.matching.cue("ban")
        return any(bans.between(view.forth(cue.span.start), view.forth(cue.span.end)) for cue in cues)

    def _titled(self, rule: int, sentence: int) -> frozenset[str]:
        """Return the elements that the titles above a sentence link."""
        met = NO_ELEMENTS
        for title in self.matching.titles(sentence):
            key = (rule, title)
            if (linked := self._linked.get(key)) is None:
                linked = self._linked[key] = self._links(rule, title)
            if linked:
                met |= linked
        return met

    def _links(self, rule: int, title: tuple[int, int]) -> frozenset[str]:
        """Return the elements that the mentions of a rule in a title link or prove."""
        if (hits := self._in_title.get(title)) is None:
            hits = self._in_title[title] = self._hits_in(*title)
        waiting = self.matching.compiled.waiting
        met: set[str] = set()
        for sentence, hit in hits:
            for group in waiting[hit[2]].groups.get(rule, ()):
                if self.matching.counts(hit, group, sentence, self.guard):
                    met.update(group.elements)
        return frozenset(met) if met else NO_ELEMENTS

    def _hits_in(self, start: int, end: int) -> list[tuple[int, Hit]]:
        """Return the hits in a range of the view, each with its sentence."""
        return [
            (sentence, hit)
            for sentence in self.matching.sentences(start, end)
            for hit in self.matching.hits.get(sentence, ())
            if start <= hit.start and hit.end <= end
        ]

    def _mentions(self, hits: Sequence[Hit]) -> tuple[Mention, ...]:
        """Return mentions in text order, without those inside longer ones."""
        if len(hits) == 1:
            return (self._mention(hits[0]),)
        kept: list[Mention] = []
        reach = -1
        for hit in sorted(set(hits), key=self._plainest_first):
            if hit[1] > reach:
                kept.append(self._mention(hit))
                reach = hit[1]
        return tuple(kept)

    def _plainest_first(self, hit: Hit) -> tuple[int, int, bool, int]:
        """Order hits by place, the longest first; of two terms for the same characters the one without a gap."""
        start, end, term = hit
        return start, -end, GAP in self.matching.compiled.lexicon.terms[term], term

    def _mention(self, hit: Hit) -> Mention:
        if (known := self._known.get(hit)) is None:
            term = self.matching.compiled.lexicon.terms[hit.term]
            known = self._known[hit] = Mention(term, self.matching.view.back(hit.start, hit.end))
        return known


def _carries(link: _Read, stance: Stance, spoken: Sequence[_Read]) -> bool:
    """Return whether a link adds to what a sentence says; 暂不跨省 adds nothing to a commitment beside it."""
    if (link.stance is Stance.NEGATE) != (stance is Stance.NEGATE):
        return False
    hit, limit = link.hit, link.group.near
    return limit is None or any(
        r.hit.start - limit <= hit.end and hit.start <= r.hit.end + limit for r in spoken
    )

"""The evidence of a document for every rule of a ruleset: what is said, with which stance, how concretely."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from align.document import Span
from align.evidence.compiled import Compiled
from align.evidence.matching import Guard, Match, Matching, match
from align.evidence.means import means
from align.evidence.mention import Cue, Evidence, Means, Mention, Stance
from align.evidence.stance import StanceReader
from align.structure import Outline, Role

WEIGHT = {Stance.COMMIT: 0, Stance.NEGATE: 1, Stance.PROBLEM: 2, Stance.REVIEW: 3, Stance.REFER: 4}
"""Which stance speaks for a sentence that takes several on one directive."""

GuardOf = Callable[[Matching], Guard]


def no_guard(_: Matching) -> Guard:
    """Let every mention through."""
    return lambda sentence, start, end: True


def collect(outline: Outline, compiled: Compiled, guard_of: GuardOf = no_guard) -> tuple[Evidence, ...]:
    """Return all evidence in a document, by rule and then in text order."""
    return evidence_of(match(outline, compiled), guard_of)


def evidence_of(matching: Matching, guard_of: GuardOf = no_guard) -> tuple[Evidence, ...]:
    """Return the evidence among the matches of a document, by rule and then in text order."""
    collector = _Collector(matching, guard_of(matching))
    return tuple(evidence for rule in sorted(matching.speaking) for evidence in collector.of(rule))


class _Read(NamedTuple):
    """A mention with its stance and the cues that decided it."""

    match: Match
    stance: Stance
    cues: tuple[Cue, ...]


def _elements(read: Sequence[_Read]) -> set[str]:
    return {element for r in read if r.match.group.role != "subject" for element in r.match.group.elements}


def _chosen(read: Sequence[_Read]) -> Stance:
    """Return the stance that speaks for a sentence.

    A commitment outweighs the rest, but not a refusal that goes further: 暂不开展跨省交易，做好市内交易 refuses.
    """
    stances = {r.stance for r in read if r.match.group.role != "links"}
    if Stance.COMMIT in stances and Stance.NEGATE in stances:
        refused, kept = (
            _elements([r for r in read if r.stance is s]) for s in (Stance.NEGATE, Stance.COMMIT)
        )
        return Stance.NEGATE if refused - kept else Stance.COMMIT
    return min(stances, key=WEIGHT.__getitem__)


class _Collector:
    """Makes evidence out of the matches of one document."""

    def __init__(self, matching: Matching, guard: Guard) -> None:
        self.matching = matching
        self.guard = guard
        self.stances = StanceReader(matching.outline, matching.view, matching.bounds, matching.cues())
        self._means: dict[int, list[Means]] = {}
        self._linked: dict[tuple[int, tuple[int, int]], frozenset[str]] = {}

    def of(self, rule: int) -> Iterator[Evidence]:
        """Yield the evidence of one rule in text order."""
        for sentence in sorted(self.matching.speaking[rule]):
            if self._glossary(sentence):
                continue
            matches = self.matching.matches(rule, sentence, self.guard)
            if matches and self._required(rule, sentence):
                yield self._evidence(rule, sentence, matches)

    def _glossary(self, sentence: int) -> bool:
        """Return whether a sentence explains a word of the plan: it is no part of what the plan says."""
        outline = self.matching.outline
        return outline.passages[outline.sentences[sentence].passage].role is Role.GLOSSARY

    def _required(self, rule: int, sentence: int) -> bool:
        words = self.matching.compiled.requires[rule]
        if words < 0:
            return True
        span = self.matching.outline.passages[self.matching.outline.sentences[sentence].passage].span
        view = self.matching.view
        ranges = [(view.forth(span.start), view.forth(span.end)), *self.matching.titles(sentence)]
        return any(any(self.matching.between(words, *reach)) for reach in ranges)

    def _evidence(self, rule: int, sentence: int, matches: Sequence[Match]) -> Evidence:
        matching, here = self.matching, self.matching.outline.sentences[sentence]
        read = self._read(sentence, matches)
        stance = _chosen(read)
        spoken = [r for r in read if r.stance is stance and r.match.group.role != "links"]
        links = [r for r in read if r.match.group.role == "links" and self._carries(r, stance, spoken)]
        elements = _elements([*spoken, *links])
        titled = self._titled(rule, sentence) - elements
        order = matching.compiled.rules[rule].elements
        return Evidence(
            rule=matching.compiled.rules[rule].id,
            sentence=sentence,
            paragraph=here.paragraph,
            passage=here.passage,
            span=here.span,
            stance=stance,
            mentions=self._mentions([r.match for r in (*spoken, *links)]),
            elements=tuple(element for element in order if element in elements),
            titled=tuple(element for element in order if element in titled),
            cues=tuple(dict.fromkeys(cue for r in spoken for cue in r.cues)),
            means=tuple(self._tied(rule, sentence, [r.match for r in spoken]))
            if stance is Stance.COMMIT
            else (),
            forbids=any(r.match.group.forbids for r in spoken),
        )

    def _read(self, sentence: int, matches: Sequence[Match]) -> list[_Read]:
        """Return the mentions of a sentence with their stances."""
        read = []
        for found in matches:
            stance, cues = self.stances.read(sentence, found.hit.start, found.hit.end)
            if stance is Stance.NEGATE and found.group.forbids:
                stance = Stance.COMMIT
            read.append(_Read(found, stance, cues))
        return read

    def _carries(self, link: _Read, stance: Stance, spoken: Sequence[_Read]) -> bool:
        """Return whether a link adds to what a sentence says; 暂不跨省 adds nothing to a commitment beside it."""
        if (link.stance is Stance.NEGATE) != (stance is Stance.NEGATE):
            return False
        hit, limit = link.match.hit, link.match.group.near
        return limit is None or any(
            r.match.hit.start - limit <= hit.end and hit.start <= r.match.hit.end + limit for r in spoken
        )

    def _titled(self, rule: int, sentence: int) -> set[str]:
        """Return the elements that the titles above a sentence link."""
        met: set[str] = set()
        for title in self.matching.titles(sentence):
            if (rule, title) not in self._linked:
                self._linked[rule, title] = self._links(rule, *title)
            met |= self._linked[rule, title]
        return met

    def _links(self, rule: int, start: int, end: int) -> frozenset[str]:
        """Return the elements that the mentions of a rule in a title link or prove."""
        return frozenset(
            element
            for index in self.matching.sentences(start, end)
            for m in self.matching.found(rule, index)
            if start <= m.hit.start and m.hit.end <= end and self.matching.counts(m, index, self.guard)
            for element in m.group.elements
        )

    def _mentions(self, matches: Sequence[Match]) -> tuple[Mention, ...]:
        """Return mentions in text order, without those inside longer ones."""
        hits = sorted({m.hit for m in matches}, key=lambda hit: (hit.start, -hit.end))
        kept = []
        reach = -1
        for hit in hits:
            if hit.end > reach:
                kept.append(hit)
                reach = hit.end
        terms = self.matching.compiled.lexicon.terms
        return tuple(Mention(terms[hit.term], self.matching.view.back(hit.start, hit.end)) for hit in kept)

    # -- means -------------------------------------------------------------------------------------------------

    def _tied(self, rule: int, sentence: int, spoken: Sequence[Match]) -> Iterator[Means]:
        """Yield the means that a rule counts as tied to its mentions in a sentence."""
        wanted = self.matching.compiled.rules[rule].means
        ranges = self._means_reach(wanted.within, sentence, spoken)
        own = [m.hit for m in spoken]
        for start, end, index in ranges:
            for found in self._means_in(index):
                low, high = (
                    self.matching.view.forth(found.span.start),
                    self.matching.view.forth(found.span.end),
                )
                # The directive's own name is no means to carry it out: 推进自贸试验区建设 names no project.
                named = found.kind == "project" and any(hit.start < high and low < hit.end for hit in own)
                if found.kind in wanted.kinds and start <= low < end and not named:
                    yield found
            for hit in self.matching.between(self.matching.compiled.means[rule], start, end):
                span = self.matching.view.back(hit.start, hit.end)
                yield Means("project", self.matching.outline.document.slice(span), span)
        if "body" in wanted.kinds and wanted.within != "passage":
            yield from self._responsible(sentence)

    def _responsible(self, sentence: int) -> Iterator[Means]:
        """Yield the bodies that a paragraph names at its end for all that it says: （责任单位：市科技局）."""
        outline = self.matching.outline
        here = outline.sentences[sentence]
        for index in range(sentence + 1, outline.passages[here.passage].sentences.stop):
            if outline.sentences[index].paragraph != here.paragraph:
                return
            yield from (
                found for found in self._means_in(index) if found.kind == "body" and "单位" in found.text
            )

    def _means_reach(self, within: str, sentence: int, spoken: Sequence[Match]) -> list[tuple[int, int, int]]:
        bounds, outline = self.matching.bounds, self.matching.outline
        if within == "clause":
            clauses = {self.matching.view.clause(m.hit.start, m.hit.end) for m in spoken}
            return [(*clause, sentence) for clause in sorted(clauses)]
        if within == "sentence":
            return [(*bounds[sentence], sentence)]
        passage = outline.passages[outline.sentences[sentence].passage]
        if within == "passage":
            return [(*bounds[index], index) for index in passage.sentences]
        # The next sentence counts inside the paragraph only: what somebody puts between paragraphs changes nothing.
        here = outline.sentences[sentence].paragraph
        after = range(sentence, min(sentence + 2, passage.sentences.stop))
        return [(*bounds[index], index) for index in after if outline.sentences[index].paragraph == here]

    def _means_in(self, sentence: int) -> list[Means]:
        if sentence not in self._means:
            low, high = self.matching.bounds[sentence]
            spans = [
                (kind, self.matching.view.back(low + start, low + end))
                for kind, start, end in sorted(
                    means(self.matching.view.text[low:high]), key=lambda m: (m[1], m[2], m[0])
                )
            ]
            self._means[sentence] = [
                Means(kind, self.matching.outline.document.slice(span), Span(*span)) for kind, span in spans
            ]
        return self._means[sentence]

"""The concrete means that a rule counts as tied to its mentions in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from align.document import Span
from align.evidence.lexicon import Hit
from align.evidence.matching import Matching
from align.evidence.means import CHARGE, means
from align.evidence.mention import Means

OPENS = ("（", "(", "〔", "[", "【", "责任单位", "牵头单位", "责任部门")
"""How the sentence begins that names at the end of a paragraph who answers for it: （市商务局负责）, 责任单位：市科技局."""

LABEL = re.compile(r"[（(〔\[【]?(?:责任|牵头|配合|实施|主办|承办)(?:单位|部门)[:：]")
"""How a line or bracket begins that only names who answers; nothing that it holds is a measure."""

BRACKETED = re.compile(r"[（(〔\[【][^（）()〔〕\[\]【】]*[）)〕\]】]")
"""A bracket that may open a sentence because it closes the one before: （责任单位：市金融局）推进……."""

CITED = re.compile(
    r"(?:根据|按照|依据|依照|遵照|符合|为(?:深入|认真|全面|进一步)?贯彻|为落实)[^，。；：！？《》]{0,15}《[^《》]*》(?:[^，。；：！？《》]{0,15}《[^《》]*》)*"
)
"""Documents that a plan rests on; they are no means of its own: 根据《……综合改革试点总体方案》."""


class _Found(NamedTuple):
    """A means and its range of the view."""

    start: int
    end: int
    means: Means


class _Answer(NamedTuple):
    """A sentence that names who answers for what stands before it: in its paragraph, or anywhere where it is None."""

    sentence: int
    paragraph: int | None
    bodies: list[Means]


class MeansReader:
    """Finds the means of the sentences of one document, each sentence once and only where somebody asks."""

    def __init__(self, matching: Matching) -> None:
        self.matching = matching
        self.wanted = [rule.means for rule in matching.compiled.rules]
        self._in: dict[int, list[_Found]] = {}
        self._answering: dict[int, list[_Answer]] = {}
        self._cites: dict[int, list[tuple[int, int]]] = {}

    def tied(self, rule: int, sentence: int, own: Sequence[Hit]) -> tuple[Means, ...]:
        """Return the means that a rule counts, given the hits that speak for it."""
        wanted = self.wanted[rule]
        found: list[Means] = []
        for start, end, index in self._reach(wanted.within, sentence, own):
            told = self._bracketed(index)
            for low, high, one in self._of(index):
                if one.kind == "body" and low < told:
                    continue
                # The directive's own name is no means to carry it out: 推进自贸试验区建设 names no project.
                named = one.kind == "project" and any(hit.start < high and low < hit.end for hit in own)
                if one.kind in wanted.kinds and start <= low < end and not named:
                    found.append(one)
            if (terms := self.matching.compiled.means[rule]) >= 0:
                found += [
                    self._named(hit)
                    for hit in self.matching.between(terms, start, end)
                    if not self._cited(index, hit.start)
                ]
        # Whatever kinds a rule narrows its means to, a body put in charge of the paragraph is one.
        found += self._responsible(sentence)
        return tuple(dict.fromkeys(found))

    def answering(self, sentence: int) -> bool:
        """Return whether a sentence does nothing but name the bodies that answer for a measure."""
        low, _ = self.matching.bounds[sentence]
        return bool(LABEL.match(self.matching.view.text, low)) and not self._bracketed(sentence)

    def _named(self, hit: Hit) -> Means:
        span = self.matching.view.back(hit.start, hit.end)
        return Means("project", self.matching.outline.document.slice(span), span)

    def _responsible(self, sentence: int) -> list[Means]:
        """Return the bodies that the end of a paragraph or of a measure names for all that it says.

        A bracket or label inside a paragraph, （责任单位：市科技局）, answers for the sentences before it there; a line of
        its own, 牵头单位：市金融局, for all paragraphs of the measure.
        """
        here = self.matching.outline.sentences[sentence]
        for answer in self._answers(here.passage):
            if answer.sentence > sentence and answer.paragraph in (None, here.paragraph):
                return answer.bodies
        return []

    def _answers(self, passage: int) -> list[_Answer]:
        """Return the sentences of a passage that name who answers for what stands before them."""
        if (known := self._answering.get(passage)) is None:
            found = self._told_in(self.matching.outline.passages[passage].sentences)
            known = self._answering[passage] = list(found)
        return known

    def _told_in(self, sentences: range) -> Iterator[_Answer]:
        outline, text = self.matching.outline, self.matching.view.text
        for index in sentences:
            low, high = self.matching.bounds[index]
            if not text.startswith(OPENS, low) or not CHARGE.search(text, low, high):
                continue
            paragraph = outline.sentences[index].paragraph
            opens = index == sentences.start or outline.sentences[index - 1].paragraph != paragraph
            if opens and not LABEL.match(text, low):
                continue
            # The next such sentence answers for measures of its own.
            end = self._bracketed(index) or high
            bodies = [one.means for one in self._of(index) if one.means.kind == "body" and one.start < end]
            yield _Answer(index, None if opens else paragraph, bodies)

    def _reach(self, within: str, sentence: int, own: Sequence[Hit]) -> list[tuple[int, int, int]]:
        bounds, outline = self.matching.bounds, self.matching.outline
        if within == "sentence":
            return [(*bounds[sentence], sentence)]
        if within == "clause":
            clauses = set(map(self.matching.clause, own))
            return [(*clause, sentence) for clause in sorted(clauses)]
        passage = outline.passages[outline.sentences[sentence].passage]
        if within == "passage":
            return [(*bounds[index], index) for index in passage.sentences]
        # The next sentence counts inside the paragraph only: what somebody puts between paragraphs changes nothing.
        here = outline.sentences[sentence].paragraph
        after = range(sentence, min(sentence + 2, passage.sentences.stop))
        return [(*bounds[index], index) for index in after if outline.sentences[index].paragraph == here]

    def _cited(self, sentence: int, at: int) -> bool:
        """Return whether a place stands in the title of a document that the plan rests on."""
        if (known := self._cites.get(sentence)) is None:
            low, high = self.matching.bounds[sentence]
            text = self.matching.view.text
            titled = text.find("《", low, high) >= 0
            known = [cited.span() for cited in CITED.finditer(text, low, high)] if titled else []
            self._cites[sentence] = known
        return any(start <= at < end for start, end in known)

    def _bracketed(self, sentence: int) -> int:
        """Return where the bracket ends that opens a sentence and answers for the one before it, 0 where none does."""
        low, high = self.matching.bounds[sentence]
        found = BRACKETED.match(self.matching.view.text, low, high)
        return found.end() if found and found.end() < high else 0

    def _of(self, sentence: int) -> list[_Found]:
        if (known := self._in.get(sentence)) is None:
            known = self._in[sentence] = list(self._found(sentence))
        return known

    def _found(self, sentence: int) -> Iterator[_Found]:
        view, document = self.matching.view, self.matching.outline.document
        low, high = self.matching.bounds[sentence]
        for start, end, kind in sorted((start, end, kind) for kind, start, end in means(view.text[low:high])):
            span = Span(*view.back(low + start, low + end))
            text = document.slice(span)
            # The plan that is judged carries out nothing by naming itself: 制定《……若干措施》.
            if text.startswith("《") and text[1:-1] in (self.matching.outline.head.title or ""):
                continue
            if self._cited(sentence, low + start):
                continue
            yield _Found(low + start, low + end, Means(kind, text, span))

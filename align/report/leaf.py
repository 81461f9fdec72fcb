"""The plan itself as an HTML report shows it: blocks of runs, its evidence by level, its outline, its heat strip."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from align.evidence import Evidence, Stance
from align.judgement import Finding, Level
from align.report.view import View, in_line, shorten
from align.structure import Outline, Sentence

TITLE_LIMIT = 40
OUTLINE_DEPTH = 3


@dataclass(frozen=True, slots=True)
class Lit:
    """An evidence sentence: its depth (0 where it does not decide), its stance and the rules it speaks to."""

    level: Level
    stance: Stance
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a block; ``sentence`` is the index of an evidence sentence, None for other text."""

    text: str
    sentence: int | None = None
    lit: Lit | None = None


@dataclass(frozen=True, slots=True)
class Leaf:
    """A block of the plan: a heading (``heading`` is its rank from 1), a row of a table, or a paragraph."""

    paragraph: int
    page: int | None
    heading: int | None
    row: bool
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the plan: its title, where it starts and ends as shares of the text, its first paragraph."""

    title: str
    start: float
    end: float
    paragraph: int
    depth: int
    evidence: int


@dataclass(frozen=True, slots=True)
class Spark:
    """An evidence sentence on the strip: where it starts and how wide it is, as shares of the text."""

    start: float
    width: float
    sentence: int
    lit: Lit


def lights(view: View) -> dict[int, Lit]:
    """Return the evidence sentences of an assessment by their index."""
    pairs: dict[int, list[tuple[Finding, Evidence]]] = defaultdict(list)
    for finding in view.assessment.findings:
        for evidence in finding.evidence:
            pairs[evidence.sentence].append((finding, evidence))
    return {index: _lit(found) for index, found in sorted(pairs.items())}


def _lit(pairs: list[tuple[Finding, Evidence]]) -> Lit:
    stances = [evidence.stance for _, evidence in pairs]
    stance = Stance.COMMIT if Stance.COMMIT in stances else stances[0]
    decided = [
        finding.level
        for finding, evidence in pairs
        if evidence.stance is Stance.COMMIT and evidence.passage == finding.passage
    ]
    return Lit(
        max(decided, default=Level.ABSENT), stance, tuple(dict.fromkeys(item.rule.id for item, _ in pairs))
    )


def leaves(view: View, lit: dict[int, Lit]) -> tuple[Leaf, ...]:
    """Return the paragraphs of the plan as blocks of runs."""
    outline = view.assessment.outline
    inside: dict[int, list[int]] = defaultdict(list)
    for index, sentence in enumerate(outline.sentences):
        inside[sentence.paragraph].append(index)
    made: list[Leaf] = []
    rank = 0
    for number, paragraph in enumerate(outline.paragraphs):
        members = inside[number]
        heading = _rank(outline, [outline.sentences[index] for index in members], rank)
        rank = heading or rank
        runs = tuple(_runs(outline, paragraph.span.start, members, lit))
        made.append(Leaf(number, paragraph.page, heading, paragraph.row is not None, runs))
    return tuple(made)


def _rank(outline: Outline, sentences: list[Sentence], before: int) -> int | None:
    if not sentences or not all(item.heading for item in sentences):
        return None
    depth = len(outline.path(sentences[0].section)) or 1
    # A heading may go any number of steps up, but only one step down: screen readers count them.
    return min(depth, before + 1, 4)


def _runs(outline: Outline, start: int, members: list[int], lit: dict[int, Lit]) -> Iterator[Run]:
    text, at = outline.document.text, start
    plain = ""
    for index in members:
        span = outline.sentences[index].span
        plain += text[at : span.start]
        if index in lit:
            if shown := in_line(plain):
                yield Run(shown)
            plain = ""
            yield Run(in_line(text[span.start : span.end]), index, lit[index])
        else:
            plain += text[span.start : span.end]
        at = span.end
    if shown := in_line(plain):
        yield Run(shown)


def sparks(view: View, lit: dict[int, Lit]) -> tuple[Spark, ...]:
    """Return the evidence sentences as marks on a strip of length 1."""
    outline = view.assessment.outline
    whole = max(1, len(outline.document.text))
    spans = ((index, outline.sentences[index].span) for index in lit)
    return tuple(
        Spark(span.start / whole, (span.end - span.start) / whole, index, lit[index]) for index, span in spans
    )


def chapters(view: View, lit: dict[int, Lit]) -> tuple[Chapter, ...]:
    """Return the sections of the plan down to the third rank, in order."""
    outline = view.assessment.outline
    whole = max(1, len(outline.document.text))
    starts = {item.span.start: number for number, item in enumerate(outline.paragraphs)}
    found = [outline.sentences[index].span.start for index in lit]
    made = []
    for index, section in enumerate(outline.sections):
        path = outline.path(index)
        if section.parent is None or len(path) > OUTLINE_DEPTH:
            continue
        span = section.span
        inside = sum(span.start <= start < span.end for start in found)
        paragraph = starts.get(section.heading.start, 0)
        title = shorten(in_line(path[-1]), TITLE_LIMIT)
        made.append(Chapter(title, span.start / whole, span.end / whole, paragraph, len(path), inside))
    return tuple(made)


def heading_at(view: View, section: int | None) -> int | None:
    """Return the paragraph that a section's heading stands in; None for the document as a whole."""
    outline = view.assessment.outline
    if section is None or outline.sections[section].parent is None:
        return None
    start = outline.sections[section].heading.start
    return max(0, bisect_right([item.span.start for item in outline.paragraphs], start) - 1)


def parts(found: tuple[Chapter, ...]) -> tuple[Chapter, ...]:
    """Return the chapters of the highest rank that has at least two."""
    for depth in range(1, OUTLINE_DEPTH + 1):
        chosen = tuple(item for item in found if item.depth == depth)
        if len(chosen) > 1:
            return chosen
    return found[:1]

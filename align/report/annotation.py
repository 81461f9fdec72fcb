"""The drafter's own Word file with comments: what each evidence sentence meets, and each gap where it would go.

Only the main part, the comments, its relationships and the content types change; the text stays as it is.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from align.document import Span
from align.document.word import word_origins, word_paragraphs
from align.document.wordlist import local
from align.errors import DocumentError, Lang
from align.judgement import Assessment, Finding, Outcome
from align.report import wordrun
from align.report.view import View, best_evidence, clean, gaps, in_line, model_sentence, waived_text
from align.report.wordcomment import Comments, Parts
from align.report.wording import level_name, listed, outcome_name, percent, reason_text, stance_name

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

AUTHOR = "align"
FORMATS = ("docx", "docm", "dotx", "dotm")


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment to be written: the span of the plan that it stands at, and its lines."""

    span: Span
    lines: tuple[str, ...]


def annotate(
    source: bytes, assessment: Assessment, lang: Lang = "zh", date: dt.datetime | None = None
) -> bytes:
    """Return a Word file with the comments of an assessment of that file.

    Raises DocumentError where the assessment is not of this file or the file is no Word file. The comments carry
    ``date``, by default the first moment of the assessment's day.
    """
    document = assessment.outline.document
    if document.format not in FORMATS:
        raise DocumentError(
            "not-word",
            zh=f"“{document.name}”不是 Word 文件（.docx），不能写批注；其他格式请用 align check -o 报告.html。",
            en=f"{document.name!r} is no Word file (.docx); for other formats use align check -o report.html.",
        )
    origins = word_origins(BytesIO(source), document.name)
    if tuple(span for span, _ in origins) != tuple(block.span for block in document.blocks):
        raise DocumentError(
            "other-file",
            zh=f"“{document.name}”与评估时的文件不一致，请重新评估。",
            en=f"{document.name!r} is not the file that was assessed; assess it again.",
        )
    parts = Parts(source)
    moment = date or dt.datetime.combine(assessment.scope.as_of, dt.time())
    comments = Comments(parts, AUTHOR, moment)
    page = Page(parts.main_root, document.text, origins)
    for remark in remarks(View(assessment, lang)):
        page.put(remark.span, comments.add([clean(line) for line in remark.lines]))
    page.finish(comments)
    return parts.write(comments)


def remarks(view: View) -> Iterator[Remark]:
    """Yield the comments in the order of the text: the summary, then evidence and gaps as they stand."""
    found = [_summary(view), *_evidence(view), *_gaps(view)]
    yield from sorted(found, key=lambda remark: remark.span.start)


def _summary(view: View) -> Remark:
    coverage, colon = view.assessment.coverage, view.say("colon")
    lines = [
        f"{view.say('report')}{colon}{view.say('coverage')} {percent(coverage.ratio)}"
        f"{view.say('list')}{view.say('depth')} {percent(coverage.depth)}",
        view.counts(),
        *(notice.say(view.lang) for notice in view.assessment.notices),
        *(
            f"{outcome_name(item.outcome, view.lang)} {item.rule.id} {item.rule.title}{colon}"
            f"{waived_text(item, view.lang)}"
            for item in view.assessment.findings
            if item.outcome is Outcome.WAIVED
        ),
    ]
    return Remark(_first(view), tuple(lines))


def _first(view: View) -> Span:
    outline = view.assessment.outline
    return outline.paragraphs[0].span if outline.paragraphs else Span(0, len(outline.document.text))


def _evidence(view: View) -> Iterator[Remark]:
    lines: dict[Span, list[str]] = defaultdict(list)
    for finding in view.assessment.findings:
        for evidence in finding.evidence:
            state = view.say(
                "sentence-and-level",
                stance=stance_name(evidence.stance, view.lang),
                level=level_name(finding.level, view.lang),
            )
            met = [name for name in finding.rule.elements if name in {*evidence.elements, *evidence.titled}]
            elements = f"{view.say('elements-met')}{view.say('colon')}{listed(met, view.lang)}" if met else ""
            head = f"{finding.rule.id} {finding.rule.title}{view.say('bracket', text=state)}"
            lines[evidence.span].append(view.say("semicolon").join(part for part in (head, elements) if part))
    for span, text in lines.items():
        yield Remark(span, tuple(text))


def _gaps(view: View) -> Iterator[Remark]:
    for finding in gaps(view.assessment):
        yield Remark(_place(view, finding), tuple(_gap_lines(view, finding)))


def _gap_lines(view: View, finding: Finding) -> Iterator[str]:
    rule, colon, lang = finding.rule, view.say("colon"), view.lang
    state = reason_text(finding.reason, lang) or outcome_name(finding.outcome, lang)
    yield (
        f"{outcome_name(finding.outcome, lang)} {rule.id} {rule.title}"
        f"{view.say('bracket', text=view.say('semicolon').join((level_name(finding.level, lang), state)))}"
    )
    yield f"{view.say('quote')}{colon}{in_line(rule.source.quote)}"
    if finding.gap and finding.gap.lacking:
        yield f"{view.say('lacking')}{colon}{view.lacking(finding)}"
    yield f"{view.say('model')}{colon}{in_line(model_sentence(rule))}"


def _place(view: View, finding: Finding) -> Span:
    against = best_evidence(finding) if finding.outcome is Outcome.CONTRADICTED else None
    if against is not None:
        return against.span
    section = finding.gap.section if finding.gap else None
    heading = view.assessment.outline.sections[section].heading if section is not None else None
    return heading if heading and heading.end > heading.start else _first(view)


class Page:
    """The main part of a Word file, on which comments are put at spans of the plan's text."""

    def __init__(self, root: Element, text: str, origins: tuple[tuple[Span, tuple[int, ...]], ...]) -> None:
        self._paragraphs = word_paragraphs(root)
        self._at = {paragraph: index for index, paragraph in enumerate(self._paragraphs)}
        self._text = text
        self._origins = origins
        self._anchors: dict[tuple[int, ...], list[tuple[Span, int]]] = defaultdict(list)

    def put(self, span: Span, number: int) -> None:
        """Note that a comment stands at a span."""
        self._anchors[self._sources(span)].append((span, number))

    def finish(self, comments: Comments) -> None:
        """Write the marks of all comments into the paragraphs."""
        for sources, anchors in self._anchors.items():
            self._mark(sources, anchors, comments)

    def _sources(self, span: Span) -> tuple[int, ...]:
        """Return the paragraphs that a span stands in; for a note those of the text before it."""
        before = bisect_left(self._origins, span.end, key=lambda origin: origin[0].start)
        own = (self._origins[at][1] for at in range(before - 1, -1, -1) if self._origins[at][1])
        # What stands in a box is anchored at the paragraph that holds the box.
        return tuple(dict.fromkeys(map(self._outermost, next(own, (0,)))))

    def _outermost(self, index: int) -> int:
        element = self._paragraphs[index]
        holders = [item for item in element.iterancestors() if local(item) == "p"]
        return self._at[holders[-1]] if holders else index

    def _mark(self, sources: tuple[int, ...], anchors: list[tuple[Span, int]], comments: Comments) -> None:
        paragraphs = [self._paragraphs[index] for index in sources]
        found = wordrun.letters(paragraphs)
        placed = self._placed(sources, found)
        reaches = [(wordrun.reach(placed, span), number) for span, number in anchors]
        for reach in sorted({at for bounds, _ in reaches if bounds for at in bounds}):
            wordrun.split_before(found, reach)
        for bounds, number in reaches:
            if bounds:
                first, last = found[bounds[0]].run, found[bounds[1] - 1].run
                comments.mark(_top(first), _top(last), number)
            else:
                comments.mark_whole(paragraphs[-1], number)

    def _placed(self, sources: tuple[int, ...], found: list[wordrun.Letter]) -> list[int | None]:
        spans = [span for span, own in self._origins if own and set(own) <= set(sources)]
        if not spans or not found:
            return [None] * len(found)
        start, end = spans[0].start, spans[-1].end
        return wordrun.align(found, self._text[start:end], start)


def _top(run: Element) -> Element:
    """Return the child of the paragraph that holds a run."""
    at = run
    for parent in run.iterancestors():
        if local(parent) == "p":
            return at
        at = parent
    return run

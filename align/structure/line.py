"""Each paragraph is told apart: heading, titled lead, table cell, newspaper noise, or plain text."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from align.document import Document, Span
from align.structure.heading import Heading, glossary_title, lead, noise, numbered, plain_title, stopped_title
from align.structure.section import Paragraph

_SHORT = 25
_RUN = 4
_STOPPED = 30
_LEADS = 4
_TITLES = frozenset({"part", "chapter", "section", "article", "cn", "cnp", "box"})
_CAPTION = re.compile(
    r"(?:注|表|图|附|来源|资料|时间|日期|备注|责任|牵头|单位)|\d{4}年\d|[\d.,，%％~～—－≥≤<>/ \-]+$"
)
_HEAD_LINES = 12
_OPENING = re.compile(r"各位|同志们|现在，|序$|前\s*言|目\s*录|[引导序]言")


@dataclass(slots=True)
class Line:
    """A paragraph on its way into the outline.

    ``lead`` is where its title sentence ends, if it has one; ``title`` is true for the title of the document.
    """

    heading: Heading | None = None
    level: int | None = None
    lead: int | None = None
    cell: bool = False
    noise: bool = False
    section: int = 0
    title: bool = False

    @property
    def alone(self) -> bool:
        """Tell whether the paragraph is a title and nothing else."""
        return self.title or (self.heading is not None and self.heading.form == "line")

    @property
    def titled(self) -> bool:
        """Tell whether the paragraph is a title or opens with one."""
        return self.alone or self.lead is not None


@dataclass(slots=True)
class Node:
    """A section on its way into the outline; ``line`` is the index of its heading's paragraph."""

    heading: Heading | None
    rank: float
    level: int
    parent: int | None
    line: int


def lines(document: Document, paragraphs: Sequence[Paragraph], titles: Collection[Span]) -> list[Line]:
    """Return what each paragraph is, in order; ``titles`` are those of the document."""
    text = document.text
    levels = {block.span.start: block.level for block in document.blocks if block.level is not None}
    found = [_line(text, paragraph, levels.get(paragraph.span.start)) for paragraph in paragraphs]
    _mark_notes(text, paragraphs, found)
    _mark_cells(text, paragraphs, found)
    _mark_glossary(text, paragraphs, found)
    _mark_titles(text, paragraphs, found)
    _mark_stopped_titles(text, paragraphs, found)
    _mark_stopped_leads(text, paragraphs, found)
    for paragraph, line in zip(paragraphs, found[: len(titles) + _HEAD_LINES], strict=False):
        line.title = paragraph.span in titles
    _drop_title(found)
    return found


def _drop_title(found: Sequence[Line]) -> None:
    """Take no section from a heading that is the document's title: the first, with all others below it."""
    headed = [line for line in found if line.heading]
    if headed and headed[0].title and headed[0].level is not None:
        below = [line.level for line in headed[1:] if line.level is not None]
        if not below or min(below) > headed[0].level:
            headed[0].heading = headed[0].level = None


def _line(text: str, paragraph: Paragraph, level: int | None) -> Line:
    start, end = paragraph.span
    if paragraph.row is not None:
        return Line(cell=True)
    heading = numbered(text, start, end)
    if level is not None and end - start <= 120:
        return Line(heading=heading or Heading("plain", "", (start, end), "line"), level=level)
    if heading is None:
        return Line(lead=lead(text, start, end), noise=noise(text, start, end))
    return Line(heading=heading, lead=heading.title[1] + 1 if heading.form == "opens" else None)


def _mark_notes(text: str, paragraphs: Sequence[Paragraph], found: list[Line]) -> None:
    """Keep the numbered lines of a note (注：1. …… 2. ……) from being items of the plan."""
    noted = False
    for paragraph, line in zip(paragraphs, found, strict=True):
        if line.heading is None:
            noted = text.startswith(("注：", "注:", "备注：", "说明："), paragraph.span.start)
        elif noted and line.heading.style in ("digit", "digitp", "circle") and line.level is None:
            line.heading = line.lead = None
        else:
            noted = False


def _mark_cells(text: str, paragraphs: Sequence[Paragraph], found: list[Line]) -> None:
    """Mark runs of short lines as the cells of a flattened table."""
    first = first_body(text, paragraphs, found)
    run: list[int] = []
    for index in range(first, len(found) + 1):
        if index < len(found) and _cellish(text, paragraphs[index], found[index]):
            run.append(index)
            continue
        if len(run) >= _RUN and not all(found[at].heading for at in run):
            for at in run:
                found[at] = Line(cell=True)
        run = []


def first_body(text: str, paragraphs: Sequence[Paragraph], found: Sequence[Line]) -> int:
    """Return the index of the first paragraph after the head: title, issuer, date, names."""
    for index, paragraph in enumerate(paragraphs[:_HEAD_LINES]):
        start, end = paragraph.span
        if end - start > 60 or found[index].heading or _OPENING.match(text, start):
            return index
    return min(len(paragraphs), 1)


def _cellish(text: str, paragraph: Paragraph, line: Line) -> bool:
    start, end = paragraph.span
    if line.level is not None or line.noise or end - start > _SHORT or text[end - 1] in "。！？":
        return False
    return line.heading is None or line.heading.style not in _TITLES


def _mark_glossary(text: str, paragraphs: Sequence[Paragraph], found: Sequence[Line]) -> None:
    """Take the line that titles a glossary for a title, whatever follows it: its entries look like no text."""
    for (start, end), line in zip((paragraph.span for paragraph in paragraphs), found, strict=True):
        if line.heading is None and glossary_title(text, start, end):
            line.heading, line.cell = Heading("plain", "", (start, end), "line"), False


def _mark_titles(text: str, paragraphs: Sequence[Paragraph], found: list[Line]) -> None:
    """Take a short line before running text for a title, where it reads like one."""
    for index in range(first_body(text, paragraphs, found), len(found) - 1):
        line, (start, end) = found[index], paragraphs[index].span
        if line.heading or line.cell or line.noise or line.lead or _CAPTION.match(text, start, end):
            continue
        if index and not _closed(text, paragraphs[index - 1], found[index - 1]):
            continue
        if plain_title(text, start, end) and _body_like(text, paragraphs[index + 1], found[index + 1]):
            line.heading = Heading("plain", "", (start, end), "line")


def _mark_stopped_titles(text: str, paragraphs: Sequence[Paragraph], found: Sequence[Line]) -> None:
    """Take a short numbered line with a full stop for a title where its text follows (（一）加强金融支持。)."""
    for paragraph, line, below in zip(paragraphs, found, found[1:], strict=False):
        start, end = paragraph.span
        if line.heading is None or line.heading.form != "item" or end - start > _STOPPED:
            continue
        follows = not below.cell and (below.heading is None or below.heading.rank > line.heading.rank)
        if follows and text[end - 1] == "。" and "；" not in text[start:end]:
            line.heading = line.heading._replace(form="line", title=(line.heading.title[0], end - 1))


def _mark_stopped_leads(text: str, paragraphs: Sequence[Paragraph], found: Sequence[Line]) -> None:
    """Take short sentences on lines of their own for titles, where a document sets several before running text."""
    leads = [
        (line, paragraph.span)
        for (paragraph, line), (body, below) in pairwise(zip(paragraphs, found, strict=True))
        if line.heading is None
        and not (line.cell or line.noise)
        and stopped_title(text, *paragraph.span)
        and below.heading is None
        and _body_like(text, body, below)
        # Where each sentence has a line of its own, a short one titles nothing.
        and text.count("。", *body.span) > 1
    ]
    if len(leads) >= _LEADS:
        for line, (start, end) in leads:
            line.heading = Heading("plain", "", (start, end - 1), "line")


def _closed(text: str, paragraph: Paragraph, line: Line) -> bool:
    """Tell whether the paragraph before is over, so that a title may follow."""
    return line.heading is not None or text[paragraph.span.end - 1] in "。！？；：”）"


def _body_like(text: str, paragraph: Paragraph, line: Line) -> bool:
    start, end = paragraph.span
    return not line.cell and (
        line.heading is not None or (end - start > 40 and text[end - 1] in "。；：！？”")
    )

"""A Document gains its Outline: the one pass that puts sections, passages, paragraphs and sentences together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from align.document import Document, Span
from align.document.folding import fold
from align.structure.head import head, title_lines
from align.structure.invisible import restore, unseen, visible
from align.structure.line import Line, Node, lines
from align.structure.paragraph import paragraphs
from align.structure.passage import units
from align.structure.role import passage_roles, roles
from align.structure.section import Outline, Paragraph, Passage, Section, Sentence
from align.structure.sentence import sentences
from align.structure.tree import grow


def outline(document: Document) -> Outline:
    """Return the outline of a document; never raises, whatever the text."""
    if unseen(document.format).search(document.text):
        seen, places = visible(document)
        return restore(_outline(seen), document, places)
    return _outline(document)


def _outline(document: Document) -> Outline:
    # Everything is told on the folded text, which has the same offsets; what is printed is the text itself.
    view = replace(document, text=fold(document.text))
    text = view.text
    found = paragraphs(view)
    titles = title_lines(text, found)
    told = lines(view, found, titles)
    nodes = grow(text, found, told)
    about = head(document, view, found, titles)
    sections = _sections(document.text, view.text, found, nodes, told, about.date)
    cut = [sentences(text, *paragraph.span) for paragraph in found]
    groups = units(told, nodes)
    firsts = [0, *accumulate(map(len, cut))]
    return Outline(
        document=document,
        head=about,
        sections=sections,
        paragraphs=found,
        passages=_passages(text, groups, firsts, cut, told, sections),
        sentences=tuple(_numbered_sentences(cut, told, groups)),
    )


def _numbered_sentences(
    cut: Sequence[Sequence[Span]], told: Sequence[Line], groups: Sequence[range]
) -> list[Sentence]:
    made: list[Sentence] = []
    for passage, group in enumerate(groups):
        for index in group:
            line = told[index]
            opens = line.lead is not None and not line.alone
            made.extend(
                Sentence(span, index, line.section, passage, heading=line.alone, opens=opens and at == 0)
                for at, span in enumerate(cut[index])
            )
    return made


def _passages(
    text: str,
    groups: Sequence[range],
    firsts: Sequence[int],
    cut: Sequence[Sequence[Span]],
    told: Sequence[Line],
    sections: Sequence[Section],
) -> tuple[Passage, ...]:
    spans = [Span(cut[group[0]][0].start, cut[group[-1]][-1].end) for group in groups]
    owners = [told[group[0]].section for group in groups]
    states = passage_roles(text, zip(spans, owners, strict=True), sections)
    return tuple(
        Passage(
            span=span,
            section=owner,
            sentences=range(firsts[group[0]], firsts[group[-1] + 1]),
            lead=firsts[group[0]] if told[group[0]].titled else None,
            role=role,
        )
        for group, span, owner, role in zip(groups, spans, owners, states, strict=True)
    )


def _sections(
    text: str,
    view: str,
    found: Sequence[Paragraph],
    nodes: Sequence[Node],
    told: Sequence[Line],
    date: str | None,
) -> tuple[Section, ...]:
    ends = _ends(found, nodes, told)
    states = roles(view, found, nodes, [_title(view, node) for node in nodes], date)
    made = [Section("", "", 0, None, Span(0, 0), Span(0, len(text)), states[0])]
    for index, node in enumerate(nodes[1:], 1):
        start, stop = found[node.line].span
        assert node.heading is not None
        heading = Span(start, stop if node.heading.form == "line" else node.heading.title[1])
        number = text[start : node.heading.title[0]].rstrip(" 　：:\r\n")
        span = Span(start, max(stop, ends[index]))
        made.append(
            Section(_title(text, node), number, node.level, node.parent, heading, span, states[index])
        )
    return tuple(made)


_BLANKS = re.compile(r"[\s\u200b\ufeff]+")


def _title(text: str, node: Node) -> str:
    """Return the title of a section, without the line end of a wrapped one."""
    if node.heading is None:
        return ""
    title = text[slice(*node.heading.title)]
    return _BLANKS.sub("", title) if len(title.splitlines()) > 1 else title.strip()


def _ends(found: Sequence[Paragraph], nodes: Sequence[Node], told: Sequence[Line]) -> list[int]:
    """Return where each section ends: with the last paragraph that is its own or a descendant's."""
    ends = [0] * len(nodes)
    for paragraph, line in zip(found, told, strict=True):
        ends[line.section] = paragraph.span.end
    for index in range(len(nodes) - 1, 0, -1):
        parent = nodes[index].parent or 0
        ends[parent] = max(ends[parent], ends[index])
    return ends

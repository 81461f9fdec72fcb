"""The body of a Word document in the order of reading: paragraphs, tables, boxes, notes, fields, changes.

Source: ECMA-376 part 1, 17. Tracked changes are read as accepted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from align.document.assembly import Piece, clean, row
from align.document.numbering import ORDINALS, Counters
from align.document.text import BlockKind
from align.document.wordlist import Styles, child, is_on, local, number, value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_GONE = {"del", "moveFrom"}
_THROUGH = {
    "ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "dir", "bdo", "oMath",
    "oMathPara", "rubyBase", "ruby",
}  # fmt: skip
_MATHS = {"f", "num", "den", "sSub", "sSup", "sSubSup", "e", "sub", "sup", "d", "nary", "rad", "deg", "func",
          "fName", "box", "bar", "acc", "limLow", "limUpp", "lim", "eqArr", "m", "mr", "groupChr"}  # fmt: skip
_PAGE_FIELD = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
_CONTENTS_FIELD = re.compile(r"\s*TOC\b", re.IGNORECASE)
_GALLERIES = {"Table of Contents": "toc", "Cover Pages": "cover"}
_ENDS = re.compile(r"[。！？；：…”』」）]$")
_OPENS = re.compile(rf"[（(]?[{ORDINALS}\d]{{1,3}}[）)、.．]|第[{ORDINALS}\d]+[章节条编篇]|[—－-]{{2}}")
_LONG_HEADING = 100


@dataclass(slots=True)
class Field:
    """A field that is open: its instruction, and whether its result has begun."""

    instruction: str = ""
    shown: bool = False


@dataclass(slots=True)
class Line:
    """A paragraph in the making: its text, and what is anchored in it and comes after it."""

    texts: list[str] = field(default_factory=list)
    after: list[Piece] = field(default_factory=list)
    sources: list[Element] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reader stands: in a box, a note, a table of contents, a cover."""

    kind: BlockKind = "paragraph"
    left_out: str | None = None


class Body:
    """One pass over the body; counters, fields and pages run through it in order."""

    def __init__(
        self,
        styles: Styles,
        counters: Counters,
        notes: Callable[[str, str], Element | None],
        tell: Callable[[str, str], None],
    ) -> None:
        self.styles, self.counters, self.notes, self.tell = styles, counters, notes, tell
        self.page, self.tables = 1, 0
        self.title: str | None = None
        self.cover_ends: int | None = None
        self.pieces: list[Piece] = []
        self._fields: list[Field] = []
        self._pending = Line()
        self._by_field: list[Piece] = []
        self._open_notes = 0

    def read(self, body: Element) -> list[Piece]:
        """Return the pieces of the body."""
        for piece in self.blocks(body, Place()):
            self.pieces.append(piece)
        if self._in_contents():
            # The field never ended: the file is at fault, and the rest of it is no table of contents.
            for piece in self._by_field:
                piece.left_out = None
        return self.pieces

    def blocks(self, parent: Element, place: Place) -> Iterator[Piece]:
        """Yield the pieces of the paragraphs and tables that stand in an element."""
        for element in parent:
            name = local(element)
            if name == "p":
                yield from self._paragraph(element, place)
            elif name == "tbl":
                yield from self._table(element, place)
            elif name == "AlternateContent":
                yield from self.blocks(chosen(element), place)
            elif name == "sdt":
                yield from self._control(element, place)
            elif name in ("ins", "moveTo", "customXml", "smartTag"):
                yield from self.blocks(element, place)
            elif name in _GONE:
                self.tell("deleted", visible(element))
            elif name == "altChunk":
                self.tell("embedded", "")

    def _control(self, element: Element, place: Place) -> Iterator[Piece]:
        gallery = value(child(element, "sdtPr", "docPartObj", "docPartGallery")) or ""
        content = child(element, "sdtContent")
        if content is not None:
            yield from self.blocks(content, replace(place, left_out=_GALLERIES.get(gallery, place.left_out)))

    # Paragraphs

    def _paragraph(self, element: Element, place: Place) -> Iterator[Piece]:
        properties = child(element, "pPr")
        page, toc = self.page, self._in_contents()
        line, self._pending = self._pending, Line()
        line.sources.append(element)
        for part in element:
            self._inline(part, line)
        mark = child(properties, "rPr")
        if child(mark, "del") is not None or child(mark, "moveFrom") is not None:
            self._pending = line
            return
        yield from self._finish(line, properties, place, page, toc or self._in_contents())
        self._break_after(properties)

    def _finish(
        self, line: Line, properties: Element | None, place: Place, page: int, by_field: bool
    ) -> Iterator[Piece]:
        style = value(child(properties, "pStyle"))
        label = self.label(properties, style)
        text = clean("".join(line.texts))
        if text:
            level = self._level(properties, style, text)
            left_out = place.left_out or ("toc" if self.styles.is_contents(style) else None)
            for piece in _soft_lines(label + text, level, place, page, left_out):
                if by_field and piece.left_out is None:
                    piece.left_out = "toc"
                    self._by_field.append(piece)
                piece.sources = tuple(line.sources)
                yield piece
            if self.styles.is_title(style) and self.title is None and not left_out:
                self.title = text.replace("\n", "")
        yield from line.after

    def label(self, properties: Element | None, style: str | None) -> str:
        """Count the paragraph in its list, if it stands in one, and return the number printed."""
        direct = child(properties, "numPr")
        number_id, depth = value(child(direct, "numId")), number(child(direct, "ilvl"))
        if number_id is None:
            number_id, style_depth, owner = self.styles.numbering(style)
            if depth is None:
                depth = self._depth_of(number_id, owner, style_depth)
        return self.counters.next(number_id, depth or 0) if number_id not in (None, "0") else ""

    def _depth_of(self, number_id: str | None, style: str | None, stated: int | None) -> int | None:
        numbered = self.counters.lists.get(number_id or "")
        for depth, level in (numbered.levels if numbered else {}).items():
            if style is not None and level.paragraph_style == style:
                return depth
        return stated

    def _level(self, properties: Element | None, style: str | None, text: str) -> int | None:
        # A whole paragraph in a heading style is body text that somebody made bold.
        if len(text) > _LONG_HEADING:
            return None
        outline = number(child(properties, "outlineLvl"))
        if outline is not None:
            return outline + 1 if outline < 9 else None
        return self.styles.level(style)

    def _break_after(self, properties: Element | None) -> None:
        section = child(properties, "sectPr")
        if section is not None and value(child(section, "type")) != "continuous":
            self._page_broken()

    def _page_broken(self, begun: bool = False) -> None:
        if self.cover_ends is None:
            self.cover_ends = len(self.pieces) + begun

    # Runs

    def _inline(self, element: Element, line: Line) -> None:
        name = local(element)
        if name == "r":
            self._run(element, line)
        elif name in _GONE:
            self.tell("deleted", visible(element))
        elif name == "fldSimple":
            if not _PAGE_FIELD.match(value(element, "instr") or ""):
                self._inside(element, line)
        elif name == "AlternateContent":
            self._inside(chosen(element), line)
        elif name in _THROUGH or name in _MATHS:
            self._inside(element, line)

    def _inside(self, element: Element, line: Line) -> None:
        for part in element:
            self._inline(part, line)

    def _run(self, element: Element, line: Line) -> None:
        properties = child(element, "rPr")
        hidden = is_on(child(properties, "vanish"))
        if hidden is None:
            hidden = self.styles.hides(style) if (style := value(child(properties, "rStyle"))) else False
        if hidden and (text := visible(element)):
            self.tell("hidden", text)
        for part in element:
            self._part(part, line, hidden)

    def _part(self, part: Element, line: Line, hidden: bool) -> None:
        name = local(part)
        if name == "fldChar":
            self._field_mark(value(part, "fldCharType"))
        elif name == "instrText":
            if self._fields:
                self._fields[-1].instruction += part.text or ""
        elif name == "lastRenderedPageBreak":
            self.page += 1
        elif hidden or not self._shows():
            return
        elif name == "t":
            line.texts.append(part.text or "")
        elif name in ("tab", "ptab"):
            line.texts.append("\t")
        elif name in ("br", "cr"):
            self._break(value(part, "type"), line)
        elif name == "noBreakHyphen":
            line.texts.append("-")
        elif name in ("footnoteReference", "endnoteReference"):
            line.after += self._note(name.removesuffix("Reference"), value(part, "id") or "")
        elif name in ("drawing", "pict", "object", "AlternateContent", "ruby"):
            self._embedded(part, line)

    def _break(self, kind: str | None, line: Line) -> None:
        if kind == "page":
            begun = bool("".join(line.texts).strip())
            line.texts.append("\n" * begun)
            self._page_broken(begun)
        else:
            line.texts.append("\n")

    def _embedded(self, element: Element, line: Line) -> None:
        if local(element) == "AlternateContent":
            for part in chosen(element):
                self._part(part, line, False)
            return
        if local(element) == "ruby":
            self._inside(element, line)
            return
        boxes = list(text_boxes(element))
        for box in boxes:
            pending, self._pending = self._pending, Line()
            line.after += self.blocks(box, Place("box"))
            self._pending = pending
        if not boxes:
            self.tell(_what(element), "")

    def _note(self, kind: str, note_id: str) -> list[Piece]:
        element = self.notes(kind, note_id)
        if element is None or self._open_notes:
            return []
        self._open_notes += 1
        pending, self._pending = self._pending, Line()
        found = list(self.blocks(element, Place("note")))
        self._pending = pending
        self._open_notes -= 1
        return found

    # Fields

    def _field_mark(self, mark: str | None) -> None:
        if mark == "begin":
            self._fields.append(Field())
        elif mark == "separate" and self._fields:
            self._fields[-1].shown = True
        elif mark == "end" and self._fields:
            self._fields.pop()

    def _shows(self) -> bool:
        return all(f.shown and not _PAGE_FIELD.match(f.instruction) for f in self._fields)

    def _in_contents(self) -> bool:
        return any(_CONTENTS_FIELD.match(f.instruction) for f in self._fields)

    # Tables

    def _table(self, element: Element, place: Place) -> Iterator[Piece]:
        self.tables += 1
        table, at = self.tables, 0
        for line in _members(element, "tr"):
            if child(line, "trPr", "del") is not None:
                self.tell("deleted", visible(line))
                continue
            at += 1
            yield from self._row(line, place, table, at)

    def _row(self, element: Element, place: Place, table: int, at: int) -> Iterator[Piece]:
        page = self.page
        cells = [
            _apart(self.blocks(cell, place))
            for cell in _members(element, "tc")
            if child(cell, "tcPr", "cellDel") is None
        ]
        own = [mine for mine, _ in cells]
        filled = [cell for cell in own if cell]
        if len(filled) == 1:
            # A box drawn as a table (专栏): its paragraphs stay apart.
            for piece in filled[0]:
                piece.kind = "heading" if piece.kind == "heading" else "row"
                piece.table, piece.row = table, at
                yield piece
        elif filled:
            text = row([" ".join(piece.text for piece in cell) for cell in own])
            left_out = next((p.left_out for cell in filled for p in cell if p.left_out), None)
            sources = tuple(source for cell in own for piece in cell for source in piece.sources)
            yield Piece(text, "row", page=page, table=table, row=at, left_out=left_out, sources=sources)
        for _, others in cells:
            yield from others


def _apart(cell: Iterable[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Return the paragraphs of a cell, and what stands in it besides: tables, boxes and notes."""
    own: list[Piece] = []
    others: list[Piece] = []
    for piece in cell:
        mine = piece.table is None and piece.kind in ("paragraph", "heading")
        (own if mine else others).append(piece)
    return own, others


def _members(parent: Element, name: str) -> Iterator[Element]:
    for element in parent:
        if local(element) == name:
            yield element
        elif local(element) == "AlternateContent":
            yield from _members(chosen(element), name)
        elif local(element) in ("sdt", "sdtContent", "ins", "moveTo", "customXml"):
            yield from _members(element, name)


def _soft_lines(
    text: str, level: int | None, place: Place, page: int, left_out: str | None
) -> Iterator[Piece]:
    kind: BlockKind = "heading" if place.kind == "paragraph" and level else place.kind
    for part in soft_paragraphs(text):
        yield Piece(part, kind, level, page, left_out=left_out)


def soft_paragraphs(text: str) -> list[str]:
    """Return the paragraphs that soft line breaks stand for; a break inside a sentence or title stays."""
    found: list[list[str]] = []
    for line in filter(str.strip, text.split("\n")):
        if found and not _ENDS.search(found[-1][-1]) and not _OPENS.match(line.strip()):
            found[-1].append(line)
        else:
            found.append([line])
    return ["\n".join(lines) for lines in found]


def chosen(element: Element) -> Element:
    """Return the branch of an mc:AlternateContent that is read: the first that says anything."""
    branches = [e for e in element if local(e) in ("Choice", "Fallback")]
    told = (
        e for e in branches if any(local(d) in ("t", "drawing", "pict", "p", "fldChar") for d in e.iter())
    )
    return next(told, branches[0] if branches else element)


def text_boxes(element: Element) -> Iterator[Element]:
    """Yield the contents of the text boxes in a drawing, each once."""
    for part in element:
        if local(part) == "txbxContent":
            yield part
        elif local(part) == "AlternateContent":
            yield from text_boxes(chosen(part))
        else:
            yield from text_boxes(part)


def visible(element: Element) -> str:
    """Return all letters in an element, deleted ones too, as a sample for people."""
    return "".join(e.text or "" for e in element.iter() if local(e) in ("t", "delText"))


def _what(element: Element) -> str:
    names = {local(e) for e in element.iter()}
    if "chart" in names:
        return "chart"
    if "relIds" in names:
        return "diagram"
    if local(element) == "object":
        return "embedded"
    return "picture" if names & {"blip", "imagedata", "pic"} else "shape"

"""The body of a web page in the order of reading: paragraphs, headings, list items and table rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from align.document.assembly import Piece, clean, row
from align.document.numbering import render

if TYPE_CHECKING:
    from lxml.html import HtmlElement as Element

_SKIPPED = {"script", "style", "noscript", "template", "head", "select", "option", "button", "textarea", "svg",
            "iframe", "object", "canvas", "math", "audio", "video"}  # fmt: skip
_AROUND = {"nav", "aside", "footer"}
_INLINE = {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i",
           "ins", "kbd", "label", "mark", "o:p", "p:p", "q", "rb", "ruby", "s", "samp", "small", "span", "strike",
           "strong", "st1", "sub", "sup", "time", "tt", "u", "ucaps", "var", "wbr", "img", "del", "input"}  # fmt: skip
_HEADS = {f"h{level}": level for level in range(1, 7)}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_WIDE = r"[\u2014\u2018-\u201d\u2026\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]"
_WRAP = re.compile(rf"(?<={_WIDE})[ \t]*[\r\n][ \t\r\n]*(?={_WIDE})")
_LAYOUT = 400
_LONG_HEADING = 100
_MARKS = {
    "1": ("decimal", "."), "a": ("lowerLetter", "."), "A": ("upperLetter", "."), "i": ("lowerRoman", "."),
    "I": ("upperRoman", "."), "lower-alpha": ("lowerLetter", "."), "upper-alpha": ("upperLetter", "."),
    "lower-roman": ("lowerRoman", "."), "upper-roman": ("upperRoman", "."), "decimal": ("decimal", "."),
    "cjk-ideographic": ("chineseCountingThousand", "、"), "cjk-decimal": ("ideographDigital", "、"),
    "simp-chinese-informal": ("chineseCountingThousand", "、"), "trad-chinese-informal": (
    "chineseCountingThousand", "、"), "none": ("none", ""),
}  # fmt: skip
_MARK = re.compile(r"(?:[\[〔(（]?(?:\d{1,3}|[①-⑳*†])[\]〕)）]?|[↩↑⏎^]\ufe0e?)$")
_NOTES = re.compile(r"doc-endnotes|doc-footnote|\bfootnotes\b|\bsdfootnote\d|\bsdendnote\d|\b_?ftn\d")
_NUMBER = re.compile(r"^\d{1,3}\.? ")
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)")


@dataclass(slots=True)
class Found:
    """A piece with the element that it stands in, and the share of it that is link text."""

    piece: Piece
    element: Element
    linked: float = 0.0


@dataclass(slots=True)
class Buffer:
    """The inline text gathered since the last block border."""

    texts: list[str] = field(default_factory=list)
    links: int = 0
    label: str = ""


def pieces_of(root: Element) -> tuple[list[Found], list[str]]:
    """Return all pieces of a page in order, and samples of what its markup hides."""
    walk = _Walk()
    body = root.find("body")
    walk.block(body if body is not None else root, None)
    return walk.found, walk.hidden


class _Walk:
    """One pass over a page."""

    def __init__(self) -> None:
        self.found: list[Found] = []
        self.hidden: list[str] = []
        self._buffer = Buffer()
        self._tables = 0
        self._link = 0

    def block(self, element: Element, level: int | None) -> None:
        """Read an element whose borders are borders of paragraphs."""
        self._flush(element, level)
        self._inside(element, level)
        self._flush(element, level)

    def _inside(self, element: Element, level: int | None) -> None:
        self._text(element.text, element)
        count = _start(element)
        for child in element:
            if child.tag == "li" and element.tag == "ol":
                count = _number(child.get("value"), count)
                self._flush(element, level)
                self._buffer.label = _label(element, count)
                count += 1
            self._child(child, element, level)
            self._text(child.tail, element)

    def _child(self, child: Element, parent: Element, level: int | None) -> None:
        tag = child.tag if isinstance(child.tag, str) else ""
        if not tag or tag in _SKIPPED:
            return
        if _is_hidden(child):
            self._hide(child)
        elif tag == "a" and _is_note_mark(child):
            return
        elif tag == "br":
            self._break(parent, level)
        elif tag == "table":
            self._flush(parent, level)
            self._table(child)
        elif tag in _AROUND:
            before = len(self.found)
            self.block(child, level)
            for found in self.found[before:]:
                found.linked = 1.0
        elif tag in _INLINE and not _has_blocks(child):
            self._inline(child, level)
        elif _holds_notes(child):
            before = len(self.found)
            self.block(child, level)
            for found in self.found[before:]:
                found.piece.kind, found.piece.text = "note", _NUMBER.sub("", found.piece.text)
        else:
            self.block(child, _HEADS.get(tag, level))

    def _inline(self, child: Element, level: int | None) -> None:
        self._link += child.tag == "a"
        self._inside(child, level)
        self._link -= child.tag == "a"

    def _hide(self, element: Element) -> None:
        if text := clean(element.text_content()):
            self.hidden.append(" ".join(text.split()))

    def _text(self, text: str | None, element: Element) -> None:
        if not text:
            return
        if element.tag == "pre" or any(a.tag == "pre" for a in element.iterancestors("pre")):
            for at, line in enumerate(re.split(r"\r\n|\n|\r", text)):
                if at:
                    self._break(element, None)
                self._buffer.texts.append(line)
            return
        self._buffer.texts.append(text)
        self._buffer.links += len(text.strip()) * bool(self._link)

    def _break(self, element: Element, level: int | None) -> None:
        # Editors of government sites part paragraphs with <br>; in a title it only wraps.
        if level:
            self._buffer.texts.append("\n")
        else:
            self._flush(element, level)

    def _flush(self, element: Element, level: int | None) -> None:
        buffer, self._buffer = self._buffer, Buffer()
        text = clean(_SPACES.sub(" ", _WRAP.sub("", "".join(buffer.texts))))
        if not text:
            self._buffer.label = buffer.label
            return
        share = min(1.0, buffer.links / max(1, len(text)))
        level = level if level and len(text) <= _LONG_HEADING else None
        piece = Piece(buffer.label + text, "heading" if level else "paragraph", level)
        self.found.append(Found(piece, element, share))

    def _table(self, element: Element) -> None:
        self._tables += 1
        table = self._tables
        for at, line in enumerate(_rows(element), 1):
            self._row(line, table, at)

    def _row(self, line: Element, table: int, at: int) -> None:
        cells = [self._cell(cell) for cell in line if cell.tag in ("td", "th")]
        filled = [cell for cell in cells if cell]
        layout = any(len(f.piece.text) > _LAYOUT or len(cell) > 20 for cell in filled for f in cell)
        if len(filled) == 1 or layout:
            for found in (f for cell in filled for f in cell):
                if not layout and found.piece.table is None:
                    found.piece.kind = "heading" if found.piece.level else "row"
                    found.piece.table, found.piece.row = table, at
                self.found.append(found)
            return
        own = [[f for f in cell if f.piece.table is None] for cell in cells]
        text = row([" ".join(f.piece.text for f in cell) for cell in own])
        if text:
            shares = [f.linked for cell in own for f in cell]
            linked = sum(shares) / len(shares)
            self.found.append(Found(Piece(text, "row", table=table, row=at), line, linked))
        self.found += [f for cell in filled for f in cell if f.piece.table is not None]

    def _cell(self, cell: Element) -> list[Found]:
        outer, self.found = self.found, []
        buffer, self._buffer = self._buffer, Buffer()
        self.block(cell, None)
        inner, self.found = self.found, outer
        self._buffer = buffer
        return inner


def _rows(table: Element) -> list[Element]:
    rows = []
    for part in table:
        if part.tag == "tr":
            rows.append(part)
        elif part.tag in ("thead", "tbody", "tfoot"):
            rows += [line for line in part if line.tag == "tr"]
    return rows


def _has_blocks(element: Element) -> bool:
    return any(
        isinstance(e.tag, str) and e.tag not in _INLINE and e.tag not in ("br", *_SKIPPED)
        for e in element.iterdescendants()
    )


def _is_hidden(element: Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _is_note_mark(link: Element) -> bool:
    """Return whether a link leads from the text to a note or back: 长三角[1], ↩."""
    return "#" in (link.get("href") or "") and bool(_MARK.match("".join(link.itertext()).strip()))


def _holds_notes(element: Element) -> bool:
    told = f"{element.get('role') or ''} {element.get('class') or ''} {element.get('id') or ''}"
    return bool(_NOTES.search(told))


def _start(element: Element) -> int:
    return _number(element.get("start"), 1) if element.tag == "ol" else 1


def _number(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else default


def _label(element: Element, count: int) -> str:
    style = _LIST_STYLE.search(element.get("style") or "")
    name, after = _MARKS.get((style[1] if style else element.get("type")) or "1", ("none", ""))
    mark = render(count, name)
    return f"{mark}{after}{' ' * (after == '.')}" if mark else ""

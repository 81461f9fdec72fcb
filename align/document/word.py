"""Word (.docx, .docm, .dotx): the package becomes a Document."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, BinaryIO

from align.document import fault
from align.document.assembly import Piece, assemble, clean
from align.document.furniture import cover_title, is_cover, mark_contents
from align.document.numbering import Counters
from align.document.package import Package
from align.document.text import Document, Omission, Span
from align.document.wordbody import Body, visible
from align.document.wordlist import child, local, read_lists, read_styles, value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_WORD = (
    "{http://schemas.openxmlformats.org/wordprocessingml/",
    "{http://purl.oclc.org/ooxml/wordprocessingml/",
)


def read_word(stream: BinaryIO, name: str, format: str = "docx") -> Document:
    """Return the Document of a Word file; a DocumentError where it is damaged, encrypted or without text."""
    try:
        return _Word(Package(stream, name)).document(format)
    except RecursionError as error:
        raise fault.hostile(name, "nesting") from error


def word_origins(stream: BinaryIO, name: str) -> tuple[tuple[Span, tuple[int, ...]], ...]:
    """Return for each block of a Word file's Document its span and the ``w:p`` that its text came from.

    They are indices into all ``w:p`` of the main part in document order; none for a note.
    """
    return _Word(Package(stream, name)).origins()


def word_paragraphs(root: Element) -> list[Element]:
    """Return all ``w:p`` of a part in document order, as the indices of ``word_origins`` count them."""
    return [element for element in root.iter() if local(element) == "p" and element.tag.startswith(_WORD)]


class _Word:
    """One file being read: its parts, and what is kept out of its text."""

    def __init__(self, package: Package) -> None:
        self.package = package
        main = package.related("", "officeDocument") or "word/document.xml"
        if main not in package:
            raise fault.damaged(package.name, "word/document.xml")
        self.main = main
        self._told: Counter[str] = Counter()
        self._samples: dict[str, str] = {}
        self._notes = {kind: self._note_part(kind) for kind in ("footnote", "endnote")}

    def origins(self) -> tuple[tuple[Span, tuple[int, ...]], ...]:
        root = self.package.xml(self.main)
        pieces = [piece for piece in self._read(root)[1] if clean(piece.text)]
        blocks = assemble(pieces, self.package.name, "docx").blocks
        order: dict[object, int] = {element: at for at, element in enumerate(word_paragraphs(root))}
        return tuple(
            (block.span, tuple(order[source] for source in piece.sources if source in order))
            for block, piece in zip(blocks, pieces, strict=True)
        )

    def document(self, format: str) -> Document:
        reader, pieces = self._read(self.package.xml(self.main))
        self._around()
        return self._assemble(pieces, reader, format)

    def _read(self, root: Element) -> tuple[Body, list[Piece]]:
        body = child(root, "body")
        if body is None:
            raise fault.damaged(self.package.name, self.main)
        styles = read_styles(self._part("styles"))
        counters = Counters(read_lists(self._part("numbering"), styles))
        reader = Body(styles, counters, lambda kind, key: self._notes[kind].get(key), self.tell)
        return reader, reader.read(body)

    def _assemble(self, pieces: list[Piece], reader: Body, format: str) -> Document:
        mark_contents(pieces)
        title = reader.title or _mark_cover(pieces, reader.cover_ends)
        paged = reader.page > 1
        if not paged:
            for piece in pieces:
                piece.page = None
        omissions = [Omission(why, count, self._samples[why]) for why, count in self._told.items()]
        if not any(piece.text.strip() for piece in pieces):
            raise fault.no_text(self.package.name)
        pages = reader.page if paged else None
        return assemble(pieces, self.package.name, format, pages=pages, title=title, omissions=omissions)

    def tell(self, reason: str, sample: str) -> None:
        """Note something that is kept out of the text; the first sample is kept."""
        if reason in ("deleted", "hidden") and not sample.strip():
            return
        self._told[reason] += 1
        self._samples[reason] = self._samples.get(reason) or " ".join(sample.split())[:60]

    def _part(self, kind: str) -> Element | None:
        part = self.package.related(self.main, kind)
        return self.package.xml(part) if part else None

    def _note_part(self, kind: str) -> dict[str, Element]:
        root = self._part(kind + "s")
        kept = (
            [e for e in root if local(e) == kind and value(e, "type") in (None, "normal")]
            if root is not None
            else []
        )
        return {value(e, "id") or "": e for e in kept}

    def _around(self) -> None:
        """Tell of headers, footers and comments, each text once."""
        seen = set()
        for kind, part in self.package.relations(self.main).values():
            if kind in ("header", "footer") and part in self.package:
                text = visible(self.package.xml(part)).strip()
                if text and (kind, text) not in seen:
                    seen.add((kind, text))
                    self.tell(kind, text)
        comments = self._part("comments")
        for comment in comments if comments is not None else ():
            self.tell("comment", visible(comment))


def _mark_cover(pieces: list[Piece], ends: int | None) -> str | None:
    """Mark the pieces before the first page break as a cover if they look like one; return its title."""
    marked = [piece for piece in pieces if piece.left_out == "cover"]
    before = pieces[:ends] if ends else []
    if not marked and ends and ends < len(pieces) and is_cover([piece.text for piece in before]):
        marked = before
        for piece in marked:
            piece.left_out = piece.left_out or "cover"
    return cover_title([piece.text for piece in marked])

"""Pieces of text that a reader found become one text with blocks: one piece a line, offsets counted once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from align.document.text import Block, BlockKind, Document, Omission, Span

CELLS = " | "
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_DOTS = re.compile(r"(?:[.．·•…⋯_]\s?){4,}\s*[-–—]?\s*[IVXivx\d]{0,4}\s*[-–—]?\s*$")


@dataclass(slots=True)
class Piece:
    """A paragraph, heading, row, note or box as a reader found it, before offsets are known.

    ``sources`` are the elements of the file that its text came from, where the reader tells them.
    """

    text: str
    kind: BlockKind = "paragraph"
    level: int | None = None
    page: int | None = None
    table: int | None = None
    row: int | None = None
    left_out: str | None = None
    sources: tuple[object, ...] = ()


def assemble(
    pieces: Iterable[Piece],
    name: str,
    format: str,
    *,
    pages: int | None = None,
    title: str | None = None,
    omissions: Iterable[Omission] = (),
) -> Document:
    """Return the Document whose text is the pieces, one a line; pieces without text are dropped."""
    kept = [(text, piece) for piece in pieces if (text := clean(piece.text))]
    blocks: list[Block] = []
    at = 0
    for text, piece in kept:
        blocks.append(_block(piece, Span(at, at + len(text))))
        at += len(text) + 1
    text = "\n".join(text for text, _ in kept)
    return Document(name, text, tuple(blocks), format, pages, title, tuple(omissions))


def _block(piece: Piece, span: Span) -> Block:
    return Block(span, piece.kind, piece.level, piece.page, piece.table, piece.row, piece.left_out)


def clean(text: str) -> str:
    """Return the text without control characters and without blanks at its ends and around line ends."""
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.replace("\ufeff", "").replace("\u2028", "\n").replace("\x85", "\n")
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line).strip("\u200b").strip()


def row(cells: Iterable[str]) -> str:
    """Return the cells of a table row as one line; a row of empty cells is empty."""
    texts = [" ".join(clean(cell).split("\n")) for cell in cells]
    return CELLS.join(texts).strip() if any(texts) else ""


def is_contents_line(text: str) -> bool:
    """Return whether a line ends in the dot leaders of a table of contents."""
    # Only the end of a line: leaders of a whole page would be searched again from each of their dots.
    return _DOTS.search(text[-120:]) is not None


def column(document: Document, offset: int) -> int | None:
    """Return the column, counted from 1, of the table cell that an offset stands in; None outside tables."""
    for block in document.blocks:
        if block.span.start <= offset < block.span.end:
            return _column(document.text[block.span.start : offset]) if block.table else None
    return None


def _column(before: str) -> int:
    # A row that begins with empty cells has lost the blank before its first bar, nothing else.
    return before.count("|") + 1


__all__ = ["CELLS", "Piece", "assemble", "clean", "column", "is_contents_line", "row"]

"""A document as the rest of align sees it: one text, cut into blocks, with offsets that never move."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal, NamedTuple

BlockKind = Literal["paragraph", "heading", "row", "note", "box"]


class Span(NamedTuple):
    """A half-open range of code points of a document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that its format holds together: a paragraph, a heading, a table row, a note.

    ``level`` is the heading level that the format itself states (1 is the highest), ``None`` where it
    states none. ``left_out`` names why a block is not judged (``toc``, ``cover``, ``header`` …).
    ``page``, ``table`` and ``row`` count from 1.
    """

    span: Span
    kind: BlockKind = "paragraph"
    level: int | None = None
    page: int | None = None
    table: int | None = None
    row: int | None = None
    left_out: str | None = None


@dataclass(frozen=True, slots=True)
class Omission:
    """Something that the reader saw and kept out of the text: running heads, page numbers, pictures."""

    reason: str
    count: int
    sample: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A plan as text and blocks; blocks are in order, do not overlap and leave out only blank space."""

    name: str
    text: str
    blocks: tuple[Block, ...]
    format: str = "txt"
    pages: int | None = None
    title: str | None = None
    omissions: tuple[Omission, ...] = field(default=())

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the text in UTF-8, the same whatever the format it came from."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def slice(self, span: Span) -> str:
        """Return the text of a span."""
        return self.text[span.start : span.end]

"""A file becomes a Document."""

from align.document.assembly import column
from align.document.reading import read
from align.document.text import Block, BlockKind, Document, Omission, Span

__all__ = ["Block", "BlockKind", "Document", "Omission", "Span", "column", "read"]

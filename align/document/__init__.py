"""A file becomes a Document."""

from align.document.text import Block, BlockKind, Document, Omission, Span

__all__ = ["Block", "BlockKind", "Document", "Omission", "Span"]

"""Decoded text becomes a Document: every line with something on it is a block."""

from __future__ import annotations

import re

from align.document.assembly import is_contents_line
from align.document.text import Block, Document, Span

# U+000B is Word's soft line end as it is pasted; U+0085 and U+2028 are those of other systems.
SOFT_ENDS = "\v\x85\u2028\u2029"
_LINE = re.compile(rf"[^\r\n\f{SOFT_ENDS}]+")
_EDGE = " \t\u3000\xa0\u200b\u200c\u200d\u2060\ufeff"


def plain(text: str, name: str, format: str = "txt") -> Document:
    """Return the Document of a text; lines of a table of contents are marked as left out.

    The text stays as it is, line ends included; only a byte order mark at its start is taken off.
    """
    text = text.removeprefix("\ufeff")
    spans = (trim(text, found.start(), found.end()) for found in _LINE.finditer(text))
    blocks = tuple(_block(text, span) for span in spans if span.end > span.start)
    return Document(name=name, text=text, blocks=blocks, format=format)


def trim(text: str, start: int, end: int) -> Span:
    """Return the span without the blanks and zero-width characters at its ends."""
    kept = text[start:end].rstrip(_EDGE).rstrip()
    return Span(start + len(kept) - len(kept.lstrip(_EDGE).lstrip()), start + len(kept))


def _block(text: str, span: Span) -> Block:
    return Block(span, left_out="toc" if is_contents_line(text[span.start : span.end]) else None)

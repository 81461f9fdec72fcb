"""Text with zero-width characters is outlined without them, and every span is put back."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from align.document import Document, Span
from align.structure.section import Outline

INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]+")
# In Markdown the stars of emphasis are not seen either: 推动**长三角**一体化.
EMPHASIS = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff*]+")


def unseen(format: str) -> re.Pattern[str]:
    """Return what a reader of a format does not see inside a line."""
    return EMPHASIS if format == "md" else INVISIBLE


def visible(document: Document) -> tuple[Document, list[int]]:
    """Return a document without zero-width characters, and the place of each character kept in the text."""
    hidden = unseen(document.format)
    places = _seen(hidden, document.text)
    text = hidden.sub("", document.text)
    blocks = tuple(
        replace(block, span=Span(*(bisect_left(places, edge) for edge in block.span)))
        for block in document.blocks
    )
    kept = tuple(block for block in blocks if block.span.start < block.span.end)
    return replace(document, text=text, blocks=kept), places


def _seen(hidden: re.Pattern[str], text: str) -> list[int]:
    """Return the places of the characters that a pattern does not hide."""
    places: list[int] = []
    at = 0
    for found in hidden.finditer(text):
        places.extend(range(at, found.start()))
        at = found.end()
    places.extend(range(at, len(text)))
    return places


def restore(outline: Outline, document: Document, places: Sequence[int]) -> Outline:
    """Return an outline of the visible text as one of the document."""

    def back(span: Span) -> Span:
        if span.start == span.end:
            at = places[span.start] if span.start < len(places) else len(document.text)
            return Span(at, at)
        return Span(places[span.start], places[span.end - 1] + 1)

    return replace(
        outline,
        document=document,
        sections=tuple(replace(s, heading=back(s.heading), span=back(s.span)) for s in outline.sections),
        paragraphs=tuple(replace(p, span=back(p.span)) for p in outline.paragraphs),
        passages=tuple(replace(p, span=back(p.span)) for p in outline.passages),
        sentences=tuple(replace(s, span=back(s.span)) for s in outline.sentences),
    )

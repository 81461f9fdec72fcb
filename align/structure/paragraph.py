"""Blocks become paragraphs; hard wraps inside a paragraph are undone by joining spans, never text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from align.document import Block, Document, Span
from align.structure.heading import BARE, RANKS, numbered, plain_title
from align.structure.section import Paragraph

_WRAPPABLE = frozenset({"txt", "md", "pdf"})
_SENTENCE_END = "。！？；：!?;…"
_CLOSERS = "”’」』）)》"
_FEWEST = 8
_NARROWEST, _WIDEST = 30, 130
_NARROW = re.compile(r"[ -~]+")


def paragraphs(document: Document) -> tuple[Paragraph, ...]:
    """Return the paragraphs of the blocks that are not left out, in order."""
    blocks = [
        block for block in document.blocks if block.left_out is None and document.slice(block.span).strip()
    ]
    width = wrap_width(document.text, blocks) if document.format in _WRAPPABLE else None
    groups = _groups(document.text, blocks, width)
    starts = line_starts(document.text)
    return tuple(_paragraph(group, starts) for group in groups)


def line_starts(text: str) -> list[int]:
    """Return where the lines of a text start; LF, CRLF and CR end a line."""
    return [0, *(found.end() for found in re.finditer(r"\r\n|\n|\r", text))]


def wrap_width(text: str, blocks: Sequence[Block]) -> int | None:
    """Return the width in half-width columns at which a text is hard-wrapped, or None.

    Wrapped text shows it: many lines are nearly equally wide, and most of those stop in mid-sentence.
    """
    lines = [(_width(text, block.span), block.span.end) for block in blocks if block.kind == "paragraph"]
    wide = [width for width, _ in lines if width >= _NARROWEST]
    if len(wide) < _FEWEST:
        return None
    width = max(Counter(wide).items(), key=lambda pair: (pair[1], pair[0]))[0]
    widest = max(wide)
    if sum(line >= widest - 2 for line in wide) >= _FEWEST:
        width = widest
    if width > _WIDEST:
        return None
    full = [end for wide, end in lines if abs(wide - width) <= 6]
    cut = [end for end in full if text[end - 1] not in _SENTENCE_END + _CLOSERS]
    # Where no line is wider, fewer full ones will do: short items hardly ever fill a line.
    share = 0.15 if widest <= width + 6 else 0.4
    enough = len(full) >= max(_FEWEST, share * len(lines))
    return width if enough and len(cut) >= 0.6 * len(full) else None


def _width(text: str, span: Span) -> int:
    piece = text[span.start : span.end]
    return 2 * len(piece) - sum(map(len, _NARROW.findall(piece)))


def _groups(text: str, blocks: Sequence[Block], width: int | None) -> list[list[Block]]:
    groups: list[list[Block]] = []
    for block in blocks:
        before = groups[-1][-1] if groups else None
        if before is not None and (
            _titled_below(text, before, block)
            or (width is not None and _continues(text, before, block, width))
        ):
            groups[-1].append(block)
        else:
            groups.append([block])
    return groups


def _titled_below(text: str, before: Block, block: Block) -> bool:
    """Tell whether a line holds the number of a chapter alone, and the next its title: 第一篇 / 发展基础."""
    if before.row is not None or block.row is not None or not BARE.fullmatch(text, *before.span):
        return False
    return plain_title(text, *block.span) and numbered(text, *block.span) is None


def _continues(text: str, before: Block, block: Block, width: int) -> bool:
    """Tell whether a line goes on in the next: it is full, and does not end a sentence early."""
    if before.kind != "paragraph" or block.kind != "paragraph" or before.level or block.level:
        return False
    slack = width - _width(text, before.span)
    last = text[before.span.end - 1]
    if last not in "，、；：" and _is_chapter(text, before.span):
        short = _width(text, block.span) < width - 8 and text[block.span.end - 1] not in "。："
        return slack <= 8 and short and not numbered(text, *block.span)
    if last in "。！？!?":
        return slack < 3 and not _indented(text, block.span.start) and not numbered(text, *block.span)
    return slack <= 8 and (last in "，、；：" or not numbered(text, *block.span))


def _is_chapter(text: str, span: Span) -> bool:
    """Tell whether a line is a chapter's title, which a full line below does not continue."""
    heading = numbered(text, *span)
    return heading is not None and heading.form == "line" and heading.rank < RANKS["cnp"]


def _indented(text: str, at: int) -> bool:
    return at > 0 and text[at - 1] in " \t　\xa0"


def _paragraph(group: Sequence[Block], starts: Sequence[int]) -> Paragraph:
    first, last = group[0], group[-1]
    span = Span(first.span.start, last.span.end)
    return Paragraph(span, bisect_right(starts, span.start), first.page, first.table, first.row)

"""Markdown: the text is the file; markdown-it-py says which lines are headings, rows and markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from align.document.assembly import is_contents_line
from align.document.plain import SOFT_ENDS, plain
from align.document.text import Block, Document, Span

if TYPE_CHECKING:
    from markdown_it.token import Token

_LINE_ENDS = str.maketrans(dict.fromkeys(SOFT_ENDS, "\n"))
_OPENING = re.compile(r"[ \t]*(?:>[ \t]?)*[ \t]*(?:#{1,6}[ \t]+|[-*+][ \t]+|(?=[*_]))?(?:\*\*|__|\*|_)?")
_CLOSING = re.compile(r"(?:\*\*|__|\*|_)?[ \t]*#*[ \t]*$")
_RULE = re.compile(r"[ \t]*(?:[-*_=][ \t]*){3,}$|[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*$")
_TITLE = re.compile(r"^[ \t]*title:[ \t]*(.+)$", re.MULTILINE)


def read_markdown(text: str, name: str) -> Document:
    """Return the Document of a Markdown text; markup at the ends of a line and contents lines are left out."""
    document = plain(text, name, "md")
    text = document.text
    # The same offsets; the parser knows only the usual line ends.
    seen = text.translate(_LINE_ENDS)
    lines = _lines(seen)
    kinds = _Kinds(seen, lines)
    blocks: list[Block] = []
    for start, end in lines:
        blocks += _cut(text, Span(start, end), kinds.of(start))
    return replace(document, blocks=tuple(blocks), title=kinds.title)


def _lines(text: str) -> list[tuple[int, int]]:
    return [
        found.span()
        for found in re.finditer(r"[^\r\n]*(?:\r\n|\r|\n|$)", text)
        if found.end() > found.start()
    ]


class _Kinds:
    """What markdown-it-py says of each line, by the offset at which the line starts."""

    def __init__(self, text: str, lines: list[tuple[int, int]]) -> None:
        from markdown_it import MarkdownIt

        self._at: dict[int, Block] = {}
        self.title: str | None = None
        self._lines = lines
        front = _front_matter(text)
        self._mark_all(lines, front, "front-matter")
        # Line maps count \n, \r\n and \r alike, as the parser normalises them.
        body = "\n" * text[:front].count("\n") + text[front:]
        tokens = MarkdownIt("commonmark").enable("table").parse(body)
        self._read(tokens)
        if front and (named := _TITLE.search(text[:front])):
            self.title = named[1].strip().strip("\"'")

    def of(self, start: int) -> Block:
        return self._at.get(start, Block(Span(0, 0)))

    def _mark_all(self, lines: list[tuple[int, int]], before: int, reason: str) -> None:
        for start, _ in lines:
            if start < before:
                self._at[start] = Block(Span(0, 0), left_out=reason)

    def _read(self, tokens: list[Token]) -> None:
        tables = 0
        rows = 0
        for at, token in enumerate(tokens):
            if token.type == "heading_open":
                level = int(token.tag[1])
                self._mark(token, Block(Span(0, 0), "heading", level))
                if level == 1 and self.title is None:
                    self.title = _plain(tokens[at + 1])
            elif token.type == "table_open":
                tables, rows = tables + 1, 0
            elif token.type == "tr_open":
                rows += 1
                self._mark(token, Block(Span(0, 0), "row", table=tables, row=rows))
            elif token.type in ("fence", "code_block"):
                self._mark(token, Block(Span(0, 0), left_out="code" if token.type == "fence" else None))
            elif token.type == "html_block":
                self._mark(token, Block(Span(0, 0), left_out="markup" if _only_tags(token.content) else None))

    def _mark(self, token: Token, block: Block) -> None:
        if token.map is not None:
            for start, _ in self._lines[token.map[0] : token.map[1]]:
                self._at[start] = block


def _front_matter(text: str) -> int:
    found = re.match(r"---[ \t]*\r?\n.*?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", text[:20_000], re.DOTALL)
    return found.end() if found else 0


def _plain(token: Token) -> str:
    return (
        "".join(t.content for t in token.children or () if t.type in ("text", "code_inline")).strip()
        or token.content
    )


def _only_tags(html: str) -> bool:
    return not re.sub(r"<!--.*?-->|<[^>]*>|\s", "", html, flags=re.DOTALL)


def _cut(text: str, line: Span, kind: Block) -> Iterator[Block]:
    """Yield the blocks of a line: its opening markup, its text, its closing markup."""
    end = line.start + len(text[line.start : line.end].rstrip())
    start = line.start + len(text[line.start : end]) - len(text[line.start : end].lstrip())
    if start >= end:
        return
    whole = Span(start, end)
    if kind.left_out or _RULE.match(text[start:end]):
        yield Block(whole, left_out=kind.left_out or "markup")
        return
    body = _body(text, whole) if kind.kind != "row" else whole
    if start < body.start:
        yield Block(Span(start, _back(text, start, body.start)), left_out="markup")
    toc = kind.kind != "row" and is_contents_line(text[body.start : body.end])
    yield replace(kind, span=body, left_out="toc" if toc else None)
    if body.end < end:
        yield Block(Span(_forth(text, body.end, end), end), left_out="markup")


def _body(text: str, whole: Span) -> Span:
    piece = text[whole.start : whole.end]
    # Both match every line, if only an empty end of it.
    opening, closing = next(_OPENING.finditer(piece)), next(_CLOSING.finditer(piece))
    # Emphasis in the middle of a line is no closing markup: 「**一是**」 opens and closes there.
    bold = closing.start() < len(piece) and piece[closing.start()] in "*_"
    start, end = opening.end(), len(piece) if bold and piece.count("**") > 2 else closing.start()
    body = piece[start:end]
    if not body.strip():
        return whole
    start += len(body) - len(body.lstrip())
    end -= len(body) - len(body.rstrip())
    return Span(whole.start + start, whole.start + end)


def _back(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _forth(text: str, start: int, end: int) -> int:
    return end - len(text[start:end].lstrip())

"""PDF with a text layer: lines joined into paragraphs, margins taken off, page numbers kept."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any, BinaryIO

from align.document import fault
from align.document.assembly import CELLS, Piece, assemble, row
from align.document.furniture import cover_title, is_cover, mark_contents
from align.document.pdfglyph import Glyph, Sheet, sheet
from align.document.pdfline import Line, fits, gutter_of, in_columns, lines_of
from align.document.pdfmargin import Margins, own_size, strip_margins
from align.document.pdfparagraph import glue, join_lines, margins, unended
from align.document.pdftable import Grid, grids_of, share, stretches
from align.document.text import Document, Omission

_FEW_LETTERS = 10


@dataclass(slots=True)
class Content:
    """What was read of all pages: lines by page, tables by page, and what had no text."""

    lines: list[list[Line]] = field(default_factory=list)
    grids: list[list[Grid]] = field(default_factory=list)
    sizes: list[tuple[float, float]] = field(default_factory=list)
    pictures: int = 0
    scanned: list[int] = field(default_factory=list)
    letters: Counter[str] = field(default_factory=Counter)
    gutters: list[float] = field(default_factory=list)
    undecided: dict[int, list[Glyph]] = field(default_factory=dict)


def read_pdf(stream: BinaryIO, name: str) -> Document:
    """Return the Document of a PDF; a DocumentError where it has a password, no text layer, or is damaged."""
    content = Content()
    for page in _sheets(stream, name):
        _take(page, content)
    _check(content, name)
    _decide(content)
    return _document(content, name)


def _sheets(stream: BinaryIO, name: str) -> Iterator[Sheet]:
    """Yield the pages one by one, within the bounds of pages and time."""
    try:
        import pypdfium2
    except ImportError as error:
        raise fault.needs_extra(name, "pdf", "pypdfium2") from error
    until = time.monotonic() + fault.PDF_SECONDS
    pdf = _open(pypdfium2, stream, name)
    try:
        if len(pdf) > fault.PAGE_LIMIT:
            raise fault.too_many_pages(name, len(pdf))
        for at in range(len(pdf)):
            if time.monotonic() > until:
                raise fault.too_slow(name, fault.PDF_SECONDS)
            yield _sheet(pypdfium2, pdf, at)
    finally:
        pdf.close()


def _open(library: Any, stream: BinaryIO, name: str) -> Any:
    try:
        return library.PdfDocument(stream.read())
    except library.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise fault.encrypted(name) from error
        raise fault.damaged(name, "PDF") from error


def _sheet(library: Any, pdf: Any, at: int) -> Sheet:
    page = None
    try:
        page = pdf[at]
        return sheet(page, at + 1)
    except library.PdfiumError:
        # One broken page among good ones is told as a page without text.
        return Sheet(at + 1, 0.0, 0.0, [], [], 1)
    finally:
        if page is not None:
            page.close()


def _take(page: Sheet, content: Content) -> None:
    letters = sum(not g.char.isspace() for g in page.glyphs)
    content.pictures += page.pictures
    if letters < _FEW_LETTERS and page.pictures:
        content.scanned.append(page.number)
    content.letters.update(g.char for g in page.glyphs)
    grids = grids_of(page)
    free = share(page.glyphs, grids)
    lines = lines_of(free, page.number)
    gutter = gutter_of(lines, page.width)
    if gutter is not None:
        content.gutters.append(gutter)
        lines = in_columns(free, gutter, page.number, lines)
    elif _sparse(lines, page.width):
        content.undecided[page.number] = free
    content.lines.append(lines)
    content.grids.append([grid for grid in grids if grid.cells])
    content.sizes.append((page.width, page.height))


def _sparse(lines: Sequence[Line], width: float) -> bool:
    return any(fits(lines, width * step / 100) for step in range(40, 62, 4))


def _decide(content: Content) -> None:
    """Cut pages of short lines at the gutter that other pages have."""
    if not content.gutters:
        return
    gutter = median(content.gutters)
    for number, glyphs in content.undecided.items():
        if fits(content.lines[number - 1], gutter):
            content.lines[number - 1] = in_columns(glyphs, gutter, number, content.lines[number - 1])


def _check(content: Content, name: str) -> None:
    pages, scanned = len(content.sizes), len(content.scanned)
    letters = sum(count for char, count in content.letters.items() if not char.isspace())
    if scanned and 2 * scanned > pages:
        raise fault.no_text_layer(name, scanned, pages)
    if not letters:
        raise fault.no_text_layer(name, pages, pages) if content.pictures else fault.no_text(name)
    strange = sum(count for char, count in content.letters.items() if _strange(char))
    if strange > 0.3 * letters:
        raise fault.garbled(name)


def _strange(char: str) -> bool:
    code = ord(char)
    return 0xE000 <= code <= 0xF8FF or code == 0xFFFD or code >= 0xF0000 or 0x80 <= code <= 0x9F


def _document(content: Content, name: str) -> Document:
    body = own_size([line for lines in content.lines for line in lines])
    cut = strip_margins(content.lines, [height for _, height in content.sizes], body)
    pieces = _pieces(cut, content)
    title = _mark_cover(pieces)
    mark_contents(pieces)
    pages = len(content.sizes)
    return assemble(pieces, name, "pdf", pages=pages, title=title, omissions=_omissions(cut, content))


def _pieces(cut: Margins, content: Content) -> list[Piece]:
    """Return paragraphs, rows and notes in the order of the pages."""
    lines = [line for page in cut.pages for line in page]
    places = margins(lines)
    tables = _Tables()
    found: list[Piece] = []
    run: list[Line] = []
    for at, page in enumerate(cut.pages):
        for part in _parts(page, content.grids[at]):
            if isinstance(part, list):
                run += part
                continue
            found += join_lines(run, places)
            run = []
            found += tables.rows(part, at + 1) if isinstance(part, Grid) else tables.unruled(part, at + 1)
    return _with_notes([*found, *join_lines(run, places)], cut.notes)


def _parts(page: list[Line], grids: Sequence[Grid]) -> Iterator[list[Line] | tuple[Line, ...] | Grid]:
    """Yield the prose (lists), the tables without rules (tuples) and with rules of a page, in order."""
    borders = [grid.ys[0] for grid in grids]
    groups: list[list[Line]] = [[] for _ in range(len(grids) + 1)]
    for line in page:
        groups[sum(border < line.middle for border in borders)].append(line)
    for at, lines in enumerate(groups):
        for tabular, stretch in stretches(lines):
            yield tuple(stretch) if tabular else stretch
        if at < len(grids):
            yield grids[at]


def _with_notes(pieces: list[Piece], notes: dict[int, list[str]]) -> list[Piece]:
    """Return the pieces with the footnotes of a page after the last piece that begins on it."""
    found: list[Piece] = []
    left = sorted(notes)
    for piece in pieces:
        while left and piece.page is not None and left[0] < piece.page:
            found += _notes(notes, left.pop(0))
        found.append(piece)
    return [*found, *(note for page in left for note in _notes(notes, page))]


def _notes(notes: dict[int, list[str]], page: int) -> list[Piece]:
    return [Piece(text, "note", page=page, left_out="footnote") for text in notes[page]]


class _Tables:
    """Numbers tables and rows; a table that goes on at the head of the next page keeps its number."""

    def __init__(self) -> None:
        self._count, self._row = 0, 0
        self._last: Grid | None = None
        self._page = 0
        self._open: Piece | None = None
        self._cells: list[str] = []

    def rows(self, grid: Grid, page: int) -> Iterator[Piece]:
        """Yield the rows of a table; in a table of one column, and in a row of one cell, the paragraphs."""
        goes_on = self._continues(grid, page)
        if not goes_on:
            self._count, self._row, self._open = self._count + 1, 0, None
        self._last, self._page = grid, page
        for cells in grid.rows():
            texts = [lines_of(cell, page) for cell in cells]
            filled = [lines for lines in texts if lines]
            if not filled:
                continue
            self._row += 1
            if goes_on and self._completes(texts):
                goes_on = False
                continue
            for piece in self._pieces(texts, filled, page):
                if goes_on and self._joins(piece):
                    continue
                goes_on, self._open = False, piece
                yield piece

    def _completes(self, texts: Sequence[list[Line]]) -> bool:
        """Put the rest of a row that the page cuts to the row before: its cells go on in mid-sentence."""
        if self._open is None or len(texts) < 2 or texts[0] or len(texts) != len(self._cells):
            return False
        pairs = [(before, _joined(after)) for before, after in zip(self._cells, texts, strict=True)]
        if any(after and not unended(before or "。", after) for before, after in pairs):
            return False
        self._cells = [glue(before, after) for before, after in pairs]
        self._open.text = row(self._cells)
        self._row -= 1
        return True

    def unruled(self, lines: Sequence[Line], page: int) -> Iterator[Piece]:
        """Yield the rows of a table without ruled lines, one a line of text."""
        self._count, self._last, self._open = self._count + 1, None, None
        for at, line in enumerate(lines, 1):
            yield Piece(row(line.cells), "row", page=page, table=self._count, row=at)

    def _joins(self, piece: Piece) -> bool:
        """Join the first paragraph of a box that goes on to the last one of the page before."""
        before = self._open
        if before is None or CELLS in before.text + piece.text or not unended(before.text, piece.text):
            return False
        before.text = glue(before.text, piece.text)
        return True

    def _pieces(self, texts: list[list[Line]], filled: list[list[Line]], page: int) -> Iterator[Piece]:
        if len(filled) == 1:
            pieces = join_lines(filled[0], margins(filled[0]))
        else:
            self._cells = [_joined(lines) for lines in texts]
            pieces = [Piece(row(self._cells))]
        for piece in pieces:
            piece.kind, piece.page, piece.table, piece.row = "row", page, self._count, self._row
            yield piece

    def _continues(self, grid: Grid, page: int) -> bool:
        last = self._last
        return (
            last is not None
            and page == self._page + 1
            and len(last.xs) == len(grid.xs)
            and all(abs(a - b) < 3 for a, b in zip(last.xs, grid.xs, strict=True))
        )


def _joined(lines: Sequence[Line]) -> str:
    text = ""
    for line in lines:
        text = glue(text, line.text)
    return text


def _mark_cover(pieces: list[Piece]) -> str | None:
    first = [piece for piece in pieces if piece.page == 1 and piece.left_out is None]
    if not is_cover([piece.text for piece in first]) or len(first) == len(pieces):
        return None
    for piece in first:
        piece.left_out = "cover"
    return cover_title([piece.text for piece in first])


def _omissions(cut: Margins, content: Content) -> list[Omission]:
    told = [("running-head", cut.heads), ("page-number", cut.numbers)]
    found = [Omission(why, len(texts), texts[0]) for why, texts in told if texts]
    if content.scanned:
        pages = ", ".join(map(str, content.scanned[:10]))
        found.append(Omission("scanned-page", len(content.scanned), pages))
    pictures = content.pictures - len(content.scanned)
    return [*found, Omission("picture", pictures)] if pictures > 0 else found

"""The text as the automaton reads it: folded, without blanks, paragraphs apart, with a way back."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from align.document import Span
from align.document.folding import fold
from align.structure import Outline
from align.structure.invisible import unseen

CLAUSE_END = re.compile(r"[，。；：！？|\n]")
PARAGRAPH = "\n"


def parting(format: str) -> re.Pattern[str]:
    """Return what the view of a format leaves out: blanks, and what a reader does not see inside a line."""
    # To `re` both branches are one class of characters.
    return re.compile(rf"(?:\s|{unseen(format).pattern.removesuffix('+')})+")


BLANK = parting("txt")


def squeeze(words: str) -> str:
    """Return words as the automaton reads them: folded and without blanks."""
    return BLANK.sub("", fold(words))


@dataclass(frozen=True, slots=True)
class View:
    """Folded text without blanks, one paragraph a line.

    ``views`` and ``texts`` hold, at the same index, where a run without blanks begins in the view and in the
    text: the map costs memory by the number of blanks, not of characters. ``breaks`` are the view offsets of the
    marks that end a clause.
    """

    text: str
    views: list[int]
    texts: list[int]
    breaks: list[int]

    def back(self, start: int, end: int) -> Span:
        """Return the span of the document's text for a half-open range of the view."""
        views, texts = self.views, self.texts
        run = bisect_right(views, start) - 1
        first, last = start + texts[run] - views[run], end - 1
        if run + 1 < len(views) and views[run + 1] <= last:
            run = bisect_right(views, last) - 1
        return Span(first, last + texts[run] - views[run] + 1)

    def forth(self, at: int) -> int:
        """Return the view offset of the first character that is kept at or after a text offset."""
        run = bisect_right(self.texts, at) - 1
        if run < 0:
            return 0
        here = self.views[run] + at - self.texts[run]
        limit = self.views[run + 1] if run + 1 < len(self.views) else len(self.text)
        return min(here, limit)

    def ranges(self, spans: Iterable[Span]) -> list[tuple[int, int]]:
        """Return the ranges of the view for spans in text order that do not overlap; the same as ``forth`` tells."""
        found: list[tuple[int, int]] = []
        texts, views = self.texts, self.views
        run, last = 0, len(texts) - 1
        for start, end in spans:
            while run < last and texts[run + 1] <= start:
                run += 1
            if texts[run] <= start and (run == last or end < texts[run + 1]):
                # A span inside one run: no blank stands in it.
                limit = views[run + 1] if run < last else len(self.text)
                shift = views[run] - texts[run]
                found.append((min(start + shift, limit), min(end + shift, limit)))
            else:
                found.append((self.forth(start), self.forth(end)))
        return found

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """Return the clause that a range stands in, without the mark that ends it."""
        first = bisect_left(self.breaks, start)
        last = bisect_left(self.breaks, end)
        return (
            self.breaks[first - 1] + 1 if first else 0,
            self.breaks[last] if last < len(self.breaks) else len(self.text),
        )


def view(outline: Outline) -> View:
    """Return the view of a document, paragraph by paragraph."""
    folded = fold(outline.document.text)
    blanks = parting(outline.document.format)
    pieces: list[str] = []
    views: list[int] = []
    texts: list[int] = []
    length = 0
    for paragraph in outline.paragraphs:
        at, stop = paragraph.span
        for blank in blanks.finditer(folded, at, stop):
            if blank.start() > at:
                views.append(length)
                texts.append(at)
                pieces.append(folded[at : blank.start()])
                length += blank.start() - at
            at = blank.end()
        if stop > at:
            views.append(length)
            texts.append(at)
            pieces.append(folded[at:stop])
            length += stop - at
        pieces.append(PARAGRAPH)
        length += 1
    text = "".join(pieces)
    return View(text, views or [0], texts or [0], [mark.start() for mark in CLAUSE_END.finditer(text)])

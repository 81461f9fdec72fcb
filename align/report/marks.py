"""A sentence cut into pieces, each with what was found there: term, cue, means."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from align.document import Span
from align.evidence import Evidence
from align.report.view import View, readable


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence; ``kinds`` are of ``term``, ``cue``, ``means``, in that order."""

    text: str
    kinds: tuple[str, ...]


def pieces(view: View, evidence: Evidence) -> tuple[Piece, ...]:
    """Return an evidence sentence in pieces; marks that lie outside the sentence are left out."""
    start = evidence.span.start
    found = (
        ("term", [item.span for item in evidence.mentions]),
        ("cue", [item.span for item in evidence.cues]),
        ("means", [item.span for item in evidence.means]),
    )

    def kinds(offset: int) -> tuple[str, ...]:
        return tuple(kind for kind, spans in found if any(_holds(span, offset) for span in spans))

    shown = readable(view.assessment.outline.document.slice(evidence.span))
    groups = groupby(((kinds(start + index), char) for index, char in shown), key=lambda pair: pair[0])
    return tuple(Piece("".join(char for _, char in group), key) for key, group in groups)


def _holds(span: Span, offset: int) -> bool:
    return span.start <= offset < span.end

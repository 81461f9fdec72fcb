"""The outline of a document: sections, passages, paragraphs and sentences, as spans of its text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from align.document import Document, Span


class Role(Enum):
    """What a section is for, told by its heading: it reports, plans, complains, explains its words, or nobody knows."""

    REVIEW = "review"
    PLAN = "plan"
    PROBLEM = "problem"
    GLOSSARY = "glossary"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a heading that stands alone on its line.

    ``paragraph``, ``section`` and ``passage`` are indices into the outline's tuples. ``heading`` is
    true for a heading line; ``opens`` for a titled lead that opens a paragraph (（一）着力扩大内需。).
    """

    span: Span
    paragraph: int
    section: int
    passage: int
    heading: bool = False
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph after hard wraps are undone; its span may hold line ends. ``line`` counts from 1."""

    span: Span
    line: int
    page: int | None = None
    table: int | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of the document; the root has level 0, no parent and the whole text.

    ``number`` is the printed number (（一）), ``title`` the heading without it.
    """

    title: str
    number: str
    level: int
    parent: int | None
    heading: Span
    span: Span
    role: Role = Role.UNKNOWN


@dataclass(frozen=True, slots=True)
class Passage:
    """The smallest titled unit of a plan, or the paragraph where there is none.

    Source: the annotation guide, step 2. ``sentences`` is a half-open range of indices; ``lead`` the index of
    the sentence that titles the passage (a heading or a lead sentence), if there is one. ``role`` is its
    section's, unless the passage itself says otherwise (我们也清醒地看到……).
    """

    span: Span
    section: int
    sentences: range
    lead: int | None
    role: Role = Role.UNKNOWN


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a document says of it: title, issuer and date, each where it is told."""

    title: str | None = None
    issuer: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """A document with its structure; all tuples are in text order."""

    document: Document
    head: Head
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    passages: tuple[Passage, ...]
    sentences: tuple[Sentence, ...]

    def path(self, section: int) -> tuple[str, ...]:
        """Return the headings from the top down to a section, as printed."""
        titles: list[str] = []
        at: int | None = section
        while at is not None and self.sections[at].level:
            titles.append(self.sections[at].number + self.sections[at].title)
            at = self.sections[at].parent
        return tuple(reversed(titles))

"""What was found in a document for the rules of a ruleset: mentions, cues, means, evidence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal

from align.document import Span

MeansKind = Literal["number", "deadline", "project", "body"]


class Stance(Enum):
    """What a sentence does with a directive. Source: the annotation guide, step 1."""

    COMMIT = "commit"
    REVIEW = "review"
    PROBLEM = "problem"
    NEGATE = "negate"
    REFER = "refer"


@dataclass(frozen=True, slots=True)
class Mention:
    """A term found in the text; ``term`` as the rule writes it, ``span`` from its first to its last character."""

    term: str
    span: Span


@dataclass(frozen=True, slots=True)
class Cue:
    """Words of a sentence, or of a heading above it, that decided its stance."""

    text: str
    span: Span
    stance: Stance


@dataclass(frozen=True, slots=True)
class Means:
    """What makes a commitment concrete: a number to reach, a deadline, a named project, a responsible body."""

    kind: MeansKind
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that speaks to a directive.

    ``sentence``, ``paragraph`` and ``passage`` are indices into the outline; ``span`` is the sentence. ``elements`` are those that
    the sentence meets as it stands, whatever its stance; ``titled`` those that only the titles above it add.
    ``means`` are the concrete means tied to the directive here.
    """

    rule: str
    sentence: int
    paragraph: int
    passage: int
    span: Span
    stance: Stance
    mentions: tuple[Mention, ...]
    elements: tuple[str, ...]
    titled: tuple[str, ...]
    cues: tuple[Cue, ...]
    means: tuple[Means, ...]

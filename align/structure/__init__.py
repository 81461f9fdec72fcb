"""A Document gains its Outline."""

from align.structure.outline import outline
from align.structure.region import Division, division, place
from align.structure.section import Head, Outline, Paragraph, Passage, Role, Section, Sentence

__all__ = [
    "Division",
    "Head",
    "Outline",
    "Paragraph",
    "Passage",
    "Role",
    "Section",
    "Sentence",
    "division",
    "outline",
    "place",
]

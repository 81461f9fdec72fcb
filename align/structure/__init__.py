"""A Document gains its Outline."""

from align.structure.outline import outline
from align.structure.section import Head, Outline, Paragraph, Passage, Role, Section, Sentence

__all__ = ["Head", "Outline", "Paragraph", "Passage", "Role", "Section", "Sentence", "outline"]

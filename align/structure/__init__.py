"""A Document gains its Outline."""

from typing import TYPE_CHECKING, Any

from align.structure.section import Head, Outline, Paragraph, Passage, Role, Section, Sentence

if TYPE_CHECKING:
    from align.structure.outlining import outline
    from align.structure.region import Division, division, names_in, namesakes, place, region_of

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
    "names_in",
    "namesakes",
    "outline",
    "place",
    "region_of",
]


def __getattr__(name: str) -> Any:
    # Who only speaks of outlines must not pay for what reads them.
    if name == "outline":
        from align.structure import outlining

        return outlining.outline
    if name in ("Division", "division", "names_in", "namesakes", "place", "region_of"):
        from align.structure import region

        return getattr(region, name)
    raise AttributeError(f"module 'align.structure' has no attribute {name!r}")

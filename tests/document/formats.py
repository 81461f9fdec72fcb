"""What tests of formats share: the fixtures, and how a document reads."""

from __future__ import annotations

from pathlib import Path

from align.document import Document, read

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "formats"
# Lines of a table of contents as texts print them; all but the first were once read as text in .txt and .md.
CONTENTS_LINES = ("总则......3", "总则____3", "总则…………- 3 -", "总则......— 3 —")


def fixture(name: str) -> Document:
    """Return a document of fixtures/formats."""
    return read(FIXTURES / name)


def texts(document: Document) -> list[str]:
    """Return the texts of all blocks."""
    return [document.slice(block.span) for block in document.blocks]


def judged(document: Document) -> list[str]:
    """Return the texts of the blocks that are judged."""
    return [document.slice(block.span) for block in document.blocks if block.left_out is None]


def left_out(document: Document) -> dict[str, list[str]]:
    """Return the texts that are left out, by reason."""
    found: dict[str, list[str]] = {}
    for block in document.blocks:
        if block.left_out:
            found.setdefault(block.left_out, []).append(document.slice(block.span))
    return found


def omitted(document: Document) -> dict[str, int]:
    """Return how much is kept out of the text, by reason."""
    return {omission.reason: omission.count for omission in document.omissions}


def headings(document: Document) -> list[tuple[int, str]]:
    """Return the headings that the format states, with their levels."""
    return [(block.level, document.slice(block.span)) for block in document.blocks if block.level is not None]

"""A document as its reader writes it, and its outline drawn as a tree."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from align.document.plain import plain
from align.structure import Outline, outline


@pytest.fixture
def outlined() -> Callable[..., Outline]:
    def build(text: str, name: str = "规划.txt") -> Outline:
        return outline(plain(text, name))

    return build


@pytest.fixture
def tree() -> Callable[[Outline], str]:
    def draw(of: Outline) -> str:
        return "\n".join(
            "  " * (section.level - 1) + section.number + section.title
            for section in of.sections
            if section.level
        )

    return draw

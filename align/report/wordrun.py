"""The letters of Word paragraphs: which run each stands in, and where it stands in the plan's text."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from align.document import Span
from align.document.wordlist import local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
UNREAD = {"del", "moveFrom", "Fallback", "txbxContent", "pPr"}


@dataclass(slots=True)
class Letter:
    """A letter of a paragraph: its run, the ``w:t`` that it stands in and its index there."""

    run: Element
    text: Element
    index: int

    @property
    def char(self) -> str:
        """Return the letter itself."""
        return (self.text.text or "")[self.index]


def letters(paragraphs: list[Element]) -> list[Letter]:
    """Return the letters of paragraphs in reading order, without blanks and without deleted text."""
    return [letter for paragraph in paragraphs for letter in _inside(paragraph)]


def _inside(element: Element) -> Iterator[Letter]:
    for part in element:
        name = local(part)
        if name == "r":
            yield from _run(part)
        elif name not in UNREAD:
            yield from _inside(part)


def _run(run: Element) -> Iterator[Letter]:
    for part in run:
        if local(part) == "t":
            for index, char in enumerate(part.text or ""):
                if not char.isspace():
                    yield Letter(run, part, index)


def align(found: list[Letter], text: str, start: int) -> list[int | None]:
    """Return for each letter its offset in the plan, of which ``text`` is the stretch that begins at ``start``.

    The text may have more than the letters (printed numbers, bars between cells) and the letters more than the
    text (hidden words, page numbers); a letter that the text has not is None.
    """
    offsets = [(start + index) for index, char in enumerate(text) if not char.isspace()]
    plain = "".join(char for char in text if not char.isspace())
    own = "".join(letter.char for letter in found)
    if plain.endswith(own):
        return list(offsets[len(plain) - len(own) :])
    placed: list[int | None] = [None] * len(found)
    for block in SequenceMatcher(None, own, plain, autojunk=False).get_matching_blocks():
        placed[block.a : block.a + block.size] = offsets[block.b : block.b + block.size]
    return placed


def reach(placed: list[int | None], span: Span) -> tuple[int, int] | None:
    """Return the first letter of a span and the one after its last; None where no letter stands in it."""
    inside = [
        index for index, offset in enumerate(placed) if offset is not None and span.start <= offset < span.end
    ]
    return (inside[0], inside[-1] + 1) if inside else None


def split_before(found: list[Letter], at: int) -> None:
    """Cut a run in two so that a letter begins a run; runs inside links, changes and controls stay whole."""
    if at >= len(found) or at == 0 or found[at - 1].run is not found[at].run:
        return
    letter = found[at]
    run, text, index = letter.run, letter.text, letter.index
    parent = run.getparent()
    if parent is None or local(parent) != "p":
        return
    after = _rest(run, text, index)
    run.addnext(after)
    moved = [part for part in after if local(part) == "t"]
    for other in found[at:]:
        if other.run is not run:
            break
        if other.text is text:
            other.text, other.index = moved[0], other.index - index
        other.run = after


def _rest(run: Element, text: Element, index: int) -> Element:
    """Take what follows a place in a run out of it, as a new run of the same look."""
    after = run.makeelement(run.tag, {str(key): str(value) for key, value in run.attrib.items()})
    look = next((part for part in run if local(part) == "rPr"), None)
    if look is not None:
        after.append(deepcopy(look))
    tail = text.makeelement(text.tag, {SPACE: "preserve"})
    tail.text = (text.text or "")[index:]
    following = list(text.itersiblings())
    text.text = (text.text or "")[:index]
    text.set(SPACE, "preserve")
    after.append(tail)
    after.extend(following)
    if not text.text:
        run.remove(text)
    return after

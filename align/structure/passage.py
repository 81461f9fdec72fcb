"""The smallest titled units of a plan: which paragraphs stand together under one title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from align.structure.line import Line, Node

# Styles that number items; the others number chapters, whose paragraphs stand for themselves.
_ITEMS = frozenset({"cnp", "article", "box", "digit", "decimal", "digitp", "circle"})


def units(lines: Sequence[Line], nodes: Sequence[Node]) -> list[range]:
    """Return the ranges of lines that make up a passage each; together they hold every line once."""
    parents = {node.parent for node in nodes if node.parent is not None}
    found: list[range] = []
    for section, run in groupby(range(len(lines)), key=lambda index: lines[index].section):
        indices = list(run)
        whole = section not in parents and _is_item(nodes[section]) and nodes[section].line == indices[0]
        found.extend(_together(lines, indices) if whole else (range(i, i + 1) for i in indices))
    return found


def _is_item(node: Node) -> bool:
    if node.heading is None:
        return False
    if node.heading.style == "cn":
        return node.heading.form != "line"
    return node.heading.style in _ITEMS or node.level >= 2


def _together(lines: Sequence[Line], indices: list[int]) -> Iterator[range]:
    """Yield the item as one unit, or in its paragraphs where those bear titles of their own."""
    first, *body = indices
    prose = [index for index in body if not lines[index].cell and not lines[index].noise]
    titled = [index for index in prose if lines[index].lead is not None]
    if len(titled) * 3 >= len(prose) * 2 and len(titled) >= 2:
        yield from (range(index, index + 1) for index in indices)
        return
    stop = next((index for index in body if lines[index].cell), indices[-1] + 1)
    yield range(first, stop)
    yield from (range(index, index + 1) for index in range(stop, indices[-1] + 1))

"""Headings become a tree: which heading stands under which."""

from __future__ import annotations

import re
from collections.abc import Sequence

from align.document.numbering import ORDINALS, counted
from align.structure.heading import GLOSSARY, RANKS
from align.structure.line import Line, Node
from align.structure.section import Paragraph

# Words with which a chapter goes on after its last item: they talk to the audience or of the whole.
_RESUMES = re.compile(
    r"各位|同志们|过去[一五]年|过去的[一五]年|[一五]年来|回顾|回望|总结|我们也?(?:清醒|深刻|深知|将一以贯之)|"
    r"在(?:看到|肯定|充分肯定)|在此基础上|成绩|新的一年|以上|奋斗|做好(?:今年|新)|实现(?:上述|以上|今年)|"
    r"全[省市区县](?:上下|各级)|征途|新征程|站在|让我们"
)
# What is said of the whole plan stands in its last paragraphs: 以上政策自印发之日起实施.
_LAST = 5
_CLOSING = re.compile(
    r"(?:以上|上述|本(?:若干|实施|行动)?(?:措施|方案|意见|通知|政策|办法|规定|计划|规划)(?:自|由|所|中|相关|有效|印发)|"
    r"各(?:级|地|县|市|区|有关|相关|部门|单位)[^。]{0,30}(?:要|务必|应))"
)
_EDGES = re.compile(r"(?:前|引|导|序)\s*言$|序$|结\s*[语束尾]|附则|附\s*[件录]|后\s*记")
_COUNTED = frozenset({"digit", "digitp", "decimal"})


def grow(text: str, paragraphs: Sequence[Paragraph], lines: Sequence[Line]) -> list[Node]:
    """Return the sections, the root first, and set the section of every line."""
    _drop_strays(lines)
    ranks = _ranks(text, lines)
    last = _last_items(lines, ranks)
    nodes = [Node(None, 0.0, 0, None, -1)]
    stack = [0]
    for index, line in enumerate(lines):
        if line.heading is not None:
            while nodes[stack[-1]].rank >= ranks[index]:
                stack.pop()
            nodes.append(Node(line.heading, ranks[index], len(stack), stack[-1], index))
            stack.append(len(nodes) - 1)
        elif (nodes[stack[-1]].line in last and _RESUMES.match(text, paragraphs[index].span.start)) or (
            index >= len(lines) - _LAST and _CLOSING.match(text, paragraphs[index].span.start)
        ):
            _leave(nodes, stack)
        line.section = stack[-1]
    return nodes


def _drop_strays(lines: Sequence[Line]) -> None:
    """Take for text what bears a number that nothing leads up to: the 2. of a note, the 7 of a table."""
    last: dict[str, int] = {}
    for line in lines:
        if line.heading is None or line.heading.style not in _COUNTED or line.level is not None:
            continue
        # 2.3.1 counts within 2.3
        *series, count = re.findall(r"\d+", line.heading.number)
        style = ".".join((line.heading.style, *series))
        if int(count) == 1 or 0 < int(count) - last.get(style, 0) <= 2:
            last[style] = int(count)
        else:
            line.heading = None


def _leave(nodes: Sequence[Node], stack: list[int]) -> None:
    """Go up from an item to the chapter around it."""
    while len(stack) > 1 and nodes[stack[-1]].rank >= RANKS["cnp"]:
        stack.pop()


def _last_items(lines: Sequence[Line], ranks: Sequence[float]) -> frozenset[int]:
    """Return the headings after which a higher one follows, the numbers start anew, or nothing."""
    headed = [index for index, line in enumerate(lines) if line.heading is not None]
    last = {headed[-1]} if headed else set()
    for here, after in zip(headed, headed[1:], strict=False):
        if ranks[after] < ranks[here] or (ranks[after] == ranks[here] and ordinal(lines[after]) == 1):
            last.add(here)
    return frozenset(last)


def _ranks(text: str, lines: Sequence[Line]) -> list[float]:
    """Return the rank of each heading; levels that the format states stand above all numbers."""
    ranks = [_rank(line) for line in lines]
    edges: list[int] = []
    following: int | None = None
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        if line.heading is None:
            continue
        if line.heading.style != "plain" or line.level is not None:
            following = index
        elif any(edge.search(text[slice(*line.heading.title)]) for edge in (_EDGES, GLOSSARY)):
            edges.append(index)
        elif following is not None and ordinal(lines[following]) == 1:
            # A title without number before items numbered from 1 is their chapter.
            ranks[index] = ranks[following] - 0.3
    top = min(ranks, default=1.0)
    for index in edges:
        ranks[index] = top
    return ranks


def _rank(line: Line) -> float:
    if line.heading is None:
        return 99.0
    return line.level * 0.1 if line.level is not None else line.heading.rank


def ordinal(line: Line) -> int | None:
    """Return the number of a heading: 3 for （三）, 12 for 十二、, 102 for 第一百零二条, None for none."""
    if line.heading is None:
        return None
    found = re.search(rf"\d+|[{ORDINALS}两千]+", line.heading.number)
    return counted(found[0]) if found else None

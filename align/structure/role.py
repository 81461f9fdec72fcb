"""What a section is for, told by its heading, by the one above it, or by a sentence that leads to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from operator import itemgetter

from align.document import Span
from align.structure.heading import GLOSSARY
from align.structure.line import Node
from align.structure.section import Paragraph, Role, Section

_REVIEW = re.compile(
    r"回顾|成就|成效|成绩|(?:发展|工作|现实|规划)基础|现状|概况|基本情况|主要做了|过去[一五]年|[一三五]年来的|"
    r"(?:完成|进展|执行|实施|落实)情况"
)
_PLAN = re.compile(
    r"总体要求|总体思路|总体考虑|总体目标|指导思想|指导方针|原则|目标|任务|重点|工作安排|工作建议|保障|"
    r"组织实施|展望|举措|要求|部署|规划实施|远景|总体布局|路径|措施|今年|工作要点|着力点|"
    r"^(?:以|坚持|加快|推进|推动|深化|着力|全面|大力|构建|建设|完善|健全|优化|提升|扩大|加强|强化|促进|"
    r"进一步|持续|切实|统筹|积极|深入|打造|巩固|增强|激发|汇聚|实施|落实|支持|鼓励|加大|培育|发展(?!现状|成就|回顾|基础|形势|环境|背景|历程)|全力|奋力|充分|千方百计|开展|组织|出台|制定|建立|用好|办好|做好|抓好|引导|推行|拓宽|拓展|丰富|严格)|考虑$|年工作$|建议$"
)
_PROBLEM = re.compile(r"存在(?:的)?(?:主要)?问题|(?:主要|突出)问题|短板|不足|面临.{0,8}挑战|困难|薄弱环节")
_THING = r"^[^，。]{0,30}"
_REACHED = r"(?:如期|圆满|顺利|胜利)(?:实现|完成|收官)|取得(?:重大|显著|积极|历史性|突破性)\S{0,2}(?:突破|进展|成就|成效)"
# In a chapter of aims what is reached is to be (美丽山西建设取得重大成效), unless a period is named.
_REACHES = re.compile(rf"(?:{_REACHED})$")
_STRONG = (
    (re.compile(_THING + r"(?:问题|短板|不足|挑战|困难|成因分析|制约)$"), Role.PROBLEM),
    (
        re.compile(
            _THING
            + r"(?:回顾|成就|成效|成绩|(?:年度?|工作|基本)总结|(?:发展|工作|现实|规划)基础|现状|概况|评价|(?:主要|工作)进展"
            r"|(?:基本|工作|开展|完成|进展|执行|发展|运行)情况"
            r"|" + _REACHED + r")$"
        ),
        Role.REVIEW,
    ),
    (
        re.compile(
            _THING + r"(?:总体要求|总体思路|总体考虑|指导思想|指导方针|原则|目标|任务|重点工作|工作安排|"
            r"保障措施|实施保障|展望|举措|措施)$"
        ),
        Role.PLAN,
    ),
)
# Titles that act are no titles of reviews, whatever they end with: 推动……取得更大成效.
_ACTS = re.compile(
    r"(?:扎实|切实|有效|妥善|集中|全力)?(?:以|坚持|加快|推进|推动|深化|着力|大力|构建|建设|完善|健全|优化|提升|扩大|加强|强化|促进|防范|化解|补|破解|解决|巩固|夯实|确保|应对|开展|出台|制定|用好|办好|做好|抓好|引导|鼓励|支持|深入|推行|拓宽|拓展)"
)
_YEAR = re.compile(r"(20\d\d)年")
_ARRANGES = re.compile(r"政策|措施|意见|方案|计划|安排|要点|任务|目标|打算|建议|思路|重点|部署")
_PERIOD = re.compile("“?十[一二三四五六七八九]五”?")
_AHEAD = re.compile(
    r"今后|未来|下一步|面向|展望|今年|到20[23]\d年|做好\S{0,6}工作|总体要求|指导思想|主要目标"
)
_BEHIND = re.compile(r"过去|[一五]年来|这五年|回顾|回望|几年来|党的十八大以来|近年来|截至")
_LEADS = (
    (re.compile(r"主要做了以下|做了以下|重点做了|一年来，(?:我们)?(?:主要|着力)"), Role.REVIEW),
    (re.compile(r"(?:重点|着力|认真)(?:做好|抓好|推进|开展)|做好以下|抓好以下"), Role.PLAN),
)
_LESSON = re.compile(r"启示我们|深[刻切]体会|体会到|宝贵经验|深刻认识到，")
_SHORTCOMING = re.compile(
    r"^.{0,12}(?:在(?:看到|肯定|充分肯定).{0,12}(?:成绩|同时)|(?:也|还)?(?:清醒|深刻)地?(?:认识|看|意识)|同时也要看到)"
)


def roles(
    text: str,
    paragraphs: Sequence[Paragraph],
    nodes: Sequence[Node],
    titles: Sequence[str],
    date: str | None = None,
) -> list[Role]:
    """Return the role of each section, the root first, in a document of a date (2026-01-20, 2026)."""
    found = [Role.UNKNOWN] * len(nodes)
    led: dict[int, Role] = {}
    chapter = Role.UNKNOWN
    for index, node in enumerate(nodes[1:], 1):
        parent = node.parent or 0
        above = led.get(parent, found[parent])
        if node.line and (said := _led(text, paragraphs[node.line - 1].span)):
            above = led[parent] = said
        if node.level == 1:
            above = above if parent in led else chapter if chapter is Role.PLAN else Role.UNKNOWN
            told = Role.REVIEW if _gone_by(titles[index], date) else role_of(titles[index])
            found[index] = chapter = told or above
        else:
            found[index] = _own(titles[index], above) or above
    return found


def role_of(title: str) -> Role | None:
    """Return the role that the title of a chapter states; one that reports and plans is told by its last word."""
    if GLOSSARY.search(title):
        return Role.GLOSSARY
    if strong := _strong(title):
        return strong
    found = [
        (match.start(), role)
        for pattern, role in ((_REVIEW, Role.REVIEW), (_PROBLEM, Role.PROBLEM), (_PLAN, Role.PLAN))
        if (match := pattern.search(title))
    ]
    return min(found, key=itemgetter(0))[1] if found else None


def _gone_by(title: str, date: str | None) -> bool:
    """Return whether a title names only years before the document's own and arranges nothing: 2025年主要工作."""
    years = _YEAR.findall(title)
    return date is not None and max(years, default="9999") < date[:4] and not _ARRANGES.search(title)


def _strong(title: str) -> Role | None:
    if _ACTS.match(title):
        return None
    return next((role for pattern, role in _STRONG if pattern.search(title)), None)


def _own(title: str, above: Role) -> Role | None:
    """Return the role of a title inside a chapter: only a title that names a thing says it, not one that acts."""
    if above is Role.GLOSSARY:
        return None
    if above is Role.UNKNOWN:
        return role_of(title)
    aims = above is Role.PLAN and _REACHES.search(title) and not _PERIOD.search(title)
    return None if aims else _strong(title)


def _led(text: str, span: Span) -> Role | None:
    """Return the role that a paragraph gives to the items after it (今年要重点做好以下工作。)."""
    piece = text[max(span.start, span.end - 60) : span.end]
    return next((role for pattern, role in _LEADS if pattern.search(piece)), None)


def passage_roles(text: str, passages: Iterable[tuple[Span, int]], sections: Sequence[Section]) -> list[Role]:
    """Return the role of each passage, given by span and section: its section's, but where the text turns.

    In a chapter that both reports and plans (“十四五”发展成就和“十五五”主要目标) a paragraph that opens with the
    period behind or ahead turns what follows it there.
    """
    found: list[Role] = []
    turned: dict[int, Role] = {}
    for span, index in passages:
        section = sections[index]
        piece = text[span.start : min(span.end, span.start + 60)]
        if section.role is not Role.UNKNOWN and _mixed(section.title):
            turned[index] = _turn(piece, section.title) or turned.get(index, _first_named(section.title))
        found.append(_passage_role(piece, turned.get(index, section.role)))
    return found


def _passage_role(piece: str, role: Role) -> Role:
    """Return the role of a passage by its first words.

    A review admits shortcomings (PROBLEM) and draws lessons (UNKNOWN: 必须坚持…… commits).
    """
    if role in (Role.PLAN, Role.GLOSSARY):
        return role
    if _SHORTCOMING.match(piece):
        return Role.PROBLEM
    return Role.UNKNOWN if role is Role.REVIEW and _LESSON.search(piece) else role


def _mixed(title: str) -> bool:
    if _ACTS.match(title) or _strong(title) is Role.REVIEW:
        return False
    return bool(_REVIEW.search(title) and _PLAN.search(title))


def _first_named(title: str) -> Role:
    review, plan = _REVIEW.search(title), _PLAN.search(title)
    return Role.REVIEW if review and plan and review.start() < plan.start() else Role.PLAN


def _turn(piece: str, title: str) -> Role | None:
    if _AHEAD.match(piece):
        return Role.PLAN
    if _BEHIND.match(piece):
        return Role.REVIEW
    plans = _PERIOD.findall(title)
    named = _PERIOD.match(piece)
    if len(set(plans)) < 2 or not named:
        return None
    return Role.PLAN if named[0].strip("“”") == plans[-1].strip("“”") else Role.REVIEW

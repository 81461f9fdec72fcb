"""Headings of Chinese official documents: how they are numbered, and whether they stand alone or open a paragraph."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Form = Literal["line", "opens", "item"]

_CN = "一二三四五六七八九十百零〇两"
# What follows a number that counts something: 2.69万亿元, 30 分钟.
_UNITS = "%％.．,，、；。：:~～—≥≤<>/\\-亿万千百个倍平公吨米家所人元项件处岁分年月日小天次名户套座条级度"
_NUMBER = re.compile(
    rf"(?P<part>第[{_CN}\d]{{1,4}}[篇编]|第[{_CN}\d]{{1,4}}部分)[\s　、：:]*"
    rf"|(?P<chapter>第[{_CN}\d]{{1,4}}章)[\s　、：:]*"
    rf"|(?P<section>第[{_CN}\d]{{1,4}}节)[\s　、：:]*"
    rf"|(?P<article>第[{_CN}\d]{{1,4}}条)[ 　、：:]*"
    rf"|(?P<cn>[{_CN}]{{1,3}})(?:、|[.．](?!\d)|[ 　]*，(?=[{_CN}]$))[ 　]*"
    rf"|(?P<cnp>[（(][{_CN}]{{1,3}}[）)])[、 　]*"
    rf"|(?P<decimal>\d{{1,2}}(?:[.．]\d{{1,2}}){{1,3}})[.．、 　]*(?![\d\s{_UNITS}])"
    rf"|(?P<digit>\d{{1,3}})(?:[.．](?:(?!\d)|(?=20\d\d年))|、|）(?=\D)|[ 　]+(?![\d\s{_UNITS}]))[ 　]*"
    rf"|(?P<digitp>[（(]\d{{1,3}}[）)])[、 　]*"
    rf"|(?P<circle>[①-⑳⑴-⒇])[ 　]*"
    rf"|(?P<box>专栏[ 　]*[{_CN}\d]{{0,3}}(?:[-—－]\d{{1,2}})?)[：: 　]*"
)
BARE = re.compile(rf"第[{_CN}\d]{{1,4}}(?:[篇编章节]|部分)[ 　：:]*")
"""The number of a chapter that has a line to itself."""
# From the outermost style in; a level that the format itself states goes before them (`tree`).
RANKS = {
    "part": 1.0,
    "chapter": 2.0,
    "section": 3.0,
    "cn": 4.0,
    "decimal": 4.5,
    "cnp": 5.0,
    "article": 5.5,
    "box": 6.0,
    "digit": 7.0,
    "digitp": 8.0,
    "circle": 9.0,
    "plain": 10.0,
}
_ENDS = "。！？；，、：:;,!?…"
_LONGEST_TITLE = 60
_LONGEST_LEAD = 80
_STOP = re.compile(r"[。！？]")
_COLON = re.compile(r"[：:]")
GLOSSARY = re.compile(r"名词(?:解释|注释|术语|说明)|^注\s*释$|术语解释|指标(?:解释|释义|说明)$")
"""Titles of what explains the words of a plan, at its end."""
_LONGEST_GLOSSARY = 30
_ANNEX = re.compile(r"附\s*件\d*\s*[：:]")
_NOTE = re.compile(r"[（(]?(?:下转|上接|转)第?[\d一二三四五六七八九十]+版")


class Heading(NamedTuple):
    """A numbered or plain title: its style, its number as printed, its title, and how it stands.

    ``form`` is ``line`` for a title alone on its line, ``opens`` for one that opens a paragraph with a
    sentence of its own, ``item`` for a numbered paragraph whose title cannot be told from its text.
    ``title`` is a half-open range of the text read.
    """

    style: str
    number: str
    title: tuple[int, int]
    form: Form

    @property
    def rank(self) -> float:
        """Return how far in the style stands: 1 is the outermost."""
        return RANKS[self.style] + (0.01 * self.number.count(".") if self.style == "decimal" else 0.0)


def numbered(text: str, start: int, end: int) -> Heading | None:
    """Return the numbered heading that a paragraph is or opens with."""
    found = _NUMBER.match(text, start, end)
    if not found or found.end() >= end and found.lastgroup != "box":
        return None
    style = str(found.lastgroup)
    number = text[start : found.end()].rstrip(" 　：:\r\n")
    form, stop = _form(text, found.end(), end)
    bare = number.isdecimal()
    if style in ("decimal", "digit") and form == "line" and _words(text[found.end() : stop]) < 2 + bare:
        return None
    if bare and form != "line":
        return None
    return Heading(style, number, (found.end(), stop), form)


def _form(text: str, start: int, end: int) -> tuple[Form, int]:
    if text[end - 1] not in _ENDS and end - start <= _LONGEST_TITLE and not _STOP.search(text, start, end):
        return "line", end
    stop = _STOP.search(text, start, min(end, start + _LONGEST_LEAD))
    if stop and stop.end() < end:
        return "opens", stop.start()
    colon = _COLON.search(text, start, min(end, start + 25))
    return "item", colon.start() if colon else _clause(text, start, end)


def _clause(text: str, start: int, end: int) -> int:
    stop = re.compile(r"[，；。：！？]").search(text, start, min(end, start + 40))
    return stop.start() if stop else min(end, start + 40)


_TITLE_EDGE = re.compile(r"[\d一-鿿“《‘][一-鿿”》’）]")
_HAN = re.compile(r"[一-鿿]")
_LEAD = re.compile(r"(?:——|—|--|●|■|◆|•|·)?[ 　]*[^。！？；：\n]{4,40}[。]")
_TALK = re.compile(
    r"各位|同志们|同时|现在|当前|这|我们|一年来|[一五]年来|过去|今年|回顾|总结|必须|成绩|奋斗|要|为此|其中|"
    r"\d{4}年|“?十[一二三四五]五”?时期(?:是|，)"
)


def _words(title: str) -> int:
    return len(_HAN.findall(title))


def lead(text: str, start: int, end: int) -> int | None:
    """Return where the unnumbered lead sentence ends that titles a paragraph (大力提振消费。落实……).

    A lead is short, is followed by more text, and does not talk to the audience or of the time.
    """
    found = _LEAD.match(text, start, end)
    if not found or found.end() >= end - 5 or _TALK.match(text, start):
        return None
    return found.end()


def plain_title(text: str, start: int, end: int) -> bool:
    """Tell whether a line without number could be a title: short, worded, and without an end mark."""
    if not 2 <= end - start <= 40 or text[end - 1] in _ENDS or _STOP.search(text, start, end):
        return False
    if _COLON.search(text, start, end) or not _TITLE_EDGE.match(text[start] + text[end - 1]):
        return False
    return len(_HAN.findall(text, start, end)) * 2 >= end - start


def stopped_title(text: str, start: int, end: int) -> bool:
    """Tell whether a line without number is one short sentence that could title the next (大力提振消费。)."""
    found = _LEAD.fullmatch(text, start, end)
    return bool(found) and end - start <= 30 and not _TALK.match(text, start)


def glossary_title(text: str, start: int, end: int) -> bool:
    """Tell whether a line without number titles a glossary (注释, 《政府工作报告》有关内容名词注释).

    A line that only lists the annexes of a notice (附件：名词解释) does not.
    """
    short = end - start <= _LONGEST_GLOSSARY and text[end - 1] not in _ENDS
    return short and not _ANNEX.match(text, start) and bool(GLOSSARY.search(text[start:end]))


def noise(text: str, start: int, end: int) -> bool:
    """Tell whether a line is a newspaper's （下转第2版）."""
    return end - start <= 14 and bool(_NOTE.match(text, start, end))

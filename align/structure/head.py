"""The head of a document: its title, who issued it, and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from align.document import Document, Span
from align.document.folding import fold
from align.structure.heading import numbered
from align.structure.region import division
from align.structure.section import Head, Paragraph

_LINES = 12
_SHORT = 60
_DAY = re.compile(r"((?:19|20)\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})")
_YEAR = re.compile(r"(?:19|20)\d\d")
# A body of a named place; 各区人民政府, 我代表省人民政府 and 市政府 alone name none.
_BODY = re.compile(
    r"中共中央(?:办公厅)?(?:[ 、和]*国务院(?:办公厅)?)?|国务院(?:办公厅)?|"
    r"(?![各经我以按日本省市县区]|自治|直辖|全[省市县])\w{2,11}?(?:人民政府|[省市县区州]政府)(?:办公[厅室])?|"
    r"中共\w{2,10}?委(?:员会)?(?=关于|办公|[ 　]|$)|中国共产党\w{2,12}?委员会"
)
_YEAR_FIRST = re.compile(r"\d{4}年")
_SPEAKS = re.compile(r"代表|《|，")
_ACTS = ("向", "，", ",", "关于", "发布", "印发", "作")
_REPORT = re.compile(r"(?:\d{4}年)?(\w{2,11}?)(?:人民)?政府工作报告")
_NOT_TITLE = re.compile(
    r"[—\-(（\[【]|来源|时间|日期|发布|各位|省长|市长|索引号|发文|\w{2,6}：|目\s*录|第?\d{4}[年-]\d|\w{1,6}[〔\[]\d{4}|"
    r".{0,12}(?:文件|令)$|(?:同志们|代表)"
)
_TITLE_END = re.compile(
    r"(?:通知|意见|方案|规划|报告|措施|建议|纲要|计划|办法|决定|规定|公报|要点|细则|草案|摘登)(?:[（(].*)?》?$"
)


def head(document: Document, view: Document, paragraphs: Sequence[Paragraph], titles: Sequence[Span]) -> Head:
    """Return title, issuer and date as far as the first lines, the last lines or the document's name tell them.

    ``view`` is the document with its text folded, on which they are read; the title is the text's own, in ``titles``.
    """
    first = [view.slice(paragraph.span) for paragraph in paragraphs[:_LINES]]
    last = [view.slice(paragraph.span) for paragraph in paragraphs[_LINES:][-4:]]
    title = document.title or _joined(document.text, titles)
    read = fold(title or "")
    lines = [line for line in (*first, *last) if len(line) <= _SHORT]
    return Head(
        title=title or _named(document.name),
        issuer=_issuer(read, lines, first),
        date=_date((read, *lines), document.name),
    )


def title_lines(text: str, paragraphs: Sequence[Paragraph]) -> list[Span]:
    """Return the first line that reads like a title, with the lines that it runs over."""
    parts: list[Span] = []
    for start, end in (paragraph.span for paragraph in paragraphs[:_LINES]):
        line = text[start:end]
        if end - start > 80 or line[-1] in "。；：！？" or numbered(text, start, end):
            break
        if not _NOT_TITLE.match(line) and (not parts or _goes_on(text[slice(*parts[-1])], line)):
            parts.append(Span(start, end))
        elif parts:
            break
    return parts


def _joined(text: str, parts: Sequence[Span]) -> str | None:
    lines = [text[part.start : part.end] for part in parts]
    title = "".join(re.sub(r"\s+", "", line) if len(line.splitlines()) > 1 else line for line in lines)
    return title if len(title) >= 4 else None


def _goes_on(before: str, line: str) -> bool:
    """Tell whether a title runs on: its first line ends in no kind of document, this one does or is its middle."""
    return not _TITLE_END.search(before) and bool(
        _TITLE_END.search(line) or before.endswith(("关于", "印发"))
    )


def _named(name: str) -> str | None:
    """Return what a file's name says of the title: 2015_国务院_政府工作报告.txt."""
    stem = re.sub(r"\.\w{1,5}$", "", re.split(r"[\\/]", name)[-1])
    title = stem.split("_")[-1].strip()
    return title if len(re.findall("[一-鿿]", title)) >= 4 else None


def _issuer(title: str, lines: Sequence[str], first: Sequence[str]) -> str | None:
    if (report := _REPORT.match(title)) and report[1] != "国务院":
        named = report[1] if report[1][-1] in "省市区县州盟旗" else division(report[1])
        return (named if isinstance(named, str) else named.name if named else report[1]) + "人民政府"
    alone = (
        found[0] for line in lines if (found := _BODY.match(line)) and line[found.end() :] in ("", "文件")
    )
    opening = (found[0] for line in lines if (found := _BODY.match(_YEAR_FIRST.sub("", line, 1))))
    of_title = _BODY.match(_YEAR_FIRST.sub("", title, 1))
    return of_title[0] if of_title else next(chain(alone, opening, filter(None, map(_spoken, first))), None)


def _spoken(piece: str) -> str | None:
    """Return who a paragraph of the beginning speaks for or quotes: 我代表江苏省人民政府向大会……."""
    if opening := _BODY.match(piece[:40]):
        return opening[0]
    for mark in _SPEAKS.finditer(piece[:300]):
        found = _BODY.match(piece, mark.end())
        local = found and (mark[0] == "代表" or not found[0].startswith(("中共中央", "国务院")))
        if found and local and piece.startswith(_ACTS, found.end()):
            return found[0]
    return None


def _date(lines: Sequence[str], name: str) -> str | None:
    for line in (*lines, name):
        if found := _DAY.search(line):
            year, month, day = map(int, found.groups())
            if 1 <= month <= 12 and 1 <= day <= 31:
                return f"{year:04}-{month:02}-{day:02}"
    years = (_YEAR.search(line) for line in (name, *lines[:1]))
    return next((found[0] for found in years if found), None)

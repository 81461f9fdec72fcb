"""The head of a document: its title, who issued it, and when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from align.document import Document
from align.structure.heading import Heading, numbered
from align.structure.section import Head, Paragraph

_LINES = 12
_DAY = re.compile(r"((?:19|20)\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})")
_YEAR = re.compile(r"((?:19|20)\d\d)")
_ISSUER = re.compile(
    r"(?:中共中央(?:[ 、和]*国务院)?(?:办公厅)?|国务院(?:办公厅)?|中国共产党[一-鿿]{2,12}委员会|"
    r"中共[一-鿿]{2,10}委(?:员会)?|[一-鿿]{2,11}?(?:人民政府|省政府|市政府)(?:办公[厅室])?)"
)
_REPORT = re.compile(r"(\d{4}年)?([一-鿿]{2,8}?(?:省|市|自治区|县|区|州|盟|旗))(?:人民)?政府工作报告")
_NOT_TITLE = re.compile(
    r"[—\-(（\[【]|来源|时间|日期|发布|各位|省长|市长|索引号|\d{4}[年-]\d|.{0,12}(?:人民政府)?(?:文件|令)$"
)


def head(document: Document, paragraphs: Sequence[Paragraph]) -> Head:
    """Return title, issuer and date as far as the first lines or the document's name tell them."""
    first = [document.slice(paragraph.span) for paragraph in paragraphs[:_LINES]]
    top = [line for line in first if len(line) <= 90]
    title = document.title or _title(document.text, paragraphs[:_LINES])
    return Head(title=title, issuer=_issuer(title or "", first), date=_date(title or "", top, document.name))


def _title(text: str, paragraphs: Sequence[Paragraph]) -> str | None:
    for paragraph in paragraphs:
        start, end = paragraph.span
        line = text[start:end]
        heading: Heading | None = numbered(text, start, end)
        if heading or end - start > 80 or line[-1] in "。；：！？":
            return None
        if not _NOT_TITLE.match(line) and end - start >= 4:
            return re.sub(r"\s+", "", line) if "\n" in line else line
    return None


def _issuer(title: str, lines: Sequence[str]) -> str | None:
    if report := _REPORT.search(title):
        return report[2] + "人民政府"
    for piece in (title, *lines[1:]):
        if found := _ISSUER.search(piece[:120]):
            return found[0]
    return None


def _date(title: str, lines: Sequence[str], name: str) -> str | None:
    for line in (*lines, name):
        if found := _DAY.search(line):
            year, month, day = map(int, found.groups())
            if 1 <= month <= 12 and 1 <= day <= 31:
                return f"{year:04}-{month:02}-{day:02}"
    for line in (name, title):
        if year_only := _YEAR.search(line):
            return year_only[0]
    return None

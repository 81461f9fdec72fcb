"""``align text`` and ``align outline``: what was read of a plan, before any rule."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from align.cli.choices import one_of
from align.cli.language import lang, say
from align.cli.options import Spoken
from align.cli.printing import put

if TYPE_CHECKING:
    from align.document import Document
    from align.structure import Outline, Section

PLAN = typer.Argument(metavar="PLAN", help=say("规划文件；- 为标准输入。", "A plan; - is standard input."))
FORMAT_IN = typer.Option(
    "--format-in",
    help=say(
        "规划的格式（默认按内容识别）：docx、pdf、html、md、txt、doc、wps、odt、rtf。",
        "Format of the plan (detected by default): docx, pdf, html, md, txt, doc, wps, odt, rtf.",
    ),
)
ENCODING = typer.Option(
    "--encoding",
    help=say(
        "文本、网页的编码，如 gb18030（默认自动识别）。", "Encoding of text and HTML (detected by default)."
    ),
)


_KINDS = {
    "row": ("表格行", "table rows"),
    "note": ("注释", "notes"),
    "box": ("文本框段落", "text box paragraphs"),
}


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(
        "text",
        help=say(
            "输出从规划中读出的全文；报告里的位置（start、end）都指这份文字。",
            "Print the text read from a plan; the offsets of all reports point into it.",
        ),
    )(text_command)
    app.command(
        "outline",
        help=say(
            "列出读懂了什么：章节、表格、注释，以及哪些没有计入、为什么。",
            "Show what was understood: sections, tables, notes, and what was left out and why.",
        ),
    )(outline_command)


def text_command(
    plan: Annotated[str, PLAN],
    format_in: Annotated[str | None, FORMAT_IN] = None,
    encoding: Annotated[str | None, ENCODING] = None,
    lang_: Spoken = None,
) -> None:
    """Print the text of a plan, byte for byte what offsets count on."""
    text = _read(plan, format_in, encoding).text
    # As bytes: a console's translation of line ends would move every offset. A program reads UTF-8, a person what the
    # console shows.
    shown = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
    put(text.encode(shown, "replace"))


def outline_command(
    plan: Annotated[str, PLAN],
    format: Annotated[str, typer.Option("--format", help="text | json")] = "text",
    format_in: Annotated[str | None, FORMAT_IN] = None,
    encoding: Annotated[str | None, ENCODING] = None,
    lang_: Spoken = None,
) -> None:
    """Print what was understood of a plan."""
    from align.structure import outline

    one_of("--format", format, ("text", "json"))
    found = outline(_read(plan, format_in, encoding))
    if format == "json":
        put(json.dumps(as_data(found), ensure_ascii=False, indent=2), machine=True)
    else:
        put("\n".join(told(found)))


def _read(plan: str, format_in: str | None, encoding: str | None) -> Document:
    from align.cli.files import stdin
    from align.document import read

    source: Any = stdin() if plan == "-" else Path(plan)
    return read(source, name="-" if plan == "-" else None, format=format_in, encoding=encoding)


def told(found: Outline) -> Iterator[str]:
    """Yield the lines for people."""
    document = found.document
    yield from _heading(found)
    yield ""
    yield from _sections(found)
    kinds = [(names, sum(b.kind == kind for b in document.blocks)) for kind, names in _KINDS.items()]
    tables = len({b.table for b in document.blocks if b.table})
    counts = [f"{count} {say(*names)}" for names, count in kinds if count]
    if counts:
        more = say(f"（{tables} 张表）", f" ({tables} tables)") if tables else ""
        yield ""
        yield say("其中 ", "Among them ") + say("，", ", ").join(counts) + more
    yield from _left_out(document)
    yield from _omissions(document)


def _heading(found: Outline) -> Iterator[str]:
    document = found.document
    parts = [
        document.name,
        document.format,
        say(f"{len(document.text)} 字符", f"{len(document.text)} characters"),
    ]
    parts.append(say(f"{len(found.paragraphs)} 段", f"{len(found.paragraphs)} paragraphs"))
    if document.pages:
        parts.append(say(f"{document.pages} 页", f"{document.pages} pages"))
    yield " · ".join(parts)
    for zh, en, value in (
        ("标题", "Title", found.head.title), ("发文", "Issuer", found.head.issuer), ("地区", "Region", _region(found)),
        ("日期", "Date", found.head.date),
    ):  # fmt: skip
        if value:
            yield say(f"{zh}：{value}", f"{en}: {value}")


def _region(found: Outline) -> str | None:
    """Return the province that a check would judge for, with the place in it that the document names."""
    from align.structure import place

    where = place(found)
    if where is None or where.kind == "province":
        return where.province if where else None
    return where.province + say(f"（{where.name}）", f" ({where.name})")


def _sections(found: Outline) -> Iterator[str]:
    from align.report.wording import role_name

    titled = [section for section in found.sections if section.level]
    if not titled:
        yield say("没有认出章节标题。", "No headings were recognised.")
    for section in titled:
        role = role_name(section.role, lang())
        where = _where(found, section.span.start)
        mark = f" [{role}]" if role else ""
        yield f"{'  ' * section.level}{_titled(found, section)}{mark}  {where}"


def _titled(found: Outline, section: Section) -> str:
    """Return number and title of a section with the blank that stands between them (第一篇 总体要求)."""
    after = section.heading.start + len(section.number)
    blank = section.number and found.document.text[after : after + 1].isspace()
    return f"{section.number}{' ' if blank else ''}{section.title}"


def _where(found: Outline, offset: int) -> str:
    for at, paragraph in enumerate(found.paragraphs, 1):
        if paragraph.span.start <= offset < paragraph.span.end:
            page = say(f" 第{paragraph.page}页", f" p. {paragraph.page}") if paragraph.page else ""
            return say(f"第{at}段", f"par. {at}") + page
    return ""


def _left_out(document: Document) -> Iterator[str]:
    groups: dict[str, list[str]] = {}
    for block in document.blocks:
        if block.left_out:
            groups.setdefault(block.left_out, []).append(document.slice(block.span))
    if groups:
        yield ""
        yield say("未计入判断（文字仍在全文中）：", "Not judged (still in the text):")
    for reason, texts in groups.items():
        yield f"  {_named(reason)} × {len(texts)}{_sample(texts[0])}"


def _omissions(document: Document) -> Iterator[str]:
    if document.omissions:
        yield ""
        yield say("已略去（不在全文中）：", "Kept out of the text:")
    for gone in document.omissions:
        yield f"  {_named(gone.reason)} × {gone.count}{_sample(gone.sample)}"


def _named(reason: str) -> str:
    from align.report.wording import left_out_name

    return left_out_name(reason, lang())


def _sample(text: str) -> str:
    short = " ".join(text.split())
    if not short:
        return ""
    return say("：", ": ") + (short if len(short) <= 40 else short[:40] + "…")


def as_data(found: Outline) -> dict[str, Any]:
    """Return the outline for machines; offsets point into what ``align text`` prints."""
    from align.structure import place

    document, where = found.document, place(found)
    return {
        "schema": "align/outline/v1",
        "document": {
            "name": document.name, "format": document.format, "title": found.head.title,
            "issuer": found.head.issuer, "region": where.province if where else None, "date": found.head.date,
            "characters": len(document.text), "pages": document.pages, "digest": document.digest,
        },
        "sections": [
            {
                "number": s.number, "title": s.title, "level": s.level, "role": s.role.value,
                "start": s.span.start, "end": s.span.end, "path": list(found.path(at)),
            }
            for at, s in enumerate(found.sections) if s.level
        ],
        "blocks": [
            {
                "start": b.span.start, "end": b.span.end, "kind": b.kind, "level": b.level, "page": b.page,
                "table": b.table, "row": b.row, "left_out": b.left_out,
            }
            for b in document.blocks
        ],
        "omissions": [{"reason": o.reason, "count": o.count, "sample": o.sample} for o in document.omissions],
    }  # fmt: skip

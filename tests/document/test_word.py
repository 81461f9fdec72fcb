"""Word documents read as their reader sees them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from align.document import Document, read
from align.errors import DocumentError

from .formats import FIXTURES, fixture, headings, judged, left_out, omitted, texts


def test_numbers_that_exist_only_as_definitions_are_printed() -> None:
    assert texts(fixture("numbering.docx")) == [
        "江苏省示范市发展规划",
        "第一章 总体要求",
        "（一）指导思想",
        "坚持稳中求进。",
        "（二）发展目标",
        "1. 经济总量稳步增长。",
        "2. 创新能力明显提升。",
        "第二章 重点任务",
        "（一）推进协同创新",
        "1. 共建长三角国家技术创新中心。",
        "①建设实验室。",
        "②引进人才。",
        "①重新计数。",
        "7. 从七起。",
        "甲、天干。",
        "1之1 法定。",
        "乙、天干二。",
        "圆点不显示。",
        "第一条 日式。",
        "不编号的标题",
    ]


def test_headings_are_told_by_style_by_inherited_style_and_by_outline_level() -> None:
    assert headings(fixture("numbering.docx")) == [
        (1, "第一章 总体要求"),
        (2, "（一）指导思想"),
        (2, "（二）发展目标"),
        (1, "第二章 重点任务"),
        (2, "（一）推进协同创新"),
        (2, "不编号的标题"),
    ]
    assert fixture("numbering.docx").title == "江苏省示范市发展规划"


def test_tracked_changes_read_as_accepted() -> None:
    document = fixture("changes.docx")
    assert texts(document) == [
        "推动加快长三角一体化发展。",
        "段落标记被删除，两段合为一段。",
        "中间一段。",
        "移动的句子。",
        "批注不计入正文。",
        "新增一段。",
        "指标 | 2027年",
        "研发投入强度 | 3.5%",
        "表后正文。",
    ]
    assert omitted(document) == {"deleted": 4, "comment": 1}


def test_text_boxes_are_read_once_after_the_paragraph_that_holds_them() -> None:
    document = fixture("boxes.docx")
    boxes = [document.slice(block.span) for block in document.blocks if block.kind == "box"]
    assert boxes == ["文本框：共建G60科创走廊。", "文本框第二段。", "旧式文本框。"]
    assert texts(document)[:2] == ["文本框之前和之后。", "文本框：共建G60科创走廊。"]
    assert omitted(document) == {"picture": 1}


def test_tables_are_rows_with_their_place() -> None:
    document = fixture("boxes.docx")
    rows = [(b.table, b.row, document.slice(b.span)) for b in document.blocks if b.kind == "row"]
    assert rows == [
        (1, 1, "指标 | 单位 | 2025年 | 2027年"),
        (1, 2, "地区生产总值 | 亿元 | 14 | 16"),
        (1, 3, "|  | 15 | 十七 万"),
        (2, 1, "专栏1 长三角科技创新"),
        (2, 1, "共建国家实验室。"),
        (2, 1, "共用大科学装置。"),
        (3, 1, "外层 | 格内文字"),
        (4, 1, "内层甲 | 内层乙"),
    ]


def test_cover_and_contents_are_left_out_and_the_cover_names_the_title() -> None:
    document = fixture("notes.docx")
    assert document.title == "示范市科技创新“十五五”规划"
    assert left_out(document) == {
        "cover": ["附件", "示范市科技创新", "“十五五”规划", "示范市人民政府", "二〇二六年一月"],
        "toc": ["目　录", "一、总体要求\t1", "二、重点任务"],
    }


def test_notes_follow_their_paragraph_and_their_marks_break_no_word() -> None:
    assert judged(fixture("notes.docx"))[1:4] == [
        "推动长三角一体化发展，共建科技创新共同体。",
        "脚注：一市三省。",
        "尾注：2018年成立。",
    ]


def test_fields_breaks_controls_and_hidden_text() -> None:
    document = fixture("notes.docx")
    assert judged(document)[4:] == [
        "看得见的文字。",
        "第一行没有写完\n就换行。",
        "（二）另起一段。",
        "到2027年，见第页。",
        "张江高科。",
    ]
    assert omitted(document) == {"hidden": 2, "header": 1, "footer": 1}


def test_pages_are_those_of_the_last_layout() -> None:
    document = fixture("notes.docx")
    assert document.pages == 2
    assert [block.page for block in document.blocks][-1] == 2


def test_blocks_cover_the_text_but_for_blanks() -> None:
    for name in ("numbering", "changes", "boxes", "notes"):
        document = fixture(f"{name}.docx")
        assert "\n".join(texts(document)) == document.text


def _changed(name: str, **parts: str | None) -> Document:
    """Return a fixture with parts of its package replaced, or left away where None."""
    changed = io.BytesIO()
    with zipfile.ZipFile(FIXTURES / name) as old, zipfile.ZipFile(changed, "w") as new:
        for entry in old.namelist():
            key = entry.rsplit("/", 1)[-1].removesuffix(".xml")
            content = parts.get(key, old.read(entry).decode())
            if content is not None:
                new.writestr(entry, content)
    return read(changed, name=name)


def test_a_table_of_contents_that_never_ends_does_not_swallow_the_plan() -> None:
    with zipfile.ZipFile(FIXTURES / "notes.docx") as package:
        body = package.read("word/document.xml").decode()
    end = '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    assert end in body
    assert "看得见的文字。" in judged(_changed("notes.docx", document=body.replace(end, "")))


def test_a_document_without_styles_and_numbering_is_read() -> None:
    assert "总体要求" in texts(_changed("numbering.docx", styles=None, numbering=None))


def test_strict_word_documents_are_read() -> None:
    with zipfile.ZipFile(FIXTURES / "numbering.docx") as package:
        strict = {
            name: package.read(f"word/{name}.xml")
            .decode()
            .replace(
                "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                "http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            for name in ("document", "styles", "numbering")
        }
    assert texts(_changed("numbering.docx", **strict)) == texts(fixture("numbering.docx"))


def test_a_word_file_of_pictures_alone_asks_for_ocr() -> None:
    body = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
        "<w:drawing/></w:r></w:p></w:body></w:document>"
    )
    with pytest.raises(DocumentError) as caught:
        _changed("numbering.docx", document=body)
    assert caught.value.code == "no-text"
    assert "OCR" in caught.value.zh


def test_the_provincial_reports_read_like_their_texts(shared: Path) -> None:
    folder = shared / "corpus"
    reports = sorted((folder / "originals").glob("*.docx"))
    assert len(reports) == 16
    for path in reports:
        province = path.stem.removeprefix("2025年").removesuffix("政府工作报告")
        text = {_squeezed(line) for line in texts(read(folder / f"2025_{province}_政府工作报告.txt"))}
        more = [line for line in map(_squeezed, texts(read(path))) if line not in text]
        # The web page that the .docx was saved from names its source above the report.
        assert all(line.startswith("来源") for line in more), (province, more)


def _squeezed(text: str) -> str:
    return "".join(text.split()).strip("\u200c")

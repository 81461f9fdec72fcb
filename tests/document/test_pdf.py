"""PDF: paragraphs without hard wraps and margins, with their pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.document import read
from align.document.pdfline import tidy
from align.errors import DocumentError

from .formats import FIXTURES, fixture, judged, left_out, omitted

pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed")


def test_hard_wraps_are_joined_also_over_a_page_and_a_footnote() -> None:
    assert judged(fixture("wrapped.pdf"))[:4] == [
        "示范市国民经济和社会发展第十五个五年规划纲要",
        "第一章 总体要求",
        "坚持以习近平新时代中国特色社会主义思想为指导，紧扣一体化和高质量两个关键词，共建长三角科技创新共同体，推动G60科创走廊"
        "建设取得新成效，到2027年全社会研发投入强度达到3.5%左右，高新技术企业突破10000家。",
        "坚持创新引领、开放合作，在更大范围内联动构建创新链、产业链、供应链，打造具有全球竞争力的产业创新高地，增强要素保障，"
        "扩大开放合作，为全国改革发展稳定大局不断探索作出更大贡献。",
    ]


def test_running_heads_and_page_numbers_are_kept_out_and_told() -> None:
    document = fixture("wrapped.pdf")
    assert omitted(document) == {"running-head": 3, "page-number": 3}
    assert document.text.count("第十五个五年规划纲要") == 1


def test_footnotes_are_left_out_of_judgement() -> None:
    notes = left_out(fixture("wrapped.pdf"))["footnote"]
    assert notes == [
        "1长三角科技创新共同体：由一市三省共同建设，2020年12月科技部印发发展规划，提出到2035年全面建成。"
    ]


def test_ruled_tables_are_rows_and_boxes_are_paragraphs() -> None:
    document = fixture("wrapped.pdf")
    rows = [(b.page, b.table, b.row, document.slice(b.span)) for b in document.blocks if b.kind == "row"]
    assert rows == [
        (2, 1, 1, "指标 | 2025年 | 2027年"),
        (2, 1, 2, "全社会研发投入强度（%） | 3.2 | 3.5"),
        (2, 1, 3, "每万人口高价值发明专利拥有量，包括企业、高校和科研院所（件） | 40 | 50"),
        (2, 2, 1, "专栏1 科技创新重大工程"),
        (2, 2, 1, "共建国家实验室和大科学装置集群，推动大型科学仪器开放共享，联合承担国家重大科技项目。"),
    ]


def test_pages_are_kept() -> None:
    document = fixture("wrapped.pdf")
    assert document.pages == 3
    pages = {document.slice(block.span): block.page for block in document.blocks}
    assert pages["第二章 主要指标"] == 2
    assert pages["加强组织领导。"] == 3


def test_the_left_column_is_read_before_the_right_one() -> None:
    read_ = judged(fixture("columns.pdf"))
    assert [text[:6] for text in read_] == [
        "示范省政府公", "一、总体要求", "左栏第一段：", "左栏第二段：", "左栏第三段：", "左栏第四段：", "左栏第五段：",
        "左栏第六段：", "左栏第七段：", "二、重点任务", "右栏第一段：", "右栏第二段：", "右栏第三段：", "右栏第四段：",
        "右栏第五段：",
    ]  # fmt: skip
    assert all(text.endswith("。") for text in read_ if "栏第" in text)


def test_a_scan_asks_for_ocr() -> None:
    with pytest.raises(DocumentError, match="no text layer: run OCR first") as caught:
        fixture("scan.pdf")
    assert caught.value.code == "no-text-layer"
    assert "文字识别" in caught.value.zh


@pytest.mark.parametrize("where", ["PdfDocument.__getitem__", "PdfPage.get_textpage"])
def test_a_broken_page_among_good_ones_has_no_text(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import pypdfium2

    owner, method = where.split(".")
    broken = iter([False, True, False])
    works = getattr(getattr(pypdfium2, owner), method)

    def sometimes(*given: object) -> object:
        if next(broken):
            raise pypdfium2.PdfiumError("broken")
        return works(*given)

    monkeypatch.setattr(getattr(pypdfium2, owner), method, sometimes)
    document = fixture("wrapped.pdf")
    assert document.pages == 3
    assert {block.page for block in document.blocks} == {1, 3}


def test_a_pdf_with_a_password_says_so() -> None:
    with pytest.raises(DocumentError) as caught:
        fixture("locked.pdf")
    assert caught.value.code == "encrypted"


@pytest.mark.parametrize("kept", [0.1, 0.5])
def test_a_truncated_pdf_is_an_error_or_read_in_part(kept: float, tmp_path: Path) -> None:
    content = (FIXTURES / "wrapped.pdf").read_bytes()
    broken = tmp_path / "断.pdf"
    broken.write_bytes(content[: int(len(content) * kept)])
    with pytest.raises(DocumentError) as caught:
        read(broken)
    assert caught.value.code in ("damaged", "no-text", "no-text-layer")


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("(2 0 0 1 年2 月 1 6 日)", "(2001年2月16日)"),
        ("到 2028 年", "到2028年"),
        ("“ 十五” 计划", "“十五”计划"),
        ("AI for Science 平台", "AI for Science平台"),
        ("⼀体化⼤⼒推进", "一体化大力推进"),
        ("第一章\u3000总则", "第一章 总则"),
        ("GDP 5.5%", "GDP 5.5%"),
    ],
)
def test_blanks_that_only_space_letters_out_are_dropped(printed: str, meant: str) -> None:
    assert tidy(printed) == meant


def test_plans_of_the_state_council_read_paragraph_by_paragraph(shared: Path) -> None:
    path = next((shared / "corpus/originals").glob("P002*.pdf"))
    document = read(path)
    assert document.pages == 21
    lines = judged(document)
    assert "（一）大数据成为推动经济转型发展的新动力。" in "".join(lines)
    broken = [line for line in lines if len(line) > 60 and not line.endswith(("。", "；", "：", "”"))]
    assert broken == []

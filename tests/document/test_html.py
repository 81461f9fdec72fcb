"""Web pages: the main text with its tables, without what stands around it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from align.document import Document, read

from .formats import FIXTURES, fixture, headings, omitted, texts

pytest.importorskip("trafilatura", reason="trafilatura is not installed")


def _page(inside: str, head: str = "", encoding: str = "utf-8") -> Document:
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{inside}</body></html>"
    return read(io.BytesIO(page.encode(encoding)), name="页.html")


def test_a_government_page_is_its_plan() -> None:
    assert texts(fixture("site.html")) == [
        "示范市科技创新“十五五”规划",
        "发布时间：2026-01-15　来源：示范市人民政府",
        "一、总体要求",
        "坚持科技创新和产业创新跨区域协同，共建长三角科技创新共同体，推动大型科学仪器开放共享，联合承担国家重大科技项目，"
        "到2027年全社会研发投入强度达到3.5%左右。",
        "二、重点任务",
        "（一）加强关键核心技术攻关。组建跨区域创新联合体，集中突破集成电路、生物医药、人工智能等领域的关键技术。",
        "（二）促进成果转化。健全长三角技术市场，推动科技成果跨区域转移转化，完善利益共享机制。",
        "指标 | 2025年 | 2027年",
        "研发投入强度（%） | 3.2 | 3.5",
        "高新技术企业（家） | 8000 | 10000",
        "一、建立联席会议制度，统筹推进重大事项。",
        "二、加大财政投入，完善多元化投入机制。",
    ]


def test_what_stands_around_is_told() -> None:
    document = fixture("site.html")
    assert set(omitted(document)) == {"navigation", "hidden"}
    assert document.title == "示范市科技创新“十五五”规划"
    assert headings(document) == [(1, "示范市科技创新“十五五”规划")]


def test_rows_have_their_place() -> None:
    rows = [(block.table, block.row) for block in fixture("site.html").blocks if block.kind == "row"]
    assert rows == [(1, 1), (1, 2), (1, 3)]


def test_a_page_that_calls_itself_gb2312_may_hold_all_of_gb18030() -> None:
    meta = '<meta charset="gb2312">'
    assert "镕" in _page("<p>朱镕基</p>", meta, "gb18030").text


def test_a_page_that_lies_about_its_encoding_is_read_by_its_bytes() -> None:
    text = "推动长三角一体化发展，加强科技创新。"
    assert _page(f"<p>{text}</p>", '<meta charset="big5">', "utf-8").text in (text, text)
    assert text in _page(f"<p>{text}</p>", '<meta charset="ascii">', "gb18030").text


def test_a_line_end_between_chinese_letters_is_no_blank() -> None:
    assert _page("<p>推动长三\n角一体化\n  发展。</p>").text == "推动长三角一体化发展。"


def test_inline_markup_breaks_no_word() -> None:
    assert (
        _page("<p>推动<b>长三</b><span>角</span><a href='/'>一体化</a>发展。</p>").text
        == "推动长三角一体化发展。"
    )


def test_scripts_styles_and_forms_are_no_text() -> None:
    page = _page(
        "<script>长三角</script><style>长三角</style><p>正文。</p><select><option>长三角</option></select>"
    )
    assert page.text == "正文。"


def test_a_layout_table_is_no_table() -> None:
    cell = "".join(f"<p>第{n}段：推动长三角一体化发展取得新的重大突破。</p>" for n in range(30))
    document = _page(f"<table><tr><td>{cell}</td><td>侧栏</td></tr></table>")
    assert texts(document)[:2] == [
        "第0段：推动长三角一体化发展取得新的重大突破。",
        "第1段：推动长三角一体化发展取得新的重大突破。",
    ]
    assert all(block.table is None for block in document.blocks)


def test_numbers_of_lists_are_printed() -> None:
    assert texts(_page("<ol start='3'><li>甲。</li><li value='7'>乙。</li><li>丙。</li></ol>")) == [
        "3. 甲。",
        "7. 乙。",
        "8. 丙。",
    ]


def test_a_slogan_in_the_title_is_no_title() -> None:
    assert _page("<p>推动长三角一体化发展。</p>", "<title>全心全意为人民服务</title>").title is None


def test_a_web_archive_is_the_page_in_it() -> None:
    page = (FIXTURES / "site.html").read_bytes().decode("gb18030").replace("gb2312", "utf-8")
    archive = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        f"{page}\r\n--x--\r\n"
    )
    assert texts(read(io.BytesIO(archive.encode()), name="页.mhtml")) == texts(fixture("site.html"))


def test_saved_statistics_pages_read_from_title_to_sources(shared: Path) -> None:
    for name in ("2022_宜春市_统计公报.html", "2022_江西省_统计公报.html"):
        lines = texts(read(shared / "corpus/originals" / name))
        assert lines[0].endswith("2022年国民经济和社会发展统计公报")
        assert "资料来源" in lines[-2]
        assert not any("首页" in line or "无障碍" in line or "备案" in line for line in lines)

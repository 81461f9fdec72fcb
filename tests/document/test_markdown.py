"""Markdown: the text is the file; headings and rows are told by the parser, markup is left out."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

import align
from align.document import Document, read
from align.document.markdown import read_markdown

from .formats import CONTENTS_LINES, headings, judged, left_out


def _read(text: str) -> Document:
    return read(io.BytesIO(text.encode()), name="规划.md")


PLAN = """---
title: 示范市规划
---

# 示范市科技创新规划 #

## 一、总体要求

**（一）加强协同。**推动长三角一体化发展。
第二行。

三、标题
---

* 项目一
- 项目二

| 指标 | 2027年 |
|---|---:|
| 研发投入强度 | 3.5% |

```
代码
```

<!-- 注释 -->
"""


def test_the_text_is_the_file() -> None:
    assert _read(PLAN).text == PLAN
    assert _read("a\r\n# 标题\r\n").text == "a\r\n# 标题\r\n"


def test_headings_stand_without_their_marks() -> None:
    document = _read(PLAN)
    assert headings(document) == [(1, "示范市科技创新规划"), (2, "一、总体要求"), (2, "三、标题")]
    assert document.title == "示范市规划"


def test_marks_at_the_ends_of_a_line_are_no_text() -> None:
    assert judged(_read(PLAN))[2:] == [
        "（一）加强协同。**推动长三角一体化发展。",
        "第二行。",
        "三、标题",
        "项目一",
        "项目二",
        "| 指标 | 2027年 |",
        "| 研发投入强度 | 3.5% |",
    ]


def test_what_is_left_out_is_told() -> None:
    found = left_out(_read(PLAN))
    assert found["code"] == ["```", "代码", "```"]
    assert found["front-matter"] == ["---", "title: 示范市规划", "---"]
    assert "<!-- 注释 -->" in found["markup"]


@pytest.mark.parametrize("line", CONTENTS_LINES)
def test_lines_of_a_table_of_contents_are_left_out_and_rows_are_not(line: str) -> None:
    document = _read(f"{line}\n\n- {line}\n\n| 指标 | 值 |\n| --- | --- |\n| 总则 | {line}\n\n第一章 总则\n")
    assert left_out(document)["toc"] == [line, line]
    assert judged(document) == ["| 指标 | 值 |", f"| 总则 | {line}", "第一章 总则"]


def test_rows_have_their_place() -> None:
    rows = [
        (block.table, block.row) for block in _read(PLAN).blocks if block.kind == "row" and not block.left_out
    ]
    assert rows == [(1, 1), (1, 2)]


@given(st.text(alphabet="#*-_|` \n\r一（）长三角。>1.\t", max_size=120))
def test_blocks_cover_all_but_blanks_in_order(text: str) -> None:
    document = read_markdown(text, "a.md")
    at = 0
    for block in document.blocks:
        assert document.text[at : block.span.start].strip() == ""
        assert block.span.start < block.span.end
        at = block.span.end
    assert document.text[at:].strip() == ""


def test_stars_of_emphasis_part_no_word_of_a_rule() -> None:
    checker = align.Checker()
    plain = "## 一、重点任务\n\n推动建立长三角统一的排污权交易制度。\n"
    starred = plain.replace("长三角", "**长三角**").replace("排污权", "*排污权*")
    found = [
        [int(f.level) for f in checker.check(_read(text * 30), bind_all=True).findings]
        for text in (plain, starred)
    ]
    assert found[0] == found[1]
    assert max(found[0]) > 0


@pytest.mark.parametrize("end", ["\v", "\x85", "\u2028", "\u2029"])
def test_soft_line_ends_part_lines_as_usual_ones_do(end: str) -> None:
    text = "# 规划\n\n## 一、总体要求\n\n推动发展。\n\n| 指标 | 值 |\n|---|---|\n| 甲 | 1 |\n"
    usual = read_markdown(text, "规划.md")
    soft = read_markdown(text.replace("\n", end), "规划.md")
    assert soft.text == text.replace("\n", end)
    assert (soft.blocks, soft.title) == (usual.blocks, usual.title)

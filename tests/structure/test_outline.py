"""The outline of Chinese official documents: what stands under which heading."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.document import Block, Document, Span
from align.document.plain import plain
from align.structure import Head, Outline, Role, outline

Build = Callable[..., Outline]
Draw = Callable[[Outline], str]
BODY = "加强统筹协调，完善推进机制，把各项任务落到实处，确保规划目标如期实现。"


def test_work_reports_nest_cn_over_bracketed(outlined: Build, tree: Draw) -> None:
    text = f"2026年甲省政府工作报告\n各位代表：\n一、2025年工作回顾\n（一）经济稳中向好。{BODY}\n二、2026年重点工作\n（一）扩大内需。{BODY}\n"
    assert (
        tree(outlined(text))
        == "一、2025年工作回顾\n  （一）经济稳中向好\n二、2026年重点工作\n  （一）扩大内需"
    )


def test_plans_nest_chapter_section_cn_bracketed_digit(outlined: Build, tree: Draw) -> None:
    headings = [
        "第一篇 总论",
        "第一章 总体要求",
        "第一节 指导思想",
        "一、形势",
        "（一）机遇",
        "1. 国内",
        "（1）消费",
    ]
    drawn = tree(outlined("\n".join(f"{heading}\n{BODY}" for heading in headings)))
    assert [len(line) - len(line.lstrip()) for line in drawn.split("\n")] == [0, 2, 4, 6, 8, 10, 12]


def test_items_may_be_numbered_through_all_chapters(outlined: Build, tree: Draw) -> None:
    text = f"一、总体要求\n1.指导思想。{BODY}\n2.主要目标。{BODY}\n二、重点任务\n3.提振消费。{BODY}\n"
    assert tree(outlined(text)) == "一、总体要求\n  1.指导思想\n  2.主要目标\n二、重点任务\n  3.提振消费"


def test_decimals_nest_by_their_depth(outlined: Build, tree: Draw) -> None:
    text = f"一、新阶段\n1.1 发展基础\n{BODY}\n1.1.1 实力提升。{BODY}\n1.2 发展环境\n{BODY}\n二、新目标\n2.1 指导思想\n{BODY}\n"
    assert tree(outlined(text)) == (
        "一、新阶段\n  1.1发展基础\n    1.1.1实力提升\n  1.2发展环境\n二、新目标\n  2.1指导思想"
    )


def test_a_title_without_number_leads_the_items_numbered_anew(outlined: Build, tree: Draw) -> None:
    text = f"2026年甲省政府工作报告\n{BODY}{BODY}\n上年工作回顾\n（一）经济向好。{BODY}\n今年重点工作\n（一）扩大内需。{BODY}\n结语\n{BODY}{BODY}\n"
    assert tree(outlined(text)) == "上年工作回顾\n  （一）经济向好\n今年重点工作\n  （一）扩大内需\n结语"


def test_a_title_with_a_full_stop_is_a_title_where_its_text_follows(outlined: Build, tree: Draw) -> None:
    of = outlined(f"（一）加强金融支持。\n1.加大信贷。{BODY}\n（二）办好实事。\n{BODY}\n（三）抓好落实。\n")
    assert tree(of) == "（一）加强金融支持\n  1.加大信贷\n（二）办好实事\n（三）抓好落实"
    assert [of.document.slice(s.span) for s in of.sentences if s.heading] == [
        "（一）加强金融支持。",
        "（二）办好实事。",
    ]


def test_short_sentences_on_lines_of_their_own_title_what_follows(outlined: Build, tree: Draw) -> None:
    titles = ["大力提振消费", "扩大有效投资", "优化营商环境", "壮大先进制造业"]
    text = "（一）释放需求\n" + "".join(f"{title}。\n{BODY}{BODY}\n" for title in titles)
    assert tree(outlined(text)) == "（一）释放需求\n" + "\n".join(f"  {title}" for title in titles)


def test_where_each_sentence_has_a_line_a_short_one_is_no_title(outlined: Build, tree: Draw) -> None:
    text = "（一）释放需求\n" + f"大力提振消费。\n{BODY}\n" * 6
    assert tree(outlined(text)) == "（一）释放需求"


def test_boxes_bear_their_own_items(outlined: Build, tree: Draw) -> None:
    text = f"（一）治理河道\n{BODY}\n专栏2 河道工程\n1. 防洪体系。{BODY}\n2. 河道治理。{BODY}\n（二）建设管网\n{BODY}\n"
    assert (
        tree(outlined(text))
        == "（一）治理河道\n  专栏2河道工程\n    1.防洪体系\n    2.河道治理\n（二）建设管网"
    )


@pytest.mark.parametrize(
    "line",
    [
        "2.69 万亿元上升到 3.87 万亿元，经济增速处于领先地位。",
        "8.5 平方米",
        "2025年，全省经济稳中有进。",
        "一是扩投资，二是促消费。",
        "十三五时期，全省发展取得成效。",
        "3个百分点的增幅居全国前列。",
        "30 分钟有大型公园，处处有公园。",
    ],
)
def test_numbers_that_count_are_no_headings(outlined: Build, tree: Draw, line: str) -> None:
    assert tree(outlined(f"{BODY}{BODY}\n{line}\n{BODY}{BODY}\n")) == ""


def test_cells_of_a_flattened_table_are_no_headings(outlined: Build, tree: Draw) -> None:
    cells = [
        "表1 主要指标完成情况",
        "序号",
        "项目类别",
        "单位",
        "完成率",
        "1",
        "综合整治城市河道",
        "条",
        "113%",
        "2",
        "新开城市河道",
        "100%",
    ]
    text = f"（一）成效\n{BODY}\n" + "\n".join(cells) + f"\n（二）问题\n{BODY}\n"
    of = outlined(text)
    assert tree(of) == "（一）成效\n（二）问题"
    assert [of.document.slice(passage.span) for passage in of.passages[1:-1]] == cells


def test_numbered_notes_below_a_table_are_no_items(outlined: Build, tree: Draw) -> None:
    text = f"（一）标准\n{BODY}\n注：1. 表中所列适用于暴雨强度公式。\n2. 管渠按满管流计算。\n3. 超大城市指千万人口城市。\n（二）方案\n{BODY}\n"
    assert tree(outlined(text)) == "（一）标准\n（二）方案"


def test_newspaper_jumps_do_not_part_an_item(outlined: Build) -> None:
    text = f"一、民生\n39.建设健康天津。{BODY}\n（下转第3版）\n（上接第2版）\n健全医保协同机制。{BODY}\n40.支持人口发展。{BODY}\n"
    of = outlined(text.replace("39", "1").replace("40", "2"))
    item = next(passage for passage in of.passages if of.document.slice(passage.span).startswith("1."))
    assert of.document.slice(item.span).endswith("健全医保协同机制。" + BODY)


def test_levels_that_the_format_states_win(tree: Draw) -> None:
    lines = ["总则", BODY, "适用范围", BODY, "附则", BODY]
    levels = [1, None, 2, None, 1, None]
    text, blocks = "", []
    for line, level in zip(lines, levels, strict=True):
        blocks.append(
            Block(Span(len(text), len(text) + len(line)), "heading" if level else "paragraph", level)
        )
        text += line + "\n"
    of = outline(Document("a.docx", text, tuple(blocks), "docx"))
    assert tree(of) == "总则\n  适用范围\n附则"


def test_a_heading_that_is_the_title_of_the_document_is_no_section(tree: Draw) -> None:
    lines = ["甲市十五五规划", "总则", BODY, "重点任务", BODY]
    levels = [1, 2, None, 2, None]
    text, blocks = "", []
    for line, level in zip(lines, levels, strict=True):
        blocks.append(
            Block(Span(len(text), len(text) + len(line)), "heading" if level else "paragraph", level)
        )
        text += line + "\n"
    of = outline(Document("a.md", text, tuple(blocks), "md"))
    assert tree(of) == "总则\n重点任务"
    assert [of.document.slice(s.span) for s in of.sentences if s.heading] == [
        "甲市十五五规划",
        "总则",
        "重点任务",
    ]


def test_the_chapter_goes_on_after_its_last_item(outlined: Build) -> None:
    text = f"一、工作回顾\n（一）经济向好。{BODY}\n（二）民生改善。{BODY}\n各位代表，成绩来之不易。{BODY}\n二、重点工作\n{BODY}\n"
    of = outlined(text)
    tail = next(s for s in of.sentences if of.document.slice(s.span).startswith("各位代表"))
    assert of.path(tail.section) == ("一、工作回顾",)


def test_traditional_and_full_width_forms_are_read_alike_and_printed_as_written(
    outlined: Build, tree: Draw
) -> None:
    of = outlined(
        f"２０２６年江蘇省政府工作報告\n{BODY}{BODY}\n第１章 總體要求\n{BODY}\n第２章 發展現狀\n(一)經濟向好。{BODY}\n"
    )
    assert tree(of) == "第１章總體要求\n第２章發展現狀\n  (一)經濟向好"
    assert [section.role for section in of.sections[1:]] == [Role.PLAN, Role.REVIEW, Role.REVIEW]
    assert of.head == Head("２０２６年江蘇省政府工作報告", "江苏省人民政府", "2026")


def test_sections_hold_their_children(outlined: Build) -> None:
    of = outlined(f"一、任务\n（一）消费。{BODY}\n1. 商品。{BODY}\n（二）投资。{BODY}\n二、保障\n{BODY}\n")
    for section in of.sections[1:]:
        above = of.sections[section.parent or 0].span
        assert above.start <= section.span.start < section.span.end <= above.end


OFFICIAL = st.lists(
    st.sampled_from(
        ["一、总体要求", "（一）扩大内需。" + BODY, "1.消费", "（1）商品；", "专栏3 工程", "第一章 总则", "各位代表！", BODY, "序号", "", "　",
         "1.1 基础", "注：1. 说明", "2. 说明。", "（下转第2版）", "——向新。" + BODY, "“未闭合。", "结语", "12", "\u200b"]
    ),
    max_size=25,
)  # fmt: skip


@given(OFFICIAL | st.lists(st.text(max_size=30), max_size=8))
def test_every_text_has_an_outline_whose_parts_fit(lines: list[str]) -> None:
    check(outline(plain("\n".join(lines), "规划.txt")))


BLANK = " \t\v\u3000\xa0\xad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\n\r\f\x1c\x1d\x1e\x1f\x85\u2028\u2029"


def within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start < inner.end <= outer.end


def check(of: Outline) -> None:
    """Hold that sentences are in order, lie in what they point at, and leave out only blanks."""
    at = 0
    for index, sentence in enumerate(of.sentences):
        passage = of.passages[sentence.passage]
        assert at <= sentence.span.start
        assert index in passage.sentences
        assert passage.section == sentence.section
        assert within(sentence.span, passage.span)
        assert within(sentence.span, of.paragraphs[sentence.paragraph].span)
        assert within(sentence.span, of.sections[sentence.section].span)
        at = sentence.span.end
    assert [i for p in of.passages for i in p.sentences] == list(range(len(of.sentences)))
    left_out = [block.span for block in of.document.blocks if block.left_out]
    rest = of.document.text
    for start, end in sorted([*(s.span for s in of.sentences), *left_out], reverse=True):
        rest = rest[:start] + rest[end:]
    assert not rest.strip(BLANK).strip()


def test_sentences_equal_those_of_the_labels(shared: Path) -> None:
    for table in sorted((shared / "gold").glob("*.sents.tsv")):
        text = table.with_name(table.name.replace(".sents.tsv", ".txt")).read_bytes().decode()
        rows = [line.split("\t") for line in table.read_text(encoding="utf-8").split("\n") if line.strip()]
        theirs = {(int(row[3]), int(row[4])) for row in rows}
        ours = {tuple(sentence.span) for sentence in outline(plain(text, table.name)).sentences}
        assert len(theirs & ours) >= 0.99 * len(theirs), table.name


def test_the_corpus_fits_its_outlines(shared: Path) -> None:
    for path in sorted((shared / "corpus").glob("*.txt"))[::12]:
        check(outline(plain(path.read_bytes().decode(), path.name)))


def test_an_item_may_open_with_a_year(outlined: Build) -> None:
    of = outlined(
        f"一、任务\n1.延长保证金期限。{BODY}\n2.2023年6月底前清退保证金。{BODY}\n3.安排2.5亿元。{BODY}\n"
    )
    assert [section.number for section in of.sections[1:]] == ["一、", "1.", "2.", "3."]


def test_article_102_follows_article_101_and_does_not_start_anew(outlined: Build) -> None:
    talk = "总结各地经验，完善有关制度，推动工作落实。"
    text = f"第一章 总则\n第一百零一条 {BODY}\n{talk}\n第一百零二条 {BODY}\n{talk}\n"
    found = outlined(text)
    article = next(section for section in found.sections if section.number == "第一百零一条")
    assert article.span.end > text.index(talk)

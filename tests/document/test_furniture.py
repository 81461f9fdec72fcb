"""Covers and tables of contents are told from the plan."""

from __future__ import annotations

import pytest

from align.document.assembly import Piece
from align.document.furniture import cover_title, is_cover, mark_contents

from .formats import CONTENTS_LINES


def _left_out(*lines: str) -> list[str]:
    pieces = [Piece(line) for line in lines]
    mark_contents(pieces)
    return [piece.text for piece in pieces if piece.left_out == "toc"]


def test_lines_with_dot_leaders_are_contents_anywhere() -> None:
    assert _left_out("一、总体要求......1", "一、总体要求", "推动发展……到2027年") == ["一、总体要求......1"]


@pytest.mark.parametrize("line", CONTENTS_LINES)
def test_leaders_may_be_dots_or_a_rule_and_page_numbers_may_stand_in_dashes(line: str) -> None:
    assert _left_out(line, "总则") == [line]


def test_lines_with_page_numbers_after_the_word_contents() -> None:
    assert _left_out("目　录", "一、总体要求\t1", "二、重点任务\t12", "一、总体要求", "正文。", "2027年 12") == [
        "目　录", "一、总体要求\t1", "二、重点任务\t12",
    ]  # fmt: skip


def test_titles_that_come_again_are_contents_without_page_numbers() -> None:
    assert _left_out("目录", "序言", "第一章 要求", "序言", "正文。", "第一章 要求", "正文二。") == [
        "目录",
        "序言",
        "第一章 要求",
    ]


def test_a_lone_word_contents_swallows_nothing() -> None:
    assert _left_out("目录", "正文从这里开始，推动长三角一体化发展。", "完。") == []


def test_a_cover_is_short_and_holds_no_sentence_and_no_item() -> None:
    assert is_cover(["示范市“十五五”规划", "示范市人民政府", "二〇二六年一月"])
    assert not is_cover(["示范市规划", "一、总体要求"])
    assert not is_cover(["推动长三角一体化发展。"])
    assert not is_cover([])


def test_the_title_of_a_cover_may_run_over_lines() -> None:
    assert (
        cover_title(["附件", "示范市科技创新", "“十五五”规划", "2026年1月"]) == "示范市科技创新“十五五”规划"
    )
    assert cover_title(["示范市人民政府", "征求意见稿"]) == "示范市人民政府"


def test_an_item_of_any_number_makes_no_cover() -> None:
    for opening in ("三、", "（十二）", "一百零二、", "第一百零二章 "):
        assert not is_cover(["示范市规划", f"{opening}总体要求"]), opening

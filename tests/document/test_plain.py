"""Decoded text becomes blocks: the lines with something on them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.document.plain import plain

from .formats import CONTENTS_LINES

LINES = st.text(alphabet=st.sampled_from("长三角。 \t\u3000\n\r\f\v\u2028\u200b\ufeffab1、"), max_size=60)


def pieces(text: str) -> list[str]:
    document = plain(text, "规划.txt")
    return [document.slice(block.span) for block in document.blocks]


def test_blocks_are_the_lines_with_something_on_them() -> None:
    assert pieces("一、总体要求\n\n　　坚持新发展理念。\n \n") == ["一、总体要求", "坚持新发展理念。"]


def test_every_kind_of_line_end_parts_lines_and_stays_in_the_text() -> None:
    text = "甲\r\n乙\r丙\n丁\f戊\v己\x85庚\u2028辛\u2029壬"
    assert plain(text, "规划.txt").text == text
    assert pieces(text) == list("甲乙丙丁戊己庚辛壬")


def test_a_byte_order_mark_is_taken_off() -> None:
    assert plain("\ufeff总体要求", "规划.txt").text == "总体要求"


def test_blanks_and_zero_width_characters_at_the_ends_belong_to_no_block() -> None:
    assert pieces("\u200b　总体要求 \ufeff") == ["总体要求"]


def test_lines_of_a_table_of_contents_are_left_out() -> None:
    document = plain("第一章 总则...........................3\n第一章 总则\n等等……\n", "规划.txt")
    assert [block.left_out for block in document.blocks] == ["toc", None, None]


@pytest.mark.parametrize("line", CONTENTS_LINES)
def test_leaders_are_told_as_in_every_other_format(line: str) -> None:
    document = plain(f"{line}\n第一章 总则\n", "规划.txt")
    assert [block.left_out for block in document.blocks] == ["toc", None]


@given(LINES)
def test_blocks_are_in_order_and_leave_out_only_blanks(text: str) -> None:
    document = plain(text, "规划.txt")
    at = 0
    for block in document.blocks:
        assert at <= block.span.start < block.span.end
        assert not document.text[at : block.span.start].strip(" \t\u3000\n\r\f\v\u2028\u200b\ufeff")
        at = block.span.end
    assert not document.text[at:].strip(" \t\u3000\n\r\f\v\u2028\u200b\ufeff")


def test_a_long_line_of_blanks_is_read_at_once() -> None:
    assert pieces(" " * 300_000 + "\n规划") == ["规划"]

"""Automatic numbers print as Word prints them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.document.numbering import Counters, Level, List, counted, counting, render


@pytest.mark.parametrize(
    ("style", "number", "printed"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 7, "07"),
        ("decimalFullWidth", 12, "１２"),
        ("chineseCounting", 1, "一"),
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 12, "十二"),
        ("chineseCounting", 25, "二十五"),
        ("chineseCounting", 100, "一〇〇"),
        ("chineseCountingThousand", 10, "十"),
        ("chineseCountingThousand", 100, "一百"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 1001, "一千零一"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("chineseLegalSimplified", 105, "壹佰零伍"),
        ("ideographDigital", 10, "一〇"),
        ("japaneseCounting", 110, "百十"),
        ("japaneseDigitalTenThousand", 20, "二〇"),
        ("taiwaneseCountingThousand", 21, "二十一"),
        ("ideographTraditional", 3, "丙"),
        ("ideographTraditional", 11, "11"),
        ("ideographZodiac", 12, "亥"),
        ("ideographZodiacTraditional", 1, "甲子"),
        ("ideographEnclosedCircle", 2, "㊁"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "㉑"),
        ("decimalEnclosedCircleChinese", 1, "①"),
        ("decimalEnclosedParen", 3, "⑶"),
        ("decimalEnclosedFullstop", 1, "⒈"),
        ("upperRoman", 14, "XIV"),
        ("lowerRoman", 4, "iv"),
        ("upperLetter", 27, "AA"),
        ("lowerLetter", 2, "b"),
        ("numberInDash", 3, "- 3 -"),
        ("ordinal", 12, "12th"),
        ("ordinal", 22, "22nd"),
        ("none", 3, ""),
        ("of a later Word", 3, "3"),
    ],
)
def test_a_counter_prints_in_its_style(style: str, number: int, printed: str) -> None:
    assert render(number, style) == printed


@given(st.integers(min_value=1, max_value=9999))
def test_no_two_numbers_print_alike(number: int) -> None:
    assert render(number, "chineseCountingThousand") != render(number + 1, "chineseCountingThousand")


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("三", 3), ("十", 10), ("十二", 12), ("一十二", 12), ("二十", 20), ("两百零二", 202), ("一百一十", 110),
        ("一千零一", 1001), ("一〇五", 105), ("二零二五", 2025), ("105", 105), ("１２", 12), ("〇", 0),
    ],
)  # fmt: skip
def test_a_printed_number_is_read(words: str, number: int) -> None:
    assert counted(words) == number


@pytest.mark.parametrize("words", ["", "甲", "第三", "十百", "一二十", "12345", "一二三四五", "三.5"])
def test_what_is_no_number_is_none(words: str) -> None:
    assert counted(words) is None


@given(st.integers(min_value=1, max_value=9999), st.booleans())
def test_a_number_printed_in_any_chinese_way_is_read_again(number: int, bare_ten: bool) -> None:
    assert counted(counting(number, bare_ten=bare_ten)) == number
    assert counted(render(number, "ideographDigital")) == number
    assert counted(str(number)) == number


def _counters(**starts: int) -> Counters:
    levels = {
        0: Level(style="chineseCounting", text="第%1章", suffix="space"),
        1: Level(style="chineseCounting", text="（%2）", suffix="nothing"),
        2: Level(text="%1.%2.%3", suffix="tab", legal=True),
    }
    anew = {int(depth[1:]): start for depth, start in starts.items()}
    return Counters({"1": List("a", levels), "2": List("a", levels, anew)})


def test_lower_levels_begin_anew_under_each_higher_one() -> None:
    counters = _counters()
    labels = [counters.next("1", depth) for depth in (0, 1, 1, 2, 0, 1, 2, 2)]
    assert labels == ["第一章 ", "（一）", "（二）", "1.2.1 ", "第二章 ", "（一）", "2.1.1 ", "2.1.2 "]


def test_a_list_goes_on_where_another_with_the_same_definition_left_off() -> None:
    counters = _counters()
    assert [counters.next(key, 0) for key in ("1", "1", "2", "1")] == [
        "第一章 ",
        "第二章 ",
        "第三章 ",
        "第四章 ",
    ]


def test_a_start_override_begins_anew_once() -> None:
    counters = _counters(d0=1)
    assert [counters.next(key, 0) for key in ("1", "1", "2", "2")] == [
        "第一章 ",
        "第二章 ",
        "第一章 ",
        "第二章 ",
    ]


def test_a_level_that_never_restarts_counts_through() -> None:
    levels = {0: Level(text="%1."), 1: Level(text="(%2)", restart=0, suffix="nothing")}
    counters = Counters({"1": List("a", levels)})
    assert [counters.next("1", depth) for depth in (0, 1, 0, 1)] == ["1. ", "(1)", "2. ", "(2)"]


def test_a_paragraph_of_an_unknown_list_has_no_number() -> None:
    assert _counters().next("9", 0) == ""

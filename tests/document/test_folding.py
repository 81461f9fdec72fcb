"""Characters that mean the same are made the same, one for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.document.folding import fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ＧＤＰ增长５．５％", "GDP增长5.5%"),
        ("(试点),先行;示范:结束!吗?", "（试点），先行；示范：结束！吗？"),
        ("（试点），先行", "（试点），先行"),
        ("二〇三五年", "二零三五年"),
        ("长三角｢一网通办｣", "长三角“一网通办”"),
        ("「一網通辦」", "“一网通办”"),
        ('"一带一路"与"双碳"', "“一带一路”与“双碳”"),
        ("長江經濟帶發展", "长江经济带发展"),
        ("⾼质量发展⻓江", "高质量发展长江"),
        ("2023–2027年，3～5个", "2023—2027年，3~5个"),
        ("上海·苏州•无锡", "上海·苏州·无锡"),
    ],
)
def test_variants_become_one_form(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize("text", ["乾坤", "著名", "㎡", "½", "abc", "GDP"])
def test_what_is_simplified_as_well_or_changes_the_length_stays(text: str) -> None:
    assert fold(text) == text


def test_straight_quotes_pair_within_their_line() -> None:
    assert fold('甲"乙\n丙"丁"戊') == "甲“乙\n丙“丁”戊"


@given(st.text())
def test_the_length_never_changes(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(alphabet=st.characters(exclude_characters='"')))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)

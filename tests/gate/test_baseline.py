"""A sentence is the same sentence whatever stands before it and however it is set."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.gate import fold

SENTENCE = "推动建立长三角统一的排污权交易制度，到2027年交易额达到5亿元。"


@pytest.mark.parametrize(
    "same",
    [
        "（一）" + SENTENCE,
        "(12) " + SENTENCE,
        "三、" + SENTENCE,
        "3．" + SENTENCE,
        "2.1 " + SENTENCE,
        "①" + SENTENCE,
        "第二十一条　" + SENTENCE,
        "（三）1．" + SENTENCE,
        SENTENCE.replace("，", "、\n"),
        SENTENCE.replace("2027", "２０２７"),
    ],
)
def test_numbers_of_items_wraps_width_and_punctuation_do_not_matter(same: str) -> None:
    assert fold(same) == fold(SENTENCE)


@pytest.mark.parametrize(
    "other",
    [
        SENTENCE.replace("2027", "2030"),
        SENTENCE.replace("5亿", "3亿"),
        "不再" + SENTENCE,
        "2027年" + SENTENCE,
        "3.5亿元" + SENTENCE,
    ],
)
def test_words_and_figures_matter(other: str) -> None:
    assert fold(other) != fold(SENTENCE)


@given(st.text())
def test_any_text_has_a_fingerprint_and_blanks_do_not_change_it(text: str) -> None:
    assert len(fold(text)) == 16
    assert fold(f"  {text}\n") == fold(text)

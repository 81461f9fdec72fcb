"""Sentences end at 。！？ and ……, and never inside quotes or brackets that close nearby."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.structure.sentence import sentences

MARKS = '。！？；，…“”‘’「」《》（）()"一二三四 \n'


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text, 0, len(text))]


# Sentences are parted by | in the examples.
@pytest.mark.parametrize(
    "marked",
    [
        "加快建设。|提升能级！|成效如何？|还有……|结束",
        "一是扩投资；二是促消费。|三是稳外贸。",
        "（一）着力扩大内需。|提振消费。",
        "会议指出：“要一体化。要高质量。”|我们要落实。",
        "提出“要一体化。要高质量。”的要求，抓好落实。|再抓。",
        "实施《长三角规划。第二版》的任务。|加快推进。",
        "（附表略。见网站。）|下一步推进。",
        "推进项目（见附件。第2页）建设。|完成。",
        "他说：“好。”|大家鼓掌。",
        "“引号没有闭合。|下一句。",
        "多余的右引号”。|下一句。",
        "什么？！|好。",
        "甲。　乙。".replace("　", "|　").replace("|　", "|"),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(marked: str) -> None:
    assert cut(marked.replace("|", "")) == marked.split("|")


def test_a_quote_that_closes_far_away_does_not_swallow_the_paragraph() -> None:
    text = "他说“甲。" + "乙乙乙乙乙乙乙乙乙。" * 40 + "丙”。"
    assert len(cut(text)) > 30


def test_nested_quotes_hold_together() -> None:
    assert cut("强调“把‘一体化。’做实。做好。”。再推进。") == ["强调“把‘一体化。’做实。做好。”。", "再推进。"]


@given(st.text(alphabet=MARKS, max_size=80))
def test_sentences_hold_all_but_blanks_in_order(text: str) -> None:
    at = 0
    for span in sentences(text, 0, len(text)):
        assert at <= span.start < span.end
        assert not text[at : span.start].strip()
        assert text[span.start : span.end] == text[span.start : span.end].strip()
        at = span.end
    assert not text[at:].strip()


@given(st.text(alphabet=MARKS, max_size=40), st.text(alphabet=MARKS, max_size=40))
def test_only_the_range_asked_for_is_cut(before: str, text: str) -> None:
    offset = len(before)
    shifted = sentences(before + text + "。后文", offset, offset + len(text))
    assert [(span.start - offset, span.end - offset) for span in shifted] == [
        tuple(span) for span in sentences(text, 0, len(text))
    ]

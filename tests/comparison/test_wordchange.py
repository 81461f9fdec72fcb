"""Which words are marked between two sentences."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.comparison.wordchange import changed

TEXT = st.text(alphabet="推动建立长三角的统一制度，。 \n　研究ＡB1", max_size=30)


def marked(before: str, after: str) -> tuple[list[str], list[str]]:
    left, right = changed(before, after)
    return [before[a:b] for a, b in left], [after[a:b] for a, b in right]


@pytest.mark.parametrize(
    ("before", "after", "left", "right"),
    [
        ("推动建立统一的制度。", "推动建立统一的制度。", [], []),
        ("推动建立交易制度。", "研究建立交易制度。", ["推动"], ["研究"]),
        ("建设交易平台。", "到2027年建设交易平台。", [], ["到2027年"]),
        ("建设交易\n平台。", "建设　交易平台。", [], []),
        ("建设ＡＢ平台。", "建设AB平台。", [], []),
    ],
)
def test_words_of_one_draft_alone_are_marked(
    before: str, after: str, left: list[str], right: list[str]
) -> None:
    assert marked(before, after) == (left, right)


def test_whole_words_are_marked_not_characters() -> None:
    left, right = marked("推进区域合作。", "推动区域合作。")
    assert left == ["推进"]
    assert right == ["推动"]


@given(TEXT, TEXT)
def test_without_its_marks_each_sentence_is_the_same(before: str, after: str) -> None:
    def rest(text: str, spans: tuple[tuple[int, int], ...]) -> str:
        kept = (char for at, char in enumerate(text) if not any(a <= at < b for a, b in spans))
        return "".join(kept).replace("Ａ", "A")

    left, right = changed(before, after)
    assert "".join(rest(before, left).split()) == "".join(rest(after, right).split())


@given(TEXT)
def test_a_sentence_has_no_words_of_its_own_beside_itself(text: str) -> None:
    assert changed(text, text) == ((), ())


def test_a_sentence_without_end_is_compared_at_its_beginning_and_end() -> None:
    middle = "产业协同、" * 3000
    left, right = marked(f"推进{middle}到2027年完成", f"研究{middle}到2030年完成")
    assert left[0].startswith("推进")
    assert right[0].startswith("研究")
    assert not left[-1].endswith("完成")


def test_marking_words_takes_no_spacy() -> None:
    code = "import sys; from align.comparison.wordchange import changed; changed('推进', '推动'); sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

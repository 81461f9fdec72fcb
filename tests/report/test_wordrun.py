"""Letters of Word paragraphs: aligned with the plan's text, cut without changing a word."""

from __future__ import annotations

from typing import Any

import docx
from hypothesis import given
from hypothesis import strategies as st

from align.document import Span
from align.report.wordrun import align, letters, reach, split_before

RUNS = st.lists(st.text(alphabet="长三角一体化 ，。0", min_size=1, max_size=8), min_size=1, max_size=6)


def paragraph(runs: list[str]) -> Any:
    made = docx.Document().add_paragraph()
    for number, text in enumerate(runs):
        made.add_run(text).bold = bool(number % 2)
    return made


def looks(made: Any) -> list[tuple[str, bool | None]]:
    return [(char, run.bold) for run in made.runs for char in run.text]


@given(RUNS, st.integers(min_value=0, max_value=50))
def test_a_cut_changes_neither_words_nor_looks_and_begins_a_run(runs: list[str], at: int) -> None:
    made = paragraph(runs)
    before = looks(made)
    found = letters([made._p])
    told = [letter.char for letter in found]
    split_before(found, at)
    assert looks(made) == before
    assert [letter.char for letter in found] == told
    if 0 < at < len(found):
        assert found[at].run is not found[at - 1].run


@given(RUNS, st.lists(st.integers(min_value=0, max_value=50), max_size=6))
def test_many_cuts_keep_every_letter_in_its_place(runs: list[str], cuts: list[int]) -> None:
    made = paragraph(runs)
    before = looks(made)
    found = letters([made._p])
    for at in sorted(cuts):
        split_before(found, at)
    assert looks(made) == before
    assert [letter.char for letter in letters([made._p])] == [letter.char for letter in found]


def test_a_printed_number_before_the_words_is_passed_over() -> None:
    found = letters([paragraph(["推进", "一体化。"])._p])
    assert align(found, "（一）推进一体化。", 100) == [103, 104, 105, 106, 107, 108]


def test_hidden_words_that_the_text_has_not_are_none() -> None:
    found = letters([paragraph(["推进", "（密）", "一体化。"])._p])
    assert align(found, "推进一体化。", 0) == [0, 1, None, None, None, 2, 3, 4, 5]


def test_the_reach_of_a_span_is_from_its_first_letter_to_its_last() -> None:
    assert reach([0, 1, None, 2, 3], Span(1, 3)) == (1, 4)
    assert reach([0, 1], Span(5, 9)) is None

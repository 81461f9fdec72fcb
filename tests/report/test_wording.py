"""One catalogue of words, in both languages, that a GBK console can show."""

from __future__ import annotations

import string
from typing import get_args

import pytest

from align.evidence import MeansKind, Stance
from align.judgement import Level, Outcome, Reason
from align.report import wording
from align.ruleset import Kind

TABLES = (
    wording.LEVELS,
    wording.OUTCOMES,
    wording.REASONS,
    wording.STANCES,
    wording.MEANS,
    wording.KINDS,
    wording.WORDS,
    wording.LEFT_OUT,
    wording.REGION_SOURCES,
)
ENTRIES = [(str(key), words) for table in TABLES for key, words in table.items()]


def holes(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize(("key", "words"), ENTRIES, ids=[key for key, _ in ENTRIES])
def test_every_wording_stands_in_both_languages_with_the_same_holes(key: str, words: tuple[str, str]) -> None:
    chinese, english = words
    assert chinese
    assert english
    assert holes(chinese) == holes(english)


def test_all_words_can_be_shown_on_a_gbk_console() -> None:
    for _, words in ENTRIES:
        for text in words:
            assert text.encode("gbk").decode("gbk") == text


def test_every_value_that_a_finding_can_take_has_a_name() -> None:
    assert set(wording.LEVELS) == set(Level)
    assert set(wording.OUTCOMES) == set(Outcome)
    assert set(wording.STANCES) == set(Stance)
    assert set(wording.REASONS) == set(get_args(Reason))
    assert set(wording.MEANS) == set(get_args(MeansKind))
    assert set(wording.KINDS) == set(get_args(Kind))


def test_a_ratio_reads_as_a_percentage_and_none_as_a_dash() -> None:
    assert wording.percent(0.5714) == "57.1%"
    assert wording.percent(None) == "—"

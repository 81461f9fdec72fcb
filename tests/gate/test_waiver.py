"""A glob names plans as people write them; a day is a day in Shanghai."""

import datetime as dt
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.gate import Waiver, matches, today

UNTIL = dt.date(2026, 6, 30)


@pytest.mark.parametrize(
    ("pattern", "plan", "named"),
    [
        ("**", "a/b.txt", True),
        ("drafts/*", "drafts/a.txt", True),
        ("drafts/*", "drafts/deep/a.txt", True),
        ("drafts", "drafts/a.txt", True),
        ("./drafts/", "drafts/a.txt", True),
        ("*.docx", "drafts/a.docx", True),
        ("草案.txt", "drafts/草案.txt", True),
        ("drafts/*", "drafts.txt", False),
        ("ecology/*", "drafts/ecology/a.txt", False),
        ("a.txt", "drafts/aa.txt", False),
    ],
)
def test_a_glob_names_what_a_person_means(pattern: str, plan: str, named: bool) -> None:
    assert matches(pattern, plan) is named


def test_names_are_the_same_composed_or_not() -> None:
    assert matches("é/*", unicodedata.normalize("NFD", "é/a.txt"))


@given(
    st.datetimes(
        timezones=st.just(dt.UTC), min_value=dt.datetime(2020, 1, 1), max_value=dt.datetime(2030, 1, 1)
    )
)
def test_today_is_the_day_in_shanghai(moment: dt.datetime) -> None:
    assert today(lambda: moment) == (moment + dt.timedelta(hours=8)).date()


@pytest.mark.parametrize(("days", "expired"), [(-1, False), (0, False), (1, True)])
def test_a_waiver_holds_to_the_end_of_its_last_day(days: int, expired: bool) -> None:
    waiver = Waiver(directive="ECO-11", reason="x", until=UNTIL)
    assert waiver.expired(UNTIL + dt.timedelta(days)) is expired


def test_a_waiver_without_an_end_does_not_expire() -> None:
    assert not Waiver(directive="ECO-11", reason="x").expired(dt.date.max)

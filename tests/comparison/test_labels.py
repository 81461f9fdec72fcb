"""What plans are called beside each other, whole and cut to a length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.comparison.labels import fitted, labels


def told(region: str | None, date: str | None, title: str | None, key: str) -> dict[str, str | None]:
    return {"region": region, "date": date, "title": title, "key": key}


@pytest.mark.parametrize(
    ("plans", "expected"),
    [
        ([told("江苏", "2025-01-19", "2025年江苏省政府工作报告", "a.txt")], ["2025年江苏省政府工作报告"]),
        ([told("江苏", "2025", "江苏省发展规划", "a.txt")], ["江苏省发展规划"]),
        ([told("河南", "2025", "郑州市规划", "a.txt")], ["郑州市规划"]),
        ([told(None, "2025", "政府工作报告", "a.txt")], ["2025 政府工作报告"]),
        ([told("河南", "2025", "实施意见", "a.txt")], ["河南 2025 实施意见"]),
        ([told(None, None, "政府工作报告", "甲/2024_乙.txt")], ["2024_乙"]),
        ([told("江苏", "2025", None, "甲/2024_乙.txt")], ["2024_乙"]),
        (
            [told("江苏", "2024", "江苏省规划", "a.txt"), told("江苏", "2025-03", "江苏省规划", "b.txt")],
            ["2024 江苏省规划", "2025 江苏省规划"],
        ),
        (
            [told("江苏", "2025", "江苏省规划", "甲/a.txt"), told("江苏", "2025", "江苏省规划", "甲/b.txt")],
            ["a", "b"],
        ),
        ([told(None, None, None, "甲/a.txt"), told(None, None, None, "乙/a.txt")], ["甲/a.txt", "乙/a.txt"]),
        ([told(None, None, None, "gov.2025.12")], ["gov.2025.12"]),
    ],
)
def test_a_label_is_the_title_and_tells_place_and_year_where_it_does_not(
    plans: list[dict[str, str | None]], expected: list[str]
) -> None:
    assert labels(plans) == expected


@given(st.lists(st.tuples(*[st.sampled_from(["江苏", "2025", "规划", "a", None])] * 3), max_size=8))
def test_labels_differ_whatever_is_known(plans: list[tuple[str | None, str | None, str | None]]) -> None:
    made = labels(
        [told(region, date, title, f"{number}/a.txt") for number, (region, date, title) in enumerate(plans)]
    )
    assert len(set(made)) == len(plans)


def test_names_cut_to_a_length_keep_what_tells_them_apart() -> None:
    long = [f"2021_山东省_山东省国民经济和社会发展第十四个五年规划{part}纲要全文印发稿" for part in "甲乙丙"]
    made = fitted([*long, "江苏省规划"], 18)
    assert [next(part for part in "甲乙丙" if part in name) for name in made[:3]] == ["甲", "乙", "丙"]
    assert made[3] == "江苏省规划"
    assert fitted(["关于制定天津市国民经济和社会发展第十五个五年规划的建议"], 16) == [
        "关于制定天津市国民…年规划的建议"
    ]


@given(st.lists(st.text("甲乙…#1", min_size=1, max_size=30), unique=True, max_size=12), st.integers(10, 20))
def test_names_cut_to_a_length_differ_and_are_no_longer(names: list[str], limit: int) -> None:
    made = fitted(names, limit)
    assert len(set(made)) == len(names)
    assert all(len(name) <= limit for name in made)

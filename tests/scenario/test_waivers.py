"""A waiver has a reason and an end, counts apart, and is looked after."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from align.gate import ZONE

if TYPE_CHECKING:
    from tests.scenario.conftest import Repo

Write = Callable[[str], None]
POLICY = 'fail-on = ["absent"]\n'


def waiver(more: str = "", directive: str = "OPN-01") -> str:
    return f'{POLICY}[[waivers]]\ndirective = "{directive}"\nreason = "由商务厅另行部署"\n{more}\n'


def test_a_waived_gap_does_not_fail_and_is_shown_with_its_reason(repo: Repo, settings: Write) -> None:
    settings(waiver('by = "张某"\nreference = "苏发〔2026〕1号"\nuntil = 2099-12-31'))
    ran = repo.align("check", "drafts/plan.txt")
    assert ran.code == 0
    assert "另有已豁免 1" in ran.out
    for words in ("由商务厅另行部署", "张某", "苏发〔2026〕1号", "2099-12-31"):
        assert words in ran.out


def test_a_waived_directive_is_its_own_outcome_and_counts_apart(repo: Repo, settings: Write) -> None:
    before = json.loads(repo.check("--format", "json").out)
    settings(waiver())
    after = json.loads(repo.align("check", "drafts/plan.txt", "--format", "json").out)
    found = {item["rule"]: item for item in after["findings"]}
    assert found["OPN-01"]["outcome"] == "waived"
    assert found["OPN-01"]["level"] == 0
    assert before["coverage"]["binding"] == 5
    assert after["coverage"]["binding"] == 4
    assert after["coverage"]["ratio"] == pytest.approx(2.5 / 4)


@pytest.mark.parametrize("format", ["text", "json", "sarif", "junit", "codequality", "markdown", "html"])
def test_every_report_shows_what_is_waived(repo: Repo, settings: Write, format: str) -> None:
    settings(waiver())
    ran = repo.align("check", "drafts/plan.txt", "--format", format)
    assert ran.code == 0
    assert "由商务厅另行部署" in ran.out


def test_a_waiver_without_a_reason_is_bad_use(repo: Repo, settings: Write) -> None:
    settings(f'{POLICY}[[waivers]]\ndirective = "OPN-01"\nuntil = 2099-12-31\n')
    ran = repo.align("check", "drafts/plan.txt")
    assert ran.code == 2
    assert "align.toml:3: waivers 缺少“reason”" in ran.err


@pytest.mark.parametrize(("days", "code"), [(1, 0), (0, 0), (-1, 1)])
def test_a_waiver_ends_tomorrow_today_or_ended_yesterday(
    repo: Repo, settings: Write, days: int, code: int
) -> None:
    today = dt.datetime.now(ZONE).date()
    settings(waiver(f"until = {today + dt.timedelta(days)}"))
    ran = repo.align("check", "drafts/plan.txt")
    assert ran.code == code
    assert ("已于" in ran.err) == bool(code)


@pytest.mark.parametrize(("as_of", "code"), [("2026-06-30", 0), ("2026-07-01", 1)])
def test_the_day_can_be_given(repo: Repo, settings: Write, as_of: str, code: int) -> None:
    settings(waiver("until = 2026-06-30"))
    assert repo.align("check", "drafts/plan.txt", "--as-of", as_of).code == code


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        ("2026-06-30T23:59:59+08:00", 0),
        ("2026-06-30T15:59:59+00:00", 0),
        ("2026-06-30T16:00:00Z", 1),
        ("2026-06-30T12:00:00-04:00", 1),
    ],
)
def test_until_is_the_end_of_that_day_in_shanghai(
    repo: Repo, settings: Write, moment: str, code: int
) -> None:
    settings(waiver("until = 2026-06-30"))
    assert repo.align("check", "drafts/plan.txt", "--as-of", moment).code == code


def test_a_day_that_is_none_is_bad_use(repo: Repo) -> None:
    ran = repo.check("--as-of", "2026-13-01")
    assert ran.code == 2
    assert "2026-12-31" in ran.err


def test_an_expired_waiver_is_reported_with_its_place(repo: Repo, settings: Write) -> None:
    settings(waiver("until = 2020-01-01"))
    ran = repo.align("check", "drafts/plan.txt", "--fail-on", "contradicted")
    assert ran.code == 0
    assert "align.toml:3: OPN-01 的豁免已于 2020-01-01 到期" in ran.err
    assert repo.align("check", "drafts/plan.txt", "--fail-on", "contradicted", "--strict").code == 1


def test_a_waiver_of_what_the_plan_meets_is_reported_as_unused(repo: Repo, settings: Write) -> None:
    settings(waiver(directive="OPN-03"))
    ran = repo.align("check", "drafts/plan.txt", "--fail-on", "contradicted")
    assert ran.code == 0
    assert "OPN-03 的豁免没有用到" in ran.err
    assert (
        json.loads(repo.align("check", "drafts/plan.txt", "--format", "json").out)["coverage"]["binding"] == 5
    )
    assert repo.align("check", "drafts/plan.txt", "--fail-on", "contradicted", "--strict").code == 1


def test_a_waiver_for_no_file_is_reported_as_unused(repo: Repo, settings: Write) -> None:
    settings(waiver('plan = "drafts/old/*"'))
    ran = repo.align("check", "drafts/plan.txt")
    assert ran.code == 1
    assert "没有文件符合 plan = “drafts/old/*”" in ran.err


def test_a_waiver_for_a_plan_that_was_not_checked_this_time_is_left_alone(
    repo: Repo, settings: Write
) -> None:
    repo.write("drafts/other.txt", repo.read("drafts/plan.txt"))
    settings(waiver('plan = "drafts/other.txt"'))
    ran = repo.align("check", "drafts/plan.txt", "--strict")
    assert ran.code == 1
    assert "豁免" not in ran.err
    assert repo.align("check", "drafts/other.txt", "--strict").code == 0


def test_a_typo_in_the_directive_of_a_waiver_is_reported_and_lets_nothing_pass(
    repo: Repo, settings: Write
) -> None:
    settings(waiver(directive="OPN-1"))
    ran = repo.align("check", "drafts/plan.txt")
    assert ran.code == 1
    assert "豁免无效" in ran.err
    assert "是否指 OPN-01" in ran.err
    strict = repo.align("check", "drafts/plan.txt", "--fail-on", "contradicted", "--strict")
    assert strict.code == 1
    assert "strict" in strict.err


def test_a_directive_marked_not_ignorable_cannot_be_waived(repo: Repo, settings: Write) -> None:
    settings(waiver(directive="ECO-12"))
    ran = repo.align("check", "drafts/plan.txt")
    assert ran.code == 2
    assert "align.toml:3: ECO-12 长江十年禁渔 在规则里标明不可豁免" in ran.err


def test_a_waiver_holds_for_the_plans_that_its_glob_names(repo: Repo, settings: Write) -> None:
    repo.write("drafts/ecology/plan.txt", repo.read("drafts/plan.txt"))
    settings(waiver('plan = "drafts/ecology/*"'))
    ran = repo.align("check", "drafts")
    assert ran.code == 1
    assert "通过：drafts/ecology/plan.txt" in ran.err
    assert "未通过：drafts/plan.txt" in ran.err


def test_a_used_waiver_is_no_trouble_under_strict(repo: Repo, settings: Write) -> None:
    settings(waiver())
    ran = repo.align("check", "drafts/plan.txt", "--strict")
    assert ran.code == 0
    assert ran.err == "通过：drafts/plan.txt\n"

"""Many plans: one summary, one exit code, and never a pass because nothing was checked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from junitparser import JUnitXml

if TYPE_CHECKING:
    from tests.scenario.conftest import Ran, Repo


@pytest.fixture
def many(repo: Repo) -> Repo:
    text = repo.read("drafts/plan.txt")
    good = text.replace("全省排污权", "长三角排污权").replace(
        "促进外贸稳定", "推进南京、苏州自由贸易试验区片区联动发展，推进口岸通关一体化，促进外贸稳定"
    )
    repo.write("drafts/a/good.txt", good)
    repo.write("drafts/a/deep/bad.md", text)
    repo.write("drafts/old/bad.txt", text)
    repo.write("drafts/.hidden/bad.txt", text)
    repo.write("drafts/~$lock.docx", "x")
    repo.write("drafts/notes.csv", "a,b\n")
    return repo


def check(repo: Repo, *args: str) -> Ran:
    return repo.align("check", *args, "--rules", "rules", "--fail-on", "gap")


def names(ran: Ran) -> list[str]:
    return [line.split()[-1] for line in ran.out.splitlines() if "drafts/" in line]


def test_a_folder_stands_for_all_plans_in_it(many: Repo) -> None:
    ran = check(many, "drafts")
    assert names(ran) == [
        "drafts/a/deep/bad.md",
        "drafts/a/good.txt",
        "drafts/old/bad.txt",
        "drafts/plan.txt",
    ]
    assert ran.code == 1
    assert "共 4 份规划：1 份通过，3 份未通过，0 份无法评估。" in ran.out


def test_globs_are_read_where_no_shell_did(many: Repo) -> None:
    assert names(check(many, "drafts/**/*.md")) == ["drafts/a/deep/bad.md"]
    assert names(check(many, "drafts/*/*.txt")) == ["drafts/a/good.txt", "drafts/old/bad.txt"]


def test_excludes_leave_out_and_a_plan_named_twice_is_judged_once(many: Repo) -> None:
    ran = check(many, "drafts", "drafts/plan.txt", "--exclude", "drafts/old/*", "--exclude", "*.md")
    assert names(ran) == ["drafts/a/good.txt", "drafts/plan.txt"]


def test_an_exclude_does_not_hide_a_plan_that_is_named(many: Repo) -> None:
    assert check(many, "drafts/old/bad.txt", "--exclude", "drafts/old/*").code == 1


@pytest.mark.parametrize("where", ["rules", "drafts/*.pdf", "empty"])
def test_where_there_is_no_plan_nothing_passes(many: Repo, where: str) -> None:
    (many.path / "empty").mkdir()
    ran = check(many, where)
    assert ran.code == 2
    assert "什么都没有检查" in ran.err
    everything = check(many, "drafts", "--exclude", "drafts/*")
    assert everything.code == 2
    assert "4 份被 exclude 排除" in everything.err


def test_one_processor_or_two_say_the_same(many: Repo) -> None:
    for format in ("text", "json", "sarif"):
        one, two = (check(many, "drafts", "--format", format, "--jobs", jobs) for jobs in ("1", "2"))
        assert one == two


def test_a_plan_that_cannot_be_read_does_not_stop_the_others(many: Repo) -> None:
    many.write("drafts/broken.docx", "not a Word file")
    ran = check(many, "drafts")
    assert ran.code == 2
    assert "broken.docx" in ran.err
    assert "未通过：drafts/plan.txt" in ran.err
    assert "1 份无法评估" in ran.out


def test_the_exit_code_is_the_worst(many: Repo) -> None:
    good = "drafts/a/good.txt"
    many.write("drafts/short.txt", "江苏省规划\n")
    many.write("drafts/other.txt", many.read("drafts/plan.txt").replace("江苏省", "湖北省"))
    assert check(many, good).code == 0
    assert check(many, good, "drafts/other.txt").code == 4
    assert check(many, good, "drafts/other.txt", "drafts/plan.txt").code == 1
    assert check(many, good, "drafts/plan.txt", "drafts/short.txt").code == 3
    assert check(many, good, "drafts/short.txt", "drafts/none.txt").code == 2


def test_the_json_of_several_holds_each_assessment_and_its_verdict(many: Repo) -> None:
    found = json.loads(check(many, "drafts/a", "--format", "json").out)
    assert found["schema"] == "align/assessments/v1"
    assert [(plan["plan"], plan["code"]) for plan in found["plans"]] == [
        ("drafts/a/deep/bad.md", 1),
        ("drafts/a/good.txt", 0),
    ]
    assert [plan["assessment"]["schema"] for plan in found["plans"]] == ["align/assessment/v1"] * 2
    assert [reason["rule"] for reason in found["plans"][0]["refused"]] == ["ECO-11", "OPN-01", "OPN-02"]


def test_several_reports_at_once_are_written_by_suffix(many: Repo) -> None:
    ran = check(
        many,
        "drafts/a",
        "-o",
        "a.sarif",
        "-o",
        "junit.xml",
        "-o",
        "gl-code-quality-report.json",
        "-o",
        "a.json",
    )
    assert ran.code == 1
    assert ran.out == ""
    assert json.loads(many.read("a.sarif"))["version"] == "2.1.0"
    assert JUnitXml.fromfile(str(many.path / "junit.xml")).failures == 3
    assert {issue["location"]["path"] for issue in json.loads(many.read("gl-code-quality-report.json"))} == {
        "drafts/a/deep/bad.md"
    }
    assert json.loads(many.read("a.json"))["schema"] == "align/assessments/v1"


def test_a_report_a_plan_is_written_where_the_name_says_so(many: Repo) -> None:
    ran = check(many, "drafts/a", "-o", "reports/{plan}.html")
    assert ran.code == 1
    assert sorted(path.name for path in (many.path / "reports").iterdir()) == [
        "drafts_a_deep_bad.md.html",
        "drafts_a_good.txt.html",
    ]


def test_a_format_of_one_plan_is_refused_for_several(many: Repo) -> None:
    ran = check(many, "drafts", "--format", "html")
    assert ran.code == 2
    assert "{plan}" in ran.err


def test_the_annotations_and_the_job_summary_come_from_one_run(many: Repo) -> None:
    page = many.path / "summary.md"
    ran = many.align(
        "check",
        "drafts/a",
        "--rules",
        "rules",
        "--fail-on",
        "absent",
        "--format",
        "github",
        env={"GITHUB_STEP_SUMMARY": str(page)},
    )
    assert ran.code == 1
    assert "::error file=drafts/a/deep/bad.md,line=" in ran.out
    assert "title=OPN-01 自由贸易试验区联动::" in ran.out
    assert "drafts/a/good.txt" in page.read_text(encoding="utf-8")


def test_an_unknown_format_is_bad_use_before_anything_is_judged(many: Repo) -> None:
    ran = check(many, "drafts", "--format", "xml")
    assert ran.code == 2
    assert "sarif" in ran.err
    assert check(many, "drafts", "-o", "report.xyz").code == 2

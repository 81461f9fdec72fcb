"""Settings are found where they are looked for, and a plan does not bring its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest

from tests.scenario.conftest import WORLD

if TYPE_CHECKING:
    from tests.scenario.conftest import Repo


Write = Callable[[str], None]


def test_settings_are_found_from_the_working_directory_up(repo: Repo, settings: Write) -> None:
    settings('fail-on = ["absent"]\n')
    for cwd in (".", "drafts"):
        ran = repo.align("check", str(repo.path / "drafts/plan.txt"), cwd=cwd)
        assert ran.code == 1
        assert "OPN-01" in ran.err


def test_settings_stand_in_pyproject_toml_too(repo: Repo) -> None:
    repo.write(
        "pyproject.toml", '[project]\nname = "x"\n\n[tool.align]\nrules = "rules"\nfail-on = ["absent"]\n'
    )
    assert repo.align("check", "drafts/plan.txt").code == 1


def test_a_pyproject_toml_without_the_table_is_passed_over(repo: Repo, settings: Write) -> None:
    settings('fail-on = ["absent"]\n')
    repo.write("drafts/pyproject.toml", '[project]\nname = "x"\n')
    assert repo.align("check", "plan.txt", cwd="drafts").code == 1


def test_settings_above_the_repository_are_not_read(repo: Repo) -> None:
    (repo.path.parent / "align.toml").write_text('fail-on = ["absent"]\n', encoding="utf-8")
    assert repo.check().code == 0


def test_settings_beside_a_plan_are_not_read_and_that_is_told(repo: Repo, settings: Write) -> None:
    settings('fail-on = ["absent"]\n')
    repo.write(
        "drafts/align.toml",
        'fail-on = []\nexit-zero = true\n[[waivers]]\ndirective = "OPN-01"\nreason = "x"\n',
    )
    ran = repo.align("check", "drafts/plan.txt")
    assert ran.code == 1
    assert "没有采用规划旁边的“drafts/align.toml”" in ran.err


def test_two_settings_files_in_one_folder_contradict_each_other(repo: Repo, settings: Write) -> None:
    settings("")
    repo.write("pyproject.toml", "[tool.align]\n")
    ran = repo.align("check", "drafts/plan.txt")
    assert ran.code == 2
    assert "请只留一个" in ran.err


def test_a_named_settings_file_is_used_instead_of_the_one_found(repo: Repo, settings: Write) -> None:
    settings('fail-on = ["absent"]\n')
    repo.write("ci/lenient.toml", 'rules = "../rules"\nfail-on = ["contradicted"]\n')
    assert repo.align("check", "drafts/plan.txt", "--settings", "ci/lenient.toml").code == 0
    assert repo.align("check", "drafts/plan.txt", env={"ALIGN_SETTINGS": "ci/lenient.toml"}).code == 0


def test_a_named_settings_file_that_is_not_there_is_bad_use(repo: Repo) -> None:
    ran = repo.check("--settings", "none.toml")
    assert ran.code == 2
    assert "none.toml" in ran.err


def test_an_option_beats_a_variable_and_a_variable_beats_the_file(repo: Repo, settings: Write) -> None:
    settings('fail-on = ["absent"]\n')
    assert repo.align("check", "drafts/plan.txt").code == 1
    environment = {"ALIGN_FAIL_ON": "contradicted"}
    assert repo.align("check", "drafts/plan.txt", env=environment).code == 0
    assert repo.align("check", "drafts/plan.txt", "--fail-on", "partial", env=environment).code == 1


def test_an_empty_variable_is_not_set(repo: Repo, settings: Write) -> None:
    settings('fail-on = ["absent"]\n')
    assert repo.align("check", "drafts/plan.txt", env={"ALIGN_FAIL_ON": ""}).code == 1


def test_a_variable_that_is_no_setting_is_bad_use(repo: Repo) -> None:
    ran = repo.check(env={"ALIGN_FAILON": "absent"})
    assert ran.code == 2
    assert "是否指 ALIGN_FAIL_ON" in ran.err


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ('\n# 说明\nfailon = ["absent"]\n', "align.toml:4", "是否指 fail-on"),
        ('fail_on = ["gap"]\n', "align.toml:2", "不认识的键“fail_on”；是否指 fail-on？"),
        ("bind_all = true\n", "align.toml:2", "不认识的键“bind_all”；是否指 bind-all？"),
        ('fail-on = [\n  "absent",\n  "abesnt",\n]\n', "align.toml:2", "contradicted（相抵触）、gap（缺口）"),
        (
            '[[waivers]]\ndirective = "ECO-11"\n\n[[waivers]]\ndirective = "OPN-01"\nreson = "x"\n',
            "align.toml:7",
            "reason",
        ),
        ('[[waivers]]\ndirective = "ECO-11"\n', "align.toml:2", "缺少“reason”"),
        ('[[waivers]]\ndirective = "ECO-11"\nreason = "  "\n', "align.toml:4", "reason"),
        ('[[plans]]\nmatch = "drafts/*"\nregoin = "江苏"\n', "align.toml:4", "是否指 region"),
        ("fail-under = 70\n", "align.toml:2", "0–1"),
        ('require = ["ECO-99=addressed"]\n', "align.toml:2", "没有要求或主题“ECO-99”"),
        ('[[waivers]]\ndirective = "ECO-12"\nreason = "x"\n', "align.toml:2", "不可豁免"),
        ("fail-on = [absent]\n", "align.toml:2", "TOML"),
        ('fail-on = "absent"\n', "align.toml:2", "应是列表，写成 ['absent']"),
        ('jobs = "two"\n', "align.toml:2", "整数"),
        ("strict = 3\n", "align.toml:2", "true, false"),
        ("rules = 3\n", "align.toml:1", "文字"),
        ("as-of = 2026\n", "align.toml:2", "2026-12-31"),
        ("waivers = 3\n", "align.toml:2", "列表"),
        ("waivers = [3]\n", "align.toml:2", "表"),
        ('[[waivers]]\ndirective = "ECO-11"\nreason = "x"\nuntil = "soon"\n', "align.toml:5", "2026-12-31"),
    ],
)
def test_a_fault_in_the_settings_is_told_with_its_line(
    repo: Repo, settings: Write, text: str, place: str, says: str
) -> None:
    settings(text)
    ran = repo.align("check", "drafts/plan.txt")
    assert ran.code == 2
    assert any(line.startswith(f"{place}:") for line in ran.err.splitlines()[1:])
    assert says in ran.err
    assert ran.out == ""


def test_all_faults_are_told_at_once(repo: Repo, settings: Write) -> None:
    settings('failon = ["absent"]\nfail-under = 7\n')
    ran = repo.align("check", "drafts/plan.txt")
    assert "align.toml:2: " in ran.err
    assert "align.toml:3: " in ran.err


def test_align_settings_shows_each_value_and_where_it_comes_from(repo: Repo, settings: Write) -> None:
    settings('fail-on = ["absent"]\n')
    ran = repo.align("settings", "--set", "fail-under = 0.5", env={"ALIGN_REGION": "江苏"})
    assert ran.code == 0
    told = {line.split("=")[0].strip(): line for line in ran.out.splitlines() if "=" in line}
    assert told["fail-on"].endswith("# align.toml:2")
    assert told["region"].endswith("# ALIGN_REGION")
    assert told["fail-under"].endswith("# --set fail-under")
    assert told["strict"].endswith("# 缺省")
    assert ran.out.startswith("设置文件：align.toml（sha256 ")


def test_align_settings_works_without_any(repo: Repo) -> None:
    ran = repo.align("settings", "--set", 'rules = "rules"')
    assert ran.code == 0
    assert "设置文件：无" in ran.out


def test_every_setting_has_an_option(repo: Repo) -> None:
    shown = repo.align("settings", "--set", 'rules = "rules"').out
    keys = [line.split("=")[0].strip() for line in shown.splitlines()[1:]]
    told = repo.align("check", "--help", env={"COLUMNS": "200", "TERMINAL_WIDTH": "200"}).out
    for key in keys:
        option = {"themes": "--theme", "plans": "--set", "waivers": "--set"}.get(key, f"--{key}")
        assert option in told


def test_any_setting_can_be_given_as_toml(repo: Repo) -> None:
    waiver = 'waivers = [{directive = "OPN-01", reason = "另行部署"}]'
    assert repo.check("--fail-on", "absent", "--set", waiver).code == 0
    assert repo.check("--set", "waivers = [").code == 2


def test_reports_name_the_settings_file_and_its_digest(repo: Repo, settings: Write) -> None:
    settings('fail-on = ["contradicted"]\n')
    digest = repo.align("settings").out.split("sha256 ")[1][:16]
    for format in ("text", "json", "sarif", "github", "junit", "html", "markdown"):
        ran = repo.align("check", "drafts/plan.txt", "--format", format)
        assert ran.code == 0
        assert "align.toml" in ran.out.replace("\\.", ".")
        assert digest in ran.out


def test_overrides_hold_for_the_plans_that_they_match(repo: Repo, settings: Write) -> None:
    repo.write("drafts/ecology/plan.txt", repo.read("drafts/plan.txt"))
    settings('fail-on = ["absent"]\n[[plans]]\nmatch = "drafts/ecology/*"\nthemes = ["ECO"]\n')
    ran = repo.align("check", "drafts")
    assert ran.code == 1
    assert "通过：drafts/ecology/plan.txt" in ran.err
    assert "未通过：drafts/plan.txt" in ran.err
    everything = repo.align("check", "drafts", "--theme", "OPN")
    assert "未通过：drafts/ecology/plan.txt" in everything.err


def test_an_override_tells_the_region_of_a_plan_that_does_not(repo: Repo, settings: Write) -> None:
    repo.edit("drafts/plan.txt", ("江苏省", "本地"))
    settings("")
    assert repo.align("check", "drafts/plan.txt").code == 2
    settings('[[plans]]\nmatch = "drafts/*"\nregion = "安徽"\n')
    ran = repo.align("check", "drafts/plan.txt")
    assert ran.code == 0
    assert "地区：安徽" in ran.out


def test_an_unknown_theme_is_bad_use_with_its_line(repo: Repo, settings: Write) -> None:
    settings('themes = ["ECOO"]\n')
    ran = repo.align("check", "drafts/plan.txt")
    assert ran.code == 2
    assert "align.toml:2: " in ran.err
    settings('[[plans]]\nmatch = "x/*"\nthemes = ["ECOO"]\n')
    ran = repo.align("check", "drafts/plan.txt")
    assert ran.code == 2
    assert "align.toml:2: " in ran.err


def test_a_missing_baseline_stops_what_reads_it_and_nothing_else(repo: Repo, settings: Write) -> None:
    settings('baseline = "none.json"\n')
    plan = docx.Document()
    for line in repo.read("drafts/plan.txt").splitlines():
        plan.add_paragraph(line)
    plan.save(str(repo.path / "plan.docx"))
    for reading in (("settings",), ("check", "drafts/plan.txt")):
        ran = repo.align(*reading)
        assert ran.code == 2
        assert "读不到基线文件" in ran.err
    for command in (
        ("diff", "drafts/plan.txt", "drafts/plan.txt"),
        ("matrix", "drafts/plan.txt"),
        ("annotate", "plan.docx", "-o", "out.docx"),
        ("baseline", "drafts/plan.txt", "-o", "new.json"),
    ):
        assert repo.align(*command).code == 0


def test_a_check_reads_the_baseline_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from align.cli.gating import judging
    from align.settings import effective, keys

    shutil.copytree(WORLD, tmp_path / "repo")
    monkeypatch.chdir(tmp_path / "repo")
    read: list[Path] = []
    monkeypatch.setattr(keys, "load", lambda path: read.append(path))
    judging(["drafts/plan.txt"], effective(Path.cwd(), {"rules": "rules", "baseline": "base.json"}, {}))
    assert len(read) == 1


def test_the_language_of_the_file_is_that_of_every_message(repo: Repo, settings: Write) -> None:
    settings('lang = "en"\n')
    plan = docx.Document()
    for line in repo.read("drafts/plan.txt").splitlines():
        plan.add_paragraph(line)
    plan.save(str(repo.path / "plan.docx"))
    repo.write("drafts/worse.txt", repo.read("drafts/plan.txt").replace("坚定推进长江十年禁渔，", ""))
    baseline = repo.align("baseline", "drafts/plan.txt", "-o", "base.json")
    assert baseline.err == "recorded 1 plan(s) in 'base.json'.\n"
    assert repo.align("annotate", "plan.docx", "-o", "out.docx").err == "written: out.docx.\n"
    told = repo.align("settings")
    assert told.out.startswith("settings file: align.toml (sha256 ")
    assert told.out.replace("—", "").isascii()
    assert "# default" in told.out
    compared = repo.align("diff", "drafts/plan.txt", "drafts/worse.txt", "--fail-on", "lost,weakened")
    assert compared.code == 1
    assert " (lost)\n" in compared.err


def test_rules_are_shown_in_english_with_english_punctuation(repo: Repo) -> None:
    shown = repo.align("rules", "show", "ECO-11", "--rules", "rules", "--lang", "en").out
    assert "  Kind: task\n" in shown
    labels = [line.partition(": ")[0] for line in shown.splitlines()]
    assert not {"：", "；", "（", "）", "〔"} & set("".join(labels))
    listed = repo.align("rules", "list", "--rules", "rules", "--lang", "en").out
    assert " (demo 1, 20" in listed.splitlines()[0]

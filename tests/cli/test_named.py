"""What a drafter writes in words of the document is understood, or answered with what was meant."""

import json
from pathlib import Path

import pytest

from tests.cli.test_main_job import FIXTURES, align

PLAN = FIXTURES / "plan.txt"


@pytest.mark.parametrize("theme", ["生态", "生态环境共保联治", "eco"])
def test_a_theme_may_be_named_by_its_title_or_a_part_of_it(theme: str) -> None:
    result = align("check", PLAN, "--theme", theme, "--format", "json")
    assert json.loads(result.stdout)["scope"]["themes"] == ["ECO"]


def test_a_theme_may_be_named_by_its_title_in_settings(tmp_path: Path) -> None:
    (tmp_path / "align.toml").write_text('themes = ["生态环境共保联治"]\n', encoding="utf-8")
    result = align("check", PLAN, "--format", "json", cwd=tmp_path)
    assert json.loads(result.stdout)["scope"]["themes"] == ["ECO"]


def test_a_part_of_several_titles_names_no_theme() -> None:
    result = align("check", PLAN, "--theme", "体")
    assert result.returncode == 2
    assert "ECO 生态环境共保联治" in result.stderr.decode()


@pytest.mark.parametrize("words", ["排污权", "要建立跨区域排污权交易制度"])
def test_words_in_place_of_an_id_are_answered_with_the_directive(words: str) -> None:
    result = align("check", PLAN, "--explain", words)
    assert result.returncode == 2
    assert f"没有规则“{words}”；是不是 ECO-11 跨区域排污权交易制度？" in result.stderr.decode()


def test_a_theme_in_place_of_a_directive_is_answered_with_its_directives() -> None:
    told = align("check", PLAN, "--explain", "eco").stderr.decode().splitlines()
    assert told[0] == "ECO 是主题，不是一条要求；其中的要求有："
    assert len(told) == 19
    assert told[11] == "ECO-11 跨区域排污权交易制度"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["annotate", "江苏.docx"], "请用 -o 写明输出文件，如 -o 江苏.批注.docx。"),
        (["check"], "请写明规划文件，如 align check 规划.docx。"),
        (["check", PLAN, "-o", "报告.doc"], "请用 .docx、.html、.xlsx（也可用"),
        (["chek"], "没有命令 'chek'；是不是 'check'"),
    ],
)
def test_what_is_forgotten_is_said_with_an_example(arguments: list[str | Path], words: str) -> None:
    result = align(*arguments)
    assert result.returncode == 2
    assert words in result.stderr.decode()
    assert "。." not in result.stderr.decode()
    assert "?。" not in result.stderr.decode()


def test_a_forgotten_suffix_is_found(tmp_path: Path) -> None:
    (tmp_path / "2025年规划.docx").write_bytes(b"")
    result = align("check", "2025年规划", cwd=tmp_path)
    assert result.returncode == 2
    assert "是不是 2025年规划.docx？" in result.stderr.decode()


@pytest.mark.parametrize("written", ["2026年1月1日", "2026/1/1", "2026-01-01"])
def test_a_day_may_be_written_as_people_write_it(written: str) -> None:
    report = json.loads(align("check", PLAN, "--as-of", written, "--format", "json").stdout)
    assert report["scope"]["as_of"] == "2026-01-01"


def test_no_line_of_the_help_is_cut_off() -> None:
    commands = align("--help").stdout.decode().split("\n命令:\n")[1]
    assert "corpus" in commands
    assert "..." not in commands

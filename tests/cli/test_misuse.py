"""What is asked for and does not exist is told: exit 2, a sentence, what is permitted."""

from pathlib import Path

import pytest

from tests.cli.test_main_job import FIXTURES, align

PLAN = FIXTURES / "plan.txt"
LONG = "规" * 100 + ".txt"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["rules", "test", "--theme", "XX"], "主题有 GEN"),
        (["rules", "list", "--theme", "XX"], "主题有 GEN"),
        (["rules", "list", "--theme", ""], "主题有 GEN"),
        (["rules", "list", "--format", "yaml"], "可用：text、json"),
        (["rules", "list", "--lang", "fr"], "可用：zh、en"),
        (["outline", PLAN, "--lang", "fr"], "可用：zh、en"),
        (["evaluate", FIXTURES, "--theme", "ZZ"], "主题有 GEN"),
        (["evaluate", FIXTURES, "--rule", "ZZ"], "没有规则“ZZ”"),
        (["evaluate", FIXTURES, "--format", "xx"], "可用：text、json"),
        (["check", PLAN, "--theme", "ECO-11"], "不是主题；它在主题 ECO 里"),
        (["check", PLAN, "--explain", "ECO-11", "--format", "sarif"], "可用：text、json"),
    ],
)
def test_what_an_option_does_not_know_is_refused_with_what_it_knows(
    arguments: list[str | Path], words: str
) -> None:
    result = align(*arguments)
    assert (result.returncode, result.stdout) == (2, b"")
    assert words in result.stderr.decode()


@pytest.mark.parametrize("option", ["--fail-on", "--require", "--theme", "--exclude", "--set"])
def test_an_option_without_its_value_is_refused_and_does_not_pass(option: str) -> None:
    result = align("check", PLAN, option, "")
    assert (result.returncode, result.stdout) == (2, b"")
    assert f"{option}: 值是空的" in result.stderr.decode()


def test_an_empty_policy_of_two_drafts_is_refused() -> None:
    result = align("diff", PLAN, PLAN, "--fail-on", "")
    assert result.returncode == 2
    assert "contradicted" in result.stderr.decode()


def test_an_empty_path_is_no_folder() -> None:
    result = align("check", "")
    assert result.returncode == 2
    assert "路径是空的" in result.stderr.decode()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", PLAN, "--fail-under", "x"], "--fail-under（0–1）应是数。用法见"),
        (["evaluate", "nope"], "GOLD：找不到“nope”"),
        (["rules", "test", "--source", "nope"], "--source：找不到“nope”"),
        (["rules", "test", "--source", FIXTURES], "是文件夹，应是文件"),
        (["check", PLAN, "--lang"], "选项 --lang 后面缺少值。"),
        (["check", PLAN, "--jobs", "x"], "--jobs 应是整数。"),
        (["schema", "diff", "matrix"], "多出的参数：matrix。"),
        (["nope"], "没有命令 'nope'。"),
    ],
)
def test_a_mistake_on_the_command_line_is_told_in_chinese_to_the_end(
    arguments: list[str | Path], words: str
) -> None:
    result = align(*arguments)
    assert result.returncode == 2
    assert words in result.stderr.decode()


def test_help_is_chinese_but_for_its_pattern() -> None:
    told = align("rules", "list", "--help").stdout.decode()
    assert "显示这份说明" in told
    assert "缺省：yrd-2023" in told
    assert "Show this message and exit." in align("rules", "list", "--help", "--lang", "en").stdout.decode()


def test_a_theme_may_be_written_small_and_counts_alone() -> None:
    told = align("rules", "test", "--theme", "eco").stdout.decode()
    assert told.startswith("18 条规则")


def test_the_superior_document_may_be_in_gbk(tmp_path: Path) -> None:
    source = tmp_path / "source.txt"
    source.write_bytes("推动长三角一体化发展，建立跨区域排污权交易制度。\n".encode("gbk") * 3)
    result = align("rules", "test", "--theme", "ECO", "--source", source)
    assert result.returncode == 1
    assert "的引文不在第" in result.stdout.decode()


def test_a_loop_of_links_and_a_name_too_long_are_sentences(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    for name in ("loop.txt", LONG):
        result = align("check", tmp_path / name, "--region", "江苏")
        assert result.returncode == 2
        assert "无法读取" in result.stderr.decode()


def test_a_text_without_region_in_which_nothing_is_found_is_told_to_be_no_such_plan() -> None:
    assert "不像这类规划" in align("check", FIXTURES / "novel.txt").stderr.decode()
    plan = PLAN.read_text(encoding="utf-8").replace("江苏省", "").replace("临湖市", "")
    assert "不像这类规划" not in align("check", "-", stdin=plan.encode()).stderr.decode()

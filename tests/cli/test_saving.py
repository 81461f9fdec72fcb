"""No command writes over what it reads, and each says what it wrote."""

import shutil
from pathlib import Path

import pytest

from tests.cli.test_main_job import FIXTURES, align


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.txt", "b.txt", "a.txt.txt"):
        shutil.copy(FIXTURES / "plan.txt", tmp_path / name)
    (tmp_path / "link.txt").symlink_to("a.txt")
    (tmp_path / "more").mkdir()
    shutil.copy(FIXTURES / "plan.txt", tmp_path / "more" / "c.txt")
    return tmp_path


@pytest.mark.parametrize(
    "command",
    [
        "check a.txt -o a.txt",
        "check a.txt -o ./more/../a.txt",
        "check a.txt -o link.txt",
        "check link.txt -o a.txt",
        "check a.txt -o x.html -o a.txt",
        "check a.txt b.txt -o b.txt",
        "check . --exclude link.txt -o more/c.txt",
        "check a.txt a.txt.txt -o {plan}.txt",
        "check a.txt a.txt.txt -o ./more/../{plan}.txt",
        "diff a.txt b.txt -o a.txt",
        "diff a.txt b.txt -o b.txt",
        "matrix a.txt b.txt -o b.txt",
        "matrix . -o a.txt",
        "corpus a.txt -o a.txt",
        "annotate a.txt -o ./a.txt",
    ],
)
def test_a_plan_is_never_replaced_by_what_is_made_of_it(folder: Path, command: str) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*.*")}
    result = align(*command.split(), cwd=folder)
    assert (result.returncode, result.stdout) == (2, b"")
    assert "就是原文件；请写到另一个文件，如 " in result.stderr.decode()
    assert {path: path.read_bytes() for path in folder.rglob("*.*")} == before


@pytest.mark.parametrize("name", ["a.txt", "b.docx"])
def test_a_baseline_is_json_and_nothing_else(folder: Path, name: str) -> None:
    result = align("baseline", "a.txt", "-o", name, cwd=folder)
    assert result.returncode == 2
    assert "应以 .json 结尾" in result.stderr.decode()
    assert (folder / "a.txt").read_bytes() == (FIXTURES / "plan.txt").read_bytes()
    assert not (folder / "b.docx").exists()


def test_tables_go_into_no_file(folder: Path) -> None:
    result = align("corpus", "more", "-o", "a.txt", cwd=folder)
    assert result.returncode == 2
    assert "表要写进一个文件夹" in result.stderr.decode()


def test_a_folder_that_is_not_there_is_made(folder: Path) -> None:
    result = align("check", "a.txt", "-o", "新/报告/x.html", cwd=folder)
    assert result.returncode == 0
    assert (folder / "新" / "报告" / "x.html").stat().st_size


def test_what_was_written_is_told_in_one_line_with_the_figures_of_the_plan(folder: Path) -> None:
    result = align("check", "a.txt", "-o", "x.html", "-o", "y.md", cwd=folder)
    assert (result.returncode, result.stdout) == (0, b"")
    (line,) = result.stderr.decode().splitlines()
    assert line.startswith("已写入 x.html、y.md：覆盖率 ")
    figures = line.split("：")[1].rstrip("。")
    assert figures.split("，")[0].split()[1] in align("check", "a.txt", cwd=folder).stdout.decode()
    assert [part.split()[0] for part in figures.split("，")] == ["覆盖率", "缺口", "相抵触"]


@pytest.mark.parametrize("command", ["diff", "matrix"])
def test_a_comparison_says_what_it_wrote(folder: Path, command: str) -> None:
    result = align(command, "a.txt", "b.txt", "-o", "x.json", cwd=folder)
    assert (result.returncode, result.stdout, result.stderr.decode()) == (0, b"", "已写入 x.json。\n")


def test_many_files_are_told_in_a_line(folder: Path) -> None:
    result = align(
        "check", *["a.txt", "b.txt", "a.txt.txt"], "-o", "新/{plan}.md", "-o", "新/{plan}.html", cwd=folder
    )
    assert result.returncode == 0
    assert result.stderr.decode().startswith("已写入 新/a.txt.md、")
    assert result.stderr.decode().endswith(" 等 6 个文件。\n")

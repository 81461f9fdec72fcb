"""What goes out: to a pipe that closes, to a console of another encoding, to a full disk."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_main_job import FIXTURES, ROOT, align

PLAN = FIXTURES / "plan.txt"
FULL = Path("/dev/full")


def into_a_closed_pipe(*arguments: str) -> int:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        return subprocess.run(
            [sys.executable, "-m", "align", *arguments],
            stdout=writer,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            check=False,
        ).returncode
    finally:
        os.close(writer)


@pytest.mark.parametrize("more", [(), ("--format", "json")])
def test_a_closed_pipe_does_not_fail_a_plan(more: tuple[str, ...]) -> None:
    assert into_a_closed_pipe("check", str(PLAN), *more) == 0


def test_a_closed_pipe_does_not_fail_text_and_help() -> None:
    assert into_a_closed_pipe("text", str(PLAN)) == 0
    assert into_a_closed_pipe("--help") == 0


def test_a_closed_pipe_does_not_pass_a_plan_that_fails() -> None:
    assert into_a_closed_pipe("check", str(PLAN), "--fail-on", "gap") == 1


@pytest.fixture
def gbk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "gbk")


@pytest.mark.usefixtures("gbk")
@pytest.mark.parametrize("name", ["json", "sarif", "junit", "codequality", "html", "markdown"])
def test_what_programs_read_is_utf_8_whatever_the_console(name: str) -> None:
    assert "临湖市" in align("check", PLAN, "--format", name).stdout.decode("utf-8")


@pytest.mark.usefixtures("gbk")
def test_what_people_read_follows_the_console() -> None:
    assert "临湖市" in align("check", PLAN).stdout.decode("gbk")


@pytest.mark.usefixtures("gbk")
def test_text_is_the_bytes_that_offsets_count_on() -> None:
    assert align("text", PLAN).stdout == PLAN.read_bytes()


@pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", [["check", str(PLAN)], ["--help"]])
def test_a_full_disk_is_a_sentence(arguments: list[str]) -> None:
    with FULL.open("wb") as full:
        result = subprocess.run(
            [sys.executable, "-m", "align", *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            check=False,
        )
    assert result.returncode == 2
    assert "标准输出" in result.stderr.decode()
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.skipif(os.name == "nt", reason="needs a shell that closes streams")
def test_a_closed_standard_input_is_a_sentence() -> None:
    command = f"'{sys.executable}' -m align check - <&-"
    result = subprocess.run(["sh", "-c", command], capture_output=True, cwd=ROOT, check=False)
    assert result.returncode == 2
    assert "标准输入是关着的" in result.stderr.decode()


def test_an_explanation_for_programs_is_the_report_with_that_finding_alone() -> None:
    whole = json.loads(align("check", PLAN, "--format", "json").stdout)
    told = json.loads(align("check", PLAN, "--explain", "eco-11", "--format", "json").stdout)
    assert [finding["rule"] for finding in told["findings"]] == ["ECO-11"]
    assert told["findings"][0] in whole["findings"]
    assert {**told, "findings": whole["findings"]} == whole

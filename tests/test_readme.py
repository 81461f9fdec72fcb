"""What the README shows is what happens."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = ("README.md", "README.zh-CN.md")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.M | re.S)


def blocks(language: str) -> list[tuple[str, str]]:
    return [
        (page, body)
        for page in PAGES
        if (ROOT / page).exists()
        for name, body in BLOCK.findall((ROOT / page).read_text(encoding="utf-8"))
        if name == language
    ]


def pattern(shown: str) -> str:
    """A line of … alone stands for any lines, … inside a line for any characters."""
    lines = [
        r"(?:.*\n)*?" if line == "…" else r".*".join(map(re.escape, line.split("…"))) + "\n"
        for line in shown.splitlines()
    ]
    return "".join(lines)


@pytest.mark.parametrize(("page", "body"), blocks("console"))
def test_a_shown_command_prints_what_is_shown(page: str, body: str) -> None:
    command, _, shown = body.partition("\n")
    arguments = shlex.split(command.removeprefix("$ align "))
    result = subprocess.run(
        [sys.executable, "-m", "align", *arguments], capture_output=True, cwd=ROOT, check=True
    )
    assert re.match(pattern(shown), result.stdout.decode() + "\n"), result.stdout.decode()


@pytest.mark.parametrize(("page", "body"), blocks("python"))
def test_a_shown_program_runs(page: str, body: str) -> None:
    result = subprocess.run([sys.executable, "-c", body], capture_output=True, cwd=ROOT, check=False)
    assert result.returncode == 0, result.stderr.decode()
    assert result.stdout.strip()


@pytest.mark.parametrize("page", PAGES)
def test_every_page_that_is_linked_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        if "://" not in target:
            assert (ROOT / target).exists(), target

"""The page from nothing to a refusing pipeline does what it says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

PAGE = Path(__file__).parents[2] / "docs" / "gate.md"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks() -> list[tuple[str, str]]:
    return FENCE.findall(PAGE.read_text(encoding="utf-8"))


def test_every_command_of_the_page_does_what_the_page_shows(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("ALIGN_", "GITHUB_"))}
    env = {**clean, "PATH": path, "PYTHONUTF8": "1"}
    found = blocks()
    shown = [(text, found[index + 1]) for index, (kind, text) in enumerate(found) if kind == "sh"]
    assert len(shown) >= 7
    for script, (kind, expected) in shown:
        assert kind == "text", f"the page does not show what this prints:\n{script}"
        ran = subprocess.run(
            ["bash", "-e", "-c", script],
            cwd=tmp_path,
            env=env,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        said = f"{ran.stdout}\n{ran.stderr}\nexit code {ran.returncode}"
        for line in expected.splitlines():
            assert line in said, f"{line!r} is not what this prints:\n{script}\n{said}"


def test_the_page_names_every_setting() -> None:
    from align.settings import KEYS

    text = PAGE.read_text(encoding="utf-8").split("\n## Settings\n")[1]
    for key in KEYS:
        assert f"`{key}`" in text or f"`[[{key}]]`" in text


@pytest.mark.parametrize("text", [text for kind, text in blocks() if kind == "yaml"])
def test_every_configuration_of_the_page_is_yaml(text: str) -> None:
    assert yaml.safe_load(text)

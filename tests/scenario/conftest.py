"""The real command in a real git repository that holds a small ruleset and a draft."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

WORLD = Path(__file__).parent / "world"


@dataclass(frozen=True)
class Ran:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Repo:
    """A git repository, and the command run in it."""

    path: Path

    def align(self, *args: str, cwd: str = ".", env: dict[str, str] | None = None, stdin: str = "") -> Ran:
        inherited = {
            key: value for key, value in os.environ.items() if not key.startswith(("ALIGN_", "GITHUB_"))
        }
        result = subprocess.run(
            [sys.executable, "-m", "align", *args],
            cwd=self.path / cwd,
            env={**inherited, "PYTHONUTF8": "1", **(env or {})},
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert "Traceback" not in result.stderr
        return Ran(result.returncode, result.stdout, result.stderr)

    def check(self, *args: str, cwd: str = ".", env: dict[str, str] | None = None) -> Ran:
        """Check the draft by the small ruleset."""
        return self.align("check", "drafts/plan.txt", "--rules", "rules", *args, cwd=cwd, env=env)

    def write(self, name: str, text: str) -> Path:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def edit(self, name: str, *changes: tuple[str, str]) -> None:
        text = (self.path / name).read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, f"{old!r} is not in {name}"
            text = text.replace(old, new)
        self.write(name, text)

    def read(self, name: str) -> str:
        return (self.path / name).read_text(encoding="utf-8")


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    root = tmp_path / "repo"
    shutil.copytree(WORLD, root)
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    return Repo(root)


@pytest.fixture
def settings(repo: Repo) -> Callable[[str], None]:
    """Write align.toml; the small ruleset is named first, unless the text names rules."""

    def written(text: str) -> None:
        head = "" if text.lstrip().startswith("rules") else 'rules = "rules"\n'
        repo.write("align.toml", head + text)

    return written

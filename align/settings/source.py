"""A settings file: where it is looked for, and on which line each key stands."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from align.errors import SettingsError
from align.gate import Said
from align.settings.fault import Keys, problems

NAMES = ("align.toml", "pyproject.toml")


@dataclass(frozen=True, slots=True)
class SettingsSource:
    """The settings file that was read; ``table`` is where in it the settings stand."""

    path: Path
    text: str
    table: Keys

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the file, the same whatever its line ends."""
        return sha256(self.text.replace("\r\n", "\n").encode()).hexdigest()

    @property
    def name(self) -> str:
        """Return the path as a person would type it from here."""
        return shown(self.path)

    @property
    def data(self) -> dict[str, Any]:
        """Return the settings as plain data."""
        table: Any = tomllib.loads(self.text)
        for key in self.table:
            table = table[key]
        return dict(table)

    def line(self, keys: Keys) -> int:
        """Return the line, from 1, on which a key stands, or the nearest that stands above it.

        The key stands after the longest part of the file that is whole without it. The part is found by halving the file
        where statements may begin, which is exact for every way to write TOML.
        """
        wanted = (*self.table, *keys)
        depth = _reach(tomllib.loads(self.text), wanted)
        if depth == 0:
            return 1
        lines = self.text.splitlines(keepends=True)
        begins = [at for at, line in enumerate(lines) if "=" in line or "[" in line]
        # The key is not there before ``low``, and is there at the first whole part from ``high`` on.
        low, high = 0, len(begins)
        while high - low > 1:
            middle = (low + high) // 2
            # Inside a value of several lines no part is whole, whatever its lines look like.
            parts = ((at, _parsed("".join(lines[: begins[at]]))) for at in range(middle, high))
            at, data = next(((at, data) for at, data in parts if data is not None), (high, None))
            if data is None or _reach(data, wanted) >= depth:
                high = middle
            else:
                low = at
        return begins[low] + 1

    def place(self, keys: Keys) -> str:
        """Return file:line of a key."""
        return f"{self.name}:{self.line(keys)}"


def _parsed(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _reach(data: Any, keys: Keys) -> int:
    """Return how many of the keys the data has, one inside the other."""
    for count, key in enumerate(keys):
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            return count
    return len(keys)


def repository(folder: Path) -> Path | None:
    """Return the root of the git repository that a folder stands in."""
    return next((at for at in (folder, *folder.parents) if (at / ".git").exists()), None)


def discover(cwd: Path) -> SettingsSource | None:
    """Return the nearest settings file from a folder up to the repository's root.

    Outside a repository only the folder itself is looked at. Raises SettingsError where one folder holds two.
    """
    top = repository(cwd) or cwd
    for folder in (cwd, *cwd.parents):
        found = [source for name in NAMES if (source := read(folder / name)) is not None]
        if len(found) > 1:
            raise SettingsError(
                "two-files",
                zh=f"“{folder}”里 align.toml 与 pyproject.toml 的 [tool.align] 同时存在；请只留一个。",
                en=f"both align.toml and [tool.align] of pyproject.toml are in {str(folder)!r}; keep one.",
            )
        if found or folder == top:
            return found[0] if found else None
    return None


def chosen(path: Path) -> SettingsSource:
    """Return the settings file that somebody named; raises SettingsError where it is none."""
    if not path.is_file():
        raise SettingsError(
            "no-settings", zh=f"找不到设置文件“{path}”。", en=f"no settings file {str(path)!r}."
        )
    source = read(path)
    if source is None:
        raise SettingsError(
            "no-table", zh=f"“{path}”里没有 [tool.align]。", en=f"{str(path)!r} has no [tool.align]."
        )
    return source


def read(path: Path) -> SettingsSource | None:
    """Return a settings file, None where there is none or a pyproject.toml says nothing to align."""
    if not path.is_file():
        return None
    try:
        text = path.read_bytes().decode("utf-8-sig")
        data = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise problems([(f"{shown(path)}:1", Said("不是 UTF-8 文本。", "is not UTF-8."))]) from error
    except tomllib.TOMLDecodeError as error:
        raise problems([_syntax(path, error)]) from error
    table: Keys = ("tool", "align") if path.name == "pyproject.toml" else ()
    return SettingsSource(path, text, table) if _reach(data, table) == len(table) else None


def _syntax(path: Path, error: tomllib.TOMLDecodeError) -> tuple[str, Said]:
    at = re.search(r"at line (\d+), column (\d+)", str(error))
    place = f"{shown(path)}:{at[1]}:{at[2]}" if at else shown(path)
    return place, Said(f"TOML 写法有误：{error}。", f"not valid TOML: {error}.")


def shown(path: Path) -> str:
    """Return a path as a person would type it from here."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return str(path)

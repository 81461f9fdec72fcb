"""Which files are plans: folders, globs and excludes become one list."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Literal

from align.document.suffixes import SUFFIXES
from align.errors import DocumentError, SettingsError
from align.gate import matches
from align.settings import Effective

STDIN = "-"
MAGIC = re.compile(r"[*?[]")


def stdin() -> BinaryIO:
    """Return standard input. Raises DocumentError where it is closed."""
    if sys.stdin is None:
        raise DocumentError(
            "no-stdin",
            zh="- 表示标准输入，但标准输入是关着的；请用 < 文件 或管道送入规划。",
            en="- is standard input, which is closed; send the plan in by < FILE or a pipe.",
        )
    return sys.stdin.buffer


def expand(paths: Sequence[str], settings: Effective) -> tuple[str, ...]:
    """Return the plans that paths stand for, each once, in order; excludes hold for folders and globs.

    Raises SettingsError where a folder or a glob stands for no plan: a gate that checked nothing must not pass.
    """
    found: dict[str, str] = {}
    for path in paths:
        for plan in _plans(path, settings):
            found.setdefault(plan if plan == STDIN else os.path.realpath(plan), plan)
    return tuple(found.values())


def _plans(path: str, settings: Effective) -> Iterable[str]:
    if not path.strip():
        raise SettingsError(
            "no-plan",
            zh="规划的路径是空的（变量没有值？）；请写文件、文件夹或通配符，当前文件夹写作 .。",
            en="the path of a plan is empty (a variable without value?); name a file, a folder or a glob; . is this folder.",
        )
    if path == STDIN or kind(path) == "file":
        return (path,)
    if kind(path) == "folder":
        return _some(path, _inside(Path(path)), settings)
    if MAGIC.search(path):
        return _some(path, _globbed(Path(path)), settings)
    return (path,)  # reading it tells that there is no such file


def kind(path: str) -> Literal["file", "folder"] | None:
    """Return what stands at a path, None where nothing does or could."""
    try:
        return "file" if Path(path).is_file() else "folder" if Path(path).is_dir() else None
    except OSError:  # a name longer than any file has
        return None


def _globbed(pattern: Path) -> Iterator[Path]:
    root = Path(pattern.anchor)
    found = root.glob(str(pattern.relative_to(root)))
    return (item for item in found if not _hidden(item.relative_to(root), pattern))


def _hidden(item: Path, pattern: Path) -> bool:
    return any(part.startswith(".") and part not in pattern.parts for part in item.parts)


def _inside(folder: Path) -> Iterator[Path]:
    for item in _listed(folder):
        if item.name.startswith((".", "~$")):
            continue
        if item.is_dir() and not item.is_symlink():
            yield from _inside(item)
        else:
            yield item


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        raise SettingsError(
            "unreadable-folder",
            zh=f"读不了文件夹“{folder}”：{error.strerror}；里面的规划没有检查，不能算通过。",
            en=f"cannot read the folder {str(folder)!r}: {error.strerror}; its plans were not checked.",
        ) from error


def _some(path: str, files: Iterable[Path], settings: Effective) -> list[str]:
    plans = [
        str(item)
        for item in files
        if item.is_file() and item.suffix.lower() in SUFFIXES and not item.name.startswith("~$")
    ]
    kept = sorted(plan for plan in plans if not excluded(plan, settings))
    if not kept:
        raise _none(path, len(plans))
    return kept


def excluded(plan: str, settings: Effective) -> bool:
    """Return whether an exclude names a plan."""
    name = settings.name(plan)
    return any(matches(pattern, name) for pattern in settings.exclude)


def named_in_spite(paths: Sequence[str], settings: Effective) -> tuple[str, ...]:
    """Return the files that are named outright although an ``--exclude`` of the command line matches them."""
    if not settings.origins.get("exclude", "").startswith("--"):
        return ()
    return tuple(path for path in paths if kind(path) == "file" and excluded(path, settings))


def _none(path: str, left_out: int) -> SettingsError:
    more = f"（{left_out} 份被 exclude 排除）" if left_out else ""
    note = f" ({left_out} excluded)" if left_out else ""
    return SettingsError(
        "no-plans",
        zh=f"“{path}”里没有可检查的规划{more}；什么都没有检查，不能算通过。可读的格式：{'、'.join(SUFFIXES)}。",
        en=f"no plan in {path!r}{note}; nothing was checked, so nothing passes. Formats: {', '.join(SUFFIXES)}.",
    )


def names_a_file(pattern: str, root: Path) -> bool:
    """Return whether a glob of a waiver names any plan under the root."""
    return any(
        matches(pattern, item.relative_to(root).as_posix())
        for item in _inside(root)
        if item.suffix.lower() in SUFFIXES
    )

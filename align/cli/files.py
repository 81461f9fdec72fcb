"""Which files are plans: folders, globs and excludes become one list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from align.corpus.entry import SUFFIXES
from align.errors import SettingsError
from align.gate import matches
from align.settings import Effective

STDIN = "-"
MAGIC = re.compile(r"[*?[]")


def expand(paths: Sequence[str], settings: Effective) -> tuple[str, ...]:
    """Return the plans that paths stand for, each once, in order; excludes hold for folders and globs.

    Raises SettingsError where a folder or a glob stands for no plan: a gate that checked nothing must not pass.
    """
    found: dict[str, str] = {}
    for path in paths:
        for plan in _plans(path, settings):
            found.setdefault(plan if plan == STDIN else str(Path(plan).resolve()), plan)
    return tuple(found.values())


def _plans(path: str, settings: Effective) -> Iterable[str]:
    if path == STDIN or Path(path).is_file():
        return (path,)
    if Path(path).is_dir():
        return _some(path, _inside(Path(path)), settings)
    if MAGIC.search(path):
        return _some(path, _globbed(Path(path)), settings)
    return (path,)  # reading it tells that there is no such file


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

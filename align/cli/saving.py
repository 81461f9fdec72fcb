"""Where a command writes: never over what it reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from align.errors import SettingsError

ANNOTATED = "批注"
"""What stands in the name of a commented copy, in messages as in the manual."""


def each(path: Path) -> bool:
    """Return whether a path makes a file a plan."""
    return "{plan}" in str(path)


def target(path: Path, name: str) -> Path:
    """Return the file of a plan; ``{plan}`` in the path stands for the plan's name."""
    return Path(str(path).replace("{plan}", name.replace("/", "_")))


def targets(outputs: Iterable[Path], names: Sequence[str]) -> list[Path]:
    """Return all files that plans of these names are written to."""
    return [
        file
        for path in outputs
        for file in ([target(path, name) for name in names] if each(path) else [path])
    ]


def not_over(sources: Iterable[str | Path], files: Sequence[Path], mark: str = "报告") -> None:
    """Raise SettingsError where a file to be written is one that is read, by whatever spelling of its path."""
    there = [file for file in files if file.exists()]
    for source in map(Path, sources if there else ()):
        for file in there:
            if source.exists() and file.samefile(source):
                other = f"{source.stem}.{mark}{file.suffix}"
                raise SettingsError(
                    "same-file",
                    zh=f"-o“{file}”就是原文件；请写到另一个文件，如 {other}。",
                    en=f"-o {str(file)!r} is the plan itself; write to another file, such as {other}.",
                )

"""Where a command writes: never over what it reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from align.cli.printing import tell
from align.errors import Lang, SettingsError

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


NAMED = 5
"""How many files are told by name."""


def tell_written(files: Sequence[Path], lang: Lang, about: str = "") -> None:
    """Say on stderr which files were written, in one line, and ``about`` them."""
    from align.report.wording import pick  # words of reports are not for those who ask for help

    names = [str(file) for file in files]
    zh, en = "、".join(names[:NAMED]), ", ".join(names[:NAMED])
    if len(names) > NAMED:
        zh, en = f"{zh} 等 {len(names)} 个文件", f"{en} and {len(names) - NAMED} more"
    if names:
        tell(
            pick((f"已写入 {zh}{about and f'：{about}'}。", f"written: {en}{about and f': {about}'}."), lang)
        )


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

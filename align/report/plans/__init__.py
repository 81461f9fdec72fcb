"""Many plans beside each other become something to read: one file a format, each a pure function of the matrix."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from align.comparison import Matrix
from align.errors import Lang, SettingsError

FORMATS: dict[str, tuple[str, ...]] = {
    "text": (".txt",),
    "html": (".html", ".htm"),
    "xlsx": (".xlsx",),
    "png": (".png",),
    "svg": (".svg",),
    "json": (".json",),
    "csv": (".csv",),
}
"""All formats by name, with the suffixes that stand for them."""
_MODULES = {"text": "terminal", "xlsx": "excel", "png": "figure", "svg": "figure"}
READABLE = ("text", "json")
"""Formats that make sense on a screen."""


def render(
    matrix: Matrix, format: str = "text", lang: Lang = "zh", group_by: str | None = None
) -> str | bytes:
    """Return a matrix in a format; bytes where the format is binary. ``group_by`` is one of ``matrix.columns``.

    Raises SettingsError where there is no such format or column, or no Chinese font for a figure.
    """
    if format not in FORMATS:
        raise unknown(format, FORMATS)
    if group_by is not None and group_by not in matrix.columns:
        permitted = matrix.columns
        raise SettingsError(
            "unknown-column",
            zh=f"没有可分组的列“{group_by}”；可用：{'、'.join(permitted) or '无'}。",
            en=f"no column {group_by!r} to group by; permitted: {', '.join(permitted) or 'none'}.",
        )
    module = import_module(f"align.report.plans.{_MODULES.get(format, format)}")
    if format in ("png", "svg"):
        drawn: bytes = module.draw(matrix, format, lang, group_by)
        return drawn
    made: str | bytes = module.render(matrix, lang, group_by)
    return made


def unknown(format: str, permitted: Iterable[str]) -> SettingsError:
    """Return the error that there is no such format."""
    names = ", ".join(permitted)
    return SettingsError(
        "unknown-format",
        zh=f"对照表没有格式“{format}”；可用：{names}。",
        en=f"no format {format!r} of a matrix; permitted: {names}.",
    )


def format_of(path: Path) -> str:
    """Return the format that the suffix of a file stands for. Raises SettingsError where it stands for none."""
    for name, suffixes in FORMATS.items():
        if path.suffix.lower() in suffixes:
            return name
    permitted = [suffixes[0] for suffixes in FORMATS.values()]
    raise SettingsError(
        "unknown-suffix",
        zh=f"从文件名“{path}”看不出对照表的格式；可用的后缀：{'、'.join(permitted)}。",
        en=f"the suffix of {str(path)!r} stands for no format of a matrix; permitted: {', '.join(permitted)}.",
    )

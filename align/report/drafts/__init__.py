"""A comparison of two drafts becomes something to read: one file a format, each a pure function of it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from align.comparison import Diff
from align.errors import Lang, SettingsError

FORMATS: dict[str, tuple[str, ...]] = {
    "text": (".txt",),
    "html": (".html", ".htm"),
    "markdown": (".md", ".markdown"),
    "json": (".json",),
}
"""All formats by name, with the suffixes that stand for them."""
_MODULES = {"text": "terminal"}


def render(diff: Diff, format: str = "text", lang: Lang = "zh") -> str:
    """Return a comparison of two drafts in a format. Raises SettingsError where there is no such format."""
    if format not in FORMATS:
        raise unknown(format)
    made: str = import_module(f"align.report.drafts.{_MODULES.get(format, format)}").render(diff, lang)
    return made


def unknown(format: str) -> SettingsError:
    """Return the error that there is no such format."""
    permitted = ", ".join(FORMATS)
    return SettingsError(
        "unknown-format",
        zh=f"两稿对照没有格式“{format}”；可用：{permitted}。",
        en=f"no format {format!r} of a comparison of drafts; permitted: {permitted}.",
    )


def format_of(path: Path) -> str:
    """Return the format that the suffix of a file stands for. Raises SettingsError where it stands for none."""
    for name, suffixes in FORMATS.items():
        if path.suffix.lower() in suffixes:
            return name
    permitted = "、".join(suffixes[0] for suffixes in FORMATS.values())
    raise SettingsError(
        "unknown-suffix",
        zh=f"从文件名“{path}”看不出两稿对照的格式；可用的后缀：{permitted}。",
        en=f"the suffix of {str(path)!r} stands for no format of a comparison; permitted: {permitted.replace('、', ', ')}.",
    )

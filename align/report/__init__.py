"""An Assessment becomes something to read: one file a format, each a pure function of the assessment."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from align.errors import Lang, SettingsError
from align.report import saving

if TYPE_CHECKING:
    from align.judgement import Assessment

__all__ = ["FORMATS", "Format", "format_of", "render", "unknown", "write"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of the report: its suffix and the module whose ``render`` makes it."""

    suffix: str
    module: str


FORMATS: dict[str, Format] = {
    "text": Format(".txt", "align.report.terminal"),
    "json": Format(".json", "align.report.json"),
    "html": Format(".html", "align.report.html"),
    "docx": Format(".docx", "align.report.word"),
    "xlsx": Format(".xlsx", "align.report.excel"),
    "markdown": Format(".md", "align.report.markdown"),
    "sarif": Format(".sarif", "align.report.sarif"),
    "junit": Format("junit.xml", "align.report.junit"),
    "codequality": Format("code-quality-report.json", "align.report.codequality"),
    "github": Format(".annotations", "align.report.github"),
}
"""All formats by name; a module is imported when its format is first asked for."""


FOR_PEOPLE = (".docx", ".html", ".xlsx")
"""The suffixes to name first: what a drafter can open."""


def render(assessment: Assessment, format: str = "text", lang: Lang = "zh") -> str | bytes:
    """Return the report of an assessment in a format; bytes where the format is binary.

    Raises SettingsError where there is no such format.
    """
    if format not in FORMATS:
        raise unknown(format)
    result: str | bytes = import_module(FORMATS[format].module).render(assessment, lang)
    return result


def unknown(format: str) -> SettingsError:
    """Return the error that there is no such format."""
    permitted = ", ".join(FORMATS)
    return SettingsError(
        "unknown-format",
        zh=f"没有报告格式“{format}”；可用的格式：{permitted}。",
        en=f"no report format {format!r}; permitted: {permitted}.",
    )


def format_of(path: str | Path) -> str:
    """Return the format that the suffix of a file stands for; the longest suffix that fits wins."""
    name = Path(path).name.lower()
    fits = [key for key, entry in FORMATS.items() if name.endswith(entry.suffix)]
    if not fits:
        others = [entry.suffix for entry in FORMATS.values() if entry.suffix not in FOR_PEOPLE]
        first, more = ", ".join(FOR_PEOPLE), ", ".join(others)
        raise SettingsError(
            "unknown-suffix",
            zh=f"从文件名“{path}”看不出报告格式；请用 {first.replace(', ', '、')}（也可用 {more}）。",
            en=f"the suffix of {str(path)!r} stands for no report format; use {first} (permitted too: {more}).",
        )
    return max(fits, key=lambda key: len(FORMATS[key].suffix))


def write(assessment: Assessment, path: str | Path, lang: Lang = "zh") -> None:
    """Write the report of an assessment to a file, in the format that its suffix stands for.

    Raises SettingsError where the suffix is unknown or the file cannot be written.
    """
    saving.save(path, render(assessment, format_of(path), lang))

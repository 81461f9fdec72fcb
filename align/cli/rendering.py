"""The reports of one plan or many, on stdout and in files."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from align.cli.saving import each, target
from align.errors import Lang, SettingsError
from align.gate import Verdict
from align.judgement import Assessment
from align.report import FORMATS, format_of, render, saving, unknown, write
from align.report.judged import Unread

Together = Callable[[Sequence[Verdict], Sequence[Unread], Lang], str]


def _sarif(judged: Sequence[Verdict], unread: Sequence[Unread], lang: Lang) -> str:
    from align.report.sarif import log

    settings = [
        notice for one in judged[:1] for notice in one.assessment.notices if notice.code == "settings"
    ]
    return log(judged, unread, lang, settings[0].en if settings else None)


def _junit(judged: Sequence[Verdict], unread: Sequence[Unread], lang: Lang) -> str:
    from align.report.junit import suites

    return suites(judged, unread, lang)


def _codequality(judged: Sequence[Verdict], unread: Sequence[Unread], lang: Lang) -> str:
    from align.report.codequality import issues

    return issues(judged, unread, lang)


def _github(judged: Sequence[Verdict], unread: Sequence[Unread], lang: Lang) -> str:
    from align.report.github import commands

    return commands(judged, unread, lang)


PIPELINE: dict[str, Together] = {
    "sarif": _sarif,
    "junit": _junit,
    "codequality": _codequality,
    "github": _github,
}
"""Formats that take any number of plans, with their verdicts."""


SEVERAL = ("text", "json", *PIPELINE)
"""Formats that take several plans in one report."""


def check_formats(formats: Sequence[str], outputs: Sequence[Path], alone: bool) -> None:
    """Raise SettingsError where there is no such format, or it does not take several plans."""
    for format in (*formats, *(format_of(path) for path in outputs if not each(path))):
        if format not in FORMATS:
            raise unknown(format)
        if not alone and format not in SEVERAL:
            raise _one_plan(format)
    for path in outputs:
        format_of(path)


def _one_plan(format: str) -> SettingsError:
    suffix = FORMATS[format].suffix
    return SettingsError(
        "one-plan-format",
        zh=f"格式“{format}”一次只写一份规划；多份请用 {'、'.join(SEVERAL)}，或 -o 报告/{{plan}}{suffix} 每份一个文件。",
        en=f"format {format!r} takes one plan; for several use {', '.join(SEVERAL)}, "
        f"or -o reports/{{plan}}{suffix} for a file each.",
    )


def screen(
    format: str, judged: Sequence[Verdict], unread: Sequence[Unread], lang: Lang, alone: bool
) -> str | bytes:
    """Return the report for stdout; ``alone`` tells that one plan was asked for."""
    if format in PIPELINE:
        return PIPELINE[format](judged, unread, lang)
    if alone:
        return _alone(format, judged[0].assessment, lang) if judged else ""
    return _several(format, judged, unread, lang)


def _alone(format: str, assessment: Assessment, lang: Lang) -> str | bytes:
    """Return the report of one plan, wrapped and coloured where somebody looks at it."""
    from align.report import terminal

    if format != "text" or not sys.stdout.isatty():
        return render(assessment, format, lang)
    width = min(shutil.get_terminal_size().columns, 110)
    return terminal.render(assessment, lang, width=width, colour="NO_COLOR" not in os.environ)


def explained(assessment: Assessment, rule: str, lang: Lang) -> str:
    """Return why a directive was judged as it was."""
    from align.report.terminal import explain

    return explain(assessment, rule.upper(), lang)


def _several(format: str, judged: Sequence[Verdict], unread: Sequence[Unread], lang: Lang) -> str:
    from align.report.several import document, table

    return (document if format == "json" else table)(judged, unread, lang)


def save(
    path: Path, judged: Sequence[Verdict], unread: Sequence[Unread], lang: Lang, alone: bool
) -> list[Path]:
    """Write a report in the format that the file's suffix stands for, and return what was written.

    ``{plan}`` in its name makes a file a plan.
    """
    if each(path):
        for verdict in judged:
            write(verdict.assessment, target(path, verdict.plan), lang)
        return [target(path, verdict.plan) for verdict in judged]
    format = format_of(path)
    if format in PIPELINE or not alone:
        saving.save(path, screen(format, judged, unread, lang, alone))
    elif judged:
        write(judged[0].assessment, path, lang)
    else:
        return []
    return [path]


def job_summary(judged: Sequence[Verdict], unread: Sequence[Unread], lang: Lang) -> None:
    """Append the summary in Markdown to the page of a GitHub job, where there is one."""
    from align.report.github import summary

    page = os.environ.get("GITHUB_STEP_SUMMARY")
    if page:
        with Path(page).open("a", encoding="utf-8") as stream:
            stream.write(summary(judged, unread, lang))

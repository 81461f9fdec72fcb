"""``align check``: the main job at a drafter's desk and in a pipeline."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from align.cli.language import lang, say
from align.cli.rules import RULES

if TYPE_CHECKING:
    from align.judgement import Assessment


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "check",
        help=say(
            "检查一份规划：响应了哪些要求，缺什么，该写在哪里。",
            "Check a plan: what it carries out, what is lacking where.",
        ),
    )(check)


def check(
    plan: Annotated[
        str,
        typer.Argument(
            metavar="PLAN", help=say("规划文件；- 表示标准输入。", "The plan; - for standard input.")
        ),
    ],
    rules: Annotated[str, RULES] = "yrd-2023",
    region: Annotated[
        str | None,
        typer.Option(
            "--region", help=say("地区，文中没有写明时需要。", "The region, where the plan does not tell it.")
        ),
    ] = None,
    theme: Annotated[
        list[str] | None,
        typer.Option("--theme", help=say("只评这些主题，可重复。", "Only these themes; repeatable.")),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", metavar="DATE", help=say("评估日期，如 2026-01-01。", "The day of the assessment.")
        ),
    ] = None,
    bind_all: Annotated[
        bool,
        typer.Option(
            "--bind-all",
            help=say(
                "全部要求都约束，用于跨地区比较。", "Let all directives bind, to compare across regions."
            ),
        ),
    ] = False,
    format: Annotated[
        str,
        typer.Option(
            "--format", help=say("输出到屏幕的格式：text | json | …", "Format on stdout: text | json | …")
        ),
    ] = "text",
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help=say("写成文件，格式看后缀，可重复。", "Write a file, format by suffix; repeatable."),
        ),
    ] = None,
    explain: Annotated[
        list[str] | None,
        typer.Option(
            "--explain",
            metavar="ID",
            help=say("逐项说明一条要求为什么这样判。", "Tell why a directive is judged so."),
        ),
    ] = None,
    format_in: Annotated[
        str | None,
        typer.Option(
            "--format-in",
            help=say("规划文件的格式，标准输入时需要：docx、pdf、html、txt……", "Format of the plan."),
        ),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option("--encoding", help=say("纯文本的编码，如 gb18030。", "Encoding of a plain text.")),
    ] = None,
    exit_zero: Annotated[
        bool,
        typer.Option(
            "--exit-zero",
            help=say("退出码总是 0（用法和输入错误除外）。", "Always exit 0, but for bad use and input."),
        ),
    ] = False,
    lang_: Annotated[str, typer.Option("--lang", help="zh | en")] = "zh",
) -> None:
    """Check a plan."""
    from align.api import Checker
    from align.cli.rules import find
    from align.document import read
    from align.report import render, write
    from align.report.terminal import explain as explain_rule

    checker = Checker(rules)
    for rule_id in explain or ():
        find(checker.ruleset, rule_id)
    document = read(sys.stdin.buffer if plan == "-" else Path(plan), format=format_in, encoding=encoding)
    assessment = checker.check(document, region=region, themes=theme, as_of=day(as_of), bind_all=bind_all)
    for path in output or ():
        write(assessment, path, lang())
    if explain:
        typer.echo("\n".join(explain_rule(assessment, rule_id.upper(), lang()) for rule_id in explain))
    elif not output:
        show(on_screen(assessment) if format == "text" else render(assessment, format, lang()))


def on_screen(assessment: Assessment) -> str:
    """Return the text report, wrapped and coloured where somebody looks at it."""
    from align.report.terminal import render

    if not sys.stdout.isatty():
        return render(assessment, lang())
    width = min(shutil.get_terminal_size().columns, 110)
    return render(assessment, lang(), width=width, colour="NO_COLOR" not in os.environ)


def show(report: str | bytes) -> None:
    """Print a report; one that is bytes goes to stdout as it is."""
    if isinstance(report, bytes):
        sys.stdout.buffer.write(report)
    else:
        typer.echo(report.rstrip("\n"))


def day(text: str | None) -> dt.date | None:
    """Return a date option; what is no date is an error that says how to write one."""
    from align.errors import SettingsError

    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise SettingsError(
            "bad-date",
            zh=f"--as-of“{text}”不是日期；请写成 2026-01-01 这样。",
            en=f"--as-of {text!r} is not a date; write it as 2026-01-01.",
        ) from None

"""``align diff``: two drafts of a plan; ``align matrix``: many plans beside each other."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from align.cli.language import say
from align.cli.options import AsOf, BindAll, Exclude, Jobs, Lang, Region, Rules, Set, Settings, Theme, stated


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(
        "diff",
        help=say(
            "比较一份规划的两稿：哪些要求失去响应、减弱、移位，哪些新增、增强，词句改在哪里。",
            "Compare two drafts of a plan: which directives were lost, weakened, moved, gained, and in which words.",
        ),
    )(diff)
    app.command(
        "matrix",
        help=say(
            "比较多份规划：要求与规划对照的热力图、名次、只差一份的、无一响应的、一同出现的。",
            "Compare many plans: heat map, ranks, what all cover but one, what none covers, what went together.",
        ),
    )(matrix)


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help=say("旧稿。", "The old draft."))],
    new: Annotated[str, typer.Argument(metavar="NEW", help=say("新稿。", "The new draft."))],
    rules: Rules = None,
    region: Region = None,
    theme: Theme = None,
    as_of: AsOf = None,
    bind_all: BindAll = None,
    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-on",
            metavar="WHAT,…",
            help=say(
                "有这些变化就不通过（退出码 1）：相抵触、失去、减弱、移位、增强、新增（英文写法 contradicted、lost、weakened、moved、strengthened、gained 也可）。",
                "Refuse (exit 1) on: contradicted, lost, weakened, moved, strengthened, gained.",
            ),
        ),
    ] = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            help=say(
                "输出到屏幕的格式：text | html | markdown | json。",
                "Format on stdout: text | html | markdown | json.",
            ),
        ),
    ] = None,
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help=say(
                "写成文件，格式看后缀（.html .md .json .txt），可重复。",
                "Write a file, format by suffix (.html .md .json .txt); repeatable.",
            ),
        ),
    ] = None,
    settings: Settings = None,
    set_: Set = None,
    lang_: Lang = None,
) -> None:
    """Compare two drafts."""
    from align.cli.comparing import drafts
    from align.settings import effective

    options = stated(
        rules=rules, region=region, theme=theme, as_of=as_of, bind_all=bind_all, lang_=lang_, set_=set_
    )
    found = effective(Path.cwd(), options, os.environ, settings)
    raise typer.Exit(drafts(old, new, found, fail_on or (), format, output or ()))


def matrix(
    plans: Annotated[
        list[str],
        typer.Argument(
            metavar="PLAN...",
            help=say(
                "规划文件、文件夹、通配符，或 align corpus 写的表的文件夹。",
                "Plans, folders, globs, or a folder of tables that align corpus wrote.",
            ),
        ),
    ],
    rules: Rules = None,
    region: Region = None,
    theme: Theme = None,
    as_of: AsOf = None,
    bind_all: BindAll = None,
    group_by: Annotated[
        str | None,
        typer.Option(
            "--group-by",
            metavar="COLUMN",
            help=say(
                "按 region（地区）、year（年份）或 --meta、表中的任何一列分组。",
                "Group plans by region, year, or any column of --meta or of the tables.",
            ),
        ),
    ] = None,
    meta: Annotated[
        Path | None,
        typer.Option(
            "--meta",
            metavar="FILE.csv",
            help=say(
                "规划的其他信息：path 列和任何其他列。", "What else is known of plans: path and any columns."
            ),
        ),
    ] = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format", help=say("输出到屏幕的格式：text | json。", "Format on stdout: text | json.")
        ),
    ] = None,
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help=say(
                "写成文件，格式看后缀（.html .xlsx .csv .png .svg .json .txt），可重复。",
                "Write a file, format by suffix (.html .xlsx .csv .png .svg .json .txt); repeatable.",
            ),
        ),
    ] = None,
    exclude: Exclude = None,
    jobs: Jobs = None,
    settings: Settings = None,
    set_: Set = None,
    lang_: Lang = None,
) -> None:
    """Compare many plans."""
    from align.cli.comparing import many
    from align.settings import effective

    options = stated(
        rules=rules,
        region=region,
        theme=theme,
        as_of=as_of,
        bind_all=bind_all,
        exclude=exclude,
        jobs=jobs,
        lang_=lang_,
        set_=set_,
    )
    found = effective(Path.cwd(), options, os.environ, settings)
    raise typer.Exit(many(plans, found, group_by, meta, format, output or ()))

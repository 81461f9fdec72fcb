"""``align baseline`` and ``align settings``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from align.cli.language import lang, say

SETTINGS = typer.Option(
    "--settings", metavar="FILE", help=say("设置文件；缺省从工作目录向上找。", "The settings file.")
)
SET = typer.Option(
    "--set",
    metavar="KEY=VALUE",
    help=say("任何一项设置，TOML 写法，可重复。", "Any setting, in TOML; repeatable."),
)
PLANS = typer.Argument(
    metavar="PLAN...",
    help=say("规划文件、文件夹或通配符；- 表示标准输入。", "Plans, folders, globs; - for stdin."),
)
RULES = typer.Option(
    "--rules", help=say("规则集名称或文件夹（缺省 yrd-2023）。", "Name or folder of a ruleset.")
)
REGION = typer.Option(
    "--region", help=say("地区，文中没有写明时需要。", "The region, where the plan does not tell it.")
)
THEME = typer.Option("--theme", help=say("只评这些主题，可重复。", "Only these themes; repeatable."))
AS_OF = typer.Option(
    "--as-of",
    metavar="DATE",
    help=say("评估日期，如 2026-01-01；豁免也按这一天算。", "The day of the assessment, for waivers too."),
)
BIND_ALL = typer.Option(
    "--bind-all/--no-bind-all", help=say("全部要求都约束，用于跨地区比较。", "Let all directives bind.")
)
EXCLUDE = typer.Option(
    "--exclude",
    metavar="GLOB",
    help=say("文件夹和通配符里不查的文件，可重复。", "Files to leave out; repeatable."),
)
JOBS = typer.Option(
    "--jobs", "-j", help=say("同时检查几份；0 为按处理器。", "How many at once; 0: by processors.")
)
OUTPUT = typer.Option(
    "-o",
    "--output",
    metavar="FILE",
    help=say("写入的基线文件；缺省为设置里的 baseline。", "The baseline to write."),
)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(
        "baseline",
        help=say(
            "记下规划现在的状态，以后只拦新增和倒退。",
            "Record plans as they are, to refuse only what is worse.",
        ),
    )(baseline)
    app.command(
        "settings",
        help=say(
            "显示生效的设置，以及每一项从哪里来。", "Show the settings that hold and where each comes from."
        ),
    )(settings)


def settings(
    file: Annotated[Path | None, SETTINGS] = None,
    set_: Annotated[list[str] | None, SET] = None,
    lang_: Annotated[str | None, typer.Option("--lang", help="zh | en")] = None,
) -> None:
    """Show the settings that hold and where each comes from."""
    from align.report.terminal import columns
    from align.ruleset import load
    from align.settings import effective, rows

    found = effective(Path.cwd(), {"set": set_, "lang": lang_}, os.environ, file)
    found.check(load(found.rules))
    source = found.source
    if source is None:
        typer.echo(say("设置文件：无", "settings file: none"))
    else:
        typer.echo(
            say(f"设置文件：{source.name}", f"settings file: {source.name}") + f"（sha256 {source.digest}）"
        )
    for key, value, origin in rows(found):
        origin = say("缺省", "default") if origin == "default" else origin
        typer.echo(f"{columns(key, 12)} = {columns(value, 28)}  # {origin}")


def baseline(
    plans: Annotated[list[str], PLANS],
    output: Annotated[Path | None, OUTPUT] = None,
    rules: Annotated[str | None, RULES] = None,
    region: Annotated[str | None, REGION] = None,
    theme: Annotated[list[str] | None, THEME] = None,
    as_of: Annotated[str | None, AS_OF] = None,
    bind_all: Annotated[bool | None, BIND_ALL] = None,
    exclude: Annotated[list[str] | None, EXCLUDE] = None,
    jobs: Annotated[int | None, JOBS] = None,
    file: Annotated[Path | None, SETTINGS] = None,
    set_: Annotated[list[str] | None, SET] = None,
    lang_: Annotated[str | None, typer.Option("--lang", help="zh | en")] = None,
) -> None:
    """Record the findings of plans as accepted."""
    from align.cli.gating import keep
    from align.settings import effective

    options = {
        "rules": rules,
        "region": region,
        "themes": theme,
        "as-of": as_of,
        "bind-all": bind_all,
        "exclude": exclude,
        "jobs": jobs,
        "lang": lang_,
        "set": set_,
    }
    found = effective(Path.cwd(), options, os.environ, file)
    raise typer.Exit(keep(plans, found, output, lang()))

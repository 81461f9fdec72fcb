"""The options that several commands share, each with its name, its type and its words."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from align.cli.choices import one_of
from align.cli.language import say

Settings = Annotated[
    Path | None,
    typer.Option(
        "--settings", metavar="FILE", help=say("设置文件；缺省从工作目录向上找。", "The settings file.")
    ),
]
Set = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="KEY=VALUE",
        help=say("任何一项设置，TOML 写法，可重复。", "Any setting, in TOML; repeatable."),
    ),
]
Plans = Annotated[
    list[str],
    typer.Argument(
        metavar="PLAN...",
        help=say("规划文件、文件夹或通配符；- 表示标准输入。", "Plans, folders, globs; - for stdin."),
    ),
]
Rules = Annotated[
    str | None,
    typer.Option(
        "--rules", help=say("规则集名称或文件夹（缺省 yrd-2023）。", "Name or folder of a ruleset.")
    ),
]
Region = Annotated[
    str | None,
    typer.Option(
        "--region", help=say("地区，文中没有写明时需要。", "The region, where the plan does not tell it.")
    ),
]
Theme = Annotated[
    list[str] | None,
    typer.Option("--theme", help=say("只评这些主题，可重复。", "Only these themes; repeatable.")),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help=say(
            "评估日期，如 2026-01-01；豁免也按这一天算。", "The day of the assessment, for waivers too."
        ),
    ),
]
BindAll = Annotated[
    bool | None,
    typer.Option(
        "--bind-all/--no-bind-all",
        help=say("未失效的全部要求都约束，用于跨地区比较。", "Let all directives bind that have not lapsed."),
    ),
]
Exclude = Annotated[
    list[str] | None,
    typer.Option(
        "--exclude",
        metavar="GLOB",
        help=say("文件夹和通配符里不查的文件，可重复。", "Files to leave out; repeatable."),
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs", "-j", help=say("同时检查几份；0 为按处理器。", "How many at once; 0: by processors.")
    ),
]
Lang = Annotated[str | None, typer.Option("--lang", help="zh | en")]


def _spoken(value: str | None) -> str | None:
    return None if value is None else one_of("--lang", value, ("zh", "en"))


Spoken = Annotated[str | None, typer.Option("--lang", help="zh | en", callback=_spoken)]
"""The language of a command that has no settings to look after it."""


def stated(**options: object) -> dict[str, object]:
    """Return options under the names of the settings; ``theme`` is ``themes`` there, ``lang_`` and ``set_`` lose their mark."""
    names = {"theme": "themes", "lang_": "lang", "set_": "set"}
    return {names.get(key, key.replace("_", "-")): value for key, value in options.items()}

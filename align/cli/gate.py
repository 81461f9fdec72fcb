"""``align baseline`` and ``align settings``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from align.cli.language import say
from align.cli.options import (
    AsOf,
    BindAll,
    Exclude,
    Jobs,
    Lang,
    Plans,
    Region,
    Rules,
    Set,
    Settings,
    Theme,
    stated,
)
from align.cli.printing import put

if TYPE_CHECKING:
    from align.settings import Effective

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
    file: Settings = None,
    set_: Set = None,
    lang_: Lang = None,
) -> None:
    """Show the settings that hold and where each comes from."""
    from align.report.terminal import columns
    from align.report.wording import pick
    from align.ruleset import load
    from align.settings import effective, rows

    found = effective(Path.cwd(), {"set": set_, "lang": lang_}, os.environ, file)
    ruleset = load(found.rules)
    found = found.named(ruleset)
    found.check(ruleset)
    found.read_gate()
    put(_file(found))
    for key, value, origin in rows(found):
        origin = pick(("缺省", "default"), found.lang) if origin == "default" else origin
        put(f"{columns(key, 12)} = {columns(value, 28)}  # {origin}")


def _file(found: Effective) -> str:
    from align.report.wording import pick, say

    source, lang = found.source, found.lang
    told = pick(("设置文件", "settings file"), lang) + say("colon", lang)
    if source is None:
        return told + say("none", lang)
    return told + source.name + say("bracket", lang, text=f"sha256 {source.digest}")


def baseline(
    plans: Plans,
    output: Annotated[Path | None, OUTPUT] = None,
    rules: Rules = None,
    region: Region = None,
    theme: Theme = None,
    as_of: AsOf = None,
    bind_all: BindAll = None,
    exclude: Exclude = None,
    jobs: Jobs = None,
    file: Settings = None,
    set_: Set = None,
    lang_: Lang = None,
) -> None:
    """Record the findings of plans as accepted."""
    from align.cli.gating import keep
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
    found = effective(Path.cwd(), options, os.environ, file)
    raise typer.Exit(keep(plans, found, output, found.lang))

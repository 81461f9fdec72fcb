"""``align check``: the main job at a drafter's desk and in a pipeline."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

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


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "check",
        help=say(
            "检查规划：响应了哪些要求，缺什么，该写在哪里；按设置放行或拦下。",
            "Check plans: what they carry out, what is lacking where; pass or refuse them by settings.",
        ),
    )(check)


def check(
    plans: Plans,
    rules: Rules = None,
    region: Region = None,
    theme: Theme = None,
    as_of: AsOf = None,
    bind_all: BindAll = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            help=say(
                "输出到屏幕的格式：text | json | sarif | junit | codequality | github | …",
                "Format on stdout: text | json | sarif | junit | codequality | github | …",
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
                "写成文件，格式看后缀，可重复；文件名里的 {plan} 表示每份规划一个文件。",
                "Write a file, format by suffix; repeatable; {plan} in its name makes a file a plan.",
            ),
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
    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-on",
            metavar="WHAT,…",
            help=say(
                "有这些就不通过：相抵触、缺口、未涉及、仅提及、部分响应、照抄原文（英文写法 contradicted、gap、absent、mentioned、partial、copied 也可）。",
                "Refuse on: contradicted, gap, absent, mentioned, partial, copied.",
            ),
        ),
    ] = None,
    require: Annotated[
        list[str] | None,
        typer.Option(
            "--require",
            metavar="ID=LEVEL",
            help=say(
                "一条要求或一个主题至少到哪一级，如 ECO-11=实质响应（addressed），可重复。",
                "The level that a directive or a theme must reach; repeatable.",
            ),
        ),
    ] = None,
    fail_under: Annotated[
        float | None,
        typer.Option(
            "--fail-under",
            metavar="0–1",
            help=say(
                "覆盖率低于此数不通过；是钝器，宜用 --require。",
                "Refuse below this coverage; the blunt tool, prefer --require.",
            ),
        ),
    ] = None,
    strict: Annotated[
        bool | None,
        typer.Option(
            "--strict/--no-strict",
            help=say("到期、没有用到、无效的豁免也不通过。", "Refuse expired, unused and unknown waivers."),
        ),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(
            "--baseline",
            metavar="FILE",
            help=say("只拦比基线新增或倒退的。", "Refuse only what is new or worse than in this baseline."),
        ),
    ] = None,
    update_baseline: Annotated[
        bool,
        typer.Option(
            "--update-baseline",
            help=say("把改进记进基线，只进不退。", "Write what is better into the baseline."),
        ),
    ] = False,
    exclude: Exclude = None,
    jobs: Jobs = None,
    settings: Settings = None,
    set_: Set = None,
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
        bool | None,
        typer.Option(
            "--exit-zero/--no-exit-zero",
            help=say("只报告，不拦：退出码 1、4、5 改为 0。", "Report only: exit 0 in place of 1, 4 and 5."),
        ),
    ] = None,
    lang_: Lang = None,
) -> None:
    """Check plans."""
    from align.cli.gating import gated
    from align.cli.many import Reading
    from align.cli.rules import find
    from align.ruleset import load
    from align.settings import effective

    options = stated(
        rules=rules,
        region=region,
        theme=theme,
        as_of=as_of,
        bind_all=bind_all,
        format=format,
        lang_=lang_,
        exclude=exclude,
        jobs=jobs,
        fail_on=fail_on,
        require=require,
        fail_under=fail_under,
        strict=strict,
        baseline=str(baseline) if baseline else None,
        exit_zero=exit_zero,
        set_=set_,
    )
    found = effective(Path.cwd(), options, os.environ, settings)
    for rule_id in explain or ():
        find(load(found.rules), rule_id)
    reading = Reading(format_in, encoding)
    code = gated(plans, found, found.lang, output or (), update_baseline, explain or (), reading)
    raise typer.Exit(code)

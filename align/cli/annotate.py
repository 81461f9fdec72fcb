"""``align annotate``: the drafter's own Word file with comments."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from align.cli.language import say
from align.cli.options import AsOf, BindAll, Lang, Region, Rules, Settings, Theme, stated
from align.cli.saving import ANNOTATED, not_over, tell_written
from align.errors import SettingsError


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "annotate",
        help=say(
            "在 Word 规划文件上加批注：证据句写明对应哪条要求，缺口写在宜补充的章节。原文不改。",
            "Comment a Word plan: what each sentence meets, and each gap where it would go. The text stays.",
        ),
    )(annotate)


def annotate(
    plan: Annotated[
        Path, typer.Argument(metavar="PLAN", help=say("规划文件（.docx）。", "The plan (.docx)."))
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help=say("写入的 .docx 文件，必填。", "The .docx file to write; required."),
        ),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(
            "--date",
            metavar="DATE",
            help=say(
                "批注的日期，默认为评估日期。", "Date of the comments; default: the day of the assessment."
            ),
        ),
    ] = None,
    rules: Rules = None,
    region: Region = None,
    theme: Theme = None,
    as_of: AsOf = None,
    bind_all: BindAll = None,
    settings: Settings = None,
    lang_: Lang = None,
) -> None:
    """Comment a Word plan."""
    from align.cli.gating import judging
    from align.report import saving
    from align.report.annotation import annotate as write
    from align.settings import effective

    if output is None:
        example = f"{plan.stem}.{ANNOTATED}.docx"
        raise SettingsError(
            "no-output",
            zh=f"请用 -o 写明输出文件，如 -o {example}。",
            en=f"name the file to write: -o {example}, for example.",
        )
    not_over([plan], [output], ANNOTATED)
    moment = _moment(date)
    options = stated(rules=rules, region=region, theme=theme, as_of=as_of, bind_all=bind_all, lang_=lang_)
    found = effective(Path.cwd(), options, os.environ, settings)
    # Comments tell of the plan as it is; what was accepted before plays no part.
    judged = judging([str(plan)], found.model_copy(update={"baseline": None}))
    if judged.unjudged:
        sys.stderr.writelines(one.say(found.lang) + "\n" for one in judged.unjudged)
        raise typer.Exit(judged.code)
    assessment = judged.verdicts[0].assessment
    saving.save(output, write(plan.read_bytes(), assessment, found.lang, moment))
    tell_written([output], found.lang)


def _moment(text: str | None) -> dt.datetime | None:
    if text is None:
        return None
    from align.settings import dashed

    try:
        return dt.datetime.fromisoformat(dashed(text))
    except ValueError:
        raise SettingsError(
            "bad-date",
            zh=f"--date“{text}”不是日期；请写成 2026-01-01 或 2026-01-01T09:30 这样。",
            en=f"--date {text!r} is not a date; write it as 2026-01-01 or 2026-01-01T09:30.",
        ) from None

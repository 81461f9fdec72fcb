"""``align schema``: the JSON Schema of the assessment, for programs that read it."""

from __future__ import annotations

import json

import typer

from align.cli.language import say


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "schema",
        help=say("输出评估结果（JSON）的 JSON Schema。", "Print the JSON Schema of an assessment."),
    )(schema)


def schema() -> None:
    """Print the JSON Schema of ``align/assessment/v1``."""
    from align.report.contract import schema as made

    typer.echo(json.dumps(made(), ensure_ascii=False, indent=2))

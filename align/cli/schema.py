"""``align schema``: the JSON Schemas of what is written as JSON, for programs that read it."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Annotated

import typer

from align.cli.language import say
from align.cli.printing import put
from align.errors import SettingsError

MODULES = {
    "assessment": "align.report.contract",
    "diff": "align.report.drafts.contract",
    "matrix": "align.report.plans.json",
}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "schema",
        help=say(
            "输出 JSON Schema：评估结果（缺省）、两稿对照 diff、多份对照 matrix。",
            "Print a JSON Schema: of an assessment (default), a diff or a matrix.",
        ),
    )(schema)


def schema(
    of: Annotated[
        str,
        typer.Argument(
            metavar="[WHAT]", help=say("assessment、diff 或 matrix。", "assessment, diff or matrix.")
        ),
    ] = "assessment",
) -> None:
    """Print the JSON Schema of ``align/assessment/v1``, ``align/diff/v1`` or ``align/matrix/v1``."""
    if of not in MODULES:
        permitted = ", ".join(MODULES)
        raise SettingsError(
            "unknown-schema",
            zh=f"没有“{of}”的 JSON Schema；可用：{permitted}。",
            en=f"no JSON Schema of {of!r}; permitted: {permitted}.",
        )
    put(json.dumps(import_module(MODULES[of]).schema(), ensure_ascii=False, indent=2), machine=True)

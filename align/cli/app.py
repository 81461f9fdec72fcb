"""The commands put together; each family registers its own."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from align.cli.language import say

FAMILIES = ("check", "rules", "read", "gate", "annotate", "schema", "evaluate", "corpus", "compare")


def build() -> typer.Typer:
    """Return the application."""
    app = typer.Typer(
        name="align",
        cls=_Group,
        help=say(
            "检查一份区域规划、实施方案或政府工作报告响应了上位文件的哪些要求，缺什么、该写在哪里。",
            "Check which directives of a superior document a Chinese regional plan carries out, and what is lacking where.",
        ),
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,  # rich cuts Chinese help short: it folds only at blanks
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    for family in FAMILIES:
        if find_spec(f"align.cli.{family}") is None:
            continue
        import_module(f"align.cli.{family}").register(app)
    _speak(app)
    return app


# typer's words on its help option do not go through gettext, so each command is told them.
class _Command(TyperCommand):
    """A command whose help option is told in the reader's language."""

    def get_help_option(self, ctx: Any) -> Any:
        """Return the help option."""
        return _told(super().get_help_option(ctx))


class _Group(TyperGroup):
    """A group of commands whose help option is told in the reader's language."""

    def get_help_option(self, ctx: Any) -> Any:
        """Return the help option."""
        return _told(super().get_help_option(ctx))


def _told(option: Any) -> Any:
    if option is not None:
        option.help = say("显示这份说明。", "Show this message and exit.")
    return option


def _speak(app: typer.Typer) -> None:
    for command in app.registered_commands:
        command.cls = _Command
    for group in app.registered_groups:
        inner = group.typer_instance
        if inner is not None:
            own = inner.info.cls
            inner.info.cls = type("_Group", (_Group, own), {}) if isinstance(own, type) else _Group
            _speak(inner)


def _root(
    version: bool = typer.Option(
        False,
        "--version",
        help=say("显示版本。", "Show the version."),
        is_eager=True,
        callback=lambda value: _version(value),
    ),
) -> None:
    """Root options."""


def _version(value: bool) -> None:
    if value:
        from align import __version__

        typer.echo(f"align {__version__}")
        raise typer.Exit

"""The language of help and messages: Chinese, or English by ``--lang en`` or ``ALIGN_LANG=en``."""

from __future__ import annotations

import gettext
import os
import sys

from align.errors import Lang


def lang() -> Lang:
    """Return the language asked for; help is built before options are parsed, so the arguments are looked at."""
    arguments = sys.argv[1:]
    for index, argument in enumerate(arguments):
        if argument == "--lang" and index + 1 < len(arguments):
            return "en" if arguments[index + 1] == "en" else "zh"
        if argument.startswith("--lang="):
            return "en" if argument == "--lang=en" else "zh"
    return "en" if os.environ.get("ALIGN_LANG") == "en" else "zh"


def say(zh: str, en: str) -> str:
    """Return the words in the language asked for."""
    return zh if lang() == "zh" else en


HEADINGS = {"Arguments": "参数", "Options": "选项", "Commands": "命令", "required": "必填"}
"""What typer's help says of its own, through gettext."""


def localise() -> None:
    """Let typer's own headings speak Chinese; must run before typer is imported."""
    if lang() == "zh":
        original = gettext.gettext
        gettext.gettext = lambda message: HEADINGS.get(message) or original(message)


def misuse(error: Exception) -> str | None:
    """Return the sentence for a command line that cannot be understood, None for any other error."""
    if not hasattr(error, "format_message"):
        return None
    name = type(error).__name__
    if name == "NoArgsIsHelpError":
        return str(error.format_message()) + "\n"
    parameter = getattr(error, "param", None)
    hint = str(getattr(error, "param_hint", None) or getattr(parameter, "metavar", None) or "")
    if parameter is not None and not hint:
        hint = max(parameter.opts, key=len)
    option = str(getattr(error, "option_name", "") or hint)
    zh = {
        "MissingParameter": f"缺少 {hint}。",
        "NoSuchOption": f"没有选项 {option}。",
        "BadParameter": f"{hint or option} 的值不对。",
    }.get(name, f"用法有误：{error.format_message()}")
    if name == "UsageError" and "No such command" in error.format_message():
        zh = error.format_message().replace("No such command", "没有命令").rstrip(".") + "。"
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "align"
    return say(f"{zh}用法见 {command} --help。\n", f"{error.format_message()} See {command} --help.\n")

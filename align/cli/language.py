"""The language of help and messages: Chinese, or English by ``--lang en`` or ``ALIGN_LANG=en``."""

from __future__ import annotations

import gettext
import os
import re
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


HEADINGS = {
    "Arguments": "参数",
    "Options": "选项",
    "Commands": "命令",
    "required": "必填",
    "default: {default}": "缺省：{default}",
}
"""What typer's help says of its own, through gettext."""


def localise() -> None:
    """Let typer's own headings speak Chinese; must run before typer is imported."""
    if lang() == "zh":
        original = gettext.gettext
        gettext.gettext = lambda message: HEADINGS.get(message) or original(message)


WRONG: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), words)
    for pattern, words in (
        # click, and typer from 0.26 on, put some of them differently.
        (r"(.*) is not a valid float\.?", "{hint} 应是数，不是 {0}。"),
        (r"(.*) is not a valid integer\.?", "{hint} 应是整数，不是 {0}。"),
        (r"(.*) is not in the range (.*?)\.?", "{hint} 应在 {1} 之内，不是 {0}。"),
        (r"Input should be a valid number.*", "{hint} 应是数。"),
        (r"Input should be a valid integer.*", "{hint} 应是整数。"),
        (r"Input should be greater than or equal to (.*)", "{hint} 不能小于 {0}。"),
        (r"Input should be less than or equal to (.*)", "{hint} 不能大于 {0}。"),
        (r"(?:Path|File|Directory) '(.*)' does not exist\.?", "{hint}：找不到“{0}”，请检查路径。"),
        (r"(?:Path|File) '(.*)' is a directory\.?", "{hint}：“{0}”是文件夹，应是文件。"),
        (r"(?:Path|File|Directory) '(.*)' is not readable\.?", "{hint}：“{0}”不能读，请检查权限。"),
        (r"No such command (.*?)\. Did you mean (.*)\?", "没有命令 {0}；是不是 {1}？"),
        (r"No such command (.*?)\.?", "没有命令 {0}。"),
        (r"Missing command\.?", "缺少命令。"),
        (r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)\.?", "多出的参数：{0}。"),
        (r"Option '(.*)' requires an argument\.?", "选项 {0} 后面缺少值。"),
        (r"Option '(.*)' requires (\d+) arguments\.?", "选项 {0} 后面应有 {1} 个值。"),
        (r"Option '(.*)' does not take a value\.?", "选项 {0} 后面不写值。"),
    )
)
"""What typer says of a command line, and the same in Chinese."""


def misuse(error: Exception) -> str | None:
    """Return the sentence for a command line that cannot be understood, None for any other error."""
    if not hasattr(error, "format_message"):
        return None
    name = type(error).__name__
    if name == "NoArgsIsHelpError":
        return str(error.format_message()) + "\n"
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "align"
    told = str(error.format_message())
    return say(f"{_chinese(error, name, told)}用法见 {command} --help。\n", f"{told} See {command} --help.\n")


def _chinese(error: Exception, name: str, told: str) -> str:
    hint, metavar = _hint(error)
    if name == "MissingParameter" and hint == "PLAN...":
        return f"请写明规划文件，如 align {_command(error)} 规划.docx。"
    if name == "MissingParameter":
        return f"缺少 {hint}{metavar and f' {metavar}'}。"
    if name == "NoSuchOption":
        return f"没有选项 {getattr(error, 'option_name', '') or hint}。"
    message = str(getattr(error, "message", told))
    hint += metavar and f"（{metavar}）"
    for pattern, words in WRONG:
        if (found := pattern.fullmatch(message)) is not None:
            return words.format(*found.groups(), hint=hint).replace("） ", "）")
    return f"{hint} 的值不对（{message}）。" if name == "BadParameter" else f"用法有误（{told}）。"


def _command(error: Exception) -> str:
    context = getattr(error, "ctx", None)
    return str(context.info_name) if context is not None else "check"


def _hint(error: Exception) -> tuple[str, str]:
    """Return what a command calls the parameter at fault, an option by its long name, and what stands behind it."""
    parameter = getattr(error, "param", None)
    if parameter is None:
        return str(getattr(error, "param_hint", None) or ""), ""
    if parameter.param_type_name == "argument":
        return str(parameter.metavar or getattr(error, "param_hint", None) or parameter.name), ""
    return max(parameter.opts, key=len), parameter.metavar or ""

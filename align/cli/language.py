"""The language of help and messages: Chinese, or English by ``--lang en`` or ``ALIGN_LANG=en``."""

from __future__ import annotations

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

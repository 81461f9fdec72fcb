"""What can go wrong, said as a sentence for the person who can act.

    AlignError
    ├── DocumentError   the plan cannot be read
    ├── RulesetError    the rules cannot be read or are at fault
    └── SettingsError   an option, a setting, a waiver or a baseline is wrong

Every error carries a stable ``code`` and its sentence in Chinese and English; ``str(error)`` is
the English one.
"""

from __future__ import annotations

from typing import Literal

Lang = Literal["zh", "en"]


class AlignError(Exception):
    """An error that its reader can do something about."""

    def __init__(self, code: str, *, zh: str, en: str) -> None:
        super().__init__(en)
        self.code = code
        self.zh = zh
        self.en = en

    def say(self, lang: Lang = "zh") -> str:
        """Return the sentence in the language asked for."""
        return self.zh if lang == "zh" else self.en

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process borders in `align corpus`; keyword arguments do not survive pickling.
        return (_rebuild, (type(self), self.code, self.zh, self.en))


def _rebuild(kind: type[AlignError], code: str, zh: str, en: str) -> AlignError:
    return kind(code, zh=zh, en=en)


class DocumentError(AlignError):
    """The plan cannot be read: missing, of an unknown format, damaged, or without text."""


class RulesetError(AlignError):
    """The rules cannot be found, or a rule file is at fault."""


class SettingsError(AlignError):
    """An option, a setting, a region, a waiver or a baseline is wrong."""

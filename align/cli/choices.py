"""What an option permits, where no settings look after it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from align.errors import SettingsError

if TYPE_CHECKING:
    from align.ruleset import Ruleset


def one_of(option: str, value: str, permitted: Sequence[str]) -> str:
    """Return the value of an option; raises SettingsError, which names what is permitted, where it is none of them."""
    if value in permitted:
        return value
    raise SettingsError(
        "bad-option",
        zh=f"{option} 不能是“{value}”；可用：{'、'.join(permitted)}。",
        en=f"{option} cannot be {value!r}; permitted: {', '.join(permitted)}.",
    )


def themes(asked: Sequence[str] | None, ruleset: Ruleset) -> tuple[str, ...]:
    """Return the ids of themes; raises SettingsError, which names those of the ruleset, where there is no such theme."""
    names = (part.strip() for item in asked or () for part in item.replace("，", ",").split(","))
    return ruleset.check_themes(names)

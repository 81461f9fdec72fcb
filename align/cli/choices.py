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
    """Return themes in capitals; raises SettingsError, which names those of the ruleset, where there is no such theme."""
    from align.gate.policy import unknown_theme

    found = tuple(part.strip().upper() for item in asked or () for part in item.replace("，", ",").split(","))
    known = {theme.theme for theme in ruleset.themes}
    for theme in found:
        if theme not in known:
            said = unknown_theme(theme, ruleset)
            raise SettingsError("unknown-theme", zh=f"--theme：{said.zh}", en=f"--theme: {said.en}")
    return found

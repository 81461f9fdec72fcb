"""The settings that hold, each with where it comes from, for a person to read."""

from __future__ import annotations

from collections.abc import Iterator

from align.gate import Requirement
from align.gate.policy import Strict
from align.settings.keys import Effective, Settings


def rows(found: Effective) -> Iterator[tuple[str, str, str]]:
    """Yield key, value as TOML writes it, and origin of every setting."""
    for name, field in Settings.model_fields.items():
        key = field.alias or name
        yield key, written(getattr(found, name)), found.place(key)


def written(value: object) -> str:
    """Return a value as TOML writes it, tables in one line; a dash where nothing is set."""
    match value:
        case None:
            return "—"
        case bool():
            return str(value).lower()
        case str() | Requirement():
            return f'"{value}"'
        case tuple():
            return f"[{', '.join(written(item) for item in value)}]"
        case Strict():
            stated = {key: item for key, item in value if item is not None}
            return "{" + ", ".join(f"{key} = {written(item)}" for key, item in stated.items()) + "}"
    return str(value)

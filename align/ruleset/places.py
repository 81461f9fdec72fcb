"""Where the examples of rules stand in their files; a ruleset that is loaded does not know any more."""

from __future__ import annotations

from pathlib import Path

from align.ruleset.loader import RESERVED, locate
from align.ruleset.naming import raw_rules
from align.ruleset.rulefile import read

ExamplePlace = tuple[str, str, int]
"""The id of a rule, the level of an example, and its place among those of that level."""


def example_places(name: str | Path) -> dict[ExamplePlace, str]:
    """Return file and line of every example of a ruleset, which must be one that loads."""
    places: dict[ExamplePlace, str] = {}
    for path in sorted(locate(name).glob("*.yaml")):
        if path.name in RESERVED or path.is_dir() or (source := read(path, [])) is None:
            continue
        ids = {index: str(rule.get("id")) for index, rule in raw_rules(source)}
        for at, (line, _) in source.marks.items():
            match at:
                case ("rules", int(rule), "examples", str(level), int(index)):
                    places[ids[rule], level, index] = f"{source.file}:{line}"
    return places

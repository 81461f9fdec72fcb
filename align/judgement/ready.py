"""What can be known of a ruleset before any document: of a large one most rules find nothing in most plans."""

from __future__ import annotations

import datetime as dt
import weakref
from typing import NamedTuple

from align.judgement.copied import Superior, superior
from align.ruleset import Rule, Ruleset


class Entry(NamedTuple):
    """A rule with its theme, whom it binds, and its last day."""

    rule: Rule
    id: str
    theme: str
    binds: frozenset[str]
    until: dt.date | None


class Ready(NamedTuple):
    """The entries of a ruleset in order, its themes by rule, and what its superior document says."""

    entries: tuple[Entry, ...]
    theme_of: dict[str, str]
    said: Superior


_known: dict[int, tuple[weakref.ref[Ruleset], Ready]] = {}


def ready(ruleset: Ruleset) -> Ready:
    """Return what is known of a ruleset; it is told once and forgotten with the ruleset."""
    key = id(ruleset)
    if (known := _known.get(key)) is not None and known[0]() is ruleset:
        return known[1]
    made = _ready(ruleset)
    _known[key] = (weakref.ref(ruleset, lambda _: _known.pop(key, None)), made)
    return made


def _ready(ruleset: Ruleset) -> Ready:
    regions = frozenset(ruleset.regions)
    entries = tuple(
        Entry(rule, rule.id, theme.theme, frozenset(rule.binds) if rule.binds else regions, rule.until)
        for theme in ruleset.themes
        for rule in theme.rules
    )
    return Ready(
        entries,
        {entry.id: entry.theme for entry in entries},
        superior(ruleset),
    )

"""Outline and Ruleset meet: what in the document speaks to which directive, and how."""

from typing import TYPE_CHECKING, Any

from align.evidence.mention import Cue, Evidence, Means, MeansKind, Mention, Stance

if TYPE_CHECKING:
    from align.evidence.collecting import GuardOf, collect, no_guard
    from align.evidence.compiled import Compiled, compile_ruleset

__all__ = [
    "Compiled",
    "Cue",
    "Evidence",
    "GuardOf",
    "Means",
    "MeansKind",
    "Mention",
    "Stance",
    "collect",
    "compile_ruleset",
    "no_guard",
]


def __getattr__(name: str) -> Any:
    # Who only speaks of evidence, as `align rules list` does, must not pay for the automaton and its readers.
    if name in ("Compiled", "compile_ruleset"):
        from align.evidence import compiled

        return getattr(compiled, name)
    if name in ("GuardOf", "collect", "no_guard"):
        from align.evidence import collecting

        return getattr(collecting, name)
    raise AttributeError(f"module 'align.evidence' has no attribute {name!r}")

"""Outline and Ruleset meet: what in the document speaks to which directive, and how."""

from align.evidence.collect import GuardOf, collect, no_guard
from align.evidence.compiled import Compiled, compile_ruleset
from align.evidence.mention import Cue, Evidence, Means, MeansKind, Mention, Stance

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

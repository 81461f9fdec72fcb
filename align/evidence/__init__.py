"""Outline and Ruleset meet: what in the document speaks to which directive, and how."""

from align.evidence.mention import Cue, Evidence, Means, MeansKind, Mention, Stance

__all__ = ["Cue", "Evidence", "Means", "MeansKind", "Mention", "Stance"]

"""YAML becomes a Ruleset."""

from align.ruleset.loader import load, rules_home, shipped, stance_words
from align.ruleset.places import example_places
from align.ruleset.rule import (
    GAP,
    Beside,
    Concept,
    CueWords,
    Examples,
    Kind,
    Region,
    Rule,
    RuleMeans,
    Ruleset,
    Source,
    StanceWords,
    TermGroup,
    Theme,
)
from align.ruleset.rulefile import Fault, FaultyRulesError

__all__ = [
    "Beside",
    "Concept",
    "CueWords",
    "Examples",
    "Fault",
    "FaultyRulesError",
    "GAP",
    "Kind",
    "Region",
    "Rule",
    "RuleMeans",
    "Ruleset",
    "Source",
    "StanceWords",
    "TermGroup",
    "Theme",
    "example_places",
    "load",
    "rules_home",
    "shipped",
    "stance_words",
]

"""YAML becomes a Ruleset."""

from align.ruleset.loader import Fault, Faults, load, rules_home, shipped
from align.ruleset.rule import (
    GAP,
    Beside,
    Concept,
    Examples,
    Kind,
    Region,
    Rule,
    RuleMeans,
    Ruleset,
    Source,
    TermGroup,
    Theme,
)

__all__ = [
    "GAP",
    "Beside",
    "Concept",
    "Examples",
    "Fault",
    "Faults",
    "Kind",
    "Region",
    "Rule",
    "RuleMeans",
    "Ruleset",
    "Source",
    "TermGroup",
    "Theme",
    "load",
    "rules_home",
    "shipped",
]

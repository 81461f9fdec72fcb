"""Evidence becomes Findings, Findings an Assessment."""

from align.judgement.finding import (
    Assessment,
    Coverage,
    Finding,
    Gap,
    Level,
    Notice,
    Outcome,
    Reason,
    Scope,
    ThemeCoverage,
    Waived,
)

__all__ = [
    "Assessment",
    "Coverage",
    "Finding",
    "Gap",
    "Level",
    "Notice",
    "Outcome",
    "Reason",
    "Scope",
    "ThemeCoverage",
    "Waived",
]

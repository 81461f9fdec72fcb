"""Evidence becomes Findings, Findings an Assessment."""

from align.judgement.coverage import cover
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
from align.judgement.judge import depths, inapplicable, judge
from align.judgement.notice import notices

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
    "cover",
    "depths",
    "inapplicable",
    "judge",
    "notices",
]

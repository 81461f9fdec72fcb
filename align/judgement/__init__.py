"""Evidence becomes Findings, Findings an Assessment."""

from typing import TYPE_CHECKING, Any

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
from align.judgement.naming import COUNTED, LEVELS, OUTCOMES, LevelWord, OutcomeWord

if TYPE_CHECKING:
    from align.judgement.coverage import cover
    from align.judgement.judging import depths, inapplicable, judge
    from align.judgement.notice import notices

__all__ = [
    "COUNTED",
    "LEVELS",
    "OUTCOMES",
    "Assessment",
    "Coverage",
    "Finding",
    "Gap",
    "Level",
    "LevelWord",
    "Notice",
    "Outcome",
    "OutcomeWord",
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


def __getattr__(name: str) -> Any:
    # Who only speaks of levels, as `align rules list` does, must not pay for what judges.
    if name == "cover":
        from align.judgement import coverage

        return coverage.cover
    if name in ("depths", "inapplicable", "judge"):
        from align.judgement import judging

        return getattr(judging, name)
    if name == "notices":
        from align.judgement import notice

        return notice.notices
    raise AttributeError(f"module 'align.judgement' has no attribute {name!r}")

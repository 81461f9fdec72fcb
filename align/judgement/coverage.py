"""Coverage and depth over what binds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from align.evidence import Stance
from align.judgement.finding import Coverage, Finding, Level, Outcome, ThemeCoverage
from align.ruleset import Ruleset

LEAST_PARTIAL = 0.25
MOST_PARTIAL = 0.99
COUNTED = (Outcome.MET, Outcome.GAP, Outcome.CONTRADICTED)


def cover(findings: Sequence[Finding], ruleset: Ruleset) -> Coverage:
    """Return coverage and depth of all findings that are met, gap or contradicted, in total and by theme."""
    counted = [finding for finding in findings if finding.outcome in COUNTED]
    by_theme: dict[str, list[Finding]] = defaultdict(list)
    for finding in counted:
        by_theme[finding.theme].append(finding)
    themes = tuple(
        _theme(theme.theme, theme.title, by_theme.get(theme.theme, [])) for theme in ruleset.themes
    )
    return Coverage(ratio(counted), depth(counted), len(counted), _met(counted), themes)


def _theme(theme: str, title: str, findings: Sequence[Finding]) -> ThemeCoverage:
    return ThemeCoverage(theme, title, ratio(findings), depth(findings), len(findings), _met(findings))


def _met(findings: Sequence[Finding]) -> int:
    return [finding.outcome for finding in findings].count(Outcome.MET)


def ratio(findings: Sequence[Finding]) -> float | None:
    """Return the weighted mean of the credits, None where nothing binds."""
    weights = [finding.rule.weight for finding in findings]
    credits = [
        weight * credit(finding)
        for finding, weight in zip(findings, weights, strict=True)
        if finding.level >= Level.PARTIAL
    ]
    return sum(credits, 0.0) / sum(weights) if findings else None


def depth(findings: Sequence[Finding]) -> float | None:
    """Return the share of OPERATIONAL among binding tasks and problems, None where there are none."""
    deep = [finding for finding in findings if finding.rule.kind in ("task", "problem")]
    return sum(finding.level is Level.OPERATIONAL for finding in deep) / len(deep) if deep else None


def credit(finding: Finding) -> float:
    """Return the credit of a finding in 0–1: whole from ADDRESSED up, a share while PARTIAL, none when copied."""
    if finding.copied:
        return 0.0
    if finding.level >= Level.ADDRESSED:
        return 1.0
    if finding.level < Level.PARTIAL:
        return 0.0
    met = {
        element
        for evidence in finding.evidence
        if evidence.stance is Stance.COMMIT and evidence.passage == finding.passage
        for element in (*evidence.elements, *evidence.titled)
    }
    return min(max(len(met) / len(finding.elements), LEAST_PARTIAL), MOST_PARTIAL)

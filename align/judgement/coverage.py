"""Coverage and depth over what binds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from align.evidence import Stance
from align.judgement.finding import Coverage, Finding, Level, Outcome, ThemeCoverage
from align.judgement.naming import COUNTED
from align.ruleset import Ruleset

LEAST_PARTIAL = 0.25
MOST_PARTIAL = 0.99
_theme_of = attrgetter("theme")


class _Tally(NamedTuple):
    """What is counted of findings, in their order: weights, credits by weight, depth reached or not, met or not."""

    weights: list[float]
    credits: list[float]
    deep: list[bool]
    met: list[bool]

    def add(self, other: _Tally) -> None:
        """Count what another tally has counted."""
        self.weights.extend(other.weights)
        self.credits.extend(other.credits)
        self.deep.extend(other.deep)
        self.met.extend(other.met)


def cover(findings: Sequence[Finding], ruleset: Ruleset) -> Coverage:
    """Return coverage and depth of all findings that are met, gap or contradicted, in total and by theme."""
    total = _tally(())
    by_theme = {theme.theme: _tally(()) for theme in ruleset.themes}
    for theme, run in groupby(findings, key=_theme_of):
        counted = _tally(run)
        total.add(counted)
        by_theme[theme].add(counted)
    themes = tuple(
        ThemeCoverage(theme.theme, theme.title, *_figures(by_theme[theme.theme])) for theme in ruleset.themes
    )
    return Coverage(*_figures(total), themes)


def _tally(findings: Iterable[Finding]) -> _Tally:
    tally = _Tally([], [], [], [])
    for finding in findings:
        outcome = finding.outcome
        if outcome not in COUNTED:
            continue
        rule, level = finding.rule, finding.level
        tally.weights.append(rule.weight)
        if level >= Level.PARTIAL:
            tally.credits.append(rule.weight * credit(finding))
        if rule.kind in ("task", "problem"):
            tally.deep.append(level is Level.OPERATIONAL)
        if outcome is Outcome.MET:
            tally.met.append(True)
    return tally


def _figures(tally: _Tally) -> tuple[float | None, float | None, int, int]:
    """Return ratio, depth, how many bind and how many are met."""
    ratio = sum(tally.credits, 0.0) / sum(tally.weights) if tally.weights else None
    depth = sum(tally.deep) / len(tally.deep) if tally.deep else None
    return ratio, depth, len(tally.weights), len(tally.met)


def credit(finding: Finding) -> float:
    """Return the credit of a finding in 0–1."""
    met: set[str] = set()
    if finding.level is Level.PARTIAL:
        met = {
            element
            for evidence in finding.evidence
            if evidence.stance is Stance.COMMIT and evidence.passage == finding.passage
            for element in (*evidence.elements, *evidence.titled)
        }
    return credit_of(finding.level, finding.copied, len(met), len(finding.elements))


def credit_of(level: int, copied: bool, met: int, of: int) -> float:
    """Return a credit in 0–1: whole from ADDRESSED up, the share of elements met while PARTIAL, none when copied."""
    if copied or level < Level.PARTIAL:
        return 0.0
    if level >= Level.ADDRESSED:
        return 1.0
    return min(max(met / of, LEAST_PARTIAL), MOST_PARTIAL)

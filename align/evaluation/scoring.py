"""Assessments against labels: one score a document, and what was missed or falsely found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from align.evaluation.gold import Gold
from align.evaluation.metrics import Ratio, at_least, equal, macro_f1, qwk, ratio
from align.judgement import Assessment, Level

Pair = tuple[str, int]
"""A directive and the number of a labelled sentence."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One document's findings beside its labels, for some rules.

    ``levels`` maps a rule to (reported, labelled); ``reported`` and ``labelled`` map pairs to stances; ``sure`` are the
    pairs that both annotators found.
    """

    gold: Gold
    levels: dict[str, tuple[int, int]]
    reported: dict[Pair, str]
    labelled: dict[Pair, str]
    sure: frozenset[Pair] = field(default=frozenset())

    def only(self, rules: frozenset[str]) -> Compared:
        """Return the same for fewer rules."""
        return Compared(
            self.gold,
            {rule: pair for rule, pair in self.levels.items() if rule in rules},
            {pair: stance for pair, stance in self.reported.items() if pair[0] in rules},
            {pair: stance for pair, stance in self.labelled.items() if pair[0] in rules},
            frozenset(pair for pair in self.sure if pair[0] in rules),
        )


@dataclass(frozen=True, slots=True)
class Score:
    """The figures of the annotation guide; None where there is nothing to divide by."""

    directives: int
    equal: float | None
    qwk: float | None
    met: Ratio
    present: Ratio
    evidence: Ratio
    stance: float | None
    stance_f1: float | None
    reported: int
    labelled: int


def compare(gold: Gold, assessment: Assessment) -> Compared:
    """Lay an assessment beside the labels; a reported span belongs to every labelled sentence that it overlaps."""
    spans = sorted((span.start, span.end, number) for number, span in gold.sentences.items())
    reported: dict[Pair, str] = {}
    for finding in assessment.findings:
        for item in finding.evidence:
            for start, end, number in spans:
                if start < item.span.end and item.span.start < end:
                    reported[(finding.rule.id, number)] = item.stance.value
    levels = {
        finding.rule.id: (int(finding.level), gold.levels[finding.rule.id])
        for finding in assessment.findings
        if finding.rule.id in gold.levels
    }
    labelled = {(label.rule, label.sentence): label.stance for label in gold.labels}
    sure = frozenset((label.rule, label.sentence) for label in gold.labels if label.sure)
    return Compared(gold, levels, reported, labelled, sure)


def score(compared: Sequence[Compared]) -> Score:
    """Return the figures over one or more documents, pooled."""
    levels = [pair for one in compared for pair in one.levels.values()]
    reported = sum(len(one.reported) for one in compared)
    labelled = sum(len(one.labelled) for one in compared)
    found = sum(pair in one.labelled for one in compared for pair in one.reported)
    recalled = sum(pair in one.reported for one in compared for pair in one.sure)
    sure = sum(len(one.sure) for one in compared)
    stances = [
        (stance, one.labelled[pair])
        for one in compared
        for pair, stance in one.reported.items()
        if pair in one.labelled
    ]
    return Score(
        directives=len(levels),
        equal=equal(levels),
        qwk=qwk(levels),
        met=at_least(levels, Level.ADDRESSED),
        present=at_least(levels, Level.MENTIONED),
        evidence=ratio(found, reported, recalled, sure),
        stance=equal(stances),
        stance_f1=macro_f1(stances),
        reported=reported,
        labelled=labelled,
    )

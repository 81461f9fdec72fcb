"""Evidence becomes Findings. Source of the levels: the annotation guide, step 2."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from align.evidence import Evidence, Stance
from align.judgement.copied import Superior, copied
from align.judgement.finding import Finding, Level, Outcome, Reason, Scope, absent, unbound, with_gap
from align.judgement.nearest import Chosen, Places
from align.judgement.ready import Entry, ready
from align.ruleset import Rule, Ruleset
from align.structure import Outline


class Depth(NamedTuple):
    """How deep one passage goes into one directive."""

    level: Level
    met: frozenset[str]
    evidence: tuple[Evidence, ...]
    passage: int


def _rank(depth: Depth) -> tuple[int, int, int, int]:
    """Order passages: deeper, then more elements, then more evidence, then earlier."""
    return depth.level, len(depth.met), len(depth.evidence), -depth.passage


def judge(
    outline: Outline, ruleset: Ruleset, evidence: Sequence[Evidence], scope: Scope
) -> tuple[Finding, ...]:
    """Return a finding for every rule, in rule order."""
    by_rule: dict[str, list[Evidence]] = defaultdict(list)
    for item in evidence:
        by_rule[item.rule].append(item)
    known = ready(ruleset)
    places = Places(outline)
    return tuple(
        [
            _finding(places, known.said, ruleset, entry, tuple(by_rule[entry.id]), scope)
            if entry.id in by_rule
            else _absent(places, ruleset, entry, scope)
            for entry in known.entries
        ]
    )


def _absent(places: Places, ruleset: Ruleset, entry: Entry, scope: Scope) -> Finding:
    """Return the finding of a rule to which nothing speaks."""
    bound = scope.bind_all or scope.region in entry.binds
    if bound and entry.until is None and not scope.themes:
        return absent(entry.rule, entry.theme, places)
    if (reason := inapplicable(ruleset, entry.rule, entry.theme, scope)) is None:
        return absent(entry.rule, entry.theme, places)
    return unbound(entry.rule, entry.theme, reason)


def _finding(
    places: Places,
    said: Superior,
    ruleset: Ruleset,
    entry: Entry,
    evidence: tuple[Evidence, ...],
    scope: Scope,
) -> Finding:
    rule, theme = entry.rule, entry.theme
    best = max(depths(rule, evidence), key=_rank)
    level, met = best.level, best.met
    is_copied = level >= Level.PARTIAL and copied(places.outline, said, best.evidence)
    outcome, reason = _outcome(ruleset, rule, theme, level, evidence, is_copied, scope)
    elements = {element: element in met for element in rule.elements}
    found = (rule, theme, level, outcome, reason, is_copied, elements, evidence, best.passage)
    if outcome not in (Outcome.GAP, Outcome.CONTRADICTED):
        return Finding(*found, None)
    lacking = tuple(element for element in rule.elements if element not in met)
    refused = [item for item in evidence if item.stance is Stance.NEGATE]
    chosen = _best(refused if outcome is Outcome.CONTRADICTED else best.evidence)
    return with_gap(Finding(*found, None), Chosen(places, lacking, chosen))


def depths(rule: Rule, evidence: Sequence[Evidence]) -> list[Depth]:
    """Return how deep each passage with evidence goes into a directive."""
    by_passage: dict[int, list[Evidence]] = defaultdict(list)
    for item in evidence:
        by_passage[item.passage].append(item)
    return [_depth(rule, passage, tuple(items)) for passage, items in by_passage.items()]


def _depth(rule: Rule, passage: int, evidence: tuple[Evidence, ...]) -> Depth:
    commits = [item for item in evidence if item.stance is Stance.COMMIT]
    if not commits:
        return Depth(Level.MENTIONED, frozenset(), evidence, passage)
    met, tied = _most(rule, commits)
    level = Level.PARTIAL
    if len(met) == len(rule.elements):
        concrete = rule.kind in ("task", "problem") and any(item.means for item in tied)
        level = Level.OPERATIONAL if concrete else Level.ADDRESSED
    if rule.max_level is not None:
        level = min(level, Level[rule.max_level.upper()])
    return Depth(level, met, evidence, passage)


def _most(rule: Rule, commits: Sequence[Evidence]) -> tuple[frozenset[str], Sequence[Evidence]]:
    """Return the elements met together, as far apart as the rule lets them stand, and the evidence that meets them."""
    if rule.within == "passage":
        return _met(commits), commits
    units: dict[int, list[Evidence]] = defaultdict(list)
    for item in commits:
        units[item.sentence if rule.within == "sentence" else item.paragraph].append(item)
    return max(((_met(items), items) for items in units.values()), key=lambda unit: len(unit[0]))


def _met(commits: Sequence[Evidence]) -> frozenset[str]:
    if len(commits) == 1:
        return frozenset(commits[0].elements + commits[0].titled)
    return frozenset([element for item in commits for element in item.elements + item.titled])


def _best(evidence: Sequence[Evidence]) -> Evidence | None:
    """Return the sentence that comes nearest: it commits, meets most, says most."""
    return max(
        evidence,
        key=lambda item: (
            item.stance is Stance.COMMIT,
            len(item.elements),
            len(item.mentions),
            -item.sentence,
        ),
        default=None,
    )


def _outcome(
    ruleset: Ruleset,
    rule: Rule,
    theme: str,
    level: Level,
    evidence: Sequence[Evidence],
    is_copied: bool,
    scope: Scope,
) -> tuple[Outcome, Reason | None]:
    if (reason := inapplicable(ruleset, rule, theme, scope)) is not None:
        return Outcome.INAPPLICABLE, reason
    return concluded(level, is_copied, any(item.stance is Stance.NEGATE for item in evidence))


def concluded(level: Level, is_copied: bool, rejected: bool) -> tuple[Outcome, Reason | None]:
    """Return what follows where a directive binds; ``rejected`` tells that a sentence negates it."""
    if level < Level.ADDRESSED and rejected:
        return Outcome.CONTRADICTED, None
    if is_copied:
        return Outcome.GAP, "copied"
    if level < Level.ADDRESSED:
        reasons: dict[Level, Reason] = {
            Level.ABSENT: "absent",
            Level.MENTIONED: "mentioned",
            Level.PARTIAL: "partial",
        }
        return Outcome.GAP, reasons[level]
    return Outcome.MET, None


def inapplicable(ruleset: Ruleset, rule: Rule, theme: str, scope: Scope) -> Reason | None:
    """Return why a directive does not bind: the region, its end, or the themes asked for; None where it binds."""
    if not scope.bind_all and scope.region not in ruleset.binds(rule):
        return "region"
    if lapsed(rule, scope.as_of):
        return "lapsed"
    if scope.themes and theme not in scope.themes:
        return "theme"
    return None


def lapsed(rule: Rule, as_of: dt.date) -> bool:
    """Return whether a directive has come to its end, on the day named."""
    return rule.until is not None and as_of >= rule.until

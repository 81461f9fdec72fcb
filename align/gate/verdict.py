"""An assessment passes or fails, with the reasons and an exit code."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from align.errors import SettingsError
from align.gate import baseline as baselines
from align.gate import policy as policies
from align.gate import waiver as waivers_
from align.gate.baseline import Baseline, Change
from align.gate.policy import Breach, Fault, Policy
from align.gate.waiver import Trouble, Use, Waiver
from align.judgement import Assessment, Finding, Notice, Outcome
from align.ruleset import Ruleset

PASSED, FAILED, USAGE, SHORT, NOTHING_BINDS, NOT_A_PLAN, INTERNAL = 0, 1, 2, 3, 4, 5, 70
WORST_FIRST = (INTERNAL, USAGE, SHORT, FAILED, NOTHING_BINDS, NOT_A_PLAN, PASSED)
FLOORLESS = Policy(fail_on=("contradicted", "gap"))


@dataclass(frozen=True, slots=True)
class Gate:
    """What is asked of plans: a policy, waivers, the day they are read on, the state accepted before."""

    policy: Policy = Policy()
    waivers: tuple[Waiver, ...] = ()
    baseline: Baseline | None = None
    as_of: dt.date | None = None

    @property
    def armed(self) -> bool:
        """Return whether somebody asked for anything to be refused."""
        return bool(self.policy) or self.baseline is not None

    @property
    def day(self) -> dt.date:
        """Return the day on which waivers are read, today in Asia/Shanghai where none is given."""
        return self.as_of or waivers_.today()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement on one plan. ``plan`` is its path from the root; ``assessment`` has waivers applied."""

    plan: str
    assessment: Assessment
    armed: bool
    breaches: tuple[Breach, ...] = ()
    changes: tuple[Change, ...] = ()
    uses: tuple[Use, ...] = ()

    @property
    def code(self) -> int:
        """Return the exit code: too little text always counts, all else only where a policy asks."""
        codes = {notice.code for notice in self.assessment.notices}
        if "short" in codes:
            return SHORT
        if not self.armed:
            return PASSED
        if "nothing-binds" in codes:
            return NOTHING_BINDS
        if "not-a-plan" in codes:
            return NOT_A_PLAN
        return FAILED if self.breaches else PASSED

    @property
    def better(self) -> tuple[Change, ...]:
        """Return what is better than in the baseline."""
        return tuple(change for change in self.changes if change.kind == "better")

    @property
    def edited(self) -> tuple[str, ...]:
        """Return the directives to which other sentences speak than in the baseline, with the same conclusion."""
        return tuple(
            change.finding.rule.id for change in self.changes if change.kind == "known" and change.edited
        )


def worst(codes: Iterable[int]) -> int:
    """Return the exit code of several: the worst in the order 70, 2, 3, 1, 4, 5, 0."""
    return min(codes, key=WORST_FIRST.index, default=PASSED)


def faults(gate: Gate, ruleset: Ruleset, themes: tuple[str, ...] = ()) -> tuple[Fault, ...]:
    """Return what settings ask of a ruleset and cannot have; a gate with faults judges nothing."""
    return (*policies.faults(gate.policy, ruleset, themes), *waivers_.faults(gate.waivers, ruleset))


def apply(assessment: Assessment, gate: Gate, plan: str) -> Verdict:
    """Return the verdict on an assessment; raises SettingsError where the baseline is of another superior document."""
    judged, uses = waivers_.waive(assessment, gate.waivers, plan, gate.day)
    judged = replace(judged, notices=(*judged.notices, *_notices(judged)))
    changes: tuple[Change, ...] = ()
    policy = gate.policy
    if gate.baseline is not None:
        _same_document(gate.baseline, judged.ruleset)
        changes = baselines.compare(judged, gate.baseline.plans.get(plan))
        policy = policy if policy.fail_on or policy.require or policy.fail_under is not None else FLOORLESS
    found = _ratcheted(policies.breaches(judged, policy), changes)
    return Verdict(plan, judged, gate.armed, found, changes, uses)


def _ratcheted(found: Sequence[Breach], changes: Sequence[Change]) -> tuple[Breach, ...]:
    """Drop what the baseline knows, add what is worse than in it; coverage is no finding and stays."""
    known = {change.finding.rule.id for change in changes if change.kind in ("known", "better")}
    worse = {change.finding.rule.id: change for change in changes if change.kind == "worse"}
    kept = [breach for breach in found if breach.rule not in known and breach.rule not in worse]
    kept += [Breach("baseline", rule, change.said) for rule, change in worse.items()]
    order = {change.finding.rule.id: index for index, change in enumerate(changes)}
    return tuple(sorted(kept, key=lambda breach: order.get(breach.rule or "", len(order))))


def _notices(assessment: Assessment) -> tuple[Notice, ...]:
    return tuple(_waived(finding) for finding in assessment.findings if finding.outcome is Outcome.WAIVED)


def _waived(finding: Finding) -> Notice:
    waived = finding.waived
    zh, en = (
        f"{finding.rule.id} {finding.rule.title} 已豁免",
        f"{finding.rule.id} {finding.rule.title} is waived",
    )
    if waived is not None:
        zh += f"：{waived.reason}" + (f"；批准：{waived.by}" if waived.by else "")
        zh += f"；依据：{waived.reference}" if waived.reference else ""
        zh += f"；有效期至 {waived.until}" if waived.until else ""
        en += f": {waived.reason}" + (f"; by {waived.by}" if waived.by else "")
        en += f"; reference: {waived.reference}" if waived.reference else ""
        en += f"; until {waived.until}" if waived.until else ""
    return Notice("waived", zh + "。", en + ".")


def _same_document(baseline: Baseline, ruleset: Ruleset) -> None:
    if baseline.ruleset.id != ruleset.header.id:
        raise SettingsError(
            "other-baseline",
            zh=f"基线是按规则集 {baseline.ruleset.id} 生成的，现在用的是 {ruleset.header.id}，两者不能比较。",
            en=f"the baseline is of ruleset {baseline.ruleset.id}, not of {ruleset.header.id}: they cannot be compared.",
        )


def changed_ruleset(baseline: Baseline | None, ruleset: Ruleset) -> Notice | None:
    """Return the notice on a ruleset that is no longer the baseline's."""
    if baseline is None or baseline.ruleset.digest == ruleset.digest:
        return None
    old, new = f"{baseline.ruleset.version}（{baseline.ruleset.digest[:8]}）", ruleset.header.version
    return Notice(
        "ruleset-changed",
        f"规则集 {ruleset.header.id} 与基线生成时不同：当时 {old}，现在 {new}（{ruleset.digest[:8]}）；"
        "结论的变化可能来自规则而不是规划。",
        f"ruleset {ruleset.header.id} has changed since the baseline: {baseline.ruleset.version} "
        f"({baseline.ruleset.digest[:8]}) then, {new} ({ruleset.digest[:8]}) now; changes may come from the rules.",
    )


def troubles(
    gate: Gate, verdicts: Sequence[Verdict], names_a_file: Callable[[str], bool]
) -> tuple[Trouble, ...]:
    """Return the waivers to look at after all plans were judged."""
    if not verdicts:
        return ()
    uses = [use for verdict in verdicts for use in verdict.uses]
    return tuple(waivers_.troubles(gate.waivers, uses, verdicts[0].assessment.ruleset, names_a_file))

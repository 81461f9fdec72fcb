"""A gap that somebody lets pass, for a reason and until a day."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, StringConstraints

from align.gate.policy import Fault, Said, Strict, unknown
from align.judgement import Assessment, Finding, Outcome, Waived, cover
from align.ruleset import Ruleset

ZONE = ZoneInfo("Asia/Shanghai")
WAIVABLE = (Outcome.GAP, Outcome.CONTRADICTED)

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Waiver(Strict):
    """A directive that plans may miss. ``until`` is the last day, to its end in Asia/Shanghai."""

    directive: Text
    reason: Text
    plan: Text = "**"
    by: Text | None = None
    reference: Text | None = None
    until: dt.date | None = Field(default=None)

    def expired(self, as_of: dt.date) -> bool:
        """Return whether the waiver has ended on a day in Asia/Shanghai."""
        return self.until is not None and as_of > self.until

    def covers(self, plan: str) -> bool:
        """Return whether the waiver speaks of a plan."""
        return matches(self.plan, plan)

    @property
    def record(self) -> Waived:
        """Return what a finding keeps of the waiver."""
        return Waived(self.reason, self.by, self.reference, self.until)


def today(clock: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)) -> dt.date:
    """Return the day in Asia/Shanghai, whatever the machine's own zone."""
    return clock().astimezone(ZONE).date()


def matches(pattern: str, plan: str) -> bool:
    """Return whether a glob names a plan; ``*`` also crosses ``/``, a pattern without ``/`` may name the file alone."""
    # macOS hands out decomposed file names; a settings file is typed composed.
    pattern, plan = unicodedata.normalize("NFC", pattern), unicodedata.normalize("NFC", plan)
    pattern = pattern.removeprefix("./")
    if "/" not in pattern and fnmatchcase(plan.rsplit("/", 1)[-1], pattern):
        return True
    return fnmatchcase(plan, pattern) or fnmatchcase(plan, pattern.rstrip("/") + "/*")


@dataclass(frozen=True, slots=True)
class Use:
    """What became of one waiver on one plan; ``index`` counts the waivers of the settings."""

    index: int
    plan: str
    state: Literal["used", "expired", "needless", "unknown"]


def waive(
    assessment: Assessment, waivers: Sequence[Waiver], plan: str, as_of: dt.date
) -> tuple[Assessment, tuple[Use, ...]]:
    """Return an assessment with waivers applied and coverage counted anew, and what became of each waiver.

    A waiver is used where there is something to let pass: a gap or a contradiction. On a directive that is met, or that
    does not bind, it is needless and changes nothing.
    """
    ids = {rule.id for rule in assessment.ruleset.rules}
    applied: dict[str, Waiver] = {}
    uses: list[Use] = []
    for index, waiver in enumerate(waivers):
        if waiver.directive not in ids:
            uses.append(Use(index, plan, "unknown"))
        elif waiver.covers(plan):
            uses.append(Use(index, plan, _state(assessment, waiver, as_of, applied)))
            if uses[-1].state == "used":
                applied[waiver.directive] = waiver
    return (_replaced(assessment, applied) if applied else assessment), tuple(uses)


def _state(
    assessment: Assessment, waiver: Waiver, as_of: dt.date, applied: Mapping[str, Waiver]
) -> Literal["used", "expired", "needless"]:
    if waiver.expired(as_of):
        return "expired"
    finding = assessment.finding(waiver.directive)
    needed = finding is not None and finding.outcome in WAIVABLE and waiver.directive not in applied
    return "used" if needed else "needless"


def _replaced(assessment: Assessment, applied: Mapping[str, Waiver]) -> Assessment:
    findings = tuple(
        _waived(finding, applied[finding.rule.id]) if finding.rule.id in applied else finding
        for finding in assessment.findings
    )
    return replace(assessment, findings=findings, coverage=cover(findings, assessment.ruleset))


def _waived(finding: Finding, waiver: Waiver) -> Finding:
    return replace(finding, outcome=Outcome.WAIVED, waived=waiver.record)


def faults(waivers: Sequence[Waiver], ruleset: Ruleset) -> Iterator[Fault]:
    """Yield the waivers that a ruleset does not permit, and those that say two things of the same."""
    seen: set[tuple[str, str]] = set()
    for index, waiver in enumerate(waivers):
        rule = ruleset.rule(waiver.directive)
        if rule is not None and not rule.ignorable:
            yield Fault("waivers", index, _red_line(rule.id, rule.title))
        if (key := (waiver.directive, waiver.plan)) in seen:
            yield Fault("waivers", index, _twice(*key))
        seen.add(key)


def _red_line(rule: str, title: str) -> Said:
    return Said(
        f"{rule} {title} 在规则里标明不可豁免（ignorable: false）；请删去这条豁免。",
        f"{rule} {title} cannot be waived (ignorable: false in its rule); remove the waiver.",
    )


def _twice(directive: str, plan: str) -> Said:
    return Said(
        f"{directive} 对“{plan}”的豁免写了两次；请只留一条。",
        f"{directive} is waived twice for {plan!r}; keep one.",
    )


@dataclass(frozen=True, slots=True)
class Trouble:
    """A waiver that should be looked at: expired, unused or unknown."""

    code: Literal["waiver-expired", "waiver-unused", "waiver-unknown"]
    index: int
    said: Said


def troubles(
    waivers: Sequence[Waiver], uses: Sequence[Use], ruleset: Ruleset, names_a_file: Callable[[str], bool]
) -> Iterator[Trouble]:
    """Yield the waivers to look at after all plans were judged.

    A waiver for plans that were not checked this time is left alone as long as ``names_a_file`` tells that its glob names
    a file at all.
    """
    for index, waiver in enumerate(waivers):
        states = {use.state for use in uses if use.index == index}
        if "unknown" in states:
            yield Trouble("waiver-unknown", index, _unknown(waiver, ruleset))
        elif "expired" in states:
            yield Trouble("waiver-expired", index, _expired(waiver))
        elif states == {"needless"}:
            yield Trouble("waiver-unused", index, _needless(waiver))
        elif not states and not names_a_file(waiver.plan):
            yield Trouble("waiver-unused", index, _nowhere(waiver))


def _unknown(waiver: Waiver, ruleset: Ruleset) -> Said:
    why = unknown(waiver.directive, ruleset)
    return Said(f"豁免无效：{why.zh}", f"a waiver without effect: {why.en}")


def _expired(waiver: Waiver) -> Said:
    return Said(
        f"{waiver.directive} 的豁免已于 {waiver.until} 到期，不再生效（理由：{waiver.reason}）。",
        f"the waiver of {waiver.directive} ended on {waiver.until} and no longer holds (reason: {waiver.reason}).",
    )


def _needless(waiver: Waiver) -> Said:
    return Said(
        f"{waiver.directive} 的豁免没有用到：所查规划已响应这条要求，或不受其约束；请删去。",
        f"the waiver of {waiver.directive} is not needed: the plans meet the directive or are not bound by it; remove it.",
    )


def _nowhere(waiver: Waiver) -> Said:
    return Said(
        f"{waiver.directive} 的豁免没有用到：没有文件符合 plan = “{waiver.plan}”。",
        f"the waiver of {waiver.directive} is not used: no file matches plan = {waiver.plan!r}.",
    )

"""An assessment with what a gate made of it, as the formats of pipelines need it; a gate's verdict is one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from align.document import Span
from align.errors import Lang
from align.judgement import Assessment, Finding, Outcome
from align.report.view import View, in_line, shorten, waived_text
from align.report.wording import REASONS, outcome_name, pick, say

OPEN = (Outcome.GAP, Outcome.CONTRADICTED)
LONGEST = 200
"""Characters of a sentence that a message quotes."""


class Sentence(Protocol):
    """A sentence in both languages."""

    def say(self, lang: Lang = "zh") -> str:
        """Return the sentence."""
        ...


class Refusal(Protocol):
    """Why a gate refuses: a directive, or None where it is about the plan, and a sentence."""

    @property
    def rule(self) -> str | None:
        """The directive."""
        ...

    @property
    def said(self) -> Sentence:
        """The sentence."""
        ...


class Movement(Protocol):
    """What a finding became since a baseline: new, worse, better or known."""

    @property
    def kind(self) -> str:
        """The kind."""
        ...

    @property
    def finding(self) -> Finding:
        """The finding as it is now."""
        ...

    @property
    def edited(self) -> bool:
        """Whether other sentences speak to it."""
        ...


class Judged(Protocol):
    """One plan with its verdict."""

    @property
    def plan(self) -> str:
        """The path of the plan, with ``/``."""
        ...

    @property
    def assessment(self) -> Assessment:
        """What was concluded."""
        ...

    @property
    def armed(self) -> bool:
        """Whether a policy is in force."""
        ...

    @property
    def breaches(self) -> Sequence[Refusal]:
        """Why it fails."""
        ...

    @property
    def changes(self) -> Sequence[Movement]:
        """What became of the baseline."""
        ...

    @property
    def code(self) -> int:
        """The exit code."""
        ...


@dataclass(frozen=True, slots=True)
class Unruled:
    """An assessment that no gate was asked about."""

    assessment: Assessment
    armed: bool = False
    breaches: tuple[Refusal, ...] = ()
    changes: tuple[Movement, ...] = ()
    code: int = 0

    @property
    def plan(self) -> str:
        """Return the name of the document."""
        return self.assessment.outline.document.name


@dataclass(frozen=True, slots=True)
class Unread:
    """A plan that could not be judged, and why."""

    plan: str
    message: str
    code: int = 2


@dataclass(frozen=True, slots=True)
class Item:
    """A finding to show, with its place in the file and its sentence; ``refused`` where the gate fails for it."""

    plan: str
    finding: Finding
    refused: bool
    message: str
    span: Span
    line: int
    column: int
    end_line: int
    end_column: int
    section: str
    fingerprint: str


def items(judged: Judged, lang: Lang = "zh") -> tuple[Item, ...]:
    """Return gaps, contradictions and waived findings of a plan: refused ones first, then by badness, then in rule order."""
    view = View(judged.assessment, lang)
    refused = {breach.rule: breach.said.say(lang) for breach in judged.breaches}
    shown = [
        _item(judged.plan, view, finding, refused.get(finding.rule.id))
        for finding in judged.assessment.findings
        if finding.outcome in OPEN or finding.outcome is Outcome.WAIVED or finding.rule.id in refused
    ]
    return tuple(sorted(shown, key=_order))


def _order(item: Item) -> tuple[bool, bool, bool, int]:
    finding = item.finding
    waived = finding.outcome is Outcome.WAIVED
    return (not item.refused, waived, finding.outcome is not Outcome.CONTRADICTED, finding.level)


def _item(plan: str, view: View, finding: Finding, reason: str | None) -> Item:
    span, section = _where(view, finding)
    (line, column), (end_line, end_column) = position(view, span.start), position(view, span.end)
    return Item(
        plan=plan,
        finding=finding,
        refused=reason is not None,
        message=message(view, finding, reason),
        span=span,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        section=section,
        fingerprint=fingerprint(view.assessment, plan, finding),
    )


def position(view: View, offset: int) -> tuple[int, int]:
    """Return line and column of an offset, both from 1, in code points."""
    text = view.assessment.outline.document.text
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    return view.line(offset), offset - start + 1


def _where(view: View, finding: Finding) -> tuple[Span, str]:
    """Return where a finding is shown: its best sentence, else the heading of the nearest section, else the top."""
    outline = view.assessment.outline
    best = finding.gap.best if finding.gap else next(iter(finding.evidence), None)
    if best is not None:
        return best.span, view.path(outline.sentences[best.sentence].section)
    nearest = finding.gap.section if finding.gap else None
    if nearest is not None and outline.sections[nearest].level:
        return outline.sections[nearest].heading, view.path(nearest)
    return Span(0, 0), view.path(nearest)


def message(view: View, finding: Finding, reason: str | None) -> str:
    """Return what is lacking, where it would go and the best sentence found, as one paragraph."""
    parts = [reason or _told(view, finding)]
    if finding.waived is not None:
        parts.append(waived_words(finding, view.lang))
    if finding.gap is not None and finding.outcome in OPEN:
        parts.append(f"{say('nearest', view.lang)}{say('colon', view.lang)}{view.path(finding.gap.section)}")
        if finding.gap.best is not None:
            best = shorten(view.text(finding.gap.best.span), LONGEST)
            parts.append(f"{say('best', view.lang)}{say('colon', view.lang)}{best}")
    return in_line(("" if view.lang == "zh" else " ").join(_closed(part, view.lang) for part in parts))


def _told(view: View, finding: Finding) -> str:
    head = f"{finding.rule.id} {finding.rule.title}{say('colon', view.lang)}{outcome_name(finding.outcome, view.lang)}"
    why = pick(REASONS[finding.reason], view.lang) if finding.reason else ""
    if lacking := view.lacking(finding):
        why = say("semicolon", view.lang).join(filter(None, [why, f"{say('lacking', view.lang)} {lacking}"]))
    return head + (say("bracket", view.lang, text=why) if why else "")


def _closed(part: str, lang: Lang) -> str:
    return part if part.endswith(("。", ".", "；", "！", "？")) else part + ("。" if lang == "zh" else ".")


def waived_words(finding: Finding, lang: Lang = "zh") -> str:
    """Return that a directive was waived and why."""
    return f"{say('waived', lang)}{say('colon', lang)}{waived_text(finding, lang)}"


def fingerprint(assessment: Assessment, plan: str, finding: Finding) -> str:
    """Return what makes a finding the same after edits elsewhere: superior document, plan, directive, outcome."""
    parts = (assessment.ruleset.header.id, plan, finding.rule.id, finding.outcome.value)
    return sha256("\0".join(parts).encode()).hexdigest()[:32]


def remarks(judged: Judged, lang: Lang = "zh") -> Iterator[tuple[str, str, bool]]:
    """Yield code, sentence and whether the gate fails for it, of what concerns a plan as a whole."""
    grave = {3: "short", 4: "nothing-binds", 5: "not-a-plan"}.get(judged.code)
    for notice in judged.assessment.notices:
        if notice.code != "waived":
            yield notice.code, notice.say(lang), notice.code == grave
    for breach in judged.breaches:
        if breach.rule is None:
            yield "policy", breach.said.say(lang), True


def unruled(assessment: Assessment) -> tuple[Judged, ...]:
    """Return an assessment alone as what the formats of pipelines render."""
    return (Unruled(assessment),)

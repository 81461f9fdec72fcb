"""What fails: outcomes and reasons that are refused, levels that are required, a floor under coverage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from align.errors import Lang
from align.judgement import COUNTED, OUTCOMES, Assessment, Finding, Level, Outcome
from align.judgement import LEVELS as NAMES
from align.ruleset import Rule, Ruleset

FailOn = Literal["contradicted", "gap", "absent", "mentioned", "partial", "copied"]
LevelName = Literal["mentioned", "partial", "addressed", "operational"]

FAIL_ON: tuple[FailOn, ...] = get_args(FailOn)
LEVELS: tuple[LevelName, ...] = get_args(LevelName)
FAIL_ZH: dict[FailOn, str] = {
    "contradicted": "与要求相抵触",
    "gap": "有缺口",
    "absent": "未涉及",
    "mentioned": "仅提及",
    "partial": "仅部分响应",
    "copied": "照抄原文而无本地举措",
}
FAIL_WORDS: dict[FailOn, str] = {
    "contradicted": OUTCOMES[Outcome.CONTRADICTED][0],
    "gap": OUTCOMES[Outcome.GAP][0],
    "absent": NAMES[Level.ABSENT][0],
    "mentioned": NAMES[Level.MENTIONED][0],
    "partial": NAMES[Level.PARTIAL][0],
    "copied": "照抄原文",
}
"""What reports in Chinese call it, and a policy may."""
LEVEL_WORDS: dict[LevelName, str] = {name: NAMES[Level[name.upper()]][0] for name in LEVELS}
_FAIL_ON = {said: name for words in (FAIL_ZH, FAIL_WORDS) for name, said in words.items()}
_LEVELS = {said: name for name, said in LEVEL_WORDS.items()}


def _english(words: Mapping[str, str]) -> BeforeValidator:
    """Return what reads the Chinese of a word; any other is left to the model."""
    return BeforeValidator(lambda value: words.get(value.strip(), value) if isinstance(value, str) else value)


FailOnWord = Annotated[FailOn, _english(_FAIL_ON)]
"""What is refused, in English or Chinese."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence in both languages."""

    zh: str
    en: str

    def say(self, lang: Lang = "zh") -> str:
        """Return the sentence in the language asked for."""
        return self.zh if lang == "zh" else self.en


class Strict(BaseModel):
    """A model that refuses unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Requirement(Strict):
    """A directive, or every directive of a theme, and the level that it must reach."""

    target: Annotated[str, Field(min_length=1)]
    level: Annotated[LevelName, _english(_LEVELS)]

    @property
    def floor(self) -> Level:
        """Return the level as a number."""
        return Level[self.level.upper()]

    def covers(self, finding: Finding) -> bool:
        """Return whether the requirement speaks of a finding's directive."""
        return self.target in (finding.rule.id, finding.theme)

    def __str__(self) -> str:
        return f"{self.target}={self.level}"


def requirement(value: Any) -> Any:
    """Read ``ECO-11=addressed`` or ``ECO-11=实质响应``; anything else is left to the model, which refuses it."""
    if not isinstance(value, str):
        return value
    target, equals, level = value.replace("＝", "=").partition("=")
    return {"target": target.strip(), "level": level.strip()} if equals else value


class Policy(Strict):
    """What somebody asked the gate to refuse; an empty policy refuses nothing."""

    fail_on: tuple[FailOnWord, ...] = ()
    require: tuple[Annotated[Requirement, BeforeValidator(requirement)], ...] = ()
    fail_under: float | None = None
    strict: bool = False

    def __bool__(self) -> bool:
        return bool(self.fail_on or self.require or self.fail_under is not None or self.strict)


@dataclass(frozen=True, slots=True)
class Breach:
    """Why the gate refuses: a sentence that names the directive, where there is one, and what is lacking."""

    kind: Literal["fail-on", "require", "fail-under", "baseline"]
    rule: str | None
    said: Said


def breaches(assessment: Assessment, policy: Policy) -> tuple[Breach, ...]:
    """Return what a policy refuses in an assessment, in rule order; one breach a directive, coverage last."""
    found = [breach for finding in assessment.findings if (breach := _breach(finding, policy)) is not None]
    ratio = assessment.coverage.ratio
    if policy.fail_under is not None and ratio is not None and ratio < policy.fail_under:
        found.append(Breach("fail-under", None, _under(ratio, policy.fail_under)))
    return tuple(found)


def _breach(finding: Finding, policy: Policy) -> Breach | None:
    if finding.outcome not in COUNTED:
        return None
    if any(_refused(finding, name) for name in policy.fail_on):
        return Breach("fail-on", finding.rule.id, lack(finding))
    for wanted in policy.require:
        if wanted.covers(finding) and _misses(finding, wanted):
            return Breach("require", finding.rule.id, _short_of(finding, wanted))
    return None


def _misses(finding: Finding, wanted: Requirement) -> bool:
    # A level counts for nothing where it is copied or contradicted.
    hollow = finding.outcome is Outcome.CONTRADICTED or finding.reason == "copied"
    return hollow or finding.level < wanted.floor


def _refused(finding: Finding, name: FailOn) -> bool:
    if name in ("contradicted", "gap"):
        return finding.outcome.value == name
    return finding.outcome is Outcome.GAP and finding.reason == name


def lack(finding: Finding) -> Said:
    """Return what a finding lacks, as a sentence that names its directive."""
    name: FailOn = "contradicted" if finding.outcome is Outcome.CONTRADICTED else "gap"
    if finding.outcome is Outcome.GAP and finding.reason in FAIL_ON:
        name = finding.reason
    zh = f"{finding.rule.id} {finding.rule.title}：{FAIL_ZH[name]}"
    en = f"{finding.rule.id} {finding.rule.title}: {name}"
    if finding.gap and finding.gap.lacking:
        zh += f"，缺少{'、'.join(finding.gap.lacking)}"
        en += f", lacking {', '.join(finding.gap.lacking)}"
    return Said(zh + "。", en + ".")


def _short_of(finding: Finding, wanted: Requirement) -> Said:
    level = finding.level.name.lower()
    if finding.level >= wanted.floor:
        return lack(finding)
    zh = f"{finding.rule.id} {finding.rule.title}：要求达到{NAMES[wanted.floor][0]}，"
    zh += f"实为{NAMES[finding.level][0]}"
    en = f"{finding.rule.id} {finding.rule.title}: must be {wanted.level}, is {level}"
    if finding.gap and finding.gap.lacking:
        zh += f"，缺少{'、'.join(finding.gap.lacking)}"
        en += f", lacking {', '.join(finding.gap.lacking)}"
    return Said(zh + "。", en + ".")


def _under(ratio: float, floor: float) -> Said:
    # As many digits as show which is less.
    digits = next((digits for digits in range(1, 6) if round(ratio, digits + 2) < floor), 6)
    have, wanted = f"{ratio:.{digits}%}", f"{floor * 100:g}%"
    return Said(f"覆盖率 {have}，低于要求的 {wanted}。", f"coverage is {have}, below the {wanted} required.")


@dataclass(frozen=True, slots=True)
class Fault:
    """A setting that cannot be kept to: its key, its place in a list, and why."""

    key: Literal["require", "waivers", "themes", "plans"]
    index: int
    said: Said


def faults(policy: Policy, ruleset: Ruleset, themes: tuple[str, ...] = ()) -> Iterator[Fault]:
    """Yield what a policy asks of a ruleset that does not have it, or that no plan can ever meet."""
    seen: dict[str, Requirement] = {}
    for index, wanted in enumerate(policy.require):
        rules = _rules(wanted, ruleset)
        if not rules:
            yield Fault("require", index, unknown(wanted.target, ruleset))
        elif (rival := seen.get(wanted.target)) is not None and rival.level != wanted.level:
            yield Fault(
                "require",
                index,
                Said(f"{wanted} 与 {rival} 相互矛盾。", f"{wanted} contradicts {rival}."),
            )
        elif themes and not any(ruleset.theme_of(rule.id) in themes for rule in rules):
            yield Fault("require", index, _outside(wanted, themes))
        elif "-" in wanted.target and (limit := ceiling(rules[0])) < wanted.floor:
            yield Fault("require", index, _too_high(wanted, rules[0], limit))
        seen.setdefault(wanted.target, wanted)


def _rules(wanted: Requirement, ruleset: Ruleset) -> list[Rule]:
    themes = {rule.id: theme.theme for theme in ruleset.themes for rule in theme.rules}
    return [rule for rule in ruleset.rules if wanted.target in (rule.id, themes[rule.id])]


def ceiling(rule: Rule) -> Level:
    """Return the deepest level that a rule can reach."""
    if rule.max_level is not None:
        return Level[rule.max_level.upper()]
    return Level.ADDRESSED if rule.kind in ("principle", "goal") else Level.OPERATIONAL


def unknown(name: str, ruleset: Ruleset) -> Said:
    """Return the sentence on a directive or theme that a ruleset does not have, with the nearest that it has."""
    themes = [theme.theme for theme in ruleset.themes]
    near = get_close_matches(name, [rule.id for rule in ruleset.rules] + themes, n=3, cutoff=0.6)
    zh = f"规则集 {ruleset.header.id} 没有要求或主题“{name}”"
    en = f"ruleset {ruleset.header.id} has no directive or theme {name!r}"
    if near:
        return Said(f"{zh}；是否指 {'、'.join(near)}？", f"{en}; did you mean {', '.join(near)}?")
    return Said(f"{zh}；主题有 {'、'.join(themes)}。", f"{en}; its themes: {', '.join(themes)}.")


def unknown_theme(name: str, ruleset: Ruleset) -> Said:
    """Return the sentence on a theme that a ruleset does not have."""
    return Said(*ruleset.unknown_theme(name))


def _outside(wanted: Requirement, themes: tuple[str, ...]) -> Said:
    chosen = "、".join(themes)
    return Said(
        f"{wanted} 与 themes 相互矛盾：只评 {chosen}，这条要求永远不会被检查。",
        f"{wanted} contradicts themes: only {', '.join(themes)} are judged, so that it would never be checked.",
    )


def _too_high(wanted: Requirement, rule: Rule, limit: Level) -> Said:
    name = limit.name.lower()
    return Said(
        f"{wanted} 不可能达到：{rule.id} 最高只到{NAMES[limit][0]}（{name}）。",
        f"{wanted} can never be met: {rule.id} ends at {name}.",
    )

"""Minimal pairs: short texts that say what one rule must make of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from align.errors import Lang, SettingsError
from align.evaluation.examples import alone
from align.evidence import Compiled, compile_ruleset
from align.judgement import Level
from align.ruleset import Ruleset, load


class Case(BaseModel):
    """A text judged alone as an item of a plan, and the level and stance that it must have for a rule."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rule: str
    text: str
    level: int = Field(ge=0, le=4)
    stance: Literal["commit", "review", "problem", "negate", "refer"] | None = None
    tests: Literal["negation", "reported", "problem", "review", "look-alike", "level"] = "level"
    heading: str | None = None


def read(path: Path) -> list[Case]:
    """Read minimal pairs. Raises SettingsError that names the entry at fault."""
    try:
        entries: Any = yaml.load(
            path.read_text(encoding="utf-8-sig"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        )
        return [Case.model_validate(entry) for entry in entries]
    except (yaml.YAMLError, ValidationError, TypeError, UnicodeDecodeError) as error:
        raise SettingsError(
            "bad-cases", zh=f"“{path}”不是最小对立例句：{error}", en=f"{path} holds no minimal pairs: {error}"
        ) from error


def judged(compiled: Compiled, case: Case) -> tuple[Level, str | None]:
    """Return the level and the stance that the checker gives a case."""
    text = f"{case.heading}\n{case.text}" if case.heading else case.text
    rule = next(rule for rule in compiled.rules if rule.id == case.rule)
    level, evidence = alone(compiled, rule, text)
    stances = Counter(item.stance.value for item in evidence)
    return level, case.stance if case.stance in stances else next(iter(stances), None)


def report(
    cases: list[Case], rules: str | Ruleset, themes: tuple[str, ...], lang: Lang = "zh"
) -> tuple[int, list[str]]:
    """Return how many cases fail, and a line for each and one for every kind."""
    ruleset = rules if isinstance(rules, Ruleset) else load(rules)
    compiled = compile_ruleset(ruleset)
    for case in cases:
        if ruleset.rule(case.rule) is None:
            raise SettingsError(
                "bad-cases",
                zh=f"规则集 {ruleset.header.id} 没有例句所说的规则“{case.rule}”：{case.text}",
                en=f"ruleset {ruleset.header.id} has no rule {case.rule!r}, of the pair: {case.text}",
            )
    lines: list[str] = []
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for case in cases:
        if themes and case.rule.split("-")[0] not in themes:
            continue
        level, stance = judged(compiled, case)
        holds = level == case.level and (case.stance is None or stance == case.stance)
        total[case.tests] += 1
        right[case.tests] += holds
        if not holds:
            lines.append(
                f"{case.rule} [{case.tests}] {int(level)}/{stance} ≠ {case.level}/{case.stance}: {case.text}"
            )
    lines += [f"{kind:<12}{right[kind]:>5} / {total[kind]}" for kind in sorted(total)]
    total_name = "合计" + " " * 8 if lang == "zh" else f"{'total':<12}"
    lines.append(f"{total_name}{sum(right.values()):>5} / {sum(total.values())}")
    return sum(total.values()) - sum(right.values()), lines

"""Checking every labelled document and laying the result beside its labels."""

from __future__ import annotations

from pathlib import Path

from align.evaluation.gold import gold
from align.evaluation.scoring import Compared, compare
from align.evidence import collect, compile_ruleset
from align.judgement import Assessment, Scope, cover, judge
from align.ruleset import Ruleset, load
from align.structure import outline


def compare_all(
    folder: Path,
    rules: str | Ruleset = "yrd-2023",
    themes: tuple[str, ...] = (),
    rule_ids: tuple[str, ...] = (),
    names: tuple[str, ...] = (),
) -> list[Compared]:
    """Return findings beside labels for every labelled document of a folder, for all rules or only some."""
    from align.evidence.pipeline import word_guard

    ruleset = rules if isinstance(rules, Ruleset) else load(rules)
    compiled = compile_ruleset(ruleset)
    wanted = frozenset(
        rule.id
        for theme in ruleset.themes
        for rule in theme.rules
        if (not themes or theme.theme in themes) and (not rule_ids or rule.id in rule_ids)
    )
    results = []
    for item in gold(folder):
        if names and not any(name in item.name for name in names):
            continue
        outlined = outline(item.document)
        scope = Scope(item.region, "option", (), ruleset.header.date, bind_all=True)
        evidence = collect(outlined, compiled, word_guard)
        findings = judge(outlined, ruleset, evidence, scope)
        assessment = Assessment(outlined, ruleset, scope, findings, cover(findings, ruleset))
        results.append(compare(item, assessment).only(wanted))
    return results

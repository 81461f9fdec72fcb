"""Checking every labelled document and laying the result beside its labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from align.errors import SettingsError
from align.evaluation.gold import Gold, gold
from align.evaluation.scoring import Compared, compare
from align.evidence import Compiled, Evidence, GuardOf, collect, compile_ruleset
from align.judgement import Assessment, Scope, cover, judge
from align.ruleset import Ruleset, load
from align.structure import outline

Change = Callable[[tuple[Evidence, ...]], tuple[Evidence, ...]]


def compare_all(
    folder: Path,
    rules: str | Ruleset = "yrd-2023",
    themes: tuple[str, ...] = (),
    rule_ids: tuple[str, ...] = (),
    names: tuple[str, ...] = (),
) -> list[Compared]:
    """Return findings beside labels for every labelled document of a folder, for all rules or only some."""
    from align.evidence.guard import word_guard

    ruleset = rules if isinstance(rules, Ruleset) else load(rules)
    wanted = frozenset(
        rule.id
        for theme in ruleset.themes
        for rule in theme.rules
        if (not themes or theme.theme in themes) and (not rule_ids or rule.id in rule_ids)
    )
    known = gold(folder, ruleset)
    documents = [item for item in known if not names or any(name in item.name for name in names)]
    if missing := [name for name in names if not name or not any(name in one.name for one in known)]:
        raise SettingsError(
            "unknown-document",
            zh=f"没有名称含“{'”“'.join(missing)}”的标注文档；有：{'、'.join(one.name for one in known)}。",
            en=f"no labelled document has {', '.join(map(repr, missing))} in its name; there are: "
            + ", ".join(one.name for one in known)
            + ".",
        )
    return [one.only(wanted) for one in check_all(documents, compile_ruleset(ruleset), word_guard)]


def check_all(
    documents: Sequence[Gold], compiled: Compiled, guard: GuardOf, change: Change = lambda evidence: evidence
) -> list[Compared]:
    """Return findings beside labels; ``change`` may alter the evidence before it is judged."""
    return [compare(item, _assess(item, compiled, guard, change)) for item in documents]


def _assess(item: Gold, compiled: Compiled, guard: GuardOf, change: Change) -> Assessment:
    ruleset = compiled.ruleset
    outlined = outline(item.document)
    scope = Scope(item.region, "option", (), ruleset.header.date, bind_all=True)
    findings = judge(outlined, ruleset, change(collect(outlined, compiled, guard)), scope)
    return Assessment(outlined, ruleset, scope, findings, cover(findings, ruleset))

"""A ruleset as something to read: the list of its rules, and one rule as its own manual."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from align.errors import Lang
from align.judgement import Level
from align.report.wording import kind_name, level_name, say
from align.ruleset import Beside, Rule, Ruleset, TermGroup


def records(ruleset: Ruleset, themes: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Return the rules as plain records, in order."""
    return [
        {
            "id": rule.id,
            "theme": theme.theme,
            "title": rule.title,
            "kind": rule.kind,
            "quote": rule.source.quote,
            "paragraph": rule.source.paragraph,
            "elements": list(rule.elements),
            "binds": list(ruleset.binds(rule)),
            "until": rule.until.isoformat() if rule.until else None,
            "weight": rule.weight,
            "ignorable": rule.ignorable,
        }
        for theme in ruleset.themes
        if not themes or theme.theme in themes
        for rule in theme.rules
    ]


def listing(ruleset: Ruleset, themes: Sequence[str] = (), lang: Lang = "zh") -> str:
    """Return the rules as lines, by theme."""
    lines = [f"{ruleset.header.title}（{ruleset.header.id} {ruleset.header.version}，{ruleset.header.date}）"]
    count = 0
    for theme in ruleset.themes:
        if themes and theme.theme not in themes:
            continue
        lines += ["", f"{theme.theme} {theme.title}"]
        for rule in theme.rules:
            count += 1
            limited = f"（{'、'.join(rule.binds)}）" if rule.binds else ""
            lines.append(f"  {rule.id}  {kind_name(rule.kind, lang)}  {rule.title}{limited}")
    return "\n".join([*lines, "", say("rules-count", lang, count=count)])


def card(ruleset: Ruleset, rule: Rule, lang: Lang = "zh") -> str:
    """Return everything about one rule: source, whom it binds, elements, term groups, examples."""
    lines = [
        f"{rule.id} {rule.title}",
        f"  {say('kind', lang)}：{kind_name(rule.kind, lang)}",
        f"  {say('quote', lang)}：{rule.source.quote}（{say('source-n', lang, n=rule.source.paragraph)}）",
        f"  {say('binds', lang)}：{'、'.join(ruleset.binds(rule))}",
        f"  {say('elements', lang)}：{'；'.join(rule.elements)}",
    ]
    if rule.until:
        lines.append(f"  {say('until', lang)}：{rule.until}")
    lines.append(f"  {say('groups', lang)}：")
    lines += [f"    {line}" for group in rule.evidence for line in _group(group, lang)]
    lines.append(f"  {say('examples', lang)}：")
    for name, sentences in dict(rule.examples).items():
        lines += [f"    {level_name(Level[name.upper()], lang)}：{sentence}" for sentence in sentences]
    if rule.note:
        lines.append(f"  {say('note', lang)}：{rule.note}")
    return "\n".join(lines)


def _group(group: TermGroup, lang: Lang) -> Iterator[str]:
    named = "、".join(group.proves or group.links)
    yield f"{say(group.role, lang)}{'：' + named if named else ''}"
    if group.terms:
        yield f"  {'、'.join(group.terms)}"
    if group.concept:
        yield f"  {say('concept', lang)}：{'、'.join(group.concept)}"
    if group.except_:
        yield f"  {say('except', lang)}：{'、'.join(group.except_)}"
    for key, condition in (("beside", group.beside), ("unless", group.unless)):
        if condition is not None:
            yield f"  {say(key, lang)}（{say(f'within-{condition.within}', lang)}）：{_words(condition)}"


def _words(condition: Beside) -> str:
    return "、".join([*condition.terms, *(f"〔{name}〕" for name in condition.concept)])

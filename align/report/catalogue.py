"""A ruleset as something to read: the list of its rules, and one rule as its own manual."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from align.errors import Lang
from align.judgement import Level
from align.report.wording import kind_name, level_name, listed, say
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
    header = ruleset.header
    named = f"{header.id} {header.version}{say('comma', lang)}{header.date}"
    lines = [header.title + say("bracket", lang, text=named)]
    count = 0
    for theme in ruleset.themes:
        if themes and theme.theme not in themes:
            continue
        lines += ["", f"{theme.theme} {theme.title}"]
        for rule in theme.rules:
            count += 1
            limited = say("bracket", lang, text=listed(rule.binds, lang)) if rule.binds else ""
            lines.append(f"  {rule.id}  {kind_name(rule.kind, lang)}  {rule.title}{limited}")
    return "\n".join([*lines, "", say("rules-count", lang, count=count)])


def card(ruleset: Ruleset, rule: Rule, lang: Lang = "zh") -> str:
    """Return everything about one rule: source, whom it binds, elements, term groups, examples."""
    source = say("bracket", lang, text=say("source-n", lang, n=rule.source.paragraph))
    lines = [
        f"{rule.id} {rule.title}",
        f"  {_label('kind', lang)}{kind_name(rule.kind, lang)}",
        f"  {_label('quote', lang)}{rule.source.quote}{source}",
        f"  {_label('binds', lang)}{listed(ruleset.binds(rule), lang)}",
        f"  {_label('elements', lang)}{say('semicolon', lang).join(rule.elements)}",
    ]
    if rule.until:
        lines.append(f"  {_label('until', lang)}{rule.until}")
    lines.append(f"  {_label('groups', lang)}".rstrip())
    lines += [f"    {line}" for group in rule.evidence for line in _group(group, lang)]
    lines.append(f"  {_label('examples', lang)}".rstrip())
    for name, sentences in dict(rule.examples).items():
        level = level_name(Level[name.upper()], lang) + say("colon", lang)
        lines += [f"    {level}{sentence}" for sentence in sentences]
    if rule.note:
        lines.append(f"  {_label('note', lang)}{rule.note}")
    return "\n".join(lines)


def _label(key: str, lang: Lang) -> str:
    return say(key, lang) + say("colon", lang)


def _group(group: TermGroup, lang: Lang) -> Iterator[str]:
    named = listed(group.proves or group.links, lang)
    yield say(group.role, lang) + (say("colon", lang) + named if named else "")
    if group.terms:
        yield f"  {listed(group.terms, lang)}"
    if group.concept:
        yield f"  {_label('concept', lang)}{listed(group.concept, lang)}"
    if group.except_:
        yield f"  {_label('except', lang)}{listed(group.except_, lang)}"
    for key, condition in (("beside", group.beside), ("unless", group.unless)):
        if condition is not None:
            within = say("bracket", lang, text=say(f"within-{condition.within}", lang))
            yield f"  {say(key, lang)}{within}{say('colon', lang)}{_words(condition, lang)}"


def _words(condition: Beside, lang: Lang) -> str:
    concepts = (say("concept-named", lang, name=name) for name in condition.concept)
    return listed([*condition.terms, *concepts], lang)

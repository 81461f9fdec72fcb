"""Every example of a rule is a test: judged alone, as the item of a plan, it reaches exactly its level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from align.document.plain import plain
from align.errors import Lang
from align.evidence import Compiled, Evidence, collect, compile_ruleset
from align.judgement import Level
from align.judgement.judging import depths
from align.ruleset import Rule, Ruleset
from align.structure import outline


def alone(compiled: Compiled, rule: Rule, text: str) -> tuple[Level, list[Evidence]]:
    """Return the level and the evidence of a rule in a text judged alone, as the item of a plan."""
    from align.evidence.guard import word_guard

    found = collect(outline(plain(text, "item")), compiled, word_guard)
    evidence = [item for item in found if item.rule == rule.id]
    return max((depth.level for depth in depths(rule, evidence)), default=Level.ABSENT), evidence


def level_alone(compiled: Compiled, rule: Rule, text: str) -> Level:
    """Return the level of a rule in a text judged alone."""
    return alone(compiled, rule, text)[0]


def failures(ruleset: Ruleset, themes: Sequence[str], lang: Lang) -> Iterator[str]:
    """Yield a line for every example that does not reach exactly the level under which it stands."""
    compiled = compile_ruleset(ruleset)
    for theme in ruleset.themes:
        for rule in theme.rules if not themes or theme.theme in themes else ():
            yield from _of_rule(partial(level_alone, compiled, rule), rule, lang)


def _of_rule(level_of: partial[Level], rule: Rule, lang: Lang) -> Iterator[str]:
    for name, sentences in dict(rule.examples).items():
        for sentence in sentences:
            level = level_of(sentence)
            if level is not Level[name.upper()]:
                found = level.name.lower()
                yield (
                    f"{rule.id} 例句应为 {name}，实为 {found}：{sentence}"
                    if lang == "zh"
                    else f"{rule.id} example should be {name}, is {found}: {sentence}"
                )


def misquoted(ruleset: Ruleset, paragraphs: Sequence[str], lang: Lang) -> list[str]:
    """Return a line for every quote that does not stand in its paragraph of the superior document."""
    found = []
    for rule in ruleset.rules:
        source = rule.source
        if source.paragraph >= len(paragraphs) or source.quote not in paragraphs[source.paragraph]:
            found.append(
                f"{rule.id} 的引文不在第 {source.paragraph} 段：{source.quote}"
                if lang == "zh"
                else f"{rule.id}: the quote is not in paragraph {source.paragraph}: {source.quote}"
            )
    return found

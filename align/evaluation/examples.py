"""Every example of a rule is a test: judged alone, as the item of a plan, it reaches exactly its level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from align.document.plain import plain
from align.errors import Lang
from align.evidence import Compiled, Evidence, collect, compile_ruleset
from align.judgement import Level
from align.judgement.judging import depths
from align.ruleset import Rule, Ruleset
from align.structure import outline


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not reach exactly the level under which it stands.

    ``index`` is its place among the examples of ``wanted``; ``met`` and ``evidence`` are of the passage that decides.
    """

    rule: Rule
    wanted: Level
    index: int
    sentence: str
    level: Level
    met: frozenset[str]
    evidence: tuple[Evidence, ...]


def alone(compiled: Compiled, rule: Rule, text: str) -> tuple[Level, list[Evidence]]:
    """Return the level and the evidence of a rule in a text judged alone, as the item of a plan."""
    from align.evidence.guard import word_guard

    found = collect(outline(plain(text, "item")), compiled, word_guard)
    evidence = [item for item in found if item.rule == rule.id]
    return max((depth.level for depth in depths(rule, evidence)), default=Level.ABSENT), evidence


def level_alone(compiled: Compiled, rule: Rule, text: str) -> Level:
    """Return the level of a rule in a text judged alone."""
    return alone(compiled, rule, text)[0]


def failures(ruleset: Ruleset, themes: Sequence[str]) -> Iterator[Failure]:
    """Yield every example that does not reach exactly the level under which it stands."""
    compiled = compile_ruleset(ruleset)
    for theme in ruleset.themes:
        for rule in theme.rules if not themes or theme.theme in themes else ():
            yield from _of_rule(compiled, rule)


def _of_rule(compiled: Compiled, rule: Rule) -> Iterator[Failure]:
    for name, sentences in dict(rule.examples).items():
        wanted = Level[name.upper()]
        for index, sentence in enumerate(sentences):
            level, evidence = alone(compiled, rule, sentence)
            if level is not wanted:
                best = max(
                    depths(rule, evidence), key=lambda depth: (depth.level, len(depth.met)), default=None
                )
                met, said = (best.met, best.evidence) if best is not None else (frozenset[str](), ())
                yield Failure(rule, wanted, index, sentence, level, met, said)


def misquoted(ruleset: Ruleset, paragraphs: Sequence[str], lang: Lang) -> list[str]:
    """Return a line for every quote that does not stand in its paragraph of the superior document."""
    found = []
    for rule in ruleset.rules:
        source = rule.source
        if source.paragraph < len(paragraphs) and source.quote in paragraphs[source.paragraph]:
            continue
        at = [str(number) for number, text in enumerate(paragraphs) if source.quote in text]
        if lang == "zh":
            place = (
                f"引文在第 {'、'.join(at)} 段，第一行是第 0 段" if at else "全文没有这句话，引文须一字不差"
            )
            found.append(f"{rule.id} 的引文不在第 {source.paragraph} 段：{source.quote}（{place}）")
        else:
            place = (
                f"it stands in paragraph {', '.join(at)}; the first line is 0"
                if at
                else "nor anywhere else; it must be quoted to the letter"
            )
            found.append(
                f"{rule.id}: the quote is not in paragraph {source.paragraph}: {source.quote} ({place})"
            )
    return found

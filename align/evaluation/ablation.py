"""What each part of the checker is worth: the figures without it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from align.evaluation.gold import Gold
from align.evaluation.run import Change, check_all
from align.evaluation.scoring import Score, score
from align.evidence import Evidence, GuardOf, Stance, compile_ruleset, no_guard
from align.ruleset import Beside, Rule, Ruleset, TermGroup

Groups = Callable[[TermGroup], TermGroup | None]


@dataclass(frozen=True, slots=True)
class Variant:
    """A checker with a part taken away: from the rules, from the guard or from the evidence."""

    name: str
    rules: Groups | None = None
    guarded: bool = True
    change: Change | None = None


def _all_commit(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    return tuple(replace(item, stance=Stance.COMMIT) for item in evidence)


def _untitled(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    return tuple(replace(item, titled=()) for item in evidence)


def _sentence_only(condition: Beside | None) -> Beside | None:
    if condition is None or condition.within in ("clause", "sentence"):
        return condition
    return condition.model_copy(update={"within": "sentence"})


def _without_titles(group: TermGroup) -> TermGroup:
    return group.model_copy(
        update={"beside": _sentence_only(group.beside), "unless": _sentence_only(group.unless)}
    )


VARIANTS = (
    Variant("stance (everything commits)", change=_all_commit),
    Variant("wordings that meet several elements", rules=lambda g: None if len(g.proves) > 1 else g),
    Variant("link groups", rules=lambda g: None if g.links else g),
    Variant("subject groups", rules=lambda g: None if g.subject else g),
    Variant(
        "exclusions (except, unless)", rules=lambda g: g.model_copy(update={"except_": (), "unless": None})
    ),
    Variant("conditions (beside)", rules=lambda g: g.model_copy(update={"beside": None})),
    Variant("heading context", rules=_without_titles, change=_untitled),
    Variant("token guard", guarded=False),
)


def ablate(documents: Sequence[Gold], ruleset: Ruleset, guard: GuardOf) -> Iterator[tuple[str, Score]]:
    """Yield the pooled score of the whole checker and then of each variant."""
    yield "whole", score(check_all(documents, compile_ruleset(ruleset), guard))
    for variant in VARIANTS:
        compiled = compile_ruleset(_altered(ruleset, variant.rules) if variant.rules else ruleset)
        used = guard if variant.guarded else no_guard
        compared = check_all(documents, compiled, used, variant.change or (lambda evidence: evidence))
        yield variant.name, score(compared)


def _altered(ruleset: Ruleset, change: Groups) -> Ruleset:
    themes = tuple(
        theme.model_copy(update={"rules": tuple(_rule(rule, change) for rule in theme.rules)})
        for theme in ruleset.themes
    )
    return ruleset.model_copy(update={"themes": themes})


def _rule(rule: Rule, change: Groups) -> Rule:
    groups = tuple(changed for group in rule.evidence if (changed := change(group)) is not None)
    return rule.model_copy(update={"evidence": groups})

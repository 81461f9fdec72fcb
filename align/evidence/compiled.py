"""A ruleset compiled: one lexicon, and for every term the groups and word sets that wait for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from align.evidence.lexicon import Lexicon
from align.ruleset import Beside, Rule, Ruleset, StanceWords, TermGroup, stance_words


@dataclass(frozen=True, slots=True)
class Nearby:
    """A condition on what stands near a mention; ``words`` is the index of a word set."""

    words: int
    within: str
    near: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """A term group ready to match; ``rule`` is the index of its rule, ``excepted`` of a word set or -1."""

    rule: int
    role: str
    elements: tuple[str, ...]
    excepted: int
    beside: Nearby | None
    unless: Nearby | None
    near: int | None
    forbids: bool


@dataclass(slots=True)
class Compiled:
    """Everything the matcher needs, built once for a ruleset.

    ``groups_of`` holds for each term its groups by rule, ``speakers_of`` those rules for which it is more than a link.
    """

    ruleset: Ruleset
    rules: tuple[Rule, ...]
    lexicon: Lexicon = field(default_factory=Lexicon)
    groups: list[Group] = field(default_factory=list)
    groups_of: dict[int, dict[int, list[Group]]] = field(default_factory=dict)
    speakers_of: dict[int, set[int]] = field(default_factory=dict)
    sets: list[tuple[int, ...]] = field(default_factory=list)
    requires: list[int] = field(default_factory=list)
    means: list[int] = field(default_factory=list)
    stance: dict[str, int] = field(default_factory=dict)
    stance_except: dict[str, int] = field(default_factory=dict)
    _sets: dict[tuple[str, ...], int] = field(default_factory=dict)

    def words(self, terms: Iterable[str]) -> int:
        """Return the index of the word set of these terms, -1 where there are none."""
        key = tuple(sorted(set(terms)))
        if not key:
            return -1
        if key not in self._sets:
            self._sets[key] = len(self._sets)
            self.sets.append(self.lexicon.add_all(key))
        return self._sets[key]

    def concept(self, names: Iterable[str]) -> tuple[list[str], list[str]]:
        """Return the terms of concepts and the longer words that they are not."""
        chosen = [self.ruleset.concepts[name] for name in names]
        return (
            [term for concept in chosen for term in concept.terms],
            [term for concept in chosen for term in concept.except_],
        )

    def nearby(self, beside: Beside | None) -> Nearby | None:
        """Compile a condition."""
        if beside is None:
            return None
        terms, _ = self.concept(beside.concept)
        return Nearby(self.words((*beside.terms, *terms)), beside.within, beside.near)

    def group(self, index: int, rule: Rule, group: TermGroup) -> None:
        """Compile a term group of the rule at an index."""
        terms, excepted = self.concept(group.concept)
        near = group.near or (rule.near if group.role == "links" else None)
        self.groups.append(
            Group(
                rule=index,
                role=group.role,
                elements=group.proves or group.links,
                excepted=self.words((*group.except_, *excepted)),
                beside=self.nearby(group.beside),
                unless=self.nearby(group.unless),
                near=near,
                forbids=group.forbids,
            )
        )
        for term in dict.fromkeys((*group.terms, *terms)):
            number = self.lexicon.add(term)
            self.groups_of.setdefault(number, {}).setdefault(index, []).append(self.groups[-1])
            if group.role != "links":
                self.speakers_of.setdefault(number, set()).add(index)


def compile_ruleset(ruleset: Ruleset, words: StanceWords | None = None) -> Compiled:
    """Compile a ruleset with the words of stance into one automaton."""
    compiled = Compiled(ruleset, ruleset.rules)
    for index, rule in enumerate(compiled.rules):
        for group in rule.evidence:
            compiled.group(index, rule, group)
        terms = ruleset.concepts[rule.requires].terms if rule.requires else ()
        compiled.requires.append(compiled.words(terms))
        compiled.means.append(compiled.words(rule.means.terms))
    for name, cue in (words or stance_words()).items():
        compiled.stance[name] = compiled.words(cue.terms)
        compiled.stance_except[name] = compiled.words(cue.except_)
    compiled.lexicon.close()
    return compiled

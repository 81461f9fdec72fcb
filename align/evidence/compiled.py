"""A ruleset compiled: one lexicon, and for every term the groups and word sets that wait for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from align.evidence.lexicon import Lexicon
from align.evidence.view import CLAUSE_END
from align.ruleset import Beside, Rule, Ruleset, StanceWords, TermGroup, stance_words


@dataclass(frozen=True, slots=True)
class Nearby:
    """A condition on what stands near a mention; ``words`` is the index of a word set, ``excepted`` of one or -1."""

    words: int
    excepted: int
    within: str
    near: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """A term group ready to match; ``rule`` is the index of its rule, ``excepted`` of a word set or -1.

    ``alone`` tells that it asks for nothing around a mention.
    """

    rule: int
    role: str
    elements: tuple[str, ...]
    excepted: int
    beside: Nearby | None
    unless: Nearby | None
    near: int | None
    forbids: bool
    alone: bool


class Waiting(NamedTuple):
    """The groups that wait for a term: all of them by rule, those that are more than links, and the links by rule.

    Terms of the same groups share one.
    """

    groups: Mapping[int, tuple[Group, ...]]
    speaks: tuple[Group, ...]
    links: Mapping[int, tuple[Group, ...]]


@dataclass(slots=True)
class Compiled:
    """Everything the matcher needs, built once for a ruleset.

    ``waiting`` holds for each term what waits for it, ``breaking`` the word sets with a word that a clause may end in.
    """

    ruleset: Ruleset
    rules: tuple[Rule, ...]
    lexicon: Lexicon = field(default_factory=Lexicon)
    groups: list[Group] = field(default_factory=list)
    waiting: dict[int, Waiting] = field(default_factory=dict)
    sets: list[frozenset[int]] = field(default_factory=list)
    breaking: set[int] = field(default_factory=set)
    requires: list[Nearby | None] = field(default_factory=list)
    means: list[int] = field(default_factory=list)
    stance: dict[str, int] = field(default_factory=dict)
    stance_except: dict[str, int] = field(default_factory=dict)
    _sets: dict[tuple[str, ...], int] = field(default_factory=dict)
    _groups_of: dict[int, list[int]] = field(default_factory=dict)

    def words(self, terms: Iterable[str]) -> int:
        """Return the index of the word set of these terms, -1 where there are none."""
        key = tuple(sorted(set(terms)))
        if not key:
            return -1
        if key not in self._sets:
            self._sets[key] = len(self._sets)
            if any(map(CLAUSE_END.search, key)):
                self.breaking.add(self._sets[key])
            self.sets.append(frozenset(self.lexicon.add_all(key)))
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
        terms, excepted = self.concept(beside.concept)
        return Nearby(self.words((*beside.terms, *terms)), self.words(excepted), beside.within, beside.near)

    def group(self, index: int, rule: Rule, group: TermGroup) -> None:
        """Compile a term group of the rule at an index."""
        terms, excepted = self.concept(group.concept)
        near = group.near or (rule.near if group.role == "links" else None)
        unfit = self.words((*group.except_, *excepted))
        beside, unless = self.nearby(group.beside), self.nearby(group.unless)
        self.groups.append(
            Group(
                rule=index,
                role=group.role,
                elements=group.proves or group.links,
                excepted=unfit,
                beside=beside,
                unless=unless,
                near=near,
                forbids=group.forbids,
                alone=unfit < 0 and beside is None and unless is None,
            )
        )
        for term in dict.fromkeys((*group.terms, *terms)):
            self._groups_of.setdefault(self.lexicon.add(term), []).append(len(self.groups) - 1)

    def close(self) -> None:
        """Build the automaton, and lay out what waits for each term."""
        self.lexicon.close()
        shared: dict[tuple[int, ...], Waiting] = {}
        for term, indices in self._groups_of.items():
            key = tuple(indices)
            if key not in shared:
                shared[key] = _waiting([self.groups[index] for index in key])
            self.waiting[term] = shared[key]
        self._groups_of.clear()


def _waiting(groups: Sequence[Group]) -> Waiting:
    return Waiting(
        _by_rule(groups),
        tuple(group for group in groups if group.role != "links"),
        _by_rule([group for group in groups if group.role == "links"]),
    )


def _by_rule(groups: Sequence[Group]) -> dict[int, tuple[Group, ...]]:
    found: dict[int, tuple[Group, ...]] = {}
    for group in groups:
        found[group.rule] = (*found.get(group.rule, ()), group)
    return found


def compile_ruleset(ruleset: Ruleset, words: StanceWords | None = None) -> Compiled:
    """Compile a ruleset with the words of stance into one automaton."""
    compiled = Compiled(ruleset, ruleset.rules)
    for index, rule in enumerate(compiled.rules):
        for group in rule.evidence:
            compiled.group(index, rule, group)
        required = Beside(concept=(rule.requires,), within="passage") if rule.requires else None
        compiled.requires.append(compiled.nearby(required))
        compiled.means.append(compiled.words(rule.means.terms))
    for name, cue in (words or stance_words()).items():
        compiled.stance[name] = compiled.words(cue.terms)
        compiled.stance_except[name] = compiled.words(cue.except_)
    compiled.close()
    return compiled

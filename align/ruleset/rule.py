"""The rules of one superior document, as strict models of what stands in its YAML files.

The format is described for those who write rules in ``docs/rules.md``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from align.errors import SettingsError

GAP = "…"
"""Stands in a term for a short gap inside one clause."""

Kind = Literal["task", "principle", "goal", "problem"]
Within = Literal["sentence", "paragraph", "passage"]
Reach = Literal["clause", "sentence", "lead", "paragraph", "passage"]
LevelName = Literal["operational", "addressed", "partial", "mentioned", "absent"]


def _between_words(term: str) -> str:
    """Refuse a gap that no words stand before or after: it would find as if it were not there, or nothing at all."""
    edges = term.split(GAP)
    if not edges[0].strip() or not edges[-1].strip():
        raise PydanticCustomError("gap_at_edge", "a gap must stand between words")
    return term


Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Term = Annotated[str, StringConstraints(min_length=2, strip_whitespace=True), AfterValidator(_between_words)]
ID, THEME_ID = r"^[A-Z]{2,5}-\d{2,3}$", r"^[A-Z]{2,5}$"
Id = Annotated[str, StringConstraints(pattern=ID)]


class Strict(BaseModel):
    """A model that refuses unknown keys and cannot be changed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(Strict):
    """Where the superior document says it: a paragraph, counted from 0, and its words to the letter."""

    paragraph: int = Field(ge=0)
    quote: Text


class Beside(Strict):
    """What must stand near a mention for it to count: any one of the terms or concepts.

    ``within`` says how near: the same clause, the same sentence, the sentence or the titles above it
    (``lead``), the paragraph, or the passage and the titles above it. ``near`` narrows it to so many characters.
    """

    terms: tuple[Term, ...] = ()
    concept: tuple[Text, ...] = ()
    within: Reach = "sentence"
    near: int | None = Field(default=None, ge=1)


class TermGroup(Strict):
    """Terms of one rule that prove elements, link to them, or are its subject.

    A mention that proves or is the subject makes its sentence evidence. One that links counts only in a
    sentence that is evidence already, or in the title above it.
    """

    proves: tuple[Text, ...] = ()
    links: tuple[Text, ...] = ()
    subject: bool = False
    terms: tuple[Term, ...] = ()
    concept: tuple[Text, ...] = ()
    except_: tuple[Term, ...] = Field(default=(), alias="except")
    beside: Beside | None = None
    unless: Beside | None = None
    near: int | None = Field(default=None, ge=1)
    forbids: bool = False

    @property
    def role(self) -> Literal["proves", "links", "subject"]:
        """Return what the mentions of the group do."""
        return "proves" if self.proves else "links" if self.links else "subject"


class Examples(Strict):
    """Sentences of every level that the rule can take; each is a test."""

    operational: tuple[Text, ...] = ()
    addressed: tuple[Text, ...] = Field(min_length=1)
    partial: tuple[Text, ...] = ()
    mentioned: tuple[Text, ...] = ()
    absent: tuple[Text, ...] = Field(min_length=1)


class RuleMeans(Strict):
    """What makes a commitment to this directive concrete.

    ``within`` says where the means must stand: in the clause of a mention, in its sentence (default), in the
    sentence or the next one (``adjacent``), or in the passage. ``terms`` are concrete means for this rule alone;
    ``kinds`` narrows the general kinds that count.
    """

    within: Literal["clause", "sentence", "adjacent", "passage"] = "sentence"
    terms: tuple[Term, ...] = ()
    kinds: tuple[Literal["number", "deadline", "project", "body"], ...] = (
        "number",
        "deadline",
        "project",
        "body",
    )


class Rule(Strict):
    """A directive made checkable."""

    id: Id
    title: Text
    kind: Kind
    source: Source
    binds: tuple[Text, ...] | None = None
    elements: tuple[Text, ...] = Field(min_length=1)
    within: Within = "passage"
    evidence: tuple[TermGroup, ...] = Field(min_length=1)
    examples: Examples
    until: dt.date | None = None
    weight: float = Field(default=1.0, gt=0)
    ignorable: bool = True
    requires: Text | None = None
    near: int | None = Field(default=None, ge=1)
    max_level: LevelName | None = Field(default=None, alias="max-level")
    means: RuleMeans = RuleMeans()
    note: Text | None = None


class Theme(Strict):
    """One theme file: its id, its title and its rules, in the order of the superior document."""

    theme: Annotated[str, StringConstraints(pattern=THEME_ID)]
    title: Text
    rules: tuple[Rule, ...] = Field(min_length=1)


class Concept(Strict):
    """A list of terms shared by many rules."""

    terms: tuple[Term, ...] = Field(min_length=1)
    except_: tuple[Term, ...] = Field(default=(), alias="except")
    note: Text | None = None


class Exemption(Strict):
    """A clause of the superior document that no rule stands for, and why."""

    paragraph: int = Field(ge=0)
    quote: Text
    reason: Literal["frame", "review", "title", "stands-under"]
    under: Id | None = None


class Exempt(Strict):
    """The exempt clauses."""

    clauses: tuple[Exemption, ...]


class Region(Strict):
    """A region that the superior document binds, and the other names by which texts call it."""

    name: Text
    names: tuple[Text, ...] = ()


class Header(Strict):
    """What ``ruleset.yaml`` says of the superior document."""

    id: Text
    version: Text
    title: Text
    issuer: Text
    date: dt.date
    source: Text | None = None
    regions: tuple[Region, ...] = Field(min_length=1)
    themes: tuple[Text, ...] = Field(min_length=1)
    subject: Text | None = None


class Ruleset(BaseModel):
    """The rules of one superior document, in order, with the concepts that they share."""

    model_config = ConfigDict(frozen=True)

    header: Header
    themes: tuple[Theme, ...]
    concepts: dict[str, Concept]
    exempt: tuple[Exemption, ...]
    digest: str

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Return all rules in order."""
        return tuple(rule for theme in self.themes for rule in theme.rules)

    @property
    def regions(self) -> tuple[str, ...]:
        """Return the names of the regions that the ruleset binds."""
        return tuple(region.name for region in self.header.regions)

    def rule(self, rule_id: str) -> Rule | None:
        """Return the rule of an id, or None."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)

    def theme_of(self, rule_id: str) -> str:
        """Return the id of the theme of a rule."""
        return next(theme.theme for theme in self.themes if any(rule.id == rule_id for rule in theme.rules))

    def theme_named(self, name: str) -> str | None:
        """Return the id of the theme that an id, a title, or a part of one title alone stands for."""
        if any(theme.theme == name.upper() for theme in self.themes):
            return name.upper()
        titled = [theme.theme for theme in self.themes if name and name in theme.title]
        same = [theme.theme for theme in self.themes if name == theme.title]
        found = same or titled
        return found[0] if len(found) == 1 else None

    def unknown_theme(self, name: str) -> tuple[str, str]:
        """Return the sentence on a theme that there is not, in Chinese and English; a directive's id is told apart."""
        themes = [f"{theme.theme} {theme.title}" for theme in self.themes]
        if (rule := self.rule(name.upper())) is not None:
            own = self.theme_of(rule.id)
            return (
                f"“{name}”是一条要求的编号，不是主题；它在主题 {own} 里，主题有 {'、'.join(themes)}。",
                f"{name!r} is a directive, no theme; it stands in {own}, the themes are {', '.join(themes)}.",
            )
        return (
            f"规则集 {self.header.id} 没有主题“{name}”；主题有 {'、'.join(themes)}。",
            f"ruleset {self.header.id} has no theme {name!r}; its themes: {', '.join(themes)}.",
        )

    def check_themes(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of themes by their ids or titles; raises SettingsError where one of the names stands for none."""
        found = {name: self.theme_named(name) for name in names}
        for name, theme in found.items():
            if theme is None:
                zh, en = self.unknown_theme(name)
                raise SettingsError("unknown-theme", zh=zh, en=en)
        return tuple(theme for theme in found.values() if theme is not None)

    def binds(self, rule: Rule) -> tuple[str, ...]:
        """Return the regions that a rule binds."""
        return rule.binds or self.regions


class CueWords(Strict):
    """Words that tell a stance, and the longer words in which they tell nothing (不断 is not 不)."""

    terms: tuple[Text, ...] = Field(min_length=1)
    except_: tuple[Text, ...] = Field(default=(), alias="except")
    note: Text | None = None


StanceWords = dict[str, CueWords]

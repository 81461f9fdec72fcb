"""What every report shows, worked out once: counts, gaps worst first, places, sentences fit to be read."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from align.document import Span
from align.errors import Lang
from align.evidence import Evidence, MeansKind, Stance
from align.judgement import COUNTED, Assessment, Finding, Level, Outcome
from align.report.wording import listed, say
from align.ruleset import Rule

LINE_END = re.compile(r"\r\n?|\n")
CJK = r"\u2e80-\u9fff\uff00-\uffef\u3001-\u301f“”…—"
WRAP = re.compile(rf"(?<=[{CJK}])[^\S\r\n]*[\r\n]\s*(?=[{CJK}])")
KIND_RANK = {"task": 0, "problem": 1, "goal": 2, "principle": 3}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many directives there are by level and by outcome; every report tells these figures."""

    levels: dict[Level, int]
    outcomes: dict[Outcome, int]
    binding: int

    @property
    def gaps(self) -> int:
        """Return how many directives a reader has to work on: gaps and contradictions."""
        return self.outcomes[Outcome.GAP] + self.outcomes[Outcome.CONTRADICTED]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: line and paragraph count from 1, page where the format has pages."""

    line: int
    paragraph: int
    page: int | None
    section: tuple[str, ...]


def tally(assessment: Assessment, theme: str | None = None) -> Tally:
    """Count the findings of an assessment, or of one theme of it."""
    findings = [item for item in assessment.findings if theme is None or item.theme == theme]
    levels = Counter(item.level for item in findings)
    outcomes = Counter(item.outcome for item in findings)
    return Tally(
        levels={level: levels[level] for level in Level},
        outcomes={outcome: outcomes[outcome] for outcome in Outcome},
        binding=sum(outcomes[outcome] for outcome in COUNTED),
    )


def gaps(assessment: Assessment) -> tuple[Finding, ...]:
    """Return gaps and contradictions, worst first: by outcome, level, weight, kind, share met, rule order."""
    wanted = (Outcome.GAP, Outcome.CONTRADICTED)
    return tuple(sorted((item for item in assessment.findings if item.outcome in wanted), key=_badness))


def _badness(finding: Finding) -> tuple[int, int, float, int, float]:
    met = sum(finding.elements.values()) / max(1, len(finding.elements))
    first = 0 if finding.outcome is Outcome.CONTRADICTED else 1
    return (first, finding.level, -finding.rule.weight, KIND_RANK[finding.rule.kind], met)


def best_evidence(finding: Finding) -> Evidence | None:
    """Return the sentence that a reader must see first.

    It is the one that contradicts, else the best of a gap, else a commitment of the passage that decides.
    """
    if finding.outcome is Outcome.CONTRADICTED:
        against = (item for item in finding.evidence if item.stance is Stance.NEGATE)
        return next(against, finding.gap.best if finding.gap else None)
    if finding.gap is not None:
        return finding.gap.best
    inside = [item for item in finding.evidence if item.passage == finding.passage]
    ranked = sorted(inside or finding.evidence, key=_worth)
    return ranked[0] if ranked else None


def _worth(evidence: Evidence) -> tuple[bool, int, int]:
    return (evidence.stance is not Stance.COMMIT, -len(evidence.elements), -len(evidence.means))


def means_of(finding: Finding, kind: MeansKind) -> tuple[str, ...]:
    """Return the means of a kind in the passage that decides, each once."""
    found = (
        item
        for evidence in finding.evidence
        if evidence.passage == finding.passage
        for item in evidence.means
    )
    return tuple(dict.fromkeys(in_line(item.text) for item in found if item.kind == kind))


def waived_text(finding: Finding, lang: Lang = "zh") -> str:
    """Return why, by whom and until when a directive was waived; an empty text where it was not."""
    waived = finding.waived
    if waived is None:
        return ""
    colon = say("colon", lang)
    told = (
        ("waived-by", waived.by),
        ("waived-reference", waived.reference),
        ("waived-until", waived.until),
    )
    more = (f"{say(key, lang)}{colon}{in_line(str(value))}" for key, value in told if value)
    return say("semicolon", lang).join([in_line(waived.reason), *more])


def model_sentence(rule: Rule) -> str:
    """Return a sentence that would answer the directive, from the examples of its rule."""
    return (rule.examples.addressed or rule.examples.operational)[0]


def clean(text: str) -> str:
    """Return text without control characters, direction overrides and lone surrogates."""
    return "".join(map(_shown, text))


def _shown(char: str) -> str:
    if char.isprintable():
        return char
    if char.isspace():
        return " "
    category = unicodedata.category(char)
    if category == "Cs" or char in "\ufffe\uffff":
        return "\ufffd"
    direction = "\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069"
    return "" if category == "Cc" or direction else char


def readable(text: str) -> list[tuple[int, str]]:
    """Return the characters of a text that a reader sees in one line, each with its offset.

    Wraps inside Chinese are undone, blanks made one, and nothing harmful is left.
    """
    wraps = {index for match in WRAP.finditer(text) for index in range(*match.span())}
    kept: list[tuple[int, str]] = []
    for index, char in enumerate(text):
        shown = "" if index in wraps else _shown(char)
        if shown and not (shown == " " and kept and kept[-1][1] == " "):
            kept.append((index, shown))
    return kept


def in_line(text: str) -> str:
    """Return text as one readable line, without blanks at its ends."""
    return "".join(shown for _, shown in readable(text)).strip()


def shorten(text: str, limit: int) -> str:
    """Return text cut to a number of characters, with an ellipsis where something was cut."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


@dataclass(frozen=True)
class View:
    """An assessment with a language, and the questions that reports put to it."""

    assessment: Assessment
    lang: Lang = "zh"

    @cached_property
    def _line_ends(self) -> list[int]:
        return [match.end() for match in LINE_END.finditer(self.assessment.outline.document.text)]

    def say(self, key: str, **values: object) -> str:
        """Return words of the catalogue in the report's language."""
        return say(key, self.lang, **values)

    def line(self, offset: int) -> int:
        """Return the line of an offset, from 1."""
        return bisect_right(self._line_ends, offset) + 1

    def place(self, evidence: Evidence) -> Place:
        """Return where an evidence sentence stands."""
        outline = self.assessment.outline
        sentence = outline.sentences[evidence.sentence]
        page = outline.paragraphs[sentence.paragraph].page
        line = self.line(evidence.span.start)
        return Place(line, sentence.paragraph + 1, page, outline.path(sentence.section))

    def where(self, evidence: Evidence) -> str:
        """Return the place of a sentence in words: its page if there is one, and its paragraph."""
        place = self.place(evidence)
        words = [self.say("page-n", n=place.page)] if place.page is not None else []
        return self.say("list").join([*words, self.say("paragraph-n", n=place.paragraph)])

    def text(self, span: Span) -> str:
        """Return the words of a span as one readable line."""
        return in_line(self.assessment.outline.document.slice(span))

    def path(self, section: int | None) -> str:
        """Return a section as its path of headings, for reading."""
        if section is None:
            return self.say("no-place")
        titles = tuple(shorten(in_line(title), 40) for title in self.assessment.outline.path(section))
        return " > ".join(titles) or self.say("whole-document")

    def lacking(self, finding: Finding) -> str:
        """Return what a gap lacks, listed; of an element that the plan commits to elsewhere, where that is."""
        names = finding.gap.lacking if finding.gap else ()
        return listed([name + self._apart(finding, name) for name in names], self.lang)

    def _apart(self, finding: Finding, element: str) -> str:
        said = (
            item
            for item in finding.evidence
            if item.stance is Stance.COMMIT
            and item.passage != finding.passage
            and element in (*item.elements, *item.titled)
        )
        item = next(said, None)
        return "" if item is None else self.say("bracket", text=self.say("apart", where=self.where(item)))

    def best_label(self, finding: Finding) -> str:
        """Return what the sentence shown for a gap is: the nearest one, or the one that contradicts."""
        return self.say("against" if finding.outcome is Outcome.CONTRADICTED else "best")

    def title(self) -> str:
        """Return the title of the plan, its file name where it has none."""
        outline = self.assessment.outline
        return in_line(outline.head.title or outline.document.title or outline.document.name)

    def scope(self) -> tuple[tuple[str, str], ...]:
        """Return what was judged against what, as pairs of label and value."""
        from align.report.wording import REGION_SOURCES, pick

        header, scope = self.assessment.ruleset.header, self.assessment.scope
        source = pick(REGION_SOURCES[scope.region_source], self.lang)
        region = (scope.region or "") + (self.say("bracket", text=source) if scope.region else source)
        return (
            (self.say("document"), self.title()),
            (self.say("superior"), f"{header.title}{self.say('bracket', text=header.date.isoformat())}"),
            (self.say("version"), f"{header.id} {header.version}"),
            (self.say("region"), region),
            (self.say("themes"), self.themes()),
            (self.say("as-of"), scope.as_of.isoformat()),
        )

    def themes(self) -> str:
        """Return the themes that were judged, in words."""
        chosen = self.assessment.scope.themes
        every = tuple(theme.theme for theme in self.assessment.ruleset.themes)
        if not chosen or set(chosen) >= set(every):
            return self.say("all-themes")
        return self.say("list").join(chosen)

    def counts(self) -> str:
        """Return the sentence that tells how many directives are met, gaps, waived and so on."""
        figures = tally(self.assessment)
        outcomes = {outcome.value: count for outcome, count in figures.outcomes.items()}
        return self.say("counts", binding=figures.binding, **outcomes)

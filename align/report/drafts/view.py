"""What every format of a comparison of two drafts shows: counts, sides, sentences in pieces."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from align.comparison import Change, Diff, Kind, Pair, Quote
from align.errors import Lang
from align.evidence import Stance
from align.judgement import Finding
from align.report.comparing import say
from align.report.view import View, readable
from align.report.wording import stance_name


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence; ``changed`` where the other draft has not these words."""

    text: str
    changed: bool


@dataclass(frozen=True)
class DraftsView:
    """A comparison with a language, and the questions that its formats put to it."""

    diff: Diff
    lang: Lang = "zh"

    @cached_property
    def old(self) -> View:
        """Return the old draft."""
        return View(self.diff.old, self.lang)

    @cached_property
    def new(self) -> View:
        """Return the new draft."""
        return View(self.diff.new, self.lang)

    def say(self, key: str, **values: object) -> str:
        """Return words in the language of the comparison."""
        return say(key, self.lang, **values)

    @cached_property
    def counts(self) -> dict[Kind, int]:
        """Return how many binding directives there are of each kind."""
        binding = [change for change in self.diff.changes if change.binding]
        return {kind: sum(change.kind is kind for change in binding) for kind in Kind}

    def unbound(self) -> tuple[Change, ...]:
        """Return the changes of directives that do not bind the new draft's region; --bind-all lets them bind."""
        return tuple(change for change in self.diff.told if change.new.reason == "region")

    def elements(self, change: Change) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the elements that the new draft lost and gained."""
        old, new = change.old.elements, change.new.elements
        lost = tuple(name for name in old if old[name] and not new.get(name))
        return lost, tuple(name for name in new if new[name] and not old.get(name))


def section(view: View, finding: Finding) -> tuple[str, ...] | None:
    """Return the headings above the passage that decides a finding, None where there is none."""
    if finding.passage is None:
        return None
    outline = view.assessment.outline
    return outline.path(outline.passages[finding.passage].section)


def heading(view: View, finding: Finding) -> str:
    """Return the headings above the passage that decides, for reading."""
    if finding.passage is None:
        return "—"
    at = view.assessment.outline.passages[finding.passage].section
    return view.path(at) if at else say("no-heading", view.lang)


def parts(view: View, quote: Quote) -> tuple[Part, ...]:
    """Return a sentence in pieces, those that the other draft has not marked."""
    start = quote.span.start

    def inside(offset: int) -> bool:
        return any(span.start <= start + offset < span.end for span in quote.changed)

    shown = readable(view.assessment.outline.document.slice(quote.span))
    groups = groupby(((inside(index), char) for index, char in shown), key=lambda pair: pair[0])
    return tuple(Part("".join(char for _, char in group), changed) for changed, group in groups)


def remark(view: DraftsView, pair: Pair, quote: Quote) -> str:
    """Return what must be said of a sentence besides its words: that it stands alone, or what it now does."""
    if pair.before is None or pair.after is None:
        return view.say("only-old" if pair.after is None else "only-new")
    if _stance(pair.before) == _stance(pair.after):
        return ""
    return stance_name(quote.evidence.stance, view.lang) if quote.evidence else view.say("no-evidence")


def _stance(quote: Quote) -> Stance | None:
    return quote.evidence.stance if quote.evidence else None


def where(view: View, quote: Quote) -> str:
    """Return the page and paragraph of a sentence, in words."""
    outline = view.assessment.outline
    paragraph = outline.sentences[quote.sentence].paragraph
    page = outline.paragraphs[paragraph].page
    words = [view.say("page-n", n=page)] if page is not None else []
    return view.say("list").join([*words, view.say("paragraph-n", n=paragraph + 1)])

"""A comparison of two drafts as one HTML file: what changed, and both texts side by side."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from align.comparison import Change, Diff, Kind, Pair, Quote, Sentences
from align.errors import Lang
from align.evidence import Stance
from align.judgement import Assessment, Level
from align.report import leaf
from align.report.comparing import KINDS, kind_of_change
from align.report.drafts.terminal import counts
from align.report.drafts.view import DraftsView, Part, heading, parts, remark, where
from align.report.view import View, in_line
from align.report.webpage import page

MARK_MOST = 0.5
"""Share of sentences without counterpart up to which they are marked from the start."""


@dataclass(slots=True)
class Note:
    """What is to be seen at a sentence of a text: the directives whose change it belongs to, whether it is here only."""

    rules: list[str] = field(default_factory=list)
    kinds: set[Kind] = field(default_factory=set)
    alone: bool = False

    @property
    def worst(self) -> str:
        """Return the gravest kind of change, an empty text for none."""
        return next((kind.value for kind in Kind if kind in self.kinds), "")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as an entry shows it; ``side`` is ``o`` or ``n``."""

    side: str
    sentence: int
    parts: tuple[Part, ...]
    where: str
    remark: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A change as the list shows it."""

    change: Change
    kind_name: str
    lost: tuple[str, ...]
    gained: tuple[str, ...]
    headings: tuple[str, str]
    pairs: tuple[tuple[Line | None, Line | None], ...]
    hay: str


@dataclass(frozen=True, slots=True)
class Side:
    """A text as a pane shows it."""

    key: str
    name: str
    view: View
    leaves: tuple[leaf.Leaf, ...]
    notes: dict[int, Note]
    alone: int
    total: int


def render(diff: Diff, lang: Lang = "zh") -> str:
    """Return the comparison as one HTML document."""
    view = DraftsView(diff, lang)
    entries = tuple(_entry(view, change) for change in diff.told)
    sides = _sides(view)
    share = max(side.alone / max(1, side.total) for side in sides)
    return page(
        "drafts.html.j2",
        ("report.css", "drafts.css"),
        "drafts.js",
        lang,
        view=view,
        entries=entries,
        sides=sides,
        counts=counts(view),
        kinds=[
            (kind, kind_of_change(kind, lang), view.counts[kind]) for kind in KINDS if kind is not Kind.KEPT
        ],
        unbound=len(view.unbound()),
        marking=share <= MARK_MOST,
        levels=list(Level),
        themes=list(zip(diff.old.coverage.themes, diff.new.coverage.themes, strict=True)),
    )


def _entry(view: DraftsView, change: Change) -> Entry:
    lost, gained = view.elements(change)
    pairs = tuple((_line(view, pair, pair.before), _line(view, pair, pair.after)) for pair in change.pairs)
    words = "".join(part.text for both in pairs for line in both if line for part in line.parts)
    rule = change.new.rule
    return Entry(
        change=change,
        kind_name=kind_of_change(change.kind, view.lang),
        lost=lost,
        gained=gained,
        headings=(heading(view.old, change.old), heading(view.new, change.new)),
        pairs=pairs,
        hay=in_line(f"{rule.id} {rule.title} {words}").lower(),
    )


def _line(view: DraftsView, pair: Pair, quote: Quote | None) -> Line | None:
    if quote is None:
        return None
    side, key = (view.old, "o") if quote is pair.before else (view.new, "n")
    return Line(key, quote.sentence, parts(side, quote), where(side, quote), remark(view, pair, quote))


def _sides(view: DraftsView) -> tuple[Side, Side]:
    old, new = Sentences(view.diff.old.outline), Sentences(view.diff.new.outline)
    return (
        _side("o", view.say("old"), view.old, _notes(view.diff, "before", old, new)),
        _side("n", view.say("new"), view.new, _notes(view.diff, "after", new, old)),
    )


def _notes(diff: Diff, side: str, own: Sentences, other: Sentences) -> dict[int, Note]:
    notes: dict[int, Note] = defaultdict(Note)
    for index, text in enumerate(own.keys):
        if text not in other:
            notes[index].alone = True
    for change in diff.told:
        for pair in change.pairs:
            quote: Quote | None = getattr(pair, side)
            if quote is not None:
                notes[quote.sentence].rules.append(change.rule)
                notes[quote.sentence].kinds.add(change.kind)
    return dict(notes)


def _side(key: str, name: str, text: View, notes: dict[int, Note]) -> Side:
    # A leaf is cut at the sentences that are lit; what lights them is told by the notes.
    lit = {index: leaf.Lit(Level.ABSENT, Stance.COMMIT, tuple(note.rules)) for index, note in notes.items()}
    alone = sum(note.alone for note in notes.values())
    return Side(key, name, text, leaf.leaves(text, lit), notes, alone, _sentences(text.assessment))


def _sentences(assessment: Assessment) -> int:
    return len(assessment.outline.sentences)

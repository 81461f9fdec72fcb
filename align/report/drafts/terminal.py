"""A comparison of two drafts as text for a terminal, a pipe or a log."""

from __future__ import annotations

from align.comparison import Change, Diff, Kind, Pair, Quote
from align.errors import Lang
from align.judgement import Finding
from align.report.comparing import kind_of_change
from align.report.drafts.view import DraftsView, heading, parts, remark
from align.report.terminal import STYLES, Page
from align.report.view import View, in_line
from align.report.wording import level_name, listed, percent

MOVED_SHOWN = 10
PAIRS_SHOWN = 3
COLOURS = {
    Kind.CONTRADICTED: "bold red",
    Kind.LOST: "bold red",
    Kind.WEAKENED: "yellow",
    Kind.MOVED: "cyan",
    Kind.STRENGTHENED: "green",
    Kind.GAINED: "bold green",
}
Styled = str | tuple[str, str]


def render(diff: Diff, lang: Lang = "zh", *, width: int | None = None, colour: bool = False) -> str:
    """Return the comparison as text; words of one draft alone stand in [-…-] and {+…+}, or in colour."""
    view, page = DraftsView(diff, lang), Page(width, colour)
    _head(page, view, colour)
    shown = [change for change in diff.told if change.binding]
    if not shown:
        page.line(view.say("no-changes"))
    for kind in COLOURS:
        _kind(page, view, kind, [change for change in shown if change.kind is kind], colour)
    if unbound := view.unbound():
        page.line()
        page.line(view.say("unbound-changes", n=len(unbound)))
    return page.text().rstrip("\n") + "\n"


def _head(page: Page, view: DraftsView, colour: bool) -> None:
    colon = view.say("colon")
    page.line((view.say("diff"), "bold"))
    for key, side in (("old", view.old), ("new", view.new)):
        name = in_line(side.assessment.outline.document.name)
        page.line(f"{view.say(key)}{colon}{side.title()}{view.say('bracket', text=name)}")
        for notice in side.assessment.notices:
            text = notice.say(view.lang)
            page.line((f"  {view.say('notice')}{colon}", "bold yellow"), in_line(text))
    old, new = view.diff.old.coverage, view.diff.new.coverage
    page.line(
        f"{view.say('coverage')}{colon}{percent(old.ratio)} → {percent(new.ratio)}",
        f"  {view.say('depth')}{colon}{percent(old.depth)} → {percent(new.depth)}",
    )
    page.line(counts(view))
    if not colour:
        page.line(view.say("legend-diff"))
    page.line()


def counts(view: DraftsView) -> str:
    """Return the sentence that tells how many directives changed in which way."""
    words = [
        view.say("kind-count", kind=kind_of_change(kind, view.lang), n=count)
        for kind, count in view.counts.items()
    ]
    binding = sum(view.counts.values())
    return view.say("binding-changes", n=binding) + listed(words, view.lang)


def _kind(page: Page, view: DraftsView, kind: Kind, changes: list[Change], colour: bool) -> None:
    if not changes:
        return
    page.line((f"{kind_of_change(kind, view.lang)}{view.say('bracket', text=len(changes))}", COLOURS[kind]))
    most = MOVED_SHOWN if kind is Kind.MOVED else len(changes)
    for change in changes[:most]:
        _change(page, view, change, colour)
    if len(changes) > most:
        page.line(view.say("more-moved", n=len(changes) - most), indent=2)
    page.line()


def _change(page: Page, view: DraftsView, change: Change, colour: bool) -> None:
    rule = change.new.rule
    page.line(
        (f"{rule.id} {in_line(rule.title)}", "bold"), "  ", *_levels(view, change.old, change.new), indent=2
    )
    if change.kind is Kind.MOVED:
        page.line(f"{heading(view.old, change.old)} → {heading(view.new, change.new)}", indent=6)
        return
    lost, gained = view.elements(change)
    for key, names in (("lost-elements", lost), ("gained-elements", gained)):
        if names:
            page.line(f"{view.say(key)}{view.say('colon')}{listed(names, view.lang)}", indent=6)
    for pair in change.pairs[:PAIRS_SHOWN]:
        _pair(page, view, pair, colour)


def _levels(view: DraftsView, old: Finding, new: Finding) -> tuple[Styled, ...]:
    return (_level(view, old), " → ", _level(view, new))


def _level(view: DraftsView, finding: Finding) -> tuple[str, str]:
    copied = view.say("bracket", text=view.say("copied")) if finding.copied else ""
    return level_name(finding.level, view.lang) + copied, STYLES[finding.level]


def _pair(page: Page, view: DraftsView, pair: Pair, colour: bool) -> None:
    for key, side, quote, marks, style in (
        ("before", view.old, pair.before, ("[-", "-]"), "red strike"),
        ("after", view.new, pair.after, ("{+", "+}"), "green underline"),
    ):
        if quote is None:
            continue
        told = remark(view, pair, quote)
        words = _words(side, quote, ("", "") if colour else marks, style)
        page.line(
            f"{view.say(key)}{view.say('colon')}",
            *words,
            view.say("bracket", text=told) if told else "",
            indent=6,
        )


def _words(view: View, quote: Quote, marks: tuple[str, str], style: str) -> list[Styled]:
    return [
        (f"{marks[0]}{part.text}{marks[1]}", style) if part.changed else part.text
        for part in parts(view, quote)
    ]

"""A comparison of two drafts as Markdown for a merge request: what became worse open, the rest folded."""

from __future__ import annotations

from collections.abc import Iterator

from align.comparison import Change, Diff, Kind, Pair
from align.errors import Lang
from align.report.comparing import kind_of_change
from align.report.drafts.terminal import counts
from align.report.drafts.view import DraftsView, Part, heading, parts, remark
from align.report.markdown import escape, table
from align.report.wording import level_name, percent

OPEN = (Kind.CONTRADICTED, Kind.LOST, Kind.WEAKENED)
ORDER = (*OPEN, Kind.GAINED, Kind.STRENGTHENED, Kind.MOVED)
PAIRS_SHOWN = 3


def render(diff: Diff, lang: Lang = "zh") -> str:
    """Return the comparison as GitHub-flavoured Markdown; words of one draft alone are struck out or bold."""
    view = DraftsView(diff, lang)
    return "\n\n".join([*_head(view), *_kinds(view), *_rest(view)]) + "\n"


def _head(view: DraftsView) -> Iterator[str]:
    colon = view.say("colon")
    yield f"## {escape(view.say('diff'))}{colon}{escape(view.old.title())} → {escape(view.new.title())}"
    for side in (view.old, view.new):
        for notice in side.assessment.notices:
            yield f"> **{view.say('notice')}** {escape(notice.say(view.lang))}"
    yield escape(counts(view))
    old, new = view.diff.old.coverage, view.diff.new.coverage
    rows = [
        [
            f"{after.id} {escape(after.title)}",
            percent(before.ratio),
            percent(after.ratio),
            f"{before.met}/{before.binding}",
            f"{after.met}/{after.binding}",
        ]
        for before, after in zip(old.themes, new.themes, strict=True)
    ]
    total = [
        f"**{view.say('total')}**",
        f"**{percent(old.ratio)}**",
        f"**{percent(new.ratio)}**",
        f"**{old.met}/{old.binding}**",
        f"**{new.met}/{new.binding}**",
    ]
    covered, met = view.say("coverage"), view.say("met")
    labels = [view.say("theme")] + [
        f"{what}{view.say('bracket', text=view.say(side))}"
        for what in (covered, met)
        for side in ("before", "after")
    ]
    yield table(labels, [*rows, total], "lrrrr")


def _kinds(view: DraftsView) -> Iterator[str]:
    shown = [change for change in view.diff.told if change.binding]
    if not shown:
        yield escape(view.say("no-changes"))
    for kind in ORDER:
        changes = [change for change in shown if change.kind is kind]
        if not changes:
            continue
        title = f"{kind_of_change(kind, view.lang)}{view.say('bracket', text=len(changes))}"
        body = "\n".join(_item(view, change) for change in changes)
        if kind in OPEN:
            yield f"### {escape(title)}"
            yield body
        else:
            yield f"<details>\n<summary>{title}</summary>\n\n{body}\n\n</details>"


def _rest(view: DraftsView) -> Iterator[str]:
    from align import __version__

    if unbound := view.unbound():
        yield escape(view.say("unbound-changes", n=len(unbound)))
    yield f"<sub>{escape(view.say('machine', version=__version__))}</sub>"


def _item(view: DraftsView, change: Change) -> str:
    rule = change.new.rule
    levels = f"{level_name(change.old.level, view.lang)} → {level_name(change.new.level, view.lang)}"
    lines = [f"- **{rule.id} {escape(rule.title)}** {view.say('bracket', text=levels)}"]
    if change.kind is Kind.MOVED:
        lines.append(f"  {escape(heading(view.old, change.old))} → {escape(heading(view.new, change.new))}")
        return "  \n".join(lines)
    for pair in change.pairs[:PAIRS_SHOWN]:
        lines += _pair(view, pair)
    return "  \n".join(lines)


def _pair(view: DraftsView, pair: Pair) -> Iterator[str]:
    for key, side, quote, tag in (
        ("before", view.old, pair.before, "del"),
        ("after", view.new, pair.after, "ins"),
    ):
        if quote is not None:
            told = remark(view, pair, quote)
            words = "".join(_part(part, tag) for part in parts(side, quote))
            tail = escape(view.say("bracket", text=told)) if told else ""
            yield f"  {view.say(key)}{view.say('colon')}{words}{tail}"


def _part(part: Part, tag: str) -> str:
    # HTML, since ** and ~~ beside punctuation take no effect in CommonMark.
    inner = escape(part.text)
    return f"<{tag}>{inner}</{tag}>" if part.changed else inner

"""A comparison of two drafts as Markdown for a merge request: what became worse open, the rest folded."""

from __future__ import annotations

from collections.abc import Iterator

from align.comparison import Change, Diff, Kind, Quote
from align.errors import Lang
from align.report.comparing import kind_of_change
from align.report.drafts.terminal import counts
from align.report.drafts.view import DraftsView, heading, parts
from align.report.markdown import escape, table
from align.report.view import View, in_line
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
            yield f"> **{view.say('notice')}** {escape(notice.zh if view.lang == 'zh' else notice.en)}"
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
        f"{what}{view.say('bracket', text=view.say(side))}" for what in (covered, met) for side in ("before", "after")
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
        lines.append(f"  {view.say('before')}{view.say('colon')}{_words(view, view.old, pair.before, '~~')}")
        lines.append(f"  {view.say('after')}{view.say('colon')}{_words(view, view.new, pair.after, '**')}")
    return "  \n".join(lines)


def _words(view: DraftsView, side: View, quote: Quote | None, mark: str) -> str:
    if quote is None:
        return f"*{escape(view.say('no-counterpart'))}*"
    return "".join(_part(part.text, mark if part.changed else "") for part in parts(side, quote))


def _part(text: str, mark: str) -> str:
    inner = escape(text)
    # Marks beside punctuation do not take effect in CommonMark; HTML does.
    tags = {"~~": ("<del>", "</del>"), "**": ("<ins>", "</ins>"), "": ("", "")}[mark]
    return f"{tags[0]}{inner}{tags[1]}" if in_line(text) else text

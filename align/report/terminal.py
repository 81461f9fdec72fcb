"""The assessment as text for a terminal, a pipe or a log.

Its own words and marks can all be shown on a GBK console; what the document brings along and a console
cannot show is for the writer of the stream to replace.
"""

from __future__ import annotations

from io import StringIO

from align.errors import Lang
from align.judgement import Assessment, Finding, Level, Outcome
from align.report.view import View, best_evidence, gaps, in_line, shorten, waived_text
from align.report.wording import level_name, outcome_name, percent

BAR = 24
SHORTEST_BAR = 6
BAR_FULL = "█"
QUOTE_LIMIT = 120
STYLES = {
    Level.ABSENT: "red",
    Level.MENTIONED: "magenta",
    Level.PARTIAL: "yellow",
    Level.ADDRESSED: "green",
    Level.OPERATIONAL: "bold green",
}


def render(
    assessment: Assessment,
    lang: Lang = "zh",
    *,
    width: int | None = None,
    colour: bool = False,
    limit: int = 10,
) -> str:
    """Return the report as text: notices, coverage by theme as bars, the worst gaps; of too little text the notices alone.

    ``width`` wraps lines to so many columns, None leaves them whole; ``colour`` adds ANSI codes;
    ``limit`` is how many gaps are shown.
    """
    view = View(assessment, lang)
    page = Page(width, colour)
    _head(page, view)
    if any(notice.code == "short" for notice in assessment.notices):
        # The figures of a text that is too short to judge would be read as a judgement.
        return page.text()
    _coverage(page, view)
    _gaps(page, view, limit)
    return page.text()


class Page:
    """Lines of styled text, with an indent that wrapped lines keep."""

    def __init__(self, width: int | None, colour: bool) -> None:
        from rich.console import Console

        self._buffer = StringIO()
        self.width = width
        self._wrap = width is not None
        self._console = Console(
            file=self._buffer,
            width=width or 10_000,
            force_terminal=colour,
            color_system="standard" if colour else None,
            no_color=not colour,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )

    def line(self, *parts: str | tuple[str, str], indent: int = 0) -> None:
        """Add a line of parts, each a text or a text and its style."""
        from rich.padding import Padding
        from rich.text import Text

        text = Text.assemble(*parts)
        if not text.plain:
            self._buffer.write("\n")
            return
        if not self._wrap:
            self._console.print(Text(" " * indent).append_text(text), soft_wrap=True)
            return
        self._console.print(Padding(text, (0, 0, 0, indent), expand=False))

    def text(self) -> str:
        """Return all lines, without blanks at their ends."""
        return "\n".join(line.rstrip() for line in self._buffer.getvalue().splitlines()) + "\n"


def columns(text: str, width: int) -> str:
    """Return text padded to a number of terminal columns, where a Chinese character takes two."""
    from rich.cells import cell_len

    return text + " " * max(0, width - cell_len(text))


def _head(page: Page, view: View) -> None:
    colon = view.say("colon")
    page.line((view.title(), "bold"))
    for label, value in view.scope()[1:]:
        page.line(f"{label}{colon}{in_line(value)}")
    for notice in view.assessment.notices:
        text = notice.say(view.lang)
        page.line((f"{view.say('notice')}{colon}", "bold yellow"), in_line(text))
    page.line()


def _coverage(page: Page, view: View) -> None:
    from rich.cells import cell_len

    coverage = view.assessment.coverage
    colon = view.say("colon")
    if coverage.ratio is None:
        page.line(view.say("nothing-binds"))
    else:
        page.line(
            (f"{view.say('coverage')}{colon}{percent(coverage.ratio)}", "bold"),
            f"  {view.say('depth')}{colon}{percent(coverage.depth)}",
        )
    page.line(view.counts())
    page.line()
    names = [f"{theme.id} {theme.title}" for theme in coverage.themes]
    width = max((cell_len(name) for name in names), default=0)
    figures = [
        f"  {percent(theme.ratio):>6}  {theme.met:>3}/{theme.binding:<3}  " for theme in coverage.themes
    ]
    longest = BAR
    if page.width is not None:
        # A theme keeps to its line: bars shrink with the console, and then names are cut.
        room = page.width - max(map(cell_len, figures), default=0)
        longest = max(SHORTEST_BAR, min(BAR, room - width))
        width = max(1, min(width, room - longest))
    for name, figure, theme in zip(names, figures, coverage.themes, strict=True):
        # The bar ends the line: consoles disagree on how wide its character is.
        bar = BAR_FULL * round(longest * (theme.ratio or 0))
        page.line(_fitted(name, width) + figure, (bar, "cyan"))
    page.line()


def _fitted(name: str, width: int) -> str:
    from rich.cells import cell_len, set_cell_size

    return columns(name, width) if cell_len(name) <= width else set_cell_size(name, width - 1) + "…"


def _gaps(page: Page, view: View, limit: int) -> None:
    found = gaps(view.assessment)
    if not found:
        if view.assessment.coverage.binding:
            page.line(view.say("no-gaps"))
        _waived(page, view)
        return
    shown = found[:limit]
    page.line((view.say("worst", total=len(found), shown=len(shown)), "bold"))
    for number, finding in enumerate(shown, 1):
        page.line()
        _gap(page, view, finding, number)
    page.line()
    rest = len(found) - len(shown)
    key = "more" if rest else "explain-hint"
    page.line(view.say(key, n=rest, id=found[0].rule.id))
    _waived(page, view)


def _gap(page: Page, view: View, finding: Finding, number: int) -> None:
    lang, colon = view.lang, view.say("colon")
    state = level_name(finding.level, lang)
    if finding.outcome is Outcome.CONTRADICTED:
        state = outcome_name(finding.outcome, lang)
    if finding.copied:
        state += f", {view.say('copied')}" if lang == "en" else f"，{view.say('copied')}"
    page.line(
        f"{number:>2}. ",
        (f"{finding.rule.id} {in_line(finding.rule.title)}", "bold"),
        "  ",
        (state, STYLES[finding.level]),
    )
    for label, value in gap_lines(view, finding):
        page.line(f"{label}{colon}{value}", indent=4)


def gap_lines(view: View, finding: Finding) -> tuple[tuple[str, str], ...]:
    """Return what a reader must know of a gap, as pairs of label and value."""
    lines = [(view.say("quote"), in_line(finding.rule.source.quote))]
    if finding.gap is None:
        return tuple(lines)
    if finding.gap.lacking:
        lines.append((view.say("lacking"), view.lacking(finding)))
    lines.append((view.say("nearest"), view.path(finding.gap.section)))
    lines.append((view.best_label(finding), best_sentence(view, finding)))
    return tuple(lines)


def best_sentence(view: View, finding: Finding, limit: int = QUOTE_LIMIT) -> str:
    """Return the best sentence found for a gap, quoted with its place."""
    best = best_evidence(finding)
    if best is None:
        return view.say("nothing-found")
    quoted = view.say("open-quote") + shorten(view.text(best.span), limit) + view.say("close-quote")
    return quoted + view.say("bracket", text=view.where(best))


def _waived(page: Page, view: View) -> None:
    found = [item for item in view.assessment.findings if item.outcome is Outcome.WAIVED]
    if not found:
        return
    page.line()
    page.line((f"{outcome_name(Outcome.WAIVED, view.lang)} ({len(found)})", "bold"))
    for finding in found:
        page.line(
            f"{finding.rule.id} {finding.rule.title}{view.say('colon')}{waived_text(finding, view.lang)}",
            indent=4,
        )


def explain(
    assessment: Assessment,
    rule_id: str,
    lang: Lang = "zh",
    *,
    width: int | None = None,
    colour: bool = False,
) -> str:
    """Return why a directive was judged as it was, down to the cues.

    Raises SettingsError where there is no such rule.
    """
    from align.report.explanation import explain as write

    return write(View(assessment, lang), rule_id, Page(width, colour))

"""The gaps as the attachment of an official letter: figures, gaps by theme, all directives in an appendix."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from align.document.numbering import counting
from align.errors import Lang
from align.judgement import Assessment, Finding, Level, Outcome
from align.report.terminal import best_sentence
from align.report.view import View, best_evidence, clean, gaps, in_line, model_sentence, tally, waived_text
from align.report.wording import kind_name, level_name, outcome_name, percent
from align.report.wordpage import Sheet
from align.report.zipped import dated

if TYPE_CHECKING:
    from align.ruleset import Theme

GAP_WIDTHS = (1.3, 4.2, 1.9, 2.7, 2.9, 2.6)
APPENDIX_WIDTHS = (1.9, 5.9, 1.4, 2.1, 1.7, 2.6)


def render(assessment: Assessment, lang: Lang = "zh") -> bytes:
    """Return the report as a Word file."""
    view = View(assessment, lang)
    sheet = Sheet(clean(view.title()))
    _opening(sheet, view)
    _summary(sheet, view)
    _gaps(sheet, view)
    _waived(sheet, view)
    _appendix(sheet, view)
    buffer = BytesIO()
    sheet.save(buffer)
    return dated(buffer.getvalue(), assessment.scope.as_of)


def _opening(sheet: Sheet, view: View) -> None:
    header = view.assessment.ruleset.header
    superior = f"《{header.title}》" if view.lang == "zh" else f"“{header.title}”"
    sheet.label(view.say("attachment"))
    sheet.title(view.say("word-title", title=view.title()))
    opening = view.say("opening", superior=superior, rules=len(view.assessment.findings), title=view.title())
    sheet.text(in_line(opening) + view.counts() + view.say("stop"))
    for label, value in view.scope()[2:]:
        sheet.text(f"{label}{view.say('colon')}{in_line(value)}", indent=True)
    for notice in view.assessment.notices:
        sheet.text(f"{view.say('notice')}{view.say('colon')}{notice.say(view.lang)}")


def _summary(sheet: Sheet, view: View) -> None:
    coverage, figures = view.assessment.coverage, tally(view.assessment)
    sheet.chapter(view.say("chapter-summary"))
    head = [view.say(key) for key in ("theme", "coverage", "depth", "binding", "met", "gaps")]
    rows = [
        [
            f"{theme.id} {theme.title}",
            percent(theme.ratio),
            percent(theme.depth),
            str(theme.binding),
            str(theme.met),
            str(tally(view.assessment, theme.id).gaps),
        ]
        for theme in coverage.themes
    ]
    total = [view.say("total"), percent(coverage.ratio), percent(coverage.depth)]
    rows.append([*total, str(coverage.binding), str(coverage.met), str(figures.gaps)])
    sheet.table(head, rows, (5.6, 2.0, 2.0, 2.0, 2.0, 2.0), last_bold=True)
    sheet.note(view.say("credit"))
    head = [level_name(level, view.lang) for level in Level]
    sheet.table(head, [[str(figures.levels[level]) for level in Level]], (3.12,) * len(Level))
    head = [outcome_name(outcome, view.lang) for outcome in Outcome]
    sheet.table(head, [[str(figures.outcomes[outcome]) for outcome in Outcome]], (3.12,) * len(Outcome))


def _gaps(sheet: Sheet, view: View) -> None:
    sheet.chapter(view.say("chapter-gaps"))
    found = gaps(view.assessment)
    if not found:
        sheet.text(view.say("no-gaps") if view.assessment.coverage.binding else view.say("nothing-binds"))
        return
    number = 0
    for theme in view.assessment.ruleset.themes:
        own = [finding for finding in found if finding.theme == theme.theme]
        if own:
            number += 1
            _theme(sheet, view, theme, own, number)


def _theme(sheet: Sheet, view: View, theme: Theme, own: Sequence[Finding], number: int) -> None:
    shown = counting(number) if view.lang == "zh" else str(number)
    sheet.section(view.say("theme-gaps", number=shown, id=theme.theme, title=theme.title, n=len(own)))
    head = [view.say(key) for key in ("number", "directive", "level", "lacking", "nearest", "model")]
    rows: list[list[str]] = []
    for index, finding in enumerate(own, 1):
        rows.append(_gap(view, finding, index))
        # A row of one cell spans the table: the sentence found, below the gap that it belongs to.
        if best_evidence(finding):
            rows.append([f"{view.best_label(finding)}{view.say('colon')}{best_sentence(view, finding, 200)}"])
    sheet.table(head, rows, GAP_WIDTHS)


def _gap(view: View, finding: Finding, index: int) -> list[str]:
    rule = finding.rule
    state = level_name(finding.level, view.lang)
    if finding.outcome is Outcome.CONTRADICTED:
        state = outcome_name(finding.outcome, view.lang)
    if finding.copied:
        state += view.say("bracket", text=view.say("copied"))
    nearest = view.path(finding.gap.section) if finding.gap else ""
    directive = f"{rule.id} {rule.title}"
    return [str(index), directive, state, view.lacking(finding), nearest, model_sentence(rule)]


def _waived(sheet: Sheet, view: View) -> None:
    found = [item for item in view.assessment.findings if item.outcome is Outcome.WAIVED]
    if found:
        sheet.chapter(view.say("chapter-waived"))
        rows = [[item.rule.id, item.rule.title, waived_text(item, view.lang)] for item in found]
        sheet.table([view.say(key) for key in ("id", "directive", "waived")], rows, (2.0, 5.0, 8.6))


def _appendix(sheet: Sheet, view: View) -> None:
    sheet.chapter(view.say("chapter-appendix"), new_page=True)
    head = [view.say(key) for key in ("id", "directive", "kind", "level", "outcome", "basis")]
    sheet.table(head, list(_all(view)), APPENDIX_WIDTHS)
    sheet.note(view.say("machine", version=_version()))


def _all(view: View) -> Iterator[list[str]]:
    for finding in view.assessment.findings:
        best = best_evidence(finding)
        rule = finding.rule
        yield [
            rule.id,
            rule.source.quote,
            kind_name(rule.kind, view.lang),
            level_name(finding.level, view.lang),
            outcome_name(finding.outcome, view.lang),
            view.where(best) if best else "—",
        ]


def _version() -> str:
    from align import __version__

    return __version__

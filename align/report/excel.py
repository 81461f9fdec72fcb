"""The traceability matrix as an Excel workbook: every directive, all evidence, the figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from align.errors import Lang
from align.evidence import Evidence
from align.judgement import Assessment, Finding, Level, Outcome
from align.report.explanation import cues_text, elements_met, means_text
from align.report.view import (
    View,
    best_evidence,
    clean,
    in_line,
    means_of,
    model_sentence,
    tally,
    waived_text,
)
from align.report.wording import (
    MEANS,
    kind_name,
    level_name,
    listed,
    means_name,
    outcome_name,
    reason_text,
    stance_name,
)
from align.report.zipped import dated

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | float | None
FILLS = {
    Level.ABSENT: "FBE3E1",
    Level.MENTIONED: "EFE3F6",
    Level.PARTIAL: "FDEBBD",
    Level.ADDRESSED: "CDEED9",
    Level.OPERATIONAL: "7CCBA2",
}
OUTCOME_FILLS = {Outcome.GAP: "FBE3E1", Outcome.CONTRADICTED: "F2A49B", Outcome.WAIVED: "E6EDF4"}
MATRIX_WIDTHS = (9, 7, 24, 7, 34, 8, 8, 12, 9, 16, 24, 24, 48, 8, 30, 7, 7, 18, 14, 22, 18, 30, 34, 24)
EVIDENCE_WIDTHS = (9, 24, 12, 60, 9, 34, 7, 7, 7, 26, 24, 26, 30)
LINE_POINTS, MOST_LINES = 16.5, 9
FORMULA = ("=", "+", "-", "@")
LONGEST = 32_767
"""Characters that a cell of Excel holds."""


def render(assessment: Assessment, lang: Lang = "zh") -> bytes:
    """Return the workbook: the matrix, the evidence, the summary."""
    from openpyxl import Workbook

    view = View(assessment, lang)
    book = Workbook()
    book.properties.creator = "align"
    book.properties.title = clean(view.title())
    book.remove(book.worksheets[0])
    matrix = book.create_sheet(view.say("matrix"))
    _fill(
        matrix,
        matrix_head(view),
        [matrix_row(view, finding) for finding in assessment.findings],
        MATRIX_WIDTHS,
    )
    _colour(matrix, view)
    _fill(
        book.create_sheet(view.say("evidence-sheet")),
        evidence_head(view),
        list(evidence_rows(view)),
        EVIDENCE_WIDTHS,
    )
    _summary(book, view)
    buffer = BytesIO()
    book.save(buffer)
    return dated(buffer.getvalue(), assessment.scope.as_of)


def matrix_head(view: View) -> list[str]:
    """Return the names of the columns of the matrix."""
    keys = ["id", "theme", "title", "kind", "quote", "source", "binding", "level", "outcome", "reason"]
    keys += ["elements-met", "lacking", "best-evidence", "stance", "section", "page", "paragraph"]
    means = [means_name(kind, view.lang) for kind in MEANS]
    return [*map(view.say, keys), *means, *map(view.say, ("nearest", "model", "waived"))]


def matrix_row(view: View, finding: Finding) -> list[Value]:
    """Return the row of a directive; one without evidence has its row too."""
    rule, lang = finding.rule, view.lang
    met = [name for name, state in finding.elements.items() if state]
    lacking = [name for name, state in finding.elements.items() if not state]
    return [
        rule.id,
        finding.theme,
        rule.title,
        kind_name(rule.kind, lang),
        rule.source.quote,
        view.say("source-n", n=rule.source.paragraph),
        view.say("yes" if finding.binding else "no"),
        level_name(finding.level, lang),
        outcome_name(finding.outcome, lang),
        reason_text(finding.reason, lang),
        listed(met, lang),
        listed(lacking, lang),
        *_best(view, finding),
        *(listed(means_of(finding, kind), lang) for kind in MEANS),
        view.path(finding.gap.section) if finding.gap else "",
        model_sentence(rule) if finding.gap else "",
        waived_text(finding, view.lang),
    ]


def _best(view: View, finding: Finding) -> list[Value]:
    best = best_evidence(finding)
    if best is None:
        return ["", "", "", None, None]
    place = view.place(best)
    section = view.path(view.assessment.outline.sentences[best.sentence].section)
    return [view.text(best.span), stance_name(best.stance, view.lang), section, place.page, place.paragraph]


def evidence_head(view: View) -> list[str]:
    """Return the names of the columns of the evidence."""
    keys = ("id", "title", "level", "sentence", "stance", "section", "page", "paragraph", "line")
    return list(map(view.say, (*keys, "elements-met", "mentions", "cues", "means")))


def evidence_rows(view: View) -> Iterator[list[Value]]:
    """Yield a row for each pair of directive and sentence, in rule order."""
    for finding in view.assessment.findings:
        for evidence in finding.evidence:
            yield _evidence_row(view, finding, evidence)


def _evidence_row(view: View, finding: Finding, evidence: Evidence) -> list[Value]:
    place = view.place(evidence)
    return [
        finding.rule.id,
        finding.rule.title,
        level_name(finding.level, view.lang),
        view.text(evidence.span),
        stance_name(evidence.stance, view.lang),
        view.path(view.assessment.outline.sentences[evidence.sentence].section),
        place.page,
        place.paragraph,
        place.line,
        elements_met(view, evidence),
        listed(list(dict.fromkeys(item.term for item in evidence.mentions)), view.lang),
        cues_text(view, evidence),
        means_text(view, evidence),
    ]


def _fill(
    sheet: Worksheet, head: Sequence[str], rows: Sequence[Sequence[Value]], widths: Sequence[int]
) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    _write(sheet, 1, head)
    for cell in sheet[1]:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="0B4F96")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    for number, row in enumerate(rows, 2):
        _write(sheet, number, row)
        for cell in sheet[number]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border = Border(bottom=Side("thin", color="D4DAE1"))
        sheet.row_dimensions[number].height = _height(row, widths)
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "D2"
    sheet.auto_filter.ref = sheet.dimensions
    _printed(sheet)


def _height(row: Sequence[Value], widths: Sequence[int]) -> float:
    """Return the height in points at which the longest cell of a row shows, up to a bound."""
    from rich.cells import cell_len

    lines = [-(-cell_len(str(value or "")) // (width - 1)) for value, width in zip(row, widths, strict=True)]
    return LINE_POINTS * min(max(1, *lines), MOST_LINES)


def _printed(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
    _one_page_wide(sheet)
    sheet.print_title_rows = "1:1"
    if sheet.oddFooter is not None and sheet.oddFooter.center is not None:
        sheet.oddFooter.center.text = "&P / &N"


def _one_page_wide(sheet: Worksheet) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _write(sheet: Worksheet, number: int, row: Sequence[Value]) -> None:
    for column, value in enumerate(row, 1):
        put(sheet.cell(number, column), value)


def put(cell: Cell | MergedCell, value: Value) -> None:
    """Write a value; text stays text, also where it looks like a formula."""
    if not isinstance(value, str):
        cell.value = value
        return
    text = in_line(value)[:LONGEST]
    cell.value = text
    cell.data_type = "s"
    if text.startswith(FORMULA):
        cell.quotePrefix = True


def _colour(sheet: Worksheet, view: View) -> None:
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles import PatternFill
    from openpyxl.styles.differential import DifferentialStyle
    from openpyxl.utils import get_column_letter

    head = matrix_head(view)
    names = {level_name(level, view.lang): fill for level, fill in FILLS.items()}
    outcomes = {outcome_name(outcome, view.lang): fill for outcome, fill in OUTCOME_FILLS.items()}
    for key, fills in (("level", names), ("outcome", outcomes)):
        column = get_column_letter(head.index(view.say(key)) + 1)
        for name, fill in fills.items():
            look = DifferentialStyle(fill=PatternFill(bgColor=fill))
            rule = Rule(type="cellIs", operator="equal", formula=[f'"{name}"'], dxf=look)
            sheet.conditional_formatting.add(f"{column}2:{column}{sheet.max_row}", rule)


def _summary(book: Workbook, view: View) -> None:
    from openpyxl.styles import Alignment, Font

    sheet = book.create_sheet(view.say("summary"))
    for number, (row, form) in enumerate(_summary_rows(view), 1):
        _write(sheet, number, row)
        for cell in sheet[number]:
            cell.font = Font(bold=form == "head")
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(cell.value, float):
                cell.number_format = "0.0%"
    for column, width in zip("ABCDE", (30, 44, 14, 14, 14), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.page_setup.orientation = "landscape"
    _one_page_wide(sheet)


def _summary_rows(view: View) -> Iterator[tuple[list[Value], str]]:
    coverage, figures = view.assessment.coverage, tally(view.assessment)
    for label, value in view.scope():
        yield [label, value], "row"
    for notice in view.assessment.notices:
        yield [view.say("notice"), notice.say(view.lang)], "row"
    yield [], "row"
    yield [view.say(key) for key in ("id", "theme", "coverage", "depth", "met", "binding")], "head"
    for theme in coverage.themes:
        yield [theme.id, theme.title, theme.ratio, theme.depth, theme.met, theme.binding], "row"
    yield ["", view.say("total"), coverage.ratio, coverage.depth, coverage.met, coverage.binding], "head"
    yield [], "row"
    for level, count in figures.levels.items():
        yield [level_name(level, view.lang), count], "row"
    yield [], "row"
    for outcome, count in figures.outcomes.items():
        yield [outcome_name(outcome, view.lang), count], "row"
    yield [], "row"
    yield [view.say("note"), view.say("credit")], "row"

"""A matrix as an Excel workbook: levels, evidence, ranks with spread, what plans have in common."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from align.comparison import Matrix
from align.errors import Lang
from align.evidence import Stance
from align.judgement import Level
from align.report.excel import FILLS, put
from align.report.plans.view import PlansView
from align.report.view import clean, in_line
from align.report.wording import kind_name, level_name, listed, stance_name
from align.report.zipped import dated

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | float | None
RATIOS = "0.0%"


def render(matrix: Matrix, lang: Lang = "zh", group_by: str | None = None) -> bytes:
    """Return the workbook."""
    from openpyxl import Workbook

    view = PlansView(matrix, lang, group_by)
    book = Workbook()
    book.properties.creator = "align"
    book.properties.title = clean(view.title)
    book.remove(book.worksheets[0])
    _matrix(book, view)
    _sheet(book, view, "evidence-sheet", _evidence(view), (12, 18, 9, 28, 12, 10, 26, 70, 9, 34))
    _sheet(book, view, "ranks", _ranks(view), (24, *[11] * (2 * len(matrix.themes) + 2)))
    if view.group_by:
        _sheet(book, view, "group-means-sheet", _means(view), (24, 9, *[11] * (len(matrix.themes) + 1)))
        _sheet(book, view, "group-shares-sheet", _shares(view), (6, 9, 34, *[11] * len(view.means)))
    _sheet(book, view, "all-but-one", _one_short(view), (9, 34, 9, 24, 14))
    _sheet(book, view, "none-covers", _none(view), (9, 34, 9, 14))
    _sheet(book, view, "together", _together(view), (9, 30, 9, 30, *[9] * 8), "0.0000")
    buffer = BytesIO()
    book.save(buffer)
    return dated(buffer.getvalue(), _day(matrix))


def _day(matrix: Matrix) -> dt.date:
    """Return the day that the file bears: the latest date of its plans, so that the same plans give the same bytes."""
    days = sorted(plan.date for plan in matrix.plans if plan.date and len(plan.date) == 10)
    try:
        return dt.date.fromisoformat(days[-1]) if days else dt.date(2000, 1, 1)
    except ValueError:
        return dt.date(2000, 1, 1)


def _matrix(book: Workbook, view: PlansView) -> None:
    from openpyxl.formatting.rule import CellIsRule
    from openpyxl.styles import Alignment, PatternFill
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(view.say("matrix"))
    plans = [view.matrix.plans[index] for index in view.order]
    head: list[Value] = [view.say(key) for key in ("theme", "id", "title", "kind", "share")]
    rows: list[list[Value]] = [[*head, *(plan.label for plan in plans)]]
    if view.group_by:
        rows.insert(0, [view.column_name(view.group_by), None, None, None, None, *map(view.group, plans)])
    for row, cells in zip(view.matrix.rows, view.matrix.cells, strict=True):
        group = view.groups[row.id]
        share = group.answered / group.binding if group.binding else None
        # A level that does not bind stands in brackets, as text: no count and no mean takes it for one.
        levels = [
            cells[index].level if cells[index].binding else f"({cells[index].level})" for index in view.order
        ]
        rows.append([row.theme, row.id, row.title, kind_name(row.kind, view.lang), share, *levels])
    rows.append([view.say("coverage-row"), None, None, None, None, *(plan.ratio for plan in plans)])
    _fill(sheet, rows, (6, 9, 34, 7, 9, *[6] * len(plans)), 2 if view.group_by else 1)
    last = get_column_letter(5 + len(plans))
    first = 3 if view.group_by else 2
    for level in Level:
        fill = PatternFill(bgColor=FILLS[level], fill_type="solid")
        rule = CellIsRule(operator="equal", formula=[str(level.value)], fill=fill)  # type: ignore[no-untyped-call]
        sheet.conditional_formatting.add(f"F{first}:{last}{len(rows) - 1}", rule)
    for cell in sheet[first - 1][5:]:
        cell.alignment = Alignment(textRotation=255, vertical="bottom", horizontal="center")
    sheet.row_dimensions[first - 1].height = min(409, 14 * max(len(plan.label) for plan in plans) + 10)
    sheet.freeze_panes = f"F{first}"


def _evidence(view: PlansView) -> Iterator[list[Value]]:
    keys = ("plan", "file", "id", "title", "level", "outcome", "lacking", "sentence", "stance", "section")
    yield [view.say(key) for key in keys]
    for index in view.order:
        plan = view.matrix.plans[index]
        for row, cells in zip(view.matrix.rows, view.matrix.cells, strict=True):
            cell = cells[index]
            for proof in cell.proofs:
                yield [
                    plan.label,
                    plan.key,
                    row.id,
                    row.title,
                    level_name(Level(cell.level), view.lang),
                    view.outcome(cell),
                    listed(cell.lacking, view.lang),
                    in_line(proof.text),
                    stance_name(Stance(proof.stance), view.lang),
                    " > ".join(map(in_line, proof.section)),
                ]


def _ranks(view: PlansView) -> Iterator[list[Value]]:
    themes: list[str | None] = [None, *view.matrix.themes]
    names = [view.theme_name(theme) for theme in themes]
    yield [view.say("plan"), *(f"{name} {view.say(key)}" for name in names for key in ("rank", "coverage"))]
    for index in view.order:
        plan = view.matrix.plans[index]
        ranks = [view.ranking[plan.key, theme] for theme in themes]
        yield [plan.label, *(value for item in ranks for value in (item.rank, item.ratio))]
    for key in ("least", "quartile1", "median", "quartile3", "most", "mean", "deviation"):
        found = [view.spread.get(theme) for theme in themes]
        yield [
            view.say(key),
            *(value for item in found for value in (None, getattr(item, key) if item else None)),
        ]


def _means(view: PlansView) -> Iterator[list[Value]]:
    themes: list[str | None] = [None, *view.matrix.themes]
    yield [view.column_name(view.group_by or ""), view.say("plans"), *map(view.theme_name, themes)]
    for group, means in view.means.items():
        yield [group, view.sizes[group], *(means[theme].mean for theme in themes)]


def _shares(view: PlansView) -> Iterator[list[Value]]:
    yield [*map(view.say, ("theme", "id", "title")), *view.shares]
    for row in view.matrix.rows:
        yield [row.theme, row.id, row.title, *(shares[row.id].share for shares in view.shares.values())]


def _one_short(view: PlansView) -> Iterator[list[Value]]:
    yield [view.say(key) for key in ("id", "title", "binding", "missing-in", "level")]
    for item in view.matrix.all_but_one():
        yield [item.row.id, item.row.title, item.binding, item.plan.label, view.level(item.cell)]


def _none(view: PlansView) -> Iterator[list[Value]]:
    yield [view.say(key) for key in ("id", "title", "binding", "best-level")]
    for item in view.matrix.none_covers():
        yield [item.row.id, item.row.title, item.binding, level_name(Level(item.level), view.lang)]


def _together(view: PlansView) -> Iterator[list[Value]]:
    keys = ("first", "title", "second", "title", "both", "first-only", "second-only", "neither")
    yield [*map(view.say, keys), "n", "phi", "Jaccard", "p"]
    for item in view.pairs:
        yield [
            item.first.id,
            item.first.title,
            item.second.id,
            item.second.title,
            item.both,
            item.first_only,
            item.second_only,
            item.neither,
            item.n,
            round(item.phi, 4),
            round(item.jaccard, 4),
            float(f"{item.p:.4g}"),
        ]


def _sheet(
    book: Workbook,
    view: PlansView,
    name: str,
    rows: Iterator[list[Value]],
    widths: Sequence[int],
    floats: str = RATIOS,
) -> None:
    sheet = book.create_sheet(view.say(name))
    found = list(rows)
    if len(found) == 1:
        found.append([view.say("nothing")])
    _fill(sheet, found, widths, 1, floats)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _fill(
    sheet: Worksheet, rows: Sequence[Sequence[Value]], widths: Sequence[int], head: int, floats: str = RATIOS
) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value is None:
                continue
            cell = sheet.cell(number, column)
            put(cell, round(value, 4) if isinstance(value, float) and floats == RATIOS else value)
            if isinstance(value, float):
                cell.number_format = floats
            if number <= head:
                cell.font = Font(bold=True)
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width

"""A matrix as CSV: a line for each directive and plan, the cells of the JSON, for Excel and statistics programs."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any

from align.comparison import Matrix
from align.errors import Lang
from align.report.excel import FORMULA
from align.report.plans.json import record
from align.report.view import in_line

COLUMNS = (
    "rule", "theme", "title", "plan", "label", "region", "date", "level", "outcome", "reason", "copied", "credit",
    "lacking", "sentences",
)  # fmt: skip
BETWEEN = " | "
"""What stands between the items of a list."""


def render(matrix: Matrix, lang: Lang = "zh", group_by: str | None = None) -> bytes:
    """Return the cells as CSV in UTF-8, with the mark that Excel asks for; columns bear the names of the JSON.

    The column by which plans are grouped follows where they are.
    """
    buffer = StringIO(newline="")
    lines = csv.writer(buffer)
    lines.writerow((*COLUMNS, *([f"group: {group_by}"] if group_by else [])))
    lines.writerows([_plain(value) for value in line] for line in _lines(matrix, group_by))
    return buffer.getvalue().encode("utf-8-sig", "replace")


def _lines(matrix: Matrix, group_by: str | None) -> Iterator[list[Any]]:
    rows = {row.id: row for row in matrix.rows}
    plans = {plan.key: plan for plan in matrix.plans}
    for cell in record(matrix)["cells"]:
        row, plan = rows[cell["rule"]], plans[cell["plan"]]
        known = {
            **cell,
            "theme": row.theme,
            "title": row.title,
            "label": plan.label,
            "region": plan.region,
            "date": plan.date,
            "credit": round(cell["credit"], 4),
            "lacking": BETWEEN.join(cell["lacking"]),
            "sentences": BETWEEN.join(sentence["text"] for sentence in cell["sentences"]),
        }
        yield [*(known[name] for name in COLUMNS), *([plan.column(group_by)] if group_by else [])]


def _plain(value: Any) -> Any:
    """Return a value as it can stand in a cell: one line, never a formula."""
    if not isinstance(value, str):
        return value
    text = in_line(value)
    return f"'{text}" if text.startswith(FORMULA) else text

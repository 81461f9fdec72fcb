"""A sheet of rows to fill in, as .xlsx or .csv, written and read back; the first row names the columns."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from align.errors import SettingsError

NAMES = {
    "document": "文件", "rule": "编号", "title": "要求", "quote": "原文", "needs": "要素", "level": "align 判定",
    "outcome": "结论", "section": "章节", "evidence": "证据", "stratum": "层", "stands for": "代表条数",
    "your level": "您的判定 0–4", "evidence right": "证据对不对 y/n", "remark": "备注",
}  # fmt: skip
"""What the columns are called for people; the name after the slash is what is read back."""
WIDE = {"quote": 40, "evidence": 80, "document": 30, "title": 24, "needs": 24, "section": 24, "remark": 30}
DAY = dt.date(2023, 11, 30)


def write(path: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows as a sheet; the same rows give the same bytes."""
    if path.suffix == ".xlsx":
        content = _workbook(rows)
    elif path.suffix == ".csv":
        content = _csv(rows)
    else:
        raise SettingsError(
            "sheet-format",
            zh=f"表“{path}”应是 .xlsx 或 .csv。",
            en=f"the sheet {str(path)!r} must be a .xlsx or a .csv file.",
        )
    try:
        path.write_bytes(content)
    except OSError as error:
        raise SettingsError(
            "unwritable",
            zh=f"“{path}”写不了：{error.strerror}。",
            en=f"{str(path)!r} cannot be written: {error.strerror}.",
        ) from None


def read(path: Path) -> list[dict[str, str]]:
    """Return the rows of a sheet by the names of its columns; empty cells are empty text."""
    try:
        grid = _grid(path)
    except Exception as error:
        raise SettingsError(
            "bad-sheet",
            zh=f"表“{path}”读不出来：{error}。",
            en=f"the sheet {str(path)!r} cannot be read: {error}.",
        ) from None
    names = [name.split("/")[-1].strip() for name in grid[0]] if grid else []
    return [dict(zip(names, row, strict=False)) for row in grid[1:] if any(row)]


def _header(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    return [f"{NAMES[name]} / {name}" if name in NAMES else name for name in (rows[0] if rows else ())]


def _safe(value: Any) -> Any:
    # A cell that starts so is a formula to Excel; text of a plan must stay text.
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value


def _csv(rows: Sequence[Mapping[str, Any]]) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(_header(rows))
    writer.writerows([["" if value is None else _safe(value) for value in row.values()] for row in rows])
    return buffer.getvalue().encode("utf-8-sig", "replace")


def _workbook(rows: Sequence[Mapping[str, Any]]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    from align.report.zipped import dated

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(_header(rows))
    for row in rows:
        sheet.append(
            [
                ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
                for value in row.values()
            ]
        )
    for index, name in enumerate(rows[0] if rows else (), 1):
        sheet.column_dimensions[get_column_letter(index)].width = WIDE.get(name, 12)
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(cell.value, str):
                cell.data_type = "s"  # text of a plan is never a formula
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "C2"
    buffer = io.BytesIO()
    book.save(buffer)
    return dated(buffer.getvalue(), DAY)


def _grid(path: Path) -> list[list[str]]:
    if path.suffix == ".xlsx":
        from openpyxl import load_workbook

        sheet = load_workbook(path, read_only=True, data_only=True).active
        assert sheet is not None
        return [
            ["" if value is None else str(value).strip() for value in row]
            for row in sheet.iter_rows(values_only=True)
        ]
    from align.document.encoding import decode

    # Excel saves CSV in the system's encoding.
    return list(csv.reader(io.StringIO(decode(path.read_bytes(), path.name), newline="")))

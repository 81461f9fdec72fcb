"""A sample is stratified, seeded, independent of the parts, and is read back by align evaluate."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from align.corpus import check
from align.corpus.sample import draw
from align.errors import SettingsError
from align.evaluation import sheet
from align.report.worksheet import read, write


@pytest.fixture
def out(plans: Path, tmp_path: Path) -> Path:
    check(plans, tmp_path / "out", engine="serial", batch=2)
    return tmp_path / "out"


def test_each_stratum_gives_as_many_and_stands_for_all_of_its_own(out: Path) -> None:
    rows = draw(str(out), 20, "outcome")
    counts = Counter(row["stratum"] for row in rows)
    assert sum(counts.values()) == 20
    assert max(counts.values()) - min(counts.values()) <= 1
    assert sum(row["stands for"] for row in rows) == pytest.approx(6 * 110, abs=0.01)


def test_the_draw_depends_on_the_seed_and_not_on_the_parts(plans: Path, out: Path, tmp_path: Path) -> None:
    check(plans, tmp_path / "other", engine="serial", batch=1)
    assert draw(str(out), 15) == draw(str(tmp_path / "other"), 15)
    assert draw(str(out), 15) != draw(str(out), 15, seed=2)


def test_evidence_of_a_row_stands_in_its_passage(out: Path) -> None:
    rows = [row for row in draw(str(out), 40) if row["level"] == 4]
    assert rows
    assert all(row["evidence"].startswith("[") for row in rows)


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_a_filled_sheet_is_read_back(out: Path, tmp_path: Path, suffix: str) -> None:
    rows = draw(str(out), 10)
    for number, row in enumerate(rows):
        row["your level"] = row["level"] if number else (row["level"] + 1) % 5
        row["evidence right"] = "y" if number % 2 else "n"
    path = tmp_path / f"sheet.{suffix}"
    write(path, rows)
    first = path.read_bytes()
    write(path, rows)
    assert path.read_bytes() == first
    found = sheet.checked(read(path), path.name)
    told = sheet.records(found)["total"]
    assert (told["n"], told["equal"], told["evidence_precision"]) == (10, 0.9, 0.5)
    result = subprocess.run(
        [sys.executable, "-m", "align", "evaluate", str(path)], capture_output=True, text=True
    )
    assert result.returncode == 0
    assert "全部材料中级别一致的比例" in result.stdout


def test_a_sheet_with_a_wrong_cell_names_its_line(out: Path, tmp_path: Path) -> None:
    rows = draw(str(out), 3)
    rows[1]["your level"] = "高"
    write(tmp_path / "s.csv", rows)
    with pytest.raises(SettingsError) as caught:
        sheet.checked(read(tmp_path / "s.csv"), "s.csv")
    assert "第 3 行" in caught.value.zh
    assert "0–4 或 未涉及、仅提及、部分响应、实质响应、落实到举措" in caught.value.zh
    with pytest.raises(SettingsError) as empty:
        sheet.checked([], "s.csv")
    assert "0–4" in empty.value.zh


CELLS = {
    "document": "a",
    "rule": "ECO-01",
    "level": "2",
    "stratum": "s",
    "stands for": "1",
    "evidence right": "是",
}


@pytest.mark.parametrize("cell", ["2", "2.0", "部分响应", "2 部分响应", "Partial", " 2 "])
def test_a_level_may_be_written_in_words(cell: str) -> None:
    (found,) = sheet.checked([{**CELLS, "your level": cell}], "s.csv")
    assert found.right == 2


def test_all_faults_of_a_sheet_are_told_at_once() -> None:
    rows = [
        {**CELLS, "your level": "高"},
        {**CELLS, "your level": "3"},
        {**CELLS, "your level": "5", "evidence right": "也许"},
    ]
    with pytest.raises(SettingsError) as caught:
        sheet.checked(rows, "s.csv")
    assert [line.split("：")[0] for line in caught.value.zh.splitlines()] == [
        "表“s.csv”第 2 行",
        "表“s.csv”第 4 行",
        "表“s.csv”第 4 行",
    ]


def test_text_of_a_plan_never_becomes_a_formula(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    row = {"document": "=1+1", "rule": "ECO-01", "evidence": "=HYPERLINK(1)"}
    write(tmp_path / "s.xlsx", [row])
    cell = load_workbook(tmp_path / "s.xlsx").active["A2"]  # type: ignore[index]
    assert cell.data_type == "s"
    write(tmp_path / "s.csv", [row])
    assert ",'=HYPERLINK" in (tmp_path / "s.csv").read_text(encoding="utf-8-sig")


def test_an_unfinished_or_missing_corpus_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        draw(str(tmp_path), 5)
    assert caught.value.code == "no-corpus"


def test_a_sheet_that_is_there_is_not_written_over(out: Path, tmp_path: Path) -> None:
    sheet_ = tmp_path / "sample.csv"
    sheet_.write_text("填好的", encoding="utf-8")
    result = subprocess.run(
        [sys.executable, "-m", "align", "corpus", "sample", str(out), "-o", str(sheet_)],
        capture_output=True,
        text=True,
    )
    assert result.returncode == 2
    assert "已经在了" in result.stderr
    assert sheet_.read_text(encoding="utf-8") == "填好的"

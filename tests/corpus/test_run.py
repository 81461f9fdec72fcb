"""A corpus becomes four tables, the same whatever the engine; bad documents are rows; a killed run goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import align
from align.corpus import Entry, Progress, Result, check
from align.corpus.table import TABLES
from align.errors import DocumentError, SettingsError

from .conftest import text


def tables(result: Result) -> dict[str, pa.Table]:
    return {name: result.table(name) for name in TABLES}


def test_every_document_is_a_row_and_bad_ones_tell_why(plans: Path) -> None:
    result = check(plans, engine="serial")
    documents = result.table("documents").to_pylist()
    assert [row["document"] for row in documents] == [
        "0.txt", "1.txt", "2.txt", "3.txt", "4.txt", "empty.txt", "nowhere.txt", "市/5.txt",
    ]  # fmt: skip
    errors = {row["document"]: row["code"] for row in result.table("errors").to_pylist()}
    assert errors == {"empty.txt": "empty", "nowhere.txt": "no-region"}
    assert (result.judged, result.failed) == (6, 2)
    assert {row["document"] for row in documents if row["status"] == "error"} == set(errors)


def test_a_finding_is_the_finding_of_the_json(plans: Path) -> None:
    result = check(plans, engine="serial")
    report = json.loads(str(align.render(align.check(plans / "0.txt"), "json")))
    rows = {row["rule"]: row for row in result.table("findings").to_pylist() if row["document"] == "0.txt"}
    proofs = [row for row in result.table("evidence").to_pylist() if row["document"] == "0.txt"]
    assert len(rows) == len(report["findings"])
    for finding in report["findings"]:
        row = rows[finding["rule"]]
        evidence = finding.pop("evidence")
        assert row["evidence"] == len(evidence)
        assert {name: row[name] for name in finding} == finding
        mine = [proof for proof in proofs if proof["rule"] == finding["rule"]]
        assert [
            {name: proof[name] for name in proof if name not in ("document", "rule")} for proof in mine
        ] == evidence
    document = result.table("documents").to_pylist()[0]
    assert document["ratio"] == report["coverage"]["ratio"]
    assert document["ruleset_digest"] == report["ruleset"]["digest"]


def test_tables_are_the_same_whatever_the_engine_and_the_number_of_processes(plans: Path) -> None:
    first = tables(check(plans, engine="serial"))
    second = tables(check(plans, engine="process", processes=2, batch=1))
    third = tables(check(plans, engine="process", processes=1, batch=3))
    assert first["evidence"].num_rows > 20
    for name in TABLES:
        assert first[name].equals(second[name])
        assert first[name].equals(third[name])


def test_the_shape_of_the_tables_is_told_by_the_page(plans: Path) -> None:
    from align.corpus.table import page

    written = Path(__file__).parents[2] / "docs" / "tables.md"
    assert written.read_text(encoding="utf-8") == page(), "run python -m align.corpus.table"
    result = check(plans, engine="serial")
    for name in TABLES:
        assert all(f"| `{column}` |" in page() for column in result.table(name).column_names)


def test_metadata_overrules_the_text_and_further_columns_are_carried_through(
    plans: Path, tmp_path: Path
) -> None:
    meta = tmp_path / "meta.csv"
    meta.write_text(
        "path,region,date,title,gdp,status\n0.txt,浙江,2025-03-01,另一个题目,12.5,done\nnowhere.txt,昆山市,2024,,,\n"
        "gone.txt,江苏,,,,\n",
        encoding="gb18030",
    )
    result = check(plans, engine="serial", meta=meta)
    rows = {row["document"]: row for row in result.table("documents").to_pylist()}
    assert (rows["0.txt"]["region"], rows["0.txt"]["region_source"]) == ("浙江", "option")
    assert (rows["0.txt"]["date"], rows["0.txt"]["as_of"]) == ("2025-03-01", "2025-03-01")
    assert (rows["0.txt"]["title"], rows["0.txt"]["gdp"]) == ("另一个题目", "12.5")
    assert (rows["0.txt"]["status"], rows["0.txt"]["meta_status"]) == ("judged", "done")
    assert (rows["nowhere.txt"]["region"], rows["nowhere.txt"]["as_of"]) == ("江苏", "2024-01-01")
    assert rows["1.txt"]["gdp"] is None
    assert result.unused == ("gone.txt",)


def test_a_bad_date_of_the_metadata_is_a_row(plans: Path, tmp_path: Path) -> None:
    meta = tmp_path / "meta.csv"
    meta.write_text("path,date\n0.txt,昨天\n1.txt,20250301\n", encoding="utf-8")
    result = check(plans, engine="serial", meta=meta)
    assert {"document": "0.txt", "code": "bad-date"}.items() <= result.table("errors").to_pylist()[0].items()
    assert result.table("documents").to_pylist()[1]["date"] == "2025-03-01"


@pytest.mark.parametrize("suffix", ["jsonl", "parquet"])
def test_documents_stand_in_a_table_as_well(tmp_path: Path, suffix: str) -> None:
    rows = [{"id": f"p{n}", "text": text(n), "region": None, "level": "市"} for n in range(3)]
    rows.append({"id": "p3", "text": "", "region": None, "level": "县"})
    path = tmp_path / f"plans.{suffix}"
    if suffix == "parquet":
        pq.write_table(pa.Table.from_pylist(rows), path)
    else:
        lines = [json.dumps(row, ensure_ascii=False) for row in rows]
        path.write_text("\n".join([*lines, "{not json", ""]), encoding="utf-8")
    result = check(path, engine="serial")
    documents = {row["document"]: row for row in result.table("documents").to_pylist()}
    assert {"p0", "p1", "p2", "p3"} <= set(documents)
    assert (documents["p0"]["level"], documents["p3"]["level"]) == ("市", "县")
    codes = sorted(result.table("errors").column("code").to_pylist())
    assert codes == (["empty"] if suffix == "parquet" else ["bad-line", "empty"])


def test_a_key_that_stands_twice_in_a_table_is_told_before_the_run(tmp_path: Path) -> None:
    path = tmp_path / "plans.jsonl"
    path.write_text('{"id": "a", "text": "甲"}\n{"id": "a", "text": "乙"}\n', encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        check(path, engine="serial")
    assert "“a”重复" in caught.value.zh


def test_what_is_handed_over_may_be_paths_documents_and_mappings(plans: Path) -> None:
    document = align.read(plans / "1.txt")
    result = check([plans / "0.txt", document, {"id": "m", "text": text(2)}, document], engine="serial")
    rows = result.table("documents").to_pylist()
    assert [row["document"] for row in rows] == sorted(
        [(plans / "0.txt").as_posix(), "1.txt", "1.txt#2", "m"]
    )
    assert result.table("errors").column("code").to_pylist() == ["duplicate"]


def test_a_run_goes_on_where_it_stopped_and_does_nothing_twice(plans: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    check(plans / "*.txt", out, engine="serial", batch=2)
    for extra in ("findings", "evidence"):
        # What a kill between two moves leaves behind: a part of some tables without its documents.
        part = next((out / extra).glob("*.parquet"))
        (out / extra / "part-lost.parquet").write_bytes(part.read_bytes())
    removed = sorted((out / "documents").glob("*.parquet"))[0]
    lost = pq.read_table(removed).num_rows
    removed.unlink()
    told: list[Progress] = []
    result = check(plans / "*.txt", out, engine="serial", progress=told.append)
    assert (result.before, told[-1].done - told[0].done) == (7 - lost, lost)
    fresh = check(plans / "*.txt", engine="serial")
    for name in TABLES:
        assert result.table(name).equals(fresh.table(name))


def test_a_folder_with_another_run_is_refused(plans: Path, tmp_path: Path) -> None:
    check(plans, tmp_path / "out", engine="serial")
    with pytest.raises(SettingsError) as caught:
        check(plans, tmp_path / "out", engine="serial", bind_all=True)
    assert caught.value.code == "other-run"
    assert "--bind-all 与这次不同；要接着做" in caught.value.zh
    assert "--bind-all; to go on" in caught.value.en


def test_a_folder_of_another_version_of_align_cannot_be_gone_on_with(plans: Path, tmp_path: Path) -> None:
    check(plans, tmp_path / "out", engine="serial")
    run = tmp_path / "out" / "run.json"
    run.write_text(json.dumps({**json.loads(run.read_text("utf-8")), "tool": "0.0"}), encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        check(plans, tmp_path / "out", engine="serial")
    assert "align 的版本 与这次不同；要重做" in caught.value.zh


def test_a_killed_process_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    folder, out = tmp_path / "plans", tmp_path / "out"
    folder.mkdir()
    for number in range(120):
        (folder / f"{number:03}.txt").write_text(text(number, times=3), encoding="utf-8")
    command = [sys.executable, "-m", "align", "corpus", str(folder), "-o", str(out), "-j", "2"]
    running = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    while not list((out / "documents").glob("*.parquet")):
        assert running.poll() is None
        time.sleep(0.002)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    before = sum(pq.read_metadata(part).num_rows for part in (out / "documents").glob("*.parquet"))
    assert 0 < before < 120
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    names = pq.read_table(out / "documents").column("document").to_pylist()
    assert sorted(names) == [f"{number:03}.txt" for number in range(120)]
    findings = pq.read_table(out / "findings", columns=["document", "rule"]).to_pylist()
    assert len({(row["document"], row["rule"]) for row in findings}) == len(findings) == 120 * 110
    assert not list((out / ".staging").iterdir())


class Deadly:
    """A document that kills the process that opens it, as a fault in a C library would."""

    def __setstate__(self, state: object) -> None:
        os._exit(9)

    def __getstate__(self) -> dict[str, int]:
        return {"any": 1}


def test_a_document_that_kills_its_process_is_an_error_and_the_others_are_judged(plans: Path) -> None:
    entries = [Entry(str(number), text=text(number)) for number in range(6)]
    entries.insert(2, Entry("deadly", document=Deadly()))  # type: ignore[arg-type]
    result = check(entries, engine="process", processes=2, batch=2)
    assert result.table("errors").column("code").to_pylist() == ["crashed"]
    assert result.table("documents").column("document").to_pylist() == [*"012345", "deadly"]
    assert (result.judged, result.failed) == (6, 1)


def test_no_documents_and_unknown_engines_are_sentences(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as nothing:
        check(tmp_path / "none")
    assert nothing.value.code == "no-documents"
    with pytest.raises(SettingsError) as engine:
        check(tmp_path, engine="spark")  # type: ignore[arg-type]
    assert "process" in engine.value.en
    (tmp_path / "a.txt").write_text("一", encoding="utf-8")
    with pytest.raises(SettingsError) as theme:
        check(tmp_path, themes=["XYZ"])
    assert "ECO" in theme.value.zh

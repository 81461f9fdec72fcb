"""The commands `align diff` and `align matrix`, as a person or a pipeline runs them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from tests.comparison.conftest import PLAN, RULES, changed
from tests.comparison.test_matrix import texts

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    (tmp_path / "old.txt").write_text(PLAN, encoding="utf-8")

    def align(*args: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-X", "utf8", "-m", "align", *args, "--rules", str(RULES)],
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert "Traceback" not in done.stderr
        return done

    return align


def word(path: Path, text: str) -> None:
    document = docx.Document()
    for line in text.splitlines():
        if line.strip():
            document.add_paragraph(line)
    document.save(str(path))


def test_a_draft_in_word_is_compared_with_one_in_text(run: Run, tmp_path: Path) -> None:
    word(tmp_path / "new.docx", PLAN)
    done = run("diff", "old.txt", "new.docx")
    assert done.returncode == 0
    assert "没有变化。" in done.stdout


def test_a_gate_refuses_what_was_lost_or_contradicted(run: Run, tmp_path: Path) -> None:
    word(tmp_path / "new.docx", changed(("推进口岸通关", "暂不推进口岸通关"), ("坚定推进长江十年禁渔。", "")))
    done = run(
        "diff", "old.txt", "new.docx", "--fail-on", "lost,contradicted", "-o", "对照.html", "-o", "对照.md"
    )
    assert done.returncode == 1
    assert "未通过：2 条要求" in done.stderr
    assert "ECO-12" in done.stderr
    assert "OPN-02" in done.stderr
    assert done.stdout == ""
    assert (tmp_path / "对照.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert run("diff", "old.txt", "new.docx", "--fail-on", "weakened").returncode == 0


def test_what_is_contradicted_and_was_answered_counts_as_lost(run: Run, tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text(changed(("推进口岸通关", "暂不推进口岸通关")), encoding="utf-8")
    assert run("diff", "old.txt", "new.txt", "--fail-on", "失去").returncode == 1
    assert run("diff", "old.txt", "new.txt").returncode == 0


def test_a_directive_that_does_not_bind_or_is_waived_does_not_fail(run: Run, tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text(changed(("坚定推进长江十年禁渔。", "")), encoding="utf-8")
    other = run("diff", "old.txt", "new.txt", "--fail-on", "lost", "--region", "广东")
    assert other.returncode == 4
    assert "没有一条要求约束" in other.stderr
    waiver = 'waivers = [{directive = "OPN-02", reason = "由专项规划承接", by = "发展规划处", reference = "〔2026〕3号"}]'
    (tmp_path / "new2.txt").write_text(changed(("推进口岸通关一体化。", "")), encoding="utf-8")
    assert run("diff", "old.txt", "new2.txt", "--fail-on", "lost").returncode == 1
    assert run("diff", "old.txt", "new2.txt", "--fail-on", "lost", "--set", waiver).returncode == 0


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("diff", "old.txt", "none.txt"), "none.txt"),
        (("diff", "old.txt", "old.txt", "--fail-on", "worse"), "contradicted（相抵触）、lost（失去）"),
        (("diff", "old.txt", "old.txt", "-o", "a.docx"), ".html"),
        (("diff", "old.txt", "old.txt", "--format", "pdf"), "markdown"),
        (("diff", "old.txt"), "NEW"),
        (("matrix", "none/*.txt"), "没有"),
        (("matrix", "old.txt", "--group-by", "batch"), "region"),
        (("matrix", "old.txt", "-o", "a.docx"), ".xlsx"),
        (("matrix", "old.txt", "--format", "html"), "json"),
    ],
)
def test_bad_use_is_told_in_a_sentence(run: Run, args: tuple[str, ...], words: str) -> None:
    done = run(*args)
    assert done.returncode == 2
    assert words in done.stderr


def test_a_folder_of_plans_becomes_a_matrix_grouped_by_a_column_of_a_csv(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    for region, text in texts().items():
        (folder / f"{region}.txt").write_text(text.replace("某市", "市"), encoding="utf-8")
    rows = [f"plans/{region}.txt,{'沿海' if region != '安徽' else '内陆'}" for region in texts()]
    (tmp_path / "meta.csv").write_text("path,片区\n" + "\n".join(rows) + "\n", encoding="utf-8")
    args = ("matrix", "plans", "--meta", "meta.csv", "--group-by", "片区")
    done = run(*args, "-o", "表.html", "-o", "表.xlsx", "-o", "表.json")
    assert done.returncode == 0, done.stderr
    data = json.loads((tmp_path / "表.json").read_text(encoding="utf-8"))
    assert {plan["plan"]: plan["meta"]["片区"] for plan in data["plans"]}["plans/安徽.txt"] == "内陆"
    assert '<option value="片区" selected>' in (tmp_path / "表.html").read_text(encoding="utf-8")
    assert (tmp_path / "表.xlsx").stat().st_size > 0
    shown = run(*args)
    assert "只差一份" in shown.stdout


def test_a_plan_that_cannot_be_read_is_told_and_the_others_are_compared(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.docx").write_bytes(b"PK\x03\x04 damaged")
    done = run("matrix", "old.txt", "bad.docx", "--format", "json")
    assert done.returncode == 2
    assert "bad.docx" in done.stderr
    data = json.loads(done.stdout)
    assert data["skipped"] == ["bad.docx"]
    assert len(data["plans"]) == 1


def test_an_exclude_that_matches_a_named_file_is_told_to_have_no_effect(run: Run, tmp_path: Path) -> None:
    named = run("matrix", "old.txt", "--exclude", "old*", "--format", "json")
    assert len(json.loads(named.stdout)["plans"]) == 1
    assert "--exclude 对直接写明的文件不起作用：“old.txt”" in named.stderr
    assert "--exclude" not in run("matrix", "*.txt", "--exclude", "none*").stderr
    (tmp_path / "align.toml").write_text('exclude = ["old*"]\n', encoding="utf-8")
    assert "--exclude" not in run("matrix", "old.txt").stderr


def test_options_that_cannot_change_tables_already_made_are_told(run: Run, tmp_path: Path) -> None:
    assert run("corpus", "old.txt", "-o", "out").returncode == 0
    assert run("corpus", "old.txt", "-o", "out", "--bind-all").returncode == 2
    named = run("matrix", "out", "--region", "江苏", "--format", "json")
    assert named.returncode == 0
    assert "--region" in named.stderr
    assert "对已经生成的表不起作用" in named.stderr
    assert "--region" not in run("matrix", "out", "--format", "json").stderr


@pytest.mark.parametrize("of", ["assessment", "diff", "matrix"])
def test_every_json_has_a_schema_to_print(of: str) -> None:
    done = subprocess.run([sys.executable, "-m", "align", "schema", of], capture_output=True, check=True)
    assert json.loads(done.stdout)["$id"] == f"align/{of}/v1"

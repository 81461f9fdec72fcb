"""``align annotate`` and ``align schema`` as a user meets them."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import jsonschema
import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "align", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, encoding="utf-8")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    document = docx.Document()
    for line in (ROOT / "fixtures" / "plan.txt").read_text(encoding="utf-8").splitlines():
        document.add_paragraph(line)
    document.save(str(tmp_path / "计划.docx"))
    return tmp_path / "计划.docx"


def test_it_writes_a_commented_copy_with_the_date_asked_for(plan: Path, tmp_path: Path) -> None:
    before = plan.read_bytes()
    target = tmp_path / "计划.批注.docx"
    result = run("annotate", plan, "-o", target, "--date", "2026-04-01")
    assert (result.returncode, result.stdout) == (0, "")
    assert "已写入" in result.stderr
    assert plan.read_bytes() == before
    comments = zipfile.ZipFile(target).read("word/comments.xml").decode()
    assert 'w:date="2026-04-01T00:00:00Z"' in comments
    assert "缺口" in comments


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("fixtures/plan.txt", "-o", "{target}"), "不是 Word 文件"),
        (("没有.docx", "-o", "{target}"), "没有.docx"),
        (("{plan}", "-o", "{plan}"), "就是原文件"),
        (("{plan}", "-o", "{target}", "--date", "昨天"), "不是日期"),
        (("{plan}", "-o", "{target}", "--region", "火星"), "火星"),
    ],
)
def test_every_mistake_is_a_sentence_and_code_two(
    plan: Path, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    target = tmp_path / "新.docx"
    filled = [argument.format(plan=plan, target=target) for argument in arguments]
    result = run("annotate", *filled)
    assert result.returncode == 2
    assert words in result.stderr
    assert "Traceback" not in result.stderr
    assert not target.exists()


def test_schema_is_one_that_the_json_of_a_check_keeps() -> None:
    schema = json.loads(run("schema").stdout)
    report = json.loads(run("check", "fixtures/plan.txt", "--format", "json").stdout)
    jsonschema.Draft202012Validator(schema).validate(report)


def test_several_reports_of_one_run_tell_the_same(tmp_path: Path) -> None:
    names = [tmp_path / f"报告{suffix}" for suffix in (".html", ".json", ".docx", ".xlsx", ".md", ".txt")]
    result = run("check", "fixtures/plan.txt", *(word for name in names for word in ("-o", name)))
    assert (result.returncode, result.stdout) == (0, "")
    assert all(name.stat().st_size for name in names)
    report = json.loads(names[1].read_text(encoding="utf-8"))
    gaps = sum(item["outcome"] == "gap" for item in report["findings"])
    for name in (names[0], names[4], names[5]):
        assert f"缺口 {gaps}" in name.read_text(encoding="utf-8")

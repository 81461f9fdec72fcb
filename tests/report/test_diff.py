"""What a reader sees of two drafts compared."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
from markdown_it import MarkdownIt
from syrupy.assertion import SnapshotAssertion

from align.comparison import Diff, Kind, diff
from align.errors import SettingsError
from align.report import comparing
from align.report.drafts import FORMATS, format_of, render, terminal
from align.report.drafts.contract import schema
from tests.comparison.conftest import assess, changed, compared
from tests.report.rendered import LANGS, twice

HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)>|`*[a](javascript:1)~~\x1b[31m'


@pytest.fixture
def found() -> Diff:
    return compared(
        ("推动建立长三角统一的排污权交易制度，到2027年建成交易平台", "推动建立长三角统一的排污权交易制度"),
        ("推进口岸通关一体化", "暂不推进口岸通关一体化"),
        ("坚定推进长江十年禁渔。", ""),
        ("加快建设自由贸易试验区。", ""),
        ("完善工作机制，", "加快建设自由贸易试验区，完善工作机制，"),
    )


def test_the_comparison_reads_so_in_chinese(found: Diff, snapshot: SnapshotAssertion) -> None:
    assert render(found) == snapshot


def test_the_comparison_reads_so_in_english(found: Diff, snapshot: SnapshotAssertion) -> None:
    assert render(found, "text", "en") == snapshot


def test_a_merge_request_reads_so(found: Diff, snapshot: SnapshotAssertion) -> None:
    assert render(found, "markdown") == snapshot


def test_nothing_changed_is_said() -> None:
    same = compared()
    assert "没有变化。" in render(same)
    assert "没有变化。" in render(same, "markdown")
    assert "没有变化。" in render(same, "html")


def test_json_keeps_to_its_schema_and_its_offsets_hold(found: Diff) -> None:
    data = json.loads(render(found, "json"))
    jsonschema.validate(data, schema())
    texts = {"before": found.old.outline.document.text, "after": found.new.outline.document.text}
    quotes = [
        (side, both[side]) for change in data["changes"] for both in change["sentences"] for side in both
    ]
    for side, quote in quotes:
        if quote is not None:
            assert texts[side][quote["start"] : quote["end"]] == quote["text"]
    changes = {change["rule"]: change for change in data["changes"]}
    (pair,) = changes["OPN-02"]["sentences"]
    (span,) = pair["after"]["changed"]
    assert texts["after"][span["start"] : span["end"]] == "暂不"
    assert sum(data["counts"].values()) == len(data["changes"])


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("lang", LANGS)
def test_two_runs_give_the_same_bytes(format: str, lang: str) -> None:
    first, second = twice("diff")
    assert first[f"{format}-{lang}"] == second[f"{format}-{lang}"]


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_names_every_change(found: Diff, format: str) -> None:
    report = render(found, format)
    for change in found.told:
        assert change.rule in report
    assert "暂不" in report


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_hostile_text_is_only_text(format: str) -> None:
    text = changed(
        ("江苏省临湖市国民经济和社会发展计划", f"江苏省临湖市计划{HOSTILE}"),
        ("坚定推进长江十年禁渔。", f"研究推进长江十年禁渔{HOSTILE}，五年来有进展。"),
    )
    report = render(diff(assess(), assess(text, name=HOSTILE + ".txt", region="江苏")), format)
    assert "\x1b" not in report
    if format == "html":
        assert len(re.findall(r"<script", report)) == 1
        assert "<img" not in report
    if format == "markdown":
        shown = MarkdownIt("commonmark", {"html": True}).render(report)
        assert "<script" not in shown
        assert "<img" not in shown
        assert "<a " not in shown


def test_the_text_can_be_shown_on_a_gbk_console(found: Diff) -> None:
    render(found).encode("gbk")
    render(found, "text", "en").encode("gbk")


def test_colour_replaces_the_marks(found: Diff) -> None:
    shown = terminal.render(found, width=90, colour=True)
    assert "\x1b[" in shown
    assert "{+" not in shown
    assert "{+暂不+}" in terminal.render(found)


def test_changes_of_directives_that_do_not_bind_are_counted_apart() -> None:
    one, other = assess(region="广东"), assess(changed(("坚定推进长江十年禁渔。", "")), region="广东")
    report = render(diff(one, other))
    assert "另有 1 条不约束新稿的要求也有变化" in report
    assert "--bind-all" in report


def test_suffixes_stand_for_formats() -> None:
    assert [format_of(Path(f"对照{suffix}")) for suffix in (".html", ".md", ".json", ".txt")] == [
        "html",
        "markdown",
        "json",
        "text",
    ]
    with pytest.raises(SettingsError) as caught:
        format_of(Path("对照.docx"))
    assert caught.value.code == "unknown-suffix"


def test_words_stand_in_both_languages_with_the_same_holes_and_on_a_gbk_console() -> None:
    for chinese, english in (*comparing.WORDS.values(), *comparing.KINDS.values()):
        assert chinese
        assert english
        assert set(re.findall(r"(?<!{){\w+}", chinese)) == set(re.findall(r"(?<!{){\w+}", english))
        assert (chinese + english).encode("gbk")
    assert set(comparing.KINDS) == set(Kind)

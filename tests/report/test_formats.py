"""All formats tell the same figures, escape what is hostile, and are the same bytes in two runs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest

from align.errors import SettingsError
from align.judgement import Assessment, Level, Outcome
from align.report import FORMATS, format_of, render, write
from align.report.view import tally
from align.report.wording import level_name, outcome_name, say
from tests.report.rendered import LANGS, twice

OWN = ("text", "json", "html", "docx", "xlsx", "markdown")
COUNTS = "应响应 5 项：已响应 1，缺口 3，相抵触 1；另有已豁免 1，不适用 1"
WAIVER = "由省科技厅专项规划承接"
HOSTILE = '<script>alert("x")</script>=HYPERLINK("http://x")\x00\x1b[31m|`*[a](javascript:1)'
TITLE = '=HYPERLINK("http://x","点击")<img src=x onerror=alert(1)>\x07'


class Words(HTMLParser):
    """The words of an HTML report that stand outside its script and style."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self._silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]
        self._silent = tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._silent = False

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)


def parsed(html: str) -> Words:
    parser = Words()
    parser.feed(html)
    return parser


def words(assessment: Assessment, format: str) -> str:
    """Return what a reader of a report can read."""
    report = render(assessment, format)
    if format == "docx":
        assert isinstance(report, bytes)
        document = docx.Document(BytesIO(report))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    if format == "xlsx":
        assert isinstance(report, bytes)
        book = openpyxl.load_workbook(BytesIO(report))
        rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
        return "\n".join(str(value) for row in rows for value in row if value is not None)
    assert isinstance(report, str)
    return "".join(parsed(report).words) if format == "html" else report


@pytest.mark.parametrize("format", OWN)
@pytest.mark.parametrize("lang", LANGS)
def test_two_runs_give_the_same_bytes(format: str, lang: str) -> None:
    first, second = twice("assessment")
    assert first[f"{format}-{lang}"] == second[f"{format}-{lang}"]


@pytest.mark.parametrize("format", ["text", "html", "docx", "markdown"])
def test_reports_for_people_tell_the_same_sentence_of_counts(assessment: Assessment, format: str) -> None:
    assert COUNTS in words(assessment, format)


def test_json_and_excel_add_up_to_the_same_counts(assessment: Assessment) -> None:
    figures = tally(assessment)
    report = render(assessment, "json")
    findings = json.loads(report)["findings"]
    sheets = openpyxl.load_workbook(BytesIO(render(assessment, "xlsx")))  # type: ignore[arg-type]
    rows = list(sheets["对照表"].iter_rows(min_row=2, values_only=True))
    assert len(findings) == len(rows) == len(assessment.findings)
    for outcome in Outcome:
        count = figures.outcomes[outcome]
        assert sum(item["outcome"] == outcome.value for item in findings) == count
        assert sum(row[8] == outcome_name(outcome) for row in rows) == count
    for level in Level:
        assert sum(item["level"] == level for item in findings) == figures.levels[level]
        assert sum(row[7] == level_name(level) for row in rows) == figures.levels[level]
    pairs = sum(len(item.evidence) for item in assessment.findings)
    assert sheets["证据"].max_row - 1 == sum(len(item["evidence"]) for item in findings) == pairs


@pytest.mark.parametrize("format", OWN)
def test_every_report_tells_who_waived_what(assessment: Assessment, format: str) -> None:
    text = words(assessment, format)
    assert WAIVER in text
    assert "2027" in text


@pytest.mark.parametrize("format", OWN)
def test_every_gap_stands_in_every_report_with_what_is_lacking(assessment: Assessment, format: str) -> None:
    text = words(assessment, format)
    for rule in ("ECO-12", "ECO-13", "INN-02", "INN-03"):
        assert rule in text
    assert "应急联动" in text


def test_html_shows_hostile_text_as_text(make: Callable[..., Assessment]) -> None:
    report = render(make(HOSTILE, title=TITLE), "html")
    assert isinstance(report, str)
    page = parsed(report)
    assert '<script>alert("x")</script>' in "".join(page.words)
    assert page.tags.count("script") == 1
    assert "img" not in page.tags
    assert not [name for name in page.attributes if name.startswith("on")]
    assert "\x1b" not in report
    assert "\x00" not in report


def test_excel_has_no_formula_and_no_control_character(make: Callable[..., Assessment]) -> None:
    book = openpyxl.load_workbook(BytesIO(render(make(HOSTILE, title=TITLE), "xlsx")))  # type: ignore[arg-type]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    titled = next(
        cell for cell in cells if isinstance(cell.value, str) and cell.value.startswith("=HYPERLINK")
    )
    assert titled.quotePrefix
    assert not [
        cell for cell in cells if isinstance(cell.value, str) and re.search(r"[\x00-\x08\x1b]", cell.value)
    ]


def test_word_takes_hostile_text_as_it_stands(make: Callable[..., Assessment]) -> None:
    assert "<img src=x onerror=alert(1)>" in words(make(HOSTILE, title=TITLE), "docx")


def test_markdown_neither_links_nor_marks_up_what_the_plan_says(make: Callable[..., Assessment]) -> None:
    from markdown_it import MarkdownIt

    report = render(make(HOSTILE, title=TITLE + "[a](http://b)@somebody"), "markdown")
    html = MarkdownIt("commonmark").enable("table").render(str(report))
    assert "<img" not in html
    assert "<a " not in html
    assert "@somebody" not in html


def test_the_html_report_asks_for_nothing_from_outside(assessment: Assessment) -> None:
    report = render(assessment, "html")
    assert isinstance(report, str)
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//|url\(|@import""", report)


def test_the_suffix_of_a_file_chooses_the_format(assessment: Assessment, tmp_path: Path) -> None:
    for name in OWN:
        path = tmp_path / f"报告{FORMATS[name].suffix}"
        write(assessment, path)
        made = render(assessment, name)
        assert path.read_bytes() == (made if isinstance(made, bytes) else made.encode())


def test_an_unknown_suffix_or_format_names_those_that_are_permitted(assessment: Assessment) -> None:
    with pytest.raises(SettingsError, match=r"\.html"):
        format_of("报告.ppt")
    with pytest.raises(SettingsError, match="markdown"):
        render(assessment, "ppt")


def test_a_file_that_cannot_be_written_is_an_error_in_a_sentence(
    assessment: Assessment, tmp_path: Path
) -> None:
    (tmp_path / "不是文件夹").write_text("", encoding="utf-8")
    with pytest.raises(SettingsError, match="cannot write"):
        write(assessment, tmp_path / "不是文件夹" / "报告.html")


def test_the_folder_of_a_report_is_made_where_it_is_not_there(assessment: Assessment, tmp_path: Path) -> None:
    write(assessment, tmp_path / "新" / "报告.html")
    assert (tmp_path / "新" / "报告.html").is_file()


@pytest.mark.parametrize("format", ["text", "html", "docx", "markdown"])
def test_a_plan_that_nothing_binds_is_reported_without_coverage(
    assessment: Assessment, unbound: Assessment, format: str
) -> None:
    sentence = say("nothing-binds")
    assert sentence in words(unbound, format)
    assert sentence not in words(assessment, format)


def test_where_nothing_binds_json_and_excel_have_no_figure_for_coverage(unbound: Assessment) -> None:
    assert json.loads(render(unbound, "json"))["coverage"]["ratio"] is None
    book = openpyxl.load_workbook(BytesIO(render(unbound, "xlsx")))  # type: ignore[arg-type]
    rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
    (total,) = (row for row in rows if say("total") in row)
    assert [value for value in total if isinstance(value, int | float)] == [0, 0]

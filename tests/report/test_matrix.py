"""What a reader sees of many plans beside each other."""

from __future__ import annotations

import csv
import json
import re
import sys
import zlib
from base64 import b64decode
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from align.comparison import Matrix, matrix
from align.errors import SettingsError
from align.report.plans import FORMATS, font, format_of, render
from align.report.plans.html import classes
from align.report.plans.json import schema
from tests.comparison.conftest import assess, changed
from tests.comparison.test_matrix import PLANS, judged
from tests.report.rendered import LANGS, twice

HOSTILE = '=HYPERLINK("http://x")<script>alert("x")</script><img src=x onerror=alert(1)>\x1b[31m'


@pytest.fixture(scope="module")
def found() -> Matrix:
    return matrix(judged())


@pytest.fixture(scope="module")
def hostile() -> Matrix:
    text = changed(
        ("江苏省临湖市国民经济和社会发展计划", f"江苏省临湖市计划{HOSTILE}"),
        ("坚定推进长江十年禁渔。", f"坚定推进长江十年禁渔{HOSTILE}。"),
    )
    plans = [assess(text, f"{HOSTILE}{number}.txt", "江苏") for number in range(3)]
    return matrix(plans, meta=[{HOSTILE: HOSTILE}] * 3)


def facts(report: str) -> dict[str, Any]:
    inside = re.search(r'id="facts">(.*?)</script>', report, re.S)
    assert inside is not None
    found: dict[str, Any] = json.loads(inside[1])
    return found


def proofs(report: str) -> dict[str, Any]:
    inside = re.search(r'id="proofs">(.*?)</script>', report, re.S)
    assert inside is not None
    found: dict[str, Any] = json.loads(zlib.decompress(b64decode(inside[1])))
    return found


def test_the_matrix_reads_so_in_chinese(found: Matrix, snapshot: SnapshotAssertion) -> None:
    assert render(found) == snapshot


def test_the_matrix_reads_so_in_english(found: Matrix, snapshot: SnapshotAssertion) -> None:
    assert render(found, "text", "en", "region") == snapshot


def test_the_text_can_be_shown_on_a_gbk_console(found: Matrix) -> None:
    str(render(found)).encode("gbk")
    str(render(found, "text", "en")).encode("gbk")


def test_the_columns_of_the_text_stand_one_below_the_other() -> None:
    titles = ("江苏省临湖市国民经济和社会发展第十五个五年规划纲要", "江苏省规划", "AI 江苏")
    plans = [assess(changed(("江苏省临湖市国民经济和社会发展计划", title))) for title in titles]
    text = str(render(matrix(plans)))
    bars = [line.rstrip("█") for line in text.splitlines() if line.endswith("█")]
    assert len(bars) == 3
    assert len({cell_len(line) for line in bars}) == 1


def test_names_above_the_columns_of_the_page_are_cut_and_differ() -> None:
    titles = [f"江苏省临湖市国民经济和社会发展第十{number}个五年规划和远景目标纲要" for number in "三四五"]
    plans = [assess(changed(("江苏省临湖市国民经济和社会发展计划", title))) for title in titles]
    report = str(render(matrix(plans), "html"))
    heads = re.findall(r'class="p"><button[^>]*title="([^"]*)">(.*?)</button>', report)
    assert [title for title, _ in heads] == titles
    assert len({name for _, name in heads}) == 3
    assert all(len(name) <= 20 for _, name in heads)


def test_json_keeps_to_its_schema(found: Matrix) -> None:
    data = json.loads(render(found, "json"))
    jsonschema.validate(data, schema())
    assert len(data["cells"]) == len(data["plans"]) * len(data["directives"])


@pytest.mark.parametrize("format", [name for name in FORMATS if name not in ("png", "svg")])
@pytest.mark.parametrize("lang", LANGS)
def test_two_runs_give_the_same_bytes(format: str, lang: str) -> None:
    first, second = twice("matrix")
    assert first[f"{format}-{lang}"] == second[f"{format}-{lang}"]


def test_the_page_shows_every_level_in_its_row_and_column(found: Matrix) -> None:
    report = str(render(found, "html"))
    rows = re.findall(r'<tr data-n="(\d+)".*?</tr>', report, re.S)
    cells = re.findall(r'<td class="([ul]\d[^"]*)">(\d)</td>', report)
    expected = [(classes(cell), str(cell.level)) for line in found.cells for cell in line]
    assert len(rows) == len(found.rows)
    assert cells == expected


def test_every_cell_of_the_page_has_its_evidence(found: Matrix) -> None:
    packed = proofs(str(render(found, "html")))
    texts = packed["texts"]
    cell = packed["cells"][0][0]
    assert texts[cell[3][0][0]].startswith("推动建立长三角统一的排污权交易制度")
    assert "二、重点任务 > （一）加强生态环境保护" in texts


def test_hostile_text_is_only_text(hostile: Matrix) -> None:
    report = str(render(hostile, "html"))
    assert len(re.findall(r"<script", report)) == 3
    assert "<img" not in report
    assert "\x1b" not in report + str(render(hostile))
    assert "\x1b" not in "".join(proofs(report)["texts"])
    assert HOSTILE.replace("\x1b", "") in json.dumps(facts(report), ensure_ascii=False).replace('\\"', '"')


def test_no_formula_comes_out_of_a_plan(hostile: Matrix) -> None:
    content = render(hostile, "xlsx", group_by=HOSTILE)
    assert isinstance(content, bytes)
    book = openpyxl.load_workbook(BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
    assert {cell.data_type for cell in cells if str(cell.value).startswith("=")} <= {"s"}


def test_the_workbook_holds_levels_evidence_ranks_and_what_plans_share(found: Matrix) -> None:
    content = render(found, "xlsx", group_by="region")
    assert isinstance(content, bytes)
    book = openpyxl.load_workbook(BytesIO(content))
    assert book.sheetnames == [
        "对照表",
        "证据",
        "各主题名次",
        "各组平均覆盖率",
        "各组响应比例",
        "只差一份",
        "无一响应",
        "同现的要求",
    ]
    sheet = book["对照表"]
    head = [cell.value for cell in sheet[2]]
    row = {key: cell.value for key, cell in zip(head, sheet[3], strict=True)}
    assert (row["编号"], row["上海发展计划"], row["安徽发展计划"], row["广东发展计划"]) == (
        "ECO-11",
        4,
        0,
        "(4)",
    )
    assert [cell.value for cell in book["只差一份"][2]] == [
        "ECO-11",
        "跨区域排污权交易制度",
        4,
        "安徽发展计划",
        "未涉及",
    ]


def test_every_format_tells_the_mean_coverage_of_groups(found: Matrix) -> None:
    text = str(render(found, "text", group_by="region"))
    assert re.search(r"安徽 +1 +50\.0% +33\.3% +40\.0%", text)
    page = str(render(found, "html", group_by="region"))
    assert re.search(r"安徽</th>(<td[^>]*>[^<]*</td>)*<td class=\"num\">40\.0%</td>", page)
    data = json.loads(render(found, "json", group_by="region"))
    jsonschema.validate(data, schema())
    assert {"group": "安徽", "theme": None, "plans": 1, "mean": 0.4} in data["group_means"]
    assert {
        "group": "广东", "rule": "ECO-11", "binding": 0, "answered": 0, "share": None
    } in data["group_shares"]  # fmt: skip
    content = render(found, "xlsx", group_by="region")
    assert isinstance(content, bytes)
    book = openpyxl.load_workbook(BytesIO(content))
    means = {row[0]: row[1:] for row in book["各组平均覆盖率"].iter_rows(values_only=True)}
    assert means["安徽"] == (1, 0.4, 0.5, 0.3333)
    shares = list(book["各组响应比例"].iter_rows(values_only=True))
    at = shares[0].index("安徽")
    assert {row[1]: row[at] for row in shares[1:]}["ECO-12"] == 1


def test_without_groups_nothing_is_said_of_them(found: Matrix) -> None:
    assert "各组" not in str(render(found))
    assert "各组" not in str(render(found, "html"))
    assert json.loads(render(found, "json"))["group_means"] == []


def test_the_csv_holds_the_cells_of_the_json_and_opens_in_excel(found: Matrix) -> None:
    content = render(found, "csv", group_by="region")
    assert isinstance(content, bytes)
    assert content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(StringIO(content.decode("utf-8-sig"))))
    cells = json.loads(render(found, "json"))["cells"]
    assert [(line["rule"], line["plan"], int(line["level"]), line["outcome"]) for line in lines] == [
        (cell["rule"], cell["plan"], cell["level"], cell["outcome"]) for cell in cells
    ]
    assert lines[3]["lacking"] == "排污权交易 | 跨区域"
    assert {line["group: region"] for line in lines} == set(PLANS)


def test_no_cell_of_the_csv_is_a_formula(hostile: Matrix) -> None:
    content = render(hostile, "csv", group_by=HOSTILE)
    assert isinstance(content, bytes)
    cells = [cell for line in csv.reader(StringIO(content.decode("utf-8-sig"))) for cell in line]
    assert any("=HYPERLINK" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_a_sheet_without_rows_says_so() -> None:
    content = render(matrix(judged()[:2]), "xlsx")
    assert isinstance(content, bytes)
    book = openpyxl.load_workbook(BytesIO(content))
    assert [book[name]["A2"].value for name in ("只差一份", "同现的要求")] == ["没有。", "没有。"]


def test_figures_in_the_workbook_have_four_digits(found: Matrix) -> None:
    content = render(found, "xlsx", group_by="region")
    assert isinstance(content, bytes)
    book = openpyxl.load_workbook(BytesIO(content))
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    figures = [value for value in cells if isinstance(value, float) and value > 0.001]
    assert 0.3333 in figures
    assert all(value == round(value, 4) for value in figures)


@pytest.mark.parametrize("format", ["png", "svg"])
def test_a_figure_is_made_with_chinese_that_shows(found: Matrix, format: str) -> None:
    pytest.importorskip("matplotlib")
    picture = render(found, format)
    assert isinstance(picture, bytes)
    assert picture == render(found, format)
    assert picture.startswith(b"\x89PNG" if format == "png" else b"<?xml")
    if format == "svg":
        # Letters are outlines: the page that shows it needs no font.
        assert b"<text" not in picture
    assert font.chinese("跨区域排污权交易制度") in font.FAMILIES


def test_without_a_chinese_font_it_is_said_which_to_install(
    found: Matrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("matplotlib")
    monkeypatch.setattr(font, "FAMILIES", ("Nobody Sans",))
    with pytest.raises(SettingsError) as caught:
        render(found, "png")
    assert caught.value.code == "no-font"
    assert "fonts-noto-cjk" in caught.value.zh


def test_without_matplotlib_it_is_said_what_to_install(
    found: Matrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    monkeypatch.setattr("align.report.plans.figure.find_spec", lambda name: None)
    with pytest.raises(SettingsError) as caught:
        render(found, "svg")
    assert "align-plans[plots]" in caught.value.zh


def test_an_unknown_format_suffix_or_column_names_those_that_are(found: Matrix) -> None:
    with pytest.raises(SettingsError, match="permitted: text, html"):
        render(found, "docx")
    with pytest.raises(SettingsError, match="permitted: region, year"):
        render(found, "html", group_by="batch")
    with pytest.raises(SettingsError, match=r"permitted: \.txt, \.html"):
        format_of(Path("表.docx"))


def test_plans_that_nothing_binds_make_a_matrix_too(found: Matrix) -> None:
    alone = matrix([assess(region="广东"), assess(region="广东")])
    for format in ("text", "html", "json", "xlsx"):
        assert render(alone, format)
    assert "不约束" in str(render(alone, "html"))


def test_what_could_not_be_judged_is_named(found: Matrix) -> None:
    some = replace(found, skipped=("坏.docx",))
    for format in ("text", "html", "json"):
        assert "坏.docx" in str(render(some, format))

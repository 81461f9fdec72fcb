"""A reader at work with many plans beside each other, in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from align.comparison import Matrix, matrix
from align.report.plans import render
from tests.comparison.conftest import assess, changed
from tests.comparison.test_matrix import PLANS, judged

Show = Callable[..., Any]


@pytest.fixture(scope="module")
def found() -> Matrix:
    return matrix(judged(), meta=[{"片区": "一" if region in ("上海", "安徽") else "二"} for region in PLANS])


@pytest.fixture
def show(chromium: Any, tmp_path: Path) -> Iterator[Show]:
    contexts = []

    def open_(shown: Matrix, width: int = 1440, scheme: str = "light", group_by: str | None = None) -> Any:
        path = tmp_path / "表.html"
        path.write_text(str(render(shown, "html", group_by=group_by)), encoding="utf-8")
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.asked = []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(path.as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()


def plans(page: Any) -> list[str]:
    """Return the regions of the plans in their order."""
    names: list[str] = page.locator("#heads button").all_text_contents()
    return [name.removesuffix("发展计划") for name in names]


def rules(page: Any) -> list[str]:
    names: list[str] = page.locator("#cells tr:visible .id").all_text_contents()
    return names


def column(page: Any, name: str) -> list[str]:
    at = plans(page).index(name) + 1
    levels: list[str] = page.eval_on_selector_all(
        "#cells tr", f"rows => rows.map(row => row.cells[{at}].textContent)"
    )
    return levels


def cell(page: Any, rule: str, plan: str) -> Any:
    at = plans(page).index(plan) + 2
    return page.locator(f"#cells tr:has(.id:text-is('{rule}')) :nth-child({at})").last


def told(page: Any, words: str) -> None:
    from playwright.sync_api import expect

    expect(page.locator("#panel")).to_contain_text(words)


def test_it_asks_for_nothing_and_complains_of_nothing(found: Matrix, show: Show) -> None:
    page = show(found)
    page.locator("#cells td").first.click()
    page.wait_for_selector("#panel-body .e")
    assert [url for url in page.asked if not url.startswith("blob:")] == page.asked[:1]
    assert page.complaints == []


def test_a_cell_opens_its_evidence(found: Matrix, show: Show) -> None:
    page = show(found)
    cell(page, "ECO-11", "浙江").click()
    page.wait_for_selector("#panel-body .e")
    told(page, "推动建立长三角统一的排污权交易制度")
    told(page, "二、重点任务 > （一）加强生态环境保护")
    told(page, "落实到举措")
    cell(page, "ECO-11", "安徽").click()
    told(page, "全文没有")
    told(page, "缺少要素：排污权交易、跨区域")


def test_evidence_stays_with_its_cell_after_sorting(found: Matrix, show: Show) -> None:
    page = show(found)
    page.locator("#plans").select_option("ratio")
    page.locator("#rules").select_option("share")
    before = column(page, "安徽")
    cell(page, "ECO-11", "安徽").click()
    told(page, "排污权交易、跨区域")
    assert sorted(before) == sorted(str(line[3].level) for line in found.cells)


def test_a_click_on_a_directive_sorts_the_plans_by_it(found: Matrix, show: Show) -> None:
    page = show(found)
    page.locator("#cells button", has_text="ECO-12").click()
    assert plans(page) == ["上海", "浙江", "安徽", "江苏", "广东"]
    page.locator("#heads button", has_text="江苏").click()
    assert rules(page) == ["ECO-11", "OPN-03", "OPN-01", "ECO-12", "OPN-02"]
    page.locator("button[type=reset]").click()
    page.wait_for_selector("#heads th:nth-child(3) button:text-is('江苏发展计划')")
    assert plans(page) == list(PLANS)


def test_a_theme_narrows_rows_and_coverage(found: Matrix, show: Show) -> None:
    page = show(found)
    page.locator("#theme").select_option("ECO")
    assert rules(page) == ["ECO-11", "ECO-12"]
    assert page.locator("#ratios td").all_inner_texts() == ["100", "50", "100", "50", "—"]


def test_plans_stand_in_groups_of_any_column(found: Matrix, show: Show) -> None:
    page = show(found, group_by="片区")
    assert plans(page) == ["上海", "安徽", "江苏", "浙江", "广东"]
    heads = page.eval_on_selector_all("#groups th + th", "all => all.map(th => [th.textContent, th.colSpan])")
    assert heads == [["一", 2], ["二", 3]]
    page.locator("#group").select_option("")
    assert plans(page) == list(PLANS)
    page.locator("#group").select_option("片区")
    assert plans(page) == ["上海", "安徽", "江苏", "浙江", "广东"]


def test_the_arrow_keys_move_between_cells_and_enter_opens(found: Matrix, show: Show) -> None:
    page = show(found)
    page.locator("#cells td").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    told(page, "ECO-12")
    assert "江苏" in page.evaluate("document.activeElement.getAttribute('aria-label')")


def test_ranks_sort_by_any_theme(found: Matrix, show: Show) -> None:
    page = show(found)
    head = page.locator("#ranks thead th").nth(1)
    head.locator("button").click()
    first = page.locator("#ranks tbody tr th").all_inner_texts()
    assert first == [f"{region}发展计划" for region in ("上海", "浙江", "江苏", "安徽", "广东")]
    assert head.get_attribute("aria-sort") == "ascending"


@pytest.mark.parametrize("width", [320, 768, 1440, 3840])
def test_nothing_runs_over_the_side(found: Matrix, show: Show, width: int) -> None:
    page = show(found, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_can_be_read_by_everybody(found: Matrix, show: Show, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = show(found, scheme=scheme)
    page.locator("#cells td").first.click()
    page.wait_for_selector("#panel-body .e")
    result = axe.Axe().run(page)
    assert result.violations_count == 0, result.generate_report()


def test_hostile_text_runs_nothing(show: Show) -> None:
    script = "<script>document.title='bad'</script><img src=x onerror=\"document.title='bad'\">"
    text = changed(
        ("临湖市国民经济和社会发展计划", f"临湖市计划{script}"),
        ("坚定推进长江十年禁渔。", f"坚定推进长江十年禁渔{script}。"),
    )
    page = show(
        matrix([assess(text, region="江苏"), assess(region="上海")], meta=[{script: script}, {script: "乙"}])
    )
    page.locator("#group").select_option(index=2)
    cell(page, "ECO-12", plans(page)[0]).click()
    page.wait_for_selector("#panel-body .e")
    assert page.title() != "bad"
    assert page.complaints == []

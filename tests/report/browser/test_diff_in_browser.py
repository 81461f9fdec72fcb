"""A reader at work with two drafts compared, in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from align.comparison import Diff, Kind, diff
from align.report.drafts import render
from tests.comparison.conftest import assess, changed, compared

Show = Callable[..., Any]


@pytest.fixture(scope="module")
def found() -> Diff:
    return compared(
        ("推动建立长三角统一的排污权交易制度，到2027年建成交易平台", "推动建立长三角统一的排污权交易制度"),
        ("推进口岸通关一体化", "暂不推进口岸通关一体化"),
        ("坚定推进长江十年禁渔。", ""),
    )


@pytest.fixture
def show(chromium: Any, tmp_path: Path) -> Iterator[Show]:
    contexts = []

    def open_(shown: Diff, width: int = 1440, height: int = 900, scheme: str = "light") -> Any:
        path = tmp_path / "对照.html"
        path.write_text(render(shown, "html"), encoding="utf-8")
        context = chromium.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
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


def shown(page: Any) -> list[str]:
    names: list[str] = page.eval_on_selector_all(
        ".d", "all => all.filter(d => d.checkVisibility()).map(d => d.id.slice(2))"
    )
    return names


def test_it_asks_for_nothing_and_complains_of_nothing(found: Diff, show: Show) -> None:
    page = show(found)
    page.locator(".d h3 button").first.click()
    page.locator(".s[data-r]").first.click()
    assert len(page.asked) == 1
    assert page.complaints == []


def test_a_filter_shows_changes_of_these_kinds_alone(found: Diff, show: Show) -> None:
    page = show(found)
    assert shown(page) == [change.rule for change in found.told]
    page.locator("label.chip:has(input[value=lost])").click()
    assert shown(page) == [change.rule for change in found.of(Kind.LOST)]
    assert "1 / 3" in page.locator("#shown").inner_text()
    page.locator("button[type=reset]").click()
    page.locator("#search").fill("口岸")
    assert shown(page) == ["OPN-02"]


def test_an_opened_change_shows_both_wordings_and_goes_there_in_both_texts(found: Diff, show: Show) -> None:
    page = show(found, height=500)
    page.locator("#d-OPN-02 h3 button").click()
    body = page.locator("#b-OPN-02")
    assert body.locator("ins").all_inner_texts() == ["暂不"]
    assert body.locator("del").count() == 0
    for side in ("o", "n"):
        sentence = page.locator(f"#pane-{side} .s.sel")
        assert "口岸通关" in sentence.inner_text()
        assert sentence.evaluate(
            """s => { const box = s.getBoundingClientRect(), pane = s.closest('.pane').getBoundingClientRect();
                      return box.top >= pane.top && box.bottom <= pane.bottom; }"""
        )


def test_both_texts_stand_side_by_side_whole(found: Diff, show: Show) -> None:
    page = show(found)
    for side, assessment in (("o", found.old), ("n", found.new)):
        text = page.locator(f"#pane-{side} .text").inner_text()
        assert "".join(text.split()) == "".join(assessment.outline.document.text.split())
    left, right = (page.locator(f"#pane-{side}").bounding_box() for side in "on")
    assert left["x"] + left["width"] <= right["x"] + 1
    assert left["y"] == right["y"]


def test_a_sentence_of_a_text_opens_its_change(found: Diff, show: Show) -> None:
    page = show(found)
    sentence = page.locator("#pane-n .s.contradicted")
    sentence.focus()
    page.keyboard.press("Enter")
    assert page.locator("#d-OPN-02 h3 button").get_attribute("aria-expanded") == "true"
    assert page.evaluate("document.activeElement.closest('.d').id") == "d-OPN-02"


def test_sentences_of_one_draft_alone_are_marked_where_asked(found: Diff, show: Show) -> None:
    page = show(found)
    gone = page.locator("#pane-o .s", has_text="坚定推进长江十年禁渔")
    colour = "s => getComputedStyle(s).backgroundColor"
    assert gone.evaluate(colour) != "rgba(0, 0, 0, 0)"
    page.locator("#marking").uncheck()
    assert gone.evaluate(colour) == "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize("width", [320, 768, 1440, 3840])
def test_nothing_runs_over_the_side(found: Diff, show: Show, width: int) -> None:
    page = show(found, width=width)
    page.locator(".d h3 button").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_can_be_read_by_everybody(found: Diff, show: Show, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = show(found, scheme=scheme)
    for button in page.locator(".d h3 button").all():
        button.click()
    result = axe.Axe().run(page)
    assert result.violations_count == 0, result.generate_report()


def test_hostile_text_runs_nothing(show: Show) -> None:
    script = "<script>document.title='bad'</script><img src=x onerror=\"document.title='bad'\">"
    text = changed(("坚定推进长江十年禁渔。", f"研究推进长江十年禁渔{script}，五年来有进展。"))
    page = show(diff(assess(), assess(text)))
    page.locator(".d h3 button").first.click()
    assert page.title() != "bad"
    assert page.locator("#pane-n").inner_text().count("<script>") == 1
    assert page.complaints == []

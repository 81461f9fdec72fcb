"""A reader at work with the HTML report, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

import align
from align.document import read
from align.judgement import Assessment, Level, Outcome
from align.report.html import SHOWN_EVIDENCE
from align.report.view import gaps, in_line

ROOT = Path(__file__).resolve().parents[3]

Show = Callable[..., Any]


def shown(page: Any) -> list[str]:
    found: list[str] = page.eval_on_selector_all(
        ".d", "all => all.filter(d => d.checkVisibility()).map(d => d.id.slice(2))"
    )
    return found


def rules(assessment: Assessment, **wanted: Any) -> set[str]:
    return {
        item.rule.id
        for item in assessment.findings
        if all(getattr(item, key) == value for key, value in wanted.items())
    }


def test_it_asks_for_nothing_and_complains_of_nothing(judged: Assessment, show: Show) -> None:
    opened = show(judged)
    opened.page.locator(".d h4 button").first.click()
    opened.page.locator("#text .s").first.click()
    assert len(opened.requests) == 1
    assert opened.requests[0].startswith("file:")
    assert opened.complaints == []


def test_the_filter_by_level_shows_these_levels_alone(judged: Assessment, show: Show) -> None:
    page = show(judged).page
    page.locator("label.chip:has(input[name=level][value='0'])").click()
    assert set(shown(page)) == rules(judged, level=Level.ABSENT)
    page.locator("label.chip:has(input[name=level][value='2'])").click()
    assert set(shown(page)) == rules(judged, level=Level.ABSENT) | rules(judged, level=Level.PARTIAL)


def test_filters_by_outcome_theme_and_text_narrow_each_other(judged: Assessment, show: Show) -> None:
    page = show(judged).page
    page.locator("label.chip:has(input[name=outcome][value='gap'])").click()
    page.locator("#theme").select_option("ECO")
    assert set(shown(page)) == rules(judged, outcome=Outcome.GAP, theme="ECO")
    page.locator("#search").fill("eco-11")
    assert set(shown(page)) == rules(judged, outcome=Outcome.GAP) & {"ECO-11"}
    page.locator("button[type=reset]").click()
    # A locator waits without evaluating code, which the page's own policy forbids.
    page.locator(".d:not([hidden])").nth(100).wait_for()
    assert set(shown(page)) == rules(judged)


def test_the_number_shown_is_told(judged: Assessment, show: Show) -> None:
    page = show(judged).page
    page.locator("label.chip:has(input[name=level][value='0'])").click()
    count = len(rules(judged, level=Level.ABSENT))
    assert page.locator("#shown").inner_text() == f"显示 {count} / {len(judged.findings)} 项"


def test_gaps_can_be_listed_worst_first_across_themes(judged: Assessment, show: Show) -> None:
    page = show(judged).page
    page.locator("#order").select_option("worst")
    worst = [item.rule.id for item in gaps(judged)]
    assert shown(page)[: len(worst)] == worst
    page.locator("#order").select_option("theme")
    assert page.locator(".group .d").count() == len(judged.findings)


def test_a_click_on_a_directive_goes_to_its_sentence(judged: Assessment, show: Show) -> None:
    page = show(judged).page
    finding = next(
        item for item in reversed(judged.findings) if item.evidence and item.outcome is Outcome.MET
    )
    page.locator(f"#d-{finding.rule.id} h4 button").click()
    decisive = next(item for item in finding.evidence if item.passage == finding.passage)
    sentence = page.locator(f"#s-{decisive.sentence}")
    assert "sel" in (sentence.get_attribute("class") or "")
    assert page.evaluate(
        "id => { const box = document.getElementById(id).getBoundingClientRect();"
        " return box.top >= 0 && box.bottom <= innerHeight + 1; }",
        f"s-{decisive.sentence}",
    )


def test_a_click_on_a_sentence_tells_its_directives_and_a_click_there_goes_back(
    judged: Assessment, show: Show
) -> None:
    page = show(judged).page
    finding = next(item for item in judged.findings if item.outcome is Outcome.MET)
    evidence = finding.evidence[0]
    page.locator(f"#s-{evidence.sentence}").click()
    panel = page.locator("#why")
    assert panel.is_visible()
    assert finding.rule.id in panel.inner_text()
    assert evidence.mentions[0].term.split("…")[0] in panel.inner_text()
    page.locator(f"#why .go[data-rule={finding.rule.id}]").click()
    assert page.locator(f"#b-{finding.rule.id}").is_visible()
    assert page.evaluate("document.activeElement.closest('.d').id") == f"d-{finding.rule.id}"


def test_a_jump_to_a_directive_that_a_filter_hides_shows_it(judged: Assessment, show: Show) -> None:
    from playwright.sync_api import expect

    page = show(judged).page
    finding = next(item for item in judged.findings if item.outcome is Outcome.MET)
    page.locator("label.chip:has(input[name=level][value='0'])").click()
    page.locator(f"#s-{finding.evidence[0].sentence}").click()
    page.locator(f"#why .go[data-rule={finding.rule.id}]").click()
    expect(page.locator(f"#d-{finding.rule.id}")).to_be_visible()


def test_the_keyboard_alone_opens_and_closes(judged: Assessment, show: Show) -> None:
    page = show(judged).page
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.locator("#text .s").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#why").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#why").is_visible()
    assert page.evaluate("document.activeElement.matches('#text .s')")
    page.locator(".d h4 button").first.focus()
    page.keyboard.press("Space")
    assert page.locator(".d .body").first.is_visible()


def test_a_click_on_where_a_gap_would_go_shows_that_heading(judged: Assessment, show: Show) -> None:
    page = show(judged).page
    finding = next(item for item in gaps(judged) if item.gap and item.gap.section)
    page.locator(f"#d-{finding.rule.id} h4 button").click()
    link = page.locator(f"#b-{finding.rule.id} .todo a[href^='#p-']")
    section = judged.outline.sections[finding.gap.section]  # type: ignore[index, union-attr]
    link.click()
    heading = page.locator((link.get_attribute("href") or "").strip())
    assert section.title in heading.inner_text()
    assert page.evaluate("e => e.getBoundingClientRect().top < innerHeight", heading.element_handle())


def test_a_click_on_the_strip_goes_to_the_nearest_evidence(judged: Assessment, show: Show) -> None:
    page = show(judged).page
    box = page.locator("#strip").bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.9, box["y"] + 10)
    assert page.evaluate("document.activeElement.matches('#text .s')")


@pytest.mark.parametrize("width", [375, 768, 1440, 3840])
def test_nothing_overflows_sideways(judged: Assessment, show: Show, width: int) -> None:
    page = show(judged, width=width).page
    for button in page.locator(".d h4 button").all()[:12]:
        button.click()
    page.locator("#text .s").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    wide = "all => all.filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth).map(e => e.id)"
    assert page.eval_on_selector_all(".pane, #why, .card", wide) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1440])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_axe_finds_no_violation(judged: Assessment, show: Show, scheme: str, width: int, lang: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = show(judged, width=width, scheme=scheme, lang=lang).page
    for button in page.locator(".d h4 button").all()[:4]:
        button.click()
    page.locator("#text .s").first.click()
    found = axe.Axe().run(page, options={"resultTypes": ["violations"]})
    told = [
        f"{item['id']}: {item['nodes'][0]['html'][:120]} {item['nodes'][0]['failureSummary'][:300]}"
        for item in found.response["violations"]
    ]
    assert told == []


def test_every_text_has_a_contrast_of_four_and_a_half(judged: Assessment, show: Show) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = show(judged).page
    found = axe.Axe().run(page, options={"runOnly": ["color-contrast"]})
    assert found.response["violations"] == []
    ratios = [
        check["data"]["contrastRatio"]
        for item in found.response["passes"]
        for node in item["nodes"]
        for check in node["any"]
        if check["data"] and "contrastRatio" in check["data"]
    ]
    assert ratios
    assert min(ratio for ratio in ratios if ratio) >= 4.5


def test_print_shows_every_directive_open_and_leaves_controls_out(judged: Assessment, show: Show) -> None:
    page = show(judged).page
    page.emulate_media(media="print")
    assert page.locator(".d .body").first.is_visible()
    assert page.locator(".d .body").last.is_visible()
    assert not page.locator("#filters").is_visible()
    assert not page.locator("#plan").is_visible()
    pdf = page.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF")


def test_print_takes_the_plan_along_where_asked(judged: Assessment, show: Show) -> None:
    page = show(judged).page
    page.locator("#print-plan").check()
    page.emulate_media(media="print")
    assert page.locator("#plan").is_visible()


def test_hostile_text_runs_nothing(make: Callable[..., Assessment], show: Show) -> None:
    script = "<script>document.title='bad'</script><img src=x onerror=\"document.title='bad'\">"
    opened = show(make(script + "。", title=script))
    assert "bad" not in opened.page.title().replace(script, "")
    assert opened.page.locator("#text").inner_text().count("<script>") >= 1
    assert len(opened.requests) == 1
    assert opened.complaints == []


def test_folded_evidence_shows_its_sentences_with_their_marks_when_opened(show: Show) -> None:
    plan = (ROOT / "fixtures" / "plan.txt").read_text(encoding="utf-8")
    judged = align.check(read(BytesIO((plan * 6).encode()), name="长规划.txt"))
    finding = max(judged.findings, key=lambda item: len(item.evidence))
    assert len(finding.evidence) > SHOWN_EVIDENCE
    page = show(judged).page
    entry = page.locator(f"#d-{finding.rule.id}")
    entry.locator("h4 button").click()
    entry.locator("details.more summary").click()
    page.locator("details[open] .q[data-cut]").first.wait_for(state="detached")
    told = entry.locator(".q").all_inner_texts()
    text = judged.outline.document
    assert sorted(told) == sorted(in_line(text.slice(item.span)) for item in finding.evidence)
    marked = "".join(entry.locator("details.more mark.term").all_inner_texts())
    folded = page.evaluate("document.querySelector('details[open] mark.term').textContent")
    assert folded in marked
    terms = {in_line(text.slice(mention.span)) for item in finding.evidence for mention in item.mentions}
    assert any(term in marked for term in terms)


def test_a_sentence_whose_evidence_is_folded_is_explained_in_full(show: Show) -> None:
    plan = (ROOT / "fixtures" / "plan.txt").read_text(encoding="utf-8")
    judged = align.check(read(BytesIO((plan * 6).encode()), name="长规划.txt"))
    last = max(item.sentence for finding in judged.findings for item in finding.evidence)
    page = show(judged).page
    page.locator(f"#s-{last}").click()
    assert page.locator("#why .q").first.inner_text() == page.locator(f"#s-{last}").inner_text()

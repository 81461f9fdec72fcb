"""The matrix of 300 plans: how large its page is, how long it takes to make, to open, to sort and to open a cell.

pytest benchmarks/test_matrix_html.py -s
"""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

import pytest

import align
from align.comparison import Matrix, matrix
from align.document import Block, Document, Span
from align.judgement import Assessment
from align.report.plans import render

ROOT = Path(__file__).resolve().parent.parent
PLANS = 300
MOST_BYTES = 5_000_000
MOST_MILLISECONDS = 1500
MOST_SORTING = 1000
OPENED = """() => { const entry = performance.getEntriesByType("navigation")[0];
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  return [entry.domContentLoadedEventEnd, entry.loadEventEnd, paint ? paint.startTime : 0]; }"""
SORT = """() => new Promise(done => {
  const start = performance.now();
  document.querySelectorAll("#cells tr:not([hidden]) button")[%d].click();
  requestAnimationFrame(() => { const channel = new MessageChannel();
    // A message posted in a frame arrives after that frame is painted.
    channel.port1.onmessage = () => done(performance.now() - start); channel.port2.postMessage(0); });
})"""


def plan(number: int, lines: list[str], chance: random.Random) -> Assessment:
    """Judge a plan made of sentences of the fixture, in another choice each, with numbers of its own."""
    chosen = [line.replace("临湖", f"临湖{number}") for line in lines if chance.random() < 0.75]
    text = "\n".join(
        [f"江苏省临湖{number}市实施方案", *(f"{line}（{chance.randint(1, 999)}项）" for line in chosen)]
    )
    spans, at = [], 0
    for line in text.split("\n"):
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    return CHECKER.check(Document(f"{number}.txt", text, tuple(map(Block, spans))), region="江苏")


CHECKER = align.Checker()


@pytest.fixture(scope="module")
def many() -> Matrix:
    lines = [
        line for line in (ROOT / "fixtures" / "plan.txt").read_text(encoding="utf-8").splitlines()[3:] if line
    ]
    chance = random.Random(1)
    assessments = [plan(number, lines, chance) for number in range(PLANS)]
    return matrix(assessments, meta=[{"批次": str(number % 7)} for number in range(PLANS)])


def test_the_page_is_made_and_stays_below_five_megabytes(benchmark: Any, many: Matrix) -> None:
    page = benchmark.pedantic(render, args=(many, "html"), rounds=2)
    size = len(str(page).encode())
    filled = sum(bool(cell.proofs) for cells in many.cells for cell in cells)
    benchmark.extra_info.update(bytes=size, cells=filled)
    print(f"\n{len(many.plans)} plans, {filled} cells with evidence: {size / 1e6:.2f} MB")
    assert size < MOST_BYTES


def test_long_sentences_of_their_own_stay_below_five_megabytes(many: Matrix) -> None:
    """Compression must not be what saves it: every cell with a sentence of 100 characters that stands nowhere else."""
    chance = random.Random(2)
    letters = [chr(code) for code in range(0x4E00, 0x4E00 + 3000)]
    cells = tuple(
        tuple(
            replace(
                cell,
                proofs=tuple(
                    replace(p, text="".join(chance.choices(letters, k=100))) for p in cell.proofs[:1]
                ),
            )
            for cell in line
        )
        for line in many.cells
    )
    size = len(str(render(replace(many, cells=cells), "html")).encode())
    print(f"\nincompressible sentences: {size / 1e6:.2f} MB")
    assert size < MOST_BYTES


def test_the_page_opens_sorts_and_shows_evidence_without_delay(
    benchmark: Any, many: Matrix, tmp_path: Path
) -> None:
    api = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not installed")
    path = tmp_path / "matrix.html"
    path.write_text(str(render(many, "html", group_by="批次")), encoding="utf-8")
    with api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(path.as_uri())
        ready, loaded, painted = page.evaluate(OPENED)
        times = benchmark.pedantic(lambda: [page.evaluate(SORT % n) for n in range(8)], rounds=1)
        start = page.evaluate("performance.now()")
        page.locator("#cells td.l4").first.click()
        page.wait_for_selector("#panel-body .e")
        cell = page.evaluate("performance.now()") - start
        browser.close()
    benchmark.extra_info.update(ready_ms=ready, painted_ms=painted, sort_ms=median(times), cell_ms=cell)
    print(f"\nready {ready:.0f} ms, loaded {loaded:.0f} ms, first paint {painted:.0f} ms")
    print(
        f"sort to painted frame: median {median(times):.0f} ms, worst {max(times):.0f} ms; first cell opened {cell:.0f} ms"
    )
    assert ready < MOST_MILLISECONDS
    assert median(times) < MOST_SORTING

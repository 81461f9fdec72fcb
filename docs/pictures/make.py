"""Make the pictures of the README from the fixtures: the HTML report in chromium, the Word files in LibreOffice.

    python docs/pictures/make.py

Needs chromium, soffice, pdftoppm and Noto CJK fonts, and the test dependencies.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import align
from align.judgement import Assessment
from align.report import write
from align.report.annotation import annotate

HERE = Path(__file__).resolve().parent
FIXTURES = HERE.parent.parent / "fixtures"
CHROMIUM_OPTIONS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
# LibreOffice shows comments in the margin when it prints, not when it exports; 4 is "in margins".
PRINTED_COMMENTS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Writer/Print/Content"><prop oor:name="Note" oor:op="fuse"><value>4</value></prop></item>
</oor:items>
"""


def main() -> None:
    """Make all pictures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        judged = align.check(FIXTURES / "plan.txt")
        screen(judged, folder)
        word = written(FIXTURES / "plan.txt", folder / "plan.docx")
        # One theme alone: LibreOffice prints only so many comments beside a page.
        comments(word, align.check(word, themes=["ECO"]), folder)
        office(judged, folder)


def written(text: Path, target: Path) -> Path:
    """Write a plain text as the Word file of a drafter and return it."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = Document()
    for number, line in enumerate(filter(str.strip, text.read_text(encoding="utf-8").splitlines())):
        paragraph = document.add_paragraph()
        run = paragraph.add_run(line)
        chapter = line[1:2] == "、"
        run.font.size = Pt(18 if not number else 12)
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "Noto Serif CJK SC")
        run.bold = chapter or not number
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if number < 4 else None
        paragraph.paragraph_format.first_line_indent = Pt(0 if number < 4 else 24)
    document.save(str(target))
    return target


def screen(judged: Assessment, folder: Path) -> None:
    """Picture the HTML report: as it opens, and with a directive and a sentence open."""
    from playwright.sync_api import sync_playwright

    path = folder / "report.html"
    write(judged, path)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=_program("chromium"), args=list(CHROMIUM_OPTIONS))
        page = browser.new_page(viewport={"width": 1360, "height": 1000}, reduced_motion="reduce")
        page.goto(path.as_uri())
        page.screenshot(path=HERE / "report.png")
        page.locator("label.chip:has(input[name=outcome][value='contradicted'])").click()
        page.locator(".d:not([hidden]) h4 button").first.click()
        page.locator("#text .s.negate").first.click()
        page.wait_for_timeout(500)
        page.screenshot(path=HERE / "report-gap.png")
        browser.close()


def comments(word: Path, judged: Assessment, folder: Path) -> None:
    """Picture the drafter's own Word file with its comments."""
    annotated = folder / "plan.annotated.docx"
    annotated.write_bytes(annotate(word.read_bytes(), judged))
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(PRINTED_COMMENTS, encoding="utf-8")
    _soffice(folder, "--print-to-file", "--outdir", str(folder), str(annotated))
    _picture(folder / "plan.annotated.pdf", HERE / "annotated.png", 3, (130, 100, 180, 950, 1100))


def office(judged: Assessment, folder: Path) -> None:
    """Picture the Word gap report and the left of the Excel matrix."""
    for suffix, name, page, crop in (
        (".docx", "gaps.png", 2, (110, 100, 120, 740, 900)),
        (".xlsx", "matrix.png", 1, (260, 170, 220, 2100, 1000)),
    ):
        path = folder / f"report{suffix}"
        write(judged, path)
        _soffice(folder, "--convert-to", "pdf", "--outdir", str(folder), str(path))
        _picture(path.with_suffix(".pdf"), HERE / name, page, crop)


def _soffice(folder: Path, *arguments: str) -> None:
    profile = (folder / "profile").as_uri()
    command = [_program("soffice"), f"-env:UserInstallation={profile}", "--headless", *arguments]
    subprocess.run(command, check=True, capture_output=True, timeout=180)


def _picture(pdf: Path, target: Path, page: int, crop: tuple[int, int, int, int, int]) -> None:
    """Picture a part of a page: dots an inch, left, top, width, height."""
    numbers = zip(("-r", "-x", "-y", "-W", "-H", "-f", "-l"), (*crop, page, page), strict=True)
    options = [word for pair in numbers for word in map(str, pair)]
    command = [_program("pdftoppm"), *options, "-singlefile", "-png", str(pdf), str(target.with_suffix(""))]
    subprocess.run(command, check=True, capture_output=True)


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise SystemExit(f"{name} is not installed")
    return found


if __name__ == "__main__":
    main()

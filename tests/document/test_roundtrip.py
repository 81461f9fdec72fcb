"""A plan turned into other formats by real tools gets the same levels on the same evidence.

``benchmarks/formats.py roundtrip`` measures eleven plans in ten formats; this holds one of them.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

import align
from align.document import Document, office, read

PLAN = "2022_国家_关于加快建设全国统一大市场的意见.txt"


@pytest.fixture(scope="module")
def checker() -> align.Checker:
    return align.Checker()


@pytest.fixture(scope="module")
def plan(shared: Path) -> Path:
    return shared / "corpus" / PLAN


def _concluded(checker: align.Checker, document: Document) -> list[tuple[str, int, list[str]]]:
    """Return the level and the evidence of each rule, blanks aside."""
    findings = checker.check(document, bind_all=True).findings
    return [
        (f.rule.id, int(f.level), ["".join(document.slice(e.span).split()) for e in f.evidence])
        for f in findings
    ]


def _run(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)


def _page(plan: Path, folder: Path) -> Path:
    """Write the plan as a page laid out like an official document."""
    document = read(plan)
    lines = "".join(f"<p>{document.slice(block.span)}</p>" for block in document.blocks)
    style = "body {font: 16pt/28pt serif} p {margin: 0; text-indent: 2em; text-align: justify}"
    page = folder / "plan.html"
    page.write_text(
        f"<html><head><meta charset='utf-8'><style>{style}</style></head><body>{lines}</body></html>", "utf-8"
    )
    return page


def test_gb18030(checker: align.Checker, plan: Path, tmp_path: Path) -> None:
    copy = tmp_path / "plan.txt"
    copy.write_bytes(plan.read_bytes().decode("utf-8-sig").encode("gb18030"))
    assert _concluded(checker, read(copy)) == _concluded(checker, read(plan))


@pytest.mark.skipif(office.soffice() is None, reason="soffice is not installed")
def test_word_by_libreoffice(checker: align.Checker, plan: Path, tmp_path: Path) -> None:
    shutil.copy(plan, tmp_path / "plan.txt")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    how = ("--headless", "--infilter=Text (encoded):UTF8,LF,,,", "--convert-to", "docx:MS Word 2007 XML")
    _run(str(office.soffice()), profile, *how, "--outdir", str(tmp_path), str(tmp_path / "plan.txt"))
    assert _concluded(checker, read(tmp_path / "plan.docx")) == _concluded(checker, read(plan))


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
@pytest.mark.parametrize("format", ["docx", "html"])
def test_word_and_html_by_pandoc(format: str, checker: align.Checker, plan: Path, tmp_path: Path) -> None:
    pytest.importorskip("trafilatura", reason="trafilatura is not installed")
    target = tmp_path / f"made.{format}"
    _run("pandoc", "-f", "html", "-s", str(_page(plan, tmp_path)), "-o", str(target))
    assert _concluded(checker, read(target)) == _concluded(checker, read(plan))


@pytest.mark.skipif(shutil.which("chromium") is None, reason="chromium is not installed")
def test_pdf_by_chromium(checker: align.Checker, plan: Path, tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed")
    target = tmp_path / "plan.pdf"
    page = _page(plan, tmp_path).as_uri()
    _run("chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={target}", page)
    assert _concluded(checker, read(target)) == _concluded(checker, read(plan))

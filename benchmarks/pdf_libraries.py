"""Compare PDF libraries on the PDFs of the corpus: time for letters with their places, and how many are read.

    python benchmarks/pdf_libraries.py SHARED

pymupdf is not a dependency (AGPL); install it for this comparison alone. Output is Markdown.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path


def pypdfium2(path: Path) -> str:
    """Return the letters as the reader of align takes them from pdfium."""
    import pypdfium2 as library

    from align.document.pdfglyph import sheet

    pdf = library.PdfDocument(path)
    return "".join(g.char for at in range(len(pdf)) for g in sheet(pdf[at], at + 1).glyphs)


def pdfplumber(path: Path) -> str:
    """Return the letters as pdfplumber (pdfminer.six) gives them."""
    import pdfplumber as library

    with library.open(path) as pdf:
        return "".join(char["text"] for page in pdf.pages for char in page.chars)


def pymupdf(path: Path) -> str:
    """Return the letters as MuPDF gives them."""
    import pymupdf as library

    blocks = (block for page in library.open(path) for block in page.get_text("rawdict")["blocks"])
    lines = (line for block in blocks for line in block.get("lines", ()))
    return "".join(char["c"] for line in lines for span in line["spans"] for char in span["chars"])


LIBRARIES: tuple[Callable[[Path], str], ...] = (pypdfium2, pdfplumber, pymupdf)


def main() -> None:
    """Print a row for each PDF: seconds, Chinese letters, and letters without a meaning, by library."""
    installed = [library for library in LIBRARIES if find_spec(library.__name__)]
    print("| PDF | " + " | ".join(f"{x.__name__}：秒 / 汉字 / 无义字符" for x in installed) + " |")
    print("|---" * (len(installed) + 1) + "|")
    for path in sorted((Path(sys.argv[1]) / "corpus/originals").glob("*.pdf")):
        print(f"| {path.stem[:12]} | " + " | ".join(_measured(x, path) for x in installed) + " |", flush=True)


def _measured(library: Callable[[Path], str], path: Path) -> str:
    start = time.perf_counter()
    try:
        text = library(path)
    except Exception as error:  # each library has its own exceptions
        return f"打不开（{type(error).__name__}）"
    seconds = time.perf_counter() - start
    kinds = Counter(_kind(char) for char in text)
    return f"{seconds:.2f} / {kinds['chinese']} / {kinds['none']}"


def _kind(char: str) -> str:
    if "\u3400" <= char <= "\u9fff":
        return "chinese"
    return "none" if len(char) != 1 or "\ue000" <= char <= "\uf8ff" or char == "\ufffd" else "other"


if __name__ == "__main__":
    main()

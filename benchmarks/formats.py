"""Measure the readers: originals of the corpus, and texts turned into other formats by real tools.

    python benchmarks/formats.py originals SHARED     what is understood of Word, PDF and HTML files as published
    python benchmarks/formats.py word SHARED          levels of the .docx reports against their texts
    python benchmarks/formats.py roundtrip SHARED     levels and evidence through docx, odt, html, pdf, GB18030

SHARED is the folder with ``corpus/``. Round trips need soffice, pandoc and chromium. Output is Markdown.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

import align
from align.document import Document

PLANS = (
    "2025_江苏省_政府工作报告",
    "2025_浙江省_政府工作报告",
    "2025_安徽省_政府工作报告",
    "2026_江苏省_政府工作报告",
    "2021_上海市_十四五规划和2035远景目标纲要",
    "2021_浙江省_城市内涝治理十四五规划",
    "2025_天津市_十五五规划建议",
    "2025_湖北省_十五五规划建议",
    "2022_中共中央国务院_扩大内需战略规划纲要",
    "2022_国家_关于加快建设全国统一大市场的意见",
    "2024_江苏省_关于巩固增强经济回升向好态势进一步推动高质量发展的若干政策措",
)


STYLES = {
    "chromium pdf official": "@page {size: A4; margin: 37mm 26mm 35mm 28mm; @top-center {content: '示范省人民政府公报'}"
    "@bottom-center {content: '— ' counter(page) ' —'}} body {font: 16pt/28pt serif; margin: 0}"
    "p {margin: 0; text-indent: 2em; text-align: justify}",
    "chromium pdf two columns": "@page {size: A4; margin: 20mm; @bottom-right {content: counter(page)}}"
    "body {font: 10.5pt/17pt serif; margin: 0; column-count: 2; column-gap: 8mm}"
    "p {margin: 0; text-indent: 2em; text-align: justify}",
}


def main() -> None:
    """Run the command named on the command line."""
    command, shared = sys.argv[1], Path(sys.argv[2])
    {"originals": originals, "word": word, "roundtrip": roundtrip}[command](shared)


def originals(shared: Path) -> None:
    """Print what each original is understood as, in figures."""
    print("| 文件 | 页 | 标题（按层级） | 段落 | 表（行） | 未计入 | 已略去 |\n|---|---|---|---|---|---|---|")
    for path in sorted((shared / "corpus/originals").iterdir()):
        if path.suffix in (".docx", ".pdf", ".html") or "硬换行" in path.name:
            print("| " + " | ".join(_figures(align.read(path))) + " |")


def _figures(document: Document) -> Iterator[str]:
    from align.structure import outline

    outlined = outline(document)
    levels = Counter(section.level for section in outlined.sections if section.level)
    rows = [block for block in document.blocks if block.kind == "row"]
    left = Counter(block.left_out for block in document.blocks if block.left_out)
    yield document.name
    yield str(document.pages or "—")
    yield " ".join(f"{level}级×{count}" for level, count in sorted(levels.items())) or "—"
    yield str(len(outlined.paragraphs))
    yield f"{len({block.table for block in rows})}（{len(rows)}）" if rows else "—"
    yield " ".join(f"{why}×{count}" for why, count in sorted(left.items())) or "—"
    yield " ".join(f"{gone.reason}×{gone.count}" for gone in document.omissions) or "—"


def word(shared: Path) -> None:
    """Print how the levels of the .docx reports differ from those of their texts."""
    checker = align.Checker()
    print("| 报告 | 规则 | 层级相同 | 证据相同 | 文字差异 |\n|---|---|---|---|---|")
    for path in sorted((shared / "corpus/originals").glob("*.docx")):
        province = re.sub(r"^2025年|政府工作报告$", "", path.stem)
        text = align.read(shared / "corpus" / f"2025_{province}_政府工作报告.txt")
        docx = align.read(path)
        only = [line for line in _lines(docx) if line not in set(_lines(text))]
        print(f"| {province} | {_agreement(checker, text, docx)} | {'；'.join(only)[:60] or '—'} |")


def _lines(document: Document) -> list[str]:
    return [_squeezed(document.slice(block.span)) for block in document.blocks]


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _agreement(checker: align.Checker, before: Document, after: Document) -> str:
    a, b = (checker.check(d, bind_all=True).findings for d in (before, after))
    same = [x.level == y.level for x, y in zip(a, b, strict=True)]
    evidence = [_evidence(before, x) == _evidence(after, y) for x, y in zip(a, b, strict=True)]
    changed = [
        f"{x.rule.id} {x.level.name}→{y.level.name}" for x, y in zip(a, b, strict=True) if x.level != y.level
    ]
    note = f"（{'；'.join(changed)}）" if changed else ""
    return f"{len(same)} | {sum(same)}{note} | {sum(evidence)}"


def _evidence(document: Document, finding: align.Finding) -> list[str]:
    return [_squeezed(document.slice(found.span)) for found in finding.evidence]


def roundtrip(shared: Path) -> None:
    """Print, for each plan and format, how many levels and lists of evidence agree with those of the text."""
    checker = align.Checker()
    texts = [path for name in PLANS for path in sorted((shared / "corpus").glob(f"{name}*.txt"))]
    print("| 文件 | 格式 | 规则 | 层级相同 | 证据相同 |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="align-formats-") as folder:
        for path, made in _made(texts, Path(folder)):
            told = _agreement(checker, align.read(path), align.read(made))
            print(f"| {path.stem} | {made.parent.name} | {told} |", flush=True)


def _made(texts: list[Path], folder: Path) -> Iterator[tuple[Path, Path]]:
    """Make every format of the texts, and yield each text with each file made of it."""
    sources = folder / "utf-8"
    sources.mkdir()
    copies = [Path(shutil.copy(path, sources / f"plan{at}.txt")) for at, path in enumerate(texts)]
    docx = _office(copies, folder / "libreoffice docx", "docx:MS Word 2007 XML", "Text (encoded):UTF8,LF,,,")
    made = [docx, _office(docx, folder / "libreoffice odt", "odt")]
    made.append(_office(docx, folder / "libreoffice doc", "doc:MS Word 97"))
    made.append(_office(docx, folder / "libreoffice pdf", "pdf"))
    made.append(_pandoc(docx, folder / "pandoc docx", "docx"))
    made.append(_pandoc(docx, folder / "pandoc html", "html"))
    made.append(_printed(made[-1], folder / "chromium pdf"))
    made += [
        _printed(_styled(texts, folder / f"{name} html", style), folder / name)
        for name, style in STYLES.items()
    ]
    made.append(_encoded(copies, folder / "GB18030 txt"))
    for files in made:
        yield from zip(texts, files, strict=True)


def _office(files: list[Path], folder: Path, format: str, infilter: str | None = None) -> list[Path]:
    how = [f"--infilter={infilter}"] if infilter else []
    profile = f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}"
    _run(
        [
            "soffice",
            profile,
            "--headless",
            *how,
            "--convert-to",
            format,
            "--outdir",
            str(folder),
            *map(str, files),
        ]
    )
    return [folder / f"{file.stem}.{format.split(':')[0]}" for file in files]


def _pandoc(files: list[Path], folder: Path, format: str) -> list[Path]:
    folder.mkdir()
    made = [folder / f"{file.stem}.{format}" for file in files]
    for file, target in zip(files, made, strict=True):
        _run(["pandoc", "-s", "-M", f"title={file.stem}", str(file), "-o", str(target)])
    return made


def _printed(files: list[Path], folder: Path) -> list[Path]:
    folder.mkdir()
    made = [folder / f"{file.stem}.pdf" for file in files]
    plain = ["--no-pdf-header-footer"] if folder.name in STYLES else []
    for file, target in zip(files, made, strict=True):
        _run(
            [
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                *plain,
                f"--print-to-pdf={target}",
                file.as_uri(),
            ]
        )
    return made


def _styled(files: list[Path], folder: Path, style: str) -> list[Path]:
    """Write pages of the paragraphs of texts, laid out by a style sheet."""
    folder.mkdir()
    made = [folder / f"plan{at}.html" for at in range(len(files))]
    for file, target in zip(files, made, strict=True):
        document = align.read(file)
        lines = "".join(f"<p>{escape(document.slice(block.span))}</p>" for block in document.blocks)
        head = f'<meta charset="utf-8"><title>{file.stem}</title><style>{style}</style>'
        target.write_text(
            f'<!DOCTYPE html><html lang="zh"><head>{head}</head><body>{lines}</body></html>', "utf-8"
        )
    return made


def _encoded(files: Iterable[Path], folder: Path) -> list[Path]:
    folder.mkdir()
    made = []
    for file in files:
        target = folder / file.name
        target.write_bytes(file.read_bytes().decode("utf-8-sig").encode("gb18030"))
        made.append(target)
    return made


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600)


if __name__ == "__main__":
    main()

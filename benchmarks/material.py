"""Texts to measure on: seeded recombinations of real paragraphs, no two equal.

From ``../shared/corpus`` where it stands beside the repository, else from the example plan, which is said in the results.
"""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SEED = 20231130
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
"""One such character sends a text through a second pass: texts of all lengths have none, to be compared."""


@cache
def paragraphs() -> tuple[str, ...]:
    """Return the paragraphs of the work reports of 2025 and 2026 in the corpus, of the example plan without it."""
    files = sorted((SHARED / "corpus").glob("202[56]_*_政府工作报告.txt"))
    if not files:
        files = [ROOT / "fixtures" / "plan.txt"]
    texts = (INVISIBLE.sub("", file.read_text(encoding="utf-8")) for file in files)
    return tuple(line.strip() for text in texts for line in text.splitlines() if len(line.strip()) >= 8)


def where() -> str:
    """Return what the texts are made of."""
    return (
        "paragraphs of `../shared/corpus`"
        if (SHARED / "corpus").is_dir()
        else "paragraphs of the example plan"
    )


def plan(size: int, seed: int = SEED) -> str:
    """Return a plan of just so many characters."""
    draw = random.Random(seed)
    lines = ["2026年江苏省政府工作报告", f"（第 {seed} 号组合文本）"]
    length = sum(map(len, lines)) + len(lines)
    chosen = list(paragraphs())
    number = 0
    while length < size:
        draw.shuffle(chosen)
        for line in chosen:
            if number % 12 == 0:
                lines.append(f"{_numeral(number // 12)}、{line[:12].strip('，。；：、 ')}")
                length += len(lines[-1]) + 1
            lines.append(line)
            length += len(line) + 1
            number += 1
            if length >= size:
                break
    return "\n".join(lines)[:size]


def _numeral(number: int) -> str:
    digits = "一二三四五六七八九十"
    return digits[number % 10] if number < 10 else f"十{digits[number % 10]}"


def report() -> str:
    """Return a real work report of about 20,000 characters, recombined paragraphs without the corpus."""
    path = SHARED / "gold" / "2026_安徽省_政府工作报告.txt"
    return path.read_text(encoding="utf-8")[:20_000] if path.is_file() else plan(20_000)


def corpus(folder: Path, count: int, size: int) -> Path:
    """Write so many plans of about so many characters into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{number:05}.txt").write_text(plan(size, seed=number), encoding="utf-8")
    return folder


@cache
def clauses() -> tuple[str, ...]:
    """Return runs of 4 to 8 characters of the clauses of ``../shared/corpus/bulk``, each once, shuffled."""
    files = sorted((SHARED / "corpus" / "bulk").glob("*.txt")) or [ROOT / "fixtures" / "plan.txt"]
    draw = random.Random(SEED)
    found: set[str] = set()
    for file in files:
        text = file.read_text(encoding="utf-8", errors="ignore")
        for mark in "。；：、！？\n“”（）《》 　":
            text = text.replace(mark, "，")
        for clause in text.split("，"):
            for start in range(0, len(clause) - 4, 2):
                found.add(clause[start : start + draw.randint(4, 8)])
    chosen = sorted(term for term in found if len(term) >= 4 and term.isalpha())
    draw.shuffle(chosen)
    return tuple(chosen)

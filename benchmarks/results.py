"""Makes ``benchmarks/RESULTS.md`` of what pytest-benchmark and ``benchmarks.ratios`` measured."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks import material
from benchmarks.ratios import KEPT

STAGES = Path(".benchmarks") / "stages.json"
PAGE = Path(__file__).with_name("RESULTS.md")
NOTES = Path(__file__).with_name("notes.md")
Figures = dict[str, Any]


def verdict(value: float, limit: float, least: bool = False) -> str:
    """Return whether a ratio meets its target."""
    return "met" if (value >= limit if least else value <= limit) else "**not met**"


def ratios(kept: Figures) -> Iterator[str]:
    """Yield the rows of the table of targets."""
    yield "| what | ratio | target | |\n| --- | --- | --- | --- |"
    if "sides" in kept:
        seconds = kept["sides"]["seconds"]
        faster = seconds["b spaCy, jieba, PhraseMatcher"] / seconds["check"]
        slower = seconds["check"] / seconds["a bare scan"]
        yield f"| warm check: throughput against (b) | {faster:.2f}× | ≥ 4× | {verdict(faster, 4, least=True)} |"
        yield f"| warm check: time against (a) | {slower:.1f}× | ≤ 10× | {verdict(slower, 10)} |"
    if "growth" in kept:
        seconds = {int(size): value / int(size) for size, value in kept["growth"]["seconds"].items()}
        grown = seconds[1_000_000] / seconds[20_000] - 1
        yield f"| cost a character, 1M against 20k | {grown:+.0%} | ≤ +15 % | {verdict(grown, 0.15)} |"
    if "rules" in kept:
        one, many = kept["rules"]["rows"]["1"], kept["rules"]["rows"]["100"]
        hits = many["hits"] / one["hits"]
        for name, what in (
            ("evidence", "scan, matching, evidence"),
            ("check", "whole check, 110 findings to 11,000"),
        ):
            grown = many[name] / one[name] / hits
            yield f"| rules ×100, hits ×{hits:.2f}: {what}, growth over that of hits | {grown:.2f}× | ≤ 1.5× | {verdict(grown, 1.5)} |"
    if "cold" in kept:
        for name, limit in (("align check", 1.3), ("align --help", 0.4), ("align rules list", 0.4)):
            wall, cpu = (
                kept["cold"][clock][name] / kept["cold"][clock]["import spacy"] for clock in ("wall", "cpu")
            )
            yield f"| cold `{name}` against `import spacy`, wall (processor) | {wall:.2f}× ({cpu:.2f}×) | ≤ {limit}× | {verdict(wall, limit)} |"
    if "processes" in kept:
        seconds = kept["processes"]["seconds"]
        faster = seconds["1"] / seconds["2"]
        yield f"| 2 processes against 1, 500 documents | {faster:.2f}× | ≥ 1.8× | {verdict(faster, 1.8, least=True)} |"
    if "memory" in kept:
        peaks = kept["memory"]["megabytes"]
        grown = peaks["5000"] / peaks["500"] - 1
        yield f"| peak memory, 5,000 documents against 500 | {grown:+.1%} | ≤ +15 % | {verdict(grown, 0.15)} |"


def details(kept: Figures) -> Iterator[str]:
    """Yield the tables behind the ratios."""
    if "sides" in kept:
        one = kept["sides"]
        yield f"\n## Side by side\n\nA work report of {one['characters']:,} characters, {one['terms']:,} ungapped terms; medians, in turns."
        yield "(b) and (c) only find ungapped terms; the check also joins gapped ones, reads stance and means, judges and finds gaps.\n"
        yield "| run | ms | of the check |\n| --- | --- | --- |"
        for name, value in one["seconds"].items():
            yield f"| {name} | {value * 1000:.2f} | {value / one['seconds']['check']:.2f} |"
    if "segmented" in kept:
        one = kept["segmented"]
        share = one["segmented"] / one["characters"]
        yield (
            f"\nOf the labelled documents the word guard had {share:.0%} segmented by rjieba: the clauses with a short "
            "mention. spaCy itself sees none of the text in `align check`; in a user's pipeline it sees all of it."
        )
    if "growth" in kept:
        yield "\n## Length\n\n| characters | ms | µs a character |\n| --- | --- | --- |"
        for size, value in kept["growth"]["seconds"].items():
            yield f"| {int(size):,} | {value * 1000:.1f} | {value / int(size) * 1e6:.2f} |"
    if "rules" in kept:
        yield "\n## Rules\n"
        yield "| rules | terms | hits | build s | memory MB | evidence ms | check ms |\n| --- | --- | --- | --- | --- | --- | --- |"
        for row in kept["rules"]["rows"].values():
            yield (
                f"| {row['rules']:,} | {row['terms']:,} | {row['hits']:,} | {row['build']:.2f} | {row['memory']:.0f} | "
                f"{row['evidence'] * 1000:.1f} | {row['check'] * 1000:.1f} |"
            )
    if "cold" in kept:
        yield "\n## Cold\n\nMedians of nine, in turns.\n\n| command | wall s | processor s |\n| --- | --- | --- |"
        for name, value in kept["cold"]["wall"].items():
            yield f"| `{name}` | {value:.2f} | {kept['cold']['cpu'][name]:.2f} |"
    if "processes" in kept:
        one = kept["processes"]
        yield f"\n## Many plans\n\n{one['documents']} plans of {one['characters']:,} characters; the best of three, in turns.\n"
        yield "| processes | s | documents/s |\n| --- | --- | --- |"
        for number, value in one["seconds"].items():
            yield f"| {number} | {value:.1f} | {one['documents'] / value:.0f} |"
    if "memory" in kept:
        one = kept["memory"]
        yield f"\n## Memory\n\nPlans of {one['characters']:,} characters, 2 processes, proportional set size of all processes.\n"
        yield "| documents | peak MB | s |\n| --- | --- | --- |"
        for count, value in one["megabytes"].items():
            yield f"| {int(count):,} | {value:.0f} | {one['seconds'][count]:.0f} |"


def stages() -> Iterator[str]:
    """Yield the table of stages by length."""
    if not STAGES.is_file():
        return
    cells: dict[tuple[str, int], float] = {}
    for one in json.loads(STAGES.read_text(encoding="utf-8"))["benchmarks"]:
        if "characters" in one["extra_info"]:
            cells[one["group"], one["extra_info"]["characters"]] = statistics.median(
                one["stats"]["data"] or [one["stats"]["median"]]
            )
    names, sizes = list(dict.fromkeys(name for name, _ in cells)), sorted({size for _, size in cells})
    yield "\n## Stages (pytest-benchmark, medians, ms)\n"
    yield "`check` is outline, match, evidence (which has match in it), judge, coverage and notices.\n"
    yield "| stage | " + " | ".join(f"{size:,}" for size in sizes) + " |\n| --- |" + " --- |" * len(sizes)
    for name in names:
        yield f"| {name} | " + " | ".join(f"{cells[name, size] * 1000:.2f}" for size in sizes) + " |"


def page() -> str:
    """Return the page."""
    kept: Figures = json.loads(KEPT.read_text(encoding="utf-8"))
    one = next(iter(kept.values()))["machine"]
    loads = ", ".join(f"{name} {figures['machine']['load']:.1f}" for name, figures in kept.items())
    head = (
        f"# What it costs\n\nMade by `make bench`; do not edit. {one['processor']}, {one['processors']} processors, "
        f"Python {one['python']}. Texts: {material.where()}. Load average when each began: {loads}. Ratios are of medians of "
        "runs in turns, by processor time where not said otherwise.\n"
    )
    notes = "\n" + NOTES.read_text(encoding="utf-8") if NOTES.is_file() else ""
    return "\n".join([head, *ratios(kept), notes, *details(kept), *stages()]) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

"""The ratios of ``benchmarks/RESULTS.md``: things measured side by side in one run.

    python -m benchmarks.ratios [NAME ...]      all, or only: sides cold growth rules processes memory segmented

Each measurement is kept in ``.benchmarks/ratios.json``; ``python -m benchmarks.results`` makes the page.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from align import Checker
from align.document.plain import plain
from benchmarks import material, rivals
from benchmarks.measure import commands_in_turns, in_turns, machine, peak_memory

KEPT = Path(".benchmarks") / "ratios.json"
REGION = "江苏"
Figures = dict[str, Any]


def sides() -> Figures:
    """Measure the whole warm check of a report of 20,000 characters beside the floor and what users would write."""
    text = material.report()
    checker = Checker()
    document = plain(text, "plan.txt")
    runs: dict[str, Callable[[], object]] = {
        "check": lambda: checker.check(document, region=REGION),
        "a bare scan": rivals.floor(checker, text),
        "b spaCy, jieba, PhraseMatcher": rivals.spacy(checker, text),
        "c flashtext": rivals.flashtext(checker, text),
        "c re alternation": rivals.alternation(checker, text),
    }
    times = {name: found.median for name, found in in_turns(runs, 15).items()}
    return {"characters": len(text), "terms": len(rivals.terms(checker)), "seconds": times}


def cold() -> Figures:
    """Measure commands from nothing, nine times each, the rules kept from a run before as they are for a user."""
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "plan.txt"
        plan.write_text(material.report(), encoding="utf-8")
        align = [sys.executable, "-m", "align"]
        commands = {
            "import spacy": [sys.executable, "-c", "import spacy"],
            "align check": [*align, "check", str(plan), "--region", REGION],
            "align --help": [*align, "--help"],
            "align rules list": [*align, "rules", "list"],
        }
        found = commands_in_turns(commands, 9, {**os.environ, "ALIGN_CACHE_DIR": folder})
        anew = {"align check, rules read anew": commands["align check"]}
        found |= commands_in_turns(anew, 9, {**os.environ, "ALIGN_CACHE_DIR": "off"})
    return {
        "wall": {name: times.median_wall for name, times in found.items()},
        "cpu": {name: times.median for name, times in found.items()},
    }


def growth() -> Figures:
    """Measure the check at several lengths, in turns, each so often that a million characters are read in a turn."""
    checker = Checker()
    sizes = (2_000, 20_000, 100_000, 1_000_000)
    documents = {size: plain(material.plan(size), "plan.txt") for size in sizes}

    def read(size: int) -> None:
        for _ in range(sizes[-1] // size):
            checker.check(documents[size], region=REGION)

    found = in_turns({str(size): partial(read, size) for size in sizes}, 3)
    return {"seconds": {size: one.median * int(size) / sizes[-1] for size, one in found.items()}}


def rules() -> Figures:
    """Measure the ruleset ten and a hundred times as large."""
    from align.evidence import collect
    from align.evidence.guard import word_guard
    from align.evidence.matching import match
    from align.structure import outline
    from benchmarks.bigger import enlarged

    text = material.report()
    document = plain(text, "plan.txt")
    outlined = outline(document)
    checker = Checker()
    hits = _hits(match(outlined, checker._compiled))
    rows = {}
    for times in (1, 10, 100):
        ruleset = enlarged(checker.ruleset, times, text, hits, 1.75) if times > 1 else checker.ruleset
        before, started = _resident(), time.process_time()
        larger = Checker(ruleset)
        built = time.process_time() - started
        runs: dict[str, Callable[[], object]] = {
            "evidence": partial(collect, outlined, larger._compiled, word_guard),
            "check": partial(larger.check, document, region=REGION),
        }
        found = in_turns(runs, 7)
        rows[str(times)] = {
            "rules": len(ruleset.rules),
            "terms": len(larger._compiled.lexicon.terms),
            "hits": _hits(match(outlined, larger._compiled)),
            "build": built,
            "memory": _resident() - before,
            **{name: one.median for name, one in found.items()},
        }
    return {"rows": rows}


def _hits(matching: Any) -> int:
    return sum(map(len, matching.hits.values()))


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1024**2


def processes() -> Figures:
    """Measure 500 plans on one process and on two, three times in turns."""
    with tempfile.TemporaryDirectory() as folder:
        plans = material.corpus(Path(folder) / "plans", 500, 8_000)
        seconds: dict[str, list[float]] = {"1": [], "2": []}
        for _ in range(3):
            for number in ("1", "2"):
                out = Path(folder) / "out"
                started = time.perf_counter()
                _corpus(plans, out, number)
                seconds[number].append(time.perf_counter() - started)
                shutil.rmtree(out)
    return {
        "documents": 500,
        "characters": 8_000,
        "seconds": {name: min(found) for name, found in seconds.items()},
    }


def _command(plans: Path, out: Path, number: str) -> list[str]:
    return [sys.executable, "-m", "align", "corpus", str(plans), "-o", str(out), "-j", number, "--quiet"]


def _corpus(plans: Path, out: Path, number: str) -> None:
    import subprocess

    subprocess.run(_command(plans, out, number), check=True, stderr=subprocess.DEVNULL)


def memory() -> Figures:
    """Measure the peak memory of a run on 500 plans and on 5,000; no two plans are equal."""
    peaks, seconds = {}, {}
    with tempfile.TemporaryDirectory() as folder:
        for count in (500, 5_000):
            plans = material.corpus(Path(folder) / f"plans{count}", count, 3_000)
            started = time.perf_counter()
            peaks[str(count)] = peak_memory(_command(plans, Path(folder) / f"out{count}", "2"), os.environ)
            seconds[str(count)] = time.perf_counter() - started
    return {"characters": 3_000, "megabytes": peaks, "seconds": seconds}


def segmented() -> Figures:
    """Measure what share of real reports the word guard has segmented."""
    from align.evidence import collect
    from align.evidence import guard as guarding
    from align.structure import outline

    checker = Checker()
    seen, whole = 0, 0
    original = guarding.words

    def counted(text: str) -> list[str]:
        nonlocal seen
        seen += len(text)
        return original(text)

    guarding.words = counted
    try:
        for path in sorted((material.SHARED / "gold").glob("*.txt")) or [
            material.ROOT / "fixtures" / "plan.txt"
        ]:
            outlined = outline(plain(path.read_text(encoding="utf-8"), path.name))
            whole += len(outlined.document.text)
            collect(outlined, checker._compiled, guarding.word_guard)
    finally:
        guarding.words = original
    return {"segmented": seen, "characters": whole}


ALL: dict[str, Callable[[], Figures]] = {
    one.__name__: one for one in (sides, cold, growth, rules, processes, memory, segmented)
}


def main(names: list[str]) -> None:
    """Measure and keep the figures named, all without a name."""
    KEPT.parent.mkdir(exist_ok=True)
    kept: Figures = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.is_file() else {}
    for name in names or ALL:
        started = machine()
        kept[name] = {**ALL[name](), "machine": started, "day": dt.date.today().isoformat()}
        KEPT.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
        sys.stderr.write(f"{name}: done\n")


if __name__ == "__main__":
    main(sys.argv[1:])

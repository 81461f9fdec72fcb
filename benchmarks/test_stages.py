"""Each stage and the whole check at four lengths, by pytest-benchmark: ``make bench``."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

import align
from align import Checker
from align.document.plain import plain
from align.evidence import collect
from align.evidence.guard import word_guard
from align.evidence.matching import match
from align.judgement import Assessment, judge
from align.structure import outline
from benchmarks import material

SIZES = {"2k": 2_000, "20k": 20_000, "100k": 100_000, "1M": 1_000_000}
ROUNDS = {"2k": 20, "20k": 10, "100k": 5, "1M": 2}
REGION = "江苏"


@cache
def checker() -> Checker:
    return Checker()


@cache
def assessment(size: str) -> Assessment:
    return checker().check(plain(material.plan(SIZES[size]), "plan.txt"), region=REGION)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("stage", ["read", "outline", "match", "evidence", "judge", "check", "text", "json"])
def test_stage(benchmark: Any, stage: str, size: str) -> None:
    found = assessment(size)
    document, compiled = found.outline.document, checker()._compiled
    evidence = tuple(item for finding in found.findings for item in finding.evidence)
    stages = {
        "read": lambda: plain(document.text, "plan.txt"),
        "outline": lambda: outline(document),
        "match": lambda: match(found.outline, compiled),
        "evidence": lambda: collect(found.outline, compiled, word_guard),
        "judge": lambda: judge(found.outline, checker().ruleset, evidence, found.scope),
        "check": lambda: checker().check(document, region=REGION),
        "text": lambda: align.render(found, "text"),
        "json": lambda: align.render(found, "json"),
    }
    benchmark.group = stage
    benchmark.extra_info["characters"] = SIZES[size]
    benchmark.pedantic(stages[stage], rounds=ROUNDS[size], warmup_rounds=1)

"""Minimal pairs: written from the guide, held by the checker."""

from collections import Counter
from pathlib import Path

import pytest

from align.errors import SettingsError
from align.evaluation.cases import read, report
from align.ruleset import load

CASES = Path(__file__).parents[2] / "fixtures" / "cases.yaml"


def test_at_least_99_of_a_hundred_minimal_pairs_hold() -> None:
    cases = read(CASES)
    failed, lines = report(cases, "yrd-2023", ())
    assert failed <= 0.01 * len(cases), "\n".join(lines)


def test_every_rule_has_three_and_every_kind_of_trap_forty() -> None:
    cases = read(CASES)
    rules, kinds = Counter(case.rule for case in cases), Counter(case.tests for case in cases)
    assert [rule.id for rule in load().rules if rules[rule.id] < 3] == []
    for kind in ("negation", "reported", "problem", "review", "look-alike"):
        assert kinds[kind] >= 40, kind


def test_no_pair_stands_in_a_document_of_the_corpus(shared: Path) -> None:
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in (shared / "gold").glob("*.txt")]
    copied = [
        case.text for case in read(CASES) if len(case.text) > 20 and any(case.text in text for text in texts)
    ]
    assert copied == []


def test_a_file_that_holds_no_pairs_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "cases.yaml").write_text("- {rule: ECO-11, level: 9}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="minimal pairs"):
        read(tmp_path / "cases.yaml")

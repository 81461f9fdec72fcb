"""Every clause of the speech stands within the quote of a rule or is exempt with a reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from align.ruleset import Ruleset, load

PARAGRAPHS = (1, *range(4, 13))
CLAUSE = re.compile(r"[^，。；：]+")


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return load("yrd-2023")


@pytest.fixture
def speech(shared: Path) -> list[str]:
    return (shared / "speech" / "speech.txt").read_text(encoding="utf-8").splitlines()


def spans(paragraph: str, quote: str) -> list[tuple[int, int]]:
    return [(found.start(), found.end()) for found in re.finditer(re.escape(quote), paragraph)]


def quotes(ruleset: Ruleset, number: int) -> list[str]:
    ruled = [rule.source.quote for rule in ruleset.rules if rule.source.paragraph == number]
    return ruled + [clause.quote for clause in ruleset.exempt if clause.paragraph == number]


@pytest.mark.parametrize("number", PARAGRAPHS)
def test_every_clause_is_quoted_or_exempt(ruleset: Ruleset, speech: list[str], number: int) -> None:
    paragraph = speech[number]
    covered = [span for quote in quotes(ruleset, number) for span in spans(paragraph, quote)]
    open_clauses = [
        clause.group()
        for clause in CLAUSE.finditer(paragraph)
        if not any(start <= clause.start() and clause.end() <= end for start, end in covered)
    ]
    assert open_clauses == []


def test_every_rule_quotes_the_speech_to_the_letter(ruleset: Ruleset, speech: list[str]) -> None:
    strays = [rule.id for rule in ruleset.rules if rule.source.quote not in speech[rule.source.paragraph]]
    assert strays == []


def test_rules_mirror_the_directives_of_the_speech(ruleset: Ruleset, shared: Path) -> None:
    themes = yaml.safe_load((shared / "directives.yaml").read_text(encoding="utf-8"))
    wanted = [
        (each["id"], each["kind"], each["p"], each["quote"], tuple(each["needs"]), str(each.get("until")))
        for theme in themes
        for each in theme["directives"]
    ]
    told = [
        (rule.id, rule.kind, rule.source.paragraph, rule.source.quote, rule.elements, str(rule.until))
        for rule in ruleset.rules
    ]
    assert told == wanted


def test_every_exemption_is_whole_clauses_of_the_speech(ruleset: Ruleset, speech: list[str]) -> None:
    clauses = {(number, found.group()) for number in PARAGRAPHS for found in CLAUSE.finditer(speech[number])}
    strays = [entry.quote for entry in ruleset.exempt if (entry.paragraph, entry.quote) not in clauses]
    assert strays == []


def test_what_stands_under_a_rule_names_one_that_exists(ruleset: Ruleset) -> None:
    under = [entry for entry in ruleset.exempt if entry.reason == "stands-under"]
    assert under
    assert [entry.quote for entry in under if entry.under is None or ruleset.rule(entry.under) is None] == []
    assert [
        entry.quote for entry in ruleset.exempt if entry.reason != "stands-under" and entry.under is not None
    ] == []


def test_no_clause_is_both_ruled_and_exempt(ruleset: Ruleset) -> None:
    ruled = {(rule.source.paragraph, rule.source.quote) for rule in ruleset.rules}
    assert [entry.quote for entry in ruleset.exempt if (entry.paragraph, entry.quote) in ruled] == []

"""JUnit XML that the Jenkins schema and a JUnit parser accept."""

from __future__ import annotations

from pathlib import Path

import pytest
from junitparser import Failure, JUnitXml, Skipped, TestCase
from lxml import etree

from align.gate import Gate, Policy, Verdict, apply
from align.judgement import Assessment, Outcome
from align.report.judged import Unread
from align.report.junit import render, suites

SCHEMA = etree.XMLSchema(etree.parse(str(Path(__file__).parent / "schemas" / "junit-10.xsd")))


@pytest.fixture
def judged(assessment: Assessment) -> Verdict:
    return apply(assessment, Gate(Policy(fail_on=("absent",), fail_under=1)), "drafts/plan.txt")


def parsed(text: str) -> JUnitXml:
    SCHEMA.assertValid(etree.fromstring(text.encode()))
    return JUnitXml.fromstring(text.encode())


def cases(text: str) -> dict[str, TestCase]:
    return {case.name.split(" ")[0]: case for suite in parsed(text) for case in suite}


def test_the_xml_is_valid_with_and_without_a_policy(assessment: Assessment, judged: Verdict) -> None:
    parsed(render(assessment))
    parsed(suites([judged], [Unread("b.docx", "文件已损坏。")]))
    parsed(suites([]))


def test_every_directive_is_a_test(assessment: Assessment, judged: Verdict) -> None:
    rules = [rule.id for rule in assessment.ruleset.rules]
    assert [name for name in cases(suites([judged])) if "-" in name] == rules


def test_a_test_fails_where_the_gate_refuses_and_only_there(assessment: Assessment, judged: Verdict) -> None:
    refused = {breach.rule for breach in judged.breaches if breach.rule}
    failed = {
        name
        for name, case in cases(suites([judged])).items()
        if any(isinstance(result, Failure) for result in case.result)
    }
    assert failed == refused | {"policy"}
    assert parsed(render(assessment)).failures == 0


def test_waived_and_inapplicable_directives_are_skipped_with_the_reason(assessment: Assessment) -> None:
    found = cases(render(assessment))
    for finding in assessment.findings:
        skipped = [item for item in found[finding.rule.id].result if isinstance(item, Skipped)]
        assert bool(skipped) == (finding.outcome in (Outcome.WAIVED, Outcome.INAPPLICABLE))
        if finding.waived is not None:
            assert finding.waived.reason in skipped[0].message


def test_the_counts_are_those_of_the_tests(judged: Verdict) -> None:
    suite = next(iter(parsed(suites([judged]))))
    assert suite.tests == len(list(suite))
    assert suite.failures == sum(isinstance(result, Failure) for case in suite for result in case.result)


def test_a_plan_that_could_not_be_read_is_an_error(judged: Verdict) -> None:
    found = parsed(suites([judged], [Unread("b.docx", "文件已损坏。")]))
    assert found.errors == 1


def test_control_characters_of_a_plan_leave_the_xml_valid(judged: Verdict) -> None:
    parsed(suites([judged], [Unread("b\x00\x1b.docx", "坏\x0b字\x08符")]))

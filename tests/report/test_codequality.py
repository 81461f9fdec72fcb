"""GitLab Code Quality: what GitLab's documentation demands of a report."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from align.gate import Gate, Policy, Verdict, apply
from align.judgement import Assessment, Outcome
from align.report.codequality import issues, render
from align.report.judged import Unread

# docs.gitlab.com, "Code Quality report format": these fields, this list of severities, a path relative to the
# repository without a leading "./".
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./)(?!/).+"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


@pytest.fixture
def judged(assessment: Assessment) -> Verdict:
    return apply(assessment, Gate(Policy(fail_on=("absent",), fail_under=1)), "drafts/plan.txt")


def valid(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(text)
    jsonschema.validate(found, SCHEMA)
    return found


def test_the_report_is_valid_with_and_without_a_policy(assessment: Assessment, judged: Verdict) -> None:
    assert valid(render(assessment))
    assert valid(issues([judged], [Unread("b.docx", "文件已损坏。")]))
    assert valid(issues([])) == []


def test_fingerprints_are_unique_and_the_same_each_time(judged: Verdict) -> None:
    other = apply(judged.assessment, Gate(Policy(fail_on=("absent",))), "drafts/other.txt")
    prints = [issue["fingerprint"] for issue in valid(issues([judged, other]))]
    assert len(set(prints)) == len(prints)
    assert prints == [issue["fingerprint"] for issue in valid(issues([judged, other]))]


def test_only_what_the_gate_refuses_is_a_blocker(assessment: Assessment, judged: Verdict) -> None:
    refused = {breach.rule or "policy" for breach in judged.breaches}
    blockers = {issue["check_name"] for issue in valid(issues([judged])) if issue["severity"] == "blocker"}
    assert blockers == refused
    assert all(issue["severity"] != "blocker" for issue in valid(render(assessment)))


def test_a_waived_directive_is_information_with_its_reason(assessment: Assessment) -> None:
    found = {issue["check_name"]: issue for issue in valid(render(assessment))}
    waived = [item for item in assessment.findings if item.outcome is Outcome.WAIVED]
    assert waived
    for finding in waived:
        assert found[finding.rule.id]["severity"] == "info"
        assert finding.waived is not None
        assert finding.waived.reason in found[finding.rule.id]["description"]

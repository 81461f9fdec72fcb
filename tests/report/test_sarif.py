"""SARIF that its own schema and two readers of SARIF accept."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from sarif_pydantic import Sarif  # type: ignore[import-untyped]

from align.gate import Gate, Policy, Verdict, apply, record
from align.judgement import Assessment, Outcome
from align.report.judged import Unread
from align.report.sarif import log, render

SCHEMA = json.loads(
    (Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8")
)
POLICY = Policy(fail_on=("absent",), fail_under=1)


@pytest.fixture
def judged(assessment: Assessment) -> Verdict:
    return apply(assessment, Gate(POLICY), "drafts/草案 一.txt")


def valid(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text)
    jsonschema.Draft4Validator(SCHEMA).validate(found)
    Sarif.model_validate(found)
    return found


def results(text: str) -> dict[str, dict[str, Any]]:
    return {result["ruleId"]: result for result in valid(text)["runs"][0]["results"]}


def test_the_log_is_valid_with_and_without_a_policy(assessment: Assessment, judged: Verdict) -> None:
    valid(render(assessment))
    valid(render(assessment, "en"))
    valid(log([judged]))
    valid(log([judged], [Unread("drafts/坏.docx", "文件已损坏。")]))
    valid(log([]))


def test_every_gap_contradiction_and_waiver_is_a_result_and_nothing_else(assessment: Assessment) -> None:
    shown = (Outcome.GAP, Outcome.CONTRADICTED, Outcome.WAIVED)
    wanted = {item.rule.id for item in assessment.findings if item.outcome in shown}
    assert set(results(render(assessment))) == wanted


def test_what_the_gate_refuses_is_an_error_and_nothing_is_without_a_policy(
    assessment: Assessment, judged: Verdict
) -> None:
    refused = {breach.rule for breach in judged.breaches if breach.rule}
    errors = {rule for rule, result in results(log([judged])).items() if result["level"] == "error"}
    assert refused
    assert errors == refused
    assert all(result["level"] != "error" for result in results(render(assessment)).values())


def test_a_region_gives_back_the_sentence_that_it_points_at(assessment: Assessment) -> None:
    text = assessment.outline.document.text
    lines = text.split("\n")
    for finding in assessment.findings:
        if finding.gap is None or finding.gap.best is None or finding.outcome is Outcome.WAIVED:
            continue
        region = results(render(assessment))[finding.rule.id]["locations"][0]["physicalLocation"]["region"]
        sentence = assessment.outline.document.slice(finding.gap.best.span)
        assert text[region["charOffset"] : region["charOffset"] + region["charLength"]] == sentence
        if region["startLine"] == region["endLine"]:
            line = lines[region["startLine"] - 1]
            assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == sentence


def test_a_gap_without_a_sentence_points_at_the_nearest_section(assessment: Assessment) -> None:
    placed = [
        item
        for item in assessment.findings
        if item.outcome is Outcome.GAP and item.gap and item.gap.best is None and item.gap.section
    ]
    assert placed
    for finding in placed:
        assert finding.gap is not None
        heading = assessment.outline.sections[finding.gap.section or 0].heading
        location = results(render(assessment))[finding.rule.id]["locations"][0]
        assert location["physicalLocation"]["region"]["charOffset"] == heading.start
        assert location["logicalLocations"][0]["fullyQualifiedName"]


def test_paths_are_uris(judged: Verdict) -> None:
    uri = valid(log([judged]))["runs"][0]["results"][0]["locations"][0]["physicalLocation"][
        "artifactLocation"
    ]
    assert uri == {"uri": "drafts/%E8%8D%89%E6%A1%88%20%E4%B8%80.txt", "uriBaseId": "%SRCROOT%"}


def test_a_fingerprint_survives_edits_elsewhere_and_tells_plans_apart(assessment: Assessment) -> None:
    gate = Gate(POLICY)
    document = replace(assessment.outline.document, text="新加的一行。\n" + assessment.outline.document.text)
    moved = replace(assessment, outline=replace(assessment.outline, document=document))
    prints = [
        {
            rule: result["partialFingerprints"]
            for rule, result in results(log([apply(one, gate, plan)])).items()
        }
        for one, plan in ((assessment, "a.txt"), (moved, "a.txt"), (assessment, "b.txt"))
    ]
    assert prints[0] == prints[1]
    assert all(prints[0][rule] != prints[2][rule] for rule in prints[0])


def test_a_waived_result_is_suppressed_with_its_reason(assessment: Assessment) -> None:
    waived = [item for item in assessment.findings if item.outcome is Outcome.WAIVED]
    assert waived
    for finding in waived:
        assert finding.waived is not None
        suppression = results(render(assessment))[finding.rule.id]["suppressions"][0]
        assert suppression["justification"] == finding.waived.reason


def test_a_baseline_tells_what_is_new_and_what_was_known(assessment: Assessment) -> None:
    known = record([("a.txt", assessment)])
    same = results(log([apply(assessment, Gate(POLICY, baseline=known), "a.txt")]))
    other = results(log([apply(assessment, Gate(POLICY, baseline=known), "b.txt")]))
    assert {result["baselineState"] for result in same.values() if "suppressions" not in result} == {
        "unchanged"
    }
    assert {result["baselineState"] for result in other.values() if "suppressions" not in result} == {"new"}


def test_a_plan_that_could_not_be_read_makes_the_run_unsuccessful(judged: Verdict) -> None:
    run = valid(log([judged], [Unread("b.docx", "文件已损坏。")]))["runs"][0]["invocations"][0]
    assert run["executionSuccessful"] is False
    assert run["toolExecutionNotifications"][-1]["message"]["text"] == "文件已损坏。"


def test_a_span_at_the_very_top_is_a_line_alone(assessment: Assessment) -> None:
    bare = tuple(
        replace(item, gap=replace(item.gap, best=None, section=None)) if item.gap else item
        for item in assessment.findings
    )
    for result in results(render(replace(assessment, findings=bare))).values():
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region["startLine"] >= 1

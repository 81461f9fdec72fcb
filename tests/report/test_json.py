"""The JSON report is ``align/assessment/v1`` to the letter."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

from align.judgement import Assessment
from align.report import render
from align.report.contract import schema

FINDING = [
    "rule", "theme", "title", "kind", "quote", "binding", "weight", "level", "level_name", "outcome", "reason",
    "copied", "elements", "gap", "passage", "evidence",
]  # fmt: skip
EVIDENCE = [
    "start", "end", "text", "line", "paragraph", "page", "section", "stance", "elements", "cues", "mentions", "means",
]  # fmt: skip


def told(assessment: Assessment) -> dict[str, Any]:
    text = render(assessment, "json")
    assert isinstance(text, str)
    result: dict[str, Any] = json.loads(text)
    return result


def test_every_output_validates_against_the_schema(assessment: Assessment, unbound: Assessment) -> None:
    for item in (assessment, unbound):
        jsonschema.Draft202012Validator(schema()).validate(told(item))


def test_the_schema_refuses_a_missing_and_an_unknown_field(assessment: Assessment) -> None:
    report = told(assessment)
    del report["findings"][0]["reason"]
    with pytest.raises(jsonschema.ValidationError, match="reason"):
        jsonschema.validate(report, schema())
    report = told(assessment)
    report["findings"][0]["extra"] = 1
    with pytest.raises(jsonschema.ValidationError, match="extra"):
        jsonschema.validate(report, schema())


def test_the_fields_are_those_of_the_contract_in_their_order(assessment: Assessment) -> None:
    report = told(assessment)
    assert list(report) == [
        "schema",
        "tool",
        "document",
        "ruleset",
        "scope",
        "notices",
        "coverage",
        "findings",
    ]
    assert report["schema"] == "align/assessment/v1"
    assert list(report["findings"][0]) == FINDING
    assert list(report["findings"][0]["evidence"][0]) == EVIDENCE


def test_findings_of_all_rules_come_in_rule_order(assessment: Assessment) -> None:
    rules = [item["rule"] for item in told(assessment)["findings"]]
    assert rules == ["ECO-11", "ECO-12", "ECO-13", "ECO-14", "INN-01", "INN-02", "INN-03"]


def test_every_span_slices_to_its_text(assessment: Assessment) -> None:
    text = assessment.outline.document.text
    for finding in told(assessment)["findings"]:
        for evidence in finding["evidence"]:
            assert text[evidence["start"] : evidence["end"]] == evidence["text"]
        best = (finding["gap"] or {}).get("best")
        if best:
            assert text[best["start"] : best["end"]] == best["text"]


def test_line_and_paragraph_count_from_one_and_a_missing_page_is_null(assessment: Assessment) -> None:
    evidence = told(assessment)["findings"][0]["evidence"][0]
    assert (evidence["line"], evidence["paragraph"], evidence["page"]) == (5, 5, 2)
    assert evidence["section"] == ["第二章 重点任务", "（一）共建生态环境"]


def test_a_gap_tells_what_is_lacking_where_it_would_go_and_the_best_sentence(assessment: Assessment) -> None:
    gap = told(assessment)["findings"][1]["gap"]
    assert gap["lacking"] == ["跨界"]
    assert gap["section"] == ["第二章 重点任务", "（一）共建生态环境"]
    assert gap["best"]["text"] == "深化全省水环境治理。"


def test_a_waiver_is_told_in_a_notice_with_its_reason_and_end(assessment: Assessment) -> None:
    report = told(assessment)
    assert report["findings"][4]["outcome"] == "waived"
    (notice,) = [item["text"] for item in report["notices"] if item["code"] == "waived"]
    assert "由省科技厅专项规划承接" in notice
    assert "2027-06-30" in notice


def test_nothing_binding_gives_null_ratios(unbound: Assessment) -> None:
    coverage = told(unbound)["coverage"]
    assert (coverage["ratio"], coverage["depth"], coverage["binding"]) == (None, None, 0)


def test_notices_speak_the_language_asked_for(assessment: Assessment) -> None:
    english = render(assessment, "json", "en")
    assert {"code": "special-plan", "text": "The plan lies in one theme."} in json.loads(english)["notices"]


def test_a_lone_surrogate_in_the_plan_does_not_break_the_report(make: Callable[..., Assessment]) -> None:
    text = render(make("坏\ud800字。", title="坏\ud800题"), "json")
    assert isinstance(text, str)
    text.encode("utf-8")

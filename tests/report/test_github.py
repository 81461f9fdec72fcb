"""Workflow commands as GitHub's runner reads them, and the summary as its page shows it."""

from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt
from syrupy.assertion import SnapshotAssertion

from align.gate import Gate, Policy, Verdict, apply
from align.judgement import Assessment
from align.report.github import commands, render, summary
from align.report.judged import Unread

COMMAND = re.compile(r"^::(?P<name>error|warning|notice) (?P<properties>[^:]*)::(?P<message>.+)$")


@pytest.fixture
def judged(assessment: Assessment) -> Verdict:
    return apply(assessment, Gate(Policy(fail_on=("absent",), fail_under=1)), "drafts/plan.txt")


def parsed(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Read commands as the runner does: properties end at the first ``::``, then the escapes are undone."""
    found = []
    for line in text.splitlines():
        match = COMMAND.match(line)
        assert match is not None, line
        pairs = dict(pair.split("=", 1) for pair in match["properties"].split(","))
        found.append(
            (
                match["name"],
                {key: unescaped(value) for key, value in pairs.items()},
                unescaped(match["message"]),
            )
        )
    return found


def unescaped(text: str) -> str:
    for code, sign in (("%3A", ":"), ("%2C", ","), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, sign)
    return text


def test_each_line_is_a_command_with_file_line_and_title(judged: Verdict) -> None:
    for _, properties, message in parsed(commands([judged])):
        assert properties["file"] == "drafts/plan.txt"
        assert int(properties["line"]) >= 1
        assert properties["title"]
        assert message


def test_errors_are_what_the_gate_refuses_and_come_first(assessment: Assessment, judged: Verdict) -> None:
    found = [(name, properties["title"].split(" ")[0]) for name, properties, _ in parsed(commands([judged]))]
    refused = {breach.rule or "policy" for breach in judged.breaches}
    assert {title for name, title in found if name == "error"} == refused
    findings = [name for name, title in found if "-" in title and title[:3].isupper()]
    assert findings == sorted(findings, key=lambda name: name != "error")
    assert all(name != "error" for name, _, _ in parsed(render(assessment)))


def test_signs_of_the_command_language_in_a_plan_are_data(judged: Verdict) -> None:
    evil = "100%,：::error file=x::y\n::stop-commands::z"
    found = parsed(commands([judged], [Unread("a,b:c.docx", evil)]))
    assert found[0][1]["file"] == "a,b:c.docx"
    assert "::stop-commands::" in found[0][2]
    assert len([line for line in found if line[1]["file"] == "a,b:c.docx"]) == 1


def test_the_summary_is_a_table_that_markdown_reads(judged: Verdict) -> None:
    html = (
        MarkdownIt("commonmark")
        .enable("table")
        .render(summary([judged], [Unread("a|b<script>.docx", "坏了")]))
    )
    assert html.count("<table>") == 2
    assert "<script>" not in html
    assert html.count("<tr>") > len(judged.breaches)


def test_what_a_reader_sees(judged: Verdict, snapshot: SnapshotAssertion) -> None:
    assert summary([judged]) == snapshot
    assert commands([judged]) == snapshot

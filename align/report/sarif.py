"""SARIF 2.1.0: what code hosts and editors read. A gap without a place points at the nearest section."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from align import __version__
from align.errors import Lang
from align.judgement import Assessment, Outcome
from align.report.judged import Item, Judged, Movement, Unread, items, remarks, unruled
from align.report.view import in_line, model_sentence
from align.report.wording import KINDS, pick, say
from align.ruleset import Rule, Ruleset

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
STATES = {"new": "new", "worse": "updated", "better": "updated", "known": "unchanged"}


def render(assessment: Assessment, lang: Lang = "zh") -> str:
    """Return the log of one assessment that no policy was asked about."""
    return log(unruled(assessment), lang=lang)


def log(
    judged: Sequence[Judged], unread: Sequence[Unread] = (), lang: Lang = "zh", settings: str | None = None
) -> str:
    """Return the log of plans judged together: one run, its rules, a result for each gap, contradiction and waiver."""
    run: dict[str, Any] = {
        "tool": {"driver": _driver(judged, lang)},
        "automationDetails": {"id": _automation(judged)},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(judged, unread, lang)],
        "results": [result for one in judged for result in _results(one, lang)],
    }
    if settings is not None:
        run["properties"] = {"settings": settings}
    return (
        json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)
        + "\n"
    )


def _automation(judged: Sequence[Judged]) -> str:
    return f"align/{judged[0].assessment.ruleset.header.id}/" if judged else "align/"


def _driver(judged: Sequence[Judged], lang: Lang) -> dict[str, Any]:
    driver: dict[str, Any] = {"name": "align", "version": __version__, "semanticVersion": __version__}
    driver["language"] = "zh-CN" if lang == "zh" else "en"
    if judged:
        ruleset = judged[0].assessment.ruleset
        driver["rules"] = [_rule(ruleset, rule, lang) for rule in ruleset.rules]
    return driver


def _rule(ruleset: Ruleset, rule: Rule, lang: Lang) -> dict[str, Any]:
    colon = say("colon", lang)
    return {
        "id": rule.id,
        "name": rule.title,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": f"{ruleset.header.title}{colon}{in_line(rule.source.quote)}"},
        "help": {"text": f"{say('model', lang)}{colon}{in_line(model_sentence(rule))}"},
        "defaultConfiguration": {"level": "warning"},
        "properties": {
            "theme": ruleset.theme_of(rule.id),
            "kind": pick(KINDS[rule.kind], lang),
            "elements": list(rule.elements),
        },
    }


def _invocation(judged: Sequence[Judged], unread: Sequence[Unread], lang: Lang) -> dict[str, Any]:
    notes = [
        _notification(one.plan, code, text, grave)
        for one in judged
        for code, text, grave in remarks(one, lang)
    ]
    notes += [_notification(one.plan, "unread", one.message, True) for one in unread]
    return {"executionSuccessful": not unread, "toolExecutionNotifications": notes}


def _notification(plan: str, code: str, text: str, grave: bool) -> dict[str, Any]:
    return {
        "descriptor": {"id": code},
        "level": "error" if grave else "note",
        "message": {"text": text},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(plan)}}],
    }


def _artifact(plan: str) -> dict[str, str]:
    return {"uri": quote(plan, safe="/"), "uriBaseId": "%SRCROOT%"}


def _results(judged: Judged, lang: Lang) -> list[dict[str, Any]]:
    order = {rule.id: index for index, rule in enumerate(judged.assessment.ruleset.rules)}
    states = {change.finding.rule.id: _state(change) for change in judged.changes}
    return [
        _result(item, order[item.finding.rule.id], states.get(item.finding.rule.id))
        for item in items(judged, lang)
    ]


def _state(change: Movement) -> str:
    return "updated" if change.kind == "known" and change.edited else STATES[change.kind]


def _result(item: Item, index: int, state: str | None) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": item.finding.rule.id,
        "ruleIndex": index,
        "level": level(item),
        "message": {"text": item.message},
        "locations": [_location(item)],
        # GitHub tells results apart by primaryLocationLineHash alone.
        "partialFingerprints": {
            "alignFinding/v1": item.fingerprint,
            "primaryLocationLineHash": f"{item.fingerprint}:1",
        },
        "properties": {"outcome": item.finding.outcome.value, "depth": item.finding.level.name.lower()},
    }
    if state is not None:
        result["baselineState"] = state
    if item.finding.outcome is Outcome.WAIVED:
        reason = item.finding.waived.reason if item.finding.waived else ""
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": reason}]
    return result


def level(item: Item) -> str:
    """Return the SARIF level: error where the gate fails for it, else by what it is."""
    if item.refused:
        return "error"
    return "warning" if item.finding.outcome is Outcome.CONTRADICTED else "note"


def _location(item: Item) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": item.line}
    if item.span.end > item.span.start:
        region |= {"startColumn": item.column, "endLine": item.end_line, "endColumn": item.end_column}
        region |= {"charOffset": item.span.start, "charLength": item.span.end - item.span.start}
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": _artifact(item.plan), "region": region}
    }
    if item.section:
        location["logicalLocations"] = [{"fullyQualifiedName": item.section, "kind": "section"}]
    return location

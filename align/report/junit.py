"""JUnit XML: a suite a plan, a test a directive; it fails where the gate fails, never by itself."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from align.errors import Lang
from align.judgement import Assessment, Finding, Outcome
from align.report.judged import Item, Judged, Unread, items, remarks, unruled, waived_words
from align.report.view import clean
from align.report.wording import REASONS, level_name, outcome_name, pick


def render(assessment: Assessment, lang: Lang = "zh") -> str:
    """Return the suites of one assessment that no policy was asked about."""
    return suites(unruled(assessment), lang=lang)


def suites(judged: Sequence[Judged], unread: Sequence[Unread] = (), lang: Lang = "zh") -> str:
    """Return the suites of plans judged together, in XML."""
    root = ET.Element("testsuites", name="align")
    for one in judged:
        root.append(_suite(one, lang))
    for missing in unread:
        root.append(_unread(missing))
    for key in ("tests", "failures", "errors"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in root)))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suite(judged: Judged, lang: Lang) -> ET.Element:
    shown = {item.finding.rule.id: item for item in items(judged, lang)}
    cases = [
        _case(judged.plan, finding, shown.get(finding.rule.id), lang)
        for finding in judged.assessment.findings
    ]
    cases += [_whole(judged.plan, code, text) for code, text, grave in remarks(judged, lang) if grave]
    notices = [(code, text) for code, text, _ in remarks(judged, lang) if code != "policy"]
    return _filled(judged.plan, cases, notices)


def _filled(plan: str, cases: Sequence[ET.Element], notices: Sequence[tuple[str, str]] = ()) -> ET.Element:
    suite = ET.Element("testsuite", name=clean(plan), tests=str(len(cases)), time="0")
    for key, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(key, str(sum(case.find(tag) is not None for case in cases)))
    if notices:
        properties = ET.SubElement(suite, "properties")
        for code, text in notices:
            ET.SubElement(properties, "property", name=code, value=clean(text))
    suite.extend(cases)
    return suite


def _case(plan: str, finding: Finding, item: Item | None, lang: Lang) -> ET.Element:
    rule = finding.rule
    case = ET.Element(
        "testcase", name=f"{rule.id} {rule.title}", classname=clean(f"{plan}.{finding.theme}"), time="0"
    )
    if item is not None and item.refused:
        failure = ET.SubElement(case, "failure", type=finding.outcome.value, message=_first(item.message))
        failure.text = _text(item, lang)
    elif finding.outcome is Outcome.WAIVED:
        ET.SubElement(case, "skipped", message=clean(waived_words(finding, lang)))
    elif finding.outcome is Outcome.INAPPLICABLE:
        ET.SubElement(case, "skipped", message=_reason(finding, lang))
    elif item is not None:
        ET.SubElement(case, "system-out").text = _text(item, lang)
    return case


def _text(item: Item, lang: Lang) -> str:
    state = f"{outcome_name(item.finding.outcome, lang)} / {level_name(item.finding.level, lang)}"
    return clean(f"{item.plan}:{item.line}  {state}  {item.message}")


def _first(message: str) -> str:
    return clean(message.split("。", 1)[0])


def _reason(finding: Finding, lang: Lang) -> str:
    return pick(REASONS[finding.reason], lang) if finding.reason else outcome_name(finding.outcome, lang)


def _whole(plan: str, code: str, text: str) -> ET.Element:
    case = ET.Element("testcase", name=code, classname=clean(plan), time="0")
    ET.SubElement(case, "failure", type=code, message=clean(text)).text = clean(text)
    return case


def _unread(unread: Unread) -> ET.Element:
    case = ET.Element("testcase", name="read", classname=clean(unread.plan), time="0")
    ET.SubElement(case, "error", type="unread", message=clean(unread.message)).text = clean(unread.message)
    return _filled(unread.plan, [case])

"""The assessment as ``align/assessment/v1``; its shape stands in ``contract.py``."""

from __future__ import annotations

import json
from typing import cast

from align.document import Span
from align.errors import Lang
from align.evidence import Evidence
from align.judgement import Assessment, Finding, Gap, LevelWord, ThemeCoverage
from align.report import contract
from align.report.view import View


def render(assessment: Assessment, lang: Lang = "zh") -> str:
    """Return the assessment as JSON; the language touches only the text of notices."""
    text = json.dumps(record(assessment, lang), ensure_ascii=False, indent=2, allow_nan=False)
    # A lone surrogate of a damaged document cannot be written as UTF-8.
    return text.encode("utf-8", "replace").decode("utf-8") + "\n"


def record(assessment: Assessment, lang: Lang = "zh") -> contract.Report:
    """Return the assessment as plain data, every field present."""
    from align import __version__

    view = View(assessment, lang)
    return {
        "schema": contract.SCHEMA,
        "tool": {"name": "align", "version": __version__},
        "document": _document(assessment),
        "ruleset": {
            "id": assessment.ruleset.header.id,
            "version": assessment.ruleset.header.version,
            "digest": assessment.ruleset.digest,
        },
        "scope": _scope(assessment),
        "notices": [{"code": notice.code, "text": notice.say(lang)} for notice in assessment.notices],
        "coverage": _coverage(assessment),
        "findings": [finding_record(view, finding) for finding in assessment.findings],
    }


def _document(assessment: Assessment) -> contract.Plan:
    outline, scope = assessment.outline, assessment.scope
    return {
        "name": outline.document.name,
        "title": outline.head.title or outline.document.title,
        "region": scope.region if scope.region_source == "document" else None,
        "date": outline.head.date,
        "digest": outline.document.digest,
        "characters": len(outline.document.text),
        "sentences": len(outline.sentences),
    }


def _scope(assessment: Assessment) -> contract.Bounds:
    scope = assessment.scope
    return {
        "region": scope.region,
        "region_source": scope.region_source,
        "themes": list(scope.themes),
        "as_of": scope.as_of.isoformat(),
        "bind_all": scope.bind_all,
    }


def _coverage(assessment: Assessment) -> contract.Figures:
    coverage = assessment.coverage
    return {
        "ratio": coverage.ratio,
        "depth": coverage.depth,
        "binding": coverage.binding,
        "met": coverage.met,
        "themes": [_theme(theme) for theme in coverage.themes],
    }


def _theme(theme: ThemeCoverage) -> contract.ThemeFigures:
    return {
        "id": theme.id,
        "title": theme.title,
        "ratio": theme.ratio,
        "depth": theme.depth,
        "binding": theme.binding,
        "met": theme.met,
    }


def finding_record(view: View, finding: Finding) -> contract.Conclusion:
    """Return a finding as plain data."""
    rule = finding.rule
    return {
        "rule": rule.id,
        "theme": finding.theme,
        "title": rule.title,
        "kind": rule.kind,
        "quote": rule.source.quote,
        "binding": finding.binding,
        "weight": rule.weight,
        "level": finding.level.value,
        "level_name": cast(LevelWord, finding.level.name.lower()),
        "outcome": finding.outcome.value,
        "reason": finding.reason,
        "copied": finding.copied,
        "elements": [{"name": name, "met": met} for name, met in finding.elements.items()],
        "gap": _gap(view, finding.gap),
        "passage": _passage(view, finding.passage),
        "evidence": [_proof(view, finding, evidence) for evidence in finding.evidence],
    }


def _gap(view: View, gap: Gap | None) -> contract.Lack | None:
    if gap is None:
        return None
    outline = view.assessment.outline
    return {
        "lacking": list(gap.lacking),
        "section": None if gap.section is None else list(outline.path(gap.section)),
        "best": None if gap.best is None else _quoted(view, gap.best.span),
    }


def _passage(view: View, passage: int | None) -> contract.Range | None:
    if passage is None:
        return None
    span = view.assessment.outline.passages[passage].span
    return {"start": span.start, "end": span.end}


def _quoted(view: View, span: Span) -> contract.Quoted:
    return {"start": span.start, "end": span.end, "text": view.assessment.outline.document.slice(span)}


def _proof(view: View, finding: Finding, evidence: Evidence) -> contract.Proof:
    place = view.place(evidence)
    met = {*evidence.elements, *evidence.titled}
    return {
        **_quoted(view, evidence.span),
        "line": place.line,
        "paragraph": place.paragraph,
        "page": place.page,
        "section": list(place.section),
        "stance": evidence.stance.value,
        "elements": [name for name in finding.rule.elements if name in met],
        "cues": [{"text": cue.text, "start": cue.span.start, "end": cue.span.end} for cue in evidence.cues],
        "mentions": [
            {"term": mention.term, "start": mention.span.start, "end": mention.span.end}
            for mention in evidence.mentions
        ],
        "means": [
            {"kind": means.kind, "text": means.text, "start": means.span.start, "end": means.span.end}
            for means in evidence.means
        ],
    }

"""A comparison of two drafts as ``align/diff/v1``; its shape stands in ``contract.py``."""

from __future__ import annotations

import json
from typing import cast

from align.comparison import Change, Diff, Quote
from align.errors import Lang
from align.judgement import Assessment, Finding, LevelWord
from align.report.drafts import contract
from align.report.drafts.view import DraftsView, section
from align.report.json import record as assessment_record
from align.report.view import View


def render(diff: Diff, lang: Lang = "zh") -> str:
    """Return the comparison as JSON; no language touches it."""
    text = json.dumps(record(diff), ensure_ascii=False, indent=2, allow_nan=False)
    return text.encode("utf-8", "replace").decode("utf-8") + "\n"


def record(diff: Diff) -> contract.Comparison:
    """Return the comparison as plain data, every field present."""
    from align import __version__

    view = DraftsView(diff)
    header = diff.new.ruleset.header
    return {
        "schema": contract.SCHEMA,
        "tool": {"name": "align", "version": __version__},
        "ruleset": {"id": header.id, "version": header.version, "digest": diff.new.ruleset.digest},
        "old": _draft(diff.old),
        "new": _draft(diff.new),
        "counts": cast(contract.Counts, {kind.value: count for kind, count in view.counts.items()}),
        "changes": [_became(view, change) for change in diff.changes],
    }


def _draft(assessment: Assessment) -> contract.Draft:
    found = assessment_record(assessment)
    return {"document": found["document"], "scope": found["scope"], "coverage": found["coverage"]}


def _became(view: DraftsView, change: Change) -> contract.Became:
    rule = change.new.rule
    return {
        "rule": rule.id,
        "theme": change.new.theme,
        "title": rule.title,
        "kind": rule.kind,
        "binding": change.binding,
        "change": change.kind.value,
        "old": _state(view.old, change.old),
        "new": _state(view.new, change.new),
        "sentences": [
            {"before": _words(view.old, pair.before), "after": _words(view.new, pair.after)}
            for pair in change.pairs
        ],
    }


def _state(view: View, finding: Finding) -> contract.State:
    path = section(view, finding)
    return {
        "level": finding.level.value,
        "level_name": cast(LevelWord, finding.level.name.lower()),
        "outcome": finding.outcome.value,
        "reason": finding.reason,
        "copied": finding.copied,
        "met": [name for name, met in finding.elements.items() if met],
        "section": None if path is None else list(path),
    }


def _words(view: View, quote: Quote | None) -> contract.Words | None:
    if quote is None:
        return None
    outline = view.assessment.outline
    sentence = outline.sentences[quote.sentence]
    return {
        "start": quote.span.start,
        "end": quote.span.end,
        "text": outline.document.slice(quote.span),
        "paragraph": sentence.paragraph + 1,
        "page": outline.paragraphs[sentence.paragraph].page,
        "section": list(outline.path(sentence.section)),
        "stance": quote.evidence.stance.value if quote.evidence else None,
        "changed": [{"start": span.start, "end": span.end} for span in quote.changed],
    }

"""GitHub: annotations as workflow commands on stdout, and a job summary in Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from align.errors import Lang
from align.judgement import Assessment, Outcome
from align.report.judged import Item, Judged, Unread, items, remarks, unruled
from align.report.view import clean, tally
from align.report.wording import outcome_name, say

ROWS = 30
"""Rows of the summary's table for a plan; GitHub itself shows ten annotations of a kind a step."""


def render(assessment: Assessment, lang: Lang = "zh") -> str:
    """Return the annotations of one assessment that no policy was asked about."""
    return commands(unruled(assessment), lang=lang)


def commands(judged: Sequence[Judged], unread: Sequence[Unread] = (), lang: Lang = "zh") -> str:
    """Return one workflow command a line: errors where the gate fails, then warnings and notices."""
    lines = [_command("error", one.plan, 1, "align", one.message) for one in unread]
    for one in judged:
        lines += [
            _command("error" if grave else "notice", one.plan, 1, code, text)
            for code, text, grave in remarks(one, lang)
        ]
    shown = [item for one in judged for item in items(one, lang)]
    shown.sort(key=lambda item: not item.refused)
    lines += [_command(kind(item), item.plan, item.line, _title(item), item.message) for item in shown]
    return "\n".join(lines)


def kind(item: Item) -> str:
    """Return the command: error where the gate fails for it, else by what it is."""
    if item.refused:
        return "error"
    return "warning" if item.finding.outcome is Outcome.CONTRADICTED else "notice"


def _title(item: Item) -> str:
    return f"{item.finding.rule.id} {item.finding.rule.title}"


def _command(name: str, plan: str, line: int, title: str, text: str) -> str:
    return f"::{name} file={_property(plan)},line={line},title={_property(title)}::{_data(text)}"


def _data(text: str) -> str:
    return clean(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def summary(judged: Sequence[Judged], unread: Sequence[Unread] = (), lang: Lang = "zh") -> str:
    """Return the job summary: a table of plans, then the findings of each, refused ones first."""
    parts = [
        f"## align · {_cell(judged[0].assessment.ruleset.header.title) if judged else ''}".rstrip(" ·"),
        "",
    ]
    parts += _plans(judged, unread, lang)
    for one in judged:
        parts += _findings(one, lang)
    return "\n".join(parts) + "\n"


def _plans(judged: Sequence[Judged], unread: Sequence[Unread], lang: Lang) -> list[str]:
    keys = ("document", "coverage", "met", "gaps", "waived")
    lines = ["| " + " | ".join(["", *(say(key, lang) for key in keys)]) + " |", "|---" * 6 + "|"]
    for one in judged:
        figures, ratio = tally(one.assessment), one.assessment.coverage.ratio
        mark = "❌" if one.code else "✅" if one.armed else "ℹ️"
        cells = [mark, _cell(one.plan), "—" if ratio is None else f"{ratio:.1%}"]
        cells += [
            str(figures.outcomes[Outcome.MET]),
            str(figures.gaps),
            str(figures.outcomes[Outcome.WAIVED]),
        ]
        lines.append("| " + " | ".join(cells) + " |")
    lines += [f"| ❌ | {_cell(one.plan)} | {_cell(one.message)} | | | |" for one in unread]
    return [*lines, ""]


def _findings(judged: Judged, lang: Lang) -> list[str]:
    notes = [f"- {'❌ ' if grave else ''}{_cell(text)}" for _, text, grave in remarks(judged, lang)]
    rows = items(judged, lang)
    table = ["", _head(lang), "|---|---|---|", *(_row(item, lang) for item in rows[:ROWS])] if rows else []
    more = [f"… {len(rows) - ROWS}"] if len(rows) > ROWS else []
    return [f"### {_cell(judged.plan)}", "", *notes, *table, *more, ""]


def _head(lang: Lang) -> str:
    return f"| {say('outcome', lang)} | {say('directive', lang)} | {say('note', lang)} |"


def _row(item: Item, lang: Lang) -> str:
    state = "❌ " * item.refused + outcome_name(item.finding.outcome, lang)
    return f"| {state} | {_cell(_title(item))} | {_cell(item.message)} |"


def _cell(text: str) -> str:
    """Return text that neither ends a table cell nor is read as Markdown or HTML."""
    for sign in "\\`*_[]<>|#":
        text = text.replace(sign, "\\" + sign)
    return clean(text).replace("\n", " ")

"""The assessment as Markdown for a merge request: figures, the worst gaps, the rest folded."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from align.errors import Lang
from align.judgement import Assessment, Finding, Outcome
from align.report.terminal import best_sentence
from align.report.view import View, gaps, in_line, model_sentence, waived_text
from align.report.wording import level_name, outcome_name, percent

SHOWN = 10
SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~:])")
HARMLESS = str.maketrans({"<": "&lt;", ">": "&gt;", "&": "&amp;", "@": "@\u200b"})
"""Markup as entities; a zero-width space keeps an @ from calling somebody."""
PLAIN = re.compile(r"(?<=\d)\\([.\-])(?=\d)")


def render(assessment: Assessment, lang: Lang = "zh") -> str:
    """Return the report as GitHub-flavoured Markdown."""
    view = View(assessment, lang)
    blocks = [*_head(view), *_figures(view), *_gaps(view), *_waived(view), f"<sub>{_machine(view)}</sub>"]
    return "\n\n".join(blocks) + "\n"


def escape(text: str) -> str:
    """Return text that Markdown and the HTML in it show as it stands, in one line."""
    return PLAIN.sub(r"\1", SPECIAL.sub(r"\\\1", in_line(text))).translate(HARMLESS)


def _machine(view: View) -> str:
    from align import __version__

    return escape(view.say("machine", version=__version__))


def _head(view: View) -> Iterator[str]:
    yield f"## {escape(view.say('report'))}{view.say('colon')}{escape(view.title())}"
    yield " · ".join(f"{label}{view.say('colon')}{escape(value)}" for label, value in view.scope()[1:])
    for notice in view.assessment.notices:
        yield f"> **{view.say('notice')}** {escape(notice.say(view.lang))}"


def _figures(view: View) -> Iterator[str]:
    coverage = view.assessment.coverage
    if coverage.ratio is None:
        yield escape(view.say("nothing-binds"))
    else:
        yield (
            f"**{view.say('coverage')} {percent(coverage.ratio)}** · {view.say('depth')} {percent(coverage.depth)}"
        )
    yield escape(view.counts())
    head = [view.say(key) for key in ("theme", "coverage", "depth")] + [
        f"{view.say('met')}/{view.say('binding')}"
    ]
    rows = [
        [
            f"{theme.id} {escape(theme.title)}",
            percent(theme.ratio),
            percent(theme.depth),
            f"{theme.met}/{theme.binding}",
        ]
        for theme in coverage.themes
    ]
    yield table(head, rows, "lrrr")


def _gaps(view: View) -> Iterator[str]:
    found = gaps(view.assessment)
    if not found:
        if view.assessment.coverage.binding:
            yield escape(view.say("no-gaps"))
        return
    yield f"### {escape(view.say('worst', total=len(found), shown=min(SHOWN, len(found))))}"
    yield "\n".join(_item(view, finding) for finding in found[:SHOWN])
    if len(found) > SHOWN:
        rest = [
            [finding.rule.id, escape(finding.rule.title), _state(view, finding), _lacking(view, finding)]
            for finding in found[SHOWN:]
        ]
        head = [view.say(key) for key in ("id", "directive", "level", "lacking")]
        yield _folded(view.say("more-gaps", n=len(rest)), table(head, rest, "llll"))


def _state(view: View, finding: Finding) -> str:
    if finding.outcome is Outcome.CONTRADICTED:
        return outcome_name(finding.outcome, view.lang)
    copied = view.say("bracket", text=view.say("copied")) if finding.copied else ""
    return level_name(finding.level, view.lang) + copied


def _lacking(view: View, finding: Finding) -> str:
    return escape(view.lacking(finding))


def _item(view: View, finding: Finding) -> str:
    colon = view.say("colon")
    lines = [
        f"- **{finding.rule.id} {escape(finding.rule.title)}** {view.say('bracket', text=_state(view, finding))}",
        f"  {view.say('quote')}{colon}{escape(finding.rule.source.quote)}",
    ]
    if finding.gap is not None:
        if finding.gap.lacking:
            lines.append(f"  {view.say('lacking')}{colon}**{_lacking(view, finding)}**")
        lines.append(f"  {view.say('nearest')}{colon}{escape(view.path(finding.gap.section))}")
        lines.append(f"  {view.best_label(finding)}{colon}{escape(best_sentence(view, finding, 80))}")
    lines.append(f"  {view.say('model')}{colon}{escape(model_sentence(finding.rule))}")
    return "  \n".join(lines)


def _waived(view: View) -> Iterator[str]:
    found = [item for item in view.assessment.findings if item.outcome is Outcome.WAIVED]
    if found:
        rows = [
            [item.rule.id, escape(item.rule.title), escape(waived_text(item, view.lang))] for item in found
        ]
        head = [view.say(key) for key in ("id", "directive", "waived")]
        title = f"{outcome_name(Outcome.WAIVED, view.lang)}{view.say('bracket', text=len(found))}"
        yield _folded(title, table(head, rows, "lll"))


def _folded(summary: str, body: str) -> str:
    return f"<details>\n<summary>{html.escape(summary)}</summary>\n\n{body}\n\n</details>"


def table(head: Sequence[str], rows: Sequence[Sequence[str]], sides: str) -> str:
    """Return a Markdown table of cells that are escaped already; ``sides`` has an l or r for each column."""
    rule = ["---:" if side == "r" else "---" for side in sides]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [head, rule, *rows])

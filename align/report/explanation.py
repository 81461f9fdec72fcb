"""Why a directive was judged as it was: each sentence with its terms, cues, elements and means."""

from __future__ import annotations

from align.errors import SettingsError
from align.evidence import Cue, Evidence, Stance
from align.judgement import Finding
from align.report.terminal import STYLES, Page, gap_lines
from align.report.view import View, in_line, model_sentence, waived_text
from align.report.wording import (
    kind_name,
    level_name,
    listed,
    means_name,
    outcome_name,
    reason_text,
    stance_name,
)


def explain(view: View, rule_id: str, page: Page) -> str:
    """Return the explanation of a rule's finding. Raises SettingsError where there is no such rule."""
    finding = view.assessment.finding(rule_id)
    if finding is None:
        zh = f"没有编号为“{rule_id}”的要求；可用的编号见 align rules list。"
        raise SettingsError(
            "unknown-rule", zh=zh, en=f"no directive {rule_id!r}; align rules list shows the ids."
        )
    _conclusion(page, view, finding)
    _elements(page, view, finding)
    for number, evidence in enumerate(finding.evidence, 1):
        page.line()
        _sentence(page, view, finding, evidence, number)
    if not finding.evidence:
        page.line()
        page.line(view.say("nothing-found"))
    return page.text()


def _conclusion(page: Page, view: View, finding: Finding) -> None:
    lang, colon, rule = view.lang, view.say("colon"), finding.rule
    page.line(
        (f"{rule.id} {in_line(rule.title)}", "bold"), view.say("bracket", text=kind_name(rule.kind, lang))
    )
    source = view.say("bracket", text=view.say("source-n", n=rule.source.paragraph))
    page.line(f"{view.say('quote')}{colon}{in_line(rule.source.quote)}{source}")
    page.line(
        f"{view.say('level')}{colon}",
        (f"{finding.level.value} {level_name(finding.level, lang)}", STYLES[finding.level]),
    )
    why = reason_text(finding.reason, lang)
    page.line(
        f"{view.say('outcome')}{colon}{outcome_name(finding.outcome, lang)}",
        view.say("bracket", text=why) if why else "",
    )
    if finding.waived is not None:
        page.line(f"{view.say('waived')}{colon}{waived_text(finding, view.lang)}")
    for label, value in gap_lines(view, finding)[1:]:
        page.line(f"{label}{colon}{value}")
    if finding.gap is not None:
        page.line(f"{view.say('model')}{colon}{in_line(model_sentence(rule))}")


def _elements(page: Page, view: View, finding: Finding) -> None:
    words = [f"{'√' if met else '×'} {name}" for name, met in finding.elements.items()]
    page.line(f"{view.say('elements')}{view.say('colon')}{'  '.join(words)}")


def _sentence(page: Page, view: View, finding: Finding, evidence: Evidence, number: int) -> None:
    lang, colon = view.lang, view.say("colon")
    decisive = evidence.passage == finding.passage
    mark = view.say("bracket", text=view.say("best-passage")) if decisive else ""
    page.line(f"{number:>2}. ", (view.text(evidence.span), "bold"))
    sentence = view.assessment.outline.sentences[evidence.sentence]
    rows = [
        (
            view.say("place"),
            f"{view.path(sentence.section)}{view.say('bracket', text=view.where(evidence))}{mark}",
        ),
        (view.say("stance"), stance_name(evidence.stance, lang)),
        (view.say("cues"), cues_text(view, evidence)),
        (
            view.say("mentions"),
            listed([in_line(item.term) for item in evidence.mentions], lang) or view.say("none"),
        ),
        (view.say("elements-met"), elements_met(view, evidence)),
        (view.say("means"), means_text(view, evidence) or view.say("none")),
    ]
    for label, value in rows:
        page.line(f"{label}{colon}{value}", indent=4)


def cues_text(view: View, evidence: Evidence) -> str:
    """Return the cues that decided the stance of a sentence, in words."""
    words = [_cue(view, cue) for cue in evidence.cues]
    if words:
        return listed(words, view.lang)
    # What only refers has a cue of its own, or else the whole document tells what somebody said.
    return view.say("reported-document" if evidence.stance is Stance.REFER else "default-stance")


def _cue(view: View, cue: Cue) -> str:
    stance = view.say("bracket", text=stance_name(cue.stance, view.lang))
    return view.say("open-quote") + in_line(cue.text) + view.say("close-quote") + stance


def elements_met(view: View, evidence: Evidence) -> str:
    """Return the elements that a sentence meets, and those that only its titles add."""
    own = listed(evidence.elements, view.lang)
    added = [name for name in evidence.titled if name not in evidence.elements]
    titled = view.say("titled", elements=listed(added, view.lang)) if added else ""
    return view.say("semicolon").join(part for part in (own, titled) if part) or view.say("none")


def means_text(view: View, evidence: Evidence, limit: int | None = None) -> str:
    """Return the concrete means of a sentence by kind, at most so many; an empty text for none."""
    words = [f"{means_name(item.kind, view.lang)} {in_line(item.text)}" for item in evidence.means[:limit]]
    return listed(words, view.lang) + ("…" if len(evidence.means) > len(words) else "")

"""The assessment as one HTML file that needs nothing else: figures, directives, and the plan with its evidence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from align.errors import Lang
from align.evidence import Evidence
from align.judgement import Assessment, Finding, Level, Outcome
from align.report import leaf, wording
from align.report.explanation import cues_text, elements_met, means_text
from align.report.marks import Piece, pieces
from align.report.view import View, best_evidence, gaps, in_line, model_sentence, tally, waived_text
from align.report.webpage import page

SHOWN_EVIDENCE = 8
"""How many evidence sentences of a directive stand open; the rest is folded."""
SHOWN_MEANS = 6
"""How many means a sentence lists."""


def render(assessment: Assessment, lang: Lang = "zh") -> str:
    """Return the report as one HTML document."""
    view = View(assessment, lang)
    lit = leaf.lights(view)
    found = leaf.chapters(view, lit)
    return page(
        "report.html.j2",
        ("report.css",),
        "report.js",
        lang,
        view=view,
        say=view.say,
        levels=list(Level),
        outcomes=list(Outcome),
        tally=tally(assessment),
        coverage=assessment.coverage,
        notices=[notice.say(lang) for notice in assessment.notices],
        left_out=left_out(view),
        groups=groups(view),
        lit=lit,
        leaves=leaf.leaves(view, lit),
        chapters=found,
        parts=leaf.parts(found),
        sparks=leaf.sparks(view, lit),
        shown_evidence=SHOWN_EVIDENCE,
    )


@dataclass(frozen=True, slots=True)
class Proof:
    """An evidence sentence as a directive shows it."""

    sentence: int
    pieces: tuple[Piece, ...]
    where: str
    section: str
    stance: str
    stance_name: str
    cues: str
    elements: str
    means: str
    decides: bool

    @property
    def cut(self) -> str:
        """Return the lengths of the pieces with the initials of their kinds, as the script of the page reads them."""
        # The script counts UTF-16 units, as JavaScript does.
        lengths = (len(piece.text.encode("utf-16-le", "replace")) // 2 for piece in self.pieces)
        kinds = ("".join(kind[0] for kind in piece.kinds) for piece in self.pieces)
        return ",".join(f"{kind}{length}" for kind, length in zip(kinds, lengths, strict=True))


@dataclass(frozen=True, slots=True)
class Entry:
    """A directive as the list shows it; ``rank`` orders all entries worst first."""

    finding: Finding
    rank: int
    section: str
    place: int | None
    best: Proof | None
    model: str
    waived: str
    reason: str
    proofs: tuple[Proof, ...]
    hay: str


@dataclass(frozen=True, slots=True)
class Group:
    """The directives of a theme, worst first."""

    id: str
    title: str
    entries: tuple[Entry, ...]


def groups(view: View) -> tuple[Group, ...]:
    """Return the directives by theme, gaps worst first, then what is waived, met and inapplicable."""
    worst = [finding.rule.id for finding in gaps(view.assessment)]
    order = (Outcome.WAIVED, Outcome.MET, Outcome.INAPPLICABLE)
    rest = [item for kind in order for item in view.assessment.findings if item.outcome is kind]
    ranks = {name: rank for rank, name in enumerate([*worst, *(item.rule.id for item in rest)])}
    made = []
    for theme in view.assessment.ruleset.themes:
        entries = [
            _entry(view, item, ranks[item.rule.id])
            for item in view.assessment.findings
            if item.theme == theme.theme
        ]
        made.append(Group(theme.theme, theme.title, tuple(sorted(entries, key=lambda entry: entry.rank))))
    return tuple(made)


def _entry(view: View, finding: Finding, rank: int) -> Entry:
    rule, gap, best = finding.rule, finding.gap, best_evidence(finding)
    proofs = tuple(_proof(view, finding, evidence) for evidence in finding.evidence)
    return Entry(
        finding=finding,
        rank=rank,
        section=view.path(gap.section) if gap else "",
        place=leaf.heading_at(view, gap.section) if gap else None,
        best=_proof(view, finding, best) if gap and best else None,
        model=in_line(model_sentence(rule)),
        waived=waived_text(finding, view.lang),
        reason=wording.reason_text(finding.reason, view.lang),
        proofs=tuple(sorted(proofs, key=lambda proof: not proof.decides)),
        hay=in_line(f"{rule.id} {rule.title} {rule.source.quote} {' '.join(rule.elements)}").lower(),
    )


def _proof(view: View, finding: Finding, evidence: Evidence) -> Proof:
    sentence = view.assessment.outline.sentences[evidence.sentence]
    return Proof(
        sentence=evidence.sentence,
        pieces=pieces(view, evidence),
        where=view.where(evidence),
        section=view.path(sentence.section),
        stance=evidence.stance.value,
        stance_name=wording.stance_name(evidence.stance, view.lang),
        cues=cues_text(view, evidence),
        elements=elements_met(view, evidence),
        means=means_text(view, evidence, SHOWN_MEANS),
        decides=evidence.passage == finding.passage,
    )


def left_out(view: View) -> tuple[str, ...]:
    """Return what the reader kept out of the text and what of the text is not judged, with counts."""
    document = view.assessment.outline.document
    counts = Counter({item.reason: item.count for item in document.omissions})
    counts.update(block.left_out for block in document.blocks if block.left_out)
    return tuple(
        view.say("left-out", n=count, what=wording.left_out_name(reason, view.lang))
        for reason, count in sorted(counts.items())
    )

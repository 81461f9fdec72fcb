"""What a reader sees of a text: one line, nothing harmful, every character still at its offset."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

import align
from align.document import Span
from align.document.plain import plain
from align.evidence import Cue, Mention, Stance
from align.judgement import Assessment, Outcome
from align.report.marks import pieces
from align.report.view import View, best_evidence, gaps, in_line, readable, shorten, tally

TEXT = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from("长三角，。 \n\r\t\u3000\u200b\u202e\ud800")),
    max_size=60,
)


def test_a_wrap_inside_chinese_is_undone_and_one_between_latin_words_is_a_blank() -> None:
    assert in_line("推动长三\n  角一体化") == "推动长三角一体化"
    assert in_line("推动长三\r\n角一体化") == "推动长三角一体化"
    assert in_line("G60\nCorridor") == "G60 Corridor"
    assert in_line("第二章　重点任务") == "第二章 重点任务"


@given(TEXT)
def test_what_is_shown_keeps_its_offset_and_harms_nobody(text: str) -> None:
    shown = readable(text)
    offsets = [offset for offset, _ in shown]
    assert offsets == sorted(set(offsets))
    for offset, char in shown:
        assert char in (text[offset], " ", "\ufffd")
        assert unicodedata.category(char) not in ("Cc", "Cs")
        assert not "\u202a" <= char <= "\u202e"


@given(TEXT)
def test_a_line_shown_twice_is_the_same_line(text: str) -> None:
    assert in_line(in_line(text)) == in_line(text)
    assert "\n" not in in_line(text)


@given(TEXT, st.integers(min_value=1, max_value=20))
def test_a_shortened_text_is_never_longer_than_asked(text: str, limit: int) -> None:
    assert len(shorten(text, limit)) <= limit


def test_the_pieces_of_a_sentence_add_up_to_it_and_mark_what_was_found(assessment: Assessment) -> None:
    view = View(assessment)
    evidence = assessment.findings[0].evidence[0]
    found = pieces(view, evidence)
    assert "".join(piece.text for piece in found) == view.text(evidence.span)
    marked = {(piece.text, piece.kinds) for piece in found if piece.kinds}
    assert ("到2027年", ("means",)) in marked
    assert ("长三角统一的排污权", ("term",)) in marked


def test_marks_outside_the_sentence_are_left_out(assessment: Assessment) -> None:
    from dataclasses import replace

    evidence = assessment.findings[0].evidence[0]
    heading = Span(0, 3)
    moved = replace(
        evidence,
        mentions=(Mention("江东省", heading),),
        cues=(Cue("江东省", heading, Stance.COMMIT),),
        means=(),
    )
    assert [piece.kinds for piece in pieces(View(assessment), moved)] == [()]


def test_gaps_come_worst_first(assessment: Assessment) -> None:
    assert [item.rule.id for item in gaps(assessment)] == ["ECO-13", "INN-03", "ECO-12", "INN-02"]


def test_a_contradiction_is_shown_by_the_sentence_that_contradicts(assessment: Assessment) -> None:
    finding = assessment.findings[2]
    best = best_evidence(finding)
    assert finding.outcome is Outcome.CONTRADICTED
    assert best is not None
    assert best.stance is Stance.NEGATE


def test_a_met_directive_is_shown_by_a_commitment_of_the_passage_that_decides(assessment: Assessment) -> None:
    finding = assessment.findings[0]
    assert best_evidence(finding) == finding.evidence[0]
    assert best_evidence(assessment.findings[3]) is None


def test_the_tally_of_the_themes_adds_up_to_the_tally_of_all(assessment: Assessment) -> None:
    whole = tally(assessment)
    parts = [tally(assessment, theme.theme) for theme in assessment.ruleset.themes]
    assert whole.binding == sum(part.binding for part in parts) == assessment.coverage.binding
    for outcome in Outcome:
        assert whole.outcomes[outcome] == sum(part.outcomes[outcome] for part in parts)


def test_the_line_of_an_offset_counts_every_kind_of_line_end(make: Callable[..., Assessment]) -> None:
    view = View(make("末尾。"))
    text = view.assessment.outline.document.text
    for number, line in enumerate(text.splitlines(), 1):
        assert view.line(text.index(line)) == number


def test_what_is_lacking_but_said_elsewhere_is_told_with_its_place() -> None:
    plan = (
        "江苏省2026年政府工作报告\n一、重点任务\n（一）绿色生产\n推行绿色生产方式，加快产业绿色转型。\n"
        "（二）绿色生活\n倡导绿色生活方式，开展“光盘行动”。\n"
    )
    assessment = align.check(plain(plan, "plan.txt"), align.load("yrd-2023"))
    finding = assessment.finding("ECO-10")
    assert finding is not None
    assert finding.gap is not None
    (name,) = finding.gap.lacking
    assert View(assessment).lacking(finding) == f"{name}（第 6 段已写到，须与其余要素写在一处）"
    other = assessment.finding("ECO-11")
    assert other is not None
    assert View(assessment).lacking(other) == "排污权交易、跨区域"

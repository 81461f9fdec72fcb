"""What must not change a level, and what must."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import align
from align.document.plain import plain
from align.evidence.view import squeeze
from align.judgement import Assessment, Level
from align.ruleset import GAP

FIXTURES = Path(__file__).parents[2] / "fixtures"
TEXTS = {name: (FIXTURES / name).read_text(encoding="utf-8") for name in ("plan.txt", "report.txt")}
CHECKER = align.Checker()
SLOW = settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])

UNRELATED = (
    "市图书馆每逢周末举办朗诵会，读者自带书籍互换。",
    "老街的裁缝铺子今天歇业一天。",
    "河边的柳树抽了新芽，孩子们在放风筝。",
)


def check(text: str) -> Assessment:
    return CHECKER.check(plain(text, "plan.txt"), region="江苏", bind_all=True)


def levels(text: str) -> dict[str, Level]:
    return {finding.rule.id: finding.level for finding in check(text).findings}


KNOWN = {name: levels(text) for name, text in TEXTS.items()}


@pytest.mark.parametrize("name", TEXTS)
@SLOW
@given(data=st.data())
def test_an_unrelated_paragraph_changes_no_level(name: str, data: st.DataObject) -> None:
    lines = TEXTS[name].split("\n")
    at = data.draw(st.integers(12, len(lines) - 1))
    extra = data.draw(st.sampled_from(UNRELATED))
    assert levels("\n".join([*lines[:at], extra, *lines[at:]])) == KNOWN[name]


@pytest.mark.parametrize("name", TEXTS)
def test_a_document_twice_in_a_row_changes_no_level(name: str) -> None:
    assert levels(TEXTS[name] + "\n" + TEXTS[name]) == KNOWN[name]


@pytest.mark.parametrize("seed", range(6))
def test_items_in_another_order_change_no_level(seed: int) -> None:
    head, *chapters = TEXTS["plan.txt"].split("\n\n")
    shuffled = []
    for chapter in chapters:
        title, *items = chapter.strip().split("\n")
        if items and items[0].startswith("（一）"):
            random.Random(seed).shuffle(items)
            items = [f"（{'一二三四五六'[at]}）" + item.split("）", 1)[1] for at, item in enumerate(items)]
        shuffled.append("\n".join([title, *items]))
    assert levels("\n\n".join([head, *shuffled])) == KNOWN["plan.txt"]


@pytest.mark.parametrize("name", TEXTS)
def test_without_its_evidence_a_finding_is_absent(name: str) -> None:
    assessment = check(TEXTS[name])
    for finding in random.Random(7).sample([f for f in assessment.findings if f.evidence], 12):
        text = TEXTS[name]
        for start, end in sorted({item.span for item in finding.evidence}, reverse=True):
            text = text[:start] + text[end:]
        assert levels(text)[finding.rule.id] is Level.ABSENT, finding.rule.id


def wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in text)


def spaced(text: str) -> str:
    return "\n".join(" ".join(line) if len(line) > 30 else line for line in text.split("\n"))


def wrapped(text: str) -> str:
    return "\n".join(
        "\n".join(line[at : at + 40] for at in range(0, len(line), 40)) for line in text.split("\n")
    )


def zero_width(text: str) -> str:
    return "\u200b".join(text)


FORMS: dict[str, Callable[[str], str]] = {
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "soft line ends of Word": lambda text: text.replace("\n", "\v"),
    "line separators": lambda text: text.replace("\n", "\u2028"),
    "next-line characters": lambda text: text.replace("\n", "\x85"),
    "full width": wide,
    "extra blank lines": lambda text: text.replace("\n", "\n\n\n"),
    "spaces between characters": spaced,
    "hard-wrapped lines": wrapped,
    "zero-width characters": zero_width,
    "a BOM of its own": lambda text: "\ufeff" + text,
}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("form", FORMS)
def test_the_same_text_in_another_form_has_the_same_levels(name: str, form: str) -> None:
    found = levels(FORMS[form](TEXTS[name]))
    assert {rule: (found[rule], level) for rule, level in KNOWN[name].items() if found[rule] != level} == {}


@pytest.mark.parametrize("name", TEXTS)
def test_evidence_is_a_sentence_with_its_mentions_and_cues_inside(name: str) -> None:
    assessment = check(TEXTS[name])
    spans = {sentence.span for sentence in assessment.outline.sentences}
    text = assessment.outline.document.text
    for item in (evidence for finding in assessment.findings for evidence in finding.evidence):
        assert item.span in spans
        for mention in item.mentions:
            assert item.span.start <= mention.span.start < mention.span.end <= item.span.end
            said, at = squeeze(text[mention.span.start : mention.span.end]), 0
            for part in map(squeeze, mention.term.split(GAP)):
                assert said.find(part, at) >= at
                at = said.find(part, at) + len(part)
            assert said.startswith(squeeze(mention.term.split(GAP)[0]))
            assert said.endswith(squeeze(mention.term.split(GAP)[-1]))
        for cue in item.cues:
            assert item.span.start <= cue.span.start < cue.span.end <= item.span.end
            assert text[cue.span.start : cue.span.end] == cue.text


NEGATED = {
    "ECO-11": ("推动建立长三角统一的排污权交易制度。", "暂不建立长三角统一的排污权交易制度。"),
    "MEC-06": ("推进长三角异地就医直接结算。", "不再推进长三角异地就医直接结算。"),
    "ECO-13": ("加快建设新型能源体系。", "停止建设新型能源体系。"),
    "INN-07": ("开展国际科技合作。", "不开展国际科技合作。"),
    "OPN-07": ("实施自由贸易试验区提升战略。", "暂缓实施自由贸易试验区提升战略。"),
    "SEC-11": ("加快建设韧性城市。", "取消韧性城市建设。"),
}


@pytest.mark.parametrize("rule", NEGATED)
def test_negating_the_verb_leaves_nothing_at_partial(rule: str) -> None:
    said, refused = NEGATED[rule]
    assert levels(said)[rule] >= Level.ADDRESSED
    finding = check(refused).finding(rule)
    assert finding is not None
    assert finding.level is Level.MENTIONED
    assert finding.outcome.value == "contradicted"


def test_a_directive_that_forbids_is_carried_out_by_a_refusal() -> None:
    assert levels("长江干流全面禁止生产性捕捞。")["ECO-15"] >= Level.ADDRESSED


def test_a_review_is_mentioned_but_a_principle_drawn_from_it_keeps_its_level() -> None:
    chapter = "一、2025年工作回顾\n"
    assert levels(chapter + "深化了科技创新和产业创新深度融合。")["INN-01"] is Level.MENTIONED
    assert levels(chapter + "实践启示我们，必须坚持党的全面领导。")["PTY-01"] is Level.ADDRESSED


@SLOW
@given(st.text(max_size=300))
def test_any_text_is_judged_without_an_error(text: str) -> None:
    assert len(check(text).findings) == 110

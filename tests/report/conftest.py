"""A small assessment made by hand: every outcome, a copied passage, hostile text where a test asks for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from align.document import Block, Document, Span
from align.evidence import Cue, Evidence, Means, Mention, Stance
from align.judgement import (
    Assessment,
    Coverage,
    Finding,
    Gap,
    Level,
    Notice,
    Outcome,
    Reason,
    Scope,
    ThemeCoverage,
    Waived,
)
from align.ruleset import Rule, Ruleset
from align.ruleset.rule import Header, Region, Theme
from align.structure import Head, Outline, Paragraph, Passage, Role, Section, Sentence

TITLE = "江东省2026年国民经济和社会发展计划"
HEADING = "第二章 重点任务"
ITEM = "（一）共建生态环境。"
TRADE = "推动建立长三角统一的排污权交易制度，到2027年建成交易平台。"
WATER = "深化全省水环境治理。"
STOP = "本规划期内暂不开展跨省应急演练。"
REVIEW_HEADING = "第一章 工作回顾"
REVIEW = "五年来，科技创新成果丰硕。"
COPIED = "要统筹科技创新和产业创新，统筹龙头带动和各扬所长。"


def rule(id_: str, title: str, quote: str, elements: tuple[str, ...], **more: Any) -> Rule:
    return Rule.model_validate(
        {
            "id": id_,
            "title": title,
            "kind": "task",
            "source": {"paragraph": 9, "quote": quote},
            "elements": list(elements),
            "evidence": [{"proves": list(elements), "terms": [title]}],
            "examples": {"addressed": [f"推动{title}落地。"], "absent": ["加强管理。"]},
            **more,
        }
    )


RULES = {
    "ECO": (
        rule("ECO-11", "跨区域排污权交易制度", "要建立跨区域排污权交易制度", ("排污权交易", "跨区域")),
        rule("ECO-12", "跨界水体共治", "加强跨界水体共保共治", ("水环境治理", "跨界")),
        rule("ECO-13", "应急联动", "建立应急联动机制", ("应急联动",)),
        rule("ECO-14", "一体化示范区", "加快示范区建设", ("示范区",), binds=["上海"]),
    ),
    "INN": (
        rule("INN-01", "科技创新策源地", "打造科技创新策源地", ("策源地",)),
        rule("INN-02", "科创与产业创新并举", "统筹科技创新和产业创新", ("科创", "产创"), kind="principle"),
        rule("INN-03", "国际科技合作", "参与国际科技合作", ("国际科技合作",)),
    ),
}


@dataclass(frozen=True)
class Plan:
    """The text of the hand-made plan and its parts, by their words."""

    outline: Outline

    def evidence(self, rule_id: str, words: str, stance: Stance, **more: Any) -> Evidence:
        index = next(
            number
            for number, item in enumerate(self.outline.sentences)
            if self.outline.document.slice(item.span) == words
        )
        sentence = self.outline.sentences[index]
        values: dict[str, Any] = {"elements": (), "titled": (), "mentions": (), "cues": (), "means": ()}
        return Evidence(
            rule=rule_id,
            sentence=index,
            paragraph=sentence.paragraph,
            passage=sentence.passage,
            span=sentence.span,
            stance=stance,
            **{**values, **more},
        )

    def find(self, words: str) -> Span:
        start = self.outline.document.text.index(words)
        return Span(start, start + len(words))


def plan(extra: str = "", title: str = TITLE) -> Plan:
    lines = [
        (title, 0, True),
        (REVIEW_HEADING, 1, True),
        (REVIEW, 1, False),
        (HEADING, 2, True),
        (ITEM + TRADE, 3, False),
        (WATER + STOP, 3, False),
        (COPIED, 3, False),
    ]
    if extra:
        lines.append((extra, 3, False))
    text, paragraphs, sentences = "", [], []
    for number, (line, section, heading) in enumerate(lines):
        start = len(text)
        text += line + "\n"
        paragraphs.append(Paragraph(Span(start, start + len(line)), number + 1, page=1 + number // 4))
        at = start
        # A title that opens its paragraph (（一）…。) is a sentence of its own.
        for part in (
            [line] if heading or line == extra else [piece + "。" for piece in line.split("。") if piece]
        ):
            span = Span(at, at + len(part))
            sentences.append(Sentence(span, number, section, number, heading=heading, opens=part == ITEM))
            at += len(part)
    spans = [item.span for item in paragraphs]
    sections = (
        Section("", "", 0, None, Span(0, 0), Span(0, len(text))),
        Section("工作回顾", "第一章 ", 1, 0, spans[1], Span(spans[1].start, spans[2].end), Role.REVIEW),
        Section("重点任务", "第二章 ", 1, 0, spans[3], Span(spans[3].start, len(text)), Role.PLAN),
        Section(
            "共建生态环境",
            "（一）",
            2,
            2,
            Span(spans[4].start, spans[4].start + len(ITEM)),
            Span(spans[4].start, len(text)),
        ),
    )
    passages = tuple(
        Passage(
            item.span,
            lines[number][1],
            range(
                min(i for i, s in enumerate(sentences) if s.paragraph == number),
                max(i for i, s in enumerate(sentences) if s.paragraph == number) + 1,
            ),
            None,
        )
        for number, item in enumerate(paragraphs)
    )
    document = Document("计划.txt", text, tuple(Block(span) for span in spans))
    head = Head(title=title, issuer="江东省人民政府", date="2026-01-20")
    return Plan(Outline(document, head, sections, tuple(paragraphs), passages, tuple(sentences)))


def ruleset() -> Ruleset:
    titles = {"ECO": "生态环境共保联治", "INN": "科技创新跨区域协同"}
    return Ruleset(
        header=Header(
            id="demo-2023",
            version="1",
            title="在座谈会上的讲话",
            issuer="示例",
            date=dt.date(2023, 11, 30),
            regions=(Region(name="江苏"), Region(name="上海")),
            themes=("ECO", "INN"),
        ),
        themes=tuple(Theme(theme=key, title=titles[key], rules=rules) for key, rules in RULES.items()),
        concepts={},
        exempt=(),
        digest="0" * 64,
    )


def finding(
    rule_id: str,
    level: Level,
    outcome: Outcome,
    reason: Reason | None = None,
    evidence: tuple[Evidence, ...] = (),
    met: tuple[str, ...] = (),
    section: int | None = 3,
    **more: Any,
) -> Finding:
    theme = rule_id[:3]
    own = next(item for item in RULES[theme] if item.id == rule_id)
    lacking = tuple(name for name in own.elements if name not in met)
    open_ = outcome in (Outcome.GAP, Outcome.CONTRADICTED, Outcome.WAIVED)
    return Finding(
        rule=own,
        theme=theme,
        level=level,
        outcome=outcome,
        reason=reason,
        copied=more.pop("copied", False),
        elements={name: name in met for name in own.elements},
        evidence=evidence,
        passage=evidence[0].passage if evidence else None,
        gap=Gap(lacking, section, evidence[0] if evidence else None) if open_ else None,
        **more,
    )


def assess(extra: str = "", title: str = TITLE) -> Assessment:
    made = plan(extra, title)
    trade = made.evidence(
        "ECO-11",
        TRADE,
        Stance.COMMIT,
        elements=("排污权交易", "跨区域"),
        mentions=(Mention("长三角…排污权", made.find("长三角统一的排污权")),),
        cues=(Cue("推动", made.find("推动建立"), Stance.COMMIT),),
        means=(
            Means("deadline", "到2027年", made.find("到2027年")),
            Means("project", "交易平台", made.find("交易平台")),
        ),
    )
    water = made.evidence(
        "ECO-12",
        WATER,
        Stance.COMMIT,
        elements=("水环境治理",),
        titled=(),
        mentions=(Mention("水环境治理", made.find("水环境治理")),),
    )
    stop = made.evidence("ECO-13", STOP, Stance.NEGATE, cues=(Cue("暂不", made.find("暂不"), Stance.NEGATE),))
    review = made.evidence(
        "INN-01", REVIEW, Stance.REVIEW, cues=(Cue("五年来", made.find("五年来"), Stance.REVIEW),)
    )
    copied = made.evidence("INN-02", COPIED, Stance.COMMIT, elements=("科创", "产创"))
    until = dt.date(2027, 6, 30)
    findings = (
        finding("ECO-11", Level.OPERATIONAL, Outcome.MET, None, (trade,), ("排污权交易", "跨区域")),
        finding("ECO-12", Level.PARTIAL, Outcome.GAP, "partial", (water,), ("水环境治理",)),
        finding("ECO-13", Level.MENTIONED, Outcome.CONTRADICTED, None, (stop,)),
        finding("ECO-14", Level.ABSENT, Outcome.INAPPLICABLE, "region", section=None),
        finding(
            "INN-01",
            Level.MENTIONED,
            Outcome.WAIVED,
            "mentioned",
            (review,),
            waived=Waived("由省科技厅专项规划承接", "发展规划处", "苏发改〔2026〕3号", until),
        ),
        finding("INN-02", Level.ADDRESSED, Outcome.GAP, "copied", (copied,), ("科创", "产创"), copied=True),
        finding("INN-03", Level.ABSENT, Outcome.GAP, "absent", section=2),
    )
    coverage = Coverage(
        0.3,
        1 / 4,
        5,
        1,
        (
            ThemeCoverage("ECO", "生态环境共保联治", 0.5, 1 / 3, 3, 1),
            ThemeCoverage("INN", "科技创新跨区域协同", 0.0, None, 2, 0),
        ),
    )
    notices = (
        Notice("special-plan", "文件内容集中在一个主题。", "The plan lies in one theme."),
        # As the gate tells it; the one place where JSON v1 tells a waiver's reason.
        Notice(
            "waived",
            f"INN-01 已豁免：由省科技厅专项规划承接；有效期至 {until}。",
            f"INN-01 is waived until {until}.",
        ),
    )
    scope = Scope("江苏", "document", (), dt.date(2026, 1, 20))
    return Assessment(made.outline, ruleset(), scope, findings, coverage, notices)


@pytest.fixture
def assessment() -> Assessment:
    return assess()


@pytest.fixture
def make() -> Callable[..., Assessment]:
    """Return the maker of assessments: text to add to the plan, a title of its own."""
    return assess


@pytest.fixture
def unbound(assessment: Assessment) -> Assessment:
    """Return the assessment of a plan that nothing binds."""
    nothing = tuple(
        replace(item, outcome=Outcome.INAPPLICABLE, reason="region", gap=None, waived=None)
        for item in assessment.findings
    )
    coverage = Coverage(
        None,
        None,
        0,
        0,
        tuple(replace(t, ratio=None, depth=None, binding=0, met=0) for t in assessment.coverage.themes),
    )
    return replace(assessment, findings=nothing, coverage=coverage)

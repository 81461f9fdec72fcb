"""What a reader must know before the figures."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from align.evidence import Evidence, Stance
from align.judgement.finding import Finding, Notice, Outcome, Scope
from align.judgement.ready import ready
from align.ruleset import Ruleset
from align.structure import Outline, Role
from align.structure.paragraph import line_starts

ENOUGH = 300
"""Chinese characters below which there is too little text to judge."""

MAIN_SHARE = 0.6
"""Share of the evidence in one theme from which a plan counts as a special plan."""

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
FORWARD = re.compile(
    r"推进|推动|加快|加强|建设|完善|健全|提升|深化|促进|打造|构建|实施|扩大|优化|强化|落实|培育|发展|建立|提高|开展"
)
UNREAD = re.compile("\ufffd+")
LINES_TOLD = 5
YEAR = re.compile(r"(\d{4})(?:-(\d\d)-(\d\d))?")


def notices(
    outline: Outline,
    ruleset: Ruleset,
    evidence: Sequence[Evidence],
    findings: Sequence[Finding],
    scope: Scope,
) -> tuple[Notice, ...]:
    """Return the notices of an assessment, the gravest first."""
    found = [
        short(outline),
        unread(outline),
        not_a_plan(outline, evidence),
        nothing_binds(ruleset, findings, scope),
        predates(outline, ruleset),
        special_plan(ruleset, evidence, scope),
    ]
    return tuple(notice for notice in found if notice is not None)


def short(outline: Outline) -> Notice | None:
    """Return the notice on too little text."""
    count = sum(map(len, HAN.findall(outline.document.text)))
    if count >= ENOUGH:
        return None
    return Notice(
        "short",
        f"文中只有 {count} 个汉字，不足 {ENOUGH} 个，无法评估；请检查文件是否完整。",
        f"only {count} Chinese characters, fewer than {ENOUGH}: too little to judge; is the file complete?",
    )


def unread(outline: Outline) -> Notice | None:
    """Return the notice on bytes that are no text, which the reader replaced by U+FFFD."""
    text = outline.document.text
    found = [match.start() for match in UNREAD.finditer(text)]
    if not found:
        return None
    starts = line_starts(text)
    lines = list(dict.fromkeys(bisect_right(starts, at) for at in found))
    told, more = ", ".join(map(str, lines[:LINES_TOLD])), len(lines) > LINES_TOLD
    return Notice(
        "unread",
        f"有 {len(found)} 处文字无法读出（第 {told.replace(', ', '、')} {'等行' if more else '行'}），"
        "那里的内容没有计入评估；请从原软件另存一份。",
        f"{len(found)} place(s) could not be read (line {told}{', …' if more else ''}) and are not judged: "
        "save a new copy of the file.",
    )


def not_a_plan(outline: Outline, evidence: Sequence[Evidence]) -> Notice | None:
    """Return the notice on a text without official headings or without a sentence that looks ahead."""
    headed = any(section.level and section.number for section in outline.sections)
    ahead = any(item.stance is Stance.COMMIT for item in evidence)
    if headed and (ahead or _looks_ahead(outline)):
        return None
    if ahead and len({item.sentence for item in evidence}) >= 3:
        return None
    return Notice(
        "not-a-plan",
        "这份文件不像规划、方案或工作报告：没有公文标题层次，或没有部署今后工作的句子。结论仅供参考。",
        "this does not look like a plan: no official headings, or no sentence that looks ahead.",
    )


def _looks_ahead(outline: Outline) -> bool:
    text = outline.document.text
    return any(
        outline.sections[sentence.section].role is not Role.REVIEW
        and FORWARD.search(text, sentence.span.start, sentence.span.end)
        for sentence in outline.sentences
    )


def nothing_binds(ruleset: Ruleset, findings: Sequence[Finding], scope: Scope) -> Notice | None:
    """Return the notice on a scope in which no directive binds."""
    if any(finding.outcome is not Outcome.INAPPLICABLE for finding in findings):
        return None
    regions = "、".join(ruleset.regions)
    return Notice(
        "nothing-binds",
        f"没有一条要求约束这份文件（地区：{scope.region or '未知'}；规则集约束：{regions}）。"
        "各条的深度仍然给出；要按全部要求评估，请加 --bind-all。",
        f"no directive binds this document (region: {scope.region or 'unknown'}; the ruleset binds {regions}). "
        "Levels are given all the same; use --bind-all to judge it against all directives.",
    )


def predates(outline: Outline, ruleset: Ruleset) -> Notice | None:
    """Return the notice on a document older than the superior document."""
    match = YEAR.match(outline.head.date or "")
    if match is None:
        return None
    date = ruleset.header.date
    year = int(match[1])
    known = (year, int(match[2]), int(match[3])) if match[2] else None
    day = (date.year, date.month, date.day)
    older = known < day if known is not None else year < date.year
    if not older:
        return None
    return Notice(
        "predates",
        f"这份文件（{outline.head.date}）早于上位文件（{date}），当时还不能响应它。",
        f"this document ({outline.head.date}) is older than the superior document ({date}).",
    )


def special_plan(ruleset: Ruleset, evidence: Sequence[Evidence], scope: Scope) -> Notice | None:
    """Return the notice on a plan whose evidence lies in one theme, with the ``--theme`` to use."""
    if scope.themes:
        return None
    theme_of = ready(ruleset).theme_of
    counts = Counter(theme_of[item.rule] for item in evidence)
    total = sum(counts.values())
    if total < 10:
        return None
    theme, count = counts.most_common(1)[0]
    if count / total < MAIN_SHARE:
        return None
    title = next(item.title for item in ruleset.themes if item.theme == theme)
    return Notice(
        "special-plan",
        f"这像是一份专项规划：{count / total:.0%} 的证据在“{title}”一个主题里；只评这个主题请加 --theme {theme}。",
        f"this looks like a special plan: {count / total:.0%} of the evidence lies in one theme; use --theme {theme}.",
    )

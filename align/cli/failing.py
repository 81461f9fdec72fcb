"""An example that fails, told: where it stands, its levels, and in short why."""

from __future__ import annotations

from align.errors import Lang
from align.evaluation.examples import Failure
from align.judgement import Level
from align.report.wording import level_name, listed, means_name, pick, stance_name


def told(failure: Failure, place: str, lang: Lang) -> str:
    """Return the line of an example that fails; ``place`` is its file and line."""
    wanted, level = level_name(failure.wanted, lang), level_name(failure.level, lang)
    name, why = failure.rule.id, reason(failure, lang)
    if lang == "zh":
        return f"{place}: {name} 例句应为{wanted}，实为{level}（{why}）：{failure.sentence}"
    return f"{place}: {name} example should be {wanted}, is {level} ({why}): {failure.sentence}"


def reason(failure: Failure, lang: Lang) -> str:
    """Return why an example reached its level: what it lacks, the stance that was read, or what was found in it."""
    if failure.level > failure.wanted:
        return _more(failure, lang)
    if failure.level is Level.ABSENT:
        return pick(
            (
                "没有 proves 或 subject 词组命中，或者命中了而条件不符",
                "no group that proves or is the subject is met, or its conditions are not",
            ),
            lang,
        )
    if failure.level is Level.MENTIONED:
        return _stance(failure, lang)
    lacking = [element for element in failure.rule.elements if element not in failure.met]
    if lacking:
        return pick(("缺少要素：", "lacks: "), lang) + listed(list(dict.fromkeys(lacking)), lang)
    if failure.rule.max_level or failure.rule.kind in ("principle", "goal"):
        return pick(("这条规则最高到这一级", "the rule ends at this level"), lang)
    return pick(
        ("没有指标、时限、具名项目平台、责任主体", "no number, deadline, named project or body"), lang
    )


def _more(failure: Failure, lang: Lang) -> str:
    """Return what was found in an example that reached more than it should."""
    if failure.level is Level.OPERATIONAL:
        means = [
            f"{item.text} [{means_name(item.kind, lang)}]" for one in failure.evidence for item in one.means
        ]
        return pick(("算作举措：", "taken for means: "), lang) + listed(list(dict.fromkeys(means)), lang)
    if failure.wanted is Level.MENTIONED or failure.level is Level.MENTIONED:
        return _stance(failure, lang)
    return _found(failure, lang)


def _stance(failure: Failure, lang: Lang) -> str:
    """Return the stances that were read and the words that decided them."""
    stances = [stance_name(item.stance, lang) for item in failure.evidence]
    cues = [cue.text for item in failure.evidence for cue in item.cues]
    read = pick(("语气读作：", "read as: "), lang) + listed(list(dict.fromkeys(stances)), lang)
    by = pick(("，依据：", ", by: "), lang) + listed(list(dict.fromkeys(cues)), lang) if cues else ""
    return read + by + pick(("；", "; "), lang) + _found(failure, lang)


def _found(failure: Failure, lang: Lang) -> str:
    terms = [mention.term for item in failure.evidence for mention in item.mentions]
    return pick(("命中：", "found: "), lang) + listed(list(dict.fromkeys(terms)), lang)

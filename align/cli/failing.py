"""An example that fails, told: where it stands, its levels, and in short why."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from align.errors import Lang
    from align.evaluation.examples import Failure


def told(failure: Failure, place: str, lang: Lang) -> str:
    """Return the line of an example that fails; ``place`` is its file and line."""
    from align.report.wording import level_name

    wanted, level = level_name(failure.wanted, lang), level_name(failure.level, lang)
    name, why = failure.rule.id, reason(failure, lang)
    if lang == "zh":
        return f"{place}: {name} 例句应为{wanted}，实为{level}（{why}）：{failure.sentence}"
    return f"{place}: {name} example should be {wanted}, is {level} ({why}): {failure.sentence}"


def reason(failure: Failure, lang: Lang) -> str:
    """Return why an example reached its level: what it lacks, the stance that was read, or what was found in it."""
    from align.judgement import Level

    if failure.level > failure.wanted:
        return _more(failure, lang)
    if failure.level is Level.ABSENT:
        return _either(
            lang,
            "没有 proves 或 subject 词组命中，或者命中了而条件不符",
            "no group that proves or is the subject is met, or its conditions are not",
        )
    if failure.level is Level.MENTIONED:
        return _stance(failure, lang)
    lacking = [element for element in failure.rule.elements if element not in failure.met]
    if lacking:
        return _either(lang, "缺少要素：", "lacks: ") + _listed(lacking, lang)
    if failure.rule.max_level or failure.rule.kind in ("principle", "goal"):
        return _either(lang, "这条规则最高到这一级", "the rule ends at this level")
    return _either(
        lang, "没有指标、时限、具名项目平台、责任主体", "no number, deadline, named project or body"
    )


def _more(failure: Failure, lang: Lang) -> str:
    """Return what was found in an example that reached more than it should."""
    from align.judgement import Level
    from align.report.wording import means_name

    if failure.level is Level.OPERATIONAL:
        means = [
            f"{item.text} [{means_name(item.kind, lang)}]" for one in failure.evidence for item in one.means
        ]
        return _either(lang, "算作举措：", "taken for means: ") + _listed(means, lang)
    if failure.wanted is Level.MENTIONED or failure.level is Level.MENTIONED:
        return _stance(failure, lang)
    return _found(failure, lang)


def _stance(failure: Failure, lang: Lang) -> str:
    """Return the stances that were read and the words that decided them."""
    from align.report.wording import stance_name

    stances = [stance_name(item.stance, lang) for item in failure.evidence]
    cues = [cue.text for item in failure.evidence for cue in item.cues]
    read = _either(lang, "语气读作：", "read as: ") + _listed(stances, lang)
    by = _either(lang, "，依据：", ", by: ") + _listed(cues, lang) if cues else ""
    return read + by + _either(lang, "；", "; ") + _found(failure, lang)


def _found(failure: Failure, lang: Lang) -> str:
    terms = [mention.term for item in failure.evidence for mention in item.mentions]
    return _either(lang, "命中：", "found: ") + _listed(terms, lang)


def _listed(items: list[str], lang: Lang) -> str:
    from align.report.wording import listed

    return listed(list(dict.fromkeys(items)), lang)


def _either(lang: Lang, zh: str, en: str) -> str:
    return zh if lang == "zh" else en

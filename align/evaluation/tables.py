"""Scores as tables to read and as records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from align.errors import Lang
from align.evaluation.scoring import Compared, Score, score

COLUMNS_ZH = (
    "级别一致",
    "QWK",
    "已响应F1",
    "已涉及F1",
    "证据准确",
    "证据召回",
    "证据F1",
    "语气一致",
    "语气F1",
)
COLUMNS = ("equal", "QWK", "met F1", "present F1", "ev P", "ev R", "ev F1", "stance", "st. F1")


def figures(result: Score) -> tuple[float | None, ...]:
    """Return the figures of a score in the order of the columns."""
    evidence = result.evidence
    return (
        result.equal,
        result.qwk,
        result.met.f1,
        result.present.f1,
        evidence.precision,
        evidence.recall,
        evidence.f1,
        result.stance,
        result.stance_f1,
    )


def number(value: float | None) -> str:
    """Return a figure with three decimals, a dash for none."""
    return "—" if value is None else f"{value:.3f}"


def to_left(text: str, width: int) -> str:
    """Return a text filled up with blanks to a width in columns, Chinese characters counting two."""
    return text + " " * (width - _columns(text))


def to_right(text: str, width: int) -> str:
    """Return a text with blanks before it up to a width in columns."""
    return " " * (width - _columns(text)) + text


def _columns(text: str) -> int:
    return len(text) + sum(ord(letter) > 0x2E80 for letter in text)


def by_document(compared: Sequence[Compared], lang: Lang = "zh") -> str:
    """Return a table with a row a document and one for all."""
    first, names, last = ("文档", COLUMNS_ZH, "合计") if lang == "zh" else ("document", COLUMNS, "total")
    lines = [to_left(first, 34) + "".join(to_right(name, 11) for name in names)]
    for one in compared:
        lines.append(_row(_narrow(one.gold.name), score([one])))
    lines.append(_row(last, score(compared)))
    return "\n".join(lines)


def _row(name: str, result: Score) -> str:
    return to_left(name, 34) + "".join(f"{number(value):>11}" for value in figures(result))


def _narrow(name: str) -> str:
    return name if len(name) <= 16 else f"{name[:15]}…"


WORDS = {
    "rule": (
        "\n## {rule}  级别一致 {equal}  证据：准确 {p}，召回 {r}，F1 {f1}，报出 {reported} 句，标注 {labelled} 句",
        "\n## {rule}  equal {equal}  evidence P {p} R {r} F1 {f1}  reported {reported} labelled {labelled}",
    ),
    "level": ("  级别 {found}，应为 {wanted}：{name}", "  level {found} should be {wanted}: {name}"),
    "false": ("  误报 {name} {number} {found}：{text}", "  false alarm {name} {number} {found}: {text}"),
    "miss": ("  漏检 {name} {number} {wanted}：{text}", "  miss        {name} {number} {wanted}: {text}"),
    "stance": (
        "  语气 {found}，应为 {wanted} {name} {number}：{text}",
        "  stance {found} should be {wanted} {name} {number}: {text}",
    ),
}


def _say(key: str, lang: Lang, **values: object) -> str:
    return WORDS[key][lang == "en"].format(**values)


def by_rule(compared: Sequence[Compared], lang: Lang = "zh") -> str:
    """Return for every rule its figures, its wrong levels, its misses and false alarms with their sentences."""
    rules = list(dict.fromkeys(rule for one in compared for rule in one.levels))
    return "\n".join(
        line
        for rule in rules
        for line in _rule(rule, [one.only(frozenset({rule})) for one in compared], lang)
    )


def _rule(rule: str, compared: Sequence[Compared], lang: Lang) -> Iterator[str]:
    result = score(compared)
    evidence = result.evidence
    figures = {"equal": result.equal, "p": evidence.precision, "r": evidence.recall, "f1": evidence.f1}
    told = {name: number(figure) for name, figure in figures.items()}
    yield _say("rule", lang, rule=rule, reported=result.reported, labelled=result.labelled, **told)
    for one in compared:
        for found, wanted in one.levels.values():
            if found != wanted:
                yield _say("level", lang, found=found, wanted=wanted, name=one.gold.name)
        yield from _pairs(one, lang)


def _pairs(one: Compared, lang: Lang) -> Iterator[str]:
    for pair in sorted(set(one.reported) | set(one.labelled), key=lambda pair: pair[1]):
        text = one.gold.document.slice(one.gold.sentences[pair[1]])
        found, wanted = one.reported.get(pair), one.labelled.get(pair)
        kind = "false" if wanted is None else "miss" if found is None else "stance"
        if found == wanted or (kind == "miss" and pair not in one.sure):
            continue
        yield _say(kind, lang, name=one.gold.name[:8], number=pair[1], found=found, wanted=wanted, text=text)


def records(compared: Sequence[Compared]) -> dict[str, Any]:
    """Return all figures as plain records: by document, in total, by rule."""
    rules = list(dict.fromkeys(rule for one in compared for rule in one.levels))
    return {
        "documents": [
            {"name": one.gold.name, "readings": one.gold.readings, **asdict(score([one]))} for one in compared
        ],
        "total": asdict(score(compared)),
        "rules": [
            {"rule": rule, **asdict(score([one.only(frozenset({rule})) for one in compared]))}
            for rule in rules
        ],
    }

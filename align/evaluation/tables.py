"""Scores as tables to read and as records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from align.evaluation.scoring import Compared, Score, score

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


def by_document(compared: Sequence[Compared]) -> str:
    """Return a table with a row a document and one for all."""
    lines = [f"{'document':<34}" + "".join(f"{name:>11}" for name in COLUMNS)]
    for one in compared:
        lines.append(_row(_narrow(one.gold.name), score([one])))
    lines.append(_row("total", score(compared)))
    return "\n".join(lines)


def _row(name: str, result: Score) -> str:
    wide = sum(ord(letter) > 0x2E80 for letter in name)
    return f"{name:<{34 - wide}}" + "".join(f"{number(value):>11}" for value in figures(result))


def _narrow(name: str) -> str:
    return name if len(name) <= 16 else f"{name[:15]}…"


def by_rule(compared: Sequence[Compared]) -> str:
    """Return for every rule its figures, its wrong levels, its misses and false alarms with their sentences."""
    rules = list(dict.fromkeys(rule for one in compared for rule in one.levels))
    return "\n".join(
        line for rule in rules for line in _rule(rule, [one.only(frozenset({rule})) for one in compared])
    )


def _rule(rule: str, compared: Sequence[Compared]) -> Iterator[str]:
    result = score(compared)
    evidence = result.evidence
    yield (
        f"\n## {rule}  equal {number(result.equal)}  evidence P {number(evidence.precision)} "
        f"R {number(evidence.recall)} F1 {number(evidence.f1)}  reported {result.reported} labelled {result.labelled}"
    )
    for one in compared:
        for found, wanted in one.levels.values():
            if found != wanted:
                yield f"  level {found} should be {wanted}: {one.gold.name}"
        yield from _pairs(one)


def _pairs(one: Compared) -> Iterator[str]:
    for pair in sorted(set(one.reported) | set(one.labelled), key=lambda pair: pair[1]):
        text = one.gold.document.slice(one.gold.sentences[pair[1]])
        if pair not in one.labelled:
            yield f"  false alarm {one.gold.name[:8]} {pair[1]} {one.reported[pair]}: {text}"
        elif pair not in one.reported:
            if pair in one.sure:
                yield f"  miss        {one.gold.name[:8]} {pair[1]} {one.labelled[pair]}: {text}"
        elif one.reported[pair] != one.labelled[pair]:
            yield f"  stance {one.reported[pair]} should be {one.labelled[pair]} {one.gold.name[:8]} {pair[1]}: {text}"


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

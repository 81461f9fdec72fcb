"""The tables that `align corpus` wrote become a matrix."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from align.comparison.figures import counted, share
from align.comparison.gathering import PROOFS, nothing
from align.comparison.labels import labels
from align.comparison.matrix import Cell, Matrix, Plan, Proof, Row
from align.errors import SettingsError
from align.evidence import Stance
from align.judgement import Level, Outcome
from align.judgement.coverage import credit_of
from align.judgement.judging import concluded

TABLES = ("documents", "findings", "evidence")

Line = Mapping[str, Any]
Key = tuple[str, str]
NOWHERE = {"start": 0, "end": 0}


def is_tables(folder: Path) -> bool:
    """Return whether a folder holds the tables of `align corpus`."""
    return all((folder / name).is_dir() for name in TABLES)


def stored(folder: Path, bind_all: bool = False, themes: Sequence[str] = ()) -> Matrix:
    """Return the matrix of the plans in the tables of a folder.

    ``bind_all`` lets every directive bind, whatever the tables say. Raises SettingsError where the tables cannot be read,
    hold no plan, or were made by different rules.
    """
    documents = sorted(_rows(folder, "documents"), key=lambda line: line["document"])
    judged = [line for line in documents if line["status"] == "judged"]
    if not judged:
        raise nothing()
    _same_rules(folder, judged)
    findings: dict[Key, Line] = {(line["document"], line["rule"]): line for line in _rows(folder, "findings")}
    proofs: dict[Key, list[Line]] = defaultdict(list)
    for line in _rows(
        folder, "evidence", ["document", "rule", "start", "text", "section", "stance", "elements"]
    ):
        proofs[line["document"], line["rule"]].append(line)
    rows, titles = _directives(judged, findings, themes)
    keys = [line["document"] for line in judged]
    cells = tuple(
        tuple(_cell(findings[key, row.id], proofs.get((key, row.id), []), bind_all) for key in keys)
        for row in rows
    )
    first = judged[0]
    further = _further(folder, first)
    source = {"id": first["ruleset"], "version": first["ruleset_version"], "digest": first["ruleset_digest"]}
    skipped = tuple(line["document"] for line in documents if line["status"] != "judged")
    return Matrix(
        titles, rows, _plans(judged, rows, cells, further), cells, source, _superior(source), skipped
    )


def _rows(folder: Path, name: str, columns: list[str] | None = None) -> list[Line]:
    try:
        import pyarrow.parquet as pq
    except ImportError:
        raise SettingsError(
            "not-installed",
            zh='读表需要 pyarrow，还没有安装；请运行 pip install "align-plans[corpus]"。',
            en='pyarrow is needed to read tables and not installed; run pip install "align-plans[corpus]".',
        ) from None
    try:
        lines: list[Line] = pq.read_table(folder / name, columns=columns).to_pylist()
    except (OSError, ValueError, KeyError) as error:
        raise _bad(folder / name, error) from None
    return lines


def _further(folder: Path, document: Line) -> tuple[str, ...]:
    """Return the columns of `documents` that the run was given: they follow those that every run has."""
    try:
        given = len(json.loads((folder / "run.json").read_text(encoding="utf-8"))["columns"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _bad(folder / "run.json", error) from None
    return tuple(document)[len(document) - given :]


def _bad(path: Path, error: Exception) -> SettingsError:
    return SettingsError(
        "bad-tables",
        zh=f"“{path}”读不出来：{error}。请用 align corpus 重新生成。",
        en=f"{str(path)!r} cannot be read: {error}. Make it anew by align corpus.",
    )


def _same_rules(folder: Path, judged: Sequence[Line]) -> None:
    if len({line["ruleset_digest"] for line in judged}) > 1:
        raise SettingsError(
            "different-rules",
            zh=f"“{folder}”里的规划依据的规则不同，不能比较。",
            en=f"the plans in {str(folder)!r} were judged by different rules and cannot be compared.",
        )


def _directives(
    judged: Sequence[Line], findings: Mapping[Key, Line], themes: Sequence[str]
) -> tuple[tuple[Row, ...], dict[str, str]]:
    """Return the directives in the order of the ruleset where it is at hand, else of their ids; and the themes' titles."""
    first = judged[0]["document"]
    told = {rule: line for (document, rule), line in findings.items() if document == first}
    order, titles = _ruleset(judged[0]["ruleset"])
    ids = [rule for rule in order if rule in told] + sorted(rule for rule in told if rule not in order)
    rows = tuple(
        Row(rule, line["theme"], line["title"], line["kind"], line["quote"], line["weight"])
        for rule in ids
        for line in [told[rule]]
        if not themes or line["theme"] in themes
    )
    return rows, {row.theme: titles.get(row.theme, row.theme) for row in rows}


def _ruleset(name: str) -> tuple[list[str], dict[str, str]]:
    from align.ruleset import load, shipped

    if name not in shipped():
        return [], {}
    ruleset = load(name)
    return [rule.id for rule in ruleset.rules], {theme.theme: theme.title for theme in ruleset.themes}


def _superior(source: Mapping[str, str]) -> str:
    from align.ruleset import load, shipped

    if source["id"] not in shipped():
        return source["id"]
    header = load(source["id"]).header
    return f"{header.title}（{header.date.isoformat()}）"


def _cell(finding: Line, proofs: Sequence[Line], bind_all: bool) -> Cell:
    outcome, reason = finding["outcome"], finding["reason"]
    if bind_all and outcome == "inapplicable" and reason == "region":
        outcome, reason = _bound(finding, proofs)
    met = [element for element in finding["elements"] if element["met"]]
    passage = finding["passage"] or NOWHERE
    best = sorted(
        proofs,
        key=lambda line: (
            not passage["start"] <= line["start"] < passage["end"],
            line["stance"] != "commit",
            -len(line["elements"]),
            line["start"],
        ),
    )
    names = [element["name"] for element in met]
    return Cell(
        level=finding["level"],
        outcome=outcome,
        reason=reason,
        copied=finding["copied"],
        credit=_credit(finding, proofs),
        lacking=tuple(element["name"] for element in finding["elements"] if element["name"] not in names),
        proofs=tuple(Proof(line["text"], tuple(line["section"]), line["stance"]) for line in best[:PROOFS]),
    )


def _bound(finding: Line, proofs: Sequence[Line]) -> tuple[str, str | None]:
    """Return outcome and reason as they are where the directive binds."""
    rejected = any(line["stance"] == Stance.NEGATE.value for line in proofs)
    outcome, reason = concluded(Level(finding["level"]), finding["copied"], rejected)
    return outcome.value, reason


def _credit(finding: Line, proofs: Sequence[Line]) -> float:
    passage = finding["passage"] or NOWHERE
    met = {
        name
        for line in proofs
        if line["stance"] == Stance.COMMIT.value and passage["start"] <= line["start"] < passage["end"]
        for name in line["elements"]
    }
    return credit_of(finding["level"], finding["copied"], len(met), len(finding["elements"]))


def _plans(
    judged: Sequence[Line], rows: Sequence[Row], cells: Sequence[Sequence[Cell]], further: Sequence[str]
) -> tuple[Plan, ...]:
    told = [
        {"key": line["document"], "title": line["title"], "region": line["region"], "date": line["date"]}
        for line in judged
    ]
    return tuple(
        _plan(line, label, rows, [column[number] for column in cells], further)
        for number, (line, label) in enumerate(zip(judged, labels(told), strict=True))
    )


def _plan(
    line: Line, label: str, rows: Sequence[Row], column: Sequence[Cell], further: Sequence[str]
) -> Plan:
    bound = [(row, cell) for row, cell in zip(rows, column, strict=True) if counted(cell)]
    deep = [cell for row, cell in bound if row.kind in ("task", "problem")]
    return Plan(
        key=line["document"],
        label=label,
        title=line["title"] or line["document"],
        region=line["region"],
        date=line["date"],
        meta={name: line[name] for name in further},
        ratio=share(bound),
        depth=sum(cell.level == Level.OPERATIONAL for cell in deep) / len(deep) if deep else None,
        binding=len(bound),
        met=sum(cell.outcome == Outcome.MET.value for _, cell in bound),
    )

"""A sheet of ``align corpus sample`` that people filled in: how right the checker is on the corpus it was drawn from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from align.errors import Lang, SettingsError
from align.evaluation.metrics import at_least, bootstrap, equal, qwk
from align.evaluation.tables import number, to_left, to_right
from align.judgement import LEVELS

NEEDED = ("document", "rule", "level", "stratum", "stands for", "your level", "evidence right")
YES = frozenset({"y", "yes", "是", "对", "1", "✓", "true"})
NO = frozenset({"n", "no", "否", "错", "0", "✗", "false"})


@dataclass(frozen=True, slots=True)
class Checked:
    """A finding that somebody checked: the level found and the right one, and whether the evidence is right."""

    rule: str
    stratum: str
    level: int
    right: int
    weight: float
    evidence: bool | None

    @property
    def pair(self) -> tuple[int, int]:
        """Return the levels, found and right."""
        return self.level, self.right


def checked(rows: Iterable[Mapping[str, str]], name: str) -> list[Checked]:
    """Return the rows that were filled in.

    Raises SettingsError with every cell that cannot be understood, or where none is filled in.
    """
    filled = [(line, row) for line, row in enumerate(rows, 2) if row.get("your level", "").strip()]
    if not filled:
        raise SettingsError(
            "empty-sheet",
            zh=f"表“{name}”里没有填写任何一行；请在“your level”一列填 0–4。",
            en=f"no row of the sheet {name!r} is filled in; write 0–4 in the column 'your level'.",
        )
    faults = {line: found for line, row in filled if (found := list(_faults(row)))}
    if all(any(column not in row for column in NEEDED) for _, row in filled):
        # The columns are a fault of the sheet, to be told once.
        faults = dict(list(faults.items())[:1])
    if faults:
        raise _bad(name, faults)
    return [_row(row) for _, row in filled]


Words = tuple[str, str]


def _faults(row: Mapping[str, str]) -> Iterator[Words]:
    """Yield what cannot be understood in a row, in Chinese and English."""
    missing = [column for column in NEEDED if column not in row]
    if missing:
        yield f"缺少列 {'、'.join(missing)}", f"columns are missing: {', '.join(missing)}"
        return
    for column in ("level", "your level"):
        if _level(row[column]) is None:
            cell = row[column]
            words = "、".join(zh for zh, _ in LEVELS.values())
            yield f"“{column}”是“{cell}”，应是 0–4 或 {words}", f"{column!r} is {cell!r}; permitted: 0–4"
    said = row["evidence right"].strip().lower()
    if said and said not in YES | NO:
        yield f"“evidence right”是“{said}”，应是 y 或 n", f"'evidence right' is {said!r}; permitted: y, n"
    if _number(row["stands for"]) is None:
        yield "“stands for”不是数", "'stands for' is no number"


def _row(row: Mapping[str, str]) -> Checked:
    """Return a row without faults."""
    level, right, weight = _level(row["level"]), _level(row["your level"]), _number(row["stands for"])
    assert level is not None
    assert right is not None
    assert weight is not None
    said = row["evidence right"].strip().lower()
    return Checked(row["rule"], row["stratum"], level, right, weight, said in YES if said else None)


def _number(cell: str) -> float | None:
    try:
        return float(cell)
    except ValueError:
        return None


def _level(cell: str) -> int | None:
    """Return the level that a cell tells by its number, its Chinese or its English name, or by number and name."""
    # Excel makes 3 a 3.0.
    cell = cell.strip().removesuffix(".0").lower()
    for level, (zh, en) in LEVELS.items():
        if cell in (str(level.value), zh, en, f"{level.value} {zh}", f"{level.value}{zh}"):
            return level.value
    return None


def _bad(name: str, faults: Mapping[int, Sequence[Words]]) -> SettingsError:
    told = [(line, zh, en) for line, found in faults.items() for zh, en in found]
    return SettingsError(
        "bad-sheet",
        zh="\n".join(f"表“{name}”第 {line} 行：{zh}。" for line, zh, _ in told),
        en="\n".join(f"sheet {name!r}, line {line}: {en}." for line, _, en in told),
    )


def weighted(found: Sequence[Checked]) -> float | None:
    """Return the share of equal levels in the whole corpus: each finding counts for those it stands for."""
    total = sum(one.weight for one in found)
    return sum(one.weight for one in found if one.level == one.right) / total if total else None


def precision(found: Sequence[Checked]) -> float | None:
    """Return the share of right evidence among the findings whose evidence was checked."""
    told = [one.evidence for one in found if one.evidence is not None]
    return sum(told) / len(told) if told else None


def records(found: Sequence[Checked]) -> dict[str, Any]:
    """Return the figures as plain data, by stratum and in total."""
    strata = sorted({one.stratum for one in found})
    return {
        "strata": {name: _figures([one for one in found if one.stratum == name]) for name in strata},
        "total": {
            **_figures(found),
            "equal_in_corpus": weighted(found),
            "interval": bootstrap(found, weighted),
        },
    }


def _figures(found: Sequence[Checked]) -> dict[str, Any]:
    pairs = [one.pair for one in found]
    return {
        "n": len(found),
        "equal": equal(pairs),
        "qwk": qwk(pairs),
        "met_f1": at_least(pairs, 3).f1,
        "present_f1": at_least(pairs, 1).f1,
        "evidence_precision": precision(found),
    }


ZH = ("条数", "级别一致", "QWK", "已响应F1", "已涉及F1", "证据准确")


def table(found: Sequence[Checked], lang: Lang = "zh") -> str:
    """Return the figures as a table, then the findings judged otherwise."""
    told, zh = records(found), lang == "zh"
    names = ("n", "equal", "qwk", "met_f1", "present_f1", "evidence_precision")
    lines = [
        to_left("层" if zh else "stratum", 16) + "".join(to_right(name, 20) for name in (ZH if zh else names))
    ]
    for stratum, figures in (*told["strata"].items(), ("合计" if zh else "total", told["total"])):
        cells = [str(figures["n"]), *(number(figures[name]) for name in names[1:])]
        lines.append(to_left(stratum, 16) + "".join(f"{cell:>20}" for cell in cells))
    interval = told["total"]["interval"]
    lines.append(
        ("全部材料中级别一致的比例（按层加权）：" if zh else "equal in the corpus (weighted by stratum): ")
        + number(told["total"]["equal_in_corpus"])
        + (f" [{interval[0]:.3f}–{interval[1]:.3f}]" if interval else "")
    )
    lines += [
        f"  级别 {one.level}，应为 {one.right}：{one.rule}"
        if zh
        else f"  level {one.level} should be {one.right}: {one.rule}"
        for one in found
        if one.level != one.right
    ]
    return "\n".join(lines)

"""A matrix as one HTML file: a heat map whose cells open their evidence, ranks, and what plans have in common."""

from __future__ import annotations

import json
import zlib
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from align.comparison import Cell, Matrix
from align.errors import Lang
from align.judgement import Level, Outcome
from align.report.plans.view import PlansView
from align.report.view import in_line, shorten
from align.report.webpage import page
from align.report.wording import OUTCOMES, REASONS, STANCES, pick

MANY = 60
"""Plans from which columns are narrow: the level stands in the colour alone, and a cell keeps one sentence."""
LONGEST = (220, 110, 55, 25)
"""Characters of a sentence that a cell shows; fewer where the page would grow beyond ``ROOM``."""
HEAD = 20
"""Characters of a plan's name above its column."""
ROOM = 3_900_000
"""Bytes that the evidence of a page may take; the cells of 300 plans take one million more."""


def render(matrix: Matrix, lang: Lang = "zh", group_by: str | None = None) -> str:
    """Return the matrix as one HTML document."""
    view = PlansView(_ordered(PlansView(matrix, lang, group_by)), lang, group_by)
    given, matrix = matrix.plans, view.matrix
    return page(
        "plans.html.j2",
        ("report.css", "plans.css"),
        "plans.js",
        lang,
        view=view,
        matrix=matrix,
        heads=view.short(HEAD),
        levels=list(Level),
        many=len(matrix.plans) > MANY,
        classes=classes,
        facts=_escaped(_facts(view, [plan.key for plan in given])),
        proofs=_packed(view),
    )


def _ordered(view: PlansView) -> Matrix:
    """Return the matrix with its plans in the order of their groups: a page that opens sorted need not sort itself."""
    matrix, order = view.matrix, view.order
    cells = tuple(tuple(line[index] for index in order) for line in matrix.cells)
    return replace(matrix, plans=tuple(matrix.plans[index] for index in order), cells=cells)


def classes(cell: Cell) -> str:
    """Return how a cell looks: its level, or that it does not bind; rejected, copied or waived besides."""
    if not cell.binding:
        return f"u{cell.level}"
    more = {"contradicted": " x", "waived": " v"}.get(cell.outcome, "")
    return f"l{cell.level}{more}{' k' if cell.copied else ''}"


def _facts(view: PlansView, order: Sequence[str]) -> dict[str, Any]:
    """Return what sorting, grouping and the panel need at once."""
    matrix, lang = view.matrix, view.lang
    given = {key: number for number, key in enumerate(order)}
    themes: list[str | None] = [*matrix.themes, None]
    return {
        "plans": [
            {
                "title": in_line(plan.title),
                "label": in_line(plan.label),
                "given": given[plan.key],
                "columns": {in_line(name): in_line(plan.column(name) or "—") for name in matrix.columns},
                "ratios": [_round(view.ranking[plan.key, theme].ratio) for theme in themes],
            }
            for plan in matrix.plans
        ],
        "rules": [
            {"id": row.id, "theme": row.theme, "title": in_line(row.title), "quote": in_line(row.quote)}
            for row in matrix.rows
        ],
        "themes": list(matrix.themes),
        "levels": [view.level(Cell(level.value, "met", None, False, 0)) for level in Level],
        "outcomes": [pick(OUTCOMES[outcome], lang) for outcome in Outcome],
        "reasons": [pick(words, lang) for words in REASONS.values()],
        "stances": [pick(words, lang) for words in STANCES.values()],
        "words": {
            key: view.say(key)
            for key in (
                "lacking",
                "nothing-found",
                "colon",
                "list",
                "section",
                "cell-unread",
                "outcome",
                "copied",
            )
        },
    }


def _round(ratio: float | None) -> float | None:
    return None if ratio is None else round(ratio, 4)


def _packed(view: PlansView) -> str:
    """Return the evidence of all cells, packed, with sentences as long as there is room for."""
    made = ""
    for longest in LONGEST:
        made = packed(_proofs(view, longest))
        if len(made) <= ROOM:
            break
    return made


def _proofs(view: PlansView, longest: int) -> dict[str, Any]:
    """Return outcome, reason, what is lacking and the best sentences of each cell; every text stands once."""
    texts: dict[str, int] = {}
    keep = 1 if len(view.matrix.plans) > MANY else 2

    def number(text: str) -> int:
        return texts.setdefault(shorten(in_line(text), longest), len(texts))

    outcomes = [outcome.value for outcome in Outcome]
    reasons, stances = list(REASONS), [stance.value for stance in STANCES]
    cells = [
        [
            [
                outcomes.index(cell.outcome),
                reasons.index(cell.reason) if cell.reason in reasons else -1,
                [number(name) for name in cell.lacking],
                [
                    [number(proof.text), number(" > ".join(proof.section)), stances.index(proof.stance)]
                    for proof in cell.proofs[:keep]
                ],
            ]
            for cell in cells
        ]
        for cells in view.matrix.cells
    ]
    return {"texts": list(texts), "cells": cells}


def packed(data: Any) -> str:
    """Return data as JSON, deflated, in Base64: Chinese text takes a third of its room so."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return b64encode(zlib.compress(text.encode("utf-8", "replace"), 9)).decode()


def _escaped(data: Any) -> str:
    """Return data as JSON that can stand inside a script element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")

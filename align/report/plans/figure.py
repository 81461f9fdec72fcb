"""A matrix as a picture for a paper or a slide: PNG or SVG by matplotlib, with Chinese labels that show."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any

from align.comparison import Matrix
from align.errors import Lang, SettingsError
from align.judgement import Level
from align.report.plans.font import chinese
from align.report.plans.view import PlansView
from align.report.view import in_line, shorten
from align.report.wording import level_name

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

CELL = 0.2
"""Inches of a cell."""
COLOURS = ("#fbe3e1", "#e3d0f2", "#fde29a", "#8fd3a8", "#0f6b4f")
UNBOUND = "#e9edf1"
LABEL, PLAN_LABEL = 22, 20
DPI = 150
NUMBERED = 80
"""Plans up to which the level stands in each cell as a number too."""
MOST_DOTS = 20_000
"""Pixels of a side; more cannot be opened by every program."""


def draw(matrix: Matrix, format: str, lang: Lang = "zh", group_by: str | None = None) -> bytes:
    """Return the heat map as PNG or SVG; in the SVG, letters are outlines that show everywhere.

    Raises SettingsError where matplotlib or a Chinese font is not installed.
    """
    if find_spec("matplotlib") is None:
        raise SettingsError(
            "not-installed",
            zh='画图需要 matplotlib，还没有安装；请运行 pip install "align-plans[plots]"。',
            en='figures need matplotlib, which is not installed; run pip install "align-plans[plots]".',
        )
    from matplotlib import rc_context

    view = PlansView(matrix, lang, group_by)
    family = chinese("".join(_labels(view)))
    settings = {
        "font.family": [family, "DejaVu Sans"],
        "svg.hashsalt": "align",
        "svg.fonttype": "path",
        "axes.unicode_minus": False,
    }
    with rc_context(settings):  # type: ignore[arg-type]
        return _saved(_figure(view), format)


def _saved(figure: Figure, format: str) -> bytes:
    dots = min(DPI, MOST_DOTS / max(figure.get_size_inches()))
    # No date and no version: the same matrix gives the same bytes.
    metadata: dict[str, Any] = {"Date": None, "Creator": "align"} if format == "svg" else {"Software": None}
    buffer = BytesIO()
    figure.savefig(buffer, format=format, dpi=dots, metadata=metadata)
    return buffer.getvalue()


def _labels(view: PlansView) -> list[str]:
    matrix = view.matrix
    return [
        *(_rule(row.id, row.title) for row in matrix.rows),
        *view.short(PLAN_LABEL).values(),
        *(view.theme_name(theme) for theme in matrix.themes),
        *(view.group(plan) for plan in matrix.plans),
        *(level_name(level, view.lang) for level in Level),
        _title(view),
        matrix.superior,
        view.say("unbound-cell"),
    ]


def _title(view: PlansView) -> str:
    return view.say("figure-title", n=len(view.matrix.plans), rules=len(view.matrix.rows))


def _rule(id_: str, title: str) -> str:
    return f"{id_} {shorten(in_line(title), LABEL)}"


def _figure(view: PlansView) -> Figure:
    from matplotlib.figure import Figure

    rows, plans = len(view.matrix.rows), len(view.matrix.plans)
    left, right, bottom = 4.3, 0.4, 0.7
    top = 0.95 + 0.125 * max(map(len, view.short(PLAN_LABEL).values()))
    width, height = max(plans * CELL, 4.5) + left + right, rows * CELL + top + bottom
    figure = Figure(figsize=(width, height))
    box = (left / width, bottom / height, plans * CELL / width, rows * CELL / height)
    axes = figure.add_axes(box)
    _cells(axes, view)
    _axes(axes, view)
    figure.text(0.15 / width, 1 - 0.35 / height, _title(view), fontsize=14, weight="bold")
    figure.text(0.15 / width, 1 - 0.6 / height, in_line(view.matrix.superior), fontsize=9, color="#525b66")
    _legend(figure, view, 0.15 / width)
    return figure


def _cells(axes: Axes, view: PlansView) -> None:
    from matplotlib.colors import ListedColormap

    cells = view.matrix.cells
    levels = [
        [cells[row][plan].level if cells[row][plan].binding else 5 for plan in view.order]
        for row in range(len(cells))
    ]
    axes.imshow(
        levels,
        cmap=ListedColormap([*COLOURS, UNBOUND]),
        vmin=-0.5,
        vmax=5.5,
        aspect="auto",
        interpolation="none",
    )
    if len(levels[0]) > NUMBERED:
        return
    # The digits need no Chinese font, and its 20 MB would be gone through for each of them.
    digits: dict[str, Any] = {"family": "DejaVu Sans"}
    for row, line in enumerate(levels):
        for column, level in enumerate(line):
            if level < 5:
                shade = "#ffffff" if level == 4 else "#3a3f45"
                axes.text(
                    column, row, str(level), ha="center", va="center", fontsize=5.5, color=shade, **digits
                )


def _axes(axes: Axes, view: PlansView) -> None:
    matrix = view.matrix
    plans = [matrix.plans[index] for index in view.order]
    names = view.short(PLAN_LABEL)
    axes.set_xticks(range(len(plans)), [names[plan.key] for plan in plans], rotation=90, fontsize=8)
    axes.xaxis.tick_top()
    axes.set_yticks(range(len(matrix.rows)), [_rule(row.id, row.title) for row in matrix.rows], fontsize=7.5)
    axes.tick_params(length=0)
    axes.set_xticks([at - 0.5 for at in range(1, len(plans))], minor=True)
    axes.set_yticks([at - 0.5 for at in range(1, len(matrix.rows))], minor=True)
    axes.grid(which="minor", color="white", linewidth=0.8)
    axes.tick_params(which="minor", length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    for at in _edges([row.theme for row in matrix.rows])[1:]:
        axes.axhline(at - 0.5, color="#1c2128", linewidth=1)
    groups = [view.group(plan) for plan in plans]
    for at in _edges(groups)[1:] if view.group_by else ():
        axes.axvline(at - 0.5, color="#1c2128", linewidth=1)


def _edges(names: Sequence[str]) -> list[int]:
    """Return where each run of equal names starts."""
    starts, at = [], 0
    for _, run in groupby(names):
        starts.append(at)
        at += sum(1 for _ in run)
    return starts


def _legend(figure: Figure, view: PlansView, left: float) -> None:
    from matplotlib.patches import Patch

    names = [f"{level.value} {level_name(level, view.lang)}" for level in Level] + [view.say("unbound-cell")]
    patches = [
        Patch(facecolor=colour, label=name) for colour, name in zip((*COLOURS, UNBOUND), names, strict=True)
    ]
    figure.legend(
        handles=patches, loc="lower left", ncols=6, frameon=False, fontsize=8, bbox_to_anchor=(left, 0.0)
    )

"""A matrix as text: plans by coverage, what all cover but one, what none covers, what went together."""

from __future__ import annotations

from align.comparison import Matrix
from align.comparison.labels import fitted
from align.errors import Lang
from align.report.comparing import say
from align.report.plans.view import PlansView
from align.report.terminal import Page, columns
from align.report.view import in_line
from align.report.wording import percent

BAR = 20
LABEL = 22
"""Characters of a plan's name in a table; in sentences it stands whole."""
PAIRS = 10
PLANS = 40


def render(
    matrix: Matrix,
    lang: Lang = "zh",
    group_by: str | None = None,
    *,
    width: int | None = None,
    colour: bool = False,
) -> str:
    """Return the matrix as text."""
    view, page = PlansView(matrix, lang, group_by), Page(width, colour)
    page.line((view.title, "bold"))
    page.line(f"{view.say('superior')}{view.say('colon')}{in_line(matrix.superior)}")
    if matrix.skipped:
        page.line(
            f"{view.say('skipped')}{view.say('colon')}{view.say('list').join(map(in_line, matrix.skipped))}"
        )
    if view.unbound:
        page.line(view.say("unbound-plans", n=view.unbound))
    page.line()
    _themes(page, view)
    _groups(page, view)
    _plans(page, view)
    _directives(page, view)
    _together(page, view)
    page.line(view.say("more-in-files"))
    return page.text().rstrip("\n") + "\n"


def _themes(page: Page, view: PlansView) -> None:
    page.line((view.say("theme-mean"), "bold"))
    from rich.cells import cell_len

    names = view.short(LABEL)
    width = max(cell_len(view.theme_name(theme)) for theme in [*view.matrix.themes, None])
    for theme, item in view.spread.items():
        best = max(
            (plan for plan in view.matrix.plans if view.ranking[plan.key, theme].ratio is not None),
            key=lambda plan: view.ranking[plan.key, theme].ratio or 0.0,
        )
        page.line(
            f"{columns(view.theme_name(theme), width)} {percent(item.mean):>6}  ",
            f"{percent(item.least):>6}–{percent(item.most):<6}  {view.say('highest')} {names[best.key]}",
            indent=2,
        )
    page.line()


def _groups(page: Page, view: PlansView) -> None:
    from rich.cells import cell_len

    if not view.means:
        return
    themes = [*view.matrix.themes, None]
    names = fitted([in_line(group) for group in view.means], LABEL)
    width = max(map(cell_len, (*names, view.say("group"))))
    heads = [view.say("plans"), *(theme or view.say("total") for theme in themes)]
    page.line((view.groups_title, "bold"))
    page.line(
        columns(view.say("group"), width),
        *(" " * max(1, 8 - cell_len(head)) + head for head in heads),
        indent=2,
    )
    for name, (group, means) in zip(names, view.means.items(), strict=True):
        figures = [str(view.sizes[group]), *(percent(means[theme].mean) for theme in themes)]
        page.line(columns(name, width), *(f"{figure:>8}" for figure in figures), indent=2)
    page.line(view.say("group-means-note"))
    page.line()


def _plans(page: Page, view: PlansView) -> None:
    from rich.cells import cell_len

    plans = sorted(
        view.matrix.plans, key=lambda plan: (view.group(plan), -(plan.ratio or 0.0), plan.ratio is None)
    )
    page.line((f"{view.say('coverage')}{view.say('bracket', text=len(plans))}", "bold"))
    names = view.short(LABEL)
    width = max(cell_len(names[plan.key]) for plan in plans[:PLANS])
    group = ""
    for plan in plans[:PLANS]:
        if view.group(plan) != group:
            group = view.group(plan)
            page.line(in_line(group), indent=2)
        filled = round(BAR * (plan.ratio or 0))
        label = columns(names[plan.key], width)
        page.line(
            f"{label} {percent(plan.ratio):>6}  {plan.met:>3}/{plan.binding:<3}  ",
            ("█" * filled, "cyan"),
            indent=2,
        )
    if len(plans) > PLANS:
        page.line("……", indent=2)
    page.line()


def _directives(page: Page, view: PlansView) -> None:
    short, none = view.matrix.all_but_one(), view.matrix.none_covers()
    page.line((f"{view.say('all-but-one')}{view.say('bracket', text=len(short))}", "bold"))
    for item in short:
        page.line(
            f"{item.row.id} {in_line(item.row.title)}{view.say('colon')}{in_line(item.plan.label)}", indent=2
        )
    page.line((f"{view.say('none-covers')}{view.say('bracket', text=len(none))}", "bold"))
    for group in none:
        page.line(f"{group.row.id} {in_line(group.row.title)}", indent=2)
    page.line()


def _together(page: Page, view: PlansView) -> None:
    if not view.pairs:
        return
    page.line((say("together", view.lang), "bold"))
    page.line(view.say("together-how", pairs=view.pairs[0].pairs), indent=2)
    for item in view.pairs[:PAIRS]:
        star = "*" if item.firm else ""
        figures = {"phi": f"{item.phi:.2f}", "jaccard": f"{item.jaccard:.2f}", "p": f"{item.p:.2g}{star}"}
        page.line(
            f"{item.first.id} {in_line(item.first.title)} + {item.second.id} {in_line(item.second.title)}",
            view.say("colon"),
            view.say("together-figures", n=item.n, both=item.both, **figures),
            indent=2,
        )
    page.line()

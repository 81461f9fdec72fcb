"""The figures of docs/accuracy.md: every one with its set, its n and a bootstrap interval."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from align.evaluation.metrics import at_least, bootstrap, equal, qwk, ratio
from align.evaluation.scoring import Compared, Score, score
from align.evaluation.tables import number
from align.judgement import Level
from align.ruleset import Ruleset

FEW = 10
"""Below so many cases a figure is a count, not a rate."""

START, END = "<!-- figures: make accuracy -->", "<!-- end of figures -->"


@dataclass(frozen=True, slots=True)
class Unit:
    """One directive in one document: what the bootstrap draws."""

    levels: tuple[int, int]
    found: int
    reported: int
    recalled: int
    sure: int


def units(compared: Sequence[Compared]) -> list[Unit]:
    """Return the units of documents."""
    return [_unit(one.only(frozenset({rule})), pair) for one in compared for rule, pair in one.levels.items()]


def _unit(one: Compared, levels: tuple[int, int]) -> Unit:
    found = sum(pair in one.labelled for pair in one.reported)
    recalled = sum(pair in one.reported for pair in one.sure)
    return Unit(levels, found, len(one.reported), recalled, len(one.sure))


def _levels(drawn: Sequence[Unit]) -> list[tuple[int, int]]:
    return [unit.levels for unit in drawn]


def _evidence(drawn: Sequence[Unit]) -> float | None:
    total = [sum(getattr(unit, name) for unit in drawn) for name in ("found", "reported", "recalled", "sure")]
    return ratio(*total).f1


FIGURES: tuple[tuple[str, Callable[[Sequence[Unit]], float | None]], ...] = (
    ("levels equal", lambda drawn: equal(_levels(drawn))),
    ("QWK", lambda drawn: qwk(_levels(drawn))),
    ("met F1", lambda drawn: at_least(_levels(drawn), Level.ADDRESSED).f1),
    ("present F1", lambda drawn: at_least(_levels(drawn), Level.MENTIONED).f1),
    ("evidence F1", _evidence),
)


def figures(compared: Sequence[Compared], ruleset: Ruleset, name: str) -> str:
    """Return the tables by document, theme and directive as Markdown; ``name`` says which set they are of."""
    parts = [
        f"Set: **{name}**, {len(compared)} documents, {len(units(compared))} pairs of document and directive. "
        "In brackets: 95 % bootstrap interval (1,000 resamples of directives, seeded).",
        *_documents(compared),
        *_themes(compared, ruleset),
        *_directives(compared, ruleset),
    ]
    return "\n".join(parts) + "\n"


def _documents(compared: Sequence[Compared]) -> Iterator[str]:
    yield "\n### By document\n"
    yield from _header("document", "readings")
    for one in compared:
        yield _row([one.gold.name, "once" if one.gold.readings == 1 else "twice"], [one])
    yield _row(["all", ""], compared)


def _themes(compared: Sequence[Compared], ruleset: Ruleset) -> Iterator[str]:
    yield "\n### By theme\n"
    yield from _header("theme", "rules")
    for theme in ruleset.themes:
        rules = frozenset(rule.id for rule in theme.rules)
        yield _row([f"{theme.theme} {theme.title}", str(len(rules))], [one.only(rules) for one in compared])


def _header(*first: str) -> Iterator[str]:
    names = [
        *first,
        "n",
        *(name for name, _ in FIGURES),
        "evidence P",
        "evidence R",
        "stance",
        "stance macro-F1",
    ]
    yield "| " + " | ".join(names) + " |"
    yield "| " + " | ".join("---" for _ in names) + " |"


def _row(first: Sequence[str], compared: Sequence[Compared]) -> str:
    drawn = units(compared)
    result = score(compared)
    cells = [*first, str(len(drawn))]
    for _, figure in FIGURES:
        interval = bootstrap(drawn, figure)
        cells.append(number(figure(drawn)) + (f" [{interval[0]:.2f}–{interval[1]:.2f}]" if interval else ""))
    cells += map(number, (result.evidence.precision, result.evidence.recall, result.stance, result.stance_f1))
    return "| " + " | ".join(cells) + " |"


def _directives(compared: Sequence[Compared], ruleset: Ruleset) -> Iterator[str]:
    yield "\n### By directive\n"
    yield (
        f"Fewer than {FEW} documents: counts, not rates. Levels equal of documents; evidence reported that is labelled, "
        "of reported; sure evidence that is reported, of sure.\n"
    )
    yield "| directive | levels equal | right / reported | found / sure |\n| --- | --- | --- | --- |"
    for rule in ruleset.rules:
        drawn = units([one.only(frozenset({rule.id})) for one in compared])
        same = sum(a == b for a, b in _levels(drawn))
        found, reported, recalled, sure = (
            sum(getattr(unit, key) for unit in drawn) for key in ("found", "reported", "recalled", "sure")
        )
        yield f"| {rule.id} {rule.title} | {same} / {len(drawn)} | {found} / {reported} | {recalled} / {sure} |"


def ablation(rows: Sequence[tuple[str, Score]]) -> str:
    """Return the ablation as Markdown: each row is the whole checker without one part."""
    lines = [
        "\n### Ablation\n",
        "| without | levels equal | QWK | met F1 | present F1 | evidence P | evidence R | evidence F1 | stance |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, result in rows:
        cells = (result.equal, result.qwk, result.met.f1, result.present.f1, result.evidence.precision,
                 result.evidence.recall, result.evidence.f1, result.stance)  # fmt: skip
        lines.append(f"| {name} | " + " | ".join(map(number, cells)) + " |")
    return "\n".join(lines) + "\n"


def within(page: str, made: str) -> str:
    """Return a page with what stands between the marks replaced."""
    before, _, rest = page.partition(START)
    _, _, after = rest.partition(END)
    return f"{before}{START}\n{made}{END}{after}"

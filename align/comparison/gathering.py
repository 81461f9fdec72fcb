"""Assessments become a matrix."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from align.comparison.labels import labels
from align.comparison.matrix import Cell, Matrix, Plan, Proof, Row
from align.errors import SettingsError
from align.evidence import Evidence, Stance
from align.judgement import Assessment, Finding
from align.judgement.coverage import credit
from align.ruleset import Ruleset

PROOFS = 2
"""Sentences that a cell keeps."""

Meta = Mapping[str, str | None]


def gather(
    assessments: Iterable[Assessment],
    meta: Sequence[Meta] | None = None,
    names: Sequence[str] | None = None,
    skipped: Sequence[str] = (),
) -> Matrix:
    """Return the matrix of assessments by one ruleset.

    ``meta`` and ``names`` hold, for each, further columns and the name that tells it apart (default: its file name). Raises
    SettingsError where there are no plans or they were judged by different rules.
    """
    found = tuple(assessments)
    if not found:
        raise nothing()
    if len({item.ruleset.digest for item in found}) > 1:
        raise SettingsError(
            "different-rules",
            zh="各份规划依据的规则不同，不能比较；请用同一规则集重新检查。",
            en="the plans were judged by different rules; check them all by the same ruleset.",
        )
    ruleset, themes = found[0].ruleset, found[0].scope.themes
    rows = rows_of(ruleset, themes)
    plans = _plans(found, meta or [{} for _ in found], names)
    by_plan = [{finding.rule.id: finding for finding in item.findings} for item in found]
    cells = tuple(
        tuple(_cell(item, findings[row.id]) for item, findings in zip(found, by_plan, strict=True))
        for row in rows
    )
    header = ruleset.header
    return Matrix(
        themes={row.theme: title for row in rows for title in [_title(ruleset, row.theme)]},
        rows=rows,
        plans=plans,
        cells=cells,
        source={"id": header.id, "version": header.version, "digest": ruleset.digest},
        superior=f"{header.title}（{header.date.isoformat()}）",
        skipped=tuple(skipped),
    )


def nothing() -> SettingsError:
    """Return the error that there is nothing to compare."""
    return SettingsError("no-plans", zh="没有可以比较的规划。", en="there are no plans to compare.")


def rows_of(ruleset: Ruleset, themes: Sequence[str]) -> tuple[Row, ...]:
    """Return the directives of the themes asked for, all where none is named."""
    return tuple(
        Row(rule.id, theme.theme, rule.title, rule.kind, rule.source.quote, rule.weight)
        for theme in ruleset.themes
        if not themes or theme.theme in themes
        for rule in theme.rules
    )


def _title(ruleset: Ruleset, theme: str) -> str:
    return next(item.title for item in ruleset.themes if item.theme == theme)


def _plans(
    found: Sequence[Assessment], meta: Sequence[Meta], names: Sequence[str] | None
) -> tuple[Plan, ...]:
    keys = unique(names or [item.outline.document.name for item in found])
    told: list[dict[str, str | None]] = [
        {
            "key": key,
            "title": item.outline.head.title or item.outline.document.title,
            "region": item.scope.region,
            "date": item.outline.head.date,
        }
        for key, item in zip(keys, found, strict=True)
    ]
    return tuple(
        Plan(
            key=str(one["key"]),
            label=label,
            title=one["title"] or str(one["key"]),
            region=one["region"],
            date=one["date"],
            meta=dict(more),
            ratio=item.coverage.ratio,
            depth=item.coverage.depth,
            binding=item.coverage.binding,
            met=item.coverage.met,
        )
        for one, label, item, more in zip(told, labels(told), found, meta, strict=True)
    )


def unique(names: Sequence[str]) -> list[str]:
    """Return names that differ: one that comes again gets its number."""
    seen: dict[str, int] = {}
    made = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        made.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return made


def _cell(assessment: Assessment, finding: Finding) -> Cell:
    return Cell(
        level=finding.level.value,
        outcome=finding.outcome.value,
        reason=finding.reason,
        copied=finding.copied,
        credit=credit(finding),
        lacking=tuple(name for name, met in finding.elements.items() if not met),
        proofs=tuple(_proof(assessment, item) for item in _best(finding)[:PROOFS]),
    )


def _best(finding: Finding) -> list[Evidence]:
    """Return the evidence, first what speaks best: in the passage that decides, commitments, most elements."""
    return sorted(
        finding.evidence,
        key=lambda item: (
            item.passage != finding.passage,
            item.stance is not Stance.COMMIT,
            -len({*item.elements, *item.titled}),
            item.span.start,
        ),
    )


def _proof(assessment: Assessment, evidence: Evidence) -> Proof:
    outline = assessment.outline
    section = outline.sentences[evidence.sentence].section
    return Proof(outline.document.slice(evidence.span), outline.path(section), evidence.stance.value)

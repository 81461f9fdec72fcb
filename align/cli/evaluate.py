"""``align evaluate``: how right the checker is on labelled documents and minimal pairs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from align.cli.language import say
from align.cli.rules import RULES


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "evaluate",
        help=say(
            "用标注文档检验规则有多准：逐份与合计；--by-rule 列出每条的漏检与误报。",
            "Score the rules on labelled documents; --by-rule lists misses and false alarms.",
        ),
    )(evaluate)


def evaluate(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD",
            help=say(
                "标注文档所在的文件夹，最小对立例句的 YAML 文件，或填好的抽样表（.xlsx、.csv）。",
                "A folder of labelled documents, a YAML file of minimal pairs, or a filled-in sample (.xlsx, .csv).",
            ),
            exists=True,
        ),
    ],
    rules: Annotated[str, RULES] = "yrd-2023",
    theme: Annotated[
        list[str] | None, typer.Option("--theme", help=say("只看这些主题。", "Only these themes."))
    ] = None,
    rule: Annotated[
        list[str] | None, typer.Option("--rule", help=say("只看这些规则。", "Only these rules."))
    ] = None,
    document: Annotated[
        list[str] | None,
        typer.Option(
            "--document", help=say("只看名称含有这些字的文档。", "Only documents whose name has these words.")
        ),
    ] = None,
    by_rule: Annotated[
        bool,
        typer.Option(
            "--by-rule",
            help=say("逐条列出漏检和误报的句子。", "List the misses and false alarms of each rule."),
        ),
    ] = False,
    format: Annotated[str, typer.Option("--format", help="text | json")] = "text",
    by_group: Annotated[
        bool,
        typer.Option(
            "--by-group",
            help=say(
                "逐个词组：它单独作证时对几次、错几次，最差的在前。",
                "Each term group: how often it alone is right and wrong.",
            ),
        ),
    ] = False,
    page: Annotated[
        Path | None,
        typer.Option(
            "--page",
            help=say(
                "把全部图表写进这个 Markdown 页的标记之间。",
                "Write all tables between the marks of this page.",
            ),
        ),
    ] = None,
    name: Annotated[
        str, typer.Option("--set", help=say("这组文档的名称。", "The name of the set."))
    ] = "tuned on",
    lang_: Annotated[str, typer.Option("--lang", help="zh | en")] = "zh",
) -> None:
    """Score the checker against labels."""
    from align.evaluation import cases, run, tables

    if source.suffix in (".xlsx", ".csv"):
        from align.evaluation import sheet
        from align.report.worksheet import read

        found = sheet.checked(read(source), source.name)
        told = json.dumps(sheet.records(found), ensure_ascii=False, indent=1)
        typer.echo(told if format == "json" else sheet.table(found))
        return
    if source.is_file():
        failed, lines = cases.report(cases.read(source), rules, tuple(theme or ()))
        typer.echo("\n".join(lines))
        raise typer.Exit(1 if failed else 0)
    if page is not None:
        _write_page(page, source, rules, name)
        return
    compared = run.compare_all(source, rules, tuple(theme or ()), tuple(rule or ()), tuple(document or ()))
    if format == "json":
        typer.echo(json.dumps(tables.records(compared), ensure_ascii=False, indent=1))
        return
    typer.echo(tables.by_document(compared))
    if by_rule:
        typer.echo(tables.by_rule(compared))
    if by_group:
        _show_groups(source, rules, frozenset(rule for one in compared for rule in one.levels))


def _write_page(page: Path, source: Path, rules: str, name: str) -> None:
    from align.evaluation import accuracy
    from align.evaluation.ablation import ablate
    from align.evaluation.gold import gold
    from align.evaluation.run import check_all
    from align.evidence import compile_ruleset
    from align.evidence.guard import word_guard
    from align.ruleset import load

    ruleset = load(rules)
    documents = gold(source)
    compared = check_all(documents, compile_ruleset(ruleset), word_guard)
    made = accuracy.figures(compared, ruleset, name) + accuracy.ablation(
        list(ablate(documents, ruleset, word_guard))
    )
    page.write_text(accuracy.within(page.read_text(encoding="utf-8"), made), encoding="utf-8")
    typer.echo(say(f"已写入 {page}。", f"written to {page}."))


def _show_groups(source: Path, rules: str, wanted: frozenset[str]) -> None:
    from align.evaluation import groups
    from align.evaluation.gold import gold
    from align.evidence import compile_ruleset
    from align.evidence.guard import word_guard
    from align.ruleset import load

    typer.echo("\n".join(groups.lines(gold(source), compile_ruleset(load(rules)), word_guard, wanted)))

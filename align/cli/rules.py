"""``align rules list``, ``show``, ``test``: a ruleset as its own manual."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from align.cli.choices import one_of, themes
from align.cli.language import lang, say
from align.cli.options import Spoken
from align.cli.printing import put
from align.errors import SettingsError

if TYPE_CHECKING:
    from align.ruleset import Rule, Ruleset

RULES = typer.Option("--rules", help=say("规则集名称或文件夹。", "Name or folder of a ruleset."))


def register(app: typer.Typer) -> None:
    """Add the commands."""
    rules = typer.Typer(
        no_args_is_help=True, help=say("列出、查看、检验规则。", "List, show and test rules.")
    )
    rules.command("list", help=say("列出全部规则。", "List all rules."))(list_rules)
    rules.command("show", help=say("查看一条规则。", "Show one rule."))(show)
    rules.command("test", help=say("检验规则文件和每条例句。", "Test the rule files and every example."))(
        try_rules
    )
    app.add_typer(rules, name="rules")


def list_rules(
    rules: Annotated[str, RULES] = "yrd-2023",
    theme: Annotated[
        list[str] | None, typer.Option("--theme", help=say("只列这些主题。", "Only these themes."))
    ] = None,
    format: Annotated[str, typer.Option("--format", help="text | json")] = "text",
    lang_: Spoken = None,
) -> None:
    """List all rules, one a line or as JSON."""
    from align.report.catalogue import listing, records
    from align.ruleset import load

    one_of("--format", format, ("text", "json"))
    ruleset = load(rules)
    wanted = themes(theme, ruleset)
    if format == "json":
        put(json.dumps(records(ruleset, wanted), ensure_ascii=False, indent=1), machine=True)
    else:
        put(listing(ruleset, wanted, lang()))


def show(
    rule_id: Annotated[str, typer.Argument(metavar="ID")],
    rules: Annotated[str, RULES] = "yrd-2023",
    lang_: Spoken = None,
) -> None:
    """Show one rule with its source, elements, terms and examples."""
    from align.report.catalogue import card
    from align.ruleset import load

    ruleset = load(rules)
    put(card(ruleset, find(ruleset, rule_id), lang()))


def find(ruleset: Ruleset, rule_id: str) -> Rule:
    """Return the rule of an id; an unknown one is an error that names the nearest."""
    import difflib

    rule = ruleset.rule(rule_id.upper())
    if rule is not None:
        return rule
    ids = [rule.id for rule in ruleset.rules]
    if any(theme.theme == rule_id.upper() for theme in ruleset.themes):
        raise _whole_theme(rule_id.upper(), ruleset)
    near = _worded(rule_id, ruleset) or difflib.get_close_matches(rule_id.upper(), ids, n=3)
    raise SettingsError(
        "unknown-rule",
        zh=f"没有规则“{rule_id}”"
        + (f"；是不是 {'、'.join(near)}？" if near else "；")
        + "全部编号见 align rules list。",
        en=f"no rule {rule_id!r}"
        + (f"; did you mean {', '.join(near)}?" if near else ";")
        + " See align rules list.",
    )


NEAR = 5


def _worded(words: str, ruleset: Ruleset) -> list[str]:
    """Return the directives whose title, or else whose quote, has these words, each by id and title."""
    if not words.strip():
        return []
    found = [rule for rule in ruleset.rules if words in rule.title]
    found = found or [rule for rule in ruleset.rules if words in rule.source.quote]
    return [f"{rule.id} {rule.title}" for rule in found[:NEAR]]


def _whole_theme(name: str, ruleset: Ruleset) -> SettingsError:
    own = [f"{rule.id} {rule.title}" for rule in ruleset.rules if ruleset.theme_of(rule.id) == name]
    return SettingsError(
        "theme-for-rule",
        zh=f"{name} 是主题，不是一条要求；其中的要求有：\n" + "\n".join(own),
        en=f"{name} is a theme, no directive; its directives:\n" + "\n".join(own),
    )


def try_rules(
    rules: Annotated[str, RULES] = "yrd-2023",
    theme: Annotated[
        list[str] | None, typer.Option("--theme", help=say("只检验这些主题。", "Only these themes."))
    ] = None,
    source: Annotated[
        Path | None,
        typer.Option(
            "--source",
            help=say(
                "上位文件的文本，一段一行，用来核对每条引文；第一行是标题，算第 0 段（paragraph: 0）。",
                "The superior document, a paragraph a line, to check the quotes; the first line is the title, paragraph 0.",
            ),
            exists=True,
            dir_okay=False,
        ),
    ] = None,
    lang_: Spoken = None,
) -> None:
    """Judge every example of every rule, and check the quotes against the source; exit 1 where one fails."""
    from align.cli.failing import told
    from align.document import read
    from align.evaluation.examples import failures, misquoted
    from align.ruleset import example_places, load

    ruleset = load(rules)
    wanted = themes(theme, ruleset)
    failed = list(failures(ruleset, wanted))
    places = example_places(rules) if failed else {}
    found = [told(one, places[one.rule.id, one.wanted.name.lower(), one.index], lang()) for one in failed]
    if source is not None:
        found += misquoted(ruleset, read(source).text.splitlines(), lang())
    for line in found:
        put(line)
    tried = [rule for rule in ruleset.rules if not wanted or ruleset.theme_of(rule.id) in wanted]
    count = len(tried)
    examples = sum(len(sentences) for rule in tried for sentences in dict(rule.examples).values())
    put(
        say(
            f"{count} 条规则，{examples} 个例句，{len(found)} 处不符。",
            f"{count} rules, {examples} examples, {len(found)} failed.",
        )
    )
    raise typer.Exit(1 if found else 0)

"""``align corpus``: thousands of plans into tables; ``align corpus sample``: a sheet to validate them by hand."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from align.cli.day import day
from align.cli.language import say
from align.cli.options import Spoken
from align.cli.saving import not_over
from align.errors import SettingsError

if TYPE_CHECKING:
    from align.corpus import Progress, Result

RUN = "run"


class DefaultGroup(TyperGroup):
    """Commands side by side with a default one: ``align corpus DIR -o OUT`` is ``align corpus run DIR -o OUT``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the default command first where no command is named."""
        asks = args and args[0] in ctx.help_option_names
        if args and not asks and args[0] not in self.commands:
            args = [RUN, *args]
        return super().parse_args(ctx, args)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    corpus = typer.Typer(
        cls=DefaultGroup,
        no_args_is_help=True,
        short_help=say(
            "评估成百上千份规划，写成 Parquet 表。", "Judge thousands of plans into Parquet tables."
        ),
        help=say(
            "评估成百上千份规划，写成 Parquet 表：align corpus 文件夹|通配符|文件 -o OUT（同 align corpus run）。",
            "Judge thousands of plans into Parquet tables: align corpus DIR|GLOB|FILE -o OUT (that is, align corpus run).",
        ),
    )
    corpus.command(
        RUN,
        help=say(
            "评估全部文件，写成表 documents、findings、evidence、errors；中断后再运行一次即接着做。",
            "Judge all documents into the tables documents, findings, evidence, errors; run again to go on.",
        ),
    )(run)
    corpus.command(
        "sample",
        help=say(
            "从结果里分层抽样，写成人工核对表；填好后用 align evaluate 表 读回。",
            "Draw a stratified sample into a sheet for validation by hand; align evaluate SHEET reads it back.",
        ),
    )(sample)
    app.add_typer(corpus, name="corpus")


def run(
    documents: Annotated[
        str,
        typer.Argument(
            metavar="DIR|GLOB|FILE",
            help=say(
                "文件夹、通配符（加引号）、.parquet 或 .jsonl 文件；也可以是 s3:// 等地址。",
                "A folder, a quoted glob, a .parquet or .jsonl file; also s3:// and the like.",
            ),
        ),
    ],
    output: Annotated[
        str,
        typer.Option("-o", "--output", metavar="OUT", help=say("写表的文件夹。", "Folder of the tables.")),
    ],
    meta: Annotated[
        Path | None,
        typer.Option(
            "--meta",
            metavar="FILE.csv",
            help=say(
                "已知的情况：path、region、date、title 和任何其他列，原样带到 documents 表。",
                "What is known: path, region, date, title and any further columns, carried through.",
            ),
        ),
    ] = None,
    rules: Annotated[
        str, typer.Option("--rules", help=say("规则集名称或文件夹。", "Name or folder of a ruleset."))
    ] = "yrd-2023",
    region: Annotated[
        str | None,
        typer.Option(
            "--region",
            help=say("没有在 --meta 写明时的地区。", "The region, where --meta does not tell it."),
        ),
    ] = None,
    theme: Annotated[
        list[str] | None,
        typer.Option("--theme", help=say("只评这些主题，可重复。", "Only these themes; repeatable.")),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help=say("评估日期。", "The day of the assessment.")),
    ] = None,
    bind_all: Annotated[
        bool,
        typer.Option(
            "--bind-all",
            help=say(
                "未失效的全部要求都约束，用于跨地区比较。",
                "Let all directives bind that have not lapsed, to compare regions.",
            ),
        ),
    ] = False,
    engine: Annotated[
        str, typer.Option("--engine", help=say("process | serial | ray。", "process | serial | ray."))
    ] = "process",
    processes: Annotated[
        int | None,
        typer.Option(
            "-j", "--jobs", min=1, help=say("进程数；缺省为处理器数。", "Processes; default: processors.")
        ),
    ] = None,
    address: Annotated[
        str | None,
        typer.Option(
            "--address",
            help=say(
                "Ray 集群地址，如 auto 或 ray://主机:10001。", "The Ray cluster: auto, ray://HOST:10001."
            ),
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help=say("不显示进度。", "Show no progress."))] = False,
    lang_: Spoken = None,
) -> None:
    """Judge many documents into tables."""
    from align.corpus import check

    _a_folder(documents, output)
    with _shown(quiet) as progress:
        result = check(
            documents,
            output,
            engine=engine,  # type: ignore[arg-type]  # check() tells which engines there are
            rules=rules,
            meta=meta,
            region=region,
            themes=tuple(theme or ()),
            as_of=day(as_of),
            bind_all=bind_all,
            processes=processes,
            address=address,
            progress=progress,
        )
    _tell(result)


def _a_folder(documents: str, output: str) -> None:
    """Raise SettingsError where the tables would go into what is a file, most of all the documents themselves."""
    if "://" in output or not Path(output).is_file():
        return
    not_over([documents], [Path(output)])
    raise SettingsError(
        "not-a-folder",
        zh=f"-o“{output}”是文件；表要写进一个文件夹，请换一个名称。",
        en=f"-o {output!r} is a file; the tables go into a folder, name another.",
    )


@contextmanager
def _shown(quiet: bool) -> Iterator[Callable[[Progress], None] | None]:
    """Show a bar with rate and time left on a terminal, nothing where stderr is piped."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    rate = say(
        "{task.fields[rate]:.1f} 份/秒，出错 {task.fields[failed]}",
        "{task.fields[rate]:.1f}/s, {task.fields[failed]} failed",
    )
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn(rate), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=None, rate=0.0, failed=0)
        first: list[int] = []

        def advance(now: Progress) -> None:
            first.append(now.done)  # what a run before has done is no part of the rate
            spent = bar.tasks[0].elapsed or 0.0
            rate = (now.done - first[0]) / spent if spent else 0.0
            bar.update(task, completed=now.done, total=now.total, rate=rate, failed=now.failed)

        yield advance


def _tell(result: Result) -> None:
    before = (
        say(f"（其中 {result.before} 份先前已完成）", f" ({result.before} of them before)")
        if result.before
        else ""
    )
    typer.echo(
        say(
            f"已评估 {result.judged} 份，{result.failed} 份出错{before}；表在 {result.out}，各列见 docs/tables.md。",
            f"{result.judged} judged, {result.failed} failed{before}; the tables are in {result.out}.",
        ),
        err=True,
    )
    if result.failed:
        for code, count in _codes(result):
            typer.echo(f"  {code}  {count}", err=True)
    if result.unused:
        names = "、".join(result.unused[:5]) + ("……" if len(result.unused) > 5 else "")
        typer.echo(
            say(
                f"--meta 中有 {len(result.unused)} 行没有对应的文件：{names}",
                f"{len(result.unused)} rows of --meta have no document: {names}",
            ),
            err=True,
        )


def _codes(result: Result) -> list[tuple[str, int]]:
    from collections import Counter

    return Counter(result.table("errors").column("code").to_pylist()).most_common()


def sample(
    output: Annotated[
        str,
        typer.Argument(
            metavar="OUT", help=say("align corpus 写的文件夹。", "The folder that align corpus wrote.")
        ),
    ],
    sheet: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="SHEET", help=say(".xlsx 或 .csv。", "A .xlsx or .csv file.")),
    ] = Path("sample.xlsx"),
    number: Annotated[int, typer.Option("-n", min=1, help=say("抽多少条。", "How many findings."))] = 200,
    by: Annotated[
        str,
        typer.Option(
            "--by",
            help=say(
                "按什么分层：level | outcome | rule | theme | region，每层一样多。",
                "Strata of equal size: level | outcome | rule | theme | region.",
            ),
        ),
    ] = "level",
    seed: Annotated[int, typer.Option("--seed", help=say("随机种子。", "The seed."))] = 1,
    lang_: Spoken = None,
) -> None:
    """Draw findings into a sheet."""
    from align.corpus.sample import draw
    from align.report.worksheet import write

    if sheet.exists():
        # A sheet that is there may be filled in: hours of somebody's work.
        raise SettingsError(
            "sheet-exists",
            zh=f"“{sheet}”已经在了，里面也许有填好的结论；请用 -o 换一个文件名，或先把它移开。",
            en=f"{str(sheet)!r} is there already, perhaps filled in; name another by -o or move it away first.",
        )
    rows = draw(output, number, by, seed)
    write(sheet, rows)
    typer.echo(
        say(
            f"已抽 {len(rows)} 条写入 {sheet}；请填最后三列，再运行 align evaluate {sheet}。",
            f"{len(rows)} findings written to {sheet}; fill in the last three columns, then align evaluate {sheet}.",
        ),
        err=True,
    )

"""The runs of ``align diff`` and ``align matrix``: judge, compare, report, and the exit code."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from align.cli.files import expand, named_in_spite
from align.cli.gating import CODES
from align.cli.many import Unjudged, jobs, judge
from align.cli.printing import put, tell
from align.cli.saving import not_over, tell_written
from align.errors import Lang, SettingsError
from align.gate import FAILED, PASSED, Gate, Verdict, worst
from align.judgement import Outcome
from align.report import saving
from align.ruleset import load
from align.settings import Effective

if TYPE_CHECKING:
    from align.comparison import Change, Diff, Matrix

FAIL_ON = ("contradicted", "lost", "weakened", "moved", "strengthened", "gained")
FAIL_ZH = ("相抵触", "失去", "减弱", "移位", "增强", "新增")


def judged(plans: Sequence[str], settings: Effective) -> tuple[list[Verdict], list[Unjudged]]:
    """Judge plans by settings, waivers applied, nothing refused."""
    ruleset = load(settings.rules)
    settings = settings.named(ruleset)
    settings.check(ruleset)
    gate = Gate(waivers=settings.waivers, as_of=settings.as_of)
    results = judge(jobs(plans, settings), ruleset, settings, gate)
    verdicts = [one for one in results if isinstance(one, Verdict)]
    return verdicts, [one for one in results if isinstance(one, Unjudged)]


def kinds(fail_on: Sequence[str]) -> tuple[str, ...]:
    """Return the kinds of change that are refused. Raises SettingsError where there is no such kind."""
    asked = tuple(_english(part.strip()) for item in fail_on for part in re.split("[,，、]", item))
    for name in asked:
        if name not in FAIL_ON:
            permitted = ", ".join(FAIL_ON)
            glossed = "、".join(f"{word}（{said}）" for word, said in zip(FAIL_ON, FAIL_ZH, strict=True))
            raise SettingsError(
                "unknown-change",
                zh=f"--fail-on 没有“{name}”；可用：{glossed}。",
                en=f"--fail-on knows no {name!r}; permitted: {permitted}.",
            )
    return asked


def _english(word: str) -> str:
    """Return the name of a kind of change that is called so, or as reports call it, in Chinese."""
    from align.report.comparing import KINDS

    named = {zh: kind.value for kind, (zh, _) in KINDS.items()} | dict(zip(FAIL_ZH, FAIL_ON, strict=True))
    return named.get(word, word)


def refused(diff: Diff, asked: Sequence[str]) -> tuple[Change, ...]:
    """Return the changes that are not permitted: of directives that bind the new draft and are not waived.

    A directive that the new draft contradicts and the old one answered is lost as well.
    """
    return tuple(
        change
        for change in diff.told
        if change.binding
        and change.new.outcome is not Outcome.WAIVED
        and (change.kind.value in asked or "lost" in asked and change.lost)
    )


def drafts(
    old: str,
    new: str,
    settings: Effective,
    fail_on: Sequence[str],
    format: str | None,
    outputs: Sequence[Path],
) -> int:
    """Compare two drafts, report, and return the exit code."""
    from align.comparison import diff
    from align.report.drafts import FORMATS, format_of, unknown

    asked, lang = kinds(fail_on), settings.lang
    chosen = [format_of(path) for path in outputs]
    if format is not None and format not in FORMATS:
        raise unknown(format)
    not_over((old, new), outputs)
    verdicts, unjudged = judged((old, new), settings)
    for one in unjudged:
        tell(one.say(lang))
    if unjudged:
        return worst(one.code for one in unjudged)
    found = diff(verdicts[0].assessment, verdicts[1].assessment)
    _report(found, format, outputs, chosen, lang)
    before = worst(replace(verdict, armed=bool(asked)).code for verdict in verdicts)
    return _refuse(refused(found, asked), asked, lang, before)


def _report(
    found: Diff, format: str | None, outputs: Sequence[Path], chosen: Sequence[str], lang: Lang
) -> None:
    from align.report.drafts import render

    if format is not None or not outputs:
        put(_screen(found, format or "text", lang), machine=format not in (None, "text"))
    for path, name in zip(outputs, chosen, strict=True):
        saving.save(path, render(found, name, lang))
    tell_written(outputs, lang)


def _screen(found: Diff, format: str, lang: Lang) -> str:
    """Return the comparison for stdout, wrapped and coloured where somebody looks at it."""
    from align.report.drafts import render, terminal

    if format != "text" or not sys.stdout.isatty():
        return render(found, format, lang)
    width = min(shutil.get_terminal_size().columns, 110)
    return terminal.render(found, lang, width=width, colour="NO_COLOR" not in os.environ)


def _refuse(changes: Sequence[Change], asked: Sequence[str], lang: Lang, before: int) -> int:
    from align.report.comparing import kind_of_change, say
    from align.report.wording import pick

    if not asked:
        return before
    if before in CODES:
        zh, en = CODES[before]
        tell(pick((f"未通过：{zh}。", f"failed: {en}."), lang))
    if changes:
        tell(say("drafts-refused", lang, n=len(changes)))
        for change in changes:
            kind = say("bracket", lang, text=kind_of_change(change.kind, lang))
            tell(f"  {change.rule} {change.new.rule.title}{kind}")
    elif before == PASSED:
        tell(say("drafts-passed", lang))
    return worst((before, FAILED if changes else PASSED))


def many(
    plans: Sequence[str],
    settings: Effective,
    group_by: str | None,
    meta: Path | None,
    format: str | None,
    outputs: Sequence[Path],
) -> int:
    """Compare many plans, report, and return the exit code."""
    from align.report.plans import READABLE, format_of, unknown

    chosen = [format_of(path) for path in outputs]
    if format is not None and format not in READABLE:
        raise unknown(format, READABLE)
    found, code = _matrix(plans, settings, meta, outputs)
    if format is not None or not outputs:
        put(_table(found, format or "text", settings.lang, group_by), machine=format not in (None, "text"))
    for path, name in zip(outputs, chosen, strict=True):
        _save(path, found, name, settings.lang, group_by)
    tell_written(outputs, settings.lang)
    return code


def _matrix(
    plans: Sequence[str], settings: Effective, meta: Path | None, outputs: Sequence[Path]
) -> tuple[Matrix, int]:
    from align.comparison.stored import is_tables, stored

    if len(plans) == 1 and is_tables(Path(plans[0])):
        _tell_idle(settings, meta)
        not_over(Path(plans[0]).rglob("*"), outputs)
        return stored(Path(plans[0]), settings.bind_all, settings.themes), PASSED
    _tell_named(named_in_spite(plans, settings), settings.lang)
    paths = expand(plans, settings)
    not_over(paths, outputs)
    return _judged_matrix(paths, settings, meta)


def _tell_idle(settings: Effective, meta: Path | None) -> None:
    """Say which options of the command line change nothing in tables that are already made."""
    from align.report.wording import listed, pick

    keys = ("region", "as-of", "rules", "exclude")
    idle = [f"--{key}" for key in keys if settings.origins.get(key, "").startswith("--")]
    idle += ["--meta"] if meta is not None else []
    if not idle:
        return
    names = listed(idle, settings.lang)
    zh = f"{names} 对已经生成的表不起作用，对照的仍是表里的结果；要改，请用 align corpus 重新生成，或直接对照规划文件。"
    en = f"{names}: no effect on tables already made, what is compared is what they hold; make them anew by align corpus, or compare the plans themselves."
    tell(pick((zh, en), settings.lang))


def _judged_matrix(plans: Sequence[str], settings: Effective, meta: Path | None) -> tuple[Matrix, int]:
    from align.comparison.gathering import gather

    told = _Known(meta)
    verdicts, unjudged = judged(plans, settings)
    for one in unjudged:
        tell(one.say(settings.lang))
    names = [verdict.plan for verdict in verdicts]
    skipped = [one.plan for one in unjudged]
    found = gather(
        [verdict.assessment for verdict in verdicts], [told.of(name) for name in names], names, skipped
    )
    return found, worst(one.code for one in unjudged)


def _tell_named(files: Sequence[str], lang: Lang) -> None:
    """Say which files are compared although an exclude matches them: the shell may have written out a glob."""
    from align.report.wording import pick

    if not files:
        return
    first, n = files[0], len(files)
    zh = f"--exclude 对直接写明的文件不起作用：“{first}”{'' if n == 1 else f' 等 {n} 份'}仍在对照之中；要排除，请给通配符加引号，或写文件夹。"
    en = f"--exclude does not apply to files that are named: {first!r}{'' if n == 1 else f' and {n - 1} more'} compared all the same; quote the glob or name the folder."
    tell(pick((zh, en), lang))


class _Known:
    """The further columns of plans, from a CSV."""

    def __init__(self, path: Path | None) -> None:
        from align.corpus.meta import read_meta

        self._meta = read_meta(path) if path is not None else None

    def of(self, name: str) -> dict[str, str | None]:
        """Return the further columns of a plan, None where it has none."""
        from align.corpus import Entry

        if self._meta is None:
            return {}
        more = self._meta.tell(Entry(name, source=name)).more
        return {column: more.get(column) for column in self._meta.columns}


def _table(found: Matrix, format: str, lang: Lang, group_by: str | None) -> str:
    from align.report.plans import render, terminal

    if format == "text" and sys.stdout.isatty() and group_by in (None, *found.columns):
        width = min(shutil.get_terminal_size().columns, 110)
        return terminal.render(found, lang, group_by, width=width, colour="NO_COLOR" not in os.environ)
    return str(render(found, format, lang, group_by))


def _save(path: Path, found: Matrix, format: str, lang: Lang, group_by: str | None) -> None:
    from align.report.plans import render

    made = render(found, format, lang, group_by)
    saving.save(path, made)

"""The run of ``align check`` and ``align baseline``: judge, report, say why, and the exit code."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from glob import has_magic
from pathlib import Path

from align.cli.choices import one_of
from align.cli.files import STDIN, expand, kind, names_a_file
from align.cli.many import AS_TOLD, Reading, Unjudged, jobs, judge
from align.cli.printing import put, tell
from align.cli.rendering import check_formats, explained, job_summary, save, screen
from align.cli.saving import not_over, targets, tell_written
from align.errors import Lang, SettingsError
from align.gate import (
    FAILED,
    NOT_A_PLAN,
    NOTHING_BINDS,
    PASSED,
    SHORT,
    Baseline,
    Gate,
    Trouble,
    Verdict,
    changed_ruleset,
    ratchet,
    record,
    troubles,
    worst,
)
from align.judgement import Outcome
from align.report import saving
from align.report.judged import Unread
from align.report.view import tally
from align.report.wording import listed, percent, pick, say
from align.ruleset import load
from align.settings import NAMES, Effective

WAIVED_BY_EXIT_ZERO = (FAILED, NOTHING_BINDS, NOT_A_PLAN)
CODES: dict[int, tuple[str, str]] = {
    SHORT: ("文字太少，无法评估", "too little text to judge"),
    NOTHING_BINDS: ("没有一条要求约束这份规划，什么都没有检查", "no directive binds it, nothing was checked"),
    NOT_A_PLAN: ("这份文件不像规划", "it does not look like a plan"),
}


@dataclass(frozen=True, slots=True)
class Judging:
    """All that became of the plans of one command."""

    settings: Effective
    gate: Gate
    verdicts: tuple[Verdict, ...]
    unjudged: tuple[Unjudged, ...]
    troubles: tuple[Trouble, ...]
    alone: bool

    @property
    def code(self) -> int:
        """Return the exit code of the command."""
        codes = [*(one.code for one in self.verdicts), *(one.code for one in self.unjudged)]
        codes += [FAILED] if self.troubles and self.gate.policy.strict else []
        found = worst(codes)
        return PASSED if self.settings.exit_zero and found in WAIVED_BY_EXIT_ZERO else found

    def unread(self, lang: Lang) -> tuple[Unread, ...]:
        """Return the plans without a verdict as reports show them."""
        return tuple(Unread(one.plan, one.say(lang), one.code) for one in self.unjudged)


def judging(
    plans: Sequence[str],
    settings: Effective,
    reading: Reading = AS_TOLD,
    outputs: Sequence[Path] = (),
    formats: Callable[[bool], None] = lambda alone: None,
) -> Judging:
    """Judge plans by settings; raises SettingsError and RulesetError before anything is judged.

    Nothing is judged where ``outputs`` would replace a plan; ``formats`` is asked, before the judging, whether the
    reports suit one plan or several.
    """
    ruleset = load(settings.rules)
    settings = settings.named(ruleset)
    settings.check(ruleset)
    gate = settings.read_gate()
    paths = expand(plans, settings)
    alone = len(paths) == 1 and not _several(plans)
    formats(alone)
    not_over(paths, targets(outputs, [settings.name(path) for path in paths]))
    results = judge(jobs(paths, settings, reading), ruleset, settings, gate)
    verdicts = tuple(one for one in results if isinstance(one, Verdict))
    unjudged = tuple(one for one in results if isinstance(one, Unjudged))
    wrong = troubles(gate, verdicts, lambda pattern: names_a_file(pattern, settings.root))
    return Judging(settings, gate, verdicts, unjudged, wrong, alone)


def _several(plans: Sequence[str]) -> bool:
    return len(plans) > 1 or any(
        kind(plan) == "folder" or (has_magic(plan) and kind(plan) is None) for plan in plans
    )


def gated(
    plans: Sequence[str],
    settings: Effective,
    lang: Lang,
    outputs: Sequence[Path] = (),
    update_baseline: bool = False,
    explain: Sequence[str] = (),
    reading: Reading = AS_TOLD,
) -> int:
    """Judge plans, report on stdout and in files, say on stderr why they fail, and return the exit code.

    With ``explain`` the named directives are explained on stdout, as text or as JSON; with ``outputs`` alone nothing is shown there.
    """
    on_screen = () if explain or (outputs and settings.origins["format"] == "default") else (settings.format,)
    check_formats(on_screen, outputs, alone=True)
    if explain:
        one_of("--explain … --format", _explain_as(settings), ("text", "json"))
    if update_baseline and not settings.baseline:
        raise SettingsError(
            "no-baseline",
            zh="--update-baseline 需要 --baseline FILE 或设置里的 baseline。",
            en="--update-baseline needs --baseline FILE or the setting baseline.",
        )
    found = judging(plans, settings, reading, outputs, lambda alone: check_formats(on_screen, outputs, alone))
    if explain:
        put(*_explanation(found, explain, _explain_as(settings), lang))
    elif on_screen:
        put(
            screen(settings.format, found.verdicts, found.unread(lang), lang, found.alone),
            machine=settings.format != "text",
        )
    written = [
        file for path in outputs for file in save(path, found.verdicts, found.unread(lang), lang, found.alone)
    ]
    tell_written(written, lang, "" if on_screen or explain else _in_short(found, lang))
    if settings.format == "github":
        job_summary(found.verdicts, found.unread(lang), lang)
    for line in messages(found, lang):
        tell(line)
    if update_baseline and found.gate.baseline is not None:
        tell(_update(found, found.gate.baseline, lang))
    return found.code


def _in_short(found: Judging, lang: Lang) -> str:
    """Return coverage and gaps of the one plan that was judged, nothing of several or where there was too little text."""
    if not found.alone or not found.verdicts or found.verdicts[0].code == SHORT:
        return ""
    figures, ratio = tally(found.verdicts[0].assessment), found.verdicts[0].assessment.coverage.ratio
    if ratio is None:
        return say("nothing-binds", lang)
    contradicted = figures.outcomes[Outcome.CONTRADICTED]
    zh = f"覆盖率 {percent(ratio)}，缺口 {figures.outcomes[Outcome.GAP]} 项，相抵触 {contradicted} 项"
    en = f"coverage {percent(ratio)}, {figures.outcomes[Outcome.GAP]} gaps, {contradicted} contradicted"
    return pick((zh, en), lang)


def _explain_as(settings: Effective) -> str:
    """Return the format of explanations: that of the option, since the one of a file or a variable is the report's."""
    return settings.format if settings.origins["format"] == "--format" else "text"


def _explanation(found: Judging, rules: Sequence[str], format: str, lang: Lang) -> tuple[str | bytes, bool]:
    """Return the explanations, and whether they are for programs: JSON is the report with these directives alone."""
    if format == "text":
        told = [_explained(found, one, rule, lang) for one in found.verdicts for rule in rules]
        return "\n".join(told), False
    wanted = {rule.upper() for rule in rules}
    return screen(
        "json", [_only(one, wanted) for one in found.verdicts], found.unread(lang), lang, found.alone
    ), True


def _only(verdict: Verdict, rules: set[str]) -> Verdict:
    findings = tuple(one for one in verdict.assessment.findings if one.rule.id in rules)
    return replace(verdict, assessment=replace(verdict.assessment, findings=findings))


def _explained(found: Judging, verdict: Verdict, rule: str, lang: Lang) -> str:
    return ("" if found.alone else f"{verdict.plan}\n") + explained(verdict.assessment, rule, lang)


def messages(found: Judging, lang: Lang) -> Iterator[str]:
    """Yield what a person must know besides the reports: why a plan fails, and what else to look at."""
    for unjudged in found.unjudged:
        yield unjudged.say(lang)
    for verdict in found.verdicts:
        yield from _verdict(verdict, lang)
    if found.verdicts:
        changed = changed_ruleset(found.gate.baseline, found.verdicts[0].assessment.ruleset)
        if changed is not None:
            yield changed.say(lang)
    for trouble in found.troubles:
        yield f"{found.settings.place('waivers', trouble.index)}: {trouble.said.say(lang)}"
    if found.troubles and found.gate.policy.strict:
        said = (
            "未通过：strict 不允许有到期、没有用到或无效的豁免。",
            "failed: strict permits no such waivers.",
        )
        yield pick(said, lang)
    yield from _passed_over(found, lang)


def _verdict(verdict: Verdict, lang: Lang) -> Iterator[str]:
    name, count = verdict.plan, len(verdict.breaches)
    if verdict.code in CODES:
        zh, en = CODES[verdict.code]
        yield pick((f"未通过：{name}：{zh}。", f"failed: {name}: {en}."), lang)
    elif verdict.code:
        yield pick((f"未通过：{name}，理由 {count} 条：", f"failed: {name}, {count} reason(s):"), lang)
    elif verdict.armed:
        yield pick((f"通过：{name}", f"passed: {name}"), lang)
    if verdict.code == FAILED:
        yield from (f"  {breach.said.say(lang)}" for breach in verdict.breaches)
    yield from (f"  {change.said.say(lang)}" for change in verdict.better)
    if verdict.edited:
        zh = f"  结论与基线相同，但证据语句有改动：{listed(verdict.edited, 'zh')}。"
        en = f"  other sentences, same conclusion as in the baseline: {listed(verdict.edited, 'en')}."
        yield pick((zh, en), lang)


def _passed_over(found: Judging, lang: Lang) -> Iterator[str]:
    """Yield the settings files beside plans that were not read, since whoever brings a plan must not bring its policy."""
    source = found.settings.source
    above = {Path.cwd(), *Path.cwd().parents}
    folders = {
        (found.settings.root / one.plan).parent.resolve() for one in found.verdicts if one.plan != STDIN
    }
    for folder in sorted(folders - above):
        path = folder / NAMES[0]
        if path.is_file() and (source is None or path != source.path.resolve()):
            zh = f"没有采用规划旁边的“{found.settings.name(path)}”：设置只从工作目录向上找，或由 --settings 指定。"
            en = f"{found.settings.name(path)!r} beside a plan is not read: settings come from the working directory up, or by --settings."
            yield pick((zh, en), lang)


def _update(found: Judging, baseline: Baseline, lang: Lang) -> str:
    """Write what is better into the baseline, and nothing that is refused."""
    path = Path(found.settings.baseline or "")
    new = baseline
    for verdict in found.verdicts:
        refused = [breach.rule for breach in verdict.breaches if breach.rule is not None]
        kept = ratchet(verdict.assessment, baseline.plans.get(verdict.plan), refused)
        new = new.with_plan(verdict.plan, kept, verdict.assessment.ruleset)
    if new == baseline:
        return pick(("基线没有变化。", "the baseline is unchanged."), lang)
    saving.save(path, new.write())
    count = sum(len(verdict.better) for verdict in found.verdicts)
    zh = f"基线“{path}”已更新：改进 {count} 项；被拦下的仍按原来的记。"
    en = f"baseline {str(path)!r} updated: {count} better; what is refused stays as it was."
    return pick((zh, en), lang)


def keep(plans: Sequence[str], settings: Effective, output: Path | None, lang: Lang) -> int:
    """Record plans as accepted, waivers applied; nothing is written where one could not be judged."""
    path = output or (Path(settings.baseline) if settings.baseline else None)
    if path is None:
        raise SettingsError(
            "no-output",
            zh="请用 -o FILE 指定基线文件，如 -o align-baseline.json。",
            en="name the baseline: -o FILE, for example -o align-baseline.json.",
        )
    if path.suffix.lower() != ".json":
        raise SettingsError(
            "not-a-baseline",
            zh=f"基线文件“{path}”应以 .json 结尾，如 align-baseline.json。",
            en=f"the baseline {str(path)!r} must end in .json, such as align-baseline.json.",
        )
    found = judging(plans, settings.model_copy(update={"baseline": None}), outputs=[path])
    for one in found.unjudged:
        tell(one.say(lang))
    short = [one for one in found.verdicts if one.code == SHORT]
    for verdict in short:
        for line in _verdict(replace(verdict, breaches=()), lang):
            tell(line)
    if found.unjudged or short:
        return worst([*(one.code for one in found.unjudged), *(SHORT for _ in short)])
    new = record((verdict.plan, verdict.assessment) for verdict in found.verdicts)
    saving.save(path, new.write())
    zh = f"已记下 {len(new.plans)} 份规划，写入“{path}”。"
    tell(pick((zh, f"recorded {len(new.plans)} plan(s) in {str(path)!r}."), lang))
    return PASSED

"""One plan or many: judged, in parallel where there are several, each with its own verdict."""

from __future__ import annotations

import datetime as dt
import io
import os
import pickle
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from align.cli.files import STDIN, stdin
from align.errors import AlignError, Lang
from align.gate import INTERNAL, SHORT, USAGE, Gate, Verdict, apply
from align.judgement import Notice
from align.ruleset import Rule, Ruleset
from align.settings import Effective

if TYPE_CHECKING:
    from align.api import Checker

EMPTY = ("empty",)
"""Codes of files without any text: too little to judge rather than damaged."""


PLANS_A_PROCESS = 24


@dataclass(frozen=True, slots=True)
class Job:
    """A plan to judge and how."""

    path: str
    name: str
    region: str | None
    themes: tuple[str, ...]
    as_of: dt.date | None
    bind_all: bool
    format: str | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Unjudged:
    """A plan that could not be judged: why, and the exit code."""

    plan: str
    code: int
    zh: str
    en: str

    def say(self, lang: Lang = "zh") -> str:
        """Return why, in the language asked for."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Reading:
    """How plans are read, where it is not told by the files themselves."""

    format: str | None = None
    encoding: str | None = None


AS_TOLD = Reading()
"""By content alone."""


def jobs(plans: Sequence[str], settings: Effective, reading: Reading = AS_TOLD) -> tuple[Job, ...]:
    """Return what is to be done for each plan, with the overrides that match it."""
    return tuple(_job(plan, settings, reading) for plan in plans)


def _job(plan: str, settings: Effective, reading: Reading) -> Job:
    name = STDIN if plan == STDIN else settings.name(plan)
    own = settings.for_plan(name)
    return Job(
        plan,
        name,
        own.region,
        own.themes or (),
        settings.as_of,
        settings.bind_all,
        reading.format,
        reading.encoding,
    )


def judge(
    todo: Sequence[Job], ruleset: Ruleset, settings: Effective, gate: Gate
) -> tuple[Verdict | Unjudged, ...]:
    """Return the verdicts in the order of the jobs; a plan that fails to be read does not stop the others."""
    workers = min(settings.jobs or _worthwhile(len(todo)), len(todo))
    if workers > 1 and all(job.path != STDIN for job in todo):
        try:
            return _parallel(todo, ruleset, settings, gate, workers)
        except (BrokenProcessPool, OSError):
            # No processes to be had here (a sandbox, too little memory): slower is better than not at all.
            pass
    return _serial(todo, ruleset, settings, gate)


def _worthwhile(plans: int) -> int:
    """Return how many processes pay: one starts in the time that ten plans take."""
    return min(os.cpu_count() or 1, 1 + (plans - 1) // PLANS_A_PROCESS)


def _serial(
    todo: Sequence[Job], ruleset: Ruleset, settings: Effective, gate: Gate
) -> tuple[Verdict | Unjudged, ...]:
    from align.api import Checker

    checker = Checker(ruleset)
    notices = _notices(settings)
    return tuple(_one(job, checker, gate, notices) for job in todo)


def _parallel(
    todo: Sequence[Job], ruleset: Ruleset, settings: Effective, gate: Gate, workers: int
) -> tuple[Verdict | Unjudged, ...]:
    start = (ruleset, gate, _notices(settings))
    with ProcessPoolExecutor(workers, get_context("spawn"), _start, start) as pool:
        packed = list(pool.map(_work, todo, chunksize=max(1, len(todo) // (workers * 4))))
    return tuple(_unpacked(one, ruleset) for one in packed)


_WORKER: tuple[Checker, Gate, tuple[Notice, ...]]


def _start(ruleset: Ruleset, gate: Gate, notices: tuple[Notice, ...]) -> None:
    from align.api import Checker

    global _WORKER
    _WORKER = (Checker(ruleset), gate, notices)


def _work(job: Job) -> bytes:
    checker, gate, notices = _WORKER
    return _packed(_one(job, checker, gate, notices))


class _Packer(pickle.Pickler):
    """Leaves out the rules, which the receiver has: they are more than half of a verdict."""

    def persistent_id(self, obj: Any) -> str | None:
        """Return the name of what is left out."""
        return "" if isinstance(obj, Ruleset) else obj.id if isinstance(obj, Rule) else None


class _Unpacker(pickle.Unpickler):
    """Puts the receiver's own rules back."""

    def __init__(self, packed: bytes, ruleset: Ruleset) -> None:
        super().__init__(io.BytesIO(packed))
        self._known: dict[str, Ruleset | Rule] = {"": ruleset, **{rule.id: rule for rule in ruleset.rules}}

    def persistent_load(self, pid: Any) -> Ruleset | Rule:
        """Return what was left out."""
        return self._known[pid]


def _packed(found: Verdict | Unjudged) -> bytes:
    stream = io.BytesIO()
    _Packer(stream, pickle.HIGHEST_PROTOCOL).dump(found)
    return stream.getvalue()


def _unpacked(packed: bytes, ruleset: Ruleset) -> Verdict | Unjudged:
    found: Verdict | Unjudged = _Unpacker(packed, ruleset).load()
    return found


def _one(job: Job, checker: Checker, gate: Gate, notices: tuple[Notice, ...]) -> Verdict | Unjudged:
    from align.document import read

    try:
        source = stdin() if job.path == STDIN else Path(job.path)
        document = read(source, format=job.format, encoding=job.encoding)
        found = checker.check(document, job.region, job.themes, job.as_of, job.bind_all)
        return apply(replace(found, notices=(*found.notices, *notices)), gate, job.name)
    except AlignError as error:
        return Unjudged(job.name, SHORT if error.code in EMPTY else USAGE, error.zh, error.en)
    except Exception as error:
        if os.environ.get("ALIGN_DEBUG"):
            raise
        return _internal(job.name, error)


def _internal(plan: str, error: Exception) -> Unjudged:
    what = f"{type(error).__name__}: {error}"
    return Unjudged(
        plan,
        INTERNAL,
        f"“{plan}”：内部错误：{what}。这是 align 的缺陷，请连同命令一起报告（ALIGN_DEBUG=1 显示详情）。",
        f"{plan!r}: internal error: {what}. Please report it with the command (ALIGN_DEBUG=1 shows more).",
    )


def _notices(settings: Effective) -> tuple[Notice, ...]:
    """Return the notice that names the settings file, so that every report tells by what it was judged."""
    source = settings.source
    if source is None:
        return ()
    return (
        Notice(
            "settings",
            f"设置文件 {source.name}（sha256 {source.digest[:16]}）。",
            f"settings file {source.name} (sha256 {source.digest[:16]}).",
        ),
    )

"""A corpus run: what is to be done, less what was done before, through one engine into one store."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from align.corpus.entry import Entry, batches
from align.errors import SettingsError
from align.ruleset import Ruleset, load

if TYPE_CHECKING:
    import pyarrow as pa

    from align.corpus.judging import Terms
    from align.corpus.meta import Meta
    from align.corpus.source import Source
    from align.corpus.store import Store

Engine = Literal["process", "serial", "ray"]
MOST = 16
"""Documents of a batch at most; a killed run loses no more than this for each process."""

SCHEMA = "align/corpus/v1"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: documents dealt with (and of these failed) of all, where that is known."""

    done: int
    failed: int
    total: int | None


@dataclass(frozen=True, slots=True)
class Result:
    """A finished run: where its tables are, and how many documents stand in them.

    ``before`` were there when the run began; ``unused`` are rows of the metadata that no document was found for.
    """

    out: str
    judged: int
    failed: int
    before: int
    unused: tuple[str, ...] = ()
    _kept: Any = field(default=None, repr=False)

    def table(self, name: str) -> pa.Table:
        """Return ``documents``, ``findings``, ``evidence`` or ``errors``, sorted by document, rule and start."""
        from align.corpus.store import Store
        from align.corpus.table import ORDER, schema

        store = Store(self.out)
        if not store.parts():
            return schema(name).empty_table()
        return store.rows(name).sort_by([(column, "ascending") for column in ORDER[name]])


def check(
    documents: Any,
    out: str | Path | None = None,
    *,
    engine: Engine = "process",
    rules: Ruleset | str | Path = "yrd-2023",
    meta: str | Path | None = None,
    region: str | None = None,
    themes: Iterable[str] = (),
    as_of: dt.date | None = None,
    bind_all: bool = False,
    processes: int | None = None,
    address: str | None = None,
    batch: int | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Result:
    """Judge many documents into Parquet tables; a run that was killed goes on where it stopped.

    ``documents`` is a folder, a glob, a .parquet or .jsonl file (columns text or path; id, region, date, title and
    further ones), or an iterable of paths, Documents or mappings. ``out`` is a folder or a URI of an object store;
    without it the tables live as long as the result. Bad documents are rows of ``errors``; only what makes the whole
    run impossible raises: SettingsError, RulesetError, or DocumentError where there are no documents at all.
    """
    _begin(engine, processes)
    from align.corpus.meta import read_meta
    from align.corpus.source import source
    from align.corpus.store import Store

    ruleset = rules if isinstance(rules, Ruleset) else load(rules)
    known = read_meta(Path(meta)) if meta is not None else None
    found = source(documents, known)
    kept = tempfile.TemporaryDirectory(prefix="align-") if out is None else None
    store = Store(str(out) if kept is None else kept.name)
    terms = _terms(store, found, ruleset, region, tuple(themes), as_of, bind_all)
    done = store.recover()
    counts = [len(done), 0]
    tell = progress or (lambda _: None)
    tell(Progress(counts[0], 0, found.total))
    for number, failed in _engine(engine, found, done, terms, store, processes, address, batch):
        counts[0] += number
        counts[1] += failed
        tell(Progress(counts[0], counts[1], found.total))
    store.clear()
    return _result(store, len(done), known, kept)


def _begin(engine: Engine, processes: int | None) -> None:
    """Refuse an engine that is not there; let what other processes need load while this one loads."""
    _needs("pyarrow", "corpus")
    if engine not in get_args(Engine):
        permitted = ", ".join(get_args(Engine))
        raise SettingsError(
            "unknown-engine",
            zh=f"没有引擎“{engine}”；可用：{permitted}。",
            en=f"no engine {engine!r}; permitted: {permitted}.",
        )
    if engine == "ray":
        _needs("ray", "ray")
    if engine == "process" and _workers(processes) > 1:
        from align.corpus.starting import begin

        begin()


def _workers(processes: int | None) -> int:
    return processes or os.cpu_count() or 1


def _needs(library: str, extra: str) -> None:
    if find_spec(library) is None:
        raise SettingsError(
            "not-installed",
            zh=f'需要 {library}，还没有安装；请运行 pip install "align-plans[{extra}]"。',
            en=f'{library} is needed and not installed; run pip install "align-plans[{extra}]".',
        )


def _terms(
    store: Store,
    found: Source,
    ruleset: Ruleset,
    region: str | None,
    themes: tuple[str, ...],
    as_of: dt.date | None,
    bind_all: bool,
) -> Terms:
    """Return the terms of the run; one that goes on keeps its first day."""
    from align import __version__
    from align.corpus.judging import Terms

    themes = ruleset.check_themes(themes)
    told = store.begin(
        {
            "schema": SCHEMA,
            "tool": __version__,
            "ruleset": {"id": ruleset.header.id, "version": ruleset.header.version, "digest": ruleset.digest},
            "region": region,
            "themes": list(themes),
            "as_of": as_of.isoformat() if as_of else None,
            "bind_all": bind_all,
            "columns": list(found.columns),
            "day": dt.date.today().isoformat(),
        }
    )
    day = dt.date.fromisoformat(told["day"])
    return Terms(ruleset, region, themes, as_of, bind_all, day, found.columns)


def _engine(
    engine: Engine,
    found: Source,
    done: set[bytes],
    terms: Terms,
    store: Store,
    processes: int | None,
    address: str | None,
    batch: int | None,
) -> Iterator[tuple[int, int]]:
    if engine == "ray":
        from align.corpus import ray

        return ray.judge(found, done, terms, store, processes, address, batch)
    from align.corpus import local

    workers = _workers(processes)
    todo = batches(_undone(found, done), batch or _size(found.total, len(done), workers))
    if engine == "serial" or workers == 1:
        return local.serial(todo, terms, store)
    return local.parallel(todo, terms, store, workers)


def _size(total: int | None, done: int, workers: int) -> int:
    """Return how many documents make a batch: so few that all processes end at about the same time."""
    return MOST if total is None else max(1, min(MOST, (total - done) // (workers * 16)))


def _undone(found: Source, done: set[bytes]) -> Iterator[Entry]:
    """Yield what is not done; a key that comes again is told as an error, not judged twice."""
    from align.corpus.place import digest

    seen: dict[bytes, int] = {}
    for entry in found.iterate():
        key = digest(entry.key)
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > 1:
            again = f"{entry.key}#{seen[key]}"
            fault = ("duplicate", f"“{entry.key}”已经有一份。", f"there is a document {entry.key!r} already.")
            entry, key = replace(entry, key=again, fault=fault), digest(again)
        if key not in done:
            yield entry


def _result(store: Store, before: int, known: Meta | None, kept: Any) -> Result:
    total = sum(part.num_rows for part in store.each("documents", ["document"]))
    failed = sum(part.num_rows for part in store.each("errors", ["document"]))
    return Result(store.where, total - failed, failed, before, known.unused if known else (), kept)

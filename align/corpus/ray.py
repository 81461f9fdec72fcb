"""Many machines: Ray Data reads, an actor pool holds the compiled checker, the tables are written by the actors.

An actor judges a batch and writes it aside under a name of its own; only the driver, which sees each batch once, moves it
into place. A batch that is judged again because its worker died is written under another name, and what nobody moved is
removed at the end: nothing is lost and nothing stands twice. ``out`` must be a folder that all nodes share, or an object
store.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from align.corpus.entry import Entry
from align.corpus.judging import Judge, Terms
from align.corpus.place import digest
from align.corpus.source import Source, line_entry, parsed, row_entry
from align.corpus.store import Store
from align.errors import SettingsError

BATCH = 16
READ_CPUS = 0.25
"""Of a processor, for a task that reads: reading waits for the disk, and must not wait for the actors' processors."""

Rows = Callable[[Any], list[Entry]]


@dataclass(frozen=True, slots=True)
class Reader:
    """How the rows that Ray Data read become entries; travels to the actors."""

    kind: str
    keys: dict[str, str]
    stem: str
    key: str | None
    tell: Callable[[Entry], Entry]

    def entries(self, batch: dict[str, Any]) -> list[Entry]:
        """Return the entries of a batch of columns."""
        names = list(batch)
        rows = [dict(zip(names, cells, strict=True)) for cells in zip(*batch.values(), strict=True)]
        return [self.tell(self._entry(row)) for row in rows]

    def _entry(self, row: dict[str, Any]) -> Entry:
        if self.kind == "files":
            path = str(row["path"])
            return Entry(self.keys[path], source=path, content=bytes(row["bytes"]))
        if self.kind == "lines":
            line = str(row["text"]).encode()
            return line_entry(line, parsed(line), self.stem)
        return row_entry({name: _plain(cell) for name, cell in row.items()}, self.key, "")


def _plain(cell: Any) -> Any:
    return cell.item() if hasattr(cell, "item") else cell


class Worker:
    """An actor: judges batches and writes them aside."""

    def __init__(self, terms: Terms, store: Store, done: frozenset[bytes], reader: Reader) -> None:
        from align.corpus.local import settle

        self.judge = Judge(terms)
        self.store = store
        self.done = done
        self.reader = reader
        settle()

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        """Return the name of the part and the keys in it, nothing where all was done before."""
        todo = [entry for entry in self.reader.entries(batch) if digest(entry.key) not in self.done]
        if not todo:
            return {"part": [], "keys": [], "failed": []}
        name, failed = self.judge.stage(todo, self.store)
        keys = b"".join(digest(entry.key) for entry in todo)
        return {"part": [name], "keys": [keys.hex()], "failed": [failed]}


def judge(
    found: Source,
    done: set[bytes],
    terms: Terms,
    store: Store,
    actors: int | None,
    address: str | None,
    batch: int | None,
) -> Iterator[tuple[int, int]]:
    """Judge all documents on a Ray cluster: the one at ``address``, one that is connected, or this machine."""
    import ray

    ours = not ray.is_initialized()
    if ours:
        _connect(ray, address)
    try:
        yield from _unreadable(found, done, terms, store)
        yield from _run(found, frozenset(done), terms, store, actors, batch or BATCH)
    finally:
        if ours:
            ray.shutdown()


def _connect(ray: Any, address: str | None) -> None:
    try:
        ray.init(address=address, log_to_driver=False, include_dashboard=False, configure_logging=False)
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise SettingsError(
            "no-cluster",
            zh=f"连不上 Ray 集群 {address}：{error}。先在一台机器上 ray start --head，再写 --address。",
            en=f"no Ray cluster at {address}: {error}. Start one with ray start --head, then give --address.",
        ) from None


def _unreadable(found: Source, done: set[bytes], terms: Terms, store: Store) -> Iterator[tuple[int, int]]:
    """Tell of files that cannot be opened, which would stop Ray Data."""
    bad = [
        Entry(key, source=path)
        for key, path in found.files
        if not _readable(path) and digest(key) not in done
    ]
    if bad:
        name, failed = Judge(terms).stage([found.tell(entry) for entry in bad], store)
        store.commit(name)
        yield len(bad), failed


def _readable(path: str) -> bool:
    return "://" in path or os.access(path, os.R_OK)


def _run(
    found: Source, done: frozenset[bytes], terms: Terms, store: Store, actors: int | None, batch: int
) -> Iterator[tuple[int, int]]:
    import ray.data

    library: Any = ray
    _hush(ray.data.DataContext.get_current())
    processors = float(library.cluster_resources().get("CPU", 1))
    number = actors or max(1, int(processors - READ_CPUS))
    read = _read(ray.data, found, done, number, batch)
    if read is None:
        return
    dataset, reader = read
    judged = dataset.map_batches(
        Worker,
        fn_constructor_args=(terms, store, done, reader),
        batch_size=batch,
        batch_format="numpy",
        compute=ray.data.ActorPoolStrategy(size=number),
        num_cpus=1 if processors > 1 else 0.5,
    )
    yield from _committed(judged, store)


def _hush(context: Any) -> None:
    """Leave stderr to align's own progress and messages."""
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    for name in ("ray.data", "ray.data.internal"):
        logging.getLogger(name).setLevel(logging.ERROR)


def _committed(judged: Any, store: Store) -> Iterator[tuple[int, int]]:
    """Move each part into place once, whoever judged it and however often."""
    seen: set[str] = set()
    for row in judged.iter_rows():
        keys = str(row["keys"])
        if keys in seen:
            continue
        seen.add(keys)
        store.commit(str(row["part"]))
        yield len(keys) // 32, int(row["failed"])


def _read(
    data: Any, found: Source, done: frozenset[bytes], actors: int, batch: int
) -> tuple[Any, Reader] | None:
    """Return the dataset and how its rows are read; None where nothing is left."""
    if found.files:
        todo = [(key, path) for key, path in found.files if digest(key) not in done and _readable(path)]
        return _read_files(data, todo, found, actors, batch) if todo else None
    if found.table is None:
        raise SettingsError(
            "not-readable-by-ray",
            zh='Ray 引擎读文件夹、通配符、.parquet 和 .jsonl；内存里的文档请用 engine="process"。',
            en="the Ray engine reads folders, globs, .parquet and .jsonl; for documents in memory use engine='process'.",
        )
    if found.total is not None and len(done) >= found.total:
        return None
    stem = Path(found.table).name
    where = found.table if "://" in found.table else str(Path(found.table).absolute())
    blocks = max(actors * 2, (found.total or 0) // (batch * 4), 1)
    options = {"num_cpus": READ_CPUS, "override_num_blocks": blocks}
    if found.id_column == "":
        return data.read_text(where, **options), Reader("lines", {}, stem, None, found.tell)
    if found.id_column is None:
        raise SettingsError(
            "no-id",
            zh=f"“{found.table}”没有 document、id、path 或 name 列；Ray 引擎要靠它区分文档。",
            en=f"{found.table!r} has none of the columns document, id, path, name; the Ray engine tells documents apart by it.",
        )
    return data.read_parquet(where, **options), Reader("rows", {}, stem, found.id_column, found.tell)


def _read_files(
    data: Any, todo: Sequence[tuple[str, str]], found: Source, actors: int, batch: int
) -> tuple[Any, Reader]:
    keys = {_absolute(path): key for key, path in todo}
    blocks = min(len(todo), max(actors * 4, len(todo) // batch))
    dataset = data.read_binary_files(
        list(keys),
        include_paths=True,
        num_cpus=READ_CPUS,
        override_num_blocks=blocks,
    )
    # Ray Data tells paths without their scheme.
    bare = {path.split("://", 1)[-1]: key for path, key in keys.items()}
    return dataset, Reader("files", {**keys, **bare}, "", None, found.tell)


def _absolute(path: str) -> str:
    return path if "://" in path else str(Path(path).absolute())

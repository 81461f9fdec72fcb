"""One machine: documents judged one after another, or by several processes."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import parent_process

from align.corpus.entry import Entry
from align.corpus.judging import Judge, Terms, failure, tables_of
from align.corpus.starting import context
from align.corpus.store import Store

Batch = tuple[Entry, ...]
Done = tuple[int, int]
"""How many documents of a batch were dealt with, and how many of them failed."""

AHEAD = 2
"""Batches that wait for each process: enough that none idles, few enough that memory stays bounded."""


def serial(batches: Iterator[Batch], terms: Terms, store: Store) -> Iterator[Done]:
    """Judge batches in this process."""
    judge = Judge(terms)
    for batch in batches:
        name, failed = judge.stage(batch, store)
        store.commit(name)
        yield len(batch), failed


def parallel(batches: Iterator[Batch], terms: Terms, store: Store, processes: int) -> Iterator[Done]:
    """Judge batches in several processes; a document on which a process dies becomes an error."""
    while True:
        running: dict[Future[tuple[str, int]], Batch] = {}
        try:
            with _pool(terms, store, processes) as pool:
                yield from _fed(pool, batches, running, store, processes)
            return
        except BrokenProcessPool:
            for batch in running.values():
                yield from _suspected(batch, terms, store)


def _fed(
    pool: ProcessPoolExecutor,
    batches: Iterator[Batch],
    running: dict[Future[tuple[str, int]], Batch],
    store: Store,
    processes: int,
) -> Iterator[Done]:
    """Keep the pool busy; ``running`` holds what is not committed when it breaks."""
    more = True
    while more or running:
        while more and len(running) < processes * AHEAD:
            batch = next(batches, None)
            if batch is None:
                more = False
                break
            _submit(pool, batch, running)
        ready, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in ready:
            name, failed = future.result()
            store.commit(name)
            yield len(running.pop(future)), failed


def _submit(pool: ProcessPoolExecutor, batch: Batch, running: dict[Future[tuple[str, int]], Batch]) -> None:
    try:
        running[pool.submit(_work, batch)] = batch
    except BrokenProcessPool:
        # The pool broke before it took the batch: it must not be lost.
        running[Future()] = batch
        raise


def _suspected(batch: Batch, terms: Terms, store: Store) -> Iterator[Done]:
    """Judge the documents of a batch that was running when a process died, each in a process of its own kind."""
    left = list(batch)
    while left:
        with _pool(terms, store, 1) as pool:
            try:
                while left:
                    name, failed = pool.submit(_work, (left[0],)).result()
                    store.commit(name)
                    left.pop(0)
                    yield 1, failed
            except BrokenProcessPool:
                store.commit(store.stage(tables_of(_crashed(left.pop(0)), terms.columns)))
                yield 1, 1


def _crashed(entry: Entry) -> dict[str, list[dict[str, object]]]:
    return failure(
        entry,
        "crashed",
        f"处理“{entry.key}”的进程中止了（内存不足，或读取库的缺陷）；其余文件不受影响。",
        f"the process that judged {entry.key!r} died (out of memory, or a fault of a reader); the others are judged.",
    )


def _pool(terms: Terms, store: Store, processes: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(processes, context(), _start, (terms, store))


_WORKER: tuple[Judge, Store]


def _start(terms: Terms, store: Store) -> None:
    global _WORKER
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _WORKER = (Judge(terms), store)
    settle()


def settle() -> None:
    """Let the collector of garbage pass over rules and libraries: it would walk through them for every document."""
    gc.collect()
    gc.freeze()


def _end_with_parent() -> None:
    """End when the run is killed: a process left alone would go on staging what nobody commits."""
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)


def _work(batch: Batch) -> tuple[str, int]:
    judge, store = _WORKER
    return judge.stage(batch, store)

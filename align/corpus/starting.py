"""How the processes of a run start: from a server that has loaded what they need, anew where there is none (Windows)."""

from __future__ import annotations

from multiprocessing import get_all_start_methods, get_context
from multiprocessing.context import BaseContext

SERVED = "forkserver"


def context() -> BaseContext:
    """Return how processes start."""
    if SERVED not in get_all_start_methods():
        return get_context("spawn")
    served = get_context(SERVED)
    served.set_forkserver_preload(["align.corpus.preloaded"])
    return served


def begin() -> None:
    """Let the server load while this process itself still loads: one after the other they take half a second more."""
    if context().get_start_method() == SERVED:
        from multiprocessing import forkserver

        forkserver.ensure_running()

"""Processes start from a server that has loaded what they need."""

from multiprocessing import get_all_start_methods

import pytest

from align.corpus import starting


def test_processes_start_from_a_server_where_there_is_one() -> None:
    permitted = get_all_start_methods()
    assert starting.context().get_start_method() == ("forkserver" if "forkserver" in permitted else "spawn")


@pytest.mark.skipif("forkserver" not in get_all_start_methods(), reason="no fork server here (Windows)")
def test_the_server_runs_before_a_process_is_asked_for() -> None:
    from multiprocessing import forkserver

    starting.begin()
    assert forkserver._forkserver._forkserver_pid is not None  # type: ignore[attr-defined]

"""On a real Ray cluster of two nodes the tables are those of one machine, also when a worker is killed in the middle."""

from __future__ import annotations

import importlib
import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from align.corpus import Progress, check
from align.corpus.table import TABLES

from .conftest import text

pytest.importorskip("ray", reason="ray is not installed")


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    from ray.cluster_utils import Cluster

    ray: Any = importlib.import_module("ray")

    nodes: Any = Cluster(initialize_head=True, head_node_args={"num_cpus": 2, "include_dashboard": False})
    nodes.add_node(num_cpus=2)
    nodes.wait_for_nodes()
    yield nodes.address
    ray.shutdown()
    nodes.shutdown()


def descendants(root: int) -> Iterator[tuple[int, str]]:
    """Yield process id and command line of all processes that this one started."""
    for entry in Path("/proc").iterdir():
        if not entry.name.isdecimal():
            continue
        try:
            above, line = entry, (entry / "cmdline").read_bytes().decode(errors="replace")
            while above.name not in ("0", "1", str(root)):
                above = Path("/proc") / (above / "stat").read_text().rpartition(")")[2].split()[1]
        except OSError:
            continue
        if above.name == str(root):
            yield int(entry.name), line


def actors() -> list[int]:
    return [pid for pid, line in descendants(os.getpid()) if line.startswith("ray::MapWorker")]


def test_a_killed_worker_loses_nothing_and_doubles_nothing(cluster: str, tmp_path: Path) -> None:
    folder, out = tmp_path / "plans", tmp_path / "out"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number:02}.txt").write_text(text(number, times=3), encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    killed: list[int] = []

    def kill(now: Progress) -> None:
        if now.done and not killed and (found := actors()):
            os.kill(found[0], signal.SIGKILL)
            killed.append(found[0])

    result = check(folder, out, engine="ray", address=cluster, processes=3, batch=2, progress=kill)
    assert killed
    assert (result.judged, result.failed) == (60, 1)
    local = check(folder, engine="process", processes=2)
    for name in TABLES:
        assert result.table(name).equals(local.table(name))
    assert not list((out / ".staging").iterdir())


def test_a_run_begun_on_one_machine_goes_on_in_the_cluster(cluster: str, tmp_path: Path) -> None:
    rows = [{"id": f"p{number}", "text": text(number), "area": "华东"} for number in range(12)]
    path, out = tmp_path / "plans.parquet", tmp_path / "out"
    pq.write_table(pa.Table.from_pylist(rows), path)
    check(path, out, engine="serial", batch=3)
    for part in sorted((out / "documents").glob("*.parquet"))[:2]:
        part.unlink()
    result = check(path, out, engine="ray", address=cluster, processes=2, batch=2)
    assert (result.before, result.judged) == (6, 12)
    local = check(path, engine="serial")
    for name in TABLES:
        assert result.table(name).equals(local.table(name))


def test_lines_of_json_are_read_by_ray_data(cluster: str, tmp_path: Path) -> None:
    path = tmp_path / "plans.jsonl"
    lines = [
        json.dumps({"id": f"p{number}", "text": text(number)}, ensure_ascii=False) for number in range(5)
    ]
    path.write_text("\n".join([*lines, "no json"]) + "\n", encoding="utf-8")
    result = check(path, engine="ray", address=cluster, processes=2, batch=2)
    local = check(path, engine="serial")
    assert result.table("errors").column("code").to_pylist() == ["bad-line"]
    for name in TABLES:
        assert result.table(name).equals(local.table(name))

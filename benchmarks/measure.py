"""How things are measured: side by side in turns, so that a busy moment of the machine strikes all alike."""

from __future__ import annotations

import gc
import os
import resource
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of each round, by the wall and by the processor."""

    wall: list[float]
    cpu: list[float]

    @property
    def median(self) -> float:
        """Return the median by the processor: what other programs do does not count."""
        return statistics.median(self.cpu)

    @property
    def median_wall(self) -> float:
        """Return the median by the wall."""
        return statistics.median(self.wall)


def in_turns(runs: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, Times]:
    """Run each once to warm up, then all of them in turns."""
    times = {name: Times([], []) for name in runs}
    for run in runs.values():
        run()
    gc.collect()
    gc.freeze()  # what is loaded is no garbage of the round
    for _ in range(rounds):
        for name, run in runs.items():
            wall, cpu = time.perf_counter(), time.process_time()
            run()
            times[name].cpu.append(time.process_time() - cpu)
            times[name].wall.append(time.perf_counter() - wall)
    gc.unfreeze()
    return times


def commands_in_turns(
    commands: Mapping[str, Sequence[str]], rounds: int, env: Mapping[str, str]
) -> dict[str, Times]:
    """Start each command once to fill the disk cache, then all of them in turns."""
    times = {name: Times([], []) for name in commands}
    for turn in range(-1, rounds):
        for name, command in commands.items():
            wall, cpu = time.perf_counter(), _children()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=dict(env))
            if turn >= 0:
                times[name].wall.append(time.perf_counter() - wall)
                times[name].cpu.append(_children() - cpu)
    return times


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def peak_memory(command: Sequence[str], env: Mapping[str, str]) -> float:
    """Return the highest sum of the memory of a command and its children in MB (proportional set size)."""
    running = subprocess.Popen(command, env=dict(env), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0.0
    while running.poll() is None:
        peak = max(peak, sum(map(_memory, _family(running.pid))))
        time.sleep(0.1)
    if running.returncode:
        raise RuntimeError(f"{command} ended with {running.returncode}")
    return peak


def _family(root: int) -> list[int]:
    found = [root]
    for pid in found:
        try:
            for task in Path(f"/proc/{pid}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
        except OSError:
            continue
    return found


def _memory(pid: int) -> float:
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024


def machine() -> dict[str, Any]:
    """Return what the figures were measured on."""
    model = next(
        (
            line.split(":")[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        "unknown",
    )
    return {
        "processor": model,
        "processors": os.cpu_count(),
        "python": sys.version.split()[0],
        "load": os.getloadavg()[0],
        "threads": threading.active_count(),
    }

"""What every test may use: the material beside the repository, and an account of what was skipped."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is no fault: speed is measured in benchmarks/, and no test asserts it.
settings.register_profile("align", deadline=None)
settings.load_profile("align")

# Tests write nothing outside their own folders, and read rules as they stand.
os.environ["ALIGN_CACHE_DIR"] = "off"

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder ../shared beside the repository: speech, directives, gold labels, corpus."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("../shared is not there")
    return folder


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reasons = Counter(str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", []))
    if reasons:
        terminalreporter.section("skipped, by reason")
        for reason, count in sorted(reasons.items()):
            terminalreporter.write_line(f"{count:4}  {reason.removeprefix('Skipped: ')}")

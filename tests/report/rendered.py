"""Every report of one kind, rendered twice by processes that share neither hash order nor clock."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[2]
LANGS = ("zh", "en")
SURROUNDINGS = (
    {"PYTHONHASHSEED": "1", "TZ": "Etc/GMT+12"},
    {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati"},
)
"""The zones are 26 hours apart: two local days, whatever the hour. What tells UTC differs by the time a process takes."""


@cache
def twice(what: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the digests of all reports by ``format-lang``, as each of two processes makes them."""
    command = [sys.executable, "-m", "tests.report.rendered", what]
    first, second = (
        json.loads(
            subprocess.run(
                command, cwd=ROOT, env={**os.environ, **around}, capture_output=True, check=True
            ).stdout
        )
        for around in SURROUNDINGS
    )
    return first, second


def _reports(what: str) -> Iterator[tuple[str, str | bytes]]:
    from align.report import drafts, plans, render
    from tests.comparison.conftest import PLAN, assess, changed, compared
    from tests.report.conftest import assess as small

    for lang in LANGS:
        if what == "assessment":
            for format in ("text", "json", "html", "docx", "xlsx", "markdown"):
                yield f"{format}-{lang}", render(small(), format, lang)  # type: ignore[arg-type]
        elif what == "diff":
            found = compared(("推进口岸通关一体化", "暂不推进口岸通关一体化"), ("坚定推进长江十年禁渔。", ""))
            for format in drafts.FORMATS:
                yield f"{format}-{lang}", drafts.render(found, format, lang)  # type: ignore[arg-type]
        else:
            from align.comparison import matrix

            other = changed(("坚定推进长江十年禁渔。", ""), text=PLAN)
            table = matrix([assess(), assess(other, "乙.txt"), assess(name="丙.txt")])
            for format in plans.FORMATS:
                if format not in ("png", "svg"):
                    yield f"{format}-{lang}", plans.render(table, format, lang)  # type: ignore[arg-type]


def main(what: str) -> None:
    """Print the digests of all reports of a kind."""
    digests = {
        name: sha256(made if isinstance(made, bytes) else made.encode()).hexdigest()
        for name, made in _reports(what)
    }
    print(json.dumps(digests))


if __name__ == "__main__":
    main(sys.argv[1])

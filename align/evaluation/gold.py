"""Labelled documents and minimal pairs, as ``align evaluate`` reads them.

The format of labels is that of the annotation guide: ``NAME.txt``, ``NAME.sents.tsv``, ``NAME.labels.json``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from align.document import Document, Span
from align.document.plain import plain
from align.errors import SettingsError

SUFFIX = ".labels.json"


@dataclass(frozen=True, slots=True)
class Label:
    """A labelled pair of directive and sentence; ``sure`` where both annotators found it."""

    rule: str
    sentence: int
    stance: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Gold:
    """A labelled document; ``sentences`` maps a sentence number to its span."""

    name: str
    region: str | None
    readings: int
    document: Document
    sentences: dict[int, Span]
    levels: dict[str, int]
    labels: tuple[Label, ...]


def gold(folder: Path) -> list[Gold]:
    """Read all labelled documents of a folder, by name.

    Raises SettingsError where there are none, or where one is not in the format.
    """
    files = sorted(folder.glob(f"*{SUFFIX}"))
    if not files:
        raise SettingsError(
            "no-gold",
            zh=f"“{folder}”里没有标注文档：需要 名称.txt、名称.sents.tsv 和 名称{SUFFIX} 三个文件。",
            en=f"no labelled documents in {str(folder)!r}: NAME.txt, NAME.sents.tsv and NAME{SUFFIX} are needed.",
        )
    return [_read(file) for file in files]


def _read(file: Path) -> Gold:
    stem = file.name.removesuffix(SUFFIX)
    try:
        labels: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        text = _text(file.with_name(f"{stem}.txt"))
        rows = [row.split("\t") for row in _text(file.with_name(f"{stem}.sents.tsv")).splitlines() if row]
        return Gold(
            name=str(labels["document"]),
            region=labels.get("region"),
            readings=int(labels.get("readings", 2)),
            document=plain(text, f"{stem}.txt"),
            sentences={int(row[0]): Span(int(row[3]), int(row[4])) for row in rows},
            levels={str(rule): int(level) for rule, level in labels["levels"].items()},
            labels=tuple(
                Label(rule, int(number), str(stance), bool(sure))
                for rule, items in labels["evidence"].items()
                for number, stance, sure in items
            ),
        )
    except (OSError, KeyError, ValueError, IndexError, TypeError) as error:
        raise SettingsError(
            "bad-gold",
            zh=f"标注文档“{file}”读不出来：{error!r}。格式见 docs/accuracy.md“怎样添加一份标注文档”。",
            en=f"the labelled document {str(file)!r} cannot be read: {error!r}. See docs/accuracy.md for the format.",
        ) from error


def _text(path: Path) -> str:
    # Spans count characters of the file as it is: line ends must not be translated.
    return path.read_bytes().decode("utf-8")

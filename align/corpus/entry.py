"""A document on its way into a corpus run: where its text is, and what is known of it beforehand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

from align.document import Document

KEYS = ("document", "id", "path", "name", "file")
"""Columns that may tell documents apart, the first found is used."""


KNOWN = ("region", "date", "title")
"""Columns that overrule what a document tells of itself."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document to judge.

    ``key`` tells it from all others. Its content is one of ``source`` (a path), ``text``, ``content`` (the bytes of
    a file) and ``document``. ``more`` are further columns, carried through; ``fault`` is a code with its Chinese and
    English sentence where the document could not even be fetched.
    """

    key: str
    source: str | None = None
    text: str | None = None
    content: bytes | None = None
    document: Document | None = None
    region: str | None = None
    date: str | None = None
    title: str | None = None
    more: Mapping[str, str | None] = field(default_factory=dict)
    fault: tuple[str, str, str] | None = None

    def known(self, row: Mapping[str, Any]) -> Entry:
        """Return the entry with what a row of a table tells of it."""
        more = {name: words(value) for name, value in row.items() if name not in (*KEYS, *KNOWN, "text")}
        return replace(
            self,
            region=words(row.get("region")) or self.region,
            date=words(row.get("date")) or self.date,
            title=words(row.get("title")) or self.title,
            more={**self.more, **more},
        )


def words(value: Any) -> str | None:
    """Return a cell as text, None where it is empty."""
    if value is None or value != value:
        return None
    text = str(value).strip()
    return text or None


def entry_of(thing: Entry | Document | str | Path | Mapping[str, Any], number: int) -> Entry:
    """Return the entry of what a caller hands over: a path, a document, or a mapping with ``text``."""
    if isinstance(thing, Entry):
        return thing
    if isinstance(thing, Document):
        return Entry(thing.name, document=thing)
    if isinstance(thing, str | Path):
        return Entry(Path(thing).as_posix(), source=str(thing))
    key = next((str(thing[name]) for name in KEYS if thing.get(name) is not None), f"#{number}")
    text = thing.get("text")
    return Entry(key, text=None if text is None else str(text), source=thing.get("path")).known(thing)


def more_columns(names: Sequence[str]) -> tuple[str, ...]:
    """Return the further columns among the columns of a table."""
    return tuple(name for name in names if name not in (*KEYS, *KNOWN, "text"))


def batches(entries: Iterator[Entry], size: int) -> Iterator[tuple[Entry, ...]]:
    """Yield entries in tuples of up to so many."""
    while batch := tuple(islice(entries, size)):
        yield batch

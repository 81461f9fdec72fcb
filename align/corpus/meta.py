"""What is known of documents beforehand: a CSV of path, region, date, title and any further columns."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from align.corpus.entry import KEYS, Entry, more_columns
from align.document.encoding import decode
from align.errors import SettingsError


@dataclass(slots=True)
class Meta:
    """The rows of a CSV by document; ``columns`` are the further columns, in order."""

    rows: dict[str, dict[str, str]]
    columns: tuple[str, ...]
    _unused: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self._unused = set(self.rows)

    def tell(self, entry: Entry) -> Entry:
        """Return an entry with what the CSV says of it, by its key, its path or its file name."""
        for name in (entry.key, entry.source or "", PurePath(entry.source or entry.key).name):
            if name in self.rows:
                self._unused.discard(name)
                return entry.known(self.rows[name])
        return entry

    @property
    def unused(self) -> tuple[str, ...]:
        """Return the rows that no document was found for."""
        return tuple(sorted(self._unused))


def read_meta(path: Path) -> Meta:
    """Read a CSV (or TSV) with a header; raises SettingsError where it cannot be used."""
    try:
        text = decode(path.read_bytes(), path.name, None)
    except OSError as error:
        raise _bad(path, f"读不出来：{error.strerror}", f"cannot be read: {error.strerror}") from None
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter="\t" if path.suffix == ".tsv" else ",")
    names = [name.strip() for name in rows.fieldnames or ()]
    rows.fieldnames = names
    key = next((name for name in KEYS if name in names), None)
    if key is None:
        raise _bad(
            path,
            f"没有 path 列；有的列：{'、'.join(names)}",
            f"no column path; columns: {', '.join(names)}",
        )
    found: dict[str, dict[str, str]] = {}
    for number, row in enumerate(rows, 2):
        name = PurePath((row[key] or "").strip().replace("\\", "/")).as_posix()
        if name in found:
            raise _bad(path, f"第 {number} 行：“{name}”重复", f"line {number}: {name!r} stands twice")
        found[name] = {column: value or "" for column, value in row.items() if isinstance(column, str)}
    return Meta(found, more_columns(names))


def _bad(path: Path, zh: str, en: str) -> SettingsError:
    return SettingsError("bad-meta", zh=f"--meta“{path}”：{zh}。", en=f"--meta {str(path)!r}: {en}.")

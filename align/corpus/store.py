"""Where the tables are written: each part is staged whole, then moved into place, the row of `documents` last.

A part counts from the moment its file in ``documents`` stands. What a killed run left behind (staged parts, or
files of other tables without theirs) is removed before the next one, so each document is in the tables once.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.fs as pafs
import pyarrow.parquet as pq

from align.corpus.place import digest, opened
from align.corpus.table import TABLES
from align.errors import SettingsError

STAGING = ".staging"
LAST = "documents"
OPTIONS = {
    "ruleset": "--rules",
    "region": "--region",
    "themes": "--theme",
    "as_of": "--as-of",
    "bind_all": "--bind-all",
    "columns": "--meta",
}
"""The options of the command that the terms of a run come from."""
VERSIONS: dict[str, tuple[str, str]] = {
    "tool": ("align 的版本", "the version of align"),
    "schema": ("表的格式", "the format of the tables"),
}


def _other_run(where: str, changed: Sequence[str]) -> SettingsError:
    """Return the error that a folder holds a run with other terms, as options; a version is nothing to be set back."""
    zh, en = ([OPTIONS.get(key) or VERSIONS.get(key, (key, key))[n] for key in changed] for n in (0, 1))
    same = all(key in OPTIONS for key in changed)
    return SettingsError(
        "other-run",
        zh=f"“{where}”里是另一次运行的结果，{'、'.join(zh)} 与这次不同；"
        f"{'要接着做，请照上次的写法给出；' if same else ''}要重做，请换一个 -o，或先删掉这个文件夹。",
        en=f"{where!r} holds a run with another {', '.join(en)}; "
        f"{'to go on with it, give what was given then; ' if same else ''}to begin anew, use another -o or delete the folder.",
    )


class Store:
    """The folder of a corpus run, on a disk or in an object store (``s3://bucket/out``)."""

    def __init__(self, where: str) -> None:
        self.where = where
        self._fs, self._root = opened(where)

    def __reduce__(self) -> tuple[Any, ...]:
        return Store, (self.where,)

    def _path(self, *parts: str) -> str:
        return "/".join((self._root.rstrip("/"), *parts))

    # -- before and after a run --------------------------------------------------------------------------------

    def begin(self, terms: Mapping[str, Any]) -> Mapping[str, Any]:
        """Record the terms of the run; where a run was begun before, return its terms.

        Raises SettingsError where it was begun with other rules or options, or where the folder holds other things.
        """
        for table in (*TABLES, STAGING):
            self._fs.create_dir(self._path(table), recursive=True)
        before: dict[str, Any] | None = self._read("run.json")
        if before is None:
            self._write("run.json", terms)
            return terms
        changed = sorted(key for key in terms if key != "day" and before.get(key) != terms[key])
        if changed:
            raise _other_run(self.where, changed)
        return before

    def recover(self) -> set[bytes]:
        """Remove what a killed run left half done; return the digests of the keys of all documents done."""
        self.clear()
        done = set(self.parts())
        for table in TABLES:
            for name in self._files(table):
                if name not in done:
                    self._fs.delete_file(self._path(table, name))
        return {
            digest(key) for name in done for key in self._open(LAST, name, ["document"]).column(0).to_pylist()
        }

    def clear(self) -> None:
        """Remove what is staged."""
        self._fs.delete_dir_contents(self._path(STAGING), missing_dir_ok=True)

    # -- parts -------------------------------------------------------------------------------------------------

    def stage(self, tables: Mapping[str, pa.Table]) -> str:
        """Write the tables of a batch aside and return the name to commit them by."""
        name = uuid.uuid4().hex
        self._fs.create_dir(self._path(STAGING, name))
        for table, rows in tables.items():
            with self._fs.open_output_stream(self._path(STAGING, name, f"{table}.parquet")) as sink:
                pq.write_table(rows, sink, compression="zstd")
        return name

    def commit(self, name: str) -> None:
        """Move a staged batch into place."""
        for table in (*(table for table in TABLES if table != LAST), LAST):
            self._fs.move(
                self._path(STAGING, name, f"{table}.parquet"), self._path(table, f"part-{name}.parquet")
            )
        self._fs.delete_dir(self._path(STAGING, name))

    def parts(self) -> list[str]:
        """Return the names of the committed parts."""
        return self._files(LAST)

    def rows(self, table: str) -> pa.Table:
        """Return a whole table, in no order."""
        return pa.concat_tables([self._open(table, name) for name in self.parts()], promote_options="default")

    def each(self, table: str, columns: list[str] | None = None) -> Iterator[pa.Table]:
        """Yield a table part by part."""
        for name in self.parts():
            yield self._open(table, name, columns)

    # -- files -------------------------------------------------------------------------------------------------

    def _files(self, table: str) -> list[str]:
        found = self._fs.get_file_info(pafs.FileSelector(self._path(table), allow_not_found=True))
        return sorted(info.base_name for info in found if info.base_name.endswith(".parquet"))

    def _open(self, table: str, name: str, columns: list[str] | None = None) -> pa.Table:
        with self._fs.open_input_file(self._path(table, name)) as stream:
            return pq.ParquetFile(stream).read(columns=columns)

    def _read(self, name: str) -> Any:
        info = self._fs.get_file_info(self._path(name))
        if info.type == pafs.FileType.NotFound:
            return None
        with self._fs.open_input_file(self._path(name)) as stream:
            return json.loads(stream.read())

    def _write(self, name: str, content: Any) -> None:
        temporary = self._path(f".{name}.new")
        with self._fs.open_output_stream(temporary) as sink:
            sink.write((json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())
        self._fs.move(temporary, self._path(name))

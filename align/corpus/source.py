"""What a corpus run reads: a folder, a glob, a Parquet or JSONL file, or whatever the caller hands over."""

from __future__ import annotations

import glob
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sized
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.fs as pafs
import pyarrow.parquet as pq

from align.corpus.entry import KEYS, Entry, entry_of, more_columns
from align.corpus.meta import Meta
from align.corpus.place import digest, opened
from align.document.suffixes import SUFFIXES
from align.errors import DocumentError, SettingsError


def _as_it_is(entry: Entry) -> Entry:
    return entry


@dataclass(frozen=True, slots=True)
class Source:
    """Documents to read: how many (None where only reading would tell), their further columns, and a way to them.

    ``table`` is the Parquet or JSONL file that they stand in, ``id_column`` what tells its documents apart ("" for
    JSONL, where each line may have its own, None for nothing); ``files`` are keys and paths of files; ``tell`` adds the
    metadata.
    """

    iterate: Callable[[], Iterator[Entry]]
    total: int | None
    columns: tuple[str, ...] = ()
    table: str | None = None
    files: tuple[tuple[str, str], ...] = ()
    id_column: str | None = None
    tell: Callable[[Entry], Entry] = _as_it_is


def fetched(where: str) -> bytes:
    """Return the bytes of a file in an object store."""
    with _input(where) as stream:
        content: bytes = stream.read()
    return content


def source(documents: Any, meta: Meta | None) -> Source:
    """Return the documents that a path, a glob, a URI or an iterable stands for.

    Raises DocumentError where there are none, SettingsError where a table does not tell its documents apart.
    """
    if not isinstance(documents, str | Path):
        return _handed(documents, meta)
    where = str(documents)
    if where.endswith((".parquet", ".pq")):
        return _parquet(where, meta)
    if where.endswith((".jsonl", ".ndjson")):
        return _jsonl(where, meta)
    return _files(where, meta)


def _handed(documents: Iterable[Any], meta: Meta | None) -> Source:
    tell = _teller(meta)

    def iterate() -> Iterator[Entry]:
        for number, thing in enumerate(documents, 1):
            yield tell(entry_of(thing, number))

    total = len(documents) if isinstance(documents, Sized) else None
    columns = dict.fromkeys(meta.columns if meta else ())
    if isinstance(documents, list | tuple):
        for thing in documents:
            columns |= dict.fromkeys(entry_of(thing, 0).more)
    return Source(iterate, total, tuple(columns))


def _teller(meta: Meta | None) -> Callable[[Entry], Entry]:
    return _as_it_is if meta is None else meta.tell


# -- files -----------------------------------------------------------------------------------------------------


def _files(where: str, meta: Meta | None) -> Source:
    found = tuple(_listed(where))
    if not found:
        raise DocumentError(
            "no-documents",
            zh=f"“{where}”里没有可读的文件；可以是文件夹、通配符（如 'plans/*.docx'）、.parquet 或 .jsonl 文件，"
            f"文件夹里只读 {' '.join(SUFFIXES)}。",
            en=f"no documents in {where!r}; give a folder, a glob (such as 'plans/*.docx'), a .parquet or a .jsonl file; "
            f"in a folder only {' '.join(SUFFIXES)} are read.",
        )

    tell = _teller(meta)

    def iterate() -> Iterator[Entry]:
        return (tell(Entry(key, source=path)) for key, path in found)

    return Source(iterate, len(found), meta.columns if meta else (), files=found, tell=tell)


def _listed(where: str) -> Iterator[tuple[str, str]]:
    """Yield key and path of files, sorted; in a folder the key is the path from there."""
    if "://" in where:
        yield from _remote(where)
        return
    root = Path(where)
    if root.is_dir():
        for path in sorted(_walk(root)):
            yield path.relative_to(root).as_posix(), str(path)
    elif root.is_file():
        yield root.name, where
    else:
        for name in sorted(glob.glob(where, recursive=True)):  # noqa: PTH207  Path.glob refuses absolute patterns
            if Path(name).is_file():
                yield Path(name).as_posix(), name


def _remote(where: str) -> Iterator[tuple[str, str]]:
    """Yield key and URI of the files below a URI."""
    scheme = where.split("://")[0]
    fs, root = opened(where)
    found = fs.get_file_info(pafs.FileSelector(root, recursive=True))
    for path in sorted(info.path for info in found if info.type == pafs.FileType.File):
        if path.lower().endswith(SUFFIXES):
            yield path.removeprefix(root).lstrip("/"), f"{scheme}://{path}"


def _walk(root: Path) -> Iterator[Path]:
    for folder, inner, names in os.walk(root):
        inner[:] = [name for name in inner if not name.startswith(".")]
        for name in names:
            if name.lower().endswith(SUFFIXES) and not name.startswith((".", "~$")):
                yield Path(folder) / name


# -- tables ----------------------------------------------------------------------------------------------------


def _parquet(where: str, meta: Meta | None) -> Source:
    with _input(where) as stream:
        try:
            file = pq.ParquetFile(stream)
        except pa.ArrowInvalid as error:
            raise _bad_table(
                where, f"不是 Parquet 文件（{error}）", f"not a Parquet file ({error})"
            ) from None
        names, total = file.schema_arrow.names, file.metadata.num_rows
        _check_columns(where, names)
        key = next((name for name in KEYS if name in names), None)
        if key is not None:
            _apart(
                where, key, (cell for batch in file.iter_batches(columns=[key]) for cell in batch.column(0))
            )
    columns = tuple(dict.fromkeys((*more_columns(names), *(meta.columns if meta else ()))))
    tell = _teller(meta)
    return Source(
        lambda: map(tell, _parquet_rows(where, key)), total, columns, where, id_column=key, tell=tell
    )


def _parquet_rows(where: str, key: str | None) -> Iterator[Entry]:
    stem = Path(where).name
    number = 0
    with _input(where) as stream:
        for batch in pq.ParquetFile(stream).iter_batches(batch_size=64):
            for row in batch.to_pylist():
                number += 1
                yield row_entry(row, key, f"{stem}#{number}")


def row_entry(row: dict[str, Any], key: str | None, otherwise: str) -> Entry:
    """Return the entry of a row of a table; ``otherwise`` is its key where the table has none."""
    told = row.get(key) if key is not None else None
    text = row.get("text")
    found = Entry(otherwise if told is None else str(told), text=None if text is None else str(text))
    if text is None and row.get("path"):
        found = replace(found, source=str(row["path"]))
    return found.known(row)


def _jsonl(where: str, meta: Meta | None) -> Source:
    names: dict[str, None] = {}
    keys: list[str] = []
    total = 0
    for _, _, row in jsonl_rows(where):
        total += 1
        if row is not None:
            names |= dict.fromkeys(row)
            keys += [str(row[name]) for name in KEYS if row.get(name) is not None][:1]
    if total:
        _check_columns(where, list(names))
    _apart(where, next((name for name in KEYS if name in names), "id"), keys)
    columns = tuple(dict.fromkeys((*more_columns(list(names)), *(meta.columns if meta else ()))))
    tell = _teller(meta)
    return Source(lambda: map(tell, _jsonl_entries(where)), total, columns, where, id_column="", tell=tell)


def jsonl_rows(where: str) -> Iterator[tuple[int, bytes, dict[str, Any] | None]]:
    """Yield number, bytes and content of each line that is not blank; None where it is no JSON object."""
    with _input(where) as stream:
        for number, line in enumerate(_lines(stream), 1):
            if line.strip():
                yield number, line, parsed(line)


def parsed(line: bytes | str) -> dict[str, Any] | None:
    """Return a line as a JSON object, None where it is none."""
    try:
        row = json.loads(line)
    except ValueError:
        return None
    return row if isinstance(row, dict) else None


def _lines(stream: pa.NativeFile) -> Iterator[bytes]:
    left = b""
    while block := stream.read(1 << 20):
        *whole, left = (left + block).split(b"\n")
        yield from (line.rstrip(b"\r") for line in whole)
    if left:
        yield left.rstrip(b"\r")


def _jsonl_entries(where: str) -> Iterator[Entry]:
    for _, line, row in jsonl_rows(where):
        yield line_entry(line, row, Path(where).name)


def line_entry(line: bytes, row: dict[str, Any] | None, stem: str) -> Entry:
    """Return the entry of a line of JSONL; one without a key is called by the digest of its bytes."""
    called = f"{stem}#{hashlib.sha256(line).hexdigest()[:16]}"
    if row is None:
        return Entry(called, fault=("bad-line", "这一行不是 JSON 对象。", "this line is not a JSON object."))
    key = next((name for name in KEYS if row.get(name) is not None), None)
    return row_entry(row, key, called)


def _input(where: str) -> Any:
    fs, path = opened(where)
    try:
        return fs.open_input_file(path)
    except FileNotFoundError:
        raise DocumentError("not-found", zh=f"没有文件“{where}”。", en=f"no file {where!r}.") from None
    except OSError as error:
        raise DocumentError(
            "unreadable", zh=f"“{where}”打不开：{error}。", en=f"{where!r} cannot be opened: {error}."
        ) from None


def _check_columns(where: str, names: list[str]) -> None:
    if "text" in names or "path" in names:
        return
    found = "、".join(names)
    raise _bad_table(
        where,
        f"没有 text 列（文本）或 path 列（文件路径）；有的列：{found}",
        f"neither a column text nor a column path; columns: {', '.join(names)}",
    )


def _apart(where: str, key: str, cells: Iterable[Any]) -> None:
    """Refuse a table in which a key stands twice: each document is judged exactly once."""
    seen: set[bytes] = set()
    for cell in cells:
        value = cell.as_py() if hasattr(cell, "as_py") else cell
        if value is None:
            continue
        if (known := digest(str(value))) in seen:
            raise _bad_table(where, f"{key} 列里“{value}”重复", f"{value!r} stands twice in column {key}")
        seen.add(known)


def _bad_table(where: str, zh: str, en: str) -> SettingsError:
    return SettingsError("bad-table", zh=f"“{where}”：{zh}。", en=f"{where!r}: {en}.")

"""One document becomes rows of the four tables; a document that cannot be judged becomes a row of `errors`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import PurePath
from typing import Any

import pyarrow as pa

from align import Checker, __version__
from align.corpus.entry import Entry
from align.corpus.source import fetched
from align.corpus.store import Store
from align.corpus.table import TABLES, arrow, carried
from align.document import Document, read
from align.document.plain import plain
from align.errors import AlignError, DocumentError
from align.judgement import Assessment
from align.report.json import record
from align.ruleset import Ruleset
from align.structure import outline

Rows = dict[str, list[dict[str, Any]]]
DATE = re.compile(r"((?:19|20)\d\d)(?:[年./-](\d{1,2})[月./-](\d{1,2})日?|年)?$|((?:19|20)\d\d)(\d\d)(\d\d)$")


@dataclass(frozen=True, slots=True)
class Terms:
    """What documents are judged by; ``day`` is the day for documents that tell no date, ``columns`` the further ones."""

    ruleset: Ruleset
    region: str | None
    themes: tuple[str, ...]
    as_of: dt.date | None
    bind_all: bool
    day: dt.date
    columns: tuple[str, ...]


class Judge:
    """A compiled checker that makes rows."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.checker = Checker(terms.ruleset)

    def stage(self, batch: Sequence[Entry], store: Store) -> tuple[str, int]:
        """Judge a batch and write it aside; return the name to commit it by, and how many failed."""
        tables, failed = self.tables(batch)
        return store.stage(tables), failed

    def tables(self, batch: Sequence[Entry]) -> tuple[dict[str, pa.Table], int]:
        """Return the tables of a batch, and how many documents could not be judged."""
        # Rows become Arrow document by document: as Python objects they take ten times the memory.
        found = [tables_of(self.rows(entry), self.terms.columns) for entry in batch]
        tables = {table: pa.concat_tables(one[table] for one in found).combine_chunks() for table in TABLES}
        return tables, tables["errors"].num_rows

    def rows(self, entry: Entry) -> Rows:
        """Return the rows of a document; never raises."""
        try:
            if entry.fault is not None:
                return failure(entry, *entry.fault)
            return self._judged(entry, self._assessed(entry))
        except AlignError as error:
            return failure(entry, error.code, error.zh, error.en)
        except Exception as error:
            what = f"{type(error).__name__}: {error}"
            return failure(entry, "internal", f"内部错误：{what}。", f"internal error: {what}.")

    def _assessed(self, entry: Entry) -> Assessment:
        terms = self.terms
        document = _document(entry)
        if entry.title:
            document = replace(document, title=entry.title)
        outlined = outline(document)
        date = _date(entry.date)
        if date is not None:
            outlined = replace(outlined, head=replace(outlined.head, date=date))
        as_of = terms.as_of or (None if outlined.head.date else terms.day)
        region = entry.region or terms.region
        return self.checker.assess(outlined, region, terms.themes, as_of, terms.bind_all)

    def _judged(self, entry: Entry, assessment: Assessment) -> Rows:
        report: Mapping[str, Any] = record(assessment)
        marks = {
            "document": entry.key,
            "ruleset_digest": report["ruleset"]["digest"],
            "tool_version": __version__,
        }
        findings, evidence = [], []
        for finding in report["findings"]:
            findings.append({**finding, **marks, "evidence": len(finding["evidence"])})
            rule = finding["rule"]
            evidence += [{**proof, "document": entry.key, "rule": rule} for proof in finding["evidence"]]
        return {
            "documents": [
                {**_summary(report), **_carried(entry), **marks, "format": assessment.outline.document.format}
            ],
            "findings": findings,
            "evidence": evidence,
        }


def _document(entry: Entry) -> Document:
    if entry.document is not None:
        return entry.document
    if entry.content is not None:
        return read(BytesIO(entry.content), name=PurePath(entry.source or entry.key).name)
    if entry.source is not None and "://" in entry.source:
        return read(BytesIO(fetched(entry.source)), name=PurePath(entry.source).name)
    if entry.source is not None:
        return read(entry.source)
    if entry.text is None or not entry.text.strip():
        raise DocumentError("empty", zh=f"“{entry.key}”没有文字。", en=f"{entry.key!r} has no text.")
    return plain(entry.text, entry.key)


def _date(given: str | None) -> str | None:
    """Return a date given as YYYY-MM-DD or YYYY; raises where it is none."""
    if given is None:
        return None
    given = given.split(" ")[0].split("T")[0]
    if (found := DATE.match(given)) is not None:
        year, month, day = (found[1], found[2], found[3]) if found[1] else (found[4], found[5], found[6])
        if month is None:
            return year
        try:
            return dt.date(int(year), int(month), int(day)).isoformat()
        except ValueError:
            pass
    raise DocumentError(
        "bad-date",
        zh=f"给出的日期“{given}”不是日期；请写成 2026-01-01 或 2026。",
        en=f"the date given, {given!r}, is not a date; write 2026-01-01 or 2026.",
    )


def _summary(report: Mapping[str, Any]) -> dict[str, Any]:
    document, scope, coverage = report["document"], report["scope"], report["coverage"]
    return {
        **{name: document[name] for name in ("name", "title", "date", "digest", "characters", "sentences")},
        **{name: scope[name] for name in ("region", "region_source", "as_of", "themes", "bind_all")},
        **{name: coverage[name] for name in ("ratio", "depth", "binding", "met")},
        "status": "judged",
        "notices": [notice["code"] for notice in report["notices"]],
        "ruleset": report["ruleset"]["id"],
        "ruleset_version": report["ruleset"]["version"],
    }


def _carried(entry: Entry) -> dict[str, str | None]:
    return {carried(name): value for name, value in entry.more.items()}


def failure(entry: Entry, code: str, zh: str, en: str) -> Rows:
    """Return the rows of a document that could not be judged."""
    told = {"title": entry.title, "date": entry.date, "region": entry.region}
    return {
        "documents": [{"document": entry.key, "status": "error", **told, **_carried(entry)}],
        "errors": [{"document": entry.key, "code": code, "message_zh": zh, "message_en": en}],
    }


def tables_of(rows: Rows, columns: Sequence[str]) -> dict[str, pa.Table]:
    """Return rows as Arrow tables, all four of them; lone surrogates of damaged texts become question marks."""
    found = {}
    for table in TABLES:
        try:
            found[table] = arrow(table, rows.get(table, []), columns)
        except UnicodeEncodeError:
            found[table] = arrow(table, _writable(rows.get(table, [])), columns)
    return found


def _writable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {key: _writable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_writable(item) for item in value]
    return value

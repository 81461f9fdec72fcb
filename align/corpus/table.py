"""The columns of the four tables, and ``docs/tables.md``, which is made from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import pyarrow as pa

TABLES = ("documents", "findings", "evidence", "errors")


class Column(NamedTuple):
    """A column: its name, its type and what it holds."""

    name: str
    type: pa.DataType
    what: str


TEXT = pa.string()
NUMBER = pa.int32()
RATIO = pa.float64()
FLAG = pa.bool_()
TEXTS = pa.list_(TEXT)
RANGE = pa.struct([("start", NUMBER), ("end", NUMBER)])
QUOTED = pa.struct([("text", TEXT), ("start", NUMBER), ("end", NUMBER)])
LACK = pa.struct([("lacking", TEXTS), ("section", TEXTS), ("best", QUOTED)])

KEY = Column("document", TEXT, "what tells the document from all others: its path in the folder, or its id")
RULESET = Column("ruleset_digest", TEXT, "SHA-256 of the rule files")
TOOL = Column("tool_version", TEXT, "version of align")

DOCUMENTS = (
    KEY,
    Column("status", TEXT, "`judged`, or `error`: then `errors` tells why and the other columns are null"),
    Column("name", TEXT, "name of the file"),
    Column("format", TEXT, "format read: txt, docx, pdf …"),
    Column("title", TEXT, "title, given or read"),
    Column("region", TEXT, "province judged for, given or read"),
    Column("region_source", TEXT, "`option` where given, `document` where read, `none`"),
    Column("date", TEXT, "date of the document, given or read: YYYY-MM-DD or YYYY"),
    Column("as_of", TEXT, "day judged as of"),
    Column("themes", TEXTS, "themes judged; empty: all"),
    Column("bind_all", FLAG, "whether all directives bind"),
    Column("digest", TEXT, "SHA-256 of the text"),
    Column("characters", NUMBER, "characters of the text"),
    Column("sentences", NUMBER, "sentences"),
    Column(
        "notices",
        TEXTS,
        "codes of the notices: predates, special-plan, short, unread, nothing-binds, not-a-plan",
    ),
    Column("ratio", RATIO, "coverage in 0–1; null where nothing binds"),
    Column("depth", RATIO, "share of OPERATIONAL among binding tasks and problems"),
    Column("binding", NUMBER, "directives that bind"),
    Column("met", NUMBER, "directives met"),
    Column("ruleset", TEXT, "id of the ruleset"),
    Column("ruleset_version", TEXT, "version of the ruleset"),
    RULESET,
    TOOL,
)

FINDINGS = (
    KEY,
    Column("rule", TEXT, "id of the directive"),
    Column("theme", TEXT, "id of its theme"),
    Column("title", TEXT, "its title"),
    Column("kind", TEXT, "task, principle, goal or problem"),
    Column("quote", TEXT, "its words in the superior document"),
    Column("binding", FLAG, "whether it binds this document"),
    Column("weight", RATIO, "its weight in the coverage"),
    Column("level", pa.int8(), "0 absent … 4 operational"),
    Column("level_name", TEXT, "absent, mentioned, partial, addressed, operational"),
    Column("outcome", TEXT, "inapplicable, contradicted, gap or met"),
    Column(
        "reason",
        TEXT,
        "why inapplicable (region, lapsed, theme) or a gap (absent, mentioned, partial, copied)",
    ),
    Column("copied", FLAG, "whether the plan only repeats the superior document"),
    Column(
        "elements", pa.list_(pa.struct([("name", TEXT), ("met", FLAG)])), "essential elements, met or not"
    ),
    Column("gap", LACK, "what is lacking, the nearest section, the best sentence found"),
    Column("passage", RANGE, "the best passage"),
    Column("evidence", NUMBER, "how many rows in `evidence`"),
    RULESET,
    TOOL,
)

EVIDENCE = (
    KEY,
    Column("rule", TEXT, "id of the directive"),
    Column("start", NUMBER, "start of the sentence, in characters of the text from 0"),
    Column("end", NUMBER, "its end, half-open"),
    Column("line", NUMBER, "line, from 1"),
    Column("paragraph", NUMBER, "paragraph, from 1"),
    Column("page", NUMBER, "page, from 1; null where the format has none"),
    Column("text", TEXT, "the sentence"),
    Column("section", TEXTS, "headings above it, from the top"),
    Column("stance", TEXT, "commit, review, problem, negate, refer"),
    Column("elements", TEXTS, "essential elements that it meets"),
    Column("cues", pa.list_(QUOTED), "words that decided the stance"),
    Column(
        "mentions", pa.list_(pa.struct([("term", TEXT), ("start", NUMBER), ("end", NUMBER)])), "terms found"
    ),
    Column(
        "means",
        pa.list_(pa.struct([("kind", TEXT), ("text", TEXT), ("start", NUMBER), ("end", NUMBER)])),
        "concrete means: number, deadline, project, body",
    ),
)

ERRORS = (
    KEY,
    Column("code", TEXT, "stable code: no-region, empty, not-found, damaged, internal …"),
    Column("message_zh", TEXT, "what is wrong and what to do, in Chinese"),
    Column("message_en", TEXT, "the same in English"),
)

COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "documents": DOCUMENTS,
    "findings": FINDINGS,
    "evidence": EVIDENCE,
    "errors": ERRORS,
}
ORDER = {"documents": ("document",), "findings": ("document", "rule"), "evidence": ("document", "rule", "start"),
         "errors": ("document",)}  # fmt: skip
"""By which columns a table is sorted."""

WHAT = {
    "documents": "A row per document, judged or not. Further columns of `--meta`, Parquet or JSONL follow as text, "
    "by their names; one that is called like a column here gets the prefix `meta_`.",
    "findings": "A row per judged document and directive: the fields of `align/assessment/v1`.",
    "evidence": "A row per judged document, directive and sentence that speaks to it: the fields of the JSON.",
    "errors": "A row per document that could not be judged.",
}


def schema(table: str, more: Iterable[str] = ()) -> pa.Schema:
    """Return the Arrow schema of a table; ``more`` are the further columns of ``documents``."""
    fields = [pa.field(column.name, column.type) for column in COLUMNS[table]]
    if table == "documents":
        fields += [pa.field(carried(name), TEXT) for name in more]
    return pa.schema(fields)


def carried(name: str) -> str:
    """Return the name under which a further column is carried through."""
    return f"meta_{name}" if any(column.name == name for column in DOCUMENTS) else name


def arrow(table: str, rows: list[dict[str, Any]], more: Iterable[str] = ()) -> pa.Table:
    """Return rows as an Arrow table; what a row lacks is null."""
    return pa.Table.from_pylist(rows, schema=schema(table, more))


def page() -> str:
    """Return ``docs/tables.md``."""
    parts = [
        "# The tables of `align corpus`\n",
        "Made by `python -m align.corpus.table`; do not edit. Each table is a folder of Parquet files in `-o OUT`: "
        "`pyarrow.parquet.read_table('OUT/findings')`, `duckdb: select * from 'OUT/findings/*.parquet'`, "
        "`pandas.read_parquet('OUT/findings')`. Rows stand in no order across files; sorted by the columns named, "
        "they are the same whatever the engine and the number of processes. "
        "`OUT/run.json` tells the rules, the version and the options of the run.\n",
    ]
    for table in TABLES:
        parts += [f"\n## {table}\n", f"{WHAT[table]} Sorted by {', '.join(ORDER[table])}.\n"]
        parts += ["| column | type | what it holds |", "| --- | --- | --- |"]
        parts += [f"| `{name}` | {kind} | {what} |" for name, kind, what in COLUMNS[table]]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    from pathlib import Path

    Path("docs/tables.md").write_text(page(), encoding="utf-8")

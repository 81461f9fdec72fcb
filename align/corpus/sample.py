"""A stratified sample of findings, for validation by hand."""

from __future__ import annotations

import hashlib
import heapq
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from align.corpus.store import Store
from align.errors import SettingsError

STRATA = ("level", "outcome", "rule", "theme", "region")
Key = tuple[str, str]


def draw(out: str, number: int, by: str = "level", seed: int = 1) -> list[dict[str, Any]]:
    """Return up to so many findings as rows of a sheet, as many from each stratum as it has.

    The draw depends on the seed, the documents and the rules alone, not on the order in which parts were written.
    Raises SettingsError where there is no such stratum or no finished corpus.
    """
    if by not in STRATA:
        permitted = ", ".join(STRATA)
        raise SettingsError(
            "unknown-stratum",
            zh=f"不能按“{by}”分层；可用：{permitted}。",
            en=f"no stratum {by!r}; permitted: {permitted}.",
        )
    store = Store(out)
    if not store.parts():
        raise SettingsError(
            "no-corpus",
            zh=f"“{out}”里没有结果表；请先运行 align corpus 文件夹 -o {out}。",
            en=f"no tables in {out!r}; run align corpus DIR -o {out} first.",
        )
    ranked, sizes = _ranked(store, by, number, seed)
    chosen = _shared_out(ranked, number)
    stands_for = {
        key: sizes[stratum] / sum(s == stratum for s in chosen.values()) for key, stratum in chosen.items()
    }
    return _rows(store, chosen, stands_for)


def _ranked(store: Store, by: str, number: int, seed: int) -> tuple[dict[str, list[Key]], Counter[str]]:
    """Return for each stratum its first findings in the order of their lot, and how many it has."""
    heaps: dict[str, list[tuple[int, Key]]] = {}
    sizes: Counter[str] = Counter()
    regions = _regions(store) if by == "region" else {}
    columns = ["document", "rule"] + ([by] if by not in ("rule", "region") else [])
    for part in store.each("findings", columns):
        for row in part.to_pylist():
            stratum = str(regions.get(row["document"], "") if by == "region" else row[by])
            sizes[stratum] += 1
            key = (row["document"], row["rule"])
            lot = int.from_bytes(hashlib.sha256(f"{seed}\0{key[0]}\0{key[1]}".encode()).digest()[:8], "big")
            heap = heaps.setdefault(stratum, [])
            # The heap keeps the smallest lots; its top is the largest of them.
            if len(heap) < number:
                heapq.heappush(heap, (-lot, key))
            else:
                heapq.heappushpop(heap, (-lot, key))
    return {
        stratum: [key for _, key in sorted(heap, reverse=True)] for stratum, heap in sorted(heaps.items())
    }, sizes


def _regions(store: Store) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in store.each("documents", ["document", "region"]):
        found.update((row["document"], row["region"] or "") for row in part.to_pylist())
    return found


def _shared_out(ranked: Mapping[str, list[Key]], number: int) -> dict[Key, str]:
    """Take from each stratum in turn until there are enough; small strata give all that they have."""
    chosen: dict[Key, str] = {}
    for depth in range(max(map(len, ranked.values()), default=0)):
        for stratum, keys in ranked.items():
            if depth < len(keys) and len(chosen) < number:
                chosen[keys[depth]] = stratum
    return chosen


def _rows(store: Store, chosen: Mapping[Key, str], stands_for: Mapping[Key, float]) -> list[dict[str, Any]]:
    documents = pa.array(sorted({document for document, _ in chosen}))
    proofs: dict[Key, list[dict[str, Any]]] = {key: [] for key in chosen}
    for part in store.each("evidence", ["document", "rule", "start", "end", "text", "stance", "section"]):
        for row in _of(part, documents):
            if (key := (row["document"], row["rule"])) in proofs:
                proofs[key].append(row)
    rows = []
    for part in store.each("findings"):
        for finding in _of(part, documents):
            if (key := (finding["document"], finding["rule"])) in chosen:
                rows.append(_row(finding, proofs[key], chosen[key], stands_for[key]))
    return sorted(rows, key=lambda row: (row["stratum"], row["document"], row["rule"]))


def _of(part: pa.Table, documents: pa.Array) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = part.filter(pc.is_in(part["document"], value_set=documents)).to_pylist()
    return found


def _row(
    finding: Mapping[str, Any], proofs: list[dict[str, Any]], stratum: str, stands_for: float
) -> dict[str, Any]:
    passage = finding["passage"]
    inside = [
        proof for proof in sorted(proofs, key=lambda proof: int(proof["start"]))
        if passage is None or passage["start"] <= proof["start"] < passage["end"]
    ]  # fmt: skip
    return {
        "document": finding["document"],
        "rule": finding["rule"],
        "title": finding["title"],
        "quote": finding["quote"],
        "needs": "；".join(f"{item['name']}{'✓' if item['met'] else '✗'}" for item in finding["elements"]),
        "level": finding["level"],
        "outcome": finding["outcome"],
        "section": " › ".join(inside[0]["section"]) if inside else "",
        "evidence": "\n".join(f"[{proof['stance']}] {proof['text']}" for proof in inside),
        "stratum": stratum,
        "stands for": round(stands_for, 4),
        "your level": None,
        "evidence right": None,
        "remark": None,
    }

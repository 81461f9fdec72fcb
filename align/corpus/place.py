"""Where documents and tables lie, on a disk or in an object store, and what stands for a document's key."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pyarrow.fs as pafs


def opened(where: str) -> tuple[pafs.FileSystem, str]:
    """Return the file system and the path of a local path or of a URI such as s3://bucket/plans.parquet."""
    if "://" in where:
        fs, path = pafs.FileSystem.from_uri(where)
        return fs, path
    return pafs.LocalFileSystem(), str(Path(where).absolute())


def digest(key: str) -> bytes:
    """Return 16 bytes that stand for a key: a set of them holds millions of documents."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()[:16]

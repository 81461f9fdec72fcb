"""Rules that were read and found without fault, kept on disk by the digest of their files.

Kept is JSON in the user's own cache folder (``platformdirs``; ALIGN_CACHE_DIR names another, ``off`` keeps nothing), read
back through the same strict models: never a pickle, so a file that somebody else wrote can at worst be refused.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

from align.errors import RulesetError

T = TypeVar("T")

OFF = ("off", "no", "0")
WRITABLE_BY_OTHERS = 0o022
KEPT = 32
"""How many rulesets are kept; authors edit rules many times a day."""


def digest_of(files: Mapping[str, Path]) -> str:
    """Return the SHA-256 of rule files; line ends differ between systems, the rules are the same."""
    digest = sha256()
    for key in sorted(files):
        try:
            content = files[key].read_bytes()
        except OSError as error:
            raise RulesetError(
                "unreadable",
                zh=f"读不了规则文件“{files[key]}”：{error.strerror}。",
                en=f"cannot read the rule file {str(files[key])!r}: {error.strerror}.",
            ) from error
        digest.update(key.encode() + b"\0" + content.replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


def recall(kind: TypeAdapter[T], digest: str) -> T | None:
    """Return what was kept of a digest, None where there is nothing that can be trusted and understood."""
    path = _path(digest)
    try:
        if path is None or not _own(path):
            return None
        return kind.validate_json(path.read_bytes())
    except (OSError, ValueError):
        return None


def keep(kind: TypeAdapter[T], digest: str, rules: T) -> None:
    """Keep rules; where that is not possible (a read-only home) they are read anew next time."""
    path = _path(digest)
    if path is None:
        return
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.{os.getpid()}")
        temporary.write_bytes(kind.dump_json(rules, by_alias=True))
        temporary.replace(path)
        _drop_oldest(path.parent)
    except OSError:
        return


def _path(digest: str) -> Path | None:
    from align import __version__

    told = os.environ.get("ALIGN_CACHE_DIR", "")
    if told.lower() in OFF:
        return None
    return (Path(told) if told else _home()) / f"rules-{__version__}-{digest}.json"


def _home() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("align", appauthor=False)


def _own(path: Path) -> bool:
    if sys.platform == "win32":
        return path.is_file()
    state = path.stat()
    return state.st_uid == os.getuid() and not state.st_mode & WRITABLE_BY_OTHERS


def _drop_oldest(folder: Path) -> None:
    kept = sorted(folder.glob("rules-*.json"), key=lambda path: path.stat().st_mtime)
    for path in kept[:-KEPT]:
        path.unlink(missing_ok=True)

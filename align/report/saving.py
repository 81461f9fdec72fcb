"""What was made becomes a file."""

from __future__ import annotations

from pathlib import Path

from align.errors import SettingsError


def save(path: str | Path, content: str | bytes) -> None:
    """Write a file, text as UTF-8 with LF, and make its folder. Raises SettingsError where it cannot be written."""
    data = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
    try:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(data)
    except OSError as error:
        raise SettingsError(
            "cannot-write",
            zh=f"无法写入“{path}”：{error.strerror}。",
            en=f"cannot write {str(path)!r}: {error.strerror}.",
        ) from error

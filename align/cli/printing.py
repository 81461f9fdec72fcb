"""What goes out, whoever takes it: a console, a file, a full disk, or a pipe that was closed early."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from pathlib import Path
from typing import Any, TextIO

from align.errors import SettingsError

FULL = (errno.ENOSPC, errno.EDQUOT) if hasattr(errno, "EDQUOT") else (errno.ENOSPC,)


def put(report: str | bytes, machine: bool = False) -> None:
    """Write a report to stdout; what programs read is UTF-8 in a file or a pipe whatever the console's encoding.

    A reader who has seen enough (head, less) changes nothing: the command goes on to its exit code. Raises SettingsError
    where it cannot be written.
    """
    stream = sys.stdout
    try:
        if isinstance(report, str) and machine and not stream.isatty():
            report = _closed(report).encode("utf-8", "replace")
        if isinstance(report, bytes):
            stream.flush()
            stream.buffer.write(report)
        elif report:
            stream.write(_closed(report))
        stream.flush()
    except BrokenPipeError:
        silence(stream)
    except OSError as error:
        silence(stream)
        raise SettingsError(
            "cannot-write",
            zh=f"无法写到标准输出：{error.strerror}。",
            en=f"cannot write to standard output: {error.strerror}.",
        ) from error


def tell(line: str) -> None:
    """Write a line to stderr; a reader who went away changes nothing."""
    try:
        sys.stderr.write(line + "\n")
        sys.stderr.flush()
    except BrokenPipeError:
        silence(sys.stderr)


def _closed(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"


def silence(stream: TextIO | Any) -> None:
    """Send what a stream still holds nowhere, so that Python has nothing to complain of as it ends."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def has_streams() -> None:
    """Put the null device where stdout or stderr was closed before the command began."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  # open to the end

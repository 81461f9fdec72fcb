"""The front door: a path or a stream becomes a Document, whatever its format."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from align.document import fault
from align.document.encoding import decode
from align.document.plain import plain
from align.document.sniffing import TEXTS, sniff
from align.document.text import Document


def read(
    source: str | Path | BinaryIO,
    *,
    name: str | None = None,
    format: str | None = None,
    encoding: str | None = None,
) -> Document:
    """Read a plan: a path, or a stream of bytes; the format is told by the content.

    ``format`` (docx, pdf, html, md, txt, doc, wps, odt, rtf) and ``encoding`` (of text and HTML) override
    what is detected. Nothing is written and nothing is fetched. Every fault of the file is a DocumentError.
    """
    with _opened(source, name) as (stream, called):
        size = _size(stream)
        if size == 0:
            raise fault.empty(called)
        if size > fault.FILE_LIMIT:
            raise fault.too_large(called, size, fault.FILE_LIMIT)
        found = sniff(stream, called, format)
        stream.seek(0)
        document = _read_as(found, stream, size, called, encoding)
    if not document.text.strip():
        raise fault.empty(called)
    return document


@contextlib.contextmanager
def _opened(source: str | Path | BinaryIO, name: str | None) -> Iterator[tuple[BinaryIO, str]]:
    if not isinstance(source, str | Path) and not hasattr(source, "read"):
        raise fault.not_a_source(source)
    if not isinstance(source, str | Path):
        stream, told = source, getattr(source, "name", None)
        yield _seekable(stream), name or (Path(told).name if isinstance(told, str) else "document")
        return
    path = Path(source)
    called = name or path.name
    try:
        if path.is_dir():
            raise fault.is_folder(str(path))
        with path.open("rb") as stream:
            yield (stream if path.is_file() else _seekable(stream)), called
    except FileNotFoundError as error:
        raise fault.not_found(str(source), _extended(path)) from error
    except OSError as error:
        raise fault.unreadable(str(source), error.strerror or type(error).__name__) from error
    except ValueError as error:
        # A path with a NUL character in it.
        raise fault.not_found(repr(str(source))) from error


def _extended(path: Path) -> tuple[str, ...]:
    """Return the files that are called so but for their suffix, which Windows hides."""
    with contextlib.suppress(OSError):
        return tuple(sorted(item.name for item in path.parent.iterdir() if item.stem == path.name))
    return ()


def _seekable(stream: BinaryIO) -> BinaryIO:
    """Return a stream that can go back: what cannot (stdin, a pipe) is read up to the bound."""
    if isinstance(stream, io.BytesIO):
        return stream
    content = stream.read(fault.FILE_LIMIT + 1)
    if isinstance(content, str):
        content = content.encode("utf-8", "surrogatepass")
    return io.BytesIO(content)


def _size(stream: BinaryIO) -> int:
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    return size


def _read_as(found: str, stream: BinaryIO, size: int, name: str, encoding: str | None) -> Document:
    if found in TEXTS or found == "mhtml":
        return _read_text(found, stream, size, name, encoding)
    if found == "docx":
        from align.document.word import read_word

        return read_word(stream, name)
    if found == "pdf":
        from align.document.pdf import read_pdf

        return read_pdf(stream, name)
    from align.document.office import read_office

    return read_office(stream, name, found)


def _read_text(found: str, stream: BinaryIO, size: int, name: str, encoding: str | None) -> Document:
    limit = {"txt": fault.TEXT_LIMIT, "md": fault.MARKDOWN_LIMIT}.get(found, fault.HTML_LIMIT)
    if size > limit:
        raise fault.too_large(name, size, limit)
    content = stream.read()
    if found in ("html", "mhtml"):
        from align.document.html import read_html, web_archive_page

        return read_html(web_archive_page(content) if found == "mhtml" else content, name, encoding)
    text = decode(content, name, encoding)
    if found == "txt":
        return plain(text, name)
    from align.document.markdown import read_markdown

    return read_markdown(text, name)

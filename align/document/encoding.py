"""Bytes become text: a byte order mark, UTF-8, or what charset-normalizer tells among the Chinese encodings."""

from __future__ import annotations

import codecs
import re

from align.document import fault

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ("gb18030", "big5hkscs", "utf_16_le", "utf_16_be")
# GB2312 and GBK are subsets of GB18030, Big5 one of Big5-HKSCS; pages named so use the larger sets.
_LARGER = {"gb2312": "gb18030", "gbk": "gb18030", "hz": "hz", "big5": "big5hkscs"}
_EXPECTED = re.compile(r"[\t\n\r\x20-\x7e\u2010-\u203b\u2460-\u24ff\u3000-\u303f\u4e00-\u9fff\uff00-\uff5e]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 200_000
_FEW = 40
_HARMED = 0.005
_SPOILT = 0.05


def decode(source: bytes, name: str, encoding: str | None = None) -> str:
    """Return the text of a file without its byte order mark; line ends stay as they are.

    ``encoding`` overrides detection; bytes that are not in it are a DocumentError.
    """
    if encoding is not None:
        return _as_told(source, name, encoding)
    for mark, codec in _MARKS:
        if source.startswith(mark):
            return _tolerant(source, codec, name).removeprefix("\ufeff")
    # A few words tell GB and Big5 apart for nobody; GB is by far the likelier.
    guess = _detected(source) if len(source) >= _FEW else None
    for candidate in ("utf-8", guess, *_CANDIDATES):
        text = _plausible(source, candidate) if candidate else None
        if text is not None:
            return text
    return _harmed(source, name)


def _as_told(source: bytes, name: str, encoding: str) -> str:
    try:
        codec = codecs.lookup(encoding).name
    except LookupError as error:
        raise fault.unknown_encoding(encoding) from error
    try:
        return str(source, larger(codec)).removeprefix("\ufeff")
    except (UnicodeError, LookupError, TypeError) as error:
        raise fault.undecodable(name, encoding) from error


def larger(codec: str) -> str:
    """Return the encoding that holds everything the one named holds, and what files named so really use."""
    try:
        name = codecs.lookup(codec).name
    except LookupError:
        return codec
    return _LARGER.get(name, name)


def _detected(source: bytes) -> str | None:
    from charset_normalizer import from_bytes

    sample = source[: _SAMPLE - _SAMPLE % 4]
    best = from_bytes(sample, cp_isolation=[*_CANDIDATES, "utf_8"]).best()
    return best.encoding if best else None


def _plausible(source: bytes, codec: str) -> str | None:
    """Return the text if every byte decodes and the letters are those of Chinese documents."""
    try:
        text = source.decode(codec)
    except UnicodeError:
        return None
    share = 0.5 if codec == "utf-8" else 0.85
    return text if looks_like_text(text) and _expected(text) >= share else None


def looks_like_text(text: str) -> bool:
    """Return whether a text is free of the control characters that binary files hold."""
    sample = text[:_SAMPLE]
    return len(_CONTROL.findall(sample)) <= len(sample) // 1000


def _expected(text: str) -> float:
    sample = text[:_SAMPLE]
    return len(_EXPECTED.findall(sample)) / len(sample) if sample else 1.0


def _harmed(source: bytes, name: str) -> str:
    """Return the text of a file in which a few bytes are broken; DocumentError where it is no text."""
    for codec in ("utf-8", "gb18030", "big5hkscs"):
        text = source.decode(codec, "replace")
        broken = text.count("\ufffd")
        if looks_like_text(text) and broken <= 6 + _HARMED * len(text) and _expected(text) >= 0.8:
            return text
    text = source.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if looks_like_text(text) and broken <= _SPOILT * len(text) and _expected(text) >= 0.8:
        raise fault.damaged(name, f"UTF-8, {broken} × U+FFFD")
    raise fault.not_text(name)


def _tolerant(source: bytes, codec: str, name: str) -> str:
    text = source.decode(codec, "replace")
    if text.count("\ufffd") > 6 + _HARMED * len(text) or not looks_like_text(text):
        raise fault.not_text(name)
    return text

"""What a file is, told by its first bytes; its suffix only decides between kinds of text."""

from __future__ import annotations

import re
import zipfile
from typing import BinaryIO

from align.document import fault
from align.document.package import BROKEN

FORMATS = ("docx", "pdf", "html", "md", "txt", "doc", "wps", "odt", "rtf")
TEXTS = ("html", "md", "txt")
_HEAD = 16_384
_SUFFIXES = {"markdown": "md", "mkd": "md", "htm": "html", "xhtml": "html", "shtml": "html", "text": "txt"}
_TAGS = re.compile(rb"^\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype html|html|head|body|meta|title|div|table|p|h1)\b",
                   re.IGNORECASE | re.DOTALL)  # fmt: skip
_MANY_TAGS = re.compile(rb"</?(?:p|div|table|tr|td|h[1-6]|br|body|html|head)\b[^>]*>", re.IGNORECASE)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of streams in the directory of an OLE file, which stands anywhere in it.
_OLE_STREAMS = (
    ("encrypted", "EncryptedPackage"), ("doc", "WordDocument"), ("xls", "Workbook"), ("xls", "Book"),
    ("ppt", "PowerPoint Document"), ("msg", "__substg1.0"),
)  # fmt: skip
_OTHERS = {
    "xlsx": ("电子表格", "a spreadsheet"),
    "xls": ("电子表格", "a spreadsheet"),
    "pptx": ("演示文稿", "a slide show"),
    "ppt": ("演示文稿", "a slide show"),
    "ofd": ("OFD 版式文件", "an OFD file"),
    "epub": ("电子书", "an e-book"),
    "msg": ("邮件", "a mail"),
    "zip": ("压缩包", "an archive"),
    "picture": ("图片", "a picture"),
    "ole": ("未知的复合文档", "a compound file of an unknown kind"),
}


def sniff(stream: BinaryIO, name: str, format: str | None = None) -> str:
    """Return the format of a file; ``format`` is what the user says it is.

    Raises DocumentError where the content is none of FORMATS, or is not what the user says.
    """
    if format is not None and (format := known(format)) not in FORMATS:
        raise fault.unknown_format(format, ", ".join(FORMATS))
    stream.seek(0)
    head = stream.read(_HEAD)
    found = _binary(stream, head, name)
    if found in _OTHERS:
        raise fault.unsupported(name, *_OTHERS[found])
    if found is not None:
        return _agreed(found, format, name)
    if format is not None and format not in TEXTS:
        raise fault.not_format(name, format, "text" if head else "nothing")
    return format or _text_kind(head, suffix(name))


def known(format: str) -> str:
    """Return a format by the name that align uses: markdown is md, .HTM is html."""
    name = format.lower().lstrip(".")
    return _SUFFIXES.get(name, name)


def suffix(name: str) -> str:
    """Return the format that the suffix of a name stands for; "" for none."""
    return known(name.rsplit(".", 1)[-1]) if "." in name else ""


def _agreed(found: str, format: str | None, name: str) -> str:
    same = found if found != "doc" or format != "wps" else "wps"
    if format is not None and format != same:
        raise fault.not_format(name, format, found)
    return "wps" if found == "doc" and suffix(name) == "wps" else same


def _binary(stream: BinaryIO, head: bytes, name: str) -> str | None:
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(stream, name)
    if head.startswith(_OLE):
        return _compound(stream, name)
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(_PICTURES[:-1]) or (head.startswith(b"BM") and b"\x00" in head[:64]):
        return "picture"
    return "zip" if head.startswith(_ARCHIVES) else None


def _zipped(stream: BinaryIO, name: str) -> str:
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as package:
            names = set(package.namelist())
            kind = package.read("mimetype")[:80] if _small(package, "mimetype", names) else b""
    except BROKEN as error:
        raise fault.damaged(name, "zip") from error
    if b"opendocument.text" in kind:
        return "odt"
    if b"epub" in kind:
        return "epub"
    for start, found in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"), ("OFD.xml", "ofd")):
        if any(entry.startswith(start) for entry in names):
            return found
    return "docx" if "[Content_Types].xml" in names else "zip"


def _small(package: zipfile.ZipFile, entry: str, names: set[str]) -> bool:
    return entry in names and package.getinfo(entry).file_size < 200


def _compound(stream: BinaryIO, name: str) -> str:
    stream.seek(0)
    content = stream.read()
    for found, entry in _OLE_STREAMS:
        if entry.encode("utf-16-le") in content:
            if found == "encrypted":
                raise fault.encrypted(name)
            return found
    if len(content) < 1536:
        raise fault.damaged(name, "OLE")
    return "ole"


def _text_kind(head: bytes, named: str) -> str:
    flat = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    if b"schemas.microsoft.com/office/word/2003/wordml" in flat or b"2006/xmlPackage" in flat:
        return "xml"
    if (
        re.match(rb"(?:From |MIME-Version:|Snapshot-Content-Location:)", flat)
        and b"multipart/related" in flat
    ):
        return "mhtml"
    if _TAGS.match(flat) or (named != "md" and len(_MANY_TAGS.findall(flat)) >= 4):
        return "html"
    if named == "html" and _MANY_TAGS.search(flat):
        return "html"
    return "md" if named == "md" else "txt"

"""A zip package (Office Open XML) opened within bounds: sizes before unpacking, XML without entities."""

from __future__ import annotations

import lzma
import posixpath
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, BinaryIO

from align.document import fault

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, NotImplementedError, RuntimeError,
    ValueError, struct.error,
)  # fmt: skip
"""What ``zipfile`` raises for a package that is damaged, whichever way it is packed."""
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """The parts of a package, each read only when asked for and only within its bound."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(stream)
        except BROKEN as error:
            raise fault.damaged(name, "zip") from error
        self._entries = {entry.filename: entry for entry in self._zip.infolist()}
        if len(self._entries) > fault.PACKAGE_LIMIT:
            raise fault.hostile(name, f"{len(self._entries)} zip entries")

    def __contains__(self, part: str) -> bool:
        return part in self._entries

    @property
    def names(self) -> list[str]:
        """Return the names of the parts, as the package lists them."""
        return list(self._entries)

    def read(self, part: str) -> bytes:
        """Return the bytes of a part; refused above the bound, whatever size the package states."""
        entry = self._entries[part]
        if entry.flag_bits & 1:
            raise fault.encrypted(self.name)
        if entry.file_size > fault.XML_LIMIT:
            raise fault.too_large(self.name, entry.file_size, fault.XML_LIMIT, part)
        try:
            with self._zip.open(entry) as stream:
                # zipfile never returns more than the size stated, and checks the sum at the end.
                return stream.read(fault.XML_LIMIT + 1)
        except BROKEN as error:
            raise fault.damaged(self.name, part) from error

    def xml(self, part: str) -> Element:
        """Return the root of an XML part; a document type or an entity in it is refused."""
        return parse_xml(self.read(part), self.name, part)

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return the internal relations of a part ("" is the package): id to kind and target part."""
        folder, file = posixpath.split(part)
        where = posixpath.join(folder, "_rels", f"{file}.rels")
        if where not in self:
            return {}
        found = {}
        for relation in self.xml(where).iter(_RELATIONS):
            if relation.get("TargetMode") != "External":
                kind = relation.get("Type", "").rsplit("/", 1)[-1]
                found[relation.get("Id", "")] = (kind, _target(folder, relation.get("Target", "")))
        return found

    def related(self, part: str, kind: str) -> str | None:
        """Return the part that stands in a relation of a kind to another, if the package has it."""
        for found, target in self.relations(part).values():
            if found == kind and target in self:
                return target
        return None


def _target(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def parse_xml(source: bytes, name: str, part: str) -> Element:
    """Return the root of an XML document, parsed without entities, document types and network."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(source, parser)
    except etree.XMLSyntaxError as error:
        if b"<!DOCTYPE" in source[:4096] or b"<!ENTITY" in source[:65536]:
            raise fault.hostile(name, f"<!DOCTYPE> in {part}") from error
        raise fault.damaged(name, part) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise fault.hostile(name, f"<!DOCTYPE> in {part}")
    return root

"""Comments in a Word package: the part that holds them, the marks in the text, and the package written anew."""

from __future__ import annotations

import datetime as dt
import posixpath
import zipfile
from copy import copy
from io import BytesIO
from typing import TYPE_CHECKING

from align.document.package import Package

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
LOOSE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
EPOCH = (1980, 1, 1, 0, 0, 0)


class Parts:
    """A Word package of which some parts are replaced and all others copied byte for byte."""

    def __init__(self, source: bytes) -> None:
        self._zip = zipfile.ZipFile(BytesIO(source))
        package = Package(BytesIO(source), "")
        self.main = package.related("", "officeDocument") or "word/document.xml"
        self.comments = package.related(self.main, "comments")
        self.main_root = self.xml(self.main)

    def xml(self, part: str) -> Element:
        """Return the root of a part with all that stands in it; entities stay as they are."""
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True, strip_cdata=False)
        return etree.fromstring(self._zip.read(part), parser)

    def write(self, comments: Comments) -> bytes:
        """Return the package with its comments."""
        changed = {self.main: _bytes(self.main_root), comments.part: _bytes(comments.root)}
        if self.comments is None:
            relations = posixpath.join(
                posixpath.dirname(self.main), "_rels", posixpath.basename(self.main) + ".rels"
            )
            changed[relations] = self._related(relations, comments)
            changed["[Content_Types].xml"] = self._typed(comments.part)
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
            for entry in self._zip.infolist():
                content = changed.pop(entry.filename, None)
                data = self._zip.read(entry.filename) if content is None else content
                target.writestr(copy(entry), data, entry.compress_type)
            for name, content in changed.items():
                target.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
        return buffer.getvalue()

    def _related(self, part: str, comments: Comments) -> bytes:
        from lxml import etree

        known = part in self._zip.namelist()
        root = self.xml(part) if known else etree.fromstring(f'<Relationships xmlns="{RELATIONS}"/>'.encode())
        taken = {item.get("Id") for item in root}
        number = next(n for n in range(1, len(taken) + 2) if f"rIdAlign{n}" not in taken)
        target = posixpath.relpath(comments.part, posixpath.dirname(self.main) or ".")
        etree.SubElement(
            root,
            f"{{{RELATIONS}}}Relationship",
            {"Id": f"rIdAlign{number}", "Type": f"{comments.relations}/comments", "Target": target},
        )
        return _bytes(root)

    def _typed(self, part: str) -> bytes:
        from lxml import etree

        root = self.xml("[Content_Types].xml")
        names = {item.get("PartName") for item in root}
        if f"/{part}" not in names:
            etree.SubElement(
                root, f"{{{TYPES}}}Override", {"PartName": f"/{part}", "ContentType": COMMENTS_TYPE}
            )
        return _bytes(root)

    @property
    def names(self) -> list[str]:
        """Return the names of the parts."""
        return self._zip.namelist()


def _bytes(root: Element) -> bytes:
    from lxml import etree

    tree = root.getroottree()
    made: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made


class Comments:
    """The comments of a Word file, old and new."""

    def __init__(self, parts: Parts, author: str, moment: dt.datetime) -> None:
        from lxml import etree

        self._space = etree.QName(parts.main_root).namespace or ""
        self.relations = STRICT if "purl.oclc.org" in self._space else LOOSE
        self._author = author
        self._moment = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
        self.part = parts.comments or _free(parts)
        self.root = (
            parts.xml(parts.comments)
            if parts.comments
            else etree.Element(self._name("comments"), nsmap={"w": self._space})
        )
        taken = [item.get(self._name("id")) or "" for item in self.root]
        self._next = max((int(text) for text in taken if text.isdecimal()), default=-1) + 1

    def _name(self, local: str) -> str:
        return f"{{{self._space}}}{local}"

    def add(self, lines: list[str]) -> int:
        """Add a comment of some lines and return its number."""
        from lxml import etree

        number = self._next
        self._next += 1
        comment = etree.SubElement(
            self.root,
            self._name("comment"),
            {
                self._name("id"): str(number),
                self._name("author"): self._author,
                self._name("date"): self._moment,
                self._name("initials"): self._author,
            },
        )
        for index, line in enumerate(lines):
            paragraph = etree.SubElement(comment, self._name("p"))
            if index == 0:
                etree.SubElement(etree.SubElement(paragraph, self._name("r")), self._name("annotationRef"))
            self._write(paragraph, line, bold=index == 0)
        return number

    def _write(self, paragraph: Element, line: str, bold: bool) -> None:
        from lxml import etree

        run = etree.SubElement(paragraph, self._name("r"))
        look = etree.SubElement(run, self._name("rPr"))
        if bold:
            etree.SubElement(look, self._name("b"))
        etree.SubElement(look, self._name("sz"), {self._name("val"): "18"})
        text = etree.SubElement(run, self._name("t"))
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        text.text = line

    def mark(self, first: Element, last: Element, number: int) -> None:
        """Put the marks of a comment around what stands from one child of a paragraph to another."""
        first.addprevious(self._mark("commentRangeStart", number))
        at = last
        # Marks of other comments that end here stay together, in the order of their numbers.
        while (following := at.getnext()) is not None and self._is_mark(following):
            at = following
        end = self._mark("commentRangeEnd", number)
        at.addnext(end)
        end.addnext(self._reference(number))

    def mark_whole(self, paragraph: Element, number: int) -> None:
        """Put the marks of a comment around all of a paragraph, empty or not."""
        children = [item for item in paragraph if item.tag != self._name("pPr")]
        if children:
            self.mark(children[0], children[-1], number)
            return
        paragraph.append(self._mark("commentRangeStart", number))
        paragraph.append(self._mark("commentRangeEnd", number))
        paragraph.append(self._reference(number))

    def _is_mark(self, element: Element) -> bool:
        if element.tag == self._name("commentRangeEnd"):
            return True
        return element.tag == self._name("r") and element.find(self._name("commentReference")) is not None

    def _mark(self, name: str, number: int) -> Element:
        return self.root.makeelement(self._name(name), {self._name("id"): str(number)})

    def _reference(self, number: int) -> Element:
        from lxml import etree

        run = self.root.makeelement(self._name("r"), {})
        etree.SubElement(run, self._name("commentReference"), {self._name("id"): str(number)})
        return run


def _free(parts: Parts) -> str:
    folder = posixpath.dirname(parts.main)
    names = (posixpath.join(folder, f"comments{number or ''}.xml") for number in range(len(parts.names) + 1))
    return next(name for name in names if name not in parts.names)

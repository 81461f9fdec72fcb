"""Styles and lists of a Word document: what a paragraph inherits, and how its number counts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from align.document.numbering import Level, List

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_CONTENTS = re.compile(
    r"(?:toc|目录)\s*(?:[1-9]|heading|标题)$|toc标题$|目录标题$|table of figures$|图表目录$", re.IGNORECASE
)


_DEEPEST = 24


@dataclass(frozen=True, slots=True)
class Style:
    """What one style says itself; None where it leaves it to the style that it is based on."""

    name: str = ""
    based_on: str | None = None
    outline: int | None = None
    number_id: str | None = None
    depth: int | None = None
    hidden: bool | None = None


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document, by id."""

    by_id: dict[str, Style] = field(default_factory=dict)
    default: str | None = None

    def chain(self, style_id: str | None) -> list[tuple[str, Style]]:
        """Return a style and those that it is based on, nearest first; a circle ends."""
        found: list[tuple[str, Style]] = []
        seen: set[str] = set()
        at = style_id or self.default
        while at is not None and at in self.by_id and at not in seen and len(seen) < _DEEPEST:
            seen.add(at)
            found.append((at, self.by_id[at]))
            at = self.by_id[at].based_on
        return found

    def level(self, style_id: str | None) -> int | None:
        """Return the heading level of a style, by outline level or by name; None for body text."""
        for _, style in self.chain(style_id):
            if style.outline is not None:
                return style.outline + 1 if style.outline < 9 else None
            if named := _HEADING.match(style.name):
                return int(named[1])
        return None

    def is_contents(self, style_id: str | None) -> bool:
        """Return whether a style belongs to a table of contents."""
        return any(_CONTENTS.search(style.name) for _, style in self.chain(style_id))

    def is_title(self, style_id: str | None) -> bool:
        """Return whether a style is the title of the document."""
        return any(style.name.lower() in ("title", "标题") for _, style in self.chain(style_id)[:1])

    def hides(self, style_id: str | None) -> bool:
        """Return whether a style hides its text."""
        return next((s.hidden for _, s in self.chain(style_id) if s.hidden is not None), False)

    def numbering(self, style_id: str | None) -> tuple[str | None, int | None, str | None]:
        """Return list, depth and the id of the style that names the list; a style may name one alone."""
        for at, style in self.chain(style_id):
            if style.number_id is not None:
                return style.number_id, style.depth, at
        return None, None, None


def local(element: Element) -> str:
    """Return the name of an element without its namespace (transitional and strict Word alike)."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first descendant along a path of local names."""
    for name in path:
        if element is None:
            return None
        element = next((found for found in element if local(found) == name), None)
    return element


def value(element: Element | None, name: str = "val") -> str | None:
    """Return an attribute by its local name."""
    if element is None:
        return None
    return next((str(v) for k, v in element.attrib.items() if str(k).rsplit("}", 1)[-1] == name), None)


def number(element: Element | None, name: str = "val") -> int | None:
    """Return an attribute as a number; None where it is missing or none."""
    text = value(element, name)
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,9}", text) else None


def is_on(element: Element | None) -> bool | None:
    """Return a toggle property: None where it is not stated."""
    return None if element is None else value(element) not in ("0", "false", "off")


def read_styles(root: Element | None) -> Styles:
    """Return the styles of a ``styles.xml``."""
    by_id: dict[str, Style] = {}
    default = None
    for element in root if root is not None else ():
        style_id = value(element, "styleId")
        if local(element) == "style" and style_id:
            by_id[style_id] = _style(element)
            if value(element, "type") == "paragraph" and value(element, "default") in ("1", "true"):
                default = style_id
    return Styles(by_id, default)


def _style(element: Element) -> Style:
    properties = child(element, "pPr")
    numbering = child(properties, "numPr")
    return Style(
        name=value(child(element, "name")) or "",
        based_on=value(child(element, "basedOn")),
        outline=number(child(properties, "outlineLvl")),
        number_id=value(child(numbering, "numId")),
        depth=number(child(numbering, "ilvl")),
        hidden=is_on(child(element, "rPr", "vanish")),
    )


def read_lists(root: Element | None, styles: Styles) -> dict[str, List]:
    """Return the lists of a ``numbering.xml`` by the id that paragraphs name."""
    if root is None:
        return {}
    definitions = {value(e, "abstractNumId") or "": e for e in root if local(e) == "abstractNum"}
    numbers = {value(e, "numId") or "": e for e in root if local(e) == "num"}
    linked = {
        link: key for key, element in definitions.items() if (link := value(child(element, "styleLink")))
    }
    return {key: _list(element, definitions, linked, numbers, styles) for key, element in numbers.items()}


def _list(
    element: Element,
    definitions: dict[str, Element],
    linked: dict[str, str],
    numbers: dict[str, Element],
    styles: Styles,
) -> List:
    key = value(child(element, "abstractNumId")) or ""
    link = value(child(definitions.get(key), "numStyleLink"))
    if link is not None:
        key = linked.get(link) or _through_style(link, styles, numbers) or key
    levels = dict(_levels(definitions.get(key)))
    starts: dict[int, int] = {}
    for override in element:
        if local(override) != "lvlOverride":
            continue
        depth = number(override, "ilvl") or 0
        start = number(child(override, "startOverride"))
        if start is not None:
            starts[depth] = start
        levels.update((depth, level) for _, level in _levels(override))
    return List(key, levels, starts)


def _through_style(link: str, styles: Styles, numbers: dict[str, Element]) -> str | None:
    number_id = styles.by_id[link].number_id if link in styles.by_id else None
    return value(child(numbers.get(number_id or ""), "abstractNumId"))


def _levels(element: Element | None) -> list[tuple[int, Level]]:
    found = [e for e in element if local(e) == "lvl"] if element is not None else []
    return [(number(e, "ilvl") or 0, _level(e)) for e in found]


def _level(element: Element) -> Level:
    # A custom format stands in mc:AlternateContent; its fallback is what an older Word prints.
    style = child(element, "numFmt")
    if style is None:
        style = child(element, "AlternateContent", "Fallback", "numFmt")
    start = number(child(element, "start"))
    return Level(
        start=1 if start is None else start,
        style=value(style) or "decimal",
        text=value(child(element, "lvlText")) or "",
        suffix=value(child(element, "suff")) or "tab",
        restart=number(child(element, "lvlRestart")),
        legal=is_on(child(element, "isLgl")) or False,
        paragraph_style=value(child(element, "pStyle")),
    )

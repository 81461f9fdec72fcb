"""HTML as saved from government sites: trafilatura tells where the main text stands, and all of it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from align.document import fault
from align.document.assembly import assemble, clean
from align.document.encoding import decode, larger
from align.document.furniture import mark_contents
from align.document.htmlbody import Found, pieces_of
from align.document.text import Document, Omission

if TYPE_CHECKING:
    from lxml.html import HtmlElement as Element

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_SITE = re.compile(r"\s*[_|]\s*[^_|]*$|\s+[-–—]\s+[^-–—]*$")
_BLANK = re.compile(r"\s+")
_MAIN_SHARE = 0.95
_FEW = 10
_LONGEST_TITLE = 200
_HAN = re.compile(r"[\u3400-\u9fff]")


def read_html(source: bytes, name: str, encoding: str | None = None, format: str = "html") -> Document:
    """Return the Document of a web page; what stands around its main text is told and left out."""
    root = parse(page_text(source, name, encoding), name)
    try:
        found, hidden = pieces_of(root)
    except RecursionError as error:
        raise fault.hostile(name, "nesting") from error
    if not found:
        raise fault.no_text(name)
    main = _main(root, found, name)
    title = _title(root, found)
    main |= _title_above(found, main, title)
    kept = [f.piece for f in found if id(f) in main]
    mark_contents(kept)
    omissions = _omissions([f for f in found if id(f) not in main], hidden, root)
    return assemble(kept, name, format, title=title, omissions=omissions)


def page_text(source: bytes, name: str, encoding: str | None = None) -> str:
    """Return a page as text, by --encoding, its byte order mark, its own declaration, or its bytes."""
    declared = _XML_CHARSET.search(source[:1024]) or _CHARSET.search(source[:8192])
    if encoding is None and declared and not source.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return source.decode(larger(declared[1].decode("ascii")))
        except (LookupError, UnicodeError):
            pass  # A page that lies about its encoding is read by its bytes.
    return decode(source, name, encoding)


def web_archive_page(source: bytes) -> bytes:
    """Return the page in a web archive (.mhtml), in UTF-8 where the archive tells its encoding."""
    from email import message_from_bytes, policy

    for part in message_from_bytes(source, policy=policy.default).walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            return content if isinstance(content, bytes) else b""
    return b""


def parse(text: str, name: str) -> Element:
    """Return the root of a page; scripts do not run, nothing is fetched."""
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )  # fmt: skip
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise fault.empty(name) from error
    return root


def _main(root: Element, found: list[Found], name: str) -> set[int]:
    """Return the ids of the pieces of the main text."""
    told = _BLANK.sub("", _extract(root, name))
    hits = [f for f in found if (key := _BLANK.sub("", f.piece.text)) and key in told]
    total = sum(len(f.piece.text) for f in hits)
    if total < sum(len(f.piece.text) for f in found) * 0.05 or total < 100:
        return {id(f) for f in found}
    inside = _within(_container(hits, total), found)
    linked = {id(f) for f in inside if f.linked > 0.6}
    known = {id(f) for f in hits}
    return {id(f) for f in _between(inside, known) if id(f) in known or id(f) not in linked}


def _container(hits: list[Found], total: int) -> Element:
    """Return the deepest element that holds nearly all of what trafilatura calls the main text."""
    weights: dict[Element, int] = {}
    order: dict[Element, int] = {}
    for hit in hits:
        chain = [hit.element, *hit.element.iterancestors()]
        for depth, element in enumerate(reversed(chain)):
            weights[element] = weights.get(element, 0) + len(hit.piece.text)
            order[element] = depth
    return max((e for e, w in weights.items() if w >= _MAIN_SHARE * total), key=lambda e: order[e])


def _within(container: Element, found: list[Found]) -> list[Found]:
    return [f for f in found if f.element is container or container in f.element.iterancestors()]


def _between(inside: list[Found], known: set[int]) -> list[Found]:
    """Return the pieces from the first to the last of the main text; a few short ones around belong to it."""
    at = [index for index, f in enumerate(inside) if id(f) in known]
    first, last = at[0], at[-1]
    first = 0 if first <= _FEW else first
    last = len(inside) - 1 if len(inside) - 1 - last <= _FEW else last
    return inside[first : last + 1]


def _extract(root: Element, name: str) -> str:
    try:
        import trafilatura
    except ImportError as error:
        raise fault.needs_extra(name, "html", "trafilatura") from error
    from copy import deepcopy

    text = trafilatura.extract(
        deepcopy(root), include_tables=True, include_comments=False, favor_recall=True, deduplicate=False
    )
    return text or ""


def _title(root: Element, found: list[Found]) -> str | None:
    """Return the title that the page states, if the text prints it too; sites put slogans there as well."""
    printed = _BLANK.sub("", "".join(f.piece.text for f in found if not f.linked))
    for title in _titles(root):
        key = _BLANK.sub("", title)
        if len(_HAN.findall(key)) >= 4 and key in printed:
            return title
    return None


def _titles(root: Element) -> Iterator[str]:
    for wanted in ("articletitle", "og:title"):
        for meta in root.iter("meta"):
            if (meta.get("name") or meta.get("property") or "").lower() == wanted:
                yield clean((meta.get("content") or "")[:_LONGEST_TITLE])
    heads = [_BLANK.sub(" ", clean(h.text_content())) for h in root.iter("h1")]
    yield from heads if len(heads) == 1 else []
    title = _BLANK.sub(" ", clean(root.findtext(".//title") or ""))[:_LONGEST_TITLE]
    yield title
    yield _SITE.sub("", title)


def _title_above(found: list[Found], main: set[int], title: str | None) -> set[int]:
    """Return the piece that prints the title above the main text, unless the main text has it itself."""
    key = _BLANK.sub("", title or "")
    same = [f for f in found if key and _BLANK.sub("", f.piece.text) == key and not f.linked]
    return {id(f) for f in same[:1]} if not any(id(f) in main for f in same) else set()


def _omissions(outside: list[Found], hidden: list[str], root: Element) -> list[Omission]:
    told = []
    if outside:
        told.append(Omission("navigation", len(outside), outside[0].piece.text[:60]))
    if hidden:
        told.append(Omission("hidden", len(hidden), hidden[0][:60]))
    pictures = sum(1 for _ in root.iter("img", "svg", "canvas"))
    return [*told, Omission("picture", pictures)] if pictures else told

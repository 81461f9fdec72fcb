"""A page that needs nothing else: its template, its style and script inside, and nothing but these may run."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import TYPE_CHECKING, Any

from align.errors import Lang
from align.report import comparing, wording
from align.report.view import in_line

if TYPE_CHECKING:
    from jinja2 import Environment


def page(template: str, styles: tuple[str, ...], script: str, lang: Lang, **values: Any) -> str:
    """Return a page made from a template; ``say`` and ``w`` are the words of all reports."""
    from align import __version__

    code = _part(script)
    shown = {
        "say": lambda key, **more: comparing.say(key, lang, **more),
        "w": wording,
        "l": lang,
        "lang": "zh-CN" if lang == "zh" else "en",
        "style": "".join(map(_part, styles)),
        "script": code,
        "digest": b64encode(sha256(code.encode()).digest()).decode(),
        "version": __version__,
    } | values
    return _environment().get_template(template).render(shown).encode("utf-8", "replace").decode()


def _part(name: str) -> str:
    return (resources.files("align.report") / "templates" / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("align.report"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.filters["line"] = in_line
    return made

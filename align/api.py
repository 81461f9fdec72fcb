"""The whole check on one page."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from align.document import Document, read
from align.errors import SettingsError
from align.evidence import Compiled, collect, compile_ruleset
from align.judgement import Assessment, Scope, cover, judge, notices
from align.report import render
from align.ruleset import Ruleset, load
from align.structure import Division, Outline, division, namesakes, outline, place, region_of

__all__ = ["Checker", "check", "load", "read", "render"]


@contextmanager
def undisturbed() -> Iterator[None]:
    """Put off the collector of garbage: a check makes many records and no cycles, and looking for them costs a fifth."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


class Checker:
    """A ruleset made ready to check any number of documents."""

    def __init__(self, ruleset: Ruleset | str | Path = "yrd-2023") -> None:
        self.ruleset = ruleset if isinstance(ruleset, Ruleset) else load(ruleset)
        self._compiled: Compiled = compile_ruleset(self.ruleset)

    def check(
        self,
        document: Document | str | Path | BinaryIO,
        region: str | None = None,
        themes: Iterable[str] | None = None,
        as_of: dt.date | None = None,
        bind_all: bool = False,
    ) -> Assessment:
        """Return everything concluded about a document.

        ``themes`` may be one theme. Raises DocumentError where it cannot be read, SettingsError where the region or a
        theme is unknown, or where no region is given and the document does not tell its own.
        """
        with undisturbed():
            read_ = document if isinstance(document, Document) else read(document)
            return self.assess(outline(read_), region, themes, as_of, bind_all)

    def assess(
        self,
        outlined: Outline,
        region: str | None = None,
        themes: Iterable[str] | None = None,
        as_of: dt.date | None = None,
        bind_all: bool = False,
    ) -> Assessment:
        """Return everything concluded about a document whose outline is known; the same as ``check`` otherwise."""
        from align.evidence.guard import word_guard

        asked = (themes,) if isinstance(themes, str) else tuple(themes or ())
        scope = self._scope(outlined, region, asked, _date(as_of), bind_all)
        with undisturbed():
            evidence = collect(outlined, self._compiled, word_guard)
            findings = judge(outlined, self.ruleset, evidence, scope)
            return Assessment(
                outline=outlined,
                ruleset=self.ruleset,
                scope=scope,
                findings=findings,
                coverage=cover(findings, self.ruleset),
                notices=notices(outlined, self.ruleset, evidence, findings, scope),
            )

    def _scope(
        self,
        outlined: Outline,
        region: str | None,
        themes: tuple[str, ...],
        as_of: dt.date | None,
        bind_all: bool,
    ) -> Scope:
        themes = self.ruleset.check_themes(themes)
        day = as_of or _day(outlined) or dt.date.today()
        if region is not None:
            return Scope(self._asked(region), "option", themes, day, bind_all)
        found = place(outlined)
        if found is not None:
            return Scope(self._region(found), "document", themes, day, bind_all)
        if bind_all:
            return Scope(None, "none", themes, day, bind_all)
        regions = "、".join(self.ruleset.regions)
        unlike = not self._found(outlined)
        raise SettingsError(
            "no-region",
            zh=f"“{outlined.document.name}”的标题、发文机关和开头都没有写明地区；请用 --region 指定，如 --region {self.ruleset.regions[0]}"
            f"（规则集约束：{regions}；其他省、市、县也可以写）。"
            + ("规则集所说的事，文中一件也没有：它不像这类规划。" if unlike else ""),
            en=f"{outlined.document.name!r} does not tell its region; give --region (the ruleset binds {regions}; "
            "any other province, city or county is known too)."
            + (
                " It does not look like such a plan: nothing of the ruleset is found in it." if unlike else ""
            ),
        )

    def _found(self, outlined: Outline) -> bool:
        """Return whether a document speaks of anything that the ruleset asks."""
        from align.evidence.guard import word_guard

        return bool(collect(outlined, self._compiled, word_guard))

    def _region(self, where: Division) -> str:
        """Return the region of the ruleset that a place lies in, else its province."""
        regions = {region.name: region.names for region in self.ruleset.header.regions}
        return region_of(where, regions) or where.province

    def _asked(self, name: str) -> str:
        for region in self.ruleset.header.regions:
            if name in (region.name, *region.names):
                return region.name
        found = division(name)
        if found is None and (places := namesakes(name)):
            raise SettingsError(
                "ambiguous-region",
                zh=f"叫“{name}”的不止一处：{'、'.join(places)}；请写明是哪一处。",
                en=f"several places are called {name!r}: {', '.join(places)}; name one of them in full.",
            )
        if found is None:
            regions = "、".join(self.ruleset.regions)
            raise SettingsError(
                "unknown-region",
                zh=f"不认识地区“{name}”；可以写 {regions}，或全国任何一个省、市、县的名称，如 苏州、昆山市、浦东新区。",
                en=f"unknown region {name!r}; permitted: {regions}, or the Chinese name of any province, city or county.",
            )
        return self._region(found)


def check(
    document: Document | str | Path | BinaryIO,
    ruleset: Ruleset | str | Path = "yrd-2023",
    region: str | None = None,
    themes: Iterable[str] | None = None,
    as_of: dt.date | None = None,
    bind_all: bool = False,
) -> Assessment:
    """Check one document against a ruleset; for many documents make one Checker."""
    return Checker(ruleset).check(document, region=region, themes=themes, as_of=as_of, bind_all=bind_all)


def _date(as_of: object) -> dt.date | None:
    if as_of is None or (isinstance(as_of, dt.date) and not isinstance(as_of, dt.datetime)):
        return as_of
    if isinstance(as_of, dt.datetime):
        return as_of.date()
    raise SettingsError(
        "bad-date",
        zh=f"as_of 应是日期，如 datetime.date(2026, 1, 1)，这里是 {as_of!r}。",
        en=f"as_of must be a date such as datetime.date(2026, 1, 1), not {as_of!r}.",
    )


def _day(outlined: Outline) -> dt.date | None:
    """Return the day on which the document speaks, the first of January where it tells only the year."""
    date = outlined.head.date
    if date is None:
        return None
    try:
        return dt.date.fromisoformat(date if len(date) > 4 else f"{date}-01-01")
    except ValueError:
        return None

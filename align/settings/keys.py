"""The settings, key by key, and as they hold for a check and for one plan."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from align.gate import ZONE, Fault, Gate, Policy, Requirement, Waiver, faults, load, matches
from align.gate.policy import FailOnWord, Strict, requirement, unknown_theme
from align.ruleset import Ruleset
from align.settings.fault import problems
from align.settings.source import SettingsSource

PREFIX = "ALIGN_"


WRITTEN = re.compile(r"\s*(\d{4})\s*[年/.]\s*(\d{1,2})\s*[月/.]\s*(\d{1,2})\s*日?\s*")


def dashed(text: str) -> str:
    """Return a day as 2026-01-01 where it is written 2026年1月1日 or 2026/1/1, anything else as it is."""
    found = WRITTEN.fullmatch(text)
    return f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}" if found else text


def day(value: Any) -> Any:
    """Read a day, or a moment with its zone as the day that it falls on in Asia/Shanghai."""
    value = dashed(value) if isinstance(value, str) else value
    if isinstance(value, str) and ("T" in value or " " in value.strip()):
        value = dt.datetime.fromisoformat(value.strip())
    if isinstance(value, dt.datetime):
        return value.astimezone(ZONE).date() if value.tzinfo else value.date()
    return value


class PlanSettings(Strict):
    """What differs for the plans that a glob matches; of several that match, the last one decides."""

    match: Annotated[str, Field(min_length=1)]
    region: str | None = None
    themes: tuple[str, ...] | None = None


class Settings(Strict):
    """Every setting; its option and its variable are named after its key."""

    rules: str = "yrd-2023"
    region: str | None = None
    themes: tuple[str, ...] = ()
    as_of: Annotated[dt.date | None, BeforeValidator(day)] = Field(default=None, alias="as-of")
    bind_all: bool = Field(default=False, alias="bind-all")
    format: str = "text"
    lang: Literal["zh", "en"] = "zh"
    exclude: tuple[str, ...] = ()
    jobs: int = Field(default=0, ge=0, le=256)
    fail_on: tuple[FailOnWord, ...] = Field(default=(), alias="fail-on")
    require: tuple[Annotated[Requirement, BeforeValidator(requirement)], ...] = ()
    fail_under: float | None = Field(default=None, ge=0, le=1, alias="fail-under")
    strict: bool = False
    baseline: str | None = None
    exit_zero: bool = Field(default=False, alias="exit-zero")
    plans: tuple[PlanSettings, ...] = ()
    waivers: tuple[Waiver, ...] = ()


KEYS: tuple[str, ...] = tuple(field.alias or name for name, field in Settings.model_fields.items())


class Effective(Settings):
    """Settings as they hold here: the origin of each, the file, and the root that names of plans start from."""

    origins: dict[str, str] = Field(default_factory=dict)
    source: SettingsSource | None = None
    root: Path = Path()

    @property
    def policy(self) -> Policy:
        """Return what is refused."""
        return Policy(
            fail_on=self.fail_on, require=self.require, fail_under=self.fail_under, strict=self.strict
        )

    def read_gate(self) -> Gate:
        """Return the gate; reads the baseline, and raises SettingsError where it cannot."""
        known = load(Path(self.baseline)) if self.baseline else None
        return Gate(self.policy, self.waivers, known, self.as_of)

    def name(self, plan: str | Path) -> str:
        """Return the path of a plan from the root, with ``/``: what globs match and baselines know."""
        try:
            return Path(os.path.relpath(os.path.realpath(plan), os.path.realpath(self.root))).as_posix()
        except ValueError:  # another drive on Windows
            return Path(plan).as_posix()

    def for_plan(self, plan: str) -> PlanSettings:
        """Return region and themes of a plan by its name; an option or a variable holds for all plans."""
        region, themes = self.region, self.themes
        for override in self.plans:
            if matches(override.match, plan):
                region = override.region if override.region and self._open("region") else region
                themes = override.themes if override.themes and self._open("themes") else themes
        return PlanSettings(match=plan, region=region, themes=themes)

    def _open(self, key: str) -> bool:
        return not self.origins.get(key, "default").startswith(("--", PREFIX))

    def place(self, key: str, *more: str | int) -> str:
        """Return where a setting comes from: file:line, option, variable or default."""
        origin = self.origins.get(key, "default")
        if self.source is not None and origin == self.source.name:
            return self.source.place((key, *more))
        return origin

    def named(self, ruleset: Ruleset) -> Effective:
        """Return the settings with the ids of a ruleset's themes in place of their titles."""
        return self.model_copy(
            update={
                "themes": _ids(self.themes, ruleset),
                "plans": tuple(
                    plan.model_copy(update={"themes": plan.themes and _ids(plan.themes, ruleset)})
                    for plan in self.plans
                ),
            }
        )

    def check(self, ruleset: Ruleset) -> None:
        """Raise SettingsError, with places, where settings ask of a ruleset what it cannot have."""
        self._refuse(
            [*self._unknown_themes(ruleset), *faults(Gate(self.policy, self.waivers), ruleset, self.themes)]
        )

    def _unknown_themes(self, ruleset: Ruleset) -> Iterator[Fault]:
        known = {theme.theme for theme in ruleset.themes}
        for index, theme in enumerate(self.themes):
            if theme not in known:
                yield Fault("themes", index, unknown_theme(theme, ruleset))
        for index, override in enumerate(self.plans):
            for theme in override.themes or ():
                if theme not in known:
                    yield Fault("plans", index, unknown_theme(theme, ruleset))

    def _refuse(self, wrong: Sequence[Fault]) -> None:
        if wrong:
            raise problems([(self.place(fault.key, fault.index), fault.said) for fault in wrong])


def _ids(themes: Sequence[str], ruleset: Ruleset) -> tuple[str, ...]:
    return tuple(ruleset.theme_named(theme) or theme for theme in themes)

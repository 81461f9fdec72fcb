"""Options, variables and a file, laid one over the other."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from align.gate import Said, Waiver
from align.ruleset import shipped
from align.settings.fault import Problem, problems, sentence, unknown_key
from align.settings.keys import KEYS, PREFIX, Effective, PlanSettings, Settings
from align.settings.source import SettingsSource, chosen, discover, repository

NOT_SETTINGS = ("ALIGN_SETTINGS", "ALIGN_DEBUG", "ALIGN_CACHE_DIR")
LISTS = ("themes", "exclude", "fail-on", "require")
SWITCHES = ("bind-all", "strict", "exit-zero")
COMMAS = re.compile(r"[,，、\s]+")

EMPTY = Said(
    "值是空的（变量没有值？）；不需要这个选项时请去掉它。",
    "the value is empty (a variable without value?); leave the option out where it is not needed.",
)

Layer = dict[str, tuple[Any, str]]
"""Values by key, each with its origin."""


def effective(
    cwd: Path, options: Mapping[str, object], environ: Mapping[str, str], file: Path | None = None
) -> Effective:
    """Return the settings that hold: option over environment over file over default.

    ``options`` maps keys of Settings to values; None and empty lists are not given. ``set`` holds ``KEY=VALUE`` in TOML
    for any setting. Raises SettingsError with every fault at once, with file:line where it stands in a file.
    """
    named = file or (Path(environ["ALIGN_SETTINGS"]) if environ.get("ALIGN_SETTINGS") else None)
    source = chosen(cwd / named) if named else discover(cwd)
    wrong: list[Problem] = []
    stated: Layer = {**_file(source), **_environment(environ, wrong), **_options(options, wrong)}
    try:
        found = Settings.model_validate(_values(stated, source))
    except ValidationError as error:
        raise problems(wrong + _faults(error, stated, source)) from error
    if wrong:
        raise problems(wrong)
    return Effective.model_construct(
        **{name: getattr(found, name) for name in Settings.model_fields},
        origins={key: stated[key][1] if key in stated else "default" for key in KEYS},
        source=source,
        root=source.path.parent if source else (repository(cwd) or cwd),
    )


def _values(stated: Layer, source: SettingsSource | None) -> dict[str, Any]:
    """Return the values alone; a path in a file starts from the file's folder."""
    values = {key: value for key, (value, _) in stated.items()}
    for key in ("rules", "baseline"):
        value = values.get(key)
        if source and isinstance(value, str) and stated[key][1] == source.name and value not in shipped():
            values[key] = str(source.path.parent / value)
    return values


def _file(source: SettingsSource | None) -> Layer:
    return {str(key): (value, source.name) for key, value in source.data.items()} if source else {}


def _environment(environ: Mapping[str, str], wrong: list[Problem]) -> Layer:
    layer: Layer = {}
    for variable in sorted(environ):
        value = environ[variable]
        if not variable.startswith(PREFIX) or variable in NOT_SETTINGS or not value.strip():
            continue
        key = variable.removeprefix(PREFIX).lower().replace("_", "-")
        if key in ("plans", "waivers"):
            layer[key] = (_toml(f"{key} = {value}", variable, wrong).get(key), variable)
        elif key in KEYS:
            layer[key] = (_typed(key, value), variable)
        else:
            wrong.append((variable, unknown_key(key, KEYS, variable_name)))
    return layer


def _options(options: Mapping[str, object], wrong: list[Problem]) -> Layer:
    layer: Layer = {}
    for item in _items(options.get("set")):
        if not item.strip():
            wrong.append(("--set", EMPTY))
        for key, value in _toml(item, "--set", wrong).items():
            layer[key] = (value, f"--set {key}")
    for name, value in options.items():
        key = name.replace("_", "-")
        if key != "set" and value is not None and value not in ((), []):
            layer[key] = (_typed(key, value), option_name(key))
            if layer[key][0] == []:
                # An unset $POLICY must not pass what it was to refuse.
                wrong.append((option_name(key), EMPTY))
    return layer


def option_name(key: str) -> str:
    """Return the option of a setting."""
    return {"themes": "--theme", "plans": "--set plans", "waivers": "--set waivers"}.get(key, f"--{key}")


def variable_name(key: str) -> str:
    """Return the environment variable of a setting."""
    return PREFIX + key.upper().replace("-", "_")


def _items(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [str(item) for item in value] if isinstance(value, Sequence) else []


def _typed(key: str, value: object) -> object:
    """Read what an option or a variable says: lists are split at commas, switches are read."""
    if key in LISTS:
        parts = [part for item in _items(value) for part in COMMAS.split(item) if part]
        return [part.upper() for part in parts] if key == "themes" else parts
    if isinstance(value, str) and key in SWITCHES:
        return {"1": True, "true": True, "0": False, "false": False}.get(value.strip().lower(), value)
    return value.strip() if isinstance(value, str) else value


def _toml(item: str, place: str, wrong: list[Problem]) -> dict[str, Any]:
    try:
        return tomllib.loads(item)
    except tomllib.TOMLDecodeError as error:
        zh = f"应是 TOML 写法的 KEY=VALUE，这里是 {item}（{error}）。"
        wrong.append((place, Said(zh, f"must be KEY=VALUE in TOML, not {item} ({error}).")))
        return {}


def _faults(error: ValidationError, stated: Layer, source: SettingsSource | None) -> list[Problem]:
    return [_fault(item, stated, source) for item in error.errors(include_url=False)]


def _fault(item: Any, stated: Layer, source: SettingsSource | None) -> Problem:
    top = str(item["loc"][0])
    origin = stated[top][1]
    place = source.place(item["loc"]) if source is not None and origin == source.name else origin
    return place, sentence(item, _permitted(item["loc"]))


def _permitted(keys: Sequence[str | int]) -> Sequence[str]:
    tables: dict[str, type[BaseModel]] = {"waivers": Waiver, "plans": PlanSettings}
    model = tables.get(str(keys[0])) if len(keys) > 1 else None
    return list(model.model_fields) if model else KEYS

"""What is wrong with settings, as sentences: what was found and what is permitted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from align.errors import SettingsError
from align.gate import FAIL_ON, FAIL_WORDS, LEVEL_WORDS, LEVELS, Said

Keys = tuple[str | int, ...]
Problem = tuple[str, Said]
"""A place and a sentence."""

PERMITTED = {
    "fail-on": ("、".join(f"{word}（{said}）" for word, said in FAIL_WORDS.items()), ", ".join(FAIL_ON)),
    "level": ("、".join(f"{word}（{said}）" for word, said in LEVEL_WORDS.items()), ", ".join(LEVELS)),
    "lang": ("zh, en", "zh, en"),
    "fail-under": ("0–1, 0.7", "0–1, 0.7"),
    "until": ("2026-12-31", "2026-12-31"),
    "as-of": ("2026-12-31", "2026-12-31"),
    "require": ("ECO-11=addressed（实质响应）, ECO=partial（部分响应）", "ECO-11=addressed, ECO=partial"),
}

KINDS = {
    "int": ("整数", "a whole number"),
    "less": ("0–256", "0–256"),
    "greater": ("0–256", "0–256"),
    "float": ("数", "a number"),
    "bool": ("true, false", "true, false"),
    "string": ("文字，不能为空", "text, not empty"),
    "model": ("表", "a table"),
    "date": ("2026-12-31", "2026-12-31"),
}
"""What is permitted, by the first word of a model's error."""


def problems(wrong: Sequence[Problem]) -> SettingsError:
    """Return the error that tells all problems, one a line."""
    ordered = sorted(wrong, key=lambda problem: _line(problem[0]))
    return SettingsError(
        "settings",
        zh="设置有误：\n" + "\n".join(f"{place}: {said.zh}" for place, said in ordered),
        en="the settings are at fault:\n" + "\n".join(f"{place}: {said.en}" for place, said in ordered),
    )


def _line(place: str) -> int:
    """Return the line of a place in a file; what stands in none comes first."""
    return next((int(part) for part in place.split(":") if part.isdigit()), 0)


def sentence(item: Mapping[str, Any], permitted: Sequence[str], spell: Any = str) -> Said:
    """Return the sentence on one error of a model; ``permitted`` are the keys of the table that it stands in."""
    keys = [key for key in item["loc"] if isinstance(key, str)]
    last, top = (keys[-1], keys[0]) if keys else ("", "")
    if item["type"] == "extra_forbidden":
        return unknown_key(last, permitted, spell)
    if item["type"] == "missing":
        return Said(f"{top} 缺少“{last}”，这一项必须写。", f"{last!r} is missing in {top}.")
    found = "" if isinstance(item["input"], dict) else repr(item["input"])
    if item["type"] == "tuple_type":
        return Said(
            f"“{last}”应是列表，写成 [{found}]，而不是 {found}。",
            f"{last!r} must be a list: [{found}], not {found}.",
        )
    if last == "fail-under" and isinstance(item["input"], int | float) and 1 < item["input"] <= 100:
        share = f"{item['input']:g}%", f"{item['input'] / 100:g}"
        return Said(
            f"“{last}”应在 0–1 之间：{share[0]} 请写 {share[1]}。",
            f"{last!r} must be 0–1: write {share[1]} for {share[0]}.",
        )
    zh, en = _permitted(str(item["type"]), last, top, str(item["msg"]))
    return Said(f"“{last}”不能是 {found}；可以写 {zh}。", f"{last!r} cannot be {found}; permitted: {en}.")


def _permitted(kind: str, last: str, top: str, told: str) -> tuple[str, str]:
    named = PERMITTED.get(last) or PERMITTED.get(top)
    if named:
        return named
    return KINDS.get(kind.split("_")[0], (told, told))


def unknown_key(key: str, permitted: Sequence[str], spell: Any = str) -> Said:
    """Return the sentence on a key that does not exist; ``spell`` writes keys as they were written there."""
    near = get_close_matches(key, permitted, n=1, cutoff=0.6)
    name, known = spell(key), [spell(item) for item in (near or permitted)]
    if near:
        return Said(
            f"不认识的键“{name}”；是否指 {known[0]}？", f"unknown key {name!r}; did you mean {known[0]}?"
        )
    return Said(
        f"不认识的键“{name}”；可用的有 {'、'.join(known)}。",
        f"unknown key {name!r}; permitted: {', '.join(known)}.",
    )

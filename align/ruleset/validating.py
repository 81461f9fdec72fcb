"""Data becomes a model, or sentences that say which key is wrong, what stands there and what is permitted."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from align.ruleset.rule import ID, THEME_ID
from align.ruleset.rulefile import At, Fault, RuleFile

Model = TypeVar("Model", bound=BaseModel)

LIKE = {
    ID: (
        "ECO-11（两至五个大写字母、短横线、两三位数字）",
        "ECO-11 (two to five capitals, a hyphen, two or three digits)",
    ),
    THEME_ID: ("ECO（两至五个大写字母）", "ECO (two to five capitals)"),
}
"""What a pattern asks for, in words."""

SENTENCES = {
    "missing": ("缺少“{key}”。", "{key!r} is missing."),
    "extra_forbidden": ("不认识的键“{key}”。", "unknown key {key!r}."),
    "literal_error": (
        "“{key}”的值是 {found}，只能是 {expected}。",
        "{key!r} is {found}; permitted: {expected}.",
    ),
    "string_type": ("“{key}”应是文字，这里是 {found}。", "{key!r} must be text, not {found}."),
    "string_too_short": (
        "“{key}”太短：{found}，至少 {min_length} 个字。",
        "{key!r} is too short: {found}; at least {min_length} characters.",
    ),
    "too_short": ("“{key}”至少要有 {min_length} 项。", "{key!r} needs at least {min_length} item(s)."),
    "int_parsing": ("“{key}”应是整数，这里是 {found}。", "{key!r} must be a whole number, not {found}."),
    "int_type": ("“{key}”应是整数，这里是 {found}。", "{key!r} must be a whole number, not {found}."),
    "bool_parsing": (
        "“{key}”应是 true 或 false，这里是 {found}。",
        "{key!r} must be true or false, not {found}.",
    ),
    "bool_type": (
        "“{key}”应是 true 或 false，这里是 {found}。",
        "{key!r} must be true or false, not {found}.",
    ),
    "float_parsing": ("“{key}”应是数字，这里是 {found}。", "{key!r} must be a number, not {found}."),
    "float_type": ("“{key}”应是数字，这里是 {found}。", "{key!r} must be a number, not {found}."),
    "greater_than": (
        "“{key}”应大于 {gt:g}，这里是 {found}。",
        "{key!r} must be more than {gt:g}, not {found}.",
    ),
    "greater_than_equal": (
        "“{key}”不能小于 {ge:g}，这里是 {found}。",
        "{key!r} must not be less than {ge:g}, but is {found}.",
    ),
    "date_from_datetime_parsing": (
        "“{key}”应是日期（如 2025-12-31），这里是 {found}。",
        "{key!r} must be a date (such as 2025-12-31), not {found}.",
    ),
    "date_type": (
        "“{key}”应是日期（如 2025-12-31），这里是 {found}。",
        "{key!r} must be a date (such as 2025-12-31), not {found}.",
    ),
    "string_pattern_mismatch": (
        "“{key}”写法不对：{found}，应如 {like_zh}。",
        "{key!r} is {found}; it must be like {like_en}.",
    ),
    "model_type": (
        "“{key}”应是“键: 值”的对应表，这里是 {found}。",
        "{key!r} must map keys to values, not be {found}.",
    ),
    "tuple_type": ("“{key}”应是列表，这里是 {found}。", "{key!r} must be a list, not {found}."),
}


def validated(model: type[Model], source: RuleFile | None, faults: list[Fault]) -> Model | None:
    """Return the data of a rule file as a model, or None after adding every mistake to the faults."""
    if source is None:
        return None
    try:
        return model.model_validate(_listed(source.data))
    except ValidationError as error:
        items = error.errors(include_url=False)
        deeper = {item["loc"][:depth] for item in items for depth in range(len(item["loc"]))}
        for item in items:
            if item["type"] == "too_short" and item["loc"] in deeper:
                continue  # pydantic counts faulty items as lacking; they are told by themselves
            path: At = tuple(part for part in item["loc"])
            key = ".".join(str(part) for part in path) or source.file
            values = {"key": key, "found": repr(item["input"])[:60], **item.get("ctx", {})}
            zh, en = SENTENCES.get(
                item["type"], ("“{key}”不对：{found}（{msg}）。", "{key!r} is wrong: {found} ({msg}).")
            )
            values["msg"] = item["msg"]
            values["like_zh"], values["like_en"] = LIKE.get(str(values.get("pattern")), ("", ""))
            permitted = {
                "expected": str(values.get("expected", "")).replace(", ", "、").replace(" or ", "、")
            }
            faults.append(source.fault(path, zh.format(**values | permitted), en.format(**values)))
        return None


def _listed(data: Any) -> Any:
    """Let ``concept: 跨区域`` stand for a list of one."""
    if isinstance(data, dict):
        return {
            key: [value] if key == "concept" and isinstance(value, str) else _listed(value)
            for key, value in data.items()
        }
    if isinstance(data, list):
        return [_listed(item) for item in data]
    return data


def mapping(model: type[Model], source: RuleFile | None, faults: list[Fault]) -> dict[str, Model] | None:
    """Return a file that maps names to word lists; a bare list stands for its terms."""
    if source is None:
        return {}
    if not isinstance(source.data, dict):
        faults.append(source.fault((), "应是“名称: 词表”的对应表。", "must map names to lists of terms."))
        return None
    found: dict[str, Model] = {}
    for name, value in source.data.items():
        entry = {"terms": value} if isinstance(value, list) else value
        inner = RuleFile(source.file, entry, {p[1:]: m for p, m in source.marks.items() if p[:1] == (name,)})
        if (words := validated(model, inner, faults)) is not None:
            found[name] = words
    return found

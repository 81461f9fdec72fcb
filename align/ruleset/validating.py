"""Data becomes a model, or sentences that say which key is wrong, what stands there and what is permitted."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from align.ruleset.naming import raw_rules
from align.ruleset.rule import ID, THEME_ID, Rule
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

KINDS = {
    "string": ("文字", "text"),
    "int": ("整数", "a whole number"),
    "float": ("数字", "a number"),
    "bool": (" true 或 false", "true or false"),
    "date": ("日期（如 2025-12-31）", "a date (such as 2025-12-31)"),
    "tuple": ("列表", "a list"),
    "model": ("“键: 值”的对应表", "a map of keys to values"),
}
"""What a value should be, by the first word of the type of a model's error (int_type, int_parsing)."""

SENTENCES = {
    "missing": ("缺少“{key}”。", "{key!r} is missing."),
    "extra_forbidden": (
        "不认识的键“{key}”；{meant_zh}可用：{permitted_zh}。",
        "unknown key {key!r}; {meant_en}permitted: {permitted_en}.",
    ),
    "gap_at_edge": (
        "“{key}”是 {found}：……只能夹在两段文字之间，如 共建…科技创新。",
        "{key!r} is {found}: a gap (…) must stand between words, such as 共建…科技创新.",
    ),
    "literal_error": (
        "“{key}”的值是 {found}，只能是 {expected}。",
        "{key!r} is {found}; permitted: {expected}.",
    ),
    "string_too_short": (
        "“{key}”太短：{found}，至少 {min_length} 个字。",
        "{key!r} is too short: {found}; at least {min_length} characters.",
    ),
    "too_short": ("“{key}”至少要有 {min_length} 项。", "{key!r} needs at least {min_length} item(s)."),
    "greater_than": (
        "“{key}”应大于 {gt:g}，这里是 {found}。",
        "{key!r} must be more than {gt:g}, not {found}.",
    ),
    "greater_than_equal": (
        "“{key}”不能小于 {ge:g}，这里是 {found}。",
        "{key!r} must not be less than {ge:g}, but is {found}.",
    ),
    "string_pattern_mismatch": (
        "“{key}”写法不对：{found}，应如 {like_zh}。",
        "{key!r} is {found}; it must be like {like_en}.",
    ),
}


def validated(
    model: type[Model], source: RuleFile | None, faults: list[Fault], name: str = ""
) -> Model | None:
    """Return the data of a rule file as a model, or None after adding every mistake to the faults.

    ``name`` is what the data is called in its file, where it has a name.
    """
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
            zh, en = _sentence(item["type"])
            values = {"found": repr(item["input"])[:60], **item.get("ctx", {}), "msg": item["msg"]}
            values["like_zh"], values["like_en"] = LIKE.get(str(values.get("pattern")), ("", ""))
            if item["type"] == "extra_forbidden":
                values |= _permitted(str(path[-1]), _keys(model, path[:-1]))
            expected = str(values.get("expected", "")).replace(", ", "、").replace(" or ", "、")
            key_zh, key_en = _called(source, path, name)
            faults.append(
                source.fault(
                    path,
                    zh.format(**values | {"expected": expected, "key": key_zh}),
                    en.format(**values | {"key": key_en}),
                )
            )
        return None


def _sentence(type_: str) -> tuple[str, str]:
    if type_ in SENTENCES:
        return SENTENCES[type_]
    wanted = KINDS.get(type_.split("_")[0])
    if wanted is not None and type_.endswith(("_type", "_parsing")):
        zh, en = wanted
        return f"“{{key}}”应是{zh}，这里是 {{found}}。", f"{{key!r}} must be {en}, not {{found}}."
    return "“{key}”不对：{found}（{msg}）。", "{key!r} is wrong: {found} ({msg})."


def sound(source: RuleFile) -> dict[int, Rule]:
    """Return the rules of a theme file that are without fault in themselves, by their index in it."""
    found: dict[int, Rule] = {}
    for index, data in raw_rules(source):
        try:
            found[index] = Rule.model_validate(_listed(data))
        except ValidationError:
            continue  # told of the theme as a whole
    return found


def _called(source: RuleFile, path: At, name: str) -> tuple[str, str]:
    """Return a place as a maintainer names it: by the rule's id, items counted from 1."""
    names, rest = ([name], path) if name else ([], path)
    if path[:1] == ("rules",) and len(path) > 1:
        known = dict(raw_rules(source)).get(int(path[1]), {}).get("id")
        if isinstance(known, str) and re.match(ID, known):
            names, rest = [known], path[2:]
    zh, en = list(names), list(names)
    for part in rest:
        if isinstance(part, int) and zh:
            zh[-1] += f" 第 {part + 1} 项"
            en[-1] += f" item {part + 1}"
        else:
            zh.append(str(part))
            en.append(str(part))
    return " 的 ".join(zh).replace(" 项 的 ", " 项的 ") or source.file, ", ".join(en) or source.file


def _keys(model: Any, path: At) -> list[str]:
    """Return the keys that are permitted at a place of a model."""
    for part in path:
        fields = getattr(_model(model), "model_fields", {})
        if isinstance(part, str):
            model = next((f.annotation for name, f in fields.items() if part in (name, f.alias)), None)
    fields = getattr(_model(model), "model_fields", {})
    return [field.alias or name for name, field in fields.items()]


def _model(annotation: Any) -> Any:
    """Return the model within a type: that of its items, or of what it may be besides nothing."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model, get_args(annotation))), None)


def _permitted(key: str, permitted: list[str]) -> dict[str, str]:
    near = get_close_matches(key, permitted, n=1)
    meant_zh = f"是否指 {near[0]}？" if near else ""
    meant_en = f"did you mean {near[0]}? " if near else ""
    if "：" in key:  # in {paragraph：9} it is no fault of YAML's
        meant_zh = "用了全角冒号“：”，请改为半角“:”加空格；"
        meant_en = "a full-width colon (：) where ': ' is wanted; "
    return {
        "permitted_zh": "、".join(permitted),
        "permitted_en": ", ".join(permitted),
        "meant_zh": meant_zh,
        "meant_en": meant_en,
    }


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
        if (words := validated(model, inner, faults, name)) is not None:
            found[name] = words
    return found

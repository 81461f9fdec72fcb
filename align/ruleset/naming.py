"""Names in rule files that point nowhere or stand twice, read from the data itself.

A rule that is at fault elsewhere is asked too, so that one fault never hides another.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from align.ruleset.rule import Header
from align.ruleset.rulefile import At, Fault, RuleFile


def raw_rules(source: RuleFile) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the rules of a theme file that are written as such, each with its index."""
    data = source.data if isinstance(source.data, dict) else {}
    for index, rule in enumerate(_list(data.get("rules"))):
        if isinstance(rule, dict):
            yield index, rule


def theme_name(source: RuleFile) -> str | None:
    """Return the theme that a file says it is, None where it says none."""
    name = source.data.get("theme") if isinstance(source.data, dict) else None
    return name if isinstance(name, str) else None


def check_names(
    header: Header | None, concepts: Collection[str] | None, files: Sequence[RuleFile]
) -> Iterator[Fault]:
    """Tell the names in theme files that point nowhere or stand twice; None is what is not known itself."""
    seen: dict[str, str] = {}
    for source in files:
        for index, rule in raw_rules(source):
            at: At = ("rules", index)
            yield from _twins(source, at, rule, seen)
            if header is not None:
                yield from _regions(source, at, rule, header)
            yield from _elements(source, at, rule)
            if concepts is not None:
                yield from _concepts(source, at, rule, concepts)


def check_exempt(source: RuleFile | None, ids: Collection[str]) -> Iterator[Fault]:
    """Tell the exempt clauses that stand under no rule of the ruleset."""
    data = source.data if source is not None and isinstance(source.data, dict) else {}
    for index, clause in enumerate(_list(data.get("clauses"))):
        if source is None or not isinstance(clause, dict):
            continue
        under = clause.get("under")
        if isinstance(under, str) and under not in ids:
            yield source.fault(
                ("clauses", index, "under"),
                f"没有规则“{under}”；under 应是本规则集里一条规则的编号。",
                f"no rule {under!r}; under must be the id of a rule of this ruleset.",
            )
        elif under is None and clause.get("reason") == "stands-under":
            yield source.fault(
                ("clauses", index, "reason"),
                "reason 是 stands-under 时须用 under 写明由哪条规则承担，如 under: ECO-11。",
                "a clause that stands under a rule must name it, such as under: ECO-11.",
            )


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _strings(value: Any, at: At) -> Iterator[tuple[At, str]]:
    """Yield the texts of a value, a text or a list of them, each with its place."""
    if isinstance(value, str):
        yield at, value
    for place, item in enumerate(_list(value)):
        if isinstance(item, str):
            yield (*at, place), item


def _groups(rule: Mapping[str, Any]) -> Iterator[tuple[At, dict[str, Any]]]:
    for number, group in enumerate(_list(rule.get("evidence"))):
        if isinstance(group, dict):
            yield ("evidence", number), group


def _twins(source: RuleFile, at: At, rule: Mapping[str, Any], seen: dict[str, str]) -> Iterator[Fault]:
    name = rule.get("id")
    if not isinstance(name, str):
        return
    if name in seen:
        yield source.fault(
            (*at, "id"),
            f"规则 {name} 重复（另见 {seen[name]}）。",
            f"rule {name} stands twice (also in {seen[name]}).",
        )
    seen[name] = source.file


def _regions(source: RuleFile, at: At, rule: Mapping[str, Any], header: Header) -> Iterator[Fault]:
    regions = {region.name for region in header.regions}
    for path, region in _strings(_list(rule.get("binds")), ("binds",)):
        if region not in regions:
            permitted = "、".join(sorted(regions))
            yield source.fault(
                (*at, *path),
                f"地区“{region}”不在规则集的地区里（{permitted}）。",
                f"region {region!r} is not one of the ruleset's ({permitted}).",
            )


def _elements(source: RuleFile, at: At, rule: Mapping[str, Any]) -> Iterator[Fault]:
    """Tell elements that a group names and the rule does not have."""
    elements = [element for _, element in _strings(_list(rule.get("elements")), ())]
    permitted = "、".join(elements)
    if not elements:
        return  # told by itself
    for here, group in _groups(rule):
        for key in ("proves", "links"):
            for path, element in _strings(_list(group.get(key)), (*here, key)):
                if element not in elements:
                    yield source.fault(
                        (*at, *path),
                        f"{rule.get('id')}：要素“{element}”不在 elements 里（{permitted}）。",
                        f"{rule.get('id')}: {element!r} is not one of the rule's elements ({permitted}).",
                    )


def _concepts(
    source: RuleFile, at: At, rule: Mapping[str, Any], concepts: Collection[str]
) -> Iterator[Fault]:
    named = list(_strings(rule.get("requires"), ("requires",)))
    for here, group in _groups(rule):
        named += _strings(group.get("concept"), (*here, "concept"))
        for key in ("beside", "unless"):
            if isinstance(near := group.get(key), dict):
                named += _strings(near.get("concept"), (*here, key, "concept"))
    permitted = "、".join(concepts)
    for path, name in named:
        if name in concepts:
            continue
        if concepts:
            zh, en = f"（concepts.yaml 里有：{permitted}）。", f" (concepts.yaml has: {permitted})."
        else:
            zh = f"：本规则集没有 concepts.yaml，或里面没有概念；请新建，写上 {name}: [词语, 词语]。"
            en = f": the ruleset has no concepts.yaml, or no concept in it; make one with {name}: [term, term]."
        yield source.fault((*at, *path), f"没有概念“{name}”{zh}", f"no concept {name!r}{en}")

"""What no single model can see: names that point nowhere, twins, elements that nothing can meet."""

from __future__ import annotations

from collections.abc import Iterator

from align.ruleset.rule import Concept, Header, Rule, TermGroup, Theme
from align.ruleset.rulefile import At, Fault, RuleFile


def check(
    header: Header,
    head: RuleFile,
    concepts: dict[str, Concept],
    themes: list[tuple[RuleFile, Theme]],
    complete: bool,
) -> Iterator[Fault]:
    """Tell the faults between the files of a ruleset, which is ``complete`` where all of them were read."""
    found = {theme.theme for _, theme in themes}
    for index, name in enumerate(header.themes if complete else ()):
        if name not in found:
            yield head.fault(
                ("themes", index), f"没有主题“{name}”的规则文件。", f"no rule file for theme {name!r}."
            )
    seen: dict[str, str] = {}
    for source, theme in themes:
        if theme.theme not in header.themes:
            permitted = "、".join(header.themes)
            yield source.fault(
                ("theme",),
                f"主题“{theme.theme}”不在 ruleset.yaml 的 themes 里（{permitted}）。",
                f"theme {theme.theme!r} is not among the themes of ruleset.yaml ({permitted}).",
            )
        for index, rule in enumerate(theme.rules):
            at: At = ("rules", index)
            if rule.id in seen:
                yield source.fault(
                    (*at, "id"),
                    f"规则 {rule.id} 重复（另见 {seen[rule.id]}）。",
                    f"rule {rule.id} stands twice (also in {seen[rule.id]}).",
                )
            seen[rule.id] = source.file
            yield from _regions(source, at, rule, header)
            yield from _elements(source, at, rule)
            yield from _named_concepts(source, at, rule, concepts)
            for number, group in enumerate(rule.evidence):
                yield from _group(source, (*at, "evidence", number), rule, group)


def _regions(source: RuleFile, at: At, rule: Rule, header: Header) -> Iterator[Fault]:
    regions = {region.name for region in header.regions}
    for place, region in enumerate(rule.binds or ()):
        if region not in regions:
            permitted = "、".join(sorted(regions))
            yield source.fault(
                (*at, "binds", place),
                f"地区“{region}”不在规则集的地区里（{permitted}）。",
                f"region {region!r} is not one of the ruleset's ({permitted}).",
            )


def _elements(source: RuleFile, at: At, rule: Rule) -> Iterator[Fault]:
    """Tell elements that no group can meet, and those that a group names and the rule does not have."""
    met = {element for group in rule.evidence for element in (*group.proves, *group.links)}
    for place, element in enumerate(rule.elements):
        if element not in met:
            yield source.fault(
                (*at, "elements", place),
                f"{rule.id}：没有词组能证明要素“{element}”。",
                f"{rule.id}: no group proves or links element {element!r}.",
            )
    permitted = "、".join(rule.elements)
    for number, group in enumerate(rule.evidence):
        for key, elements in (("proves", group.proves), ("links", group.links)):
            for place, element in enumerate(elements):
                if element not in rule.elements:
                    yield source.fault(
                        (*at, "evidence", number, key, place),
                        f"{rule.id}：要素“{element}”不在 elements 里（{permitted}）。",
                        f"{rule.id}: {element!r} is not one of the rule's elements ({permitted}).",
                    )


def _group(source: RuleFile, at: At, rule: Rule, group: TermGroup) -> Iterator[Fault]:
    if sum((bool(group.proves), bool(group.links), group.subject)) != 1:
        yield source.fault(
            at,
            f"{rule.id}：词组须是 proves、links、subject 之一，且只能一个。",
            f"{rule.id}: a group is exactly one of proves, links, subject.",
        )
    if not group.terms and not group.concept:
        yield source.fault(
            at,
            f"{rule.id}：词组没有 terms，也没有 concept。",
            f"{rule.id}: the group has neither terms nor a concept.",
        )
    for key, near in (("beside", group.beside), ("unless", group.unless)):
        if near is not None and not near.terms and not near.concept:
            yield source.fault(
                (*at, key),
                f"{rule.id}：{key} 没有 terms，也没有 concept。",
                f"{rule.id}: {key} has neither terms nor a concept.",
            )


def _named_concepts(source: RuleFile, at: At, rule: Rule, concepts: dict[str, Concept]) -> Iterator[Fault]:
    named: list[tuple[At, str]] = [(("requires",), rule.requires)] if rule.requires else []
    for number, group in enumerate(rule.evidence):
        here: At = ("evidence", number)
        named += [((*here, "concept"), name) for name in group.concept]
        for key, near in (("beside", group.beside), ("unless", group.unless)):
            named += [((*here, key, "concept"), name) for name in (near.concept if near else ())]
    permitted = "、".join(concepts) or "—"
    for path, name in named:
        if name not in concepts:
            yield source.fault(
                (*at, *path),
                f"没有概念“{name}”（concepts.yaml 里有：{permitted}）。",
                f"no concept {name!r} (concepts.yaml has: {permitted}).",
            )

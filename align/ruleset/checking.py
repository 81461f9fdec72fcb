"""What no single model can see: themes without files, elements that nothing can meet, groups that do nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from align.ruleset.naming import theme_name
from align.ruleset.rule import Header, Rule, TermGroup
from align.ruleset.rulefile import At, Fault, RuleFile


def check_themes(
    header: Header, head: RuleFile, files: Sequence[RuleFile], complete: bool
) -> Iterator[Fault]:
    """Tell the themes without a file, where all files were read (``complete``), and files without a theme."""
    found = {theme_name(source) for source in files}
    for index, name in enumerate(header.themes if complete and None not in found else ()):
        if name not in found:
            yield head.fault(
                ("themes", index), f"没有主题“{name}”的规则文件。", f"no rule file for theme {name!r}."
            )
    for source in files:
        name_ = theme_name(source)
        if name_ is not None and name_ not in header.themes:
            permitted = "、".join(header.themes)
            yield source.fault(
                ("theme",),
                f"主题“{name_}”不在 ruleset.yaml 的 themes 里（{permitted}）。",
                f"theme {name_!r} is not among the themes of ruleset.yaml ({permitted}).",
            )


def check_rules(source: RuleFile, rules: Mapping[int, Rule]) -> Iterator[Fault]:
    """Tell what is wrong with the rules of a theme that are sound in themselves, by their index in the file."""
    for index, rule in rules.items():
        at: At = ("rules", index)
        yield from _unmet(source, at, rule)
        for number, group in enumerate(rule.evidence):
            yield from _group(source, (*at, "evidence", number), rule, group)


def _unmet(source: RuleFile, at: At, rule: Rule) -> Iterator[Fault]:
    met = {element for group in rule.evidence for element in (*group.proves, *group.links)}
    for place, element in enumerate(rule.elements):
        if element not in met:
            yield source.fault(
                (*at, "elements", place),
                f"{rule.id}：没有词组能证明要素“{element}”。",
                f"{rule.id}: no group proves or links element {element!r}.",
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

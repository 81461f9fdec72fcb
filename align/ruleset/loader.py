"""YAML becomes a Ruleset; all faults of all files are told at once, each with file:line:column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from align.errors import RulesetError
from align.ruleset.rule import Concept, CueWords, Exempt, Header, Rule, Ruleset, StanceWords, Theme
from align.ruleset.stored import digest_of, keep, recall

if TYPE_CHECKING:
    import yaml

Model = TypeVar("Model", bound=BaseModel)
Path_ = tuple[str | int, ...]

RESERVED = ("ruleset.yaml", "concepts.yaml", "exempt.yaml")


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """A mistake in a rule file: where it stands, what was found and what is permitted."""

    file: str
    line: int
    column: int
    zh: str
    en: str

    def say(self, lang: str = "zh") -> str:
        """Return the fault as a line of file:line:column and its sentence."""
        return f"{self.file}:{self.line}:{self.column}: {self.zh if lang == 'zh' else self.en}"


class FaultyRulesError(RulesetError):
    """All faults of a ruleset."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__(
            "faults",
            zh="规则文件有误：\n" + "\n".join(fault.say("zh") for fault in self.faults),
            en="the rule files are at fault:\n" + "\n".join(fault.say("en") for fault in self.faults),
        )

    def __reduce__(self) -> tuple[object, ...]:
        return (FaultyRulesError, (list(self.faults),))


@dataclass(frozen=True, slots=True)
class Source:
    """A YAML file as plain data with the place of each value."""

    file: str
    data: Any
    marks: dict[Path_, tuple[int, int]]

    def fault(self, path: Path_, zh: str, en: str) -> Fault:
        """Return a fault at the nearest place that the file knows for a path."""
        at = path
        while at and at not in self.marks:
            at = at[:-1]
        line, column = self.marks.get(at, (1, 1))
        return Fault(self.file, line, column, zh, en)


def rules_home() -> Path:
    """Return the folder of the shipped rulesets."""
    shipped = Path(str(resources.files("align"))) / "rules"
    return shipped if shipped.is_dir() else Path(__file__).resolve().parents[2] / "rules"


def shipped() -> tuple[str, ...]:
    """Return the names of the shipped rulesets."""
    return tuple(sorted(path.parent.name for path in rules_home().glob("*/ruleset.yaml")))


def locate(name: str | Path) -> Path:
    """Return the folder of a ruleset, by the name of a shipped one or by path."""
    folder = Path(name)
    if isinstance(name, str) and "/" not in name and "\\" not in name and name in shipped():
        return rules_home() / name
    if (folder / "ruleset.yaml").is_file():
        return folder
    raise RulesetError(
        "no-ruleset",
        zh=f"找不到规则集“{name}”：既不是自带的规则集（{'、'.join(shipped())}），也不是含有 ruleset.yaml 的文件夹。",
        en=f"no ruleset {name!r}: neither a shipped one ({', '.join(shipped())}) nor a folder with a ruleset.yaml.",
    )


def load(name: str | Path = "yrd-2023") -> Ruleset:
    """Load a ruleset by the name of a shipped one or by the path of its folder.

    Raises RulesetError where there is none, and FaultyRulesError with every mistake of every file.
    """
    folder = locate(name)
    files = {path.name: path for path in sorted(folder.glob("*.yaml"))}
    digest = digest_of(files)
    kind = TypeAdapter(Ruleset)
    if (kept := recall(kind, digest)) is not None:
        return kept
    read = _load(files, digest)
    keep(kind, digest, read)
    return read


def _load(files: dict[str, Path], digest: str) -> Ruleset:
    faults: list[Fault] = []
    sources = {key: source for key, path in files.items() if (source := _read(path, faults)) is not None}
    header = _model(Header, sources.get("ruleset.yaml"), faults)
    concepts = _mapping(Concept, sources.get("concepts.yaml"), faults)
    exempt = (
        _model(Exempt, sources.get("exempt.yaml"), faults) if "exempt.yaml" in sources else Exempt(clauses=())
    )
    themes: list[tuple[Source, Theme]] = []
    for key, source in sources.items():
        if key not in RESERVED and (theme := _model(Theme, source, faults)) is not None:
            themes.append((source, theme))
    if header is not None and concepts is not None:
        complete = len(themes) + sum(name in files for name in RESERVED) == len(files)
        faults += _check(header, sources["ruleset.yaml"], concepts, themes, complete)
    if faults or header is None or concepts is None or exempt is None:
        raise FaultyRulesError(faults)
    order = {theme: index for index, theme in enumerate(header.themes)}
    themes.sort(key=lambda pair: order.get(pair[1].theme, len(order)))
    return Ruleset(
        header=header,
        themes=tuple(theme for _, theme in themes),
        concepts=concepts,
        exempt=exempt.clauses,
        digest=digest,
    )


@cache
def stance_words() -> StanceWords:
    """Load the words of stance that all rulesets share, ``rules/stance.yaml``."""
    path = rules_home() / "stance.yaml"
    digest = digest_of({path.name: path})
    kind = TypeAdapter(StanceWords)
    if (kept := recall(kind, digest)) is not None:
        return kept
    faults: list[Fault] = []
    words = _mapping(CueWords, _read(path, faults), faults)
    if faults or words is None:
        raise FaultyRulesError(faults)
    keep(kind, digest, words)
    return words


def _read(path: Path, faults: list[Fault]) -> Source | None:
    import yaml

    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        faults.append(
            Fault(
                str(path),
                1,
                1,
                f"不是 UTF-8 文本（第 {error.start} 字节）。",
                f"not UTF-8 (byte {error.start}).",
            )
        )
        return None
    try:
        root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = str(getattr(error, "problem", error))
        faults.append(
            Fault(str(path), line, column, f"YAML 写法有误：{problem}。", f"not valid YAML: {problem}.")
        )
        return None
    marks: dict[Path_, tuple[int, int]] = {}
    data = _plain(root, (), marks, str(path), faults) if root is not None else None
    return Source(str(path), data, marks)


def _plain(
    node: yaml.Node, at: Path_, marks: dict[Path_, tuple[int, int]], file: str, faults: list[Fault]
) -> Any:
    """Turn a composed node into plain data; only what YAML's core schema knows, no tags of its own."""
    import yaml

    marks[at] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.MappingNode):
        result: dict[str, Any] = {}
        for key_node, value in node.value:
            key = str(key_node.value)
            place = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            if key in result:
                faults.append(Fault(file, *place, f"键“{key}”重复。", f"key {key!r} stands twice."))
            result[key] = _plain(value, (*at, key), marks, file, faults)
            marks[(*at, key)] = place
        return result
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*at, index), marks, file, faults) for index, item in enumerate(node.value)]
    return _scalar(node, marks[at], file, faults)


def _scalar(node: yaml.Node, place: tuple[int, int], file: str, faults: list[Fault]) -> Any:
    tag = str(node.tag).removeprefix("tag:yaml.org,2002:")
    value = str(node.value)
    match tag:
        case "str" | "timestamp":
            return value
        case "int":
            return int(value.replace("_", ""), 0)
        case "float":
            return float(value)
        case "bool":
            return value.lower() in ("true", "yes", "on")
        case "null":
            return None
    faults.append(Fault(file, *place, f"不允许的标签 {node.tag}。", f"tag {node.tag} is not permitted."))
    return None


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
    "tuple_type": ("“{key}”应是列表，这里是 {found}。", "{key!r} must be a list, not {found}."),
}


def _model(model: type[Model], source: Source | None, faults: list[Fault]) -> Model | None:
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
            path: Path_ = tuple(part for part in item["loc"])
            key = ".".join(str(part) for part in path) or source.file
            values = {"key": key, "found": repr(item["input"])[:60], **item.get("ctx", {})}
            zh, en = SENTENCES.get(
                item["type"], ("“{key}”不对：{found}（{msg}）。", "{key!r} is wrong: {found} ({msg}).")
            )
            values["msg"] = item["msg"]
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


def _mapping(model: type[Model], source: Source | None, faults: list[Fault]) -> dict[str, Model] | None:
    """Read a file that maps names to word lists; a bare list stands for its terms."""
    if source is None:
        return {}
    if not isinstance(source.data, dict):
        faults.append(source.fault((), "应是“名称: 词表”的对应表。", "must map names to lists of terms."))
        return None
    found: dict[str, Model] = {}
    for name, value in source.data.items():
        entry = {"terms": value} if isinstance(value, list) else value
        inner = Source(source.file, entry, {p[1:]: m for p, m in source.marks.items() if p[:1] == (name,)})
        if (words := _model(model, inner, faults)) is not None:
            found[name] = words
    return found


def _check(
    header: Header,
    head: Source,
    concepts: dict[str, Concept],
    themes: list[tuple[Source, Theme]],
    complete: bool,
) -> Iterator[Fault]:
    """Tell what no single model can see: names that point nowhere, twins, elements that nothing can meet."""
    regions = {region.name for region in header.regions}
    seen: dict[str, str] = {}
    found = {theme.theme for _, theme in themes}
    for index, name in enumerate(header.themes if complete else ()):
        if name not in found:
            yield head.fault(
                ("themes", index), f"没有主题“{name}”的规则文件。", f"no rule file for theme {name!r}."
            )
    for source, theme in themes:
        if theme.theme not in header.themes:
            permitted = "、".join(header.themes)
            yield source.fault(
                ("theme",),
                f"主题“{theme.theme}”不在 ruleset.yaml 的 themes 里（{permitted}）。",
                f"theme {theme.theme!r} is not among the themes of ruleset.yaml ({permitted}).",
            )
        for index, rule in enumerate(theme.rules):
            at: Path_ = ("rules", index)
            if rule.id in seen:
                yield source.fault(
                    (*at, "id"),
                    f"规则 {rule.id} 重复（另见 {seen[rule.id]}）。",
                    f"rule {rule.id} stands twice (also in {seen[rule.id]}).",
                )
            seen[rule.id] = source.file
            for place, region in enumerate(rule.binds or ()):
                if region not in regions:
                    permitted = "、".join(sorted(regions))
                    yield source.fault(
                        (*at, "binds", place),
                        f"地区“{region}”不在规则集的地区里（{permitted}）。",
                        f"region {region!r} is not one of the ruleset's ({permitted}).",
                    )
            yield from _check_rule(source, at, rule, concepts)


def _check_rule(source: Source, at: Path_, rule: Rule, concepts: dict[str, Concept]) -> Iterator[Fault]:
    if rule.requires and rule.requires not in concepts:
        yield _no_concept(source, (*at, "requires"), rule.requires, concepts)
    met = {element for group in rule.evidence for element in (*group.proves, *group.links)}
    for place, element in enumerate(rule.elements):
        if element not in met:
            yield source.fault(
                (*at, "elements", place),
                f"{rule.id}：没有词组能证明要素“{element}”。",
                f"{rule.id}: no group proves or links element {element!r}.",
            )
    for number, group in enumerate(rule.evidence):
        here = (*at, "evidence", number)
        roles = sum((bool(group.proves), bool(group.links), group.subject))
        if roles != 1:
            yield source.fault(
                here,
                f"{rule.id}：词组须是 proves、links、subject 之一，且只能一个。",
                f"{rule.id}: a group is exactly one of proves, links, subject.",
            )
        if not group.terms and not group.concept:
            yield source.fault(
                here,
                f"{rule.id}：词组没有 terms，也没有 concept。",
                f"{rule.id}: the group has neither terms nor a concept.",
            )
        for key in ("proves", "links"):
            for place, element in enumerate(getattr(group, key)):
                if element not in rule.elements:
                    permitted = "、".join(rule.elements)
                    yield source.fault(
                        (*here, key, place),
                        f"{rule.id}：要素“{element}”不在 elements 里（{permitted}）。",
                        f"{rule.id}: {element!r} is not one of the rule's elements ({permitted}).",
                    )
        named: list[tuple[Path_, tuple[str, ...]]] = [(("concept",), group.concept)]
        for key in ("beside", "unless"):
            if (near := getattr(group, key)) is not None:
                named.append(((key, "concept"), near.concept))
                if not near.terms and not near.concept:
                    yield source.fault(
                        (*here, key),
                        f"{rule.id}：{key} 没有 terms，也没有 concept。",
                        f"{rule.id}: {key} has neither terms nor a concept.",
                    )
        for path, names in named:
            for name in names:
                if name not in concepts:
                    yield _no_concept(source, (*here, *path), name, concepts)


def _no_concept(source: Source, path: Path_, name: str, concepts: dict[str, Concept]) -> Fault:
    permitted = "、".join(concepts) or "—"
    return source.fault(
        path,
        f"没有概念“{name}”（concepts.yaml 里有：{permitted}）。",
        f"no concept {name!r} (concepts.yaml has: {permitted}).",
    )

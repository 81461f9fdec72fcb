"""A rule file: its YAML as plain data, with the place of each value for the faults that are told of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from align.errors import RulesetError

if TYPE_CHECKING:
    import yaml

At = tuple[str | int, ...]
"""Where a value stands in the data: the keys and the numbers that lead to it."""

PROBLEMS = {
    "found character that cannot start any token": "这里的字符不能开头（制表符、@、` 等）；缩进请用空格，含有它的文字请加引号",
    "found a tab character": "用了制表符；缩进请用空格",
    "mapping values are not allowed": "这里不能有冒号；检查缩进，含有冒号的文字请加引号",
    "could not find expected ':'": "这一项缺少冒号和它后面的值",
    "did not find expected ',' or ']'": "列表没有写完：缺少逗号或 ]",
    "did not find expected ',' or '}'": "对应表没有写完：缺少逗号或 }",
    "did not find expected '-' indicator": "列表的缩进不一致，或这一行缺少开头的 -",
    "did not find expected key": "缩进不一致，或引号、括号没有成对",
    "did not find expected node content": "这里应有内容",
    "found unexpected end of stream": "到文件末尾，引号或括号还没有关上",
    "found unexpected document indicator": "引号或括号还没有关上，就出现了 --- 或 ...",
    "found undefined alias": "*名称 没有对应的 &名称；以 * 开头的文字请加引号",
    "found undefined tag handle": "不认识的标签；以 ! 开头的文字请加引号",
    "control characters are not allowed": "文件里有控制字符，请删去",
    "found another document": "一个文件只能有一份内容；请删去 ---",
    "found unknown escape character": "双引号里的 \\ 写法不对；请改用单引号",
}
"""What the reader of YAML says, by a part of it, in Chinese."""


WIDE = re.compile(r"\s*(?:-\s+)*(?:[A-Za-z][\w-]*|[^\s\"'“”‘’#，。；：:()（）\[\]{}]{1,12})：")
"""How a line opens whose key is followed by a full-width colon: kind：task, 跨区域：[跨省]."""


def _typed(lines: list[str], at: int) -> tuple[int, str, str] | None:
    """Return the line of what a Chinese typist gets wrong most often, near where YAML stumbled (a line from 1), told.

    YAML reads on over the mistake, and stumbles a line or more after it.
    """
    if at <= len(lines) and "\t" in (indent := lines[at - 1])[: len(indent) - len(indent.lstrip())]:
        return at, "不要用 Tab 缩进；缩进请用空格", "indented by a tab; use blanks"
    for line in range(min(at, len(lines)), max(0, at - 3), -1):
        if WIDE.match(lines[line - 1]):
            zh = f"第 {line} 行用了全角冒号“：”，请改为半角“:”加空格"
            return line, zh, f"line {line} has a full-width colon (：) after its key; write ': '"
    return None


def _chinese(problem: str) -> str:
    known = next((zh for en, zh in PROBLEMS.items() if en in problem), None)
    return f"YAML 写法有误：{known}。" if known else f"YAML 写法有误（{problem}）。"


_DECIMAL = re.compile(r"[-+]?(0|[1-9]\d*)(\.\d+)?")


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
class RuleFile:
    """A YAML file as plain data with the place of each value."""

    file: str
    data: Any
    marks: dict[At, tuple[int, int]]

    def fault(self, path: At, zh: str, en: str) -> Fault:
        """Return a fault at the nearest place that the file knows for a path."""
        at = path
        while at and at not in self.marks:
            at = at[:-1]
        line, column = self.marks.get(at, (1, 1))
        return Fault(self.file, line, column, zh, en)


def read(path: Path, faults: list[Fault]) -> RuleFile | None:
    """Read a rule file, or add what is wrong with its YAML to the faults and return None."""
    import yaml

    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        faults.append(
            Fault(
                str(path),
                1,
                1,
                f"不是 UTF-8 文本（第 {error.start} 字节）；请另存为 UTF-8。",
                f"not UTF-8 (byte {error.start}); save it as UTF-8.",
            )
        )
        return None
    try:
        root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        plain = _Plain(str(path), faults)
        data = plain.value(root, ()) if root is not None else None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = str(getattr(error, "problem", error))
        if (typed := _typed(text.splitlines(), line)) is not None:
            at, zh, en = typed
            faults.append(Fault(str(path), at, 1, f"YAML 写法有误：{zh}。", f"not valid YAML: {en}."))
        else:
            faults.append(Fault(str(path), line, column, _chinese(problem), f"not valid YAML: {problem}."))
        return None
    except RecursionError:
        faults.append(Fault(str(path), 1, 1, "嵌套层数过多。", "nested too deeply."))
        return None
    return RuleFile(str(path), data, plain.marks)


class _Plain:
    """Turns composed nodes into plain data: what YAML's core schema knows, no tags of its own, no aliases.

    An alias is refused because a few of them, nested, can stand for more data than a machine holds.
    """

    def __init__(self, file: str, faults: list[Fault]) -> None:
        self.file, self.faults = file, faults
        self.marks: dict[At, tuple[int, int]] = {}
        self._seen: set[int] = set()

    def value(self, node: yaml.Node, at: At) -> Any:
        """Return the data of a node that stands at a place, and remember where."""
        import yaml

        self.marks[at] = _place(node)
        if id(node) in self._seen:
            # A node that comes twice is an alias, and knows only the place of its anchor.
            self._fault(
                node,
                "这里的内容在别处被引用（& 和 *）；不支持引用，请把内容写全。",
                "this is used again elsewhere (& and *); aliases are not permitted, write it out.",
            )
            return self._scalar(node) if isinstance(node, yaml.ScalarNode) else None
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, at)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*at, index)) for index, item in enumerate(node.value)]
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, at: At) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value in node.value:
            key = str(key_node.value)
            if key in result:
                self._fault(key_node, f"键“{key}”重复。", f"key {key!r} stands twice.")
            result[key] = self.value(value, (*at, key))
            self.marks[(*at, key)] = _place(key_node)
        return result

    def _scalar(self, node: yaml.Node) -> Any:
        tag = str(node.tag).removeprefix("tag:yaml.org,2002:")
        value = str(node.value)
        match tag:
            case "str" | "timestamp":
                return value
            case "int" | "float":
                # YAML 1.1 reads 012 as octal and 1:30 as base 60; nobody who writes rules means that.
                number = int if tag == "int" else float
                return number(value) if _DECIMAL.fullmatch(value) else value
            case "bool":
                return value.lower() in ("true", "yes", "on")
            case "null":
                return None
        self._fault(node, f"不允许的标签 {node.tag}。", f"tag {node.tag} is not permitted.")
        return None

    def _fault(self, node: yaml.Node, zh: str, en: str) -> None:
        self.faults.append(Fault(self.file, *_place(node), zh, en))


def _place(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1

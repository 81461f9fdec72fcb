"""Labelled documents and minimal pairs, as ``align evaluate`` reads them.

The format of labels is that of the annotation guide: ``NAME.txt``, ``NAME.sents.tsv``, ``NAME.labels.json``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, Field, ValidationError

from align.document import Document, Span
from align.document.plain import plain
from align.errors import SettingsError
from align.evidence import Stance
from align.ruleset import Ruleset

SUFFIX = ".labels.json"


@dataclass(frozen=True, slots=True)
class Label:
    """A labelled pair of directive and sentence; ``sure`` where both annotators found it."""

    rule: str
    sentence: int
    stance: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Gold:
    """A labelled document; ``sentences`` maps a sentence number to its span."""

    name: str
    region: str | None
    readings: int
    document: Document
    sentences: dict[int, Span]
    levels: dict[str, int]
    labels: tuple[Label, ...]


class Labels(BaseModel):
    """What stands in a file of labels."""

    document: str
    region: str | None = None
    readings: int = 2
    levels: dict[str, Annotated[int, Field(ge=0, le=4)]]
    evidence: dict[str, tuple[tuple[int, Stance, bool], ...]]


def gold(folder: Path, ruleset: Ruleset | None = None) -> list[Gold]:
    """Read all labelled documents of a folder, by name.

    Raises SettingsError where there are none, or where one is not in the format or has labels for a directive that the
    ruleset does not know.
    """
    files = sorted(folder.glob(f"*{SUFFIX}"))
    if not files:
        raise SettingsError(
            "no-gold",
            zh=f"“{folder}”里没有标注文档：需要 名称.txt、名称.sents.tsv 和 名称{SUFFIX} 三个文件。",
            en=f"no labelled documents in {str(folder)!r}: NAME.txt, NAME.sents.tsv and NAME{SUFFIX} are needed.",
        )
    found = [_read(file) for file in files]
    if ruleset is not None:
        for file, one in zip(files, found, strict=True):
            _known(file, one, ruleset)
    return found


def _known(file: Path, found: Gold, ruleset: Ruleset) -> None:
    ids = {rule.id for rule in ruleset.rules}
    for rule in (*found.levels, *(label.rule for label in found.labels)):
        if rule not in ids:
            raise _bad(
                file,
                f"规则集 {ruleset.header.id} 没有要求“{rule}”",
                f"ruleset {ruleset.header.id} has no directive {rule!r}",
            )


def _read(file: Path) -> Gold:
    stem = file.name.removesuffix(SUFFIX)
    labels = _labels(file)
    text = _text(file.with_name(f"{stem}.txt"))
    sentences = _sentences(file.with_name(f"{stem}.sents.tsv"), len(text))
    found = tuple(
        Label(rule, number, stance.value, sure)
        for rule, items in labels.evidence.items()
        for number, stance, sure in items
    )
    for label in found:
        if label.sentence not in sentences:
            raise _bad(
                file,
                f"{label.rule} 的证据是第 {label.sentence} 句，{stem}.sents.tsv 里没有这一句",
                f"evidence of {label.rule} is sentence {label.sentence}, which is not in {stem}.sents.tsv",
            )
    return Gold(
        name=labels.document,
        region=labels.region,
        readings=labels.readings,
        document=plain(text, f"{stem}.txt"),
        sentences=sentences,
        levels=labels.levels,
        labels=found,
    )


def _labels(file: Path) -> Labels:
    try:
        return Labels.model_validate(json.loads(_text(file)))
    except json.JSONDecodeError as error:
        raise _bad(
            file, f"第 {error.lineno} 行第 {error.colno} 列起不是 JSON", f"not JSON: {error}"
        ) from error
    except ValidationError as error:
        item = error.errors(include_url=False)[0]
        at = ".".join(map(str, item["loc"])) or file.name
        if item["type"] == "missing":
            raise _bad(file, f"缺少“{at}”", f"{at!r} is missing") from error
        value = repr(item["input"])[:60]
        zh, en = next((words for part, words in PERMITTED if part in item["type"]), ("", ""))
        raise _bad(
            file,
            f"“{at}”不能是 {value}" + (f"；应是{zh}" if zh else ""),
            f"{at!r} cannot be {value}" + (f"; it must be {en}" if en else f" ({item['msg']})"),
        ) from error


STANCES = "、".join(stance.value for stance in Stance)
PERMITTED = (
    ("enum", (f" {STANCES} 之一", f"one of {STANCES.replace('、', ', ')}")),
    ("than_equal", ("级别 0–4", "a level 0–4")),
    ("tuple", ("列表，每项写成 [句号, 语气, 是否确定]", "a list of [number, stance, sure]")),
    ("too_", ("三项 [句号, 语气, 是否确定]", "three: [number, stance, sure]")),
    ("missing", ("三项 [句号, 语气, 是否确定]", "three: [number, stance, sure]")),
    ("int", ("整数", "a whole number")),
    ("bool", (" true 或 false", "true or false")),
    ("dict", ("“要求的编号: 值”的对应表", "a map from directives")),
    ("model", ("有 document、levels、evidence 的对应表", "a map with document, levels, evidence")),
    ("string", ("文字", "text")),
)
"""What is permitted, by a part of the name of a model's error."""


def _sentences(file: Path, length: int) -> dict[int, Span]:
    found: dict[int, Span] = {}
    for line, row in enumerate(_text(file).splitlines(), 1):
        if not row:
            continue
        try:
            cells = row.split("\t")
            number, span = int(cells[0]), Span(int(cells[3]), int(cells[4]))
        except (ValueError, IndexError) as error:
            raise _bad(
                file,
                f"第 {line} 行应以制表符分开：句号、段号、种类、起、止、文字",
                f"line {line} must have number, paragraph, kind, start, end, text between tabs",
            ) from error
        if not 0 <= span.start <= span.end <= length:
            raise _bad(
                file,
                f"第 {line} 行的位置 {span.start}–{span.end} 在全文（{length} 字符）之外",
                f"line {line}: {span.start}–{span.end} lies outside the text of {length} characters",
            )
        found[number] = span
    return found


def _text(path: Path) -> str:
    # Spans count characters of the file as it is: line ends must not be translated.
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError as error:
        raise _bad(path, "没有这个文件", "there is no such file") from error
    except OSError as error:
        raise _bad(path, f"读不了（{error.strerror}）", f"cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise _bad(path, "不是 UTF-8 文本", "not UTF-8") from error


def _bad(file: Path, zh: str, en: str) -> SettingsError:
    return SettingsError(
        "bad-gold",
        zh=f"标注文档“{file}”：{zh}。格式见 docs/accuracy.md 的 How to add a labelled document。",
        en=f"labelled document {str(file)!r}: {en}. See docs/accuracy.md for the format.",
    )

"""One catalogue of words, in both languages, that a GBK console can show."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

import align.document
from align.document import read
from align.errors import DocumentError
from align.evidence import MeansKind, Stance
from align.judgement import Level, Outcome, Reason
from align.report import comparing, wording
from align.ruleset import Kind
from align.structure import Role

ROOT = Path(__file__).parents[2]
DOCUMENT = Path(align.document.__file__).parent
TABLES = (
    wording.LEVELS,
    wording.OUTCOMES,
    wording.REASONS,
    wording.STANCES,
    wording.MEANS,
    wording.KINDS,
    wording.WORDS,
    wording.LEFT_OUT,
    wording.ROLES,
    wording.REGION_SOURCES,
)
ENTRIES = [(str(key), words) for table in TABLES for key, words in table.items()]


def holes(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize(("key", "words"), ENTRIES, ids=[key for key, _ in ENTRIES])
def test_every_wording_stands_in_both_languages_with_the_same_holes(key: str, words: tuple[str, str]) -> None:
    chinese, english = words
    assert chinese
    assert english
    assert holes(chinese) == holes(english)


def said() -> set[str]:
    """Return the texts in the code and the templates that may ask for words; keys of records are none."""
    found: set[str] = set()
    home = Path(wording.__file__).parent
    for path in [*home.rglob("*.py"), *(home.parent / "cli").glob("*.py")]:
        if path.name in ("wording.py", "comparing.py") and path.parent == home:
            continue
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        keys = {id(key) for node in nodes if isinstance(node, ast.Dict) for key in node.keys}
        keys |= {id(node.slice) for node in nodes if isinstance(node, ast.Subscript)}
        texts = (node for node in nodes if isinstance(node, ast.Constant) and id(node) not in keys)
        found |= {node.value for node in texts if isinstance(node.value, str)}
    for path in (home / "templates").glob("*.j2"):
        found |= set(re.findall(r"'([\w-]+)'", path.read_text(encoding="utf-8")))
    return found


def test_every_word_is_said_somewhere() -> None:
    # Told by the role of a group and by how far apart words may stand.
    built = {"proves", "links", "subject"} | {key for key in wording.WORDS if key.startswith("within-")}
    assert set(wording.WORDS) | set(comparing.WORDS) <= said() | built


def test_all_words_can_be_shown_on_a_gbk_console() -> None:
    for _, words in ENTRIES:
        for text in words:
            assert text.encode("gbk").decode("gbk") == text


def test_every_value_that_a_finding_can_take_has_a_name() -> None:
    assert set(wording.LEVELS) == set(Level)
    assert set(wording.OUTCOMES) == set(Outcome)
    assert set(wording.STANCES) == set(Stance)
    assert set(wording.REASONS) == set(get_args(Reason))
    assert set(wording.MEANS) == set(get_args(MeansKind))
    assert set(wording.KINDS) == set(get_args(Kind))


def codes() -> set[str]:
    """Return the codes that the document package writes into records, and those that its fixtures bring out."""
    found: set[str] = set()
    for path in sorted(DOCUMENT.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            found |= set(_written(node))
    for path in sorted((ROOT / "fixtures" / "formats").iterdir()):
        try:
            document = read(path)
        except DocumentError:
            continue
        found |= {item.reason for item in document.omissions}
        found |= {block.left_out for block in document.blocks if block.left_out}
    return found


def _written(node: ast.AST) -> Iterator[str]:
    values: list[ast.expr] = []
    if isinstance(node, ast.Call):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        values = [item.value for item in node.keywords if item.arg == "left_out"]
        values += node.args[:1] if name in ("Omission", "tell") else node.args if name == "_mark_all" else []
    elif isinstance(node, ast.Assign) and any(getattr(one, "attr", "") == "left_out" for one in node.targets):
        values = [node.value]
    elif isinstance(node, ast.FunctionDef) and node.name == "_what":
        values = [item.value for item in ast.walk(node) if isinstance(item, ast.Return) and item.value]
    for value in values:
        yield from _constants(value)


def _constants(value: ast.expr) -> Iterator[str]:
    match value:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=other):
            yield from (*_constants(body), *_constants(other))
        case ast.BoolOp(values=values):
            yield from (text for one in values for text in _constants(one))


def test_all_that_a_reader_leaves_out_has_a_name_in_both_languages() -> None:
    found = codes()
    assert {"toc", "cover", "footnote", "front-matter", "hidden", "deleted", "navigation", "chart"} <= found
    assert found <= set(wording.LEFT_OUT)
    for code in found:
        assert not wording.left_out_name(code).isascii()


def test_every_role_of_a_section_has_a_name_but_the_unknown_one() -> None:
    assert set(wording.ROLES) == set(Role) - {Role.UNKNOWN}
    assert wording.role_name(Role.UNKNOWN) == ""


def test_a_ratio_reads_as_a_percentage_and_none_as_a_dash() -> None:
    assert wording.percent(0.5714) == "57.1%"
    assert wording.percent(None) == "—"

"""What the pages on rules show works: the example is a ruleset, the commands print what is shown, the faults are told so."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import BaseModel

from align.ruleset import FaultyRulesError, load
from align.ruleset.rule import (
    Beside,
    Concept,
    Examples,
    Exemption,
    Header,
    Region,
    Rule,
    RuleMeans,
    Source,
    TermGroup,
    Theme,
)
from tests.test_readme import BLOCK, pattern

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = {"zh": DOCS / "rules.zh-CN.md", "en": DOCS / "rules.md"}
FILE = re.compile(r"^\*\*`([^`]+)`\*\*[^\n]*\n\n```\w+\n(.*?)^```", re.M | re.S)
FAULT = re.compile(r"^\| `([^`]+)` (?:写成|as) `([^`]+)` \| (.+) \|$", re.M)
RULES = "我的规则"
MODELS: tuple[type[BaseModel], ...] = (
    Header,
    Region,
    Theme,
    Rule,
    Source,
    TermGroup,
    Beside,
    RuleMeans,
    Examples,
    Concept,
    Exemption,
)


def page(lang: str) -> str:
    return PAGES[lang].read_text(encoding="utf-8")


def example(lang: str) -> dict[str, str]:
    return dict(FILE.findall(page(lang)))


def written(folder: Path, lang: str) -> Path:
    """Write the example of a page into a folder and return its ruleset."""
    for name, text in example(lang).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder / RULES


def align(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "align", *arguments]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False)


def blocks(language: str) -> list[tuple[str, str]]:
    return [(lang, body) for lang in PAGES for name, body in BLOCK.findall(page(lang)) if name == language]


def test_both_pages_show_the_same_example() -> None:
    assert example("zh") == example("en")
    assert {"ruleset.yaml", "concepts.yaml", "exempt.yaml"} < {Path(name).name for name in example("zh")}


@pytest.mark.parametrize(("lang", "body"), blocks("console"))
def test_a_shown_command_prints_what_is_shown(tmp_path: Path, lang: str, body: str) -> None:
    written(tmp_path, lang)
    command, _, shown = body.partition("\n")
    result = align(tmp_path, *shlex.split(command.removeprefix("$ align ")))
    assert result.returncode == 0, result.stderr
    assert re.match(pattern(shown), result.stdout), result.stdout


@pytest.mark.parametrize("lang", PAGES)
def test_the_minimal_pairs_shown_hold(tmp_path: Path, lang: str) -> None:
    written(tmp_path, lang)
    (pairs,) = [body for where, body in blocks("yaml") if where == lang and body.startswith("- {rule: ")]
    (tmp_path / "pairs.yaml").write_text(pairs, encoding="utf-8")
    assert align(tmp_path, "evaluate", "pairs.yaml", "--rules", RULES).returncode == 0


@pytest.mark.parametrize("lang", PAGES)
def test_an_example_that_fails_is_told_as_shown(tmp_path: Path, lang: str) -> None:
    theme = written(tmp_path, lang) / "digital.yaml"
    text = theme.read_text(encoding="utf-8")
    theme.write_text(text.replace("[推动川渝算力调度", "[推动算力调度"), encoding="utf-8")
    result = align(tmp_path, "rules", "test", "--rules", RULES, "--lang", lang)
    assert result.returncode == 1
    assert result.stdout.splitlines()[0] in page(lang).splitlines()


@pytest.mark.parametrize(
    ("lang", "old", "new", "told"), [(lang, *row) for lang in PAGES for row in FAULT.findall(page(lang))]
)
def test_a_fault_shown_is_told_as_shown(tmp_path: Path, lang: str, old: str, new: str, told: str) -> None:
    folder = written(tmp_path, lang)
    file = next(path for path in folder.iterdir() if old in path.read_text(encoding="utf-8"))
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FaultyRulesError) as caught:
        load(folder)
    said = [fault.say(lang).split(": ", 1)[1] for fault in caught.value.faults]
    assert any(one.startswith(told.removesuffix("…")) for one in said), said


@pytest.mark.parametrize("lang", PAGES)
@pytest.mark.parametrize("model", MODELS)
def test_every_key_stands_on_the_page(lang: str, model: type[BaseModel]) -> None:
    keys = [field.alias or name for name, field in model.model_fields.items()]
    assert [key for key in keys if not re.search(rf"`{key}[`:]", page(lang))] == []


@pytest.mark.parametrize("lang", PAGES)
def test_every_page_that_is_linked_is_there(lang: str) -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", page(lang))
    assert PAGES["en" if lang == "zh" else "zh"].name in targets
    assert [target for target in targets if not (DOCS / target).exists()] == []

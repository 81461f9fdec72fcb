"""An example that fails is told with its place, its levels in the reader's language, and why."""

from pathlib import Path

import pytest

from tests.cli.test_main_job import align
from tests.ruleset.test_loader import THEME, ruleset

TWO = THEME.replace("elements: [排污权交易]", "elements: [排污权交易, 跨区域]").replace(
    "    terms: [排污权交易]\n", "    terms: [排污权交易]\n  - links: [跨区域]\n    terms: [跨省]\n"
)
ADDRESSED = "    addressed: [推进跨省排污权交易。]\n"
TWO = TWO.replace("    addressed: [推进排污权交易。]\n", ADDRESSED)


def failing(folder: Path, added: str, *more: str) -> str:
    """Return the line of the one example that fails, the last of the file."""
    result = align("rules", "test", "--rules", ruleset(folder, TWO + added), *more)
    assert result.returncode == 1, result.stderr.decode()
    line, _ = result.stdout.decode().splitlines()
    assert line.startswith(f"{folder}/ecology.yaml:17: ECO-11 ")
    return line


@pytest.mark.parametrize(
    ("example", "told"),
    [
        ("operational: [推进排污权交易。]", "例句应为落实到举措，实为部分响应（缺少要素：跨区域）"),
        (
            "operational: [推进跨省排污权交易。]",
            "应为落实到举措，实为实质响应（没有指标、时限、具名项目平台、责任主体）",
        ),
        (
            "partial: [五年来，排污权交易不断扩大。]",
            "应为部分响应，实为仅提及（语气读作：回顾，依据：五年来；命中：排污权交易）",
        ),
        ("partial: [推进跨省合作。]", "应为部分响应，实为未涉及（没有 proves 或 subject 词组命中"),
        ("partial: [推进跨省排污权交易。]", "应为部分响应，实为实质响应（命中："),
        ("mentioned: [推进排污权交易。]", "应为仅提及，实为部分响应（语气读作：承诺"),
        ("partial: [推进跨省排污权交易，年交易额达到5亿元。]", "实为落实到举措（算作举措：5亿元"),
    ],
)
def test_an_example_that_fails_tells_its_place_its_levels_and_why(
    tmp_path: Path, example: str, told: str
) -> None:
    line = failing(tmp_path, f"    {example}\n")
    assert told in line
    assert line.endswith("：" + example.split("[")[1].rstrip("]"))


def test_an_english_reader_is_told_in_english(tmp_path: Path) -> None:
    line = failing(tmp_path, "    operational: [推进排污权交易。]\n", "--lang", "en")
    assert "example should be operational, is partial (lacks: 跨区域): 推进" in line


def test_an_example_above_what_its_kind_can_reach_is_told_so(tmp_path: Path) -> None:
    theme = TWO.replace("kind: task", "kind: goal") + "    operational: [推进跨省排污权交易，达到5亿元。]\n"
    result = align("rules", "test", "--rules", ruleset(tmp_path, theme))
    assert "实为实质响应（这条规则最高到这一级）" in result.stdout.decode()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("要建立跨区域排污权交易制度\n", "（引文在第 0 段，第一行是第 0 段）"),
        ("标题\n" * 2 + "要建立跨区域排污权交易制度\n", "（引文在第 2 段，第一行是第 0 段）"),
        ("标题\n别的话\n", "（全文没有这句话，引文须一字不差）"),
    ],
)
def test_a_quote_that_stands_elsewhere_is_told_where(tmp_path: Path, text: str, told: str) -> None:
    source = tmp_path / "source.txt"
    source.write_text(text, encoding="utf-8")
    result = align("rules", "test", "--rules", ruleset(tmp_path), "--source", source)
    assert "ECO-11 的引文不在第 9 段：要建立" in result.stdout.decode()
    assert told in result.stdout.decode()


def test_the_help_says_that_the_title_is_paragraph_0() -> None:
    assert "第一行是标题，算第 0 段" in align("rules", "test", "--help").stdout.decode()

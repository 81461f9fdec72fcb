"""Faults in rule files are told all at once, each with its place."""

from pathlib import Path

import pytest

from align.errors import RulesetError
from align.ruleset import FaultyRulesError, load

HEADER = """\
id: small
version: "1"
title: 上位文件
issuer: 某机关
date: 2023-11-30
regions: [{name: 上海}]
themes: [ECO]
"""
THEME = """\
theme: ECO
title: 生态
rules:
- id: ECO-11
  title: 排污权交易
  kind: task
  source: {paragraph: 9, quote: 要建立跨区域排污权交易制度}
  elements: [排污权交易]
  evidence:
  - proves: [排污权交易]
    terms: [排污权交易]
  examples:
    addressed: [推进排污权交易。]
    absent: [加强排污口整治。]
"""


def ruleset(folder: Path, theme: str = THEME, header: str = HEADER) -> Path:
    (folder / "ruleset.yaml").write_text(header, encoding="utf-8")
    (folder / "ecology.yaml").write_text(theme, encoding="utf-8")
    return folder


def faults(folder: Path) -> list[str]:
    with pytest.raises(FaultyRulesError) as caught:
        load(folder)
    return [fault.say("zh").removeprefix(f"{folder}/") for fault in caught.value.faults]


def test_a_sound_ruleset_loads(tmp_path: Path) -> None:
    loaded = load(ruleset(tmp_path))
    assert [rule.id for rule in loaded.rules] == ["ECO-11"]
    assert loaded.binds(loaded.rules[0]) == ("上海",)


def test_three_faults_are_told_at_once_each_with_line_and_column(tmp_path: Path) -> None:
    theme = (
        THEME.replace("kind: task", "kind: duty")
        .replace("    terms:", "    termz:")
        .replace("    absent: [加强排污口整治。]\n", "")
    )
    told = faults(ruleset(tmp_path, theme))
    assert told == [
        "ecology.yaml:6:3: “ECO-11 的 kind”的值是 'duty'，只能是 'task'、'principle'、'goal'、'problem'。",
        "ecology.yaml:11:5: 不认识的键“ECO-11 的 evidence 第 1 项的 termz”；是否指 terms？可用：proves、links、subject、terms、"
        "concept、except、beside、unless、near、forbids。",
        "ecology.yaml:12:3: 缺少“ECO-11 的 examples 的 absent”。",
    ]


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("elements: [排污权交易]", "elements: [排污权交易, 跨区域]", "8:21", "没有词组能证明要素“跨区域”"),
        ("- proves: [排污权交易]", "- proves: [排污权]", "10:14", "不在 elements 里"),
        ("- proves: [排污权交易]", "- subject: true\n    proves: [排污权交易]", "10:5", "只能一个"),
        ("    terms: [排污权交易]", "    concept: 跨区域", "11:5", "没有概念“跨区域”"),
        ("  kind: task", "  kind: task\n  binds: [河南]", "7:11", "不在规则集的地区里"),
        ("  kind: task", "  kind: task\n  kind: task", "7:3", "重复"),
        ("paragraph: 9", "paragraph: nine", "7:12", "应是整数，这里是 'nine'"),
        ("paragraph: 9", "paragraph: 0x1F", "7:12", "应是整数，这里是 '0x1F'"),
        ("paragraph: 9", "paragraph: 1:30", "7:12", "应是整数，这里是 '1:30'"),
        ("  kind: task", "  kind: task\n  weight: .inf", "7:3", "应是数字，这里是 '.inf'"),
        ("  kind: task", "  kind: task\n  weight: 0", "7:3", "应大于 0，这里是 0"),
        ("  kind: task", "  kind: task\n  until: soon", "7:3", "应是日期（如 2025-12-31），这里是 'soon'"),
        ("id: ECO-11", "id: eco11", "4:3", "“rules 第 1 项的 id”写法不对：'eco11'，应如 ECO-11"),
        (
            "  - proves: [排污权交易]\n    terms: [排污权交易]",
            "  - 排污权交易",
            "10:5",
            "应是“键: 值”的对应表，这里是 '排污权交易'",
        ),
        (
            "  kind: task",
            "  kind: task\n  max_level: partial",
            "7:3",
            "不认识的键“ECO-11 的 max_level”；是否指 max-level？可用：id、",
        ),
        ("elements: [排污权交易]", "elements: [&a 排污权交易, *a]", "8:14", "不支持引用"),
        ("    terms: [排污权交易]", "    concept: [没有, 不见]", "11:19", "没有概念“不见”"),
        ("    terms: [排污权交易]", "    terms: [……]", "11:13", "只能夹在两段文字之间"),
        ("    terms: [排污权交易]", "    terms: [排污权…]", "11:13", "只能夹在两段文字之间"),
        (
            "    terms: [排污权交易]",
            "    terms: [排污, …交易]",
            "11:17",
            "“ECO-11 的 evidence 第 1 项的 terms 第 2 项”",
        ),
        ("theme: ECO", "theme: XXX", "1:1", "不在 ruleset.yaml 的 themes 里"),
        ("title: 排污权交易", "title: !!python/object:os.system 排污权交易", "5:10", "不允许的标签"),
    ],
)
def test_names_that_point_nowhere_are_faults_at_their_place(
    tmp_path: Path, old: str, new: str, place: str, words: str
) -> None:
    told = faults(ruleset(tmp_path, THEME.replace(old, new, 1)))
    assert any(line.startswith(f"ecology.yaml:{place}:") and words in line for line in told), told


def test_a_fault_of_a_rule_hides_none_of_its_own_nor_of_others(tmp_path: Path) -> None:
    second = (
        THEME[THEME.index("- id") :]
        .replace("ECO-11", "ECO-12")
        .replace("terms: [排污权交易]", "concept: 不见")
    )
    first = THEME.replace("    terms: [排污权交易]", "    concept: 没有\n    foo: 1")
    told = faults(ruleset(tmp_path, first + second + second))
    words = ("没有概念“没有”", "的 foo”", "没有概念“不见”", "规则 ECO-12 重复", "没有概念“不见”")
    assert len(told) == len(words)
    assert all(word in line for word, line in zip(words, told, strict=True)), told


def test_an_english_reader_is_told_the_rule_and_the_permitted_keys(tmp_path: Path) -> None:
    with pytest.raises(FaultyRulesError) as caught:
        load(ruleset(tmp_path, THEME.replace("    terms:", "    termz:")))
    (fault,) = caught.value.faults
    assert "unknown key 'ECO-11, evidence item 1, termz'; did you mean terms? permitted: proves, " in fault.en


def test_an_exempt_clause_stands_under_a_rule_that_is_there(tmp_path: Path) -> None:
    clauses = (
        "clauses:\n"
        "- {paragraph: 1, quote: 一, reason: stands-under, under: ECO-11}\n"
        "- {paragraph: 1, quote: 二, reason: stands-under, under: ZZ-99}\n"
        "- {paragraph: 1, quote: 三, reason: stands-under}\n"
        "- {paragraph: 1, quote: 四, reason: frame}\n"
    )
    (tmp_path / "exempt.yaml").write_text(clauses, encoding="utf-8")
    unknown, nameless = faults(ruleset(tmp_path))
    assert unknown.startswith("exempt.yaml:3:")
    assert "没有规则“ZZ-99”" in unknown
    assert nameless.startswith("exempt.yaml:4:")
    assert "须用 under 写明" in nameless


def test_a_faulty_theme_file_is_not_told_to_be_missing(tmp_path: Path) -> None:
    (told,) = faults(ruleset(tmp_path, THEME.replace("kind: task", "kind: duty")))
    assert "kind" in told


def test_broken_yaml_is_a_fault_at_its_place_and_no_traceback(tmp_path: Path) -> None:
    (told,) = [line for line in faults(ruleset(tmp_path, THEME + "  x: [unclosed\n")) if "ecology" in line]
    assert told.startswith("ecology.yaml:16:1: YAML 写法有误")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a:\n\tb: c\n", "缩进请用空格"),
        ("a: b: c\n", "这里不能有冒号"),
        ("a: *x\n", "以 * 开头的文字请加引号"),
        ("a: [b\n", "缺少逗号或 ]"),
        ("a: b\n---\nc: d\n", "只能有一份内容"),
        ("a: \x01\n", "控制字符"),
    ],
)
def test_broken_yaml_is_told_in_chinese(tmp_path: Path, text: str, words: str) -> None:
    (told,) = [line for line in faults(ruleset(tmp_path, text)) if "YAML" in line]
    assert words in told


def test_a_folder_named_like_a_rule_file_is_passed_over(tmp_path: Path) -> None:
    folder = ruleset(tmp_path)
    (folder / "more.yaml").mkdir()
    assert load(folder).rules


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("theme: ECO", "theme：ECO", "1:1"),
        ("- id: ECO-11", "- id：ECO-11", "4:1"),
        ("  kind: task", "  kind：task", "6:1"),
        ("  examples:", "  examples：", "12:1"),
        ("    absent: ", "    absent：", "14:1"),
    ],
)
def test_a_full_width_colon_after_a_key_is_told_where_it_stands(
    tmp_path: Path, old: str, new: str, place: str
) -> None:
    (told,) = faults(ruleset(tmp_path, THEME.replace(old, new)))
    line = place.split(":")[0]
    assert told == (
        f"ecology.yaml:{place}: YAML 写法有误：第 {line} 行用了全角冒号“：”，请改为半角“:”加空格。"
    )


def test_a_full_width_colon_that_yaml_takes_for_part_of_a_key_is_told_too(tmp_path: Path) -> None:
    told = faults(ruleset(tmp_path, THEME.replace("paragraph: 9", "paragraph：9")))
    assert any(
        "paragraph：9”；用了全角冒号“：”，请改为半角“:”加空格；可用：paragraph" in line for line in told
    )


def test_a_full_width_colon_after_the_name_of_a_concept_is_told(tmp_path: Path) -> None:
    (tmp_path / "concepts.yaml").write_text("平台: [平台]\n跨区域：[跨省]\n平: [平台]\n", encoding="utf-8")
    (told,) = faults(ruleset(tmp_path))
    assert told.startswith("concepts.yaml:2:1: YAML 写法有误：第 2 行用了全角冒号")


def test_a_colon_inside_an_example_is_not_taken_for_the_fault(tmp_path: Path) -> None:
    theme = THEME.replace(
        "[推进排污权交易。]", "\n    - “牵头单位：市环保局”推进排污权交易。\n    x: [unclosed"
    )
    (told,) = faults(ruleset(tmp_path, theme))
    assert "全角冒号" not in told


@pytest.mark.parametrize("old", ["  kind: task", "    terms:", "title: 生态"])
def test_a_tab_as_indentation_is_told(tmp_path: Path, old: str) -> None:
    (told,) = faults(ruleset(tmp_path, THEME.replace(old, "\t" + old.strip())))
    assert "不要用 Tab 缩进" in told


def test_a_file_that_is_not_utf8_is_told_how_to_be_saved(tmp_path: Path) -> None:
    ruleset(tmp_path)
    (tmp_path / "ecology.yaml").write_bytes(THEME.encode("gbk"))
    (told,) = faults(tmp_path)
    assert told == "ecology.yaml:1:1: 不是 UTF-8 文本（第 18 字节）；请另存为 UTF-8。"


def test_a_concept_without_a_file_of_concepts_says_to_make_one(tmp_path: Path) -> None:
    (told,) = faults(ruleset(tmp_path, THEME.replace("    terms: [排污权交易]", "    concept: 跨区域")))
    assert "没有 concepts.yaml" in told
    assert "请新建" in told
    (tmp_path / "concepts.yaml").write_text("平台: [示范区]\n", encoding="utf-8")
    (told,) = faults(tmp_path)
    assert told.endswith("没有概念“跨区域”（concepts.yaml 里有：平台）。")


def test_a_file_given_for_a_ruleset_names_its_folder(tmp_path: Path) -> None:
    with pytest.raises(RulesetError) as caught:
        load(ruleset(tmp_path) / "ecology.yaml")
    assert f"请给它所在的文件夹 {tmp_path}。" in caught.value.zh
    (tmp_path / "ruleset.yaml").unlink()
    with pytest.raises(RulesetError) as caught:
        load(tmp_path / "ecology.yaml")
    assert caught.value.zh.endswith("并在其中放好 ruleset.yaml。")


def test_a_file_nested_beyond_reason_is_a_fault_and_no_traceback(tmp_path: Path) -> None:
    (told,) = [line for line in faults(ruleset(tmp_path, "theme: " + "[" * 5000)) if "ecology" in line]
    assert told.startswith("ecology.yaml:1:")


def test_a_missing_ruleset_names_the_shipped_ones() -> None:
    with pytest.raises(RulesetError, match="yrd-2023"):
        load("no-such-rules")


def test_line_ends_do_not_change_the_digest(tmp_path: Path) -> None:
    first = load(ruleset(tmp_path)).digest
    (tmp_path / "ecology.yaml").write_bytes(THEME.replace("\n", "\r\n").encode())
    assert load(tmp_path).digest == first

"""The main job as a new user meets it: the command, its exit codes, its sentences."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "fixtures"


def align(
    *arguments: str | Path, stdin: bytes | None = None, cwd: Path = ROOT
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "align", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, cwd=cwd, check=False)


def test_a_plan_is_judged_against_all_110_directives_and_exits_0_without_a_policy() -> None:
    result = align("check", FIXTURES / "plan.txt", "--format", "json")
    assert result.returncode == 0
    report = json.loads(result.stdout)
    assert report["schema"] == "align/assessment/v1"
    assert len(report["findings"]) == 110
    assert report["scope"]["region"] == "江苏"
    assert report["scope"]["region_source"] == "document"


def test_the_example_plan_is_judged_as_its_author_meant_it() -> None:
    report = json.loads(align("check", FIXTURES / "plan.txt", "--format", "json").stdout)
    found = {finding["rule"]: finding for finding in report["findings"]}
    assert found["ECO-11"]["outcome"] == "contradicted"  # 暂不开展跨省排污权交易
    assert found["ECO-04"]["level_name"] == "operational"  # 断面优Ⅲ比例保持在95%以上
    assert found["MEC-06"]["level"] >= 3  # “一卡通”
    assert found["MEC-09"]["outcome"] == "gap"  # 一体化示范区没有写
    assert found["OPN-04"]["reason"] == "region"  # 只约束上海
    assert found["PTY-09"]["reason"] == "lapsed"


def test_the_same_input_gives_the_same_bytes() -> None:
    first, second = (align("check", FIXTURES / "plan.txt", "--format", "json").stdout for _ in range(2))
    assert first == second


@pytest.mark.parametrize("name", ["recipe.txt", "novel.txt"])
def test_what_is_no_plan_has_no_level_a_notice_and_fails_only_under_a_policy(name: str) -> None:
    without = align("check", FIXTURES / name, "--region", "江苏", "--format", "json")
    report = json.loads(without.stdout)
    assert {finding["level"] for finding in report["findings"]} == {0}
    assert "not-a-plan" in {notice["code"] for notice in report["notices"]}
    assert without.returncode == 0
    assert align("check", FIXTURES / name, "--region", "江苏", "--fail-on", "absent").returncode == 5


def test_too_little_text_is_exit_3_with_a_notice() -> None:
    result = align("check", "-", "--region", "江苏", stdin="一、重点任务\n推动长三角一体化发展。\n".encode())
    assert result.returncode == 3
    told = result.stdout.decode()
    assert "无法评估" in told
    assert "覆盖率" not in told
    assert "缺口" not in told


def test_too_little_text_among_others_is_not_judged_and_not_failed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes((FIXTURES / "plan.txt").read_bytes())
    (tmp_path / "b.txt").write_text("江苏省发展规划\n推动长三角一体化发展。\n", encoding="utf-8")
    result = align("check", ".", cwd=tmp_path)
    assert result.returncode == 3
    (row,) = [line.split() for line in result.stdout.decode().splitlines() if line.endswith("b.txt")]
    assert row == ["无法评估", "—", "—", "—", "—", "b.txt"]
    assert "共 2 份规划：1 份已评估，0 份未通过，1 份无法评估。" in result.stdout.decode()


def test_a_plan_of_a_region_outside_is_judged_but_nothing_binds() -> None:
    text = (FIXTURES / "plan.txt").read_text(encoding="utf-8").replace("江苏省", "四川省")
    report = json.loads(
        align("check", "-", "--region", "四川", "--format", "json", stdin=text.encode()).stdout
    )
    assert report["coverage"]["ratio"] is None
    assert "nothing-binds" in {notice["code"] for notice in report["notices"]}
    assert any(finding["level"] >= 3 for finding in report["findings"])
    bound = json.loads(
        align("check", "-", "--region", "四川", "--bind-all", "--format", "json", stdin=text.encode()).stdout
    )
    assert bound["coverage"]["binding"] == 109  # all but the lapsed one


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check"], "请写明规划文件"),
        (["check", "没有这个文件.txt"], "找不到文件"),
        (["check", FIXTURES / "plan.txt", "--region", "火星"], "不认识地区“火星”"),
        (
            ["check", FIXTURES / "plan.txt", "--region", "普陀区"],
            "不止一处：上海市普陀区、浙江省舟山市普陀区",
        ),
        (["check", FIXTURES / "plan.txt", "--theme", "XX"], "主题有 GEN"),
        (["check", FIXTURES / "plan.txt", "--explain", "ECO-99"], "没有规则“ECO-99”"),
        (["rules", "show", "ECO-111"], "是不是 ECO-11"),
        (["check", FIXTURES / "plan.txt", "--rules", "no-such"], "自带的规则集"),
        (["check", FIXTURES / "plan.txt", "--format", "foo"], "可用的格式"),
    ],
)
def test_bad_use_is_exit_2_with_a_sentence_and_no_traceback(arguments: list[str | Path], words: str) -> None:
    result = align(*arguments)
    told = result.stderr.decode()
    assert result.returncode == 2
    assert words in told
    assert "Traceback" not in told


def test_a_binary_file_and_an_empty_one_are_sentences(tmp_path: Path) -> None:
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "empty.txt").write_bytes(b"")
    for name, code in (("binary.txt", 2), ("empty.txt", 3)):
        result = align("check", tmp_path / name, "--region", "江苏")
        assert result.returncode == code
        assert result.stderr
        assert b"Traceback" not in result.stderr


def test_english_is_an_option() -> None:
    told = align("check", "nofile.txt", "--lang", "en").stderr.decode()
    assert told.isascii()


def test_rules_list_as_json_is_a_list_of_110() -> None:
    rules = json.loads(align("rules", "list", "--format", "json").stdout)
    assert len(rules) == 110
    assert rules[0]["id"] == "GEN-01"


def test_a_rule_is_its_own_manual() -> None:
    told = align("rules", "show", "ECO-11").stdout.decode()
    assert "要建立跨区域排污权交易制度" in told
    assert "例句" in told


def broken(path: Path, places: int) -> Path:
    content = (FIXTURES / "plan.txt").read_bytes().split(b"\n")
    for line in range(5, 5 + places):
        content[line] = content[line][:6] + b"\xff" + content[line][6:]
    path.write_bytes(b"\n".join(content))
    return path


def test_a_few_broken_bytes_are_a_notice_that_says_where(tmp_path: Path) -> None:
    plan = broken(tmp_path / "plan.txt", 2)
    (told,) = [
        notice["text"]
        for notice in json.loads(align("check", plan, "--format", "json").stdout)["notices"]
        if notice["code"] == "unread"
    ]
    assert told.startswith("有 2 处文字无法读出（第 6、7 行）")
    assert "2 place(s) could not be read (line 6, 7)" in align("check", plan, "--lang", "en").stdout.decode()
    assert "无法读出" not in align("check", FIXTURES / "plan.txt").stdout.decode()


def test_many_broken_bytes_are_a_sentence_and_exit_2(tmp_path: Path) -> None:
    result = align("check", broken(tmp_path / "plan.txt", 30))
    assert result.returncode == 2
    assert "已损坏（UTF-8" in result.stderr.decode()

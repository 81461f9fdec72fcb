"""Only what is new or worse than in the baseline fails, whatever else was edited."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.scenario.conftest import Ran, Repo


GAP = ["--fail-on", "gap,contradicted"]


@pytest.fixture
def base(repo: Repo) -> Repo:
    ran = repo.align("baseline", "drafts/plan.txt", "--rules", "rules", "-o", "base.json")
    assert ran.code == 0
    assert "已记下 1 份规划" in ran.err
    return repo


def against(repo: Repo, *more: str) -> Ran:
    return repo.check("--baseline", "base.json", *(more or GAP))


def test_what_the_baseline_knows_passes(base: Repo) -> None:
    assert base.check(*GAP).code == 1
    assert against(base).code == 0


def test_a_baseline_alone_is_a_policy(base: Repo) -> None:
    assert base.check("--baseline", "base.json").code == 0
    base.edit("drafts/plan.txt", ("坚定推进长江十年禁渔，", ""))
    assert base.check("--baseline", "base.json").code == 1


def test_a_renumbered_draft_is_the_same_draft(base: Repo) -> None:
    base.edit(
        "drafts/plan.txt",
        ("（二）扩大", "2．扩大"),
        ("（一）加强", "1．加强"),
        ("四、保障", "五、保障"),
        ("三、重点任务", "四、重点任务"),
        ("二、2024年", "三、规划背景\n　　世界正在经历深刻变化。\n\n二、2024年"),
    )
    ran = against(base)
    assert ran.code == 0
    assert ran.err == "通过：drafts/plan.txt\n"


def test_edits_elsewhere_wraps_and_punctuation_do_not_matter(base: Repo) -> None:
    base.edit(
        "drafts/plan.txt",
        ("深化全省排污权交易改革，完善", "（3）深化全省排污权交易改革、完善"),
        ("优化营商环境", "持续优化营商环境"),
        ("让人民群众共享", "让人民群众\n共享"),
    )
    assert against(base).code == 0


def test_other_sentences_with_the_same_conclusion_pass_and_are_told(base: Repo) -> None:
    base.edit("drafts/plan.txt", ("深化全省排污权交易改革", "扩大全省排污权交易范围"))
    ran = against(base)
    assert ran.code == 0
    assert "证据语句有改动：ECO-11。" in ran.err


def test_a_lower_level_fails_and_both_levels_are_told(base: Repo) -> None:
    base.edit("drafts/plan.txt", ("坚定推进长江十年禁渔，", ""))
    ran = against(base)
    assert ran.code == 1
    assert "ECO-12 长江十年禁渔：与基线相比倒退，由实质响应（已响应）变为未涉及（缺口）。" in ran.err
    assert "OPN-01" not in ran.err


def test_a_gap_that_gets_deeper_fails(base: Repo) -> None:
    base.edit("drafts/plan.txt", ("深化全省排污权交易改革，", ""))
    ran = against(base, "--fail-on", "contradicted")
    assert ran.code == 1
    assert "由部分响应（缺口）变为未涉及（缺口）" in ran.err


def test_a_new_contradiction_fails(base: Repo) -> None:
    base.edit("drafts/plan.txt", ("促进外贸稳定增长", "暂停推进自由贸易试验区建设，促进外贸稳定增长"))
    ran = against(base)
    assert ran.code == 1
    assert "OPN-01" in ran.err
    assert "相抵触" in ran.err


def test_a_second_sentence_that_rejects_fails_and_a_known_one_does_not(base: Repo) -> None:
    base.edit("drafts/plan.txt", ("促进外贸稳定增长", "暂停推进自由贸易试验区建设，促进外贸稳定增长"))
    base.align("baseline", "drafts/plan.txt", "--rules", "rules", "-o", "base.json")
    assert against(base).code == 0
    base.edit("drafts/plan.txt", ("优化营商环境", "不再推进自由贸易试验区扩区。优化营商环境"))
    ran = against(base)
    assert ran.code == 1
    assert "有基线里没有的抵触语句" in ran.err


def test_an_improvement_is_told_and_ratchets(base: Repo) -> None:
    base.edit("drafts/plan.txt", ("深化全省排污权", "深化长三角排污权"))
    told = against(base)
    assert told.code == 0
    assert "ECO-11 跨区域排污权交易制度：与基线相比改进" in told.err
    updated = against(base, *GAP, "--update-baseline")
    assert updated.code == 0
    assert "改进 1 项" in updated.err
    assert json.loads(base.read("base.json"))["plans"]["drafts/plan.txt"]["ECO-11"]["outcome"] == "met"
    base.edit("drafts/plan.txt", ("深化长三角排污权", "深化全省排污权"))
    assert against(base).code == 1


def test_an_update_never_writes_what_is_worse(base: Repo) -> None:
    base.edit("drafts/plan.txt", ("坚定推进长江十年禁渔，", ""))
    before = base.read("base.json")
    assert against(base, *GAP, "--update-baseline").code == 1
    assert base.read("base.json") == before
    assert against(base).code == 1


def test_a_plan_that_the_baseline_does_not_know_is_new(base: Repo) -> None:
    base.write("drafts/second.txt", base.read("drafts/plan.txt"))
    ran = base.align("check", "drafts", "--rules", "rules", "--baseline", "base.json", *GAP)
    assert ran.code == 1
    assert "通过：drafts/plan.txt" in ran.err
    assert "未通过：drafts/second.txt" in ran.err


def test_the_same_plan_is_known_from_any_folder(base: Repo) -> None:
    ran = base.align(
        "check", "plan.txt", "--rules", "../rules", "--baseline", "../base.json", *GAP, cwd="drafts"
    )
    assert ran.code == 0


def test_a_waiver_that_ends_after_the_baseline_fails(repo: Repo) -> None:
    waiver = 'waivers = [{directive = "OPN-01", reason = "x", until = "2026-06-30"}]'
    common = ("--rules", "rules", "--set", waiver)
    repo.align("baseline", "drafts/plan.txt", *common, "--as-of", "2026-06-30", "-o", "base.json")
    check = ("check", "drafts/plan.txt", *common, "--baseline", "base.json")
    assert repo.align(*check, "--as-of", "2026-06-30").code == 0
    ran = repo.align(*check, "--as-of", "2026-07-01")
    assert ran.code == 1
    assert "OPN-01" in ran.err


def test_a_changed_ruleset_is_told(base: Repo) -> None:
    base.edit("rules/opn.yaml", ("terms: [开放发展]", "terms: [开放发展, 高水平开放]"))
    ran = against(base)
    assert ran.code == 0
    assert "规则集 demo 与基线生成时不同" in ran.err


def test_a_new_rule_is_new(base: Repo) -> None:
    rule = base.read("rules/opn.yaml").split("rules:\n")[1].split("- id: OPN-02")[0]
    added = rule.replace("OPN-01", "OPN-04").replace("自由贸易试验区", "数字贸易")
    base.write("rules/opn.yaml", base.read("rules/opn.yaml") + added)
    ran = against(base)
    assert ran.code == 1
    assert "OPN-04" in ran.err
    assert "OPN-01" not in ran.err


def test_a_baseline_of_another_superior_document_is_bad_use(base: Repo) -> None:
    base.edit("rules/ruleset.yaml", ("id: demo", "id: other"))
    ran = against(base)
    assert ran.code == 2
    assert "demo" in ran.err


@pytest.mark.parametrize("text", [None, "", "{", '{"schema": "align/assessment/v1"}'])
def test_a_baseline_that_is_none_is_bad_use(repo: Repo, text: str | None) -> None:
    if text is not None:
        repo.write("base.json", text)
    ran = repo.check("--baseline", "base.json")
    assert ran.code == 2
    assert "align baseline" in ran.err


def test_an_empty_draft_leaves_no_baseline(repo: Repo) -> None:
    repo.write("drafts/plan.txt", "江苏省规划\n")
    ran = repo.align("baseline", "drafts/plan.txt", "--rules", "rules", "-o", "base.json")
    assert ran.code == 3
    assert not (repo.path / "base.json").exists()


def test_the_same_plans_give_the_same_bytes(base: Repo) -> None:
    first = base.read("base.json")
    base.align("baseline", "drafts", "--rules", "rules", "-o", "base.json")
    assert base.read("base.json") == first

"""A draft is refused for a reason that somebody asked for, and never passes because nothing was checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.scenario.conftest import Repo


NOVEL = (
    "那天傍晚，他沿着河堤慢慢走回家。风从对岸吹过来，带着稻草烧过的味道。母亲站在门口，手里端着一碗还热的粥。"
    "她没有说话，只是看着他把湿了的鞋脱下来，放在灶台边上。屋里的灯很暗，墙上的影子一长一短。他想起小时候的那条狗，"
    "想起它总在这个时候趴在门槛上等人。如今门槛还在，狗早就不在了。他喝完粥，坐在床沿上，听见外面有人敲锣，"
    "说是下游的桥塌了。他披上衣服，又走进夜里。桥边围了许多人，火把照着水面，水很急，谁也没有下去。"
    "他站在人群后面，看见父亲也在那里，背比从前更驼了一些。两个人隔着火光望了一眼，谁都没有先开口。"
    "后来雨下起来，火把一支一支灭了，人也一个一个散了。他和父亲走在最后面，一前一后，脚步声混在雨声里。"
    "到家的时候，粥已经凉了，母亲又把它热了一遍。三个人围着灶台坐着，谁也没有提起桥的事，只听见屋檐的水一滴一滴落下来。"
    "他忽然觉得，这些年走过的路，好像都是为了回到这张桌子旁边。"
)


def test_without_a_policy_gaps_are_reported_and_the_exit_code_is_0(repo: Repo) -> None:
    ran = repo.check()
    assert ran.code == 0
    assert "OPN-01 自由贸易试验区联动" in ran.out
    assert ran.err == ""


@pytest.mark.parametrize(
    ("what", "refused"),
    [
        ("absent", ["OPN-01"]),
        ("mentioned", ["OPN-02"]),
        ("partial", ["ECO-11"]),
        ("gap", ["ECO-11", "OPN-01", "OPN-02"]),
        ("absent,partial", ["ECO-11", "OPN-01"]),
    ],
)
def test_what_was_asked_to_fail_fails_and_nothing_else(repo: Repo, what: str, refused: list[str]) -> None:
    ran = repo.check("--fail-on", what)
    assert ran.code == 1
    for rule in ("ECO-11", "ECO-12", "OPN-01", "OPN-02", "OPN-03"):
        assert (rule in ran.err) == (rule in refused)


def test_a_policy_that_nothing_breaks_passes_and_says_so(repo: Repo) -> None:
    ran = repo.check("--fail-on", "contradicted")
    assert ran.code == 0
    assert ran.err == "通过：drafts/plan.txt\n"


def test_a_sentence_that_rejects_the_directive_is_contradicted(repo: Repo) -> None:
    repo.edit("drafts/plan.txt", ("促进外贸稳定增长", "暂停推进自由贸易试验区建设，促进外贸稳定增长"))
    ran = repo.check("--fail-on", "contradicted")
    assert ran.code == 1
    assert "OPN-01 自由贸易试验区联动：与要求相抵触" in ran.err


def test_a_refusal_names_the_directive_and_what_is_lacking(repo: Repo) -> None:
    ran = repo.check("--require", "ECO-11=addressed")
    assert ran.code == 1
    assert "ECO-11 跨区域排污权交易制度：要求达到实质响应，实为部分响应，缺少跨区域。" in ran.err


def test_the_refusal_is_english_when_asked(repo: Repo) -> None:
    ran = repo.check("--require", "ECO-11=addressed", "--lang", "en")
    assert "must be addressed, is partial, lacking 跨区域." in ran.err


def test_a_requirement_on_a_theme_holds_for_each_of_its_directives(repo: Repo) -> None:
    assert repo.check("--require", "ECO=partial").code == 0
    ran = repo.check("--require", "OPN=partial")
    assert ran.code == 1
    assert "OPN-01" in ran.err
    assert "OPN-02" in ran.err
    assert "OPN-03" not in ran.err


def test_coverage_below_the_floor_fails(repo: Repo) -> None:
    assert repo.check("--fail-under", "0.5").code == 0
    ran = repo.check("--fail-under", "0.7")
    assert ran.code == 1
    assert "覆盖率 50.0%，低于要求的 70%。" in ran.err


def test_exit_zero_reports_the_refusal_and_does_not_stop_the_pipeline(repo: Repo) -> None:
    ran = repo.check("--fail-on", "absent", "--exit-zero")
    assert ran.code == 0
    assert "未通过：drafts/plan.txt" in ran.err


@pytest.mark.parametrize("typo", ["ECO-1=addressed", "ECO-13=addressed", "EOC=addressed"])
def test_a_typo_in_a_directive_id_is_bad_use_and_the_nearest_is_named(repo: Repo, typo: str) -> None:
    ran = repo.check("--require", typo)
    assert ran.code == 2
    assert "是否指 ECO" in ran.err
    assert ran.out == ""


@pytest.mark.parametrize("wrong", ["ECO-11=adressed", "ECO-11"])
def test_a_typo_in_a_level_is_bad_use_and_the_permitted_are_named(repo: Repo, wrong: str) -> None:
    ran = repo.check("--require", wrong)
    assert ran.code == 2
    assert "addressed" in ran.err


def test_a_typo_in_what_fails_is_bad_use(repo: Repo) -> None:
    ran = repo.check("--fail-on", "abesnt")
    assert ran.code == 2
    assert "contradicted（相抵触）、gap（缺口）、absent（未涉及）" in ran.err
    ran = repo.check("--fail-on", "abesnt", "--lang", "en")
    assert "contradicted, gap, absent, mentioned, partial, copied" in ran.err


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("--fail-on=缺口", "--fail-on=gap"),
        ("--fail-on=未涉及、仅提及", "--fail-on=absent,mentioned"),
        ("--fail-on=照抄原文", "--fail-on=copied"),
        ("--require=ECO-11=实质响应", "--require=ECO-11=addressed"),
        ("--require=ECO-11＝落实到举措", "--require=ECO-11=operational"),
    ],
)
def test_the_words_of_the_reports_are_the_words_of_policies(repo: Repo, chinese: str, english: str) -> None:
    one, other = repo.check(chinese), repo.check(english)
    assert (one.code, one.err) == (other.code, other.err)
    assert one.code != 2


def test_settings_take_chinese_words_and_show_the_canonical_ones(
    repo: Repo, settings: Callable[[str], None]
) -> None:
    settings('fail-on = ["缺口"]\nrequire = ["ECO-11=实质响应"]\n')
    told = repo.align("settings").out
    assert '["gap"]' in told
    assert '["ECO-11=addressed"]' in told


def test_a_share_in_percent_is_told_how_to_write_it(repo: Repo) -> None:
    ran = repo.check("--fail-under", "70")
    assert ran.code == 2
    assert "70% 请写 0.7。" in ran.err


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--require", "ECO-11=addressed", "--require", "ECO-11=partial"], "相互矛盾"),
        (["--require", "ECO-11=addressed", "--theme", "OPN"], "永远不会被检查"),
        (["--require", "OPN-03=operational"], "不可能达到"),
        (["--fail-under", "70"], "0–1"),
        (["--update-baseline"], "--baseline"),
    ],
)
def test_settings_that_contradict_are_bad_use(repo: Repo, options: list[str], says: str) -> None:
    ran = repo.check(*options)
    assert ran.code == 2
    assert says in ran.err


@pytest.mark.parametrize("text", ["", "\n \n", "江苏省发展规划\n一、重点任务\n推进自由贸易试验区建设。\n"])
def test_an_empty_draft_is_never_judged_and_never_passes(repo: Repo, text: str) -> None:
    repo.write("drafts/plan.txt", text)
    assert repo.check("--region", "江苏").code == 3
    assert repo.check("--region", "江苏", "--fail-on", "contradicted").code == 3


def test_a_draft_of_another_region_passes_no_policy_that_binds_nothing(repo: Repo) -> None:
    repo.edit("drafts/plan.txt", ("江苏省", "湖北省"))
    free = repo.check()
    assert free.code == 0
    assert "没有一条要求约束这份文件" in free.out
    bound = repo.check("--fail-on", "absent")
    assert bound.code == 4
    assert "什么都没有检查" in bound.err
    assert repo.check("--fail-on", "absent", "--bind-all").code == 1


def test_a_text_that_is_no_plan_passes_no_policy(repo: Repo) -> None:
    repo.write("drafts/plan.txt", NOVEL)
    assert repo.check("--region", "江苏").code == 0
    assert repo.check("--region", "江苏", "--fail-on", "absent").code == 5


def test_a_rules_folder_with_a_fault_is_bad_use_with_its_place(repo: Repo) -> None:
    repo.edit("rules/opn.yaml", ("proves: [口岸通关]", "prove: [口岸通关]"))
    ran = repo.check("--fail-on", "absent")
    assert ran.code == 2
    assert "rules/opn.yaml:21:7:" in ran.err
    assert ran.out == ""


def test_a_plan_that_is_not_there_is_bad_use(repo: Repo) -> None:
    ran = repo.align("check", "drafts/none.txt", "--rules", "rules")
    assert ran.code == 2
    assert "none.txt" in ran.err


def test_a_region_nobody_knows_is_bad_use(repo: Repo) -> None:
    ran = repo.check("--region", "火星")
    assert ran.code == 2
    assert "火星" in ran.err


def test_a_plan_comes_from_standard_input_too(repo: Repo) -> None:
    text = repo.read("drafts/plan.txt")
    ran = repo.align("check", "-", "--rules", "rules", "--fail-on", "absent", stdin=text)
    assert ran.code == 1
    assert "OPN-01" in ran.err

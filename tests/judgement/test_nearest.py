"""Where a directive that is lacking would go: beside its nearest sentence, else where the plan speaks like its rule."""

import pytest

import align
from align.document.plain import plain

PLAN = """\
江苏省2026年政府工作报告
一、2025年工作回顾
（一）生态环境持续改善
太湖水质明显好转，绿色工厂数量居全国前列。
二、2026年重点任务
（一）培育新质生产力
支持企业牵头攻关，建设概念验证中心，促进成果转化，发展未来产业。
（二）全面绿色转型
深入打好污染防治攻坚战，整治入河排污口，推动重点行业节能改造，建设绿色工厂。
（三）增进民生福祉
办好人民满意的教育，扩大优质医疗资源，健全养老服务，做好参保人员服务。
（四）加强政府自身建设
从严管理干部队伍，严格落实中央八项规定精神，驰而不息纠治四风。
"""
RULESET = align.load("yrd-2023")


@pytest.mark.parametrize(
    ("directive", "title"),
    [
        ("ECO-07", "全面绿色转型"),
        ("MEC-06", "增进民生福祉"),
        ("PTY-11", "加强政府自身建设"),
        ("INN-06", "培育新质生产力"),
    ],
)
def test_a_directive_goes_where_the_plan_speaks_like_its_rule(directive: str, title: str) -> None:
    assessment = align.check(plain(PLAN, "plan.txt"), RULESET)
    finding = assessment.finding(directive)
    assert finding is not None
    assert finding.gap is not None
    assert finding.gap.section is not None
    assert assessment.outline.sections[finding.gap.section].title == title


def test_a_review_is_no_place_for_a_directive() -> None:
    assessment = align.check(plain(PLAN, "plan.txt"), RULESET)
    chapters = {finding.gap.section for finding in assessment.findings if finding.gap}
    reviews = {
        index for index, section in enumerate(assessment.outline.sections) if "持续改善" in section.title
    }
    assert chapters
    assert not chapters & reviews


def test_a_plan_without_sections_has_no_place() -> None:
    assessment = align.check(plain("江苏省规划。推进长三角一体化发展。", "plan.txt"), RULESET, region="江苏")
    assert {finding.gap.section for finding in assessment.findings if finding.gap} == {None}

"""A passage that only repeats the superior document is a copy, however it is set; what it adds of its own makes it none."""

from pathlib import Path

import pytest

import align
from align.document.plain import plain

RULESET = align.load("yrd-2023")
QUOTED = "要建立跨区域排污权交易制度，积极稳妥推进碳达峰碳中和。"
HEAD = "江苏省2026年政府工作报告\n一、2026年重点任务\n（一）推进绿色发展\n"
FILLER = "\n（二）加强组织保障\n各地各部门要抓好任务分解。\n"


def copies(passage: str) -> set[str]:
    assessment = align.check(plain(HEAD + passage + FILLER, "plan.txt"), RULESET, region="江苏")
    return {finding.rule.id for finding in assessment.findings if finding.copied}


def test_two_clauses_of_the_superior_document_in_a_row_are_a_copy() -> None:
    assert {"ECO-11", "ECO-12"} <= copies(QUOTED)


def test_a_copy_broken_into_lines_is_a_copy() -> None:
    plan = (Path(__file__).parents[2] / "fixtures" / "plan.txt").read_text(encoding="utf-8")
    wrapped = "\n".join(
        line[at : at + 30] for line in plan.splitlines() for at in range(0, max(len(line), 1), 30)
    )
    whole, broken = (
        {
            finding.rule.id
            for finding in align.check(plain(text, "plan.txt"), RULESET).findings
            if finding.copied
        }
        for text in (plan, wrapped)
    )
    assert whole == broken != set()


@pytest.mark.parametrize("own", ["苏州市先行", "太湖流域先行", "在苏州先行", "全省一体推进", "前湾新区先行"])
def test_a_place_of_its_own_makes_it_no_copy(own: str) -> None:
    assert copies(QUOTED.replace("。", f"，{own}。")) == set()


@pytest.mark.parametrize(
    "other", ["中西部地区受益", "重点区域先行", "三省一市协同", "沿长江推进", "实现长治久安"]
)
def test_what_names_no_place_of_its_own_leaves_it_a_copy(other: str) -> None:
    assert {"ECO-11", "ECO-12"} <= copies(QUOTED.replace("。", f"，{other}。"))


def test_means_of_its_own_make_it_no_copy_and_means_that_are_quoted_do_not() -> None:
    quoted = (
        "加快推进浦东新区综合改革试点，进一步提升虹桥国际开放枢纽辐射能级，大力实施自由贸易试验区提升战略。"
    )
    assert "OPN-07" in copies(quoted)
    assert "OPN-07" not in copies(quoted.replace("。", "，到2027年新增制度创新成果20项。"))

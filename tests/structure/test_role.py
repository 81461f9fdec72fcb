"""What a section is for: its heading says it, or the one above, or the sentence that leads to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from json import loads
from pathlib import Path

import pytest

from align.document.plain import plain
from align.structure import Outline, Role, outline
from align.structure.role import role_of

Build = Callable[..., Outline]
BODY = "加强统筹协调，完善推进机制，把各项任务落到实处，确保规划目标如期实现。"


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("2025年工作回顾", Role.REVIEW),
        ("“十四五”时期和2025年工作回顾", Role.REVIEW),
        ("2025年工作和“十四五”发展成就", Role.REVIEW),
        ("2019年和今年以来工作回顾", Role.REVIEW),
        ("现状与评价", Role.REVIEW),
        ("发展基础", Role.REVIEW),
        ("过去一年和五年工作回顾", Role.REVIEW),
        ("2025年工作总结", Role.REVIEW),
        ("去年工作情况", Role.REVIEW),
        ("经济社会发展情况", Role.REVIEW),
        ("工作开展情况", Role.REVIEW),
        ("主要进展", Role.REVIEW),
        ("规划基础", Role.REVIEW),
        ("五年来的工作", Role.REVIEW),
        ("加强运行情况的宣传", Role.PLAN),
        ("“五个中心”建设既定目标如期实现", Role.REVIEW),
        ("改革开放取得重大突破", Role.REVIEW),
        ("确保规划目标如期实现", Role.PLAN),
        ("部分指标解释", Role.GLOSSARY),
        ("存在问题与成因分析", Role.PROBLEM),
        ("扎实解决拖欠账款问题", None),
        ("拖欠账款问题", Role.PROBLEM),
        ("面临的风险挑战", Role.PROBLEM),
        ("2026年重点工作", Role.PLAN),
        ("总体要求", Role.PLAN),
        ("保障措施", Role.PLAN),
        ("发展形势与总体要求", Role.PLAN),
        ("“十四五”时期发展成就和“十五五”时期主要目标任务", Role.PLAN),
        ("推动基础设施网络扩容提质", Role.PLAN),
        ("全力推动高质量发展取得新的更大进展", Role.PLAN),
        ("关于2026年工作", Role.PLAN),
        ("“十五五”时期是全面发力的关键时期", None),
        ("规划背景", None),
        ("开展外贸企业走访活动，深入了解企业困难问题", Role.PLAN),
        ("名词解释", Role.GLOSSARY),
    ],
)
def test_titles_of_chapters_tell_their_role(title: str, role: Role | None) -> None:
    assert role_of(title) is role


@pytest.mark.parametrize(
    ("title", "back"),
    [
        ("2025年主要工作", True),
        ("2024年和2025年工作", True),
        ("2026年主要工作", False),
        ("2025年工作和2026年工作安排", False),
        ("2025年任务的延续", False),
    ],
)
def test_a_chapter_on_years_before_the_documents_own_looks_back(
    outlined: Build, title: str, back: bool
) -> None:
    of = outlined(f"某省2026年政府工作报告\n（2026年1月20日）\n一、{title}\n{BODY}\n二、工作要求\n{BODY}\n")
    assert (roles(of)[0] is Role.REVIEW) is back


def roles(of: Outline) -> list[Role]:
    return [section.role for section in of.sections[1:]]


def test_items_have_the_role_of_their_chapter(outlined: Build) -> None:
    of = outlined(
        f"一、上年工作回顾\n（一）推动重点任务落实。{BODY}\n二、今年重点工作\n（一）夯实发展基础。{BODY}\n"
    )
    assert roles(of) == [Role.REVIEW, Role.REVIEW, Role.PLAN, Role.PLAN]


def test_an_item_that_names_its_own_role_keeps_it(outlined: Build) -> None:
    of = outlined(f"一、现状与评价\n（一）取得的成效\n{BODY}\n（二）存在问题\n{BODY}\n")
    assert roles(of) == [Role.REVIEW, Role.REVIEW, Role.PROBLEM]


def test_what_an_item_of_a_plan_says_is_reached_is_an_aim_unless_it_names_a_period(outlined: Build) -> None:
    of = outlined(
        f"一、总体要求和目标任务\n（一）美丽山西建设取得重大成效。{BODY}\n（二）“十四五”发展取得重大成就。{BODY}\n"
    )
    assert roles(of) == [Role.PLAN, Role.PLAN, Role.REVIEW]


def test_the_line_that_titles_a_glossary_is_a_title_whatever_its_entries_look_like(outlined: Build) -> None:
    of = outlined(
        f"一、工作安排\n{BODY}\n注释\n［1］四库：\n水库、粮库、钱库、碳库。\n［2］山水工程：\n{BODY}\n"
    )
    assert roles(of) == [Role.PLAN, Role.GLOSSARY]
    assert roles(outlined(f"一、工作安排\n{BODY}\n附件：1.名词解释\n")) == [Role.PLAN]


def test_a_chapter_after_a_plan_plans(outlined: Build) -> None:
    of = outlined(f"一、总体要求\n{BODY}\n二、数字经济国际合作\n{BODY}\n")
    assert roles(of) == [Role.PLAN, Role.PLAN]


def test_a_sentence_that_leads_to_items_gives_them_their_role(outlined: Build) -> None:
    of = outlined(
        f"{BODY}{BODY}\n一年来，主要做了以下工作。\n（一）服务企业。{BODY}\n（二）服务群众。{BODY}\n"
    )
    assert roles(of) == [Role.REVIEW, Role.REVIEW]


def spoken(of: Outline, start: str) -> Role:
    return next(p.role for p in of.passages if of.document.slice(p.span).startswith(start))


def test_the_shortcomings_that_a_review_admits_are_a_problem(outlined: Build) -> None:
    of = outlined(f"一、工作回顾\n{BODY}\n我们也清醒看到，发展不平衡不充分问题仍然突出。{BODY}\n")
    assert spoken(of, "我们也清醒") is Role.PROBLEM


def test_the_lessons_of_a_review_are_no_review(outlined: Build) -> None:
    of = outlined(f"一、工作回顾\n{BODY}\n五年的实践深刻启示我们，必须坚持党的领导。{BODY}\n")
    assert spoken(of, "五年的实践") is Role.UNKNOWN


def test_a_chapter_of_both_turns_with_its_paragraphs(outlined: Build) -> None:
    of = outlined(
        f"一、“十四五”时期发展成就和“十五五”时期主要目标\n“十四五”时期极不平凡。{BODY}\n经济实力提升。{BODY}\n"
        f"“十五五”时期十分关键。{BODY}\n主要目标是：{BODY}\n"
    )
    assert [p.role for p in of.passages[1:]] == [Role.REVIEW, Role.REVIEW, Role.PLAN, Role.PLAN]


def test_roles_part_review_from_commitment_as_the_labels_do(shared: Path) -> None:
    told: Counter[bool] = Counter()
    for labels in (shared / "gold").glob("*.labels.json"):
        of = outline(
            plain(labels.with_name(labels.name.replace(".labels.json", ".txt")).read_bytes().decode(), "")
        )
        for pairs in loads(labels.read_text(encoding="utf-8"))["evidence"].values():
            for number, stance, _ in pairs:
                if stance in ("review", "commit"):
                    role = of.passages[of.sentences[number - 1].passage].role
                    told[(role in (Role.REVIEW, Role.PROBLEM)) == (stance == "review")] += 1
    assert told[True] >= 0.99 * told.total()


def test_a_chapter_whose_number_has_a_line_to_itself_is_titled_by_the_next(outlined: Build) -> None:
    of = outlined(f"某市规划纲要\n\n第一篇\n发展基础\n\n第一章\n发展成就\n{BODY}\n第二篇\n主要任务\n{BODY}\n")
    assert [(section.number, section.title, section.role) for section in of.sections[1:]] == [
        ("第一篇", "发展基础", Role.REVIEW),
        ("第一章", "发展成就", Role.REVIEW),
        ("第二篇", "主要任务", Role.PLAN),
    ]


def test_the_number_of_a_chapter_before_running_text_joins_nothing(outlined: Build) -> None:
    of = outlined(f"某市条例\n第一条\n{BODY}\n第一章\n{BODY}\n")
    assert [of.document.slice(paragraph.span) for paragraph in of.paragraphs][-2:] == ["第一章", BODY]

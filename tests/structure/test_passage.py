"""A passage is the smallest titled unit; where there is none, the paragraph."""

from __future__ import annotations

from collections.abc import Callable

from align.structure import Outline

Build = Callable[..., Outline]
BODY = "加强统筹协调，完善推进机制，把各项任务落到实处，确保规划目标如期实现。"


def passages(of: Outline) -> list[str]:
    return [of.document.slice(passage.span).replace(BODY, "…") for passage in of.passages]


def test_an_item_whose_title_opens_its_paragraph_is_one_with_the_paragraphs_below(outlined: Build) -> None:
    of = outlined(f"一、工作\n（一）扩大内需。{BODY}\n{BODY}\n（二）稳定外贸。{BODY}\n")
    assert passages(of) == ["一、工作", "（一）扩大内需。…\n…", "（二）稳定外贸。…"]


def test_an_item_whose_title_stands_alone_is_one_with_its_text(outlined: Build) -> None:
    of = outlined(f"一、工作\n（一）扩大内需\n{BODY}\n（二）稳定外贸\n{BODY}\n{BODY}\n")
    assert passages(of) == ["一、工作", "（一）扩大内需\n…", "（二）稳定外贸\n…\n…"]


def test_what_is_said_at_the_end_of_the_whole_plan_is_no_part_of_its_last_item(outlined: Build) -> None:
    end = "本措施自印发之日起施行，有效期两年。\n"
    of = outlined(f"一、工作\n（一）扩大内需。{BODY}\n（二）稳定外贸。{BODY}\n{BODY}\n{end}")
    assert passages(of) == ["一、工作", "（一）扩大内需。…", "（二）稳定外贸。…\n…", end.strip()]


def test_paragraphs_with_titles_of_their_own_are_the_smallest_units(outlined: Build) -> None:
    of = outlined(
        f"一、工作\n（一）扩大内需\n大力提振消费。{BODY}\n提高投资效益。{BODY}\n（二）稳定外贸。{BODY}\n培育外贸动能。{BODY}\n做强开放平台。{BODY}\n"
    )
    assert passages(of) == [
        "一、工作",
        "（一）扩大内需",
        "大力提振消费。…",
        "提高投资效益。…",
        "（二）稳定外贸。…",
        "培育外贸动能。…",
        "做强开放平台。…",
    ]


def test_dashed_points_of_an_item_are_units(outlined: Build) -> None:
    of = outlined(f"一、要求\n1.主要目标。\n——创新能力提高。{BODY}\n——生态环境改善。{BODY}\n")
    assert passages(of)[2:] == ["——创新能力提高。…", "——生态环境改善。…"]


def test_a_chapter_without_items_falls_into_paragraphs(outlined: Build) -> None:
    of = outlined(f"一、上年工作回顾\n{BODY}\n{BODY}\n二、今年工作\n{BODY}\n")
    assert passages(of) == ["一、上年工作回顾", "…", "…", "二、今年工作", "…"]


def test_a_chapter_number_that_opens_a_paragraph_is_an_item(outlined: Build) -> None:
    of = outlined(f"若干措施\n一、加大信贷支持。{BODY}\n{BODY}\n二、优化服务。{BODY}\n")
    assert passages(of) == ["若干措施", "一、加大信贷支持。…\n…", "二、优化服务。…"]


def test_the_smallest_of_nested_items_is_the_unit(outlined: Build) -> None:
    of = outlined(
        f"（一）扩大内需\n{BODY}\n1. 提振消费。{BODY}\n2. 扩大投资。{BODY}\n（二）稳定外贸\n{BODY}\n"
    )
    assert passages(of) == ["（一）扩大内需", "…", "1. 提振消费。…", "2. 扩大投资。…", "（二）稳定外贸\n…"]


def test_articles_are_items(outlined: Build) -> None:
    of = outlined(f"第一章 总则\n第一条 {BODY}\n{BODY}\n第二条 {BODY}\n")
    assert passages(of) == ["第一章 总则", "第一条 …\n…", "第二条 …"]


def test_the_lead_is_the_sentence_that_titles(outlined: Build) -> None:
    of = outlined(f"一、工作\n{BODY}\n（一）扩大内需。{BODY}\n大力提振消费。{BODY}\n")
    leads = [
        of.document.slice(of.sentences[p.lead].span) if p.lead is not None else None for p in of.passages
    ]
    assert leads == ["一、工作", None, "（一）扩大内需。"]


def test_headings_and_opening_leads_are_marked(outlined: Build) -> None:
    of = outlined(f"一、工作\n{BODY}\n（一）扩大内需。{BODY}\n（二）投资\n大力提振消费。{BODY}\n")
    assert [of.document.slice(s.span) for s in of.sentences if s.heading] == ["一、工作", "（二）投资"]
    assert [of.document.slice(s.span) for s in of.sentences if s.opens] == [
        "（一）扩大内需。",
        "大力提振消费。",
    ]

"""Title, issuer and date are read where documents tell them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from align.structure import Head, Outline

Build = Callable[..., Outline]
BODY = "现印发给你们，请结合实际认真贯彻执行，把各项任务落到实处。"


@pytest.mark.parametrize(
    ("text", "head"),
    [
        (
            "2026年江苏省政府工作报告\n——2026年2月3日在江苏省第十四届人民代表大会第五次会议上\n来源：新华日报\n时间：2026-02-09\n各位代表：\n",
            Head("2026年江苏省政府工作报告", "江苏省人民政府", "2026-02-03"),
        ),
        (
            f"河南省人民政府\n关于印发加快服务业高质量发展若干政策措施的通知\n豫政〔2024〕24号\n各省辖市人民政府：\n{BODY}\n河南省人民政府\n2024年12月19日\n",
            Head(
                "河南省人民政府关于印发加快服务业高质量发展若干政策措施的通知", "河南省人民政府", "2024-12-19"
            ),
        ),
        (
            f"关于制定天津市国民经济和社会发展第十五个五年规划的建议\n中国共产党天津市第十二届委员会第七次全体会议认真贯彻落实党中央精神，提出以下建议。\n{BODY}",
            Head(
                "关于制定天津市国民经济和社会发展第十五个五年规划的建议",
                "中国共产党天津市第十二届委员会",
                None,
            ),
        ),
        (
            f"中共湖北省委关于制定第十五个五年规划的建议\n(2025年11月21日中国共产党湖北省\n第十二届委员会全体会议通过)\n{BODY}",
            Head("中共湖北省委关于制定第十五个五年规划的建议", "中共湖北省委", "2025-11-21"),
        ),
        (
            "2025年广西政府工作报告\n各位代表：\n",
            Head("2025年广西政府工作报告", "广西壮族自治区人民政府", "2025"),
        ),
        ("一、总体要求\n加快建设。\n", Head(None, None, None)),
    ],
)
def test_the_head_is_read(outlined: Build, text: str, head: Head) -> None:
    assert outlined(text, "plan.txt").head == head


def test_the_name_of_the_file_stands_in_for_a_title(outlined: Build) -> None:
    head = outlined(
        "各位代表：\n现在，我代表国务院，向大会报告政府工作。\n", "2015_国务院_政府工作报告.txt"
    ).head
    assert head == Head("政府工作报告", "国务院", "2015")


def test_whom_it_is_addressed_to_did_not_issue_it(outlined: Build) -> None:
    head = outlined(f"关于促进消费的若干措施\n各市、县人民政府，省政府各部门：\n{BODY}\n", "plan.txt").head
    assert head.issuer is None

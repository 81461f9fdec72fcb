"""A small ruleset, and a plan that can be changed a sentence at a time."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest

from align import Checker, read
from align.comparison import Diff, diff
from align.judgement import Assessment

RULES = Path(__file__).parent / "rules"
PLAN = """江苏省临湖市国民经济和社会发展计划
临湖市人民政府
2026年1月20日

一、工作回顾
过去一年，我市经济平稳增长，自由贸易试验区建设取得新进展。粮食总产量保持稳定，居民收入增长与经济增长基本同步，城镇新增就业3.2万人。

二、重点任务
（一）加强生态环境保护。推动建立长三角统一的排污权交易制度，到2027年建成交易平台。坚定推进长江十年禁渔。
（二）扩大对外开放。推进口岸通关一体化。加快建设自由贸易试验区。
（三）坚持开放发展。优化营商环境，支持外贸企业开拓市场。组织企业参加境内外展会，完善海外仓布局，培育跨境电商品牌，发展服务贸易和数字贸易。
（四）保障和改善民生。新建改扩建中小学和幼儿园12所，增加普惠托育服务供给，提高社区养老服务水平，推进老旧小区改造，完善住房保障体系。

三、保障措施
（一）加强组织领导。完善工作机制，抓好任务落实，各部门按职责分工协作，形成工作合力。
（二）强化督促检查。定期通报进展情况。
"""

Check = Callable[..., Assessment]


@cache
def checker() -> Checker:
    return Checker(RULES)


def assess(
    text: str = PLAN, name: str = "计划.txt", region: str | None = None, bind_all: bool = False
) -> Assessment:
    return checker().check(read(BytesIO(text.encode()), name=name), region=region, bind_all=bind_all)


def changed(*changes: tuple[str, str], text: str = PLAN) -> str:
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


def compared(*changes: tuple[str, str]) -> Diff:
    return diff(assess(), assess(changed(*changes)))


@pytest.fixture
def old() -> Assessment:
    return assess()

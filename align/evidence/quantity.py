"""Numbers to reach and deadlines, as plans write them: 3.5%左右, 不低于80%, 翻一番, 8个市, 1000亿元, 到2027年."""

from __future__ import annotations

import re
from collections.abc import Iterator

UNIT = (
    r"%|‰|个?百分点|(?:万|千|百|十)?亿(?:元|美元|千瓦时|千瓦|吨|立方米|斤|公斤|人次|件|度)?"
    r"|万(?:元|吨|亩|人次|人|户|套|千瓦时|千瓦|辆|个|家|平方米|标箱|立方米|公顷|公里|件|台|张|名|架次|张|TEU)?"
    r"|(?:多|余)?(?:个|家|项|条|座|公里|千米|亩|公顷|平方公里|平方米|吨|套|户|辆|人次|人|名|处|所|件|台|批次|场|支|种"
    r"|类|次|轮|小时|分钟|天|毫克|微克|标箱|对|部|门|班|艘|架|架次|张|期|块|片|只|倍|元|千瓦|兆瓦|克|度|位|城|市|县|区|村|镇"
    r"|园区|企业|城市|平台|基地|项目|中心|点位|站点)"
)
NUMBER = re.compile(
    rf"(?<![\d.第])\d[\d,，]*(?:\.\d+)?(?:[-—~～至]\d+(?:\.\d+)?)?(?:{UNIT})(?:以上|左右|以内|以下)?"
)
DIGIT = re.compile(r"\d")
MULTIPLE = re.compile(r"翻一番|翻两番|翻番|倍增|全覆盖|覆盖率达到?100%|实现零|动态清零|一倍以上")
CHINESE = re.compile(
    r"(?:新增|新建|建成|打造|培育|建设|实施|完成|创建|推出|办好|落地|引进|开工)(?:好)?[一二两三四五六七八九十百]+"
    r"(?:大|个|家|项|条|座|处|所|批)(?!方面|层次|体系|以上都)"
)
DEADLINE = re.compile(
    r"(?:到|在|至|力争|争取|确保)?(?:20[2-5]\d年(?:底|末)?(?:之?前|以前|年底前)?|“?十[四五六]五”?(?:末|期末|时期末))"
    r"|20[2-5]\d年|(?:今年|明年|年)(?:底|末)(?:之?前)?|年内|上半年|下半年|第?[一二三四1-4]季度|[1-9]\d?月底前|[三五]年内"
)
DATE_SIGNS = re.compile(r"年|季度|月底前|十[四五六]五")
"""No deadline is without one of these; to look for them is cheap."""

BY_YEAR = re.compile(r"全部|全面|基本|完成|建成|实现|达到|力争|确保|开工|投产|投用|启动|新建|新增|累计")


def numbers(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of numbers with a unit in folded text."""
    for pattern in (NUMBER, MULTIPLE, CHINESE) if DIGIT.search(text) else (MULTIPLE, CHINESE):
        for match in pattern.finditer(text):
            yield match.span()


def deadlines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of deadlines in folded text: 到2027年, 年底前; a bare year of a title is none."""
    for match in DEADLINE.finditer(text) if DATE_SIGNS.search(text) else ():
        words = match.group()
        if re.fullmatch(r"20\d\d年", words) and not BY_YEAR.match(text, match.end()):
            continue
        yield match.span()

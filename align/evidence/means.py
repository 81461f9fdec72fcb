"""What makes a commitment concrete: a number to reach, a deadline, a named project, a responsible body.

Source: the annotation guide, "Concrete means (level 4)": a number to reach, a deadline of its own, a named project,
platform, pilot, action plan, fund, list or institution, a responsible body; a generic mechanism is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from align.evidence.mention import MeansKind
from align.evidence.quantity import deadlines, numbers

# Verbs and adverbs that stand before a name and are no part of it: 加快机场 names no airport.
VERBS = (
    "推进|推动|加快|加强|建设|完善|健全|提升|深化|促进|打造|构建|实施|扩大|优化|强化|落实|培育|发展|支持|建立|提高|开展|统筹|积极|持续|深入|加大|"
    "拓展|壮大|推行|推广|鼓励|创建|争创|建成|建好|建强|办好|用好|做强|做优|稳步|高水平|高标准|高质量|全面|一批|一流|等|和|与|及|的|在|为|以|向|对|把|将|各类|"
    "若干|更多|重大|重点|新建|改建|扩建|布局|谋划|规划|设立|组建|发挥|申建|申报|依托|参与|服务|融入|对接|共建|联合|"
    "赋予|放大|形成|运用|授权|成立|通过|利用|赋能|引入|吸引|引导|推出|发布|出台|筹建|带着|靠近|邻近"
)
NAMED = (
    "实验室|示范区|先行区|先导区|自贸港|合作区|示范基地|产业园(?!区)|创新中心|基金|大桥|铁路|高铁|高速|机场|港区|运河|水库|枢纽|电站|特高压|博览会|论坛|大会|联盟|综合试点"
    "|改革试点|行动方案|行动计划|实施方案|试验区|走廊|专班|委员会|交易所|交易中心"
)
_LETTER = r"[\u4e00-\u9fffA-Za-z0-9]"
_TITLED = (
    r"“[^“”]{1,12}”(?:重大|专项|系列|促进|提升|升级|倍增|攻坚)?(?:工程|行动|计划|项目|专项|平台|试点|品牌|机制|活动|模式|基金|改革|政策|产业|集群|方案)"
    r"|《[^《》]{2,39}[^《》证卡簿]》"
    r"|[三五两]年(?:行动|倍增|攻坚)(?:计划|方案)?"
    r"|(?:专项|提升|攻坚|示范|倍增|提质|培育|治理|改造|补链|强链)(?:行动|工程)(?:计划|方案)?"
    rf"|{_LETTER}{{2,18}}(?:行动计划|行动方案|实施方案|条例)"
)
_OPENS_VERB = "[" + "".join(dict.fromkeys(verb[0] for verb in VERBS.split("|"))) + "]"
# A character that begins no verb need not be held against all of them.
_NAME_LETTER = rf"(?:(?!{_OPENS_VERB}){_LETTER}|(?={_OPENS_VERB})(?!{VERBS}){_LETTER})"
# A verb is read as a whole before a name may begin: 推进自贸试验区 names the 自贸试验区, not a 进自贸试验区.
PROJECT = re.compile(rf"(?P<name>{_TITLED})|(?:{VERBS})|(?P<named>{_NAME_LETTER}{{2,16}}(?:{NAMED}))")
# The last alternative is dear, and finds nothing in a sentence without the end of a name; nor do the others without these.
TITLED = re.compile(_TITLED)
NAME_ENDS = re.compile(NAMED)
TITLE_SIGNS = re.compile(r"[“《]|行动|工程|年倍增|年攻坚|实施方案|条例")
BODY = re.compile(
    r"(?:由|责任单位[:：]?|牵头单位[:：]?|责任部门[:：]?)[\u4e00-\u9fff、]{2,30}(?:牵头|负责|承担|组织实施)?"
    r"|[\u4e00-\u9fff]{2,12}(?:厅|局|委|办|(?<![干全内外支])部|部门)等?(?:按照?(?:各自)?职责(?:分工)?)?(?:牵头|负责|会同)"
)
CHARGE = re.compile(r"牵头|负责|责任|承担|组织实施|会同")
"""Words that put a body in charge; without one of them a body is only named."""


def means(text: str) -> Iterator[tuple[MeansKind, int, int]]:
    """Yield kind and range of every concrete means in folded text."""
    for start, end in numbers(text):
        yield "number", start, end
    for start, end in deadlines(text):
        yield "deadline", start, end
    for match in projects(text):
        yield "project", *match.span()
    for match in BODY.finditer(text) if CHARGE.search(text) else ():
        if CHARGE.search(match.group()):
            yield "body", *match.span()


def projects(text: str) -> Iterable[re.Match[str]]:
    """Return the matches of named projects, platforms, pilots, plans and institutions."""
    if NAME_ENDS.search(text):
        return (match for match in PROJECT.finditer(text) if match.lastgroup)
    return TITLED.finditer(text) if TITLE_SIGNS.search(text) else ()

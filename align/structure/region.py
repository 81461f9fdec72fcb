"""The place that a plan is for: divisions of China by name, and where a document tells its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from align.document.folding import fold
from align.structure.section import Outline

Kind = Literal["province", "prefecture", "county"]


class Division(NamedTuple):
    """A province, prefecture or county; ``province`` is the short name of the province it lies in (江苏)."""

    name: str
    kind: Kind
    province: str


_SHORT = {
    "内蒙古自治区": "内蒙古",
    "广西壮族自治区": "广西",
    "西藏自治区": "西藏",
    "宁夏回族自治区": "宁夏",
    "新疆维吾尔自治区": "新疆",
    "香港特别行政区": "香港",
    "澳门特别行政区": "澳门",
}
_LETTERS = dict(
    zip(
        "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀贵黔云滇藏陕秦甘陇青宁新台港澳申",
        [
            "北京",
            "天津",
            "河北",
            "山西",
            "内蒙古",
            "辽宁",
            "吉林",
            "黑龙江",
            "上海",
            "江苏",
            "浙江",
            "安徽",
            "福建",
            "江西",
            "山东",
            "河南",
            "湖北",
            "湖南",
            "广东",
            "广西",
            "海南",
            "重庆",
            "四川",
            "四川",
            "贵州",
            "贵州",
            "云南",
            "云南",
            "西藏",
            "陕西",
            "陕西",
            "甘肃",
            "甘肃",
            "青海",
            "宁夏",
            "新疆",
            "台湾",
            "香港",
            "澳门",
            "上海",
        ],
        strict=True,
    )
)
_PEOPLES = re.compile(
    r"(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|"
    r"柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|裕固|京|独龙|各)族|蒙古|哈萨克|柯尔克孜"
)
_SUFFIX = re.compile(r"(?:新区|自治[州县旗]|地区|林区|特区|[市县区州盟旗])$")
_LONGEST = 15


def division(name: str) -> Division | None:
    """Return the division that a name means: 江苏, 江苏省, 苏州, 昆山市, 浦东新区, 江苏省苏州市, 沪.

    None where nothing is so called, or where several provinces have one (鼓楼区; write 南京市鼓楼区).
    """
    wanted = re.sub(r"\s+", "", fold(name))
    if wanted in _LETTERS:
        wanted = _LETTERS[wanted]
    found = _named().get(wanted) or _cities().get(wanted) or _brief().get(wanted) or ()
    return _one(found) if found else _chain(wanted)


def names_in(text: str, words: Iterable[str] = ()) -> Iterator[str]:
    """Yield the names of divisions that a text has: full ones, short ones of provinces, and of cities among its words.

    The short name of a city counts only as a word of its own: 长治久安 is not about 长治.
    """
    at = 0
    while at < len(text):
        found, end = _longest(text, at, {})
        if found:
            yield text[at:end]
        at = max(at + 1, end)
    yield from (word for word in words if word in _cities())


def namesakes(name: str) -> tuple[str, ...]:
    """Return in full the places of several provinces that a name may mean: 江苏省南京市鼓楼区, 福建省福州市鼓楼区."""
    wanted = re.sub(r"\s+", "", fold(name))
    found = _named().get(wanted) or _cities().get(wanted) or _brief().get(wanted) or ()
    if not found or _one(found):
        return ()
    return tuple(
        province.name + ("" if prefecture is province else prefecture.name) + county.name
        for province, prefecture, counties in _rows()
        for county in counties
        if county in found
    )


def _one(found: tuple[Division, ...]) -> Division | None:
    return found[0] if len({each.province for each in found}) == 1 else None


def _chain(name: str) -> Division | None:
    """Return the last of several names one after another, each within the one before."""
    above: Division | None = None
    at = 0
    while at < len(name):
        found, end = _longest(name, at, _brief() if name[at:] in _brief() else _cities())
        inside = tuple(each for each in found if above is None or _within(each, above))
        above = _one(inside) if inside else None
        if above is None:
            return None
        at = end
    return above


def region_of(where: Division, regions: Mapping[str, Iterable[str]]) -> str | None:
    """Return the narrowest region that a place is or lies in; ``regions`` maps the name of each to its other names.

    None where it lies in none of them. 昆山市 lies in 苏州 and in 江苏省, however these are called.
    """
    held = [
        (("county", "prefecture", "province").index(region.kind), name)
        for name, others in regions.items()
        for region in map(division, (name, *others))
        if region is not None and (region == where or _within(where, region))
    ]
    return min(held)[1] if held else None


def _within(inner: Division, outer: Division) -> bool:
    if outer.kind == "province":
        return inner.province == outer.province
    return inner in _counties().get(outer, ())


@cache
def _rows() -> tuple[tuple[Division, Division, tuple[Division, ...]], ...]:
    text = Path(__file__).with_name("divisions.txt").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return tuple(_row(*row) for row in rows)


def _row(
    province: str, prefecture: str, counties: str = ""
) -> tuple[Division, Division, tuple[Division, ...]]:
    short = _SHORT.get(province) or province[:-1]
    above = Division(province, "province", short)
    middle = above if prefecture == province else Division(prefecture, "prefecture", short)
    return above, middle, tuple(Division(name, "county", short) for name in counties.split())


@cache
def _named() -> dict[str, tuple[Division, ...]]:
    """Return the divisions by their full names, and provinces by their short names too."""
    found: dict[str, tuple[Division, ...]] = {}
    for province, prefecture, counties in _rows():
        found[province.name] = found[province.province] = (province,)
        for each in (prefecture, *counties):
            if each is not province:
                found[each.name] = (*found.get(each.name, ()), each)
    return found


@cache
def _cities() -> dict[str, tuple[Division, ...]]:
    """Return the prefectures by their short names: 苏州, 延边."""
    return _short(prefecture for province, prefecture, _ in _rows() if prefecture is not province)


@cache
def _brief() -> dict[str, tuple[Division, ...]]:
    """Return prefectures, and counties where no prefecture is so called, by their short names: 苏州, 昆山."""
    return _short(county for *_, counties in _rows() for county in counties) | _cities()


# Words that are also cities: a title that opens with one need not speak of it (合作发展规划, 高密度…, 江山…).
_WORDS = re.compile(
    "合作|江山|高密|新民|同仁|灯塔|磐石|榆树|铁力|安国|三河|河间|弥勒|太保|阳春|赤水|开原|兴仁|尚志|安达|广水|神木|石狮|樟树|登封|"
    "沙河|北流|根河|东宁"
)


@cache
def _opens() -> dict[str, tuple[Division, ...]]:
    """Return the short names that a title may open with: prefectures, and the cities of a county that share theirs with none."""
    cities = {
        name: found
        for name, found in _brief().items()
        if not _WORDS.fullmatch(name)
        and len(found) == 1
        and found[0].kind == "county"
        and found[0].name.endswith("市")
    }
    return cities | _cities()


def _short(divisions: Iterable[Division]) -> dict[str, tuple[Division, ...]]:
    found: dict[str, tuple[Division, ...]] = {}
    for each in divisions:
        short = _SUFFIX.sub("", each.name)
        short = _PEOPLES.sub("", short) if short.endswith(("族", "蒙古", "哈萨克", "柯尔克孜")) else short
        for name in (short, short + "州") if each.name.endswith("自治州") else (short,):
            if len(name) >= 2:
                found[name] = (*found.get(name, ()), each)
    return found


@cache
def _counties() -> dict[Division, tuple[Division, ...]]:
    return {prefecture: counties for _, prefecture, counties in _rows()}


# What a place's short name is only the first part of: 浙江大学医学院, 南京路步行街, 上海银行, 苏州河, 上海合作组织.
_OTHER = re.compile(
    r"(?:[医理工农林师范科技财经商海洋中药交通外国语传媒政法民族体育音乐美术艺业]{0,5}(?:大学|学院)(?![生城科路园])|"
    r"[东西南北中]?(?:路(?![网灯政面桥长段域])|街(?!道)|大道|大街)|银行|证券|[日晚早]报|大桥|河(?![长湖道流网港])|合作组织)"
)


_NATIONAL = re.compile(
    r"(?:\d{4}年?)?(?:中共中央|国务院|中华人民共和国|全国|国家(?!级)|中国共产党(?:中央|第\w{1,4}次全国))|"
    r"各省、自治区、直辖市|.{0,20}第\w{1,4}届全国人民代表大会"
)
_SPEAKS_FOR = re.compile(r"代表(\w{2,14}?)(?:人民)?(?:政府|委员会)|中共(\w{2,10}?)委")
_ADDRESSED = re.compile(r"[：:]$|各[市县区]|各设区市|[市县区]、")
_HEAD_LINES = 12


def place(outline: Outline) -> Division | None:
    """Return the division that a document is for: by title, issuer, head, closing lines, else its file's name.

    None for a document of the nation, and where none of these names a place. Whom it is addressed to
    (凤阳县、各区人民政府：) is asked last: the place is the one above.
    """
    title, issuer = outline.head.title or "", outline.head.issuer or ""
    if opening := _opening(title):
        return opening
    heads = list(_head(outline))
    if any(map(_NATIONAL.match, (title, issuer, *heads))):
        return None
    said = [line for line in heads if not _ADDRESSED.search(line)]
    asked = [(title, True), (issuer, True), *((line, False) for line in said)]
    asked.append((re.split(r"[\\/]", outline.document.name)[-1], True))
    asked.extend((line, False) for line in heads)
    return next(filter(None, (_first(text, brief) for text, brief in asked)), None)


def _opening(title: str) -> Division | None:
    """Return the place that a title opens with, whoever else is cited below it."""
    title = re.sub(r"^(?:\d{4}年?)?", "", fold(title))
    found, end = _meant(title, 0, _opens())
    one = _one(found) if found else None
    return _narrowed(title, end, one) if one else None


def _head(outline: Outline) -> Iterator[str]:
    """Yield the short lines of the head and the close, and whom the first paragraphs speak for."""
    texts = [outline.document.slice(paragraph.span) for paragraph in outline.paragraphs[:_HEAD_LINES]]
    yield from (text for text in texts if len(text) <= 60)
    for text in texts:
        if spoken := _SPEAKS_FOR.search(text[:200]):
            yield spoken[1] or spoken[2]
    closing = [outline.document.slice(paragraph.span) for paragraph in outline.paragraphs[-4:]]
    yield from (text for text in closing if len(text) <= 25)


def _first(text: str, brief: bool = False) -> Division | None:
    """Return the first place that a text names, as narrow as names that follow at once make it."""
    folded = fold(text)
    at = 0
    while at < len(folded):
        found, end = _meant(folded, at, _cities() if brief else {})
        if found and (one := _one(found)):
            return _narrowed(folded, end, one)
        at = max(at + 1, end)
    return None


def _meant(text: str, at: int, brief: Mapping[str, tuple[Division, ...]]) -> tuple[tuple[Division, ...], int]:
    """Return what ``_longest`` does, and nothing where a short name is part of the name of something else."""
    found, end = _longest(text, at, brief)
    short = found and found[0].name != text[at:end]
    return ((), end) if short and _OTHER.match(text, end) else (found, end)


def _longest(
    text: str, at: int, brief: Mapping[str, tuple[Division, ...]]
) -> tuple[tuple[Division, ...], int]:
    """Return the divisions of the longest name, full or brief, that starts at a place, and its end."""
    for end in range(min(len(text), at + _LONGEST), at + 1, -1):
        piece = text[at:end]
        found = _named().get(piece) or brief.get(piece)
        if found:
            return found, end
    return (), at


def _narrowed(text: str, at: int, found: Division) -> Division:
    inner, end = _longest(text, at, {})
    inside = [each for each in inner if each != found and _within(each, found)]
    return _narrowed(text, end, inside[0]) if inside else found

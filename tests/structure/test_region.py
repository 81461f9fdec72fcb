"""Divisions of China are known by their names, and a plan tells the place that it is for."""

from __future__ import annotations

from collections.abc import Callable
from csv import DictReader
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.document.plain import plain
from align.structure import Division, Outline, division, namesakes, outline, place

Build = Callable[..., Outline]
BODY = "现印发给你们，请结合实际认真贯彻执行，把各项任务落到实处。"
DELTA = {
    "上海": "上海",
    "江苏": "南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁",
    "浙江": "杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水",
    "安徽": "合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城",
}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("江苏", Division("江苏省", "province", "江苏")),
        ("江苏省", Division("江苏省", "province", "江苏")),
        ("江蘇省", Division("江苏省", "province", "江苏")),
        ("沪", Division("上海市", "province", "上海")),
        ("内蒙古", Division("内蒙古自治区", "province", "内蒙古")),
        ("苏州", Division("苏州市", "prefecture", "江苏")),
        ("昆山市", Division("昆山市", "county", "江苏")),
        ("昆山", Division("昆山市", "county", "江苏")),
        ("浦东新区", Division("浦东新区", "county", "上海")),
        ("浦东", Division("浦东新区", "county", "上海")),
        ("凉山州", Division("凉山彝族自治州", "prefecture", "四川")),
        ("江苏省苏州市昆山市", Division("昆山市", "county", "江苏")),
        ("南京市鼓楼区", Division("鼓楼区", "county", "江苏")),
        (" 安徽 ", Division("安徽省", "province", "安徽")),
    ],
)
def test_names_are_resolved(name: str, found: Division) -> None:
    assert division(name) == found


@pytest.mark.parametrize("name", ["亚特兰蒂斯", "鼓楼区", "零" * 10_000, "长三角", "", "市", "江苏省杭州市"])
def test_names_of_nothing_or_of_several_places_are_not(name: str) -> None:
    assert division(name) is None


def test_every_name_of_several_places_is_told_in_full_and_each_is_accepted() -> None:
    assert namesakes("鼓楼区") == (
        "江苏省南京市鼓楼区", "江苏省徐州市鼓楼区", "福建省福州市鼓楼区", "河南省开封市鼓楼区",
    )  # fmt: skip
    for name in ("普陀区", "朝阳区", "鼓楼区", "长安区", "城关区"):
        assert namesakes(name)
        assert all((found := division(place)) and found.name == name for place in namesakes(name))
    assert namesakes("江苏") == namesakes("火星") == ()


def test_the_41_cities_of_the_delta_are_known() -> None:
    cities = [(province, city) for province, names in DELTA.items() for city in names.split()]
    assert len(cities) == 41
    assert all((found := division(city)) and found.province == province for province, city in cities)


@given(
    st.text(max_size=20)
    | st.lists(st.sampled_from(["江苏", "苏州市", "鼓楼区", "昆山", "某"]), max_size=6).map("".join)
)
def test_any_name_has_an_answer(name: str) -> None:
    assert division(name) is None or isinstance(division(name), Division)


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("2026年江苏省政府工作报告\n各位代表：\n", "a.txt", "江苏省"),
        (f"苏州市国民经济和社会发展第十五个五年规划纲要\n{BODY}\n", "a.txt", "苏州市"),
        (f"安徽省滁州市来安县促进消费若干措施\n{BODY}\n", "a.txt", "来安县"),
        (
            f"浙江省城市内涝治理规划\n按照《国务院办公厅关于加强内涝治理的实施意见》，制定本规划。{BODY}\n",
            "a.txt",
            "浙江省",
        ),
        (f"关于促进消费的若干措施\n{BODY}\n南京市人民政府\n2023年2月2日\n", "a.txt", "南京市"),
        (f"关于促进消费的若干措施\n{BODY}\n", "plans/2023_安徽省淮北市_若干措施.txt", "淮北市"),
        (f"关于促进消费的若干措施\n濉溪县、各区人民政府：\n{BODY}\n", "a.txt", "濉溪县"),
        ("政府工作报告\n现在，我代表上海市人民政府，向大会报告工作。\n", "a.txt", "上海市"),
        (f"中共中央关于制定第十五个五年规划的建议\n{BODY}\n", "北京.txt", None),
        (f"国务院关于上海市城市总体规划的批复\n{BODY}\n", "a.txt", None),
        (f"关于支持北京城市副中心高质量发展的意见\n各省、自治区、直辖市人民政府：\n{BODY}\n", "a.txt", None),
        (f"义乌国际贸易综合改革规划\n{BODY}\n", "a.txt", "义乌市"),
        (f"江阴“十五五”产业规划\n{BODY}\n", "a.txt", "江阴市"),
        (f"合作发展规划\n{BODY}\n", "a.txt", None),
        (f"江山如画行动方案\n{BODY}\n", "a.txt", None),
        (f"浙江大学医学院发展规划\n{BODY}\n", "a.txt", None),
        (f"浙江工业大学发展规划\n{BODY}\n", "a.txt", None),
        (f"南京路步行街改造方案\n{BODY}\n", "a.txt", None),
        (f"南京东路步行街改造方案\n{BODY}\n", "a.txt", None),
        (f"江苏银行发展规划\n{BODY}\n", "a.txt", None),
        (f"上海合作组织示范区建设方案\n{BODY}\n", "a.txt", None),
        (f"浙江大学医学院发展规划\n杭州市人民政府\n{BODY}\n", "a.txt", "杭州市"),
        (f"江苏大学生就业创业方案\n{BODY}\n", "a.txt", "江苏省"),
        (f"南京路网建设方案\n{BODY}\n", "a.txt", "南京市"),
        (f"红烧肉的做法\n{BODY}\n", "a.txt", None),
    ],
)
def test_a_plan_tells_its_place(outlined: Build, text: str, name: str, found: str | None) -> None:
    read = place(outlined(text, name))
    assert (read.name if read else None) == found


def test_work_reports_of_the_corpus_tell_their_province(shared: Path) -> None:
    with (shared / "corpus" / "INDEX.tsv").open(encoding="utf-8", newline="") as index:
        rows = [row for row in DictReader(index, delimiter="\t") if row["kind"] == "work_report"]
    local = [row for row in rows if "国务院" not in row["file"]]
    for row in local:
        read = place(outline(plain((shared / "corpus" / row["file"]).read_bytes().decode(), "plan.txt")))
        assert read is not None, row["file"]
        assert row["file"].split("_")[1] == read.name
    assert len(local) >= 50

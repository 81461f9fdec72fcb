"""Many plans beside each other: what the figures say, checked by hand on five small plans."""

from __future__ import annotations

import csv
import shutil
from math import comb
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align import corpus
from align.comparison import Matrix, matrix
from align.comparison.figures import fisher
from align.errors import SettingsError
from align.judgement import Assessment
from tests.comparison.conftest import RULES, assess, changed

NO_FISHING = ("坚定推进长江十年禁渔。", "")
NO_PORT = ("推进口岸通关一体化。", "")
NO_TRADE = ("推动建立长三角统一的排污权交易制度，到2027年建成交易平台。", "")
NO_ZONE = ("加快建设自由贸易试验区。", "")
PLANS = {
    "上海": (NO_ZONE,),
    "江苏": (NO_FISHING, NO_PORT, NO_ZONE),
    "浙江": (NO_ZONE,),
    "安徽": (NO_PORT, NO_ZONE, NO_TRADE),
    "广东": (),
}


def texts() -> dict[str, str]:
    return {
        region: changed(("江苏省临湖市国民经济和社会发展计划", f"{region}发展计划"), *edits)
        for region, edits in PLANS.items()
    }


def judged(bind_all: bool = False) -> list[Assessment]:
    return [assess(text, f"{region}.txt", region, bind_all) for region, text in texts().items()]


@pytest.fixture(scope="module")
def found() -> Matrix:
    return matrix(judged())


def test_rows_are_the_directives_and_columns_the_plans_in_the_order_given(found: Matrix) -> None:
    assert [row.id for row in found.rows] == ["ECO-11", "ECO-12", "OPN-01", "OPN-02", "OPN-03"]
    assert [plan.label for plan in found.plans] == [f"{region}发展计划" for region in PLANS]
    levels = [[cell.level for cell in cells] for cells in found.cells]
    assert levels == [[4, 4, 4, 0, 4], [3, 0, 3, 3, 3], [1, 1, 1, 1, 3], [3, 0, 3, 0, 3], [3, 3, 3, 3, 3]]


def test_a_cell_opens_its_evidence_with_the_headings_above_it(found: Matrix) -> None:
    cell = found.cells[0][0]
    assert cell.proofs[0].text.startswith("推动建立长三角统一的排污权交易制度")
    assert cell.proofs[0].section == ("二、重点任务", "（一）加强生态环境保护")
    assert found.cells[0][3].lacking == ("排污权交易", "跨区域")


def test_what_binds_no_plan_of_another_region_is_not_counted(found: Matrix) -> None:
    guangdong = [cells[4] for cells in found.cells]
    assert not any(cell.binding for cell in guangdong)
    assert found.plans[4].ratio is None
    assert {item.row.id: item.plan.region for item in found.all_but_one()} == {
        "ECO-11": "安徽",
        "ECO-12": "江苏",
    }


def test_bind_all_counts_every_plan() -> None:
    every = matrix(judged(bind_all=True))
    assert every.plans[4].binding == 5
    assert every.plans[4].ratio == 1.0
    assert [item.row.id for item in every.none_covers()] == []


def test_what_none_covers_tells_the_best_level_reached(found: Matrix) -> None:
    (group,) = found.none_covers()
    assert (group.row.id, group.binding, group.answered, group.level) == ("OPN-01", 4, 0, 1)


def test_nothing_is_said_of_all_but_one_of_two_plans() -> None:
    two = matrix(judged()[:2])
    assert two.all_but_one() == ()
    assert two.together() == ()


def test_equals_share_a_rank_and_a_plan_that_nothing_binds_has_none(found: Matrix) -> None:
    total = {item.plan.region: item.rank for item in found.ranking() if item.theme is None}
    assert total == {"上海": 1, "浙江": 1, "江苏": 3, "安徽": 3, "广东": None}
    ecology = {item.plan.region: (item.rank, item.ratio) for item in found.ranking() if item.theme == "ECO"}
    assert ecology["江苏"] == (3, 0.5)


def test_the_spread_is_that_of_the_ratios(found: Matrix) -> None:
    spread = {item.theme: item for item in found.spread()}
    assert (spread[None].plans, spread[None].least, spread[None].most) == (4, 0.4, 0.8)
    assert spread[None].median == pytest.approx(0.6)
    assert spread[None].mean == pytest.approx(0.6)
    assert spread[None].deviation == pytest.approx(0.2)


def test_groups_have_means_by_theme_and_shares_by_directive() -> None:
    parts = {"上海": "一", "江苏": "一", "浙江": "二", "安徽": None, "广东": "二"}
    grouped = matrix(judged(), meta=[{"片区": parts[region]} for region in PLANS])
    found = grouped.group_means("片区")
    plans = {(item.group, item.theme): item.plans for item in found}
    means = {(item.group, item.theme): item.mean for item in found}
    assert list(dict.fromkeys(group for group, _ in means)) == ["一", "二", None]
    assert means["一", None] == pytest.approx((0.8 + 0.4) / 2)
    assert means["一", "ECO"] == pytest.approx((1.0 + 0.5) / 2)
    # 广东 is bound by nothing and does not count.
    assert (plans["一", None], plans["二", None]) == (2, 1)
    assert means["二", None] == pytest.approx(0.8)
    shares = {
        (item.group, item.row.id): (item.binding, item.answered) for item in grouped.group_shares("片区")
    }
    assert shares["一", "ECO-12"] == (2, 1)
    assert shares["二", "ECO-12"] == (1, 1)
    assert shares[None, "ECO-11"] == (1, 0)


def test_what_went_together_is_counted_plan_by_plan(found: Matrix) -> None:
    pairs = {(item.first.id, item.second.id): item for item in found.together()}
    pair = pairs["ECO-12", "OPN-02"]
    assert (pair.both, pair.first_only, pair.second_only, pair.neither, pair.n) == (2, 1, 0, 1, 4)
    assert pair.phi == pytest.approx(2 / 12**0.5)
    assert pair.jaccard == pytest.approx(2 / 3)
    assert pair.p == pytest.approx(0.5)
    assert not pair.firm
    # OPN-03 is answered by all and OPN-01 by none: nothing can be said of either.
    assert not any(name in ("OPN-01", "OPN-03") for both in pairs for name in both)


@given(*[st.integers(0, 40)] * 4)
def test_the_exact_test_is_fishers(both: int, one: int, two: int, neither: int) -> None:
    first, second, n = both + one, both + two, both + one + two + neither
    more = range(both, min(first, second) + 1)
    exact = sum(comb(first, k) * comb(n - first, second - k) for k in more) / comb(n, second)
    assert fisher(both, one, two, neither) == pytest.approx(exact, abs=1e-9)


@pytest.mark.parametrize(
    "name", ["plans", "directives", "cells", "ranks", "spread", "all_but_one", "none_covers", "together"]
)
def test_every_figure_is_a_table_of_arrow_and_of_pandas(found: Matrix, name: str) -> None:
    pytest.importorskip("pandas")
    assert found.table(name).num_rows == len(found.frame(name)) == len(found.records(name)) > 0


def test_an_unknown_table_is_told_with_those_that_are(found: Matrix) -> None:
    with pytest.raises(SettingsError, match="permitted: plans"):
        found.records("ranking")


def test_no_plans_and_plans_by_different_rules_are_told() -> None:
    from dataclasses import replace

    with pytest.raises(SettingsError) as none:
        matrix([])
    assert none.value.code == "no-plans"
    one = judged()[0]
    other = replace(one, ruleset=one.ruleset.model_copy(update={"digest": "0" * 64}))
    with pytest.raises(SettingsError) as two:
        matrix([one, other])
    assert two.value.code == "different-rules"


# -- the tables of `align corpus` ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plans")
    for region, text in texts().items():
        (folder / f"{region}.txt").write_text(text, encoding="utf-8")
    (folder / "空.txt").write_text("没有地区的文字。", encoding="utf-8")
    with (folder / "meta.csv").open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["path", "region", "批次"])
        rows.writerows(
            [f"{region}.txt", region, "一" if region in ("上海", "江苏") else "二"] for region in PLANS
        )
    out = tmp_path_factory.mktemp("out")
    corpus.check(folder, out, engine="serial", rules=RULES, meta=folder / "meta.csv")
    return out


def test_the_tables_of_a_corpus_give_the_same_matrix(tables: Path) -> None:
    stored = matrix(tables)
    order = {plan.key.removesuffix(".txt"): number for number, plan in enumerate(stored.plans)}
    direct = matrix(judged())
    for row, (one, two) in enumerate(zip(direct.cells, stored.cells, strict=True)):
        assert direct.rows[row] == stored.rows[row]
        assert list(one) == [two[order[region]] for region in PLANS]
    assert stored.skipped == ("空.txt",)
    names = {plan.region: plan.label for plan in stored.plans}
    assert names == {plan.region: plan.label for plan in direct.plans}
    assert [plan.ratio for plan in direct.plans] == [stored.plans[order[region]].ratio for region in PLANS]


def test_columns_of_the_metadata_group_plans(tables: Path) -> None:
    stored = matrix(tables)
    assert stored.columns == ("region", "year", "批次")
    assert {plan.region: plan.column("批次") for plan in stored.plans}["安徽"] == "二"


def test_bind_all_lets_tables_bind_that_were_made_without(tables: Path) -> None:
    bound, direct = matrix(tables, bind_all=True), matrix(judged(bind_all=True))
    ratios = {plan.region: (plan.ratio, plan.depth, plan.binding, plan.met) for plan in bound.plans}
    assert ratios == {plan.region: (plan.ratio, plan.depth, plan.binding, plan.met) for plan in direct.plans}
    assert [cell.outcome for cells in bound.cells for cell in cells].count("inapplicable") == 0


def test_a_column_of_every_run_is_no_metadata_even_one_not_known_here(tables: Path, tmp_path: Path) -> None:
    shutil.copytree(tables, tmp_path / "out")
    for part in (tmp_path / "out" / "documents").glob("*.parquet"):
        rows = pq.read_table(part)
        pq.write_table(rows.add_column(3, "new", pa.array(["x"] * len(rows))), part)
    assert matrix(tmp_path / "out").columns == ("region", "year", "批次")


def test_tables_without_the_terms_of_their_run_are_told(tables: Path, tmp_path: Path) -> None:
    shutil.copytree(tables, tmp_path / "out")
    (tmp_path / "out" / "run.json").unlink()
    with pytest.raises(SettingsError) as caught:
        matrix(tmp_path / "out")
    assert caught.value.code == "bad-tables"


def test_a_folder_that_holds_no_tables_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        matrix(tmp_path)
    assert caught.value.code == "bad-tables"

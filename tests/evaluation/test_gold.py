"""Labelled documents are read and compared as the guide says."""

import json
from pathlib import Path

import pytest

from align.errors import SettingsError
from align.evaluation.gold import gold
from align.evaluation.run import compare_all
from align.evaluation.scoring import score
from align.evaluation.tables import by_document, by_rule, records

TEXT = "一、重点任务\n推动建立长三角统一的排污权交易制度。\n加强入河排污口整治。\n"


def labelled(folder: Path, levels: dict[str, int], evidence: dict[str, list[list[object]]]) -> Path:
    (folder / "样例.txt").write_bytes(TEXT.encode())
    rows = []
    at = 0
    for number, line in enumerate(TEXT.splitlines(), 1):
        kind = "s" if line.endswith("。") else "h"
        rows.append(f"{number}\t{number}\t{kind}\t{at}\t{at + len(line)}\t{line}")
        at += len(line) + 1
    (folder / "样例.sents.tsv").write_bytes("\n".join(rows).encode())
    labels = {"document": "样例", "region": "江苏", "readings": 1, "levels": levels, "evidence": evidence}
    (folder / "样例.labels.json").write_text(json.dumps(labels), encoding="utf-8")
    return folder


def test_agreement_is_one_where_the_checker_finds_what_is_labelled(tmp_path: Path) -> None:
    compared = compare_all(
        labelled(tmp_path, {"ECO-11": 3}, {"ECO-11": [[2, "commit", True]]}), rule_ids=("ECO-11",)
    )
    result = score(compared)
    assert (result.equal, result.evidence.f1, result.stance) == (1.0, 1.0, 1.0)


def test_a_miss_that_only_one_annotator_found_costs_no_recall(tmp_path: Path) -> None:
    evidence: dict[str, list[list[object]]] = {"ECO-11": [[2, "commit", True], [3, "commit", False]]}
    result = score(compare_all(labelled(tmp_path, {"ECO-11": 3}, evidence), rule_ids=("ECO-11",)))
    assert result.evidence.recall == 1.0
    assert result.evidence.precision == 1.0


def test_misses_and_false_alarms_are_told_with_their_sentences(tmp_path: Path) -> None:
    folder = labelled(tmp_path, {"ECO-11": 4}, {"ECO-11": [[3, "review", True]]})
    compared = compare_all(folder, rule_ids=("ECO-11",))
    told = by_rule(compared, "en")
    assert "level 3 should be 4: 样例" in told
    assert "false alarm 样例 2 commit: 推动建立长三角统一的排污权交易制度。" in told
    assert "miss        样例 3 review: 加强入河排污口整治。" in told
    assert by_document(compared, "en").splitlines()[-1].startswith("total")
    assert records(compared)["rules"][0]["rule"] == "ECO-11"


def test_a_folder_without_labels_says_what_is_needed(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"labels\.json"):
        gold(tmp_path)


def test_damaged_labels_name_the_file(tmp_path: Path) -> None:
    labelled(tmp_path, {"ECO-11": 3}, {})
    (tmp_path / "样例.labels.json").write_text("{}", encoding="utf-8")
    with pytest.raises(SettingsError, match="样例"):
        gold(tmp_path)


def test_the_bar_for_the_documents_labelled_twice_is_passed(shared: Path) -> None:
    for one in compare_all(shared / "gold"):
        result = score([one])
        if one.gold.readings == 2:
            assert result.equal is not None
            assert result.qwk is not None
            assert result.equal >= 0.83, one.gold.name
            assert result.qwk >= 0.93, one.gold.name
            assert (result.met.f1 or 0) >= 0.94, one.gold.name
            assert (result.present.f1 or 0) >= 0.96, one.gold.name
            assert (result.evidence.f1 or 0) >= 0.82, one.gold.name
            assert (result.stance or 0) >= 0.98, one.gold.name
        else:
            assert (result.equal or 0) >= 0.78, one.gold.name
            assert (result.qwk or 0) >= 0.88, one.gold.name
            assert (result.met.f1 or 0) >= 0.90, one.gold.name
            assert (result.evidence.f1 or 0) >= 0.75, one.gold.name


def test_each_term_group_tells_how_often_it_alone_is_right(tmp_path: Path) -> None:
    from align.evaluation import groups
    from align.evidence import compile_ruleset, no_guard
    from align.ruleset import load

    folder = labelled(tmp_path, {"ECO-03": 2}, {"ECO-03": [[2, "commit", True]]})
    told = list(groups.lines(gold(folder), compile_ruleset(load()), no_guard, frozenset({"ECO-03"})))
    counted = [[int(figure) for figure in line.split()[2:4]] for line in told[1:]]
    # Sentence 3 speaks of outfalls and nobody labelled it for ECO-03: one group is wrong once.
    assert counted == [[0, 1]]


@pytest.mark.parametrize(
    ("levels", "evidence", "words"),
    [
        ({"ECO-11": 9}, {}, "应是级别 0–4"),
        ({"ZZZ-01": 1}, {}, "没有要求“ZZZ-01”"),
        ({"ECO-11": 3}, {"ECO-11": [[2, "foo", True]]}, "commit、review、problem、negate、refer"),
        ({"ECO-11": 3}, {"ECO-11": [[99999, "commit", True]]}, "第 99999 句"),
        ({"ECO-11": 3}, {"ECO-11": [[2, "commit"]]}, "缺少"),
    ],
)
def test_a_label_that_cannot_be_is_told_with_its_file(
    tmp_path: Path, levels: dict[str, int], evidence: dict[str, list[list[object]]], words: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        compare_all(labelled(tmp_path, levels, evidence))
    assert words in caught.value.zh
    assert "样例.labels.json" in caught.value.zh


def test_labels_that_are_no_json_name_the_line_and_no_exception(tmp_path: Path) -> None:
    labelled(tmp_path, {"ECO-11": 3}, {})
    (tmp_path / "样例.labels.json").write_text('{"document": "样例",\nx', encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        gold(tmp_path)
    assert "第 2 行" in caught.value.zh
    assert "Error" not in caught.value.zh


def test_a_document_that_is_not_there_names_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        compare_all(labelled(tmp_path, {"ECO-11": 3}, {}), names=("北京",))
    assert "北京" in caught.value.zh
    assert "样例" in caught.value.zh


def test_the_tables_are_chinese_by_default(tmp_path: Path) -> None:
    compared = compare_all(
        labelled(tmp_path, {"ECO-11": 4}, {"ECO-11": [[3, "review", True]]}), rule_ids=("ECO-11",)
    )
    assert by_document(compared).splitlines()[-1].startswith("合计")
    assert "级别 3，应为 4：样例" in by_rule(compared)
    assert "漏检 样例 3 review：" in by_rule(compared)

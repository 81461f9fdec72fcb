"""What became of each directive between two drafts."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.comparison import Diff, Kind, Quote, diff
from align.errors import SettingsError
from align.evidence import Stance
from align.judgement import Assessment, Level
from tests.comparison.conftest import PLAN, assess, changed, compared

TRADE = "推动建立长三角统一的排污权交易制度，到2027年建成交易平台。"
REGION = "长三角统一的"


def kinds(found: Diff) -> dict[str, str]:
    return {change.rule: change.kind.value for change in found.told}


def words(assessment: Assessment, quote: Quote) -> str:
    return assessment.outline.document.slice(quote.span)


def marked(assessment: Assessment, quote: Quote) -> list[str]:
    return [assessment.outline.document.slice(span) for span in quote.changed]


def test_the_same_draft_has_no_changes(old: Assessment) -> None:
    assert diff(old, old).told == ()


def test_from_absent_to_a_commitment_is_gained(old: Assessment) -> None:
    shorter = assess(changed(("坚定推进长江十年禁渔。", "")))
    found = diff(shorter, old)
    assert kinds(found) == {"ECO-12": "gained"}
    (pair,) = found.told[0].pairs
    assert pair.before is None
    assert pair.after is not None
    assert "长江十年禁渔" in words(old, pair.after)


def test_what_is_struck_out_is_lost_with_the_sentence_that_proved_it(old: Assessment) -> None:
    found = compared(("坚定推进长江十年禁渔。", ""))
    assert kinds(found) == {"ECO-12": "lost"}
    assert found.told[0].lost
    (pair,) = found.told[0].pairs
    assert pair.after is None


def test_a_commitment_turned_into_a_review_is_lost_and_its_words_are_marked() -> None:
    found = compared(("推进口岸通关一体化。", "五年来，口岸通关一体化取得进展。"))
    assert kinds(found) == {"OPN-02": "lost"}
    change = found.told[0]
    assert (change.old.level, change.new.level) == (Level.ADDRESSED, Level.MENTIONED)
    (pair,) = change.pairs
    assert pair.before is not None
    assert pair.after is not None
    assert marked(found.old, pair.before) == ["推进"]
    assert "五年来，" in marked(found.new, pair.after)[0]
    assert pair.after.evidence is not None
    assert pair.after.evidence.stance is Stance.REVIEW


def test_a_partial_commitment_turned_into_a_review_is_weakened() -> None:
    before = changed((REGION, ""))
    after = changed(
        ("推动建立排污权交易制度，到2027年建成交易平台。", "五年来，排污权交易扩大到8个市。"), text=before
    )
    found = diff(assess(before), assess(after))
    assert kinds(found) == {"ECO-11": "weakened"}
    assert (found.told[0].old.level, found.told[0].new.level) == (Level.PARTIAL, Level.MENTIONED)
    assert not found.told[0].lost


def test_a_deadline_struck_out_weakens_and_one_added_strengthens() -> None:
    change = ("，到2027年建成交易平台", "")
    assert kinds(compared(change)) == {"ECO-11": "weakened"}
    assert kinds(diff(assess(changed(change)), assess())) == {"ECO-11": "strengthened"}


def test_a_commitment_that_is_called_off_is_contradicted_and_lost_as_well() -> None:
    found = compared(("推进口岸通关一体化", "暂不推进口岸通关一体化"))
    assert kinds(found) == {"OPN-02": "contradicted"}
    assert found.told[0].lost
    (pair,) = found.told[0].pairs
    assert pair.before is not None
    assert pair.after is not None
    assert marked(found.old, pair.before) == []
    assert marked(found.new, pair.after) == ["暂不"]


def test_what_is_no_longer_called_off_is_strengthened_or_gained() -> None:
    off = assess(changed(("推进口岸通关一体化", "暂不推进口岸通关一体化")))
    assert kinds(diff(off, assess())) == {"OPN-02": "gained"}
    review = assess(changed(("推进口岸通关一体化", "五年来，口岸通关一体化取得进展")))
    assert kinds(diff(off, review)) == {"OPN-02": "strengthened"}


def test_a_sentence_under_another_heading_is_moved() -> None:
    found = compared(
        ("坚定推进长江十年禁渔。", ""), ("完善工作机制，", "完善工作机制，坚定推进长江十年禁渔，")
    )
    assert kinds(found) == {"ECO-12": "moved"}


def test_a_heading_with_another_number_is_the_same_heading() -> None:
    found = compared(("（二）扩大", "（五）扩大"), ("（一）加强生态", "（四）加强生态"))
    assert found.told == ()


def test_what_became_only_a_copy_is_lost() -> None:
    old = assess()
    copied = replace(
        old, findings=tuple(replace(item, copied=item.rule.id == "ECO-12") for item in old.findings)
    )
    assert kinds(diff(old, copied)) == {"ECO-12": "lost"}
    assert kinds(diff(copied, old)) == {"ECO-12": "gained"}


def renumbered(seed: int) -> str:
    """Return the plan with its items and the chapters after the first in another order, numbered anew."""
    order = random.Random(seed)
    head, review, *chapters = re.split(r"\n(?=[一二三]、)", PLAN)
    order.shuffle(chapters)
    made = [head, review]
    for number, chapter in zip("二三", chapters, strict=True):
        title, *items = re.split(r"\n(?=（[一二三四]）)", chapter.rstrip())
        order.shuffle(items)
        lines = [f"（{count}）{item[3:]}" for count, item in zip("一二三四", items, strict=False)]
        made.append("\n".join([number + title[1:], *lines]) + "\n")
    return "\n".join(made)


@settings(max_examples=12)
@given(st.integers(0, 10_000))
def test_renumbered_and_reordered_drafts_give_no_difference(seed: int) -> None:
    assert diff(assess(), assess(renumbered(seed))).told == ()


@settings(max_examples=20)
@given(
    st.sets(st.integers(0, len(PLAN) - 1), max_size=5), st.sampled_from(["", "，", "研究", "暂不", "\u3000"])
)
def test_marks_lie_inside_their_sentences(places: set[int], insert: str) -> None:
    text = "".join(char + (insert if index in places else "") for index, char in enumerate(PLAN))
    found = diff(assess(), assess(text, region="江苏"))
    for change in found.changes:
        for pair in change.pairs:
            for quote in filter(None, (pair.before, pair.after)):
                assert all(
                    quote.span.start <= span.start < span.end <= quote.span.end for span in quote.changed
                )


def test_changes_come_for_every_rule_in_rule_order(old: Assessment) -> None:
    found = compared(("坚定推进长江十年禁渔。", ""))
    assert [change.rule for change in found.changes] == [item.rule.id for item in old.findings]
    assert len(found.of(Kind.KEPT)) == len(old.findings) - 1


def test_told_are_the_binding_ones_first_then_the_worst() -> None:
    found = compared(
        ("，到2027年建成交易平台", ""),
        ("坚定推进长江十年禁渔。", ""),
        ("推进口岸通关一体化", "暂不推进口岸通关一体化"),
    )
    assert [change.kind for change in found.told] == [Kind.CONTRADICTED, Kind.LOST, Kind.WEAKENED]


def test_drafts_judged_by_different_rules_are_not_compared(old: Assessment) -> None:
    other = replace(old, ruleset=old.ruleset.model_copy(update={"digest": "0" * 64}))
    with pytest.raises(SettingsError) as caught:
        diff(old, other)
    assert caught.value.code == "different-rules"


def test_the_figures_are_a_table() -> None:
    found = compared(("坚定推进长江十年禁渔。", ""))
    pytest.importorskip("pandas")
    table = found.table()
    frame = found.frame()
    assert table.num_rows == len(frame) == len(found.changes)
    row = frame[frame.rule == "ECO-12"].iloc[0]
    assert (row.change, row.old_level, row.new_level) == ("lost", 3, 0)

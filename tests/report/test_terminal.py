"""What a drafter sees on a terminal, in a pipe and on an old console."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

import pytest
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from align.errors import SettingsError
from align.judgement import Assessment
from align.report import terminal
from align.report.terminal import explain


def test_the_report_reads_so_in_chinese(assessment: Assessment, snapshot: SnapshotAssertion) -> None:
    assert terminal.render(assessment) == snapshot


def test_the_report_reads_so_in_english(assessment: Assessment, snapshot: SnapshotAssertion) -> None:
    assert terminal.render(assessment, "en", width=80) == snapshot


def test_an_explanation_goes_down_to_the_cues(assessment: Assessment, snapshot: SnapshotAssertion) -> None:
    assert explain(assessment, "ECO-11") == snapshot


def test_an_explanation_of_a_waived_gap_names_the_waiver(
    assessment: Assessment, snapshot: SnapshotAssertion
) -> None:
    assert explain(assessment, "INN-01", "en") == snapshot


def test_an_unknown_rule_is_an_error_that_says_where_ids_are(assessment: Assessment) -> None:
    with pytest.raises(SettingsError) as caught:
        explain(assessment, "ECO-99")
    assert caught.value.code == "unknown-rule"
    assert "align rules list" in caught.value.zh


def test_piped_text_has_no_colour_and_a_terminal_has(assessment: Assessment) -> None:
    assert "\x1b" not in terminal.render(assessment)
    assert "\x1b[" in terminal.render(assessment, width=80, colour=True)


def test_the_report_can_be_shown_on_a_gbk_console(assessment: Assessment) -> None:
    terminal.render(assessment).encode("gbk")
    terminal.render(assessment, "en").encode("gbk")
    explain(assessment, "ECO-11").encode("gbk")


@pytest.mark.parametrize("width", [34, 40, 50, 60, 110])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_theme_keeps_to_one_line_on_a_narrow_terminal(
    assessment: Assessment, width: int, lang: Literal["zh", "en"]
) -> None:
    themes = assessment.coverage.themes
    found = terminal.render(assessment, lang, width=width).splitlines()
    for theme in themes:
        (row,) = [line for line in found if line.startswith(f"{theme.id} ")]
        assert f"{theme.met}/{theme.binding}" in row
        assert cell_len(row) <= width
        assert (terminal.BAR_FULL in row) == bool(theme.ratio)


def test_lines_keep_to_the_width_of_the_terminal(assessment: Assessment) -> None:
    for line in terminal.render(assessment, width=60).splitlines():
        assert cell_len(line) <= 60


def test_contradictions_come_before_gaps_and_the_copied_after_the_partial(assessment: Assessment) -> None:
    text = terminal.render(assessment)
    order = [text.index(f"{rule} ") for rule in ("ECO-13", "INN-03", "ECO-12", "INN-02")]
    assert order == sorted(order)


def test_the_rest_is_counted_with_how_to_see_it(assessment: Assessment) -> None:
    text = terminal.render(assessment, limit=1)
    assert "共 4 项，列前 1 项" in text
    assert "另有 3 项缺口" in text
    assert "-o 报告.html" in text
    assert "INN-03 国际科技合作" not in text


def test_where_nothing_binds_no_coverage_is_claimed(unbound: Assessment) -> None:
    text = terminal.render(unbound)
    assert "没有约束本文件的要求" in text
    assert "没有缺口" not in text


def test_a_plan_without_gaps_says_so(assessment: Assessment) -> None:
    met = replace(assessment, findings=assessment.findings[:1])
    assert "没有缺口。" in terminal.render(met)


def test_escape_sequences_of_a_plan_never_reach_the_terminal(make: Callable[..., Assessment]) -> None:
    text = terminal.render(make(title="\x1b[31m红\x07\u202e题[bold]"))
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "\u202e" not in text
    assert "[31m红题[bold]" in text

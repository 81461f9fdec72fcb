"""The five names of Python: what they take, and how they refuse what they do not."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import align
from align.document.plain import plain
from align.errors import AlignError, DocumentError, RulesetError, SettingsError

PLAN = Path(__file__).parents[1] / "fixtures" / "plan.txt"
NOTHING: Any = None
BYTES: Any = b"text"
DAY: Any = "2026-01-01"
"""What a caller without a type checker may give."""


@pytest.mark.parametrize(
    ("call", "kind"),
    [
        (lambda: align.check(PLAN, as_of=DAY), SettingsError),
        (lambda: align.check(PLAN, themes="XX"), SettingsError),
        (lambda: align.read(BYTES), DocumentError),
        (lambda: align.read(NOTHING), DocumentError),
        (lambda: align.check(NOTHING), DocumentError),
        (lambda: align.load(NOTHING), RulesetError),
    ],
)
def test_a_wrong_argument_is_an_error_of_align(call: Callable[[], object], kind: type[AlignError]) -> None:
    with pytest.raises(kind):
        call()


def test_a_text_is_one_theme_and_a_moment_is_its_day() -> None:
    found = align.check(PLAN, themes="ECO", as_of=dt.datetime(2026, 1, 1, 9, 30))
    assert found.scope.themes == ("ECO",)
    assert found.scope.as_of == dt.date(2026, 1, 1)


def test_a_report_of_a_meeting_is_explained_as_such() -> None:
    from align.document.plain import plain
    from align.report.terminal import explain

    speakers = ("习近平", "他", "会议", "李强", "习近平") * 3
    told = "建立跨区域排污权交易制度，推动长三角污染联防联治。要推动太湖流域综合治理。要加快一体化。"
    text = "长三角一体化发展座谈会召开\n" + "".join(f"{who}强调，要{told}\n" for who in speakers)
    found = align.check(plain(text, "report"), region="江苏")
    assert "全文是讲话或会议的报道" in explain(found, "ECO-11")


@pytest.mark.parametrize(
    ("regions", "title", "bound"),
    [
        ("[{name: 江苏省}]", "昆山市2026年政府工作报告", "江苏省"),
        ("[{name: 江苏}, {name: 苏州}]", "昆山市2026年政府工作报告", "苏州"),
        ("[{name: 江苏}, {name: 苏州}]", "南京市2026年政府工作报告", "江苏"),
        ("[{name: 昆山市}]", "昆山市2026年政府工作报告", "昆山市"),
        ("[{name: 沿江, names: [苏州市, 南通市]}]", "昆山市2026年政府工作报告", "沿江"),
        ("[{name: 苏州}]", "湖北省2026年政府工作报告", "湖北"),
    ],
)
def test_a_plan_belongs_to_the_narrowest_region_that_it_lies_in(
    tmp_path: Path, regions: str, title: str, bound: str
) -> None:
    (tmp_path / "ruleset.yaml").write_text(
        f'id: small\nversion: "1"\ntitle: 上位文件\nissuer: 某机关\ndate: 2023-11-30\nregions: {regions}\nthemes: [ECO]\n',
        encoding="utf-8",
    )
    (tmp_path / "eco.yaml").write_text(
        "theme: ECO\ntitle: 生态\nrules:\n- id: ECO-01\n  title: 禁渔\n  kind: task\n"
        "  source: {paragraph: 1, quote: 禁渔}\n  elements: [禁渔]\n  evidence: [{proves: [禁渔], terms: [禁渔]}]\n"
        "  examples: {addressed: [推进禁渔。], absent: [推进治水。]}\n",
        encoding="utf-8",
    )
    found = align.check(plain(title + "\n一、任务\n推进禁渔。\n", "plan.txt"), align.load(tmp_path))
    assert found.scope.region == bound
    assert found.findings[0].outcome.value == ("inapplicable" if bound == "湖北" else "met")

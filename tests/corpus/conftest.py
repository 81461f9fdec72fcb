"""A small corpus: the example plan with other names and numbers, no two texts equal."""

from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="pyarrow is not installed")

PLAN = (Path(__file__).parents[2] / "fixtures" / "plan.txt").read_text(encoding="utf-8")
REGIONS = ("江苏省", "浙江省", "安徽省", "上海市")


def text(number: int, times: int = 1) -> str:
    plan = PLAN.replace("江苏省", REGIONS[number % 4]).replace("临湖", f"第{number}湖")
    return "\n".join([plan] * times)


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """Six plans, one of them in a folder below, an empty file, and one that tells no region."""
    folder = tmp_path / "plans"
    (folder / "市").mkdir(parents=True)
    for number in range(5):
        (folder / f"{number}.txt").write_text(text(number), encoding="utf-8")
    (folder / "市" / "5.txt").write_text(text(5), encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "nowhere.txt").write_text("一、总体要求\n加快推进各项工作。\n" * 30, encoding="utf-8")
    (folder / ".hidden.txt").write_text(text(9), encoding="utf-8")
    (folder / "table.csv").write_text("a,b\n", encoding="utf-8")
    return folder

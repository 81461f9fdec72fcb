"""Make the pictures and figures of docs/examples.md from the corpus beside the repository.

python docs/pictures/examples.py [../shared/corpus]

Pictures show titles, levels and counts of real plans, never their text; where text is shown, it is that of fixtures/plan.txt.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

import align
from align.comparison import Diff, Matrix, diff, matrix
from align.judgement import Assessment
from align.report import drafts, plans

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
PAIRS = {"jiangsu": "江苏省", "anhui": "安徽省", "guangdong": "广东省"}
CHECKER = align.Checker()
FAILED: list[str] = []


def reports(corpus: Path, year: int) -> dict[str, Path]:
    """Return the work reports of provinces of a year, by province."""
    found = sorted(corpus.glob(f"{year}_*_政府工作报告.txt"))
    return {path.stem.split("_")[1]: path for path in found if "国务院" not in path.stem}


def judged(paths: Iterable[Path]) -> list[Assessment]:
    """Judge plans, every directive binding."""
    return [CHECKER.check(path, bind_all=True) for path in paths]


def edited() -> Diff:
    """Return the fixture and a draft of it in which a handful of words were changed."""
    text = (ROOT / "fixtures" / "plan.txt").read_text(encoding="utf-8")
    changes = (
        ("暂不开展跨省排污权交易", "与沪浙皖共建跨省排污权交易制度"),
        ("建设虹桥国际开放枢纽北向拓展带临湖片区，集聚总部企业40家", "研究融入虹桥国际开放枢纽的可行性"),
        ("坚持长江十年禁渔，加强渔政联合执法", "加强渔政执法"),
        ("到2027年建成大型科学仪器共享平台，入网仪器2000台（套）以上", "推动大型科学仪器共享"),
        ("清理妨碍统一市场和公平竞争的政策措施", "过去三年，清理了妨碍统一市场和公平竞争的政策措施"),
    )
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    before = CHECKER.check(ROOT / "fixtures" / "plan.txt")
    return diff(before, CHECKER.check(align.read(BytesIO(text.encode()), name="plan-2.txt")))


def shoot(browser: Browser, page: str, name: str, size: tuple[int, int], script: str = "") -> None:
    """Take a picture of a page after a script has run in it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(page, encoding="utf-8")
        opened: Any = browser.new_page(viewport={"width": size[0], "height": size[1]})
        opened.goto(path.as_uri())
        if script:
            opened.evaluate(script)
            opened.wait_for_timeout(300)
        opened.screenshot(path=str(HERE / f"{name}.png"))
        opened.close()


BY_COVERAGE = """() => { const select = document.getElementById("plans"); select.value = "ratio";
  select.dispatchEvent(new Event("change")); }"""
LIST_ALONE = """() => { document.querySelector(".texts").remove();
  document.querySelector(".drafts").style.cssText = "display:block;height:auto;position:static";
  document.querySelectorAll(".d[data-kind=moved], .d.inapplicable").forEach((entry) => entry.remove()); }"""
SIDE_BY_SIDE = """() => { document.querySelector(".drafts").scrollIntoView();
  document.querySelector("#d-ECO-15 h3 button, .d h3 button").click(); }"""


LEVELS = {
    "ECO-11": {"安徽": 4, "江苏": 2, "山西": 2, "江西": 2, "河北": 2, "宁夏": 1},
    "MEC-09": {"上海": 4, "江苏": 3, "浙江": 3},
    "ECO-15": dict.fromkeys(("云南", "四川", "重庆", "湖北", "湖南", "江西", "安徽", "江苏"), 3),
    "PTY-02": {},
}
"""What docs/examples.md says of the matrix: the levels above 0 of a directive."""

WORDS = {
    "排污权": {"安徽", "江苏", "山西", "江西", "河北", "宁夏"},
    "长三角生态绿色一体化发展示范区|协同推进一体化发展示范区": {"上海", "江苏", "浙江"},
    "十年禁渔": {"云南", "四川", "重庆", "湖北", "湖南", "江西", "安徽", "江苏"},
    "区域协调发展领导小组": set(),
}
"""The same in the texts: the provinces whose reports of 2025 hold these words."""

CHANGES = {
    "jiangsu": {"PTY-08": (3, 0), "ECO-11": (2, 0), "ECO-13": (2, 4)},
    "anhui": {"ECO-15": (3, 1), "OPN-06": (0, 4), "ECO-11": (4, 0)},
    "guangdong": {"ECO-07": (3, 0), "INN-07": (4, 2), "GEN-18": (3, 2)},
}
"""What docs/examples.md says of the pairs: levels in 2025 and 2026."""

COUNTS = {
    "jiangsu": {"容错": (1, 0), "排污权": (1, 0), "新型能源体系": (0, 2)},
    "anhui": {"坚定不移推进长江十年禁渔": (1, 0), "虹桥": (0, 1), "排污权": (2, 0)},
    "guangdong": {"清洁生产": (1, 0), "国际大科学": (1, 0), "公平竞争先行区": (1, 0)},
}
"""The same in the texts: how often these words stand in 2025 and 2026."""


def check(corpus: Path, table: Matrix, pairs: dict[str, Diff]) -> None:
    """Check every statement of docs/examples.md against the figures and against the texts; say which fails."""
    rows = {row.id: number for number, row in enumerate(table.rows)}
    for rule, levels in LEVELS.items():
        line = zip(table.plans, table.cells[rows[rule]], strict=True)
        said({plan.region: cell.level for plan, cell in line if cell.level}, levels, rule)
    texts = {short(name): bare(path) for name, path in reports(corpus, 2025).items()}
    for words, regions in WORDS.items():
        said({name for name, text in texts.items() if re.search(words, text)}, regions, words)
    for name, found in pairs.items():
        changes = {change.rule: (change.old.level, change.new.level) for change in found.changes}
        old, new = (bare(reports(corpus, year)[PAIRS[name]]) for year in (2025, 2026))
        for rule, both in CHANGES[name].items():
            said(changes[rule], both, f"{name} {rule}")
        for words, counts in COUNTS[name].items():
            said((old.count(words), new.count(words)), counts, f"{name} {words}")


def said(found: object, stated: object, what: str) -> None:
    """Tell whether a statement holds; one that fails makes the script fail in the end."""
    FAILED.extend([what] if found != stated else [])
    print(
        "holds " if found == stated else "FAILS ", what, "" if found == stated else f"{found}, not {stated}"
    )


def bare(path: Path) -> str:
    """Return a text without blanks and line ends."""
    return "".join(path.read_text(encoding="utf-8").split())


def short(name: str) -> str:
    """Return the label of a province."""
    return re.sub(r"省|市|自治区|壮族|回族|维吾尔", "", name)


def main(corpus: Path) -> None:
    """Make all pictures and print the figures that docs/examples.md tells."""
    old, new = reports(corpus, 2025), reports(corpus, 2026)
    table = matrix(judged(old.values()))
    (HERE / "matrix-2025.png").write_bytes(plans.render(table, "png"))  # type: ignore[arg-type]
    print(plans.render(table))
    pairs = {name: diff(*judged((old[region], new[region]))) for name, region in PAIRS.items()}
    pages(table, pairs)
    check(corpus, table, pairs)
    for found in pairs.values():
        print(drafts.render(found))


def pages(table: Matrix, pairs: dict[str, Diff]) -> None:
    """Take the pictures of the HTML pages."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        shoot(browser, str(plans.render(table, "html")), "matrix-2025-page", (1600, 1000), BY_COVERAGE)
        for name, found in pairs.items():
            shoot(browser, drafts.render(found, "html"), f"diff-{name}", (1200, 1500), LIST_ALONE)
        shoot(browser, drafts.render(edited(), "html"), "diff-page", (1600, 900), SIDE_BY_SIDE)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "corpus")
    sys.exit(f"statements of docs/examples.md that no longer hold: {', '.join(FAILED)}" if FAILED else 0)

"""The words of comparisons, Chinese and English, beside those of all reports."""

from __future__ import annotations

from align.comparison import Kind
from align.errors import Lang
from align.report.wording import WORDS as COMMON
from align.report.wording import Words, pick

KINDS: dict[Kind, Words] = {
    Kind.CONTRADICTED: ("转为相抵触", "contradicted"),
    Kind.LOST: ("失去响应", "lost"),
    Kind.WEAKENED: ("减弱", "weakened"),
    Kind.MOVED: ("移位", "moved"),
    Kind.STRENGTHENED: ("增强", "strengthened"),
    Kind.GAINED: ("新增响应", "gained"),
    Kind.KEPT: ("未变", "kept"),
}

WORDS: dict[str, Words] = {
    # two drafts
    "diff": ("两稿对照", "Two drafts compared"),
    "old": ("旧稿", "Old draft"),
    "new": ("新稿", "New draft"),
    "before": ("旧", "Old"),
    "after": ("新", "New"),
    "change": ("变化", "Change"),
    "changes": ("变化", "Changes"),
    "no-heading": ("文首", "before any heading"),
    "no-changes": ("没有变化。", "No changes."),
    "only-old": ("新稿没有相近的句子", "no sentence like it in the new draft"),
    "only-new": ("旧稿没有相近的句子", "no sentence like it in the old draft"),
    "no-evidence": ("不是证据", "no evidence"),
    "not-binding": ("不约束新稿", "does not bind the new draft"),
    "kind-count": ("{kind} {n}", "{n} {kind}"),
    "binding-changes": ("应响应 {n} 项中：", "Of {n} binding: "),
    "unbound-changes": (
        "另有 {n} 条不约束新稿的要求也有变化；要一并比较，请加 --bind-all。",
        "{n} directives that do not bind the new draft changed too; --bind-all compares them as well.",
    ),
    "more-moved": ("另有 {n} 项移位，见 -o 对照.html。", "{n} more moved: see -o diff.html."),
    "legend-diff": ("[-旧稿独有-] {{+新稿独有+}}", "[-only in the old-] {{+only in the new+}}"),
    "texts": ("两稿正文", "Both texts"),
    "only-here": ("标出另一稿没有的句子", "Mark sentences that the other draft has not"),
    "credit-diff": (
        "失去响应：由实质响应及以上降到以下，或变为照抄原文；新增响应反之；减弱、增强：没有越过实质响应线的升降；"
        "移位：程度不变而所在标题（不计序号）不同。",
        "Lost: from addressed or better to below, or now only copied; gained: the reverse; weakened, strengthened: "
        "a level down or up on the same side; moved: as deep as before under another heading, numbers apart.",
    ),
    "skip-changes": ("跳到变化列表", "Skip to the changes"),
    "skip-texts": ("跳到两稿正文", "Skip to the texts"),
    "search-changes": ("搜索编号、名称或句子", "Search id, title or sentences"),
    "lost-elements": ("少了要素", "Elements lost"),
    "gained-elements": ("多了要素", "Elements gained"),
    "drafts-refused": ("未通过：{n} 条要求不得出现的变化：", "failed: {n} changes that are not permitted:"),
    "drafts-passed": ("通过：没有出现不允许的变化。", "passed: none of the changes that are not permitted."),
    # many plans
    "plan": ("规划", "Plan"),
    "skipped": ("无法评估", "Not judged"),
    "plans-title": ("{n} 份规划与 {rules} 条要求对照表", "{n} plans against {rules} directives"),
    "heat": ("热力图", "Heat map"),
    "heat-note": (
        "一行一条要求，一列一份规划，数字为响应程度（0–4；超过 60 份时只用颜色）；灰底为不约束该规划。"
        "点要求名称按它排列各份规划，点规划名称按它排列要求，点格子看证据；方向键在格子间移动。",
        "A row a directive, a column a plan; the number is the level (0–4; beyond 60 plans colour alone); grey: does not bind. "
        "A click on a directive sorts the plans by it, one on a plan sorts the directives, one on a cell shows its "
        "evidence; the arrow keys move between cells.",
    ),
    "group-by": ("分组", "Group by"),
    "no-group": ("不分组", "no groups"),
    "sort-plans": ("规划排列", "Plans by"),
    "sort-rules": ("要求排列", "Directives by"),
    "by-given": ("给定次序", "order given"),
    "by-coverage": ("覆盖率由高到低", "coverage, highest first"),
    "by-share": ("响应的规划由多到少", "share of plans, highest first"),
    "by-chosen": ("按所选", "by the one chosen"),
    "unbound-plans": (
        "{n} 份规划没有一条要求约束，只列出，不计入；要一并比较，请加 --bind-all。",
        "{n} plans that nothing binds are shown and not counted; --bind-all compares them as well.",
    ),
    "share": ("响应比例", "Share"),
    "answered-by": ("响应 {n} / {total}", "{n} of {total} answer it"),
    "all-but-one": ("只差一份", "All but one"),
    "all-but-one-note": (
        "除一份外，应响应的各份规划都已响应。",
        "All plans that it binds answer it but one.",
    ),
    "missing-in": ("未响应的规划", "The one that does not"),
    "none-covers": ("无一响应", "None"),
    "none-covers-note": ("应响应的规划没有一份响应。", "None of the plans that it binds answers it."),
    "best-level": ("最好的程度", "Best level"),
    "rank": ("名次", "Rank"),
    "ranks": ("各主题名次", "Rank by theme"),
    "ranks-note": (
        "名次按覆盖率，并列者同名次；下方为各主题覆盖率的最小值、四分位数和最大值。",
        "Ranks by coverage, equals share a rank; below, smallest, quartiles and largest coverage of each theme.",
    ),
    "least": ("最小", "Least"),
    "quartile1": ("下四分位", "1st quartile"),
    "median": ("中位数", "Median"),
    "quartile3": ("上四分位", "3rd quartile"),
    "most": ("最大", "Most"),
    "mean": ("平均", "Mean"),
    "deviation": ("标准差", "Std. dev."),
    "together": ("同现的要求", "Directives that went together"),
    "together-note": (
        "两条要求都约束的 n 份规划中，二者是否一同被响应：phi 相关系数（-1 到 1）与 Jaccard 系数（0 到 1）；"
        "p 为费希尔精确检验（单侧），共比较 {pairs} 对，* 表示按邦费罗尼校正后 p < 0.05。相关不等于因果。",
        "Over the n plans that both bind, whether they are answered together: phi (-1 to 1) and Jaccard (0 to 1); p is "
        "Fisher's exact test, one-sided, of {pairs} pairs; * is p < 0.05 after Bonferroni. Correlation is not cause.",
    ),
    "together-how": (
        "关联 phi（-1 到 1）越高，越是一份响应了其一也就响应其二；重合 Jaccard（0 到 1）为共同响应占响应任一者的比例；"
        "p 为两者无关时碰巧如此的概率（费希尔精确检验，共 {pairs} 对，* 为校正后仍小于 0.05）。相关不等于因果。",
        "Association phi (-1 to 1): the higher, the more a plan that answers one answers the other; overlap Jaccard (0 to "
        "1): plans that answer both among those that answer either; p: the chance of this if they had nothing to do with "
        "each other (Fisher's exact test, {pairs} pairs, * below 0.05 after correction). Correlation is not cause.",
    ),
    "together-figures": (
        "{n} 份中共同响应 {both} 份，关联 phi {phi}，重合 Jaccard {jaccard}，p {p}",
        "of {n} plans {both} answer both, association phi {phi}, overlap Jaccard {jaccard}, p {p}",
    ),
    "both": ("同时响应", "Both"),
    "first-only": ("只响应前者", "First only"),
    "second-only": ("只响应后者", "Second only"),
    "neither": ("都未响应", "Neither"),
    "first": ("要求一", "First"),
    "second": ("要求二", "Second"),
    "nothing": ("没有。", "None."),
    "year": ("年份", "Year"),
    "cell-hint": ("点击格子，这里显示依据。", "Click a cell to see its evidence here."),
    "cell-unread": (
        "浏览器太旧，无法展开证据；请换用较新的浏览器，或看 xlsx。",
        "This browser is too old to open the evidence; use a newer one, or the xlsx.",
    ),
    "unbound-cell": ("不约束", "does not bind"),
    "coverage-row": ("覆盖率", "Coverage"),
    "file": ("文件", "File"),
    "figure-title": ("{n} 份规划对 {rules} 条要求的响应程度", "How {n} plans answer {rules} directives"),
    "more-in-files": (
        "全部见 -o 对照表.html（或 .xlsx、.csv、.json）。",
        "All of it: -o matrix.html (or .xlsx, .csv, .json).",
    ),
    "group": ("组", "Group"),
    "plans": ("份数", "Plans"),
    "group-means": ("各组平均覆盖率（按{column}）", "Mean coverage by group ({column})"),
    "group-means-note": (
        "每组中各份规划覆盖率的平均；没有要求约束的规划不计入。各组对每条要求的响应比例见 -o 对照表.xlsx、.json。",
        "Mean of the coverage of the plans of a group; plans that nothing binds do not count. The share of each group that "
        "answers a directive: -o matrix.xlsx, .json.",
    ),
    "group-means-sheet": ("各组平均覆盖率", "Groups by theme"),
    "group-shares-sheet": ("各组响应比例", "Groups by directive"),
    "theme-mean": ("平均覆盖率", "Mean coverage"),
    "highest": ("最高", "highest"),
}


def say(key: str, lang: Lang = "zh", **values: object) -> str:
    """Return the words of a key, with values filled in."""
    return pick(WORDS.get(key) or COMMON[key], lang).format(**values)


def kind_of_change(kind: Kind, lang: Lang = "zh") -> str:
    """Return the name of a kind of change."""
    return pick(KINDS[kind], lang)

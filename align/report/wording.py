"""The words of every report, Chinese and English: one catalogue, so that all formats say the same."""

from __future__ import annotations

from align.errors import Lang
from align.evidence import MeansKind, Stance
from align.judgement import LEVELS as LEVELS
from align.judgement import OUTCOMES as OUTCOMES
from align.judgement import Level, Outcome, Reason
from align.ruleset import Kind
from align.structure import Role

Words = tuple[str, str]

REASONS: dict[Reason, Words] = {
    "region": ("不约束本地区", "does not bind this region"),
    "lapsed": ("已过时限", "lapsed"),
    "theme": ("不在所选主题内", "outside the themes chosen"),
    "absent": ("全文没有涉及", "nothing in the text speaks to it"),
    "mentioned": ("只是提到，没有承诺", "named, not committed to"),
    "partial": ("要素不全", "some essential elements are lacking"),
    "copied": ("照抄上级原文，没有本地举措", "repeats the superior document without a measure of its own"),
}

STANCES: dict[Stance, Words] = {
    Stance.COMMIT: ("承诺", "commits"),
    Stance.REVIEW: ("回顾", "reviews"),
    Stance.PROBLEM: ("问题", "names a problem"),
    Stance.NEGATE: ("否定", "rejects"),
    Stance.REFER: ("引述", "only refers"),
}

MEANS: dict[MeansKind, Words] = {
    "number": ("指标", "number"),
    "deadline": ("时限", "deadline"),
    "project": ("项目平台", "project"),
    "body": ("责任主体", "responsible body"),
}

KINDS: dict[Kind, Words] = {
    "task": ("任务", "task"),
    "principle": ("原则", "principle"),
    "goal": ("目标", "goal"),
    "problem": ("问题", "problem"),
}

REGION_SOURCES: dict[str, Words] = {
    "document": ("据文件", "read from the document"),
    "option": ("由选项指定", "given as an option"),
    "none": ("未识别", "not recognised"),
}

LEFT_OUT: dict[str, Words] = {
    "toc": ("目录", "table of contents"),
    "cover": ("封面", "cover"),
    "footnote": ("脚注", "footnotes"),
    "markup": ("排版标记", "markup"),
    "front-matter": ("文件头信息", "front matter"),
    "code": ("代码", "code"),
    "header": ("页眉", "headers"),
    "footer": ("页脚", "footers"),
    "running-head": ("页眉页脚", "running heads"),
    "page-number": ("页码", "page numbers"),
    "scanned-page": ("没有文字的扫描页（请先做 OCR）", "scanned pages without text (run OCR first)"),
    "navigation": ("网页导航和栏目", "navigation of the page"),
    "hidden": ("隐藏文字", "hidden text"),
    "deleted": ("修订中删除的文字", "text deleted by tracked changes"),
    "comment": ("批注", "comments"),
    "picture": ("图片", "pictures"),
    "shape": ("图形", "shapes"),
    "chart": ("图表", "charts"),
    "diagram": ("SmartArt 图示", "diagrams"),
    "embedded": ("嵌入的对象", "embedded objects"),
}
"""What a reader keeps out of the text or of judgement, by the codes of ``align.document``."""

ROLES: dict[Role, Words] = {
    Role.REVIEW: ("回顾", "review"),
    Role.PLAN: ("任务", "plan"),
    Role.PROBLEM: ("问题", "problem"),
    Role.GLOSSARY: ("名词解释", "glossary"),
}
"""What sections are for; of an unknown one nothing is said."""

WORDS: dict[str, Words] = {
    # headings and labels
    "report": ("规划响应情况核查报告", "Report on how a plan answers a superior document"),
    "matrix": ("对照表", "Matrix"),
    "evidence-sheet": ("证据", "Evidence"),
    "summary": ("总体情况", "Summary"),
    "document": ("核查文件", "Plan"),
    "superior": ("上位文件", "Superior document"),
    "region": ("地区", "Region"),
    "as-of": ("基准日期", "As of"),
    "version": ("规则集", "Ruleset"),
    "themes": ("主题", "Themes"),
    "all-themes": ("全部主题", "all themes"),
    "notice": ("提示", "Notice"),
    "coverage": ("覆盖率", "Coverage"),
    "depth": ("深度", "Depth"),
    "by-theme": ("分主题", "By theme"),
    "by-level": ("按响应程度", "By level"),
    "total": ("合计", "Total"),
    "binding": ("应响应", "Binding"),
    "met": ("已响应", "Met"),
    "theme": ("主题", "Theme"),
    "directive": ("要求", "Directive"),
    "directives": ("要求", "Directives"),
    "id": ("编号", "ID"),
    "title": ("名称", "Title"),
    "kind": ("类型", "Kind"),
    "quote": ("原文", "Words of the directive"),
    "source": ("出处", "Source"),
    "level": ("响应程度", "Level"),
    "outcome": ("判定", "Outcome"),
    "reason": ("理由", "Reason"),
    "elements": ("要素", "Elements"),
    "elements-met": ("已有要素", "Elements met"),
    "lacking": ("缺少要素", "Lacking"),
    "apart": ("{where}已写到，须与其余要素写在一处", "said in {where}, but apart from the others"),
    "nearest": ("宜补充于", "Where it would go"),
    "best": ("最接近的句子", "Best sentence found"),
    "against": ("与要求相抵触的句子", "Sentence that contradicts"),
    "best-evidence": ("最佳证据", "Best evidence"),
    "model": ("写法示例", "Model sentence"),
    "evidence": ("证据", "Evidence"),
    "stance": ("语气", "Stance"),
    "section": ("所在章节", "Section"),
    "place": ("位置", "Place"),
    "paragraph": ("段落", "Paragraph"),
    "line": ("行", "Line"),
    "page": ("页码", "Page"),
    "means": ("举措", "Means"),
    "cues": ("语气依据", "Cues"),
    "mentions": ("命中词语", "Terms found"),
    "sentence": ("句子", "Sentence"),
    "waived": ("豁免", "Waived"),
    "waived-by": ("批准", "by"),
    "waived-until": ("有效期至", "until"),
    "waived-reference": ("依据", "reference"),
    "copied": ("照抄原文", "copied"),
    "gaps": ("缺口", "Gaps"),
    "note": ("说明", "Note"),
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    "none": ("无", "none"),
    "whole-document": ("全文", "the document as a whole"),
    # a rule as its own manual
    "rules-count": ("共 {count} 条规则。", "{count} rules."),
    "binds": ("约束地区", "Binds"),
    "until": ("时限", "Until"),
    "groups": ("词组", "Term groups"),
    "examples": ("例句", "Examples"),
    "proves": ("证明", "proves"),
    "links": ("关联", "links"),
    "subject": ("同一主题", "subject"),
    "concept": ("概念", "concept"),
    "concept-named": ("〔{name}〕", "[{name}]"),
    "except": ("不算", "except"),
    "beside": ("须邻近", "beside"),
    "unless": ("不得邻近", "unless"),
    "within-clause": ("同一分句", "same clause"),
    "within-sentence": ("同一句", "same sentence"),
    "within-lead": ("本句或其上标题", "sentence or the titles above"),
    "within-paragraph": ("同一段", "same paragraph"),
    "within-passage": ("同一段落单元", "same passage"),
    # sentences
    "nothing-found": ("全文没有找到相关句子", "no sentence of the plan speaks to it"),
    "no-place": ("没有相近的章节", "no section comes near"),
    "paragraph-n": ("第 {n} 段", "paragraph {n}"),
    "page-n": ("第 {n} 页", "page {n}"),
    "source-n": ("第 {n} 段", "paragraph {n}"),
    "nothing-binds": (
        "没有约束本文件的要求，不计覆盖率",
        "nothing binds this document; no coverage is given",
    ),
    "counts": (
        "应响应 {binding} 项：已响应 {met}，缺口 {gap}，相抵触 {contradicted}；"
        "另有已豁免 {waived}，不适用 {inapplicable}",
        "{binding} binding: {met} met, {gap} gaps, {contradicted} contradicted; "
        "besides, {waived} waived, {inapplicable} not applicable",
    ),
    "worst": ("缺口，由重到轻（共 {total} 项，列前 {shown} 项）", "Gaps, worst first ({shown} of {total})"),
    "no-gaps": ("没有缺口。", "No gaps."),
    "more": (
        "另有 {n} 项缺口。查看全部：加 -o 报告.html（或 .docx、.xlsx）；逐项说明：加 --explain {id}。",
        "{n} more. To see all: -o report.html (or .docx, .xlsx); to see why: --explain {id}.",
    ),
    "more-gaps": ("另有 {n} 项缺口", "{n} more gaps"),
    "explain-hint": ("逐项说明：加 --explain {id}。", "To see why: --explain {id}."),
    "titled": ("由标题补足：{elements}", "added by the titles above: {elements}"),
    "reported-document": (
        "全文是讲话或会议的报道，所说的都是转述",
        "the whole document reports a speech or a meeting",
    ),
    "default-stance": ("无明显词语，据句子所在章节判断", "no cue; by the section it stands in"),
    "best-passage": ("据以判定的段落单元", "The passage that decides"),
    "credit": (
        "覆盖率：实质响应及以上计 1，部分响应按所含要素比例计，其余计 0；"
        "深度：任务类、问题类要求中落实到举措的比例。",
        "Coverage: 1 from addressed up, the share of elements while partial, else 0; "
        "depth: the share of tasks and problems that are operational.",
    ),
    "machine": (
        "本报告由 align {version} 按规则自动生成，每一结论均附原文依据，供人工复核。",
        "Made by align {version} from rules; every conclusion comes with its sentence, to be checked.",
    ),
    "sentence-and-level": ("本句：{stance}；全文：{level}", "this sentence {stance}; the plan: {level}"),
    # the Word and Excel reports
    "attachment": ("附件", "Attachment"),
    "word-title": ("《{title}》响应情况核查报告", "How “{title}” answers"),
    "chapter-summary": ("一、总体情况", "1. Summary"),
    "chapter-gaps": ("二、缺口清单", "2. Gaps"),
    "chapter-waived": ("三、已豁免的要求", "3. Waived"),
    "chapter-appendix": ("附录　全部要求对照表", "Appendix: all directives"),
    "opening": (
        "按照{superior}，对照 {rules} 项要求，核查了《{title}》。",
        "“{title}” was checked against the {rules} directives of {superior}.",
    ),
    "theme-gaps": ("（{number}）{id} {title}（{n} 项）", "({number}) {id} {title}: {n}"),
    "number": ("序号", "No."),
    "basis": ("依据位置", "Where"),
    # the HTML report
    "skip-list": ("跳到要求列表", "Skip to the directives"),
    "skip-plan": ("跳到规划正文", "Skip to the plan"),
    "filters": ("筛选", "Filters"),
    "search": ("搜索编号、名称或原文", "Search id, title or words"),
    "order": ("排列", "Order"),
    "order-theme": ("按主题", "by theme"),
    "order-worst": ("由重到轻", "worst first"),
    "any-theme": ("全部主题", "all themes"),
    "reset": ("清除筛选", "Clear"),
    "shown-of": ("显示 {shown} / {total} 项", "{shown} of {total} shown"),
    "plan-text": ("规划正文", "The plan"),
    "plan-outline": ("目录", "Outline"),
    "strip": ("证据分布", "Where the evidence lies"),
    "strip-note": (
        "横轴为全文。上排为承诺句，颜色越深响应越实；下排为回顾、问题、否定和引述。点击色块或章名可到原处。",
        "Left to right, the whole text. Above, sentences that commit, the darker the deeper; below, the others. "
        "A click goes there.",
    ),
    "strip-text": (
        "{total} 句证据，其中 {commit} 句为承诺，分布于 {chapters} 个部分。",
        "{total} evidence sentences, {commit} of them commitments, in {chapters} parts.",
    ),
    "not-judged": ("未纳入评判的内容", "What was not judged"),
    "left-out": ("{n} 处{what}", "{n} × {what}"),
    "why": ("本句对应的要求", "Directives that this sentence speaks to"),
    "why-hint": (
        "点击正文中的着色句子，这里显示它对应哪些要求、依据是什么。",
        "Click a coloured sentence to see which directives it speaks to and why.",
    ),
    "close": ("关闭", "Close"),
    "go-directive": ("查看要求 {id}", "Go to {id}"),
    "decides": ("据以判定", "decides"),
    "evidence-n": ("证据 {n} 句", "{n} evidence sentences"),
    "more-evidence": ("其余 {n} 句", "{n} more"),
    "legend": ("图例", "Key"),
    "legend-other": ("其他承诺句", "other commitments"),
    "print-plan": ("打印时附规划正文", "Print the plan as well"),
    "bracket": ("（{text}）", " ({text})"),
    "colon": ("：", ": "),
    "list": ("、", ", "),
    "comma": ("，", ", "),
    "open-quote": ("“", "“"),
    "close-quote": ("”", "”"),
    "semicolon": ("；", "; "),
    "stop": ("。", "."),
}


def say(key: str, lang: Lang = "zh", **values: object) -> str:
    """Return the words of a key, with values filled in."""
    return pick(WORDS[key], lang).format(**values)


def pick(words: Words, lang: Lang) -> str:
    """Return the one of two wordings that the language asks for."""
    return words[0] if lang == "zh" else words[1]


def level_name(level: Level, lang: Lang = "zh") -> str:
    """Return the name of a level."""
    return pick(LEVELS[level], lang)


def outcome_name(outcome: Outcome, lang: Lang = "zh") -> str:
    """Return the name of an outcome."""
    return pick(OUTCOMES[outcome], lang)


def reason_text(reason: Reason | None, lang: Lang = "zh") -> str:
    """Return a reason as words; an empty text for none."""
    return pick(REASONS[reason], lang) if reason else ""


def stance_name(stance: Stance, lang: Lang = "zh") -> str:
    """Return the name of a stance."""
    return pick(STANCES[stance], lang)


def means_name(kind: MeansKind, lang: Lang = "zh") -> str:
    """Return the name of a kind of means."""
    return pick(MEANS[kind], lang)


def kind_name(kind: Kind, lang: Lang = "zh") -> str:
    """Return the name of a kind of directive."""
    return pick(KINDS[kind], lang)


def left_out_name(reason: str, lang: Lang = "zh") -> str:
    """Return the name of what a reader keeps out of the text; the reason itself where it has no name."""
    return pick(LEFT_OUT.get(reason, (reason, reason)), lang)


def role_name(role: Role, lang: Lang = "zh") -> str:
    """Return the name of what a section is for; an empty text where nobody knows."""
    return pick(ROLES[role], lang) if role in ROLES else ""


def percent(ratio: float | None) -> str:
    """Return a ratio of 0–1 as a percentage of one decimal, a dash for none."""
    return "—" if ratio is None else f"{ratio:.1%}"


def listed(items: tuple[str, ...] | list[str], lang: Lang = "zh") -> str:
    """Return items as a list in one line."""
    return pick(WORDS["list"], lang).join(items)

"""What a sentence shows for a directive: elements, stance, means, and what the titles above it add."""

import pytest

from align.document.plain import plain
from align.evidence import Evidence, Stance, collect
from align.evidence.compiled import compile_ruleset
from align.evidence.guard import word_guard
from align.evidence.means import means
from align.evidence.pipeline import compiled
from align.ruleset import load
from align.structure import outline


def found(text: str, rule: str) -> list[Evidence]:
    evidence = collect(outline(plain(text, "plan.txt")), compiled("yrd-2023"), word_guard)
    return [item for item in evidence if item.rule == rule]


def test_one_wording_can_meet_several_elements() -> None:
    (item,) = found("推动建立长三角统一的排污权交易制度。", "ECO-11")
    assert item.elements == ("排污权交易", "跨区域")


def test_a_region_in_the_title_is_added_by_the_title() -> None:
    text = "一、推进长三角生态环境共保联治\n（一）深化改革。深化排污权交易改革。\n"
    (item,) = found(text, "ECO-11")
    assert item.elements == ("排污权交易",)
    assert item.titled == ("跨区域",)
    alone = found("推进长三角一体化发展。完善排污权交易制度。", "ECO-11")
    assert alone[-1].titled == ("跨区域",)


def test_a_link_alone_is_no_evidence() -> None:
    assert found("推动长三角一体化发展。", "ECO-11") == []


def test_a_word_inside_a_word_is_refused() -> None:
    assert found("提升产品和服务质量。", "ECO-11") == []


def test_a_refusal_outweighs_the_lesser_commitment_beside_it() -> None:
    (item,) = found("暂不开展跨省排污权交易，继续做好市内排污权有偿使用。", "ECO-11")
    assert item.stance is Stance.NEGATE
    assert [cue.text for cue in item.cues] == ["暂不"]


def test_a_commitment_stands_though_something_else_is_refused() -> None:
    (item,) = found("停止审批高耗能项目，推动建立长三角排污权交易制度。", "ECO-11")
    assert item.stance is Stance.COMMIT


def test_a_directives_own_name_is_no_means() -> None:
    assert found("深入实施自由贸易试验区提升战略。", "OPN-07")[0].means == ()


def test_a_number_and_a_deadline_are_means() -> None:
    (item,) = found("到2027年建成长三角排污权交易平台，年交易额达到5亿元。", "ECO-11")
    assert {one.kind for one in item.means} >= {"number", "deadline"}


def test_a_glossary_is_no_evidence() -> None:
    text = (
        "一、重点任务\n推动建立长三角排污权交易制度。\n名词解释\n1.排污权交易：长三角统一的排污权交易制度。\n"
    )
    assert len(found(text, "ECO-11")) == 1


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("加快建立长三角排污权交易制度。", Stance.COMMIT),
        ("五年来，排污权交易试点扩大到8个市。", Stance.REVIEW),
        ("区域排污权交易尚未破题。", Stance.PROBLEM),
        ("本规划期内暂不开展跨省排污权交易。", Stance.NEGATE),
        ("《长三角排污权交易办法》印发。", Stance.REFER),
        ("会议指出，要建立长三角排污权交易制度。", Stance.REFER),
        ("落实《长三角排污权交易办法》。", Stance.COMMIT),
        ("如果条件成熟，可以考虑开展跨省排污权交易。", Stance.REFER),
        ("在排污权交易试点的基础上，进一步建立长三角统一市场。", Stance.REVIEW),
        ("在提高排污权交易效益的基础上，进一步降低能耗。", Stance.COMMIT),
        ("在已建成排污权交易平台的基础上，进一步降低能耗。", Stance.REVIEW),
        ("落实国家要求，推进排污权交易。", Stance.COMMIT),
        ("会议要求，推进排污权交易。", Stance.REFER),
        ("全会提出了今后五年的目标，深化排污权交易改革。", Stance.COMMIT),
        ("中央二十届四中全会提出，要推进排污权交易。", Stance.REFER),
        ("力促长三角排污权交易市场建成投用。", Stance.COMMIT),
        ("帮助企业解决存在问题。推进排污权交易。", Stance.COMMIT),
        ("发展中存在问题。排污权交易规模小。", Stance.PROBLEM),
        ("不断深化长三角排污权交易。", Stance.COMMIT),
        ("着力解决排污权交易不活跃、长三角市场不足的问题。", Stance.COMMIT),
    ],
)
def test_the_stance_of_a_sentence_is_the_guides(text: str, stance: Stance) -> None:
    assert found(text, "ECO-11")[0].stance is stance


@pytest.mark.parametrize(
    "refusal",
    [
        "不支持【】",
        "不推行【】",
        "无需建立【】",
        "不必推进【】",
        "不深化【】",
        "无需完善【】",
        "没有计划建立【】",
        "不急于建立【】",
        "拒绝参与【】",
        "【】未列入今年计划",
        "【】建设推迟到下一规划期",
        "【】延后实施",
    ],
)
def test_what_is_refused_put_off_or_not_planned_is_negated(refusal: str) -> None:
    text = refusal.replace("【】", "跨区域排污权交易制度") + "。"
    assert {item.stance for item in found(text, "ECO-11")} == {Stance.NEGATE}


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("已建立跨区域排污权交易制度。", Stance.REVIEW),
        ("已建成长三角排污权交易平台3个。", Stance.REVIEW),
        ("提升已建成项目的排污权交易水平。", Stance.COMMIT),
        ("跨区域排污权交易制度缺失。", Stance.PROBLEM),
        ("推动跨区域排污权交易还不够。", Stance.PROBLEM),
        ("推进跨区域排污权交易有待加强。", Stance.PROBLEM),
        ("着力推动解决跨区域排污权交易存在的困难。", Stance.COMMIT),
        ("建立跨区域排污权交易制度存在困难。", Stance.PROBLEM),
        ("若国家批准，建立跨区域排污权交易制度。", Stance.REFER),
        ("有的同志认为要建立跨区域排污权交易制度。", Stance.REFER),
        ("希望国家建立跨区域排污权交易制度。", Stance.REFER),
        ("不是不建立跨区域排污权交易制度，而是要加快建立。", Stance.COMMIT),
    ],
)
def test_what_is_done_lacking_or_wished_for_is_no_commitment(text: str, stance: Stance) -> None:
    assert {item.stance for item in found(text, "ECO-11")} == {stance}


def test_a_sentence_that_opens_with_a_year_gone_by_looks_back() -> None:
    plan = "某省人民政府\n2026年政府工作报告\n（2026年1月20日）\n一、工作安排\n"
    stances = [
        found(f"{plan}{year}年，全省建立跨区域排污权交易制度。\n", "ECO-11")[0].stance
        for year in (2024, 2026, 2027)
    ]
    assert stances == [Stance.REVIEW, Stance.COMMIT, Stance.COMMIT]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("严格落实长江十年禁渔。", Stance.COMMIT),
        ("严禁在长江非法捕捞，保障退捕渔民生计。", Stance.COMMIT),
        ("取消长江十年禁渔。", Stance.NEGATE),
        ("暂不实施长江十年禁渔。", Stance.NEGATE),
        ("解除长江十年禁渔。", Stance.NEGATE),
        ("长江十年禁渔不再执行。", Stance.NEGATE),
        ("毫不放松长江十年禁渔。", Stance.COMMIT),
    ],
)
def test_a_ban_is_carried_out_by_forbidding_and_refused_by_ending_it(text: str, stance: Stance) -> None:
    (item,) = found(text, "ECO-15")
    assert item.stance is stance
    assert {cue.stance for cue in item.cues} <= {stance}


def test_what_is_completed_in_a_plans_chapter_is_an_aim_and_in_a_review_done() -> None:
    text = "一、{}\n（一）改革。如期完成排污权交易平台建设。\n"
    assert found(text.format("上年工作回顾"), "ECO-11")[0].stance is Stance.REVIEW
    assert found(text.format("今年重点任务"), "ECO-11")[0].stance is Stance.COMMIT


def test_what_a_plan_takes_as_given_is_no_evidence() -> None:
    assert found("在完善排污权交易的前提下，扩大绿色信贷。", "ECO-11") == []
    assert found("在确保排污权交易合规的基础上，扩大绿色信贷。", "ECO-11") == []
    assert found("完善排污权交易，在风险可控的前提下扩大绿色信贷。", "ECO-11")
    assert found("顺应产业转移趋势，发展县城。", "MEC-14") == []
    assert found("顺应市场趋势，推动产业转移。", "MEC-14")


def test_a_report_of_a_speech_commits_to_nothing() -> None:
    speech = "".join(
        f"习近平强调，要{what}。要建立跨区域排污权交易制度。\n"
        for what in ("加强协同", "深化改革", "扩大开放", "保护生态")
    )
    assert {item.stance for item in found(speech, "ECO-11")} == {Stance.REFER}


def test_who_answers_for_a_paragraph_is_told_at_its_end_in_any_wording() -> None:
    for end in (
        "（责任单位：市金融局）",
        "〔责任单位：市金融局〕",
        "（市金融局、市公安局按职责分工负责）",
        "责任单位：市金融局。",
    ):
        (item,) = [
            one for one in found("一、任务\n\n加强监管。严厉打击非法集资。" + end, "SEC-08") if one.means
        ]
        assert [tied.kind for tied in item.means] == ["body"]
    assert not any(
        one.means for one in found("一、任务\n\n加强监管。严厉打击非法集资。市金融局加强宣传。", "SEC-08")
    )


def test_who_answers_on_a_line_of_its_own_answers_for_all_paragraphs_of_the_measure() -> None:
    text = "一、任务\n1.防范风险\n严厉打击非法集资。\n加强宣传。\n{}\n2.优化环境\n打击非法集资。\n"
    told, untold = found(text.format("牵头单位：市金融局"), "SEC-08")
    assert [one.text for one in told.means] == ["牵头单位：市金融局"]
    assert not untold.means
    assert not any(one.means for one in found(text.format("市金融局加强指导。"), "SEC-08"))


def test_those_who_only_answer_for_a_measure_or_are_written_to_are_no_evidence() -> None:
    assert found("深化自贸试验区建设。\n牵头单位：自贸试验区管委会\n", "OPN-07")[1:] == []
    sent = "各市人民政府，自贸试验区管委会，省政府各部门：\n"
    assert found(sent, "OPN-07") == []
    assert found("各市人民政府要推进自贸试验区建设，做好以下工作：\n", "OPN-07")


def test_a_mention_that_ends_in_what_is_taken_as_given_is_no_evidence() -> None:
    assert found("引导金融机构在防范风险的前提下支持企业融资。", "SEC-08") == []
    assert found("引导金融机构防范风险，支持企业融资。", "SEC-08")


def test_the_plan_itself_is_no_means() -> None:
    text = (
        "关于完善排污权交易的若干措施\n为{}，制定《{}》。\n推进长三角一体化，现印发排污权交易改革的内容。\n"
    )
    own = text.format("深化长三角排污权交易", "关于完善排污权交易的若干措施")
    other = text.format("深化长三角排污权交易", "关于推进市场建设的若干措施")
    assert not any(item.means for item in found(own, "ECO-11"))
    assert any(item.means for item in found(other, "ECO-11"))


def test_a_document_that_the_plan_rests_on_is_no_means() -> None:
    rests, own = "{}《排污权交易改革试点总体方案》，推进跨区域排污权交易。", []
    for words in ("根据", "按照国务院办公厅印发的", "为贯彻落实", "制定实施"):
        (item,) = found(rests.format(words), "ECO-11")
        own.append(bool(item.means))
    assert own == [False, False, False, True]


def test_what_a_sentence_complains_of_and_sets_right_counts() -> None:
    (item,) = found("民营企业融资困难依然存在，要持续优化营商环境。", "OPN-12")
    assert item.stance is Stance.COMMIT
    assert item.elements == ("民营企业", "发展环境或营商环境")


def test_a_long_name_after_its_verb_is_a_project() -> None:
    text = "建设大兴山森林草原防灭火示范区，提升能力。"
    assert [(kind, text[start:end]) for kind, start, end in means(text)] == [
        ("project", "大兴山森林草原防灭火示范区")
    ]


def test_a_verb_before_a_name_is_no_part_of_it() -> None:
    for text, name in (("形成带着基金招引项目", None), ("授权长江新区管理委员会审批", "长江新区管理委员会")):
        assert [text[start:end] for kind, start, end in means(text)] == ([name] if name else [])


def test_a_bracket_between_two_measures_answers_for_the_first() -> None:
    text = (
        "一、任务\n加强监管。严厉打击非法集资。（责任单位：市金融局）推进排污权交易。（责任单位：市环保局）\n"
    )
    (first,) = [one for one in found(text, "SEC-08") if one.means]
    assert [one.text for one in first.means] == ["责任单位：市金融局"]
    (second,) = found(text, "ECO-11")
    assert [one.text for one in second.means] == ["责任单位：市环保局"]


def test_what_a_measure_leans_on_meets_no_element() -> None:
    (item,) = found("依托长三角排污权交易平台，发展绿色信贷。", "ECO-11")
    assert item.elements == ("跨区域",)
    (item,) = found("发展绿色信贷，推进长三角排污权交易。", "ECO-11")
    assert item.elements == ("排污权交易", "跨区域")


def test_who_is_already_something_may_be_paid_for_it() -> None:
    (item,) = found("对获批排污权交易试点的，一次性奖补100万元。", "ECO-11")
    assert item.stance is Stance.COMMIT


def test_a_condition_does_not_take_a_longer_word_for_a_word_of_its_concept() -> None:
    assert found("与河套合作区推进重点项目建设。", "MEC-11")
    assert found("推进河套灌区重点项目建设。", "MEC-11") == []


def test_what_a_rule_requires_is_not_met_by_a_longer_word_of_its_concept() -> None:
    whole = load("yrd-2023")
    theme = next(theme for theme in whole.themes if theme.theme == "ECO")
    rule = next(rule for rule in theme.rules if rule.id == "ECO-11")
    asking = rule.model_copy(update={"requires": "长三角"})
    small = whole.model_copy(update={"themes": (theme.model_copy(update={"rules": (asking,)}),)})
    for text, count in (
        ("完善排污权交易制度，融入长三角。", 1),
        ("完善排污权交易制度，推进苏皖鲁豫交流。", 0),
        ("完善排污权交易制度。", 0),
    ):
        assert len(collect(outline(plain(text, "plan.txt")), compile_ruleset(small), word_guard)) == count, (
            text
        )


def test_a_paper_that_a_person_holds_is_no_means() -> None:
    titles = ("《浙江省居住证》", "《浙江省户籍改革办法》")
    assert [[text[a:b] for _, a, b in means(text)] for text in titles] == [[], [titles[1]]]

"""The rules are their own tests."""

from pathlib import Path

from align.evaluation.examples import failures, level_alone, misquoted
from align.evidence import compile_ruleset
from align.judgement import Level
from align.ruleset import load

RULES = load()


def test_every_example_reaches_exactly_its_level() -> None:
    assert list(failures(RULES, ())) == []


def test_every_rule_has_examples_of_every_level_that_it_can_take() -> None:
    lacking = []
    for rule in RULES.rules:
        examples = dict(rule.examples)
        partial = len(rule.elements) > 1 or any(group.subject for group in rule.evidence)
        wanted = ["addressed", "mentioned", "absent"] + ["partial"] * partial
        wanted += ["operational"] * (rule.kind in ("task", "problem") and rule.max_level is None)
        lacking += [f"{rule.id} {name}" for name in wanted if not examples[name]]
    assert lacking == []


def test_the_quote_of_every_task_set_alone_is_addressed() -> None:
    compiled = compile_ruleset(RULES)
    for rule in RULES.rules:
        if rule.kind == "task" and rule.until is None:
            for form in ("{}。", "（一）{}。", "一、重点任务\n{}"):
                assert level_alone(compiled, rule, form.format(rule.source.quote)) >= Level.ADDRESSED, rule.id


def test_every_quote_stands_in_the_speech(shared: Path) -> None:
    speech = (shared / "speech" / "speech.txt").read_text(encoding="utf-8").splitlines()
    assert misquoted(RULES, speech, "zh") == []


def test_the_speech_shows_evidence_for_every_task_and_meets_none(shared: Path) -> None:
    import align

    assessment = align.check(shared / "speech" / "speech.txt", bind_all=True)
    tasks = [item for item in assessment.findings if item.rule.kind == "task" and item.rule.until is None]
    assert [item.rule.id for item in tasks if not item.evidence] == []
    assert [item.rule.id for item in assessment.findings if item.level >= Level.ADDRESSED] == []


def test_what_names_a_place_of_the_delta_is_not_met_elsewhere(shared: Path) -> None:
    import align

    named = ("OPN-05", "OPN-06", "OPN-08", "MEC-09", "MEC-10", "PTY-03")
    checker = align.Checker()
    met = dict.fromkeys(named, 0)
    for path in sorted((shared / "corpus").glob("2025_*_政府工作报告.txt")):
        if not any(name in path.name for name in ("上海", "江苏", "浙江", "安徽", "国务院")):
            assessment = checker.check(path, bind_all=True)
            for rule in named:
                finding = assessment.finding(rule)
                met[rule] += finding is not None and finding.level >= Level.ADDRESSED
    assert max(met.values()) <= 1, met

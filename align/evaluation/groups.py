"""Which term groups to mend: for each, how often it is right where it alone makes a sentence evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from align.errors import Lang
from align.evaluation.gold import Gold
from align.evaluation.tables import to_left, to_right
from align.evidence import Compiled, GuardOf
from align.evidence.matching import Matching, match
from align.structure import outline


def lines(
    documents: Sequence[Gold], compiled: Compiled, guard: GuardOf, rules: frozenset[str], lang: Lang = "zh"
) -> Iterator[str]:
    """Yield a line a group that proves or is the subject: right, wrong, its role and first terms; worst first."""
    right: Counter[int] = Counter()
    wrong: Counter[int] = Counter()
    for document in documents:
        for group, labelled in _alone(document, compiled, guard):
            (right if labelled else wrong)[group] += 1
    places = [(rule.id, number) for rule in compiled.rules for number in range(len(rule.evidence))]
    found = [index for index in {*right, *wrong} if places[index][0] in rules]
    names = ("规则", "词组", "对", "错") if lang == "zh" else ("rule", "group", "right", "wrong")
    yield to_left(names[0], 8) + "".join(map(to_right, names[1:], (6, 7, 7)))
    for index in sorted(found, key=lambda index: (right[index] - wrong[index], index)):
        rule, number = places[index]
        written = next(item for item in compiled.rules if item.id == rule).evidence[number]
        terms = "、".join((*written.terms, *written.concept)[:6])
        met = "、".join(written.proves) or ("同一主题" if lang == "zh" else "subject")
        yield f"{rule:<8}{number + 1:>6}{right[index]:>7}{wrong[index]:>7}  [{met}] {terms}"


def _alone(document: Gold, compiled: Compiled, guard: GuardOf) -> Iterator[tuple[int, bool]]:
    """Yield the groups that alone make a sentence evidence, and whether the sentence is labelled so."""
    matching = match(outline(document.document), compiled)
    stands = guard(matching)
    labelled = {(label.rule, label.sentence) for label in document.labels}
    places = {id(group): index for index, group in enumerate(compiled.groups)}
    for rule, sentences in matching.speaking.items():
        for sentence in sentences:
            found = matching.matches(rule, sentence, stands)
            groups = {places[id(item.group)] for item in found if item.group.role != "links"}
            if len(groups) == 1:
                numbers = _numbers(document, matching, sentence)
                yield groups.pop(), any((compiled.rules[rule].id, number) in labelled for number in numbers)


def _numbers(document: Gold, matching: Matching, sentence: int) -> Iterator[int]:
    start, end = matching.outline.sentences[sentence].span
    return (number for number, span in document.sentences.items() if span.start < end and start < span.end)

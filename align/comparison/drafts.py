"""Two drafts of a plan: what became of each directive, and of the sentences that prove it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from align.comparison.change import Change, Diff, Kind, Pair, Quote, answers, opposes
from align.comparison.likeness import Sentences, key
from align.comparison.wordchange import changed
from align.document import Span
from align.errors import SettingsError
from align.evidence import Evidence, Stance
from align.judgement import Assessment, Finding, depths

MOST = 4
"""Sentences of a draft that are shown for a directive."""


def diff(old: Assessment, new: Assessment) -> Diff:
    """Compare two drafts of a plan, rule by rule.

    Headings are compared without their numbers and passages without regard to their order, so that renumbering and
    reordering change nothing. Raises SettingsError where the drafts were judged by different rules.
    """
    if old.ruleset.digest != new.ruleset.digest:
        raise SettingsError(
            "different-rules",
            zh=f"两稿依据的规则不同（{old.ruleset.header.id} {old.ruleset.digest[:8]}，{new.ruleset.header.id} "
            f"{new.ruleset.digest[:8]}），不能比较；请用同一规则集重新检查。",
            en=f"the drafts were judged by different rules ({old.ruleset.header.id} {old.ruleset.digest[:8]}, "
            f"{new.ruleset.header.id} {new.ruleset.digest[:8]}); check both by the same ruleset.",
        )
    before, after = Draft(old), Draft(new)
    changes = (_change(before, after, *both) for both in zip(old.findings, new.findings, strict=True))
    return Diff(old, new, tuple(changes))


class Draft:
    """A draft with its sentences, ready to be searched."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.sentences = Sentences(assessment.outline)

    def headings(self, finding: Finding) -> frozenset[str]:
        """Return the headings of the passages that decide a finding, without their numbers: all that are as deep."""
        outline = self.assessment.outline
        passages = {
            depth.passage for depth in depths(finding.rule, finding.evidence) if depth.level == finding.level
        }
        return frozenset(key(outline.sections[outline.passages[index].section].title) for index in passages)

    def quote(self, finding: Finding, sentence: int) -> Quote:
        """Return a sentence with what it says to a directive."""
        found = next((item for item in finding.evidence if item.sentence == sentence), None)
        return Quote(sentence, self.assessment.outline.sentences[sentence].span, found)

    def text(self, quote: Quote) -> str:
        """Return the words of a quote."""
        return self.assessment.outline.document.slice(quote.span)


def _change(before: Draft, after: Draft, old: Finding, new: Finding) -> Change:
    kind = _kind(before, after, old, new)
    if kind is Kind.KEPT:
        return Change(kind, old, new)
    # What stayed word for word explains nothing, so it comes last.
    return Change(kind, old, new, tuple(sorted(_pairs(before, after, old, new), key=_alike)))


def _kind(before: Draft, after: Draft, old: Finding, new: Finding) -> Kind:
    if opposes(new) and not opposes(old):
        return Kind.CONTRADICTED
    if answers(old) != answers(new):
        return Kind.LOST if answers(old) else Kind.GAINED
    if old.level != new.level:
        return Kind.WEAKENED if new.level < old.level else Kind.STRENGTHENED
    if opposes(old) and not opposes(new):
        return Kind.STRENGTHENED
    there, here = before.headings(old), after.headings(new)
    return Kind.MOVED if there.isdisjoint(here) and there and here else Kind.KEPT


def _pairs(before: Draft, after: Draft, old: Finding, new: Finding) -> Iterator[Pair]:
    """Yield what became of the sentences that proved it before, then where those come from that prove it now."""
    taken: set[int] = set()
    for evidence in _deciding(old):
        quote = before.quote(old, evidence.sentence)
        found = after.sentences.nearest(key(before.text(quote)))
        taken |= {found} if found is not None else set()
        yield _marked(before, after, quote, None if found is None else after.quote(new, found))
    for evidence in _deciding(new):
        if evidence.sentence in taken:
            continue
        quote = after.quote(new, evidence.sentence)
        found = before.sentences.nearest(key(after.text(quote)))
        yield _marked(before, after, None if found is None else before.quote(old, found), quote)


def _alike(pair: Pair) -> bool:
    """Tell whether a sentence stands in both drafts word for word and does the same in both."""
    if pair.before is None or pair.after is None or pair.before.changed or pair.after.changed:
        return False
    old, new = pair.before.evidence, pair.after.evidence
    return (old and old.stance) == (new and new.stance)


def _deciding(finding: Finding) -> list[Evidence]:
    """Return the sentences that a finding stands on: those that reject, where it is rejected, else its passage's."""
    if opposes(finding):
        return [item for item in finding.evidence if item.stance is Stance.NEGATE][:MOST]
    inside = [item for item in finding.evidence if item.passage == finding.passage]
    commits = [item for item in inside if item.stance is Stance.COMMIT]
    return (commits or inside)[:MOST]


def _marked(before: Draft, after: Draft, old: Quote | None, new: Quote | None) -> Pair:
    if old is None or new is None:
        return Pair(old, new)
    left, right = changed(before.text(old), after.text(new))
    return Pair(
        replace(old, changed=_moved(left, old.span.start)),
        replace(new, changed=_moved(right, new.span.start)),
    )


def _moved(spans: tuple[Span, ...], by: int) -> tuple[Span, ...]:
    return tuple(Span(span.start + by, span.end + by) for span in spans)

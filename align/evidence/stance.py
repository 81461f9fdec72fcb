"""What a sentence does with a directive: commit, review, problem, negate or refer; with the cues that decided it.

After ConText (Harkema et al., "ConText: an algorithm for determining negation, experiencer, and temporal status",
J. Biomed. Inform. 42(5), 2009): cues with a scope, words that end it, and longer words in which a cue tells nothing.
The words are in ``rules/stance.yaml``; the order in which they are asked is here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from align.evidence.lexicon import Hit, Hits
from align.evidence.mention import Cue, Stance
from align.evidence.view import View
from align.structure import Outline, Role

AFTER = 4
"""How far behind a mention, in characters, 暂不 and its like still speak of it."""

OPENING = 8
"""How many characters open a clause."""

DATED = re.compile(r"(20[0-2]\d)年(\d{1,2}月)?")
"""A year or a month at the head of a sentence."""

LEAST_SPOKEN, SPOKEN_SHARE = 3, 0.4
"""From how many paragraphs with a speaker, and from what share, a document is a report of what was said."""

Verdict = tuple[Stance, Sequence[Hit]]
Reading = tuple[Stance, tuple[Cue, ...]]

RARE = (
    *(
        "commit",
        "resolve",
        "period-ahead",
        "review-time",
        "past-period",
        "aspect",
        "ground",
        "problem",
        "complaint",
    ),
    *(
        "problem-opening",
        "negate",
        "negate-after",
        "contrast",
        "reported",
        "telling",
        "issued",
        "resume",
        "condition",
    ),
)
"""The word lists that are asked for at every mention; few paragraphs have any of them, and that is looked up once."""

PLACED = (
    *(
        "resolve",
        "period-ahead",
        "review-time",
        "past-period",
        "ground",
        "problem-opening",
        "negate",
        "negate-after",
    ),
    *("reported", "resume", "condition"),
)
"""Lists of which it counts whether they stand before or behind a mention; with none of them in it, and no title, all
mentions of a clause have one stance."""

RARE_NAMES = frozenset(RARE)
NOTHING: Mapping[str, Hits] = {}


class StanceReader:
    """Tells the stance of any mention in one document.

    ``cue_of`` returns the hits of a word list, ``bounds`` holds the range of each sentence in the view.
    """

    def __init__(
        self, outline: Outline, view: View, bounds: Sequence[tuple[int, int]], cue_of: Callable[[str], Hits]
    ) -> None:
        self.outline = outline
        self.view = view
        self.bounds = bounds
        self.cue_of = cache(cue_of)
        self._here = NOTHING
        self._by_paragraph = self._rare()
        # The 14th five-year plan ended in 2025: a text of 2021 looks ahead to it, a later one back.
        self._period_is_past = (outline.head.date or "9999")[:4] >= "2025"
        self._all_reported = self._speech()
        self._of_clause: dict[tuple[int, int, int], Reading | None] = {}
        self._of_mention: dict[tuple[int, int, int], Reading] = {}

    def read(self, sentence: int, start: int, end: int) -> Reading:
        """Return the stance of a mention at a range of the view, and the cues that decided it."""
        low, high = self.view.clause(start, end)
        # A dash of …… ends a sentence but no clause, so the sentence is told too.
        if (known := self._of_clause.get((sentence, low, high))) is not None:
            return known
        if (sentence, low, high) not in self._of_clause:
            # Nothing that decides a stance stands outside the paragraph.
            self._here = self._by_paragraph.get(self.outline.sentences[sentence].paragraph, NOTHING)
            one = self._one(low, high)
            read = self._of_clause[sentence, low, high] = self._read(sentence, start, end) if one else None
            if read is not None:
                return read
        key = (sentence, start, end)
        if key not in self._of_mention:
            self._here = self._by_paragraph.get(self.outline.sentences[sentence].paragraph, NOTHING)
            self._of_mention[key] = self._read(sentence, start, end)
        return self._of_mention[key]

    def _one(self, clause: int, clause_end: int) -> bool:
        """Return whether all mentions of a clause have one stance."""
        if self.view.text.find("《", max(0, clause - 40), clause_end) >= 0:
            return False
        here = self._here
        names = (*PLACED, "commit") if "review-time" in here or "past-period" in here else PLACED
        return not any(here[name].touch(clause, clause_end) for name in names if name in here)

    def _read(self, sentence: int, start: int, end: int) -> Reading:
        stance, hits = self._decide(sentence, start, end)
        low, high = self.bounds[sentence]
        # What opened the paragraph, or speaks for the whole document, decides too but is no cue of this sentence.
        return stance, tuple(self._cue(hit, stance) for hit in hits if low <= hit.start and hit.end <= high)

    def _rare(self) -> dict[int, dict[str, Hits]]:
        """Return for each paragraph the cues of the lists that are asked for at every mention."""
        found: dict[int, dict[str, list[Hit]]] = {}
        ranges = self.view.ranges([paragraph.span for paragraph in self.outline.paragraphs])
        starts = [low for low, _ in ranges]
        for name in RARE:
            for hit in self.cue_of(name).hits:
                paragraph = bisect_right(starts, hit.start) - 1
                if paragraph >= 0 and hit.end <= ranges[paragraph][1]:
                    found.setdefault(paragraph, {}).setdefault(name, []).append(hit)
        return {
            paragraph: {name: Hits(hits) for name, hits in lists.items()}
            for paragraph, lists in found.items()
        }

    def _cue(self, hit: Hit, stance: Stance) -> Cue:
        span = self.view.back(hit.start, hit.end)
        return Cue(self.outline.document.slice(span), span, stance)

    def _decide(self, sentence: int, start: int, end: int) -> Verdict:
        for judge in (self._refers, self._negates, self._complains, self._reviews):
            if (verdict := judge(sentence, start, end)) is not None:
                return verdict
        return self._commits(sentence, start, end)

    # -- what each stance looks like, asked in this order ------------------------------------------------

    def _refers(self, sentence: int, start: int, end: int) -> Verdict | None:
        low, high = self.bounds[sentence]
        if self._all_reported:
            return Stance.REFER, self._all_reported[:1]
        clause, clause_end = self.view.clause(start, end)
        opened = self._title_opens(clause, start, end)
        if opened is not None and not any(self._find("act", clause, opened)):
            return Stance.REFER, (Hit(opened, opened + 1, -1),)
        if self.view.text[high - 1 : high] == "？":
            return Stance.REFER, (Hit(high - 1, high, -1),)
        conditions = [*self._find("condition", low, start), *self._find("condition", end, clause_end)]
        if conditions:
            return Stance.REFER, conditions[:1]
        if self._dated_past(low) and (issued := list(self._find("issued", low, high))):
            return Stance.REFER, issued[:1]
        told = (
            cue
            for cue in self._find("telling", low, clause_end)
            if self.view.text[cue.end : cue.end + 1] in "，："
        )
        for cue in (*self._find("reported", low, end), *told):
            if not any(self._find("own", self.view.clause(cue.start, cue.end)[0], cue.end)) and not any(
                self._find("resume", cue.end, start)
            ):
                return Stance.REFER, (cue,)
        return None

    def _negates(self, sentence: int, start: int, end: int) -> Verdict | None:
        clause, clause_end = self.view.clause(start, end)
        for cue in self._find("negate", clause, start):
            if not any(self._find("contrast", cue.end, clause_end)):
                return Stance.NEGATE, (cue,)
        for cue in self._find("negate-after", end, min(clause_end, end + AFTER + 6)):
            if cue.start - end <= AFTER:
                return Stance.NEGATE, (cue,)
        return None

    def _complains(self, sentence: int, start: int, end: int) -> Verdict | None:
        low, high = self.bounds[sentence]
        role = self._role(sentence)
        opening = self._opening(sentence, start)
        if role is Role.PROBLEM or opening is not None:
            if resolved := list(self._find("resolve", low, end)):
                return Stance.COMMIT, resolved[:1]
            return Stance.PROBLEM, (opening,) if opening else ()
        clause, clause_end = self.view.clause(start, end)
        # 着力解决…不足 answers though it names a fault: what answers opens its clause.
        answers = list(self._find("answer", clause, min(clause + OPENING, clause_end)))
        answered = answers[0].end if answers else clause_end
        for cue in self._find("complaint", clause, answered):
            return Stance.PROBLEM, (cue,)
        for cue in self._find("problem", clause, answered):
            # 推广力度不够 complains though it names an action: the fault ends the clause.
            ahead = (*self._find("act", clause, cue.start), *self._find("commit", clause, cue.start))
            if clause_end - cue.end <= 1 or not ahead:
                return Stance.PROBLEM, (cue,)
        return None

    def _reviews(self, sentence: int, start: int, end: int) -> Verdict | None:
        low, high = self.bounds[sentence]
        clause, clause_end = self.view.clause(start, end)
        for cue in self._find("ground", end, high):
            if not any(mark in self.view.text[end : cue.start] for mark in "。；！"):
                return Stance.REVIEW, (cue,)
        if self._role(sentence) is Role.REVIEW:
            if resolved := list(self._find("resolve", low, end)):
                return Stance.COMMIT, resolved[:1]
            return Stance.REVIEW, ()
        ahead = (*self._find("commit", clause, clause_end), *self._periods_ahead(low, end))
        if not ahead:
            for cue in self._find("aspect", clause, clause_end):
                return Stance.REVIEW, (cue,)
        for name in ("review-time", "past-period") if self._period_is_past else ("review-time",):
            for cue in self._find(name, low, start):
                if not any(self._find("commit", cue.end, start)):
                    return Stance.REVIEW, (cue,)
        if not any(self._find("commit", low, high)):
            for cue in self._find("review-time", end, high):
                return Stance.REVIEW, (cue,)
        return None

    def _periods_ahead(self, start: int, end: int) -> list[Hit]:
        names = ("period-ahead",) if self._period_is_past else ("period-ahead", "past-period")
        return [cue for name in names for cue in self._find(name, start, end)]

    def _commits(self, sentence: int, start: int, end: int) -> Verdict:
        low, high = self.bounds[sentence]
        if self.outline.sentences[sentence].heading and not any(self._find("act", low, high)):
            return Stance.REFER, ()
        clause, clause_end = self.view.clause(start, end)
        return Stance.COMMIT, list(self._find("commit", clause, clause_end))[:1]

    # -- where things stand --------------------------------------------------------------------------------

    def _dated_past(self, low: int) -> bool:
        """Return whether a sentence opens with a date before the document's own."""
        dated = DATED.match(self.view.text, low)
        if dated is None:
            return False
        own = int((self.outline.head.date or "0000")[:4])
        return int(dated[1]) < own or (dated[2] is not None and int(dated[1]) <= (own or 2100))

    def _speech(self) -> Sequence[Hit]:
        """Return the speakers of a document that reports a speech or a meeting, nothing for any other document."""
        spoken, told = [], 0
        for paragraph in self.outline.paragraphs:
            low, high = self.view.forth(paragraph.span.start), self.view.forth(paragraph.span.end)
            if speakers := list(self._find("speaker", low, high)):
                spoken.append(speakers[0])
            told += self.view.text.count("。", low, high) > 1
        return spoken if len(spoken) >= LEAST_SPOKEN and len(spoken) >= SPOKEN_SHARE * told else ()

    def _role(self, sentence: int) -> Role:
        return self.outline.passages[self.outline.sentences[sentence].passage].role

    def _opening(self, sentence: int, start: int) -> Hit | None:
        """Return what opened the paragraph as one about problems, before the mention."""
        paragraph = self.outline.paragraphs[self.outline.sentences[sentence].paragraph].span
        cues = list(self._find("problem-opening", self.view.forth(paragraph.start), start))
        return cues[0] if cues else None

    def _title_opens(self, clause: int, start: int, end: int) -> int | None:
        """Return where the quoted title 《…》 that holds a mention opens, None where there is none."""
        text = self.view.text
        opened = text.rfind("《", max(0, clause - 40), start + 1)
        held = opened >= 0 and "》" not in text[opened:start] and "》" in text[end : end + 60]
        return opened if held else None

    def _find(self, name: str, start: int, end: int) -> list[Hit]:
        """Return the cues of a word list inside a range of the view."""
        found = self._here.get(name) if name in RARE_NAMES else self.cue_of(name)
        return found.between(start, end) if found is not None else []

"""What a sentence does with a directive: commit, review, problem, negate or refer; with the cues that decided it.

After ConText (Harkema et al., "ConText: an algorithm for determining negation, experiencer, and temporal status",
J. Biomed. Inform. 42(5), 2009): cues with a scope, words that end it, and longer words in which a cue tells nothing.
The words are in ``rules/stance.yaml``; the order in which they are asked is here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from align.evidence.lexicon import Hit, Hits
from align.evidence.mention import Cue, Stance
from align.evidence.view import View
from align.structure import Outline, Role

AFTER = 8
"""How far behind a mention, in characters, 暂不 and its like still speak of it."""

OPENING = 8
"""How many characters open a clause."""

DATED = re.compile(r"(20[0-2]\d)年(\d{1,2}月)?")
"""A year or a month at the head of a sentence."""

LEAST_SPOKEN, SPOKEN_SHARE = 3, 0.4
"""From how many paragraphs with a speaker, and from what share, a document is a report of what was said."""

TITLE_REACH = 40
"""How far before its clause a quoted title may open that holds a mention."""

Range = tuple[int, int]
Verdict = tuple[Stance, Sequence[Hit]]
Reading = tuple[Stance, tuple[Cue, ...]]

RARE = frozenset(
    [
        "commit",
        "resolve",
        "period-ahead",
        "review-time",
        "past-period",
        "aspect",
        "outcome",
        "standing",
        "ground",
        "problem",
        "complaint",
        "problem-opening",
        "negate",
        "negate-after",
        "contrast",
        "reported",
        "telling",
        "issued",
        "resume",
        "condition",
    ]
)
"""The word lists that are asked for at every mention; few sentences have any of them, and that is looked up once."""

PLACED = frozenset(
    [
        "resolve",
        "period-ahead",
        "review-time",
        "past-period",
        "ground",
        "problem-opening",
        "negate",
        "negate-after",
        "reported",
        "resume",
        "condition",
    ]
)
"""Lists of which it counts whether they stand before or behind a mention; with none of them in it, and no title, all
mentions of a clause have one stance."""

DATING = ("review-time", "past-period")
"""Lists that speak of the past until a commitment; with them the place of a commitment counts too."""


COMMITS = frozenset({"commit"})
ROLES: Mapping[Role, Reading] = {Role.PROBLEM: (Stance.PROBLEM, ()), Role.REVIEW: (Stance.REVIEW, ())}
"""What a sentence without any cue takes its stance from."""


class StanceReader:
    """Tells the stance of any mention in one document.

    ``cue_of`` returns the hits of a word list, ``bounds`` holds the range of each sentence in the view.
    """

    def __init__(
        self, outline: Outline, view: View, bounds: Sequence[Range], cue_of: Callable[[str], Hits]
    ) -> None:
        self.outline = outline
        self.view = view
        self.bounds = bounds
        self.cue_of = cache(cue_of)
        # The 14th five-year plan ended in 2025: a text of 2021 looks ahead to it, a later one back.
        self._period_is_past = (outline.head.date or "9999")[:4] >= "2025"
        self._all_reported = self._speech()
        self._rare = sorted((hit, name) for name in RARE for hit in cue_of(name).hits)
        self._starts = [hit.start for hit, _ in self._rare]
        self._here: Mapping[str, Hits] = {}
        self._of_sentence: dict[int, Mapping[str, Hits]] = {}
        self._of_clause: dict[tuple[int, Range], Reading | None] = {}
        self._of_mention: dict[tuple[int, int, int], Reading] = {}

    def read(self, sentence: int, hit: Hit, clause: Range) -> Reading:
        """Return the stance of a mention that stands in a clause of a sentence, and the cues that decided it."""
        # …… ends a sentence but no clause, so the sentence is told too.
        key = (sentence, clause)
        if (known := self._of_clause.get(key)) is not None:
            return known
        if key not in self._of_clause:
            self._here = self._cues_of(sentence)
            read = self._plain(sentence, clause) or (
                self._read(sentence, hit.start, hit.end) if self._one(clause) else None
            )
            self._of_clause[key] = read
            if read is not None:
                return read
        place = (sentence, hit.start, hit.end)
        if (known := self._of_mention.get(place)) is None:
            self._here = self._cues_of(sentence)
            known = self._of_mention[place] = self._read(sentence, hit.start, hit.end)
        return known

    def _one(self, clause: Range) -> bool:
        """Return whether all mentions of a clause have one stance."""
        if self._titled(clause):
            return False
        placed = PLACED & self._here.keys()
        if any(name in self._here for name in DATING) and "commit" in self._here:
            placed |= {"commit"}
        return not any(self._here[name].touch(*clause) for name in placed)

    def _titled(self, clause: Range) -> bool:
        return self.view.text.find("《", max(0, clause[0] - TITLE_REACH), clause[1]) >= 0

    def _plain(self, sentence: int, clause: Range) -> Reading | None:
        """Return the stance of a clause in a sentence without cues but those that commit, None for any other."""
        low, high = self.bounds[sentence]
        if self._all_reported or self._here.keys() - COMMITS or self.view.text[high - 1 : high] == "？":
            return None
        if self._titled(clause) or self._past_year(low) is not None:
            return None
        role = self._role(sentence)
        if role in ROLES:
            return ROLES[role]
        stance, hits = self._commits(sentence, *clause)
        return stance, self._cues(stance, hits, low, high)

    def _read(self, sentence: int, start: int, end: int) -> Reading:
        stance, hits = self._decide(sentence, start, end)
        return stance, self._cues(stance, hits, *self.bounds[sentence])

    def _cues(self, stance: Stance, hits: Sequence[Hit], low: int, high: int) -> tuple[Cue, ...]:
        # What opened the paragraph, or speaks for the whole document, decides too but is no cue of this sentence.
        return tuple([self._cue(hit, stance) for hit in hits if low <= hit.start and hit.end <= high])

    def _cue(self, hit: Hit, stance: Stance) -> Cue:
        span = self.view.back(hit.start, hit.end)
        return Cue(self.outline.document.slice(span), span, stance)

    def _decide(self, sentence: int, start: int, end: int) -> Verdict:
        for judge in (self._refers, self._negates, self._complains, self._reviews):
            if (verdict := judge(sentence, start, end)) is not None:
                return verdict
        return self._commits(sentence, *self.view.clause(start, end))

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
        if self._dated_past(low) and (issued := self._find("issued", low, high)):
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
        for cue in self._find("negate-after", end, clause_end):
            # 准入限制全部取消 takes back what hinders.
            if cue.start - end <= AFTER and not any(self._find("contrast", end, cue.start)):
                return Stance.NEGATE, (cue,)
        return None

    def _complains(self, sentence: int, start: int, end: int) -> Verdict | None:
        opening = self._opening(sentence, start)
        if self._role(sentence) is Role.PROBLEM or opening is not None:
            if resolved := self._find("resolve", self.bounds[sentence][0], end):
                return Stance.COMMIT, resolved[:1]
            return Stance.PROBLEM, (opening,) if opening else ()
        if "complaint" not in self._here and "problem" not in self._here:
            return None
        clause, clause_end = self.view.clause(start, end)
        # 着力解决…不足 answers though it names a fault: what answers opens its clause.
        answers = self._find("answer", clause, min(clause + OPENING, clause_end))
        answered = answers[0].end if answers else clause_end
        for cue in self._find("complaint", clause, answered):
            return Stance.PROBLEM, (cue,)
        # 推动……还不够 complains: a verb of any work answers no fault that ends its clause, 解决 or 针对 does.
        if answers and self._works(clause, answers):
            for cue in self._find("complaint", answered, clause_end):
                if clause_end - cue.end <= 1:
                    return Stance.PROBLEM, (cue,)
        for cue in self._find("problem", clause, answered):
            # 推广力度不够 complains though it names an action: the fault ends the clause.
            ahead = (*self._find("act", clause, cue.start), *self._find("commit", clause, cue.start))
            if clause_end - cue.end <= 1 or not ahead:
                return Stance.PROBLEM, (cue,)
        return None

    def _works(self, clause: int, answers: Sequence[Hit]) -> bool:
        """Return whether a clause opens with a verb of any work, and with none that faces a fault."""
        return answers[0].start - clause <= len("着力") and all(
            self._find("act", answer.start, answer.end) for answer in answers
        )

    def _reviews(self, sentence: int, start: int, end: int) -> Verdict | None:
        low, high = self.bounds[sentence]
        clause, clause_end = self.view.clause(start, end)
        for cue in self._find("ground", end, high):
            if not any(mark in self.view.text[end : cue.start] for mark in "。；！") and self._stood_on(cue):
                return Stance.REVIEW, (cue,)
        if self._role(sentence) is Role.REVIEW:
            if resolved := self._find("resolve", low, end):
                return Stance.COMMIT, resolved[:1]
            return Stance.REVIEW, ()
        ahead = (*self._find("commit", clause, clause_end), *self._periods_ahead(low, end))
        if not ahead and self.view.text[clause_end - 1 : clause_end] != "的":
            for cue in self._find("aspect", clause, clause_end):
                return Stance.REVIEW, (cue,)
            if self._role(sentence) is not Role.PLAN:
                for cue in self._find("outcome", clause, clause_end):
                    return Stance.REVIEW, (cue,)
        for name in ("review-time", "past-period") if self._period_is_past else ("review-time",):
            for cue in self._find(name, low, start):
                if not any(self._find("commit", cue.end, start)):
                    return Stance.REVIEW, (cue,)
        if not any(self._find("commit", low, high)):
            for cue in self._find("review-time", end, high):
                return Stance.REVIEW, (cue,)
            if (year := self._past_year(low)) is not None:
                return Stance.REVIEW, (year,)
        return None

    def _stood_on(self, ground: Hit) -> bool:
        """Return whether what a plan builds on is told as done: 在已建成……的基础上, not 在提高效益的基础上."""
        clause = self.view.clause(ground.start, ground.end)[0]
        return any(self._find(name, clause, ground.end) for name in ("standing", "aspect", "review-time"))

    def _periods_ahead(self, start: int, end: int) -> list[Hit]:
        names = ("period-ahead",) if self._period_is_past else ("period-ahead", "past-period")
        return [cue for name in names for cue in self._find(name, start, end)]

    def _commits(self, sentence: int, clause: int, clause_end: int) -> Verdict:
        if self.outline.sentences[sentence].heading and not self._find("act", *self.bounds[sentence]):
            return Stance.REFER, ()
        return Stance.COMMIT, self._find("commit", clause, clause_end)[:1]

    # -- where things stand --------------------------------------------------------------------------------

    def _dated_past(self, low: int) -> bool:
        """Return whether a sentence opens with a date before the document's own."""
        dated = DATED.match(self.view.text, low)
        if dated is None:
            return False
        own = int((self.outline.head.date or "0000")[:4])
        return int(dated[1]) < own or (dated[2] is not None and int(dated[1]) <= (own or 2100))

    def _past_year(self, low: int) -> Hit | None:
        """Return the year that a sentence opens with, where it is before the document's own."""
        dated = DATED.match(self.view.text, low)
        past = dated is not None and int(dated[1]) < int((self.outline.head.date or "0000")[:4])
        return Hit(low, low + len("2025年"), -1) if past else None

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
        if "problem-opening" not in self._here:
            return None
        paragraph = self.outline.paragraphs[self.outline.sentences[sentence].paragraph].span
        cues = self._find("problem-opening", self.view.forth(paragraph.start), start)
        return next((cue for cue in cues if not self._met_head_on(cue)), None)

    def _met_head_on(self, cue: Hit) -> bool:
        """Return whether problems are named as what is worked on: 推动解决存在的问题, 克服……困难挑战."""
        opens = self.view.clause(cue.start, cue.end)[0]
        return bool(self.cue_of("answer").between(opens, cue.start))

    def _title_opens(self, clause: int, start: int, end: int) -> int | None:
        """Return where the quoted title 《…》 that holds a mention opens, None where there is none."""
        text = self.view.text
        opened = text.rfind("《", max(0, clause - TITLE_REACH), start + 1)
        held = opened >= 0 and "》" not in text[opened:start] and "》" in text[end : end + 60]
        return opened if held else None

    def _find(self, name: str, start: int, end: int) -> list[Hit]:
        """Return the cues of a word list inside a range of the view."""
        found = self._here.get(name) if name in RARE else self.cue_of(name)
        return found.between(start, end) if found is not None else []

    def _cues_of(self, sentence: int) -> Mapping[str, Hits]:
        """Return the cues of the rare lists in a sentence and its clauses, and what opened its paragraph before it."""
        if (known := self._of_sentence.get(sentence)) is not None:
            return known
        found: dict[str, list[Hit]] = {}
        # Nothing that decides a stance stands outside the paragraph, and only what opens it outside the sentence.
        low, high = self.view.clause(*self.bounds[sentence])
        for hit in self._opened(sentence, low):
            found.setdefault("problem-opening", []).append(hit)
        first = bisect_left(self._starts, low)
        for hit, name in self._rare[first : bisect_left(self._starts, high, first)]:
            if hit.end <= high:
                found.setdefault(name, []).append(hit)
        self._of_sentence[sentence] = {name: Hits(hits) for name, hits in found.items()}
        return self._of_sentence[sentence]

    def _opened(self, sentence: int, before: int) -> list[Hit]:
        """Return what opened the paragraph of a sentence as one about problems, before a place."""
        openings = self.cue_of("problem-opening")
        if not openings.hits:
            return []
        paragraph = self.outline.paragraphs[self.outline.sentences[sentence].paragraph].span
        return openings.between(self.view.forth(paragraph.start), before)

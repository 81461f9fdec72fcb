"""What align is laid beside, on the same terms: the floor, and what a user would otherwise write."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from align import Checker
from align.evidence.view import squeeze, view
from align.structure import outline

GAP = "…"
Run = Callable[[], object]


def terms(checker: Checker) -> list[str]:
    """Return the ungapped terms of the ruleset."""
    found = (squeeze(term) for term in checker._compiled.lexicon.terms if GAP not in term)
    return sorted({term for term in found if term})


def floor(checker: Checker, text: str) -> Run:
    """Return a bare scan of the text by align's own automaton: nothing is kept."""
    from align.document.plain import plain

    read = view(outline(plain(text, "plan.txt"))).text
    automaton = checker._compiled.lexicon._automaton
    assert automaton is not None

    def run() -> int:
        count = 0
        for _ in automaton.iter(read):
            count += 1
        return count

    return run


def spacy(checker: Checker, text: str) -> Run:
    """Return what a user would write: jieba's words, sentences at 。！？, PhraseMatcher over the ungapped terms."""
    import spacy as library
    from spacy.matcher import PhraseMatcher

    nlp = library.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
    nlp.add_pipe("sentencizer", config={"punct_chars": ["。", "！", "？"]})
    matcher = PhraseMatcher(nlp.vocab)
    matcher.add("terms", [nlp.make_doc(term) for term in terms(checker)])

    def run() -> list[Any]:
        doc = nlp(text)
        return [(match, doc[start].sent.start) for match, start, _ in matcher(doc)]

    return run


def flashtext(checker: Checker, text: str) -> Run:
    """Return flashtext over the same terms; it looks for whole words, which Chinese does not set apart."""
    from flashtext import KeywordProcessor

    keywords = KeywordProcessor(case_sensitive=True)
    keywords.set_non_word_boundaries(set())
    for term in terms(checker):
        keywords.add_keyword(term)
    return lambda: keywords.extract_keywords(text, span_info=True)


def alternation(checker: Checker, text: str) -> Run:
    """Return a compiled alternation of the same terms, the longest first; it finds no term inside another."""
    pattern = re.compile("|".join(map(re.escape, sorted(terms(checker), key=len, reverse=True))))
    return lambda: [match.span() for match in pattern.finditer(text)]

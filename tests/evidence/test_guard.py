"""The guard of words tells the same as the tokens of align's spaCy pipeline, sentence by sentence."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from align.document.plain import plain
from align.evidence.guard import SHORT, word_guard, words
from align.evidence.lexicon import Hit
from align.evidence.matching import Matching, match
from align.evidence.pipeline import chinese, compiled
from align.structure import outline

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures").glob("*.txt"))


def matched(text: str) -> Matching:
    return match(outline(plain(text, "plan.txt")), compiled("yrd-2023"))


def at_tokens(matching: Matching, sentence: int, start: int, end: int) -> bool:
    """Tell by a Doc of the whole sentence, as the guard was first written."""
    low, high = matching.bounds[sentence]
    edges = {token.idx for token in chinese().make_doc(matching.view.text[low:high])} | {high - low}
    return start - low in edges and end - low in edges


def test_short_mentions_stand_where_spacys_tokens_stand() -> None:
    asked = 0
    for path in FIXTURES:
        matching = matched(path.read_text(encoding="utf-8"))
        guard = word_guard(matching)
        for sentence, hits in matching.hits.items():
            for hit in hits:
                start, end, _ = hit
                if end - start <= SHORT:
                    asked += 1
                    assert guard(hit) == at_tokens(matching, sentence, start, end), path.stem
    assert asked > 50


def test_a_mention_cut_out_of_other_words_is_refused() -> None:
    matching = matched("一、主要任务\n提升产品和服务质量。")
    guard = word_guard(matching)
    at = matching.view.text.index("和服")
    assert not guard(Hit(at, at + 2, 0))
    assert guard(Hit(at - 2, at, 0))
    assert guard(Hit(at - 2, at + 2, 0))  # long ones are unmistakable


@given(st.text(alphabet="长三角一体化产品和服务，。；“”（）、\n 0a％", max_size=60))
def test_words_joined_are_the_text(text: str) -> None:
    assert "".join(words(text)) == text

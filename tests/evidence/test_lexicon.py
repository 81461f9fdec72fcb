"""The automaton finds exactly what brute force finds."""

import re

from hypothesis import given
from hypothesis import strategies as st

from align.document.plain import plain
from align.evidence.lexicon import GAP_WIDTH, Hit, Lexicon
from align.evidence.view import View, squeeze, view
from align.ruleset import GAP
from align.structure import outline

LETTERS = "国家知识产权局长三角，。、|\n"
words = st.text(alphabet="国家知识产权局长三角", min_size=1, max_size=4)
terms = st.lists(st.one_of(words, st.tuples(words, words).map(GAP.join)), min_size=1, max_size=8, unique=True)
texts = st.text(alphabet=LETTERS, max_size=80)


def viewed(text: str) -> View:
    return view(outline(plain(text, "text.txt")))


def brute(terms: list[str], seen: View) -> set[tuple[int, int, str]]:
    found = set()
    for term in terms:
        parts = [re.escape(squeeze(part)) for part in term.split(GAP)]
        pattern = re.compile("(?=(" + f"[^，。；：！？|\n]{{0,{GAP_WIDTH}}}?".join(parts) + "))")
        found |= {(match.start(1), match.end(1), term) for match in pattern.finditer(seen.text)}
    return found


def scanned(terms: list[str], seen: View) -> list[Hit]:
    lexicon = Lexicon()
    lexicon.add_all(terms)
    lexicon.close()
    return [Hit(hit.start, hit.end, hit.term) for hit in lexicon.scan(seen)]


@given(terms, texts)
def test_a_scan_equals_brute_force(terms: list[str], text: str) -> None:
    seen = viewed(text)
    assert {(hit.start, hit.end, terms[hit.term]) for hit in scanned(terms, seen)} == brute(terms, seen)


@given(terms, texts)
def test_hits_come_in_order_and_once(terms: list[str], text: str) -> None:
    hits = scanned(terms, viewed(text))
    assert hits == sorted(set(hits))


def test_a_term_inside_a_longer_one_is_found_though_iter_long_misses_it() -> None:
    seen = viewed("国家知识产权")
    assert [seen.text[hit.start : hit.end] for hit in scanned(["知识产权", "国家知识产权局"], seen)] == [
        "知识产权"
    ]


def test_a_gap_does_not_cross_a_clause() -> None:
    assert scanned(["共建…科技创新"], viewed("共建长三角科技创新共同体"))
    assert not scanned(["共建…科技创新"], viewed("共建长三角，科技创新加快"))
    assert not scanned(["共建…科技创新"], viewed("共建" + "一" * (GAP_WIDTH + 1) + "科技创新"))


def test_blanks_width_traditional_forms_and_hard_wraps_do_not_hide_a_term() -> None:
    for text in ("长 三 角", "長三角", "长\u200b三角", "长三\u3000角"):
        seen = viewed(text)
        (hit,) = scanned(["长三角"], seen)
        start, end = seen.back(hit.start, hit.end)
        assert (start, end) == (0, len(text))
    assert scanned(["G60科创走廊"], viewed("Ｇ６０科创走廊"))


@given(texts)
def test_every_range_of_the_view_maps_back_to_the_same_characters(text: str) -> None:
    seen = viewed(text)
    for at, letter in enumerate(seen.text):
        if letter != "\n":
            span = seen.back(at, at + 1)
            assert squeeze(text[span.start : span.end]) == letter
            assert seen.forth(span.start) == at

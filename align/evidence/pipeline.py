"""The spaCy pipeline: a Chinese tokenizer on rjieba, and align's stages as components for any pipeline.

    nlp = spacy.blank("zh")
    nlp.add_pipe("align_outline")
    nlp.add_pipe("align_mentions")
    nlp.add_pipe("align_evidence")
    doc = nlp(text)
    doc.spans["align"]        # evidence sentences, span._.rule, span._.stance, span._.elements …

The components work on the text of a Doc, so they find the same after any tokenizer and after a trained model.
`align.check` calls the same functions, the word guard among them; it makes no Doc of its own, so that one plan does not
wait for spaCy's import.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import registry
from spacy.vocab import Vocab

from align.document.plain import plain
from align.evidence.collecting import evidence_of
from align.evidence.compiled import Compiled, compile_ruleset
from align.evidence.guard import word_guard, words
from align.evidence.matching import match
from align.ruleset import load
from align.structure import outline


class RjiebaTokenizer:
    """A spaCy tokenizer on rjieba, the Rust port of jieba with the same words."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return a Doc of the words of a text; blanks between words become their trailing space or tokens."""
        cut = words(text)
        if " " not in text:
            return Doc(self.vocab, words=cut, spaces=[False] * len(cut))
        kept, spaces = _spaced(cut)
        return Doc(self.vocab, words=kept, spaces=spaces)

    def to_bytes(self, **_: Any) -> bytes:
        """Return nothing: the tokenizer has no state of its own."""
        return b""

    def from_bytes(self, _: bytes, **__: Any) -> RjiebaTokenizer:
        """Return the tokenizer itself."""
        return self

    def to_disk(self, *_: Any, **__: Any) -> None:
        """Write nothing."""

    def from_disk(self, *_: Any, **__: Any) -> RjiebaTokenizer:
        """Return the tokenizer itself."""
        return self


def _spaced(cut: list[str]) -> tuple[list[str], list[bool]]:
    kept: list[str] = []
    spaces: list[bool] = []
    for word in cut:
        if word == " " and kept and not spaces[-1]:
            spaces[-1] = True
        else:
            kept.append(word)
            spaces.append(False)
    return kept, spaces


@registry.tokenizers("align.rjieba.v1")  # type: ignore[untyped-decorator]
def make_tokenizer() -> Any:
    """Return what makes the tokenizer for a pipeline."""
    return lambda nlp: RjiebaTokenizer(nlp.vocab)


@lru_cache(maxsize=1)
def chinese() -> Language:
    """Return the Chinese pipeline of align: words by rjieba, nothing that needs a model."""
    return spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "align.rjieba.v1"}}})


# -- components ------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def compiled(name: str) -> Compiled:
    """Return a compiled ruleset by name or path."""
    return compile_ruleset(load(name))


def _extend() -> None:
    for name in ("outline", "matching", "evidence"):
        Doc.set_extension(name, default=None, force=True)
    for name in ("rule", "stance", "elements", "cues", "means", "mentions", "group_elements"):
        Span.set_extension(name, default=None, force=True)


_extend()


def _span(doc: Doc, start: int, end: int, label: str) -> Span:
    """Return the tokens that a range of characters touches."""
    span = doc.char_span(start, end, label=label, alignment_mode="expand")
    assert span is not None  # alignment "expand" refuses only ranges outside the Doc
    return span


@Language.factory("align_outline")
def make_outline(nlp: Language, name: str) -> Any:
    """Return the component that gives a Doc its outline, ``doc._.outline``."""

    def component(doc: Doc) -> Doc:
        doc._.outline = outline(plain(doc.text, name="doc"))
        return doc

    return component


@Language.factory("align_mentions", default_config={"ruleset": "yrd-2023"})
def make_mentions(nlp: Language, name: str, ruleset: str) -> Any:
    """Return the component that finds mentions, ``doc.spans["align_mentions"]``."""
    rules = compiled(ruleset)

    def component(doc: Doc) -> Doc:
        if doc._.outline is None:
            doc._.outline = outline(plain(doc.text, name="doc"))
        matching = match(doc._.outline, rules)
        spans: list[Span] = []
        for rule, found in matching.by_rule():
            start, end = matching.view.back(found.hit.start, found.hit.end)
            span = _span(doc, start, end, rules.rules[rule].id)
            span._.rule = rules.rules[rule].id
            span._.group_elements = found.group.elements
            spans.append(span)
        doc._.matching = matching
        doc.spans["align_mentions"] = spans
        return doc

    return component


@Language.factory("align_evidence", requires=["doc.spans"])
def make_evidence(nlp: Language, name: str) -> Any:
    """Return the component that weighs mentions, ``doc._.evidence`` and ``doc.spans["align"]``."""

    def component(doc: Doc) -> Doc:
        if doc._.matching is None:
            raise ValueError("align_evidence needs align_mentions before it: nlp.add_pipe('align_mentions').")
        doc._.evidence = evidence_of(doc._.matching, word_guard)
        spans: list[Span] = []
        for item in doc._.evidence:
            span = _span(doc, item.span.start, item.span.end, item.rule)
            span._.rule, span._.stance, span._.elements = item.rule, item.stance.value, item.elements
            span._.cues, span._.means, span._.mentions = item.cues, item.means, item.mentions
            spans.append(span)
        doc.spans["align"] = spans
        return doc

    return component

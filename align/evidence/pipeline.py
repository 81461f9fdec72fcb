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

A Doc keeps its evidence as plain data, which msgpack can write: it survives ``to_bytes``, ``DocBin(store_user_data=True)`` and
``nlp.pipe(…, n_process=2)``. What leads to it, the outline and the hits, stays aside and is made anew where it is asked for.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

import spacy
from pydantic import TypeAdapter
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import registry
from spacy.vocab import Vocab

from align.document.plain import plain
from align.evidence.collecting import evidence_of
from align.evidence.compiled import Compiled, compile_ruleset
from align.evidence.guard import word_guard, words
from align.evidence.matching import Matching, match
from align.evidence.mention import Cue, Evidence, Means, Mention
from align.ruleset import load
from align.structure import Outline, outline


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


_EVIDENCE, _MENTIONS = "align_evidence", "align_mentions"
_PLAIN = TypeAdapter(tuple[Evidence, ...])
_outlines: WeakKeyDictionary[Doc, Outline] = WeakKeyDictionary()
_matchings: WeakKeyDictionary[Doc, Matching] = WeakKeyDictionary()
_read: WeakKeyDictionary[Doc, tuple[Evidence, ...]] = WeakKeyDictionary()


def _outline(doc: Doc) -> Outline:
    if (known := _outlines.get(doc)) is None:
        known = _outlines[doc] = outline(plain(doc.text, name="doc"))
    return known


def _evidence(doc: Doc) -> tuple[Evidence, ...] | None:
    if _EVIDENCE not in doc.user_data:
        return None
    if (known := _read.get(doc)) is None:
        known = _read[doc] = _PLAIN.validate_python(doc.user_data[_EVIDENCE])
    return known


def _item(span: Span) -> Evidence | None:
    """Return the evidence that a span stands for.

    The span's id says which: spaCy keeps what is said of a span by its offsets, and rules share sentences.
    """
    kind, _, number = span.id_.partition(":") if span.id else ("", "", "")
    found = _evidence(span.doc) if kind == _EVIDENCE else None
    return found[int(number)] if found else None


def _rule(span: Span) -> str | None:
    return span.label_ if span.id and span.id_.startswith((_EVIDENCE, _MENTIONS)) else None


def _stance(span: Span) -> str | None:
    return item.stance.value if (item := _item(span)) else None


def _elements(span: Span) -> tuple[str, ...] | None:
    return item.elements if (item := _item(span)) else None


def _cues(span: Span) -> tuple[Cue, ...] | None:
    return item.cues if (item := _item(span)) else None


def _means(span: Span) -> tuple[Means, ...] | None:
    return item.means if (item := _item(span)) else None


def _mentions(span: Span) -> tuple[Mention, ...] | None:
    return item.mentions if (item := _item(span)) else None


def _group_elements(span: Span) -> tuple[str, ...] | None:
    kind, _, number = span.id_.partition(":") if span.id else ("", "", "")
    return tuple(span.doc.user_data[_MENTIONS][int(number)]) if kind == _MENTIONS else None


def _extend() -> None:
    Doc.set_extension("outline", getter=_outline, force=True)
    Doc.set_extension("evidence", getter=_evidence, force=True)
    of_spans = {
        "rule": _rule, "stance": _stance, "elements": _elements, "cues": _cues, "means": _means,
        "mentions": _mentions, "group_elements": _group_elements,
    }  # fmt: skip
    for name, getter in of_spans.items():
        Span.set_extension(name, getter=getter, force=True)


_extend()


def _span(doc: Doc, start: int, end: int, label: str, kind: str, number: int) -> Span:
    """Return the tokens that a range of characters touches."""
    span = doc.char_span(start, end, label=label, alignment_mode="expand", span_id=f"{kind}:{number}")
    assert span is not None  # alignment "expand" refuses only ranges outside the Doc
    return span


class OutlineComponent:
    """The component that gives a Doc its outline, ``doc._.outline``."""

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc, its outline known."""
        _outline(doc)
        return doc


class MentionsComponent:
    """The component that finds mentions, ``doc.spans["align_mentions"]``; it goes to other processes by its ruleset's name."""

    def __init__(self, ruleset: str) -> None:
        self.ruleset = ruleset
        compiled(ruleset)  # a fault of the rules is told when the pipeline is made

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with a span for each mention."""
        rules = compiled(self.ruleset)
        matching = _matchings[doc] = match(_outline(doc), rules)
        found = list(matching.by_rule())
        doc.user_data[_MENTIONS] = [list(mention.group.elements) for _, mention in found]
        doc.spans["align_mentions"] = [
            _span(
                doc,
                *matching.view.back(mention.hit.start, mention.hit.end),
                rules.rules[rule].id,
                _MENTIONS,
                number,
            )
            for number, (rule, mention) in enumerate(found)
        ]
        return doc


class EvidenceComponent:
    """The component that weighs mentions, ``doc._.evidence`` and ``doc.spans["align"]``."""

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with a span for each evidence sentence."""
        if (matching := _matchings.pop(doc, None)) is None:
            raise ValueError("align_evidence needs align_mentions before it: nlp.add_pipe('align_mentions').")
        found = _read[doc] = evidence_of(matching, word_guard)
        doc.user_data[_EVIDENCE] = _PLAIN.dump_python(found, mode="json")
        doc.spans["align"] = [
            _span(doc, *item.span, item.rule, _EVIDENCE, number) for number, item in enumerate(found)
        ]
        return doc


@Language.factory("align_outline")
def make_outline(nlp: Language, name: str) -> Any:
    """Return the component that gives a Doc its outline."""
    return OutlineComponent()


@Language.factory("align_mentions", default_config={"ruleset": "yrd-2023"})
def make_mentions(nlp: Language, name: str, ruleset: str) -> Any:
    """Return the component that finds mentions."""
    return MentionsComponent(ruleset)


@Language.factory("align_evidence", requires=["doc.spans"])
def make_evidence(nlp: Language, name: str) -> Any:
    """Return the component that weighs mentions."""
    return EvidenceComponent()

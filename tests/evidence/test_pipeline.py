"""The components in a user's own pipeline find what align.check finds."""

import pickle
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc, DocBin

from align.document.plain import plain
from align.evidence import collect
from align.evidence.guard import word_guard
from align.evidence.pipeline import compiled
from align.structure import outline

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures").glob("*.txt"))
STAGES = ("align_outline", "align_mentions", "align_evidence")


def pipeline(config: dict[str, Any] | None = None) -> Any:
    nlp = spacy.blank("zh", config=config or {})
    for stage in STAGES:
        nlp.add_pipe(stage)
    return nlp


RJIEBA = {"nlp": {"tokenizer": {"@tokenizers": "align.rjieba.v1"}}}


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
@pytest.mark.parametrize("config", [None, RJIEBA], ids=["characters", "rjieba"])
def test_a_users_pipeline_finds_the_same_evidence(path: Path, config: dict[str, Any] | None) -> None:
    text = path.read_text(encoding="utf-8")
    expected = collect(outline(plain(text, "doc")), compiled("yrd-2023"), word_guard)
    doc = next(pipeline(config).pipe([text]))
    assert doc._.evidence == expected
    assert [span.label_ for span in doc.spans["align"]] == [item.rule for item in expected]


def test_spans_carry_rule_stance_and_elements() -> None:
    doc = pipeline()("推动建立长三角统一的排污权交易制度。")
    span = next(span for span in doc.spans["align"] if span._.rule == "ECO-11")
    assert (span.text, span._.stance) == (doc.text, "commit")
    assert len(span._.elements) == 2


def test_evidence_without_mentions_before_it_says_what_to_add() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("align_evidence")
    with pytest.raises(ValueError, match="align_mentions"):
        nlp("推动建立长三角统一的排污权交易制度。")


def test_the_tokenizer_keeps_every_character() -> None:
    text = "推动 产品和服务  出海，\n\u3000\u3000建设G60科创走廊。"
    doc = spacy.blank("zh", config=RJIEBA)(text)
    assert doc.text == text
    assert "服务" in [token.text for token in doc]


def test_evidence_survives_pickling() -> None:
    evidence = collect(outline(plain("推动建立长三角统一的排污权交易制度。", "doc")), compiled("yrd-2023"))
    assert pickle.loads(pickle.dumps(evidence)) == evidence


TEXTS = (
    "推动建立长三角统一的排污权交易制度。",
    "一、总体要求\n加强长三角科技创新协同和产业创新跨区域协同，共建G60科创走廊，到2027年建成10个平台。",
)


def told(doc: Doc) -> list[tuple[Any, ...]]:
    names = ("rule", "stance", "elements", "cues", "means", "mentions")
    return [(span.text, *(getattr(span._, name) for name in names)) for span in doc.spans["align"]]


def test_two_processes_find_the_evidence_that_one_finds() -> None:
    nlp = pipeline()
    alone = [nlp(text) for text in TEXTS]
    shared = list(nlp.pipe(TEXTS, n_process=2))
    assert all(doc._.evidence for doc in alone)
    assert [doc._.evidence for doc in shared] == [doc._.evidence for doc in alone]
    assert [told(doc) for doc in shared] == [told(doc) for doc in alone]


@pytest.mark.parametrize("text", TEXTS)
def test_evidence_survives_bytes_and_a_docbin(text: str) -> None:
    nlp = pipeline()
    doc = nlp(text)
    again = Doc(spacy.blank("zh").vocab).from_bytes(doc.to_bytes())
    stored = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (unpacked,) = DocBin().from_bytes(stored).get_docs(spacy.blank("zh").vocab)
    for found in (again, unpacked):
        assert found._.evidence == doc._.evidence
        assert told(found) == told(doc)
        assert [s._.group_elements for s in found.spans["align_mentions"]] == [
            s._.group_elements for s in doc.spans["align_mentions"]
        ]


def test_rules_that_share_a_sentence_keep_their_own_words() -> None:
    doc = pipeline()(TEXTS[1])
    expected = [(item.rule, item.elements) for item in doc._.evidence]
    assert len({item.span for item in doc._.evidence}) < len(expected)
    assert [(span._.rule, span._.elements) for span in doc.spans["align"]] == expected


def test_components_can_be_sent_to_another_process() -> None:
    nlp = pipeline()
    for _, component in nlp.pipeline:
        pickle.loads(pickle.dumps(component))

"""The components in a user's own pipeline find what align.check finds."""

import pickle
from pathlib import Path
from typing import Any

import pytest
import spacy

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

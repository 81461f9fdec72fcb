"""Hard-wrapped lines are joined by span; text that is not wrapped keeps its lines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from align.document import Block, Document, Span
from align.document.plain import plain
from align.structure import Outline, outline

Build = Callable[..., Outline]

SENTENCES = (
    "长三角区域要加强科技创新和产业创新跨区域协同，大力推进科技创新，加强科技创新和产业创新深度融合，催生新产业新业态新模式，"
    "拓展发展新空间，培育发展新动能，更好联动长江经济带、辐射全国。要跨区域、跨部门整合科技创新力量和优势资源，实现强强联合，打造"
    "科技创新策源地。"
)


def wrapped(*paragraphs: str, width: int = 28) -> str:
    lines = [p[at : at + width] for p in paragraphs for at in range(0, len(p), width)]
    return "\n".join(lines)


def joined(of: Outline) -> list[str]:
    return [of.document.slice(paragraph.span).replace("\n", "") for paragraph in of.paragraphs]


def test_wrapped_lines_become_paragraphs_again(outlined: Build) -> None:
    paragraphs = [f"（一）推进协同。{SENTENCES}", SENTENCES + "要以开放的思维参与合作。"]
    text = wrapped("一、总体要求", *paragraphs, "二、重点任务", *paragraphs)
    of = outlined(text)
    assert joined(of) == ["一、总体要求", *paragraphs, "二、重点任务", *paragraphs]
    assert of.document.text == text


def test_sentences_run_over_the_line_ends(outlined: Build) -> None:
    of = outlined(wrapped(SENTENCES, SENTENCES, SENTENCES))
    assert all(of.document.slice(s.span).endswith("。") for s in of.sentences)


def test_blank_lines_between_wrapped_lines_do_not_part_them(outlined: Build) -> None:
    of = outlined(wrapped(SENTENCES, SENTENCES, SENTENCES).replace("\n", "\n\n"))
    assert joined(of) == [SENTENCES] * 3


def test_a_number_at_the_start_of_a_wrapped_line_starts_no_item(outlined: Build) -> None:
    text = wrapped(SENTENCES, SENTENCES, SENTENCES).split("\n")
    text[1] = "2.69万亿元" + text[1][7:]
    assert len(outlined("\n".join(text)).paragraphs) == 3


def test_lines_of_their_own_length_stay_paragraphs(outlined: Build) -> None:
    lines = [SENTENCES[: 20 + 9 * n] for n in range(12)]
    assert joined(outlined("\n".join(lines))) == lines


def test_paragraphs_of_word_files_are_never_joined() -> None:
    lines = wrapped(SENTENCES, SENTENCES, SENTENCES).split("\n")
    text, blocks = "", []
    for line in lines:
        blocks.append(Block(Span(len(text), len(text) + len(line))))
        text += line + "\n"
    assert len(outline(Document("a.docx", text, tuple(blocks), "docx")).paragraphs) == len(lines)


def test_lines_are_counted_from_one_whatever_ends_them(outlined: Build) -> None:
    assert [p.line for p in outlined("甲。\r\n\r\n乙。\r丙。\n\n丁。").paragraphs] == [1, 3, 4, 6]


def test_the_raw_speech_has_the_paragraphs_of_the_clean_one(shared: Path) -> None:
    def bare(name: str) -> list[str]:
        of = outline(plain((shared / "speech" / name).read_bytes().decode(), name))
        return ["".join(of.document.slice(p.span).split()) for p in of.paragraphs]

    assert bare("speech-raw.txt") == bare("speech.txt")


@pytest.mark.parametrize("year", ["2025", "2026"])
def test_work_reports_keep_their_lines(shared: Path, year: str) -> None:
    for path in sorted((shared / "corpus").glob(f"{year}_*_政府工作报告.txt")):
        document = plain(path.read_bytes().decode(), path.name)
        assert len(outline(document).paragraphs) == sum(block.left_out is None for block in document.blocks)

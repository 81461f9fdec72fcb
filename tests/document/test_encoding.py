"""Text files in the encodings that Chinese offices use."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.document.encoding import decode
from align.errors import DocumentError

PLAN = (
    "第一章　总体要求\r\n推动长三角一体化发展，到2027年研发投入强度达到3.5%左右。\r\n“一网通办”事项超过4000项。\r\n"
    * 3
)
TRADITIONAL = "推動長江三角洲一體化發展，加強科技創新和產業創新跨區域協同。\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk", "utf-32"]
)
def test_a_plan_is_read_in_any_of_them(encoding: str) -> None:
    assert decode(PLAN.encode(encoding), "规划.txt") == PLAN


def test_a_plan_in_traditional_letters_is_read_in_big5() -> None:
    assert decode(TRADITIONAL.encode("big5"), "規劃.txt") == TRADITIONAL


def test_letters_of_gb18030_alone_are_read() -> None:
    text = PLAN + "㐀䶮镕喆𠮷"
    assert decode(text.encode("gb18030"), "规划.txt") == text


@pytest.mark.parametrize("words", ["长三角", "规划", "一、总体要求", "江苏省"])
def test_a_few_words_are_enough(words: str) -> None:
    assert decode(words.encode("gb18030"), "短.txt") == words


def test_line_ends_stay() -> None:
    assert decode(b"a\r\nb\rc\n", "a.txt") == "a\r\nb\rc\n"


def test_an_encoding_named_overrides_detection() -> None:
    assert decode("長三角".encode("big5"), "a.txt", "big5") == "長三角"
    assert decode(PLAN.encode("gb18030"), "a.txt", "GB2312") == PLAN


def test_bytes_that_are_not_in_the_encoding_named_are_told() -> None:
    with pytest.raises(DocumentError) as caught:
        decode("长三角".encode("gb18030"), "a.txt", "utf-8")
    assert caught.value.code == "wrong-encoding"
    assert "--encoding" in caught.value.zh


@pytest.mark.parametrize("name", ["klingon", "base64", "rot13", "hex"])
def test_an_encoding_that_nobody_knows_is_told(name: str) -> None:
    with pytest.raises(DocumentError) as caught:
        decode(b"abc", "a.txt", name)
    assert caught.value.code in ("unknown-encoding", "wrong-encoding")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_one_broken_byte_does_not_lose_a_plan(encoding: str) -> None:
    content = bytearray((PLAN * 5).encode(encoding))
    content[-1:] = b"\xff"
    content[301] = 0xFF
    assert "推动长三角一体化发展" in decode(bytes(content), "规划.txt")


@pytest.mark.parametrize("content", [bytes(range(256)) * 8, b"\x00" * 500, b"\x89abc\x00\x01\x02" * 90])
def test_bytes_that_are_no_text_are_told(content: bytes) -> None:
    with pytest.raises(DocumentError) as caught:
        decode(content, "a.bin")
    assert caught.value.code == "not-text"


@given(st.binary(min_size=1, max_size=300))
@settings(max_examples=60)
def test_any_bytes_are_text_or_a_document_error(content: bytes) -> None:
    # Any other exception than a DocumentError fails the test.
    with contextlib.suppress(DocumentError):
        assert isinstance(decode(content, "a.txt"), str)


def test_the_corpus_reads_the_same_in_gb18030_and_utf_16(shared: Path) -> None:
    for path in sorted((shared / "corpus").glob("2025_*政府工作报告.txt"))[::6]:
        text = path.read_bytes().decode("utf-8").removeprefix("\ufeff")
        for encoding in ("gb18030", "utf-16", "utf-16-le"):
            assert decode(text.encode(encoding), path.name) == text, (path.name, encoding)

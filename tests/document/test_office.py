"""Old formats through LibreOffice: the same plan, or a sentence that says what to do."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import pytest

from align.document import fault, office, read
from align.errors import DocumentError

from .formats import FIXTURES, fixture, texts

needs_soffice = pytest.mark.skipif(office.soffice() is None, reason="soffice is not installed")


@needs_soffice
@pytest.mark.parametrize("format", ["doc", "odt", "rtf", "wps"])
def test_an_old_format_reads_like_the_new_one(format: str) -> None:
    document = fixture(f"plan.{format}")
    assert document.format == format
    assert texts(document) == texts(fixture("plan.docx"))


@needs_soffice
def test_an_old_file_with_a_new_suffix_is_read(tmp_path: Path) -> None:
    path = tmp_path / "改名.docx"
    path.write_bytes((FIXTURES / "plan.doc").read_bytes())
    assert texts(read(path)) == texts(fixture("plan.docx"))


@needs_soffice
def test_a_damaged_old_file_is_told_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    content = bytearray((FIXTURES / "plan.doc").read_bytes())
    content[512:2048] = b"\x00" * 1536
    with pytest.raises(DocumentError) as caught:
        read(io.BytesIO(bytes(content)), name="坏.doc")
    assert caught.value.code in ("not-converted", "no-text")
    assert list(tmp_path.iterdir()) == []


@needs_soffice
def test_a_conversion_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fault, "OFFICE_SECONDS", 0.05)
    with pytest.raises(DocumentError) as caught:
        fixture("plan.doc")
    assert caught.value.code == "too-slow"


@pytest.mark.parametrize("format", ["doc", "odt", "rtf", "wps"])
def test_without_libreoffice_the_way_out_is_told(format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "soffice", lambda: None)
    with pytest.raises(DocumentError) as caught:
        fixture(f"plan.{format}")
    assert caught.value.code == "needs-libreoffice"
    assert "另存为 .docx" in caught.value.zh
    assert f".{format}" in caught.value.en

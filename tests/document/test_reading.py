"""The front door: what a file is, and a sentence for everything that cannot be read."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.document import read
from align.errors import DocumentError

from .formats import FIXTURES, fixture, texts

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _fails(source: object, **how: str) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        read(source, **how)  # type: ignore[arg-type]
    assert caught.value.zh.endswith(("。", "）", '"', "docx。", "]"))
    assert caught.value.zh != caught.value.en
    return caught.value


def _package(**parts: str | bytes) -> io.BytesIO:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", content)
    stream.seek(0)
    return stream


def _body(inside: str) -> str:
    return f"<w:document {W}><w:body>{inside}</w:body></w:document>"


# What a file is


def test_the_content_decides_and_not_the_suffix(tmp_path: Path) -> None:
    for source, suffix in (("numbering.docx", ".txt"), ("site.html", ".txt"), ("numbering.docx", ".pdf")):
        path = tmp_path / f"改名{suffix}"
        path.write_bytes((FIXTURES / source).read_bytes())
        assert texts(read(path)) == texts(fixture(source))


def test_a_stream_that_cannot_go_back_is_read() -> None:
    content = (FIXTURES / "numbering.docx").read_bytes()
    ahead, behind = os.pipe()
    with os.fdopen(behind, "wb") as pipe:
        pipe.write(content)
    with os.fdopen(ahead, "rb") as pipe:
        document = read(pipe, name="-", format="docx")
    assert texts(document) == texts(fixture("numbering.docx"))
    assert document.name == "-"


def test_a_text_is_the_file_without_its_mark() -> None:
    content = "\ufeff第一章\r\n推动长三角一体化发展。\r\n".encode()
    assert read(io.BytesIO(content)).text == "第一章\r\n推动长三角一体化发展。\r\n"


def test_a_format_named_must_be_the_format_found() -> None:
    error = _fails(io.BytesIO(b"%PDF-1.4 ..."), format="docx")
    assert error.code == "wrong-format"
    assert _fails(io.BytesIO(b"plain"), format="pdf").code == "wrong-format"
    assert "docx" in _fails(io.BytesIO(b"plain"), format="xyz").zh


def test_a_tag_in_a_text_does_not_make_it_a_page() -> None:
    assert read(io.BytesIO("推动<b>长三角</b>一体化发展。".encode())).format == "txt"


# What cannot be read


def test_a_path_without_a_file_and_a_folder(tmp_path: Path) -> None:
    assert _fails(tmp_path / "没有.docx").code == "not-found"
    assert _fails(tmp_path).code == "is-folder"
    assert _fails("a\x00b").code == "not-found"


@pytest.mark.parametrize("content", [b"", b"  \r\n\t ", "\ufeff".encode(), "　　\n".encode()])
def test_an_empty_file(content: bytes) -> None:
    assert _fails(io.BytesIO(content), name="空.txt").code == "empty"


def test_a_word_file_without_a_letter() -> None:
    assert _fails(_package(document=_body("<w:p/>")), name="空.docx").code == "no-text"


def test_a_password() -> None:
    for name in ("locked.docx", "locked.pdf"):
        error = _fails(FIXTURES / name)
        assert error.code == "encrypted"
        assert "取消密码" in error.zh


@pytest.mark.parametrize("kept", [30, 1000, 5000, 9000])
def test_a_truncated_word_file(kept: int) -> None:
    content = (FIXTURES / "numbering.docx").read_bytes()[:kept]
    assert _fails(io.BytesIO(content), name="断.docx").code == "damaged"


def test_a_word_file_with_a_broken_part() -> None:
    assert _fails(_package(document="<w:document")).code == "damaged"
    assert _fails(_package(other="<a/>")).code == "damaged"


def test_a_flipped_byte_in_a_part_is_told() -> None:
    content = bytearray((FIXTURES / "numbering.docx").read_bytes())
    with zipfile.ZipFile(FIXTURES / "numbering.docx") as package:
        at = package.getinfo("word/document.xml").header_offset
    content[at + 300] ^= 0xFF
    assert _fails(io.BytesIO(bytes(content))).code == "damaged"


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_broken_entry_that_tells_the_kind_is_told_however_it_is_packed(method: int) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    content = bytearray(stream.getvalue())
    with zipfile.ZipFile(stream) as package:
        entry = package.getinfo("mimetype")
    # Behind the properties with which an LZMA stream begins: broken there, it is another error.
    start = entry.header_offset + 30 + len(entry.filename) + 9
    content[start : start + 20] = b"\xff" * 20
    assert _fails(io.BytesIO(bytes(content)), name="坏.odt").code == "damaged"


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        ("xl/workbook.xml", "电子表格"),
        ("ppt/presentation.xml", "演示文稿"),
        ("OFD.xml", "OFD"),
        ("a.txt", "压缩包"),
    ],
)
def test_other_packages_are_named(entry: str, kind: str) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr(entry, "x")
    error = _fails(stream)
    assert error.code == "unsupported"
    assert kind in error.zh


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n" + b"\0" * 99, b"\xff\xd8\xff\xe0" + b"\0" * 99, b"Rar!\x1a\x07\0abc"]
)
def test_pictures_and_archives_are_named(content: bytes) -> None:
    assert _fails(io.BytesIO(content)).code == "unsupported"


def test_binary_files_are_no_text() -> None:
    assert _fails(io.BytesIO(bytes(range(256)) * 20)).code == "not-text"


# What would harm


def test_a_zip_bomb_is_refused_by_its_size_before_it_is_unpacked() -> None:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package,
        package.open("word/document.xml", "w") as part,
    ):
        for _ in range(70):
            part.write(b" " * 1024 * 1024)
    assert len(stream.getvalue()) < 100_000
    error = _fails(stream, name="炸弹.docx")
    assert error.code == "too-large"
    assert "64 MB" in error.zh


def test_a_zip_that_lies_about_its_sizes_yields_no_more_than_it_states() -> None:
    stream = _package(document=_body(f"<w:p><w:r><w:t>{'长' * 100_000}</w:t></w:r></w:p>"))
    content = bytearray(stream.getvalue())
    at = content.rindex(b"word/document.xml") - 46
    content[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    assert _fails(io.BytesIO(bytes(content))).code == "damaged"


def test_entities_are_never_expanded() -> None:
    laughs = '<!DOCTYPE l [<!ENTITY a "长三角"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    error = _fails(_package(document=laughs + _body("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>")))
    assert error.code == "unsafe"


def test_external_entities_are_never_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    outside = f'<!DOCTYPE l [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
    error = _fails(_package(document=outside + _body("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>")))
    assert error.code == "unsafe"
    page = f"{outside}<html><body><p>{'长三角一体化发展。' * 20}&a;</p></body></html>"
    assert "机密" not in read(io.BytesIO(page.encode()), format="html").text


def test_deep_nesting_is_an_error_and_no_crash() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 3000 + "</w:tc></w:tr></w:tbl>" * 3000
    assert _fails(_package(document=_body(deep))).code in ("damaged", "unsafe")
    near = "<w:tbl><w:tr><w:tc>" * 70 + "<w:p><w:r><w:t>深</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * 70
    assert read(_package(document=_body(near))).text == "深"
    page = "<div>" * 150 + "长三角一体化发展。" * 20 + "</div>" * 150
    assert "长三角" in read(io.BytesIO(page.encode()), format="html").text
    page = "<div>" * 9000 + "长三角一体化发展。" * 20 + "</div>" * 9000
    assert _fails(io.BytesIO(page.encode()), format="html").code in ("unsafe", "no-text")


def test_a_text_above_its_bound_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "大.txt"
    path.write_bytes(b"")
    os.truncate(path, 21 * 1024 * 1024)
    assert _fails(path).code == "too-large"
    os.truncate(path, 201 * 1024 * 1024)
    assert _fails(path).code == "too-large"


def test_a_stream_without_end_is_cut_off() -> None:
    if not Path("/dev/zero").exists():
        pytest.skip("/dev/zero is not there")
    assert _fails("/dev/zero").code == "too-large"


def test_a_large_word_file_of_pictures_and_text_is_read(tmp_path: Path) -> None:
    path = tmp_path / "大.docx"
    with zipfile.ZipFile(FIXTURES / "numbering.docx") as old, zipfile.ZipFile(path, "w") as new:
        for entry in old.namelist():
            new.writestr(entry, old.read(entry))
        new.writestr("word/media/image1.png", os.urandom(30 * 1024 * 1024))
    assert texts(read(path)) == texts(fixture("numbering.docx"))


def test_nothing_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "only"
    folder.mkdir()
    for name in ("numbering.docx", "wrapped.pdf", "site.html", "locked.docx"):
        (folder / name).write_bytes((FIXTURES / name).read_bytes())
    before = sorted((p.name, p.stat().st_mtime_ns) for p in folder.iterdir())
    for path in sorted(folder.iterdir()):
        if path.name != "locked.docx":
            read(path)
    assert sorted((p.name, p.stat().st_mtime_ns) for p in folder.iterdir()) == before


@pytest.mark.parametrize("name", ["numbering.docx", "changes.docx", "site.html", "wrapped.pdf"])
@given(data=st.data())
@settings(max_examples=25)
def test_a_file_with_any_bytes_changed_is_read_or_a_document_error(name: str, data: st.DataObject) -> None:
    content = bytearray((FIXTURES / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    # Any other exception than a DocumentError fails the test.
    with contextlib.suppress(DocumentError):
        assert read(io.BytesIO(bytes(content))).text.strip()


def test_reading_imports_no_library_that_its_format_does_not_need() -> None:
    code = (
        "import sys; from align.document import read; read(sys.argv[1]);"
        "print([m for m in ('spacy', 'trafilatura', 'pypdfium2', 'docx', 'lxml') if m in sys.modules])"
    )
    text = subprocess.run(
        [sys.executable, "-c", code, str(FIXTURES / "make.py")], capture_output=True, text=True, check=True
    )
    assert text.stdout.strip() == "[]"


def test_a_missing_library_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    for name, extra in (("wrapped.pdf", "pdf"), ("site.html", "html")):
        error = _fails(FIXTURES / name)
        assert error.code == "needs-extra"
        assert f'pip install "align-plans[{extra}]"' in error.zh


def test_a_cell_of_many_paragraphs_keeps_every_one() -> None:
    cell = f"<w:tc>{'<w:p><w:r><w:t>推动</w:t></w:r></w:p>' * 20_000}</w:tc>"
    content = _package(document=_body(f"<w:tbl><w:tr>{cell}<w:tc><w:p/></w:tc></w:tr></w:tbl>"))
    assert len(read(content, name="a.docx").blocks) == 20_000

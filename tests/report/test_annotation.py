"""The drafter's own Word file gets comments and keeps everything else."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

import align
from align.errors import DocumentError
from align.judgement import Assessment
from align.report.annotation import annotate

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TRADE = "推动建立长三角统一的排污权交易制度，到2027年建成交易平台，年交易额达到5亿元。"
CHANGED = {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}


def plan() -> Any:
    document = docx.Document()
    document.add_heading("江苏省2026年政府工作报告", 0)
    document.add_heading("一、重点任务", 1)
    paragraph = document.add_paragraph("（一）加强生态环境共保联治。")
    # One sentence in several runs, of which one is bold; a sentence before and one after it in the same run.
    paragraph.add_run("加强绿化。推动建立长三角统一的")
    paragraph.add_run("排污权交易").bold = True
    paragraph.add_run("制度，到2027年建成交易平台，年交易额达到5亿元。做好宣传。")
    document.add_paragraph("五年来，深化全省排污权交易改革。")
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "任务", "措施"
    table.cell(1, 0).text, table.cell(1, 1).text = "排污权", "推动跨省排污权交易试点"
    for _ in range(12):
        document.add_paragraph("深化改革开放，推动高质量发展，持续改善民生，坚决完成全年目标任务。")
    return document


def saved(document: Any) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def assess(source: bytes) -> Assessment:
    from align.document import read

    return align.check(read(BytesIO(source), name="计划.docx"), region="江苏")


def parts(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def root(package: bytes, part: str) -> etree._Element:
    return etree.fromstring(parts(package)[part])


def comments(package: bytes) -> dict[str, str]:
    """Return the text of each comment by the words that it stands at."""
    texts = {
        item.get(W + "id"): "\n".join(
            "".join(t.text or "" for t in p.iter(W + "t")) for p in item.iter(W + "p")
        )
        for item in root(package, "word/comments.xml")
    }
    open_: dict[str | None, str] = {}
    found: dict[str, str] = {}
    for element in root(package, "word/document.xml").iter():
        if element.tag == W + "commentRangeStart":
            open_[element.get(W + "id")] = ""
        elif element.tag == W + "t":
            open_ = {key: text + (element.text or "") for key, text in open_.items()}
        elif element.tag == W + "commentRangeEnd":
            key = element.get(W + "id")
            words = open_.pop(key)
            found[words] = found.get(words, "") + texts[key] + "\n"
    assert not open_
    return found


@pytest.fixture(scope="module")
def source() -> bytes:
    return saved(plan())


@pytest.fixture(scope="module")
def made(source: bytes) -> bytes:
    return annotate(source, assess(source))


def test_a_comment_stands_at_exactly_the_sentence_that_is_evidence(made: bytes) -> None:
    found = comments(made)
    assert TRADE in found
    assert "ECO-11" in found[TRADE]
    assert "全文：落实到举措" in found[TRADE]


def test_a_gap_stands_at_the_heading_of_the_nearest_section_with_what_is_lacking(made: bytes) -> None:
    text = "\n".join(words for at, words in comments(made).items() if "重点任务" in at or "生态" in at)
    assert "缺口" in text
    assert "缺少要素：" in text
    assert "写法示例：" in text


def test_a_comment_can_stand_in_a_table_cell(made: bytes) -> None:
    assert any("ECO-11" in words for at, words in comments(made).items() if "跨省排污权交易试点" in at)


def test_the_title_tells_the_counts(made: bytes) -> None:
    assert "应响应" in comments(made)["江苏省2026年政府工作报告"]


def test_the_text_is_the_same_before_and_after(source: bytes, made: bytes) -> None:
    from align.document import read

    assert read(BytesIO(made), name="x.docx").text == read(BytesIO(source), name="x.docx").text
    before = [paragraph.text for paragraph in docx.Document(BytesIO(source)).paragraphs]
    assert [paragraph.text for paragraph in docx.Document(BytesIO(made)).paragraphs] == before


def test_all_other_parts_stay_byte_for_byte(source: bytes, made: bytes) -> None:
    old, new = parts(source), parts(made)
    assert set(new) - set(old) <= CHANGED
    assert {name for name in old if new[name] != old[name]} <= CHANGED


def test_the_look_of_a_divided_run_stays(made: bytes) -> None:
    document = docx.Document(BytesIO(made))
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    bold = "".join(run.text for run in runs if run.bold)
    assert bold == "排污权交易"


def test_every_comment_has_its_marks_once(made: bytes) -> None:
    ids = sorted(item.get(W + "id") or "" for item in root(made, "word/comments.xml"))
    body = root(made, "word/document.xml")
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert sorted(item.get(W + "id") or "" for item in body.iter(W + name)) == ids


def test_comments_carry_the_author_and_the_date_asked_for(source: bytes) -> None:
    made = annotate(source, assess(source), date=dt.datetime(2026, 3, 1, 9, 30))
    for item in root(made, "word/comments.xml"):
        assert item.get(W + "author") == "align"
        assert item.get(W + "date") == "2026-03-01T09:30:00Z"


def test_two_runs_give_the_same_bytes(source: bytes, made: bytes) -> None:
    assert annotate(source, assess(source)) == made


def test_comments_of_colleagues_stay(source: bytes, made: bytes) -> None:
    # An annotated file is a file with comments: annotating it again keeps them and numbers on.
    again = annotate(made, assess(made))
    first = [item.get(W + "id") for item in root(made, "word/comments.xml")]
    both = [item.get(W + "id") for item in root(again, "word/comments.xml")]
    assert both[: len(first)] == first
    assert len(set(both)) == len(both) == 2 * len(first)


def test_text_in_a_tracked_deletion_gets_no_comment_and_stays(source: bytes) -> None:
    document = docx.Document(BytesIO(source))
    gone = OxmlElement("w:del")
    gone.set(qn("w:id"), "900")
    gone.set(qn("w:author"), "某人")
    run = OxmlElement("w:r")
    text = OxmlElement("w:delText")
    text.text = "取消排污权交易。"
    run.append(text)
    gone.append(run)
    document.paragraphs[2]._p.insert(1, gone)
    changed = saved(document)
    made = annotate(changed, assess(changed))
    assert TRADE in comments(made)
    assert [item.text for item in root(made, "word/document.xml").iter(W + "delText")] == ["取消排污权交易。"]


def test_a_numbered_paragraph_is_commented_at_its_own_words() -> None:
    document = plan()
    item = document.add_paragraph(TRADE, style="List Number")
    assert item.text == TRADE
    source = saved(document)
    assert TRADE in comments(annotate(source, assess(source)))


def test_what_is_no_word_file_cannot_be_annotated(assessment: Assessment) -> None:
    with pytest.raises(DocumentError) as caught:
        annotate(b"text", assessment)
    assert caught.value.code == "not-word"


def test_another_file_than_the_one_assessed_is_refused(source: bytes) -> None:
    document = docx.Document(BytesIO(source))
    document.add_paragraph("后来加的一段。")
    with pytest.raises(DocumentError) as caught:
        annotate(saved(document), assess(source))
    assert caught.value.code == "other-file"


def test_real_plans_keep_their_text_and_their_other_parts(shared: Path) -> None:
    from align.document import read

    for path in sorted((shared / "corpus" / "originals").glob("2025年[浙上]*.docx")):
        original = path.read_bytes()
        document = read(path)
        made = annotate(original, align.check(document))
        assert read(BytesIO(made), name=path.name).text == document.text
        old, new = parts(original), parts(made)
        assert {name for name in old if new[name] != old[name]} <= CHANGED


def test_libreoffice_opens_it_and_reads_the_same_text(source: bytes, made: bytes, tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("soffice is not installed")
    (tmp_path / "before.docx").write_bytes(source)
    (tmp_path / "after.docx").write_bytes(made)
    profile = (tmp_path / "profile").as_uri()
    command = [
        soffice,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
    ]
    files = [str(tmp_path / "before.docx"), str(tmp_path / "after.docx")]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), *files], check=True, capture_output=True, timeout=120
    )
    before = (tmp_path / "before.txt").read_text(encoding="utf-8-sig")
    assert TRADE in before
    assert (tmp_path / "after.txt").read_text(encoding="utf-8-sig") == before

"""align text and align outline: what was read, and what was left out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from align.document import read

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "formats"


def _align(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "align", *arguments]
    return subprocess.run(
        command, input=stdin, capture_output=True, check=False, env={"PYTHONUTF8": "1", "PATH": ""}
    )


@pytest.mark.parametrize("name", ["numbering.docx", "notes.docx", "boxes.docx"])
def test_text_prints_what_offsets_point_into(name: str) -> None:
    assert _align("text", str(FIXTURES / name)).stdout.decode() == read(FIXTURES / name).text


def test_text_prints_a_text_file_byte_for_byte(tmp_path: Path) -> None:
    path = tmp_path / "规划.txt"
    path.write_bytes("第一章\r\n推动长三角一体化发展。\r\n".encode())
    assert _align("text", str(path)).stdout == path.read_bytes()


def test_a_plan_comes_from_standard_input() -> None:
    content = (FIXTURES / "numbering.docx").read_bytes()
    done = _align("text", "-", "--format-in", "docx", stdin=content)
    assert done.stdout.decode() == read(FIXTURES / "numbering.docx").text


def test_the_encoding_can_be_named() -> None:
    done = _align("text", "-", "--encoding", "big5", stdin="長三角".encode("big5"))
    assert done.stdout.decode() == "長三角"


def test_outline_shows_sections_tables_and_what_was_left_out() -> None:
    told = _align("outline", str(FIXTURES / "notes.docx")).stdout.decode()
    assert told == (
        "notes.docx · docx · 152 字符 · 9 段 · 2 页\n"
        "标题：示范市科技创新“十五五”规划\n"
        "\n"
        "  一、总体要求 [任务]  第1段 第1页\n"
        "    （二）另起一段 [任务]  第7段 第2页\n"
        "\n"
        "其中 2 注释\n"
        "\n"
        "未计入判断（文字仍在全文中）：\n"
        "  封面 × 5：附件\n"
        "  目录 × 3：目 录\n"
        "\n"
        "已略去（不在全文中）：\n"
        "  隐藏文字 × 2：看不见\n"
        "  页眉 × 1：示范市规划\n"
        "  页脚 × 1：3\n"
    )


def test_outline_tells_the_region_and_keeps_the_blank_of_a_title(tmp_path: Path) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text(
        "义乌市综合规划\n第一篇 总体要求\n" + "推动贸易发展，深化改革开放。" * 5 + "\n", encoding="utf-8"
    )
    told = _align("outline", str(plan)).stdout.decode()
    assert "地区：浙江（义乌市）" in told
    assert "第一篇 总体要求" in told
    assert "Region: 浙江 (义乌市)" in _align("outline", "--lang", "en", str(plan)).stdout.decode()
    assert json.loads(_align("outline", "--format", "json", str(plan)).stdout)["document"]["region"] == "浙江"


def test_outline_speaks_english() -> None:
    told = _align("outline", "--lang", "en", str(FIXTURES / "boxes.docx")).stdout.decode()
    assert told.startswith("boxes.docx · docx · 165 characters · 15 paragraphs")
    assert "8 table rows, 3 text box paragraphs (4 tables)" in told
    assert "pictures × 1" in told


def test_outline_for_machines_points_into_the_text() -> None:
    found = json.loads(_align("outline", "--format", "json", str(FIXTURES / "boxes.docx")).stdout)
    text = read(FIXTURES / "boxes.docx").text
    boxes = [text[b["start"] : b["end"]] for b in found["blocks"] if b["kind"] == "box"]
    assert boxes == ["文本框：共建G60科创走廊。", "文本框第二段。", "旧式文本框。"]
    assert found["omissions"] == [{"reason": "picture", "count": 1, "sample": ""}]


@pytest.mark.parametrize("command", ["text", "outline"])
def test_a_file_that_cannot_be_read_is_a_sentence_and_exit_2(command: str) -> None:
    done = _align(command, str(FIXTURES / "locked.docx"))
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.decode() == "locked.docx 设有密码，无法读取。请用原软件打开，取消密码后另存。\n"

"""Letters of a PDF page stand where they are read, also where pdfium errs."""

from __future__ import annotations

from align.document.pdfglyph import Glyph, settled, spread
from align.document.pdfline import lines_of


def _line(text: str, x: float, top: float, size: float = 10.0) -> list[Glyph]:
    return [Glyph(char, x + n * size, x + (n + 1) * size, top, top + size) for n, char in enumerate(text)]


def _texts(glyphs: list[Glyph]) -> list[str]:
    return [line.text for line in lines_of(settled(spread(glyphs), 600, 800), 1)]


def test_a_letter_off_the_page_goes_between_its_neighbours() -> None:
    line = _line("推动大数据发展。", 100, 100)
    line[2] = Glyph("大", 900, 940, -500, -460)
    assert _texts(line) == ["推动大数据发展。"]


def test_a_swollen_letter_at_the_start_of_a_line_stays_in_it() -> None:
    lines = [
        _line(text, 100, top)
        for text, top in (("推动安全", 70), ("完善防护体系", 100), ("大数据安全", 130), ("结束", 160))
    ]
    lines[2][0] = Glyph("大", 250, 290, 300, 340)
    assert _texts(sum(lines, [])) == ["推动安全", "完善防护体系", "大数据安全", "结束"]


def test_a_large_title_is_no_mistake() -> None:
    assert _texts([*_line("附件", 100, 100), *_line("规划", 90, 150, 36), *_line("正文", 100, 230)]) == [
        "附件",
        "规划",
        "正文",
    ]


def test_two_dashes_drawn_as_one_sign_are_two_dashes() -> None:
    dash = Glyph("—", 100, 120, 100, 110)
    assert _texts([dash, dash, *_line("坚持", 120, 100)]) == ["——坚持"]


def test_letters_printed_twice_to_look_bold_are_read_once() -> None:
    line = _line("总体要求", 100, 100)
    again = [glyph._replace(x0=glyph.x0 + 0.3, x1=glyph.x1 + 0.3) for glyph in line]
    assert _texts([*line, *again]) == ["总体要求"]


def test_raised_marks_of_notes_are_no_text() -> None:
    line = _line("科技创新共同体", 100, 100)
    mark = Glyph("1", 170, 173, 99, 104)
    assert _texts([*line, mark]) == ["科技创新共同体"]


def test_a_page_of_lost_letters_keeps_every_one() -> None:
    lost = [Glyph("大", 900, 910, -500, -490)] * 20_000
    assert len(settled([*lost, *_line("正文", 100, 100)], 600, 800)) == 20_002

"""Page numbers, running heads and notes are told from cells and text."""

from __future__ import annotations

from align.document.pdfline import Line
from align.document.pdfmargin import strip_margins

HEIGHT = 800.0


def _line(text: str, top: float, page: int, size: float = 12.0, marked: bool = False) -> Line:
    return Line(text, 100, 100 + 12 * len(text), top, top + size, size, page, marked=marked)


def _pages(count: int, *more: tuple[str, float]) -> list[list[Line]]:
    body = [(f"正文第{n}行推动长三角一体化发展", 200.0 + 20 * n) for n in range(10)]
    pages = []
    for page in range(1, count + 1):
        lines = [_line(text.format(page), top, page) for text, top in (*body, *more)]
        pages.append(sorted(lines, key=lambda line: line.top))
    return pages


def test_numbers_that_count_the_pages_are_page_numbers() -> None:
    for printed in ("{}", "— {} —", "- {} -", "第 {} 页 共 9 页", "{}/9"):
        found = strip_margins(_pages(5, (printed, 770)), [HEIGHT] * 5, 12)
        assert len(found.numbers) == 5, printed
        assert all(len(page) == 10 for page in found.pages)


def test_a_lone_number_at_the_edge_that_counts_nothing_is_a_cell() -> None:
    found = strip_margins(_pages(1, ("396", 770)), [HEIGHT], 12)
    assert found.numbers == []
    assert len(found.pages[0]) == 11


def test_a_number_that_counts_the_pages_with_three_lines_beyond_it_is_a_cell() -> None:
    for beyond, numbers in ((2, 5), (3, 0)):
        rows = [(f"指标{n}", 775.0 + 5 * n) for n in range(beyond)]
        found = strip_margins(_pages(5, ("{}", 770), *rows), [HEIGHT] * 5, 12)
        assert len(found.numbers) == numbers, beyond


def test_a_page_of_a_thousand_lines_keeps_every_one() -> None:
    lines = [_line(str(2000 + n) if n % 2 else f"指标{n}", 0.79 * n, 1, 0.5) for n in range(1000)]
    assert len(strip_margins([lines], [HEIGHT], 12).pages[0]) == 1000


def test_a_line_at_the_same_height_on_most_pages_is_a_running_head() -> None:
    found = strip_margins(_pages(4, ("示范市规划 2025年", 20)), [HEIGHT] * 4, 12)
    assert len(found.heads) == 4


def test_a_line_inside_the_page_is_text_however_often_it_comes() -> None:
    assert strip_margins(_pages(4), [HEIGHT] * 4, 12).heads == []


def test_small_type_with_a_mark_at_the_foot_is_a_note() -> None:
    page = [*_pages(1)[0], _line("①长三角：上海、江苏、", 700, 1, 9), _line("浙江、安徽。", 712, 1, 9)]
    assert strip_margins([page], [HEIGHT], 12).notes == {1: ["①长三角：上海、江苏、浙江、安徽。"]}


def test_small_type_without_a_mark_is_text() -> None:
    page = [*_pages(1)[0], _line("资料来源：省统计局。", 700, 1, 9)]
    assert strip_margins([page], [HEIGHT], 12).notes == {}


def test_a_note_in_the_type_of_the_text_is_told_by_its_raised_mark_and_the_gap_above() -> None:
    page = [*_pages(1)[0], _line("长三角：一市三省。", 700, 1, marked=True)]
    assert strip_margins([page], [HEIGHT], 12).notes == {1: ["长三角：一市三省。"]}

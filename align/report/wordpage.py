"""A page in the form of official documents: paper, margins, typefaces and tables.

Source: GB/T 9704-2012, the layout of official documents of party and government organs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO, TYPE_CHECKING

from align.report.view import clean, in_line

if TYPE_CHECKING:
    from docx.table import Table, _Cell, _Row
    from docx.text.paragraph import Paragraph
    from lxml.etree import _Element as Element

SONG, FANG, HEI, KAI = "方正小标宋简体", "仿宋", "黑体", "楷体"
BODY_POINTS, TITLE_POINTS, TABLE_POINTS = 16, 22, 10.5
SHADE = "E7EDF3"


class Sheet:
    """A Word document in the making."""

    def __init__(self, title: str) -> None:
        from docx import Document

        self._document = Document()
        self._document.core_properties.title = title
        self._document.core_properties.author = "align"
        self._document.core_properties.comments = ""
        self._paper()

    def _paper(self) -> None:
        from docx.shared import Cm

        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21.0), Cm(29.7)
        section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
        section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
        self._page_number(section.footer.paragraphs[0])

    def _page_number(self, paragraph: Paragraph) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._run(paragraph, "— ", "宋体", 14)
        run = paragraph.add_run()
        for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
            run._r.append(_field(kind, text))
        self._run(paragraph, " —", "宋体", 14)

    def _run(self, paragraph: Paragraph, text: str, face: str, points: float, bold: bool = False) -> None:
        from docx.oxml.ns import qn
        from docx.shared import Pt

        run = paragraph.add_run(clean(text))
        run.font.size, run.font.bold, run.font.name = Pt(points), bold, "Times New Roman"
        fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
        fonts.set(qn("w:eastAsia"), face)

    def _paragraph(self, text: str, face: str, points: float, bold: bool = False) -> Paragraph:
        from docx.shared import Pt

        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.line_spacing = Pt(28) if points >= BODY_POINTS else 1.15
        self._run(paragraph, text, face, points, bold)
        return paragraph

    def label(self, text: str) -> None:
        """Add the mark of an attachment at the top."""
        self._paragraph(text, HEI, BODY_POINTS)

    def title(self, text: str) -> None:
        """Add the title."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Pt

        paragraph = self._paragraph(text, SONG, TITLE_POINTS)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.line_spacing = Pt(36)
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(14)

    def text(self, text: str, indent: bool = True) -> None:
        """Add a paragraph of body text."""
        from docx.shared import Pt

        paragraph = self._paragraph(text, FANG, BODY_POINTS)
        paragraph.paragraph_format.first_line_indent = Pt(2 * BODY_POINTS if indent else 0)

    def note(self, text: str) -> None:
        """Add a note in small type."""
        from docx.shared import Pt

        self._paragraph(text, FANG, TABLE_POINTS).paragraph_format.space_before = Pt(4)

    def chapter(self, text: str, new_page: bool = False) -> None:
        """Add a heading of the first rank."""
        self._heading(text, HEI, 1, new_page)

    def section(self, text: str) -> None:
        """Add a heading of the second rank."""
        self._heading(text, KAI, 2, False)

    def _heading(self, text: str, face: str, rank: int, new_page: bool) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import Pt

        paragraph = self._paragraph(text, face, BODY_POINTS)
        form = paragraph.paragraph_format
        form.first_line_indent, form.keep_with_next = Pt(2 * BODY_POINTS), True
        form.page_break_before = new_page
        form.space_before = Pt(8)
        outline = OxmlElement("w:outlineLvl")
        outline.set(qn("w:val"), str(rank - 1))
        paragraph._p.get_or_add_pPr().append(outline)

    def table(
        self,
        head: Sequence[str],
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        last_bold: bool = False,
    ) -> None:
        """Add a table; its head repeats on every page, rows are not torn, a row of one cell spans the table.

        ``widths`` are in centimetres.
        """
        from docx.enum.table import WD_TABLE_ALIGNMENT
        from docx.shared import Cm

        table = self._document.add_table(rows=0, cols=len(head))
        table.style = self._document.styles["Table Grid"]
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        self._row(table, head, widths, bold=True)
        _shade(table)
        for number, row in enumerate(rows):
            self._row(table, row, widths, bold=last_bold and number == len(rows) - 1)
            if len(row) == 1 and number:
                _keep_with_next(table.rows[-2])
        _steady(table)
        self._document.add_paragraph().paragraph_format.space_after = 0

    def _row(self, table: Table, row: Sequence[str], widths: Sequence[float], bold: bool) -> None:
        from docx.shared import Cm

        cells = table.add_row().cells  # type: ignore[no-untyped-call]
        for cell, width in zip(cells, widths, strict=True):
            cell.width = Cm(width)
        if len(row) == 1:
            cells[0].merge(cells[-1])
        for cell, text in zip(cells, row, strict=False):
            self._cell(cell, text, bold)

    def _cell(self, cell: _Cell, text: str, bold: bool) -> None:
        from docx.shared import Pt

        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        self._run(paragraph, in_line(text), FANG, TABLE_POINTS, bold)

    def save(self, stream: IO[bytes]) -> None:
        """Write the document."""
        self._document.save(stream)


def _field(kind: str, text: str) -> Element:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement("w:fldChar" if kind else "w:instrText")
    if kind:
        element.set(qn("w:fldCharType"), kind)
    else:
        element.text = text
    return element


def _shade(table: Table) -> None:
    """Colour the head of a table and let it repeat."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    head = table.rows[0]
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in head.cells:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), SHADE)
        cell._tc.get_or_add_tcPr().append(shade)


def _keep_with_next(row: _Row) -> None:
    """Keep a row on the page of the one below it."""
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def _steady(table: Table) -> None:
    """Keep every row of a table on one page."""
    from docx.oxml import OxmlElement

    for row in table.rows:
        row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))

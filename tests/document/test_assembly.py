"""Pieces become one text with blocks whose offsets hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from align.document import column
from align.document.assembly import Piece, assemble, clean, row

PIECES = st.lists(
    st.builds(Piece, st.text(alphabet="一二 \t\n\r\x00\u3000\ufeff|。a", max_size=12)), max_size=8
)


@given(PIECES)
def test_every_block_is_its_piece_and_only_line_ends_stand_between(pieces: list[Piece]) -> None:
    document = assemble(pieces, "规划", "docx")
    cut = [document.slice(block.span) for block in document.blocks]
    assert cut == [clean(piece.text) for piece in pieces if clean(piece.text)]
    assert document.text == "\n".join(cut)


def test_a_row_keeps_the_place_of_its_empty_cells() -> None:
    assert row(["", "GDP", "5"]) == "| GDP | 5"
    assert row(["指标", "", "5"]) == "指标 |  | 5"
    assert row(["", ""]) == ""


def test_the_column_of_a_hit_is_told() -> None:
    pieces = [Piece("前文"), Piece(row(["", "研发投入", "3.5%"]), "row", table=1, row=1)]
    document = assemble(pieces, "规划", "docx")
    assert column(document, document.text.index("研发")) == 2
    assert column(document, document.text.index("3.5")) == 3
    assert column(document, 0) is None

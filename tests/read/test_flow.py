"""Layout without fonts."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from page_rule import assert_rule
from papertrace.read.blocks import Grid, GridCell, Line, Piece
from papertrace.read.flow import MARGIN, WIDTH, lay_out
from papertrace.read.typeset import measure, wrap

if TYPE_CHECKING:
    from papertrace.read.blocks import Block


def _line(text: str) -> Line:
    return Line((Piece(text, "/html/body/p[1]"),))


def _grid(rows: list[list[str]]) -> Grid:
    cells = [
        GridCell(r, c, 1, 1, (Piece(t, "/p", 0),))
        for r, row in enumerate(rows)
        for c, t in enumerate(row)
    ]
    return Grid(len(rows), len(rows[0]), tuple(cells))


def test_widths_need_no_font() -> None:
    assert measure("预算A1") == 30
    assert measure("（　）") == 30
    page = lay_out([_line("预算12.5万元")])
    assert [(w.text, w.box.x0 - MARGIN, w.box.width, w.box.height) for w in page.words] == [
        ("预算", 0, 20, 10),
        ("12.5", 20, 20, 10),
        ("万元", 40, 20, 10),
    ]
    assert page == lay_out([_line("预算12.5万元")])


def test_long_lines_wrap_within_the_margins() -> None:
    page = lay_out([_line("文" * 130 + "12345 " + "w" * 300)])
    assert_rule(page)
    assert page.width == WIDTH
    assert max(w.box.x1 for w in page.words) <= WIDTH - MARGIN
    assert [len(w.text) for w in page.words[:3]] == [51, 51, 28]
    assert len({w.box.top for w in page.words}) == 6


@pytest.mark.parametrize("text", ["", " ", "a", "字", "a字b，c", "　字", "x" * 50, "字 " * 40])
@pytest.mark.parametrize("width", [1, 7, 33])
def test_wrapping_loses_nothing_however_narrow(text: str, width: float) -> None:
    spots = wrap(text, 10, 10 + width)
    assert "".join(text[s.start : s.end] for s in spots) == "".join(text.split())


def test_rows_are_lines_and_cells_part_by_tabs() -> None:
    page = lay_out([_line("表一"), _grid([["科目", "金额"], ["甲", " 1.5 "]]), _line("注")])
    assert_rule(page)
    assert page.text == "表一\n科目\t金额\n甲\t 1.5 \n注"
    (table,) = page.tables
    assert table.cells[3].text == "1.5"
    assert page.words[-1].box.top > table.box.bottom


def test_cells_hold_their_words_and_do_not_overlap() -> None:
    long = "很长的内容，" * 40
    page = lay_out([_grid([["一", long, "2,650.00"], ["二", "短", "123456789012.00"]])])
    assert_rule(page)
    cells = page.tables[0].cells
    for cell in cells:
        for word in page.words:
            if cell.start <= word.start < cell.end:
                assert cell.box.x0 < word.box.x0 < word.box.x1 <= cell.box.x1
                assert cell.box.top < word.box.top < word.box.bottom < cell.box.bottom
    assert cells[0].box.bottom == cells[3].box.top
    assert cells[0].box.x1 == cells[1].box.x0


def test_wide_tables_widen_the_page() -> None:
    page = lay_out([_grid([["1234567890.00"] * 20])])
    assert_rule(page)
    assert page.width > WIDTH
    assert all(len(c.text) == 13 for c in page.tables[0].cells)
    assert len(page.words) == 20


def test_tall_merged_cells_make_room() -> None:
    tall = GridCell(0, 0, 2, 1, (Piece("文" * 200, "/p"),))
    grid = Grid(2, 2, (tall, *(GridCell(r, 1, 1, 1, (Piece("1", "/p"),)) for r in (0, 1))))
    page = lay_out([grid])
    assert_rule(page)
    box = page.tables[0].cells[0].box
    assert all(w.box.bottom < box.bottom for w in page.words)


def test_empty_pages_and_rows_are_laid_out() -> None:
    assert lay_out([]).text == ""
    page = lay_out([Grid(3, 1, (GridCell(1, 0, 1, 1, (Piece("x", "/p"),)),))])
    assert page.text == "\nx\n"
    assert_rule(page)


def test_time_grows_with_the_page_only() -> None:
    def seconds(rows: int) -> float:
        some: list[Block] = [_line("行"), _grid([["一", "1.50"]] * 20)]
        blocks = some * (rows // 20)
        begun = time.process_time()
        lay_out(blocks)
        return time.process_time() - begun

    seconds(200)
    few, many = (min(seconds(rows) for _ in range(3)) for rows in (2000, 8000))
    assert many < 12 * max(few, 0.02)

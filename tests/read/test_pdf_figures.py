"""Figures of a PDF stay what they are: beside raised ones, below others, across a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from papertrace.model import overlap
from papertrace.model.guarded import GUARDED
from papertrace.read import read
from pdf_samples import SamplePage, pdf

if TYPE_CHECKING:
    from papertrace.model import Page


def shown(page: SamplePage) -> Page:
    return read(pdf([page]), "a.pdf").pages[0]


def codes(page: Page, words: str) -> set[str]:
    """Give the codes of the problems on whose place some words stand."""
    at = page.text.index(words)
    mine = [w.box for w in page.words if w.start < at + len(words) and w.end > at]
    placed = [(p.code, p.anchor.boxes) for p in page.problems if p.anchor]
    return {
        code
        for code, boxes in placed
        if code in GUARDED and all(any(overlap(a, b) > 0 for b in boxes) for a in mine)
    }


def test_a_raised_mark_is_no_part_of_the_figure_it_stands_at() -> None:
    page = SamplePage()
    page.text(60, 100, "金额：128")
    page.text(105, 98, "1", 6)
    page.text(108.5, 100, "万元")
    told = shown(page)
    assert told.text == "金额：128〔上标：1〕万元"
    assert codes(told, "128") == {"PT356"}


def test_an_exponent_is_told_from_its_base_and_a_square_metre_stays_a_word() -> None:
    page = SamplePage()
    page.text(60, 100, "计10")
    page.text(80, 97, "6", 6)
    page.text(83.5, 100, "元，面积50m")
    page.text(133.5, 97, "2", 6)
    page.text(137, 100, "整")
    assert shown(page).text == "计10〔上标：6〕元，面积50m2整"


def test_small_print_on_the_same_foot_is_not_raised() -> None:
    page = SamplePage()
    page.text(60, 100, "共128")
    page.text(85, 103.5, "50元", 6)
    assert "〔" not in shown(page).text


def test_words_beside_a_taller_font_are_not_raised() -> None:
    page = SamplePage()
    page.text(60, 100, "“", 22)
    page.text(82, 103, "三公", 14)
    page.text(110, 100, "”经费2017", 22)
    page.text(220, 103, "年", 14)
    assert "〔" not in shown(page).text


def test_two_figures_below_each_other_in_a_cell_are_two() -> None:
    page = SamplePage()
    for left, right in ((50, 150), (150, 250)):
        page.frame(left, 100, right, 140)
    page.text(55, 105, "单价")
    page.text(155, 105, "95200")
    page.text(155, 120, "96000")
    told = shown(page)
    assert told.tables[0].cells[1].text == "95200  96000"
    assert told.problems == ()


@pytest.mark.parametrize(
    ("above", "below", "text", "doubted"),
    [
        ("12,345,", "678.90", "12,345,678.90", set[str]()),
        ("12,34", "5.00", "12,345.00", set[str]()),
        ("12345.6", "7", "12345.67", {"PT361"}),
        ("1234567", "8901234", "1234567  8901234", {"PT361"}),
    ],
)
def test_a_figure_that_cannot_end_at_its_line_goes_on_in_the_next(
    above: str, below: str, text: str, doubted: set[str]
) -> None:
    page = SamplePage()
    for left, right in ((50, 150), (150, 190)):
        page.frame(left, 100, right, 140)
    page.text(55, 105, "单价")
    page.text(152, 105, above)
    page.text(152, 120, below)
    told = shown(page)
    assert told.tables[0].cells[1].text == text
    assert codes(told, text) == doubted


@pytest.mark.parametrize(("x", "column"), [(136, 1), (176, 2)])
def test_a_figure_over_the_edge_of_its_cell_is_read_whole_and_doubted(x: int, column: int) -> None:
    page = SamplePage()
    page.table(50, 100, [100, 40, 60], [["供应商", "序号", "金额"], ["", "", ""]])
    page.text(x, 125, "1280000.00")  # 50 points wide
    told = shown(page)
    cells = [c.text for c in told.tables[0].cells if c.row == 1]
    assert cells == ["1280000.00" if n == column else "" for n in range(3)]
    assert codes(told, "1280000.00") == {"PT362"}


def test_figures_of_two_cells_that_nearly_touch_stay_apart() -> None:
    page = SamplePage()
    page.table(50, 100, [100, 40, 60], [["供应商", "序号", "金额"], ["", "", ""]])
    page.text(168.8, 125, "2024")  # ends 1.2 points before the rule
    page.text(190.2, 125, "9600")
    told = shown(page)
    assert [c.text for c in told.tables[0].cells if c.row == 1] == ["", "2024", "9600"]
    assert told.problems == ()

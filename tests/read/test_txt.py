"""Plain text: the page is the file."""

from __future__ import annotations

from page_rule import assert_rule, cells_of
from papertrace.model import anchor_of, selector_of, state_of
from papertrace.read import read


def test_the_page_is_the_file_with_folded_line_ends() -> None:
    text = "一、项目编号：BH-7\r\n\r\n  预算 12.5万元　　元\r\n"
    document = read(text.encode("gb18030"), "a.txt")
    (page,) = document.pages
    assert_rule(page)
    assert page.text == text.replace("\r\n", "\n")
    assert (page.number, page.origin, page.tables) == (1, "drawn", ())
    at = page.text.index("12.5")
    assert selector_of(page, at, at + 4) == f"{at}:{at + 4}"
    anchor = anchor_of(page, at, at + 4, "amount")
    assert state_of(read(text.encode(), "b.txt").pages[0], anchor) == "sound"


def test_lines_with_constant_tabs_are_a_table() -> None:
    text = "价目\n序号\t品名\t价格\n1\t甲\t5.0\n2\t\t7\n合计\t12\n"
    page = read(text.encode(), "a.txt").pages[0]
    assert_rule(page)
    assert page.text == text
    (table,) = page.tables
    assert (table.rows, table.columns) == (3, 3)
    assert cells_of(table)[3:] == [
        (1, 0, 1, 1, "1"),
        (1, 1, 1, 1, "甲"),
        (1, 2, 1, 1, "5.0"),
        (2, 0, 1, 1, "2"),
        (2, 1, 1, 1, ""),
        (2, 2, 1, 1, "7"),
    ]
    assert table.title is not None
    assert table.title.text == "价目"


def test_few_or_uneven_tabs_are_no_table() -> None:
    for text in ("a\tb\tc\nd\te\tf\n", "a\tb\nc\td\ne\tf\n", "a,b,c\nd,e,f\ng,h,i\n"):
        page = read(text.encode(), "a.txt").pages[0]
        assert_rule(page)
        assert page.tables == ()
        assert page.text == text

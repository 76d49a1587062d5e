"""Prose in columns is read column by column; what only stands side by side is not."""

from __future__ import annotations

from papertrace.read import pdf as reader
from pdf_samples import SamplePage, pdf

WIDE = 20  # characters of a full line
SIZE = 10.0


def lines(mark: str, count: int) -> list[str]:
    """Give a column's lines, each full but the last."""
    full = [f"{mark}{n:02d}口岸查验旅客人次比上年增长情况说明"[:WIDE] for n in range(count - 1)]
    return [line.ljust(WIDE, "文") for line in full] + [f"{mark}末"]


def put(page: SamplePage, x: float, y: float, told: list[str], step: float = 16) -> None:
    for number, line in enumerate(told):
        page.text(x, y + step * number, line, SIZE)


def text(page: SamplePage) -> list[str]:
    (read,) = reader.read(pdf([page]), "x", "0" * 64).pages
    return read.text.split("\n")


def test_two_columns_are_read_one_after_the_other() -> None:
    page, left, right = SamplePage(), lines("甲", 12), lines("乙", 12)
    page.text(200, 50, "口岸年度简报", 16)
    put(page, 50, 90, left)
    put(page, 310, 90, right)
    page.text(
        50,
        320,
        "附：本简报由霜叶岭口岸办公室编写，横跨两栏的一行文字在最后读出，不属任何一栏。",
        SIZE,
    )
    told = text(page)
    assert told[0] == "口岸年度简报"
    assert told[1:25] == [*left, *right]
    assert told[25].startswith("附：")


def test_columns_need_not_share_their_lines() -> None:
    page, left, right = SamplePage(), lines("甲", 14), lines("乙", 9)
    put(page, 50, 90, left)
    put(page, 310, 97, right, step=17)
    assert text(page) == [*left, *right]


def test_a_line_across_the_page_parts_two_stretches_of_columns() -> None:
    page, parts = SamplePage(), [lines(mark, 7) for mark in "甲乙丙丁"]
    put(page, 50, 90, parts[0])
    put(page, 310, 90, parts[1])
    page.text(120, 230, "二、下半年情况：横跨两栏的标题把两段分开，标题前后各自按栏阅读", SIZE)
    put(page, 50, 260, parts[2])
    put(page, 310, 260, parts[3])
    told = text(page)
    assert told[:14] == [*parts[0], *parts[1]]
    assert told[15:] == [*parts[2], *parts[3]]


def test_labels_and_lists_side_by_side_are_read_line_by_line() -> None:
    page = SamplePage()
    names = [
        "采购人：霜叶岭边防检查站",
        "地址：海堤路",
        "电话：5550",
        "开户行：某支行",
        "日期：三月",
    ]
    for n, name in enumerate(names * 2):
        page.text(50, 90 + 16 * n, name, SIZE)
        page.text(310, 90 + 16 * n, f"联系人{n}：某某", SIZE)
    told = text(page)
    assert [line.split(" ")[0] for line in told] == names * 2
    assert all("联系人" in line for line in told)


def test_a_table_in_a_column_stays_in_its_column() -> None:
    page, left, right = SamplePage(), lines("甲", 14), lines("乙", 14)
    put(page, 50, 90, left[:7])
    page.table(50, 205, [90, 90], [["项目", "金额"], ["查验", "12.50"]])
    put(page, 50, 270, left[7:])
    put(page, 310, 90, right)
    told = text(page)
    assert told.index("查验\t12.50") < told.index(right[0])

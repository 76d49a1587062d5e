"""Where tables stand: side by side, sideways, over pages; and what belongs to each."""

from __future__ import annotations

import pytest

from papertrace.read import pdf as reader
from pdf_samples import SamplePage, pdf
from table_samples import Laid, captions, level, put, read, rows_of

LEFT = ["收入|金额", "财政拨款|1,310.25", "事业收入|20.00", "合计|1,330.25"]
RIGHT = ["支出|金额", "基本支出|930.25", "项目支出|400.00", "合计|1,330.25"]
WIDE = [
    "科目编码|科目名称|2030年|2031年|增减",
    "201|公共服务|1.00|2.00|1.00",
    "204|公共安全|30.50|29.50|-1.00",
]


def half(x: float, top: float = 120) -> Laid:
    return Laid(x, top, (110, 80), "lr")


def named(page: SamplePage, x: float, name: str, unit: str = "单位：万元") -> None:
    page.text(x + 50, 80, name)
    page.text(x + 130, 98, unit)


def test_ruled_tables_side_by_side_have_their_own_captions() -> None:
    page = SamplePage()
    for x, rows, name, unit in (
        (60, LEFT, "收入表", "单位：万元"),
        (330, RIGHT, "支出表", "单位：元"),
    ):
        named(page, x, name, unit)
        page.table(x, 116, (110, 80), [r.split("|") for r in rows])
    tables = read(page)[0].tables
    assert [rows_of(t) for t in tables] == [LEFT, RIGHT]
    assert [captions(t) for t in tables] == [("收入表", "单位：万元"), ("支出表", "单位：元")]


def test_one_caption_above_two_tables_belongs_to_both() -> None:
    page = SamplePage()
    page.text(240, 60, "2031年收支预算表")
    page.text(450, 90, "单位：万元")
    page.table(60, 116, (110, 80), [r.split("|") for r in LEFT])
    page.table(330, 116, (110, 80), [r.split("|") for r in RIGHT])
    assert [captions(t)[1] for t in read(page)[0].tables] == ["单位：万元", "单位：万元"]


@pytest.mark.parametrize("ruled", [False, True])
def test_columns_side_by_side_with_own_captions_are_two_tables(ruled: bool) -> None:  # noqa: FBT001  (a column of a table)
    page = SamplePage()
    for x, rows, name in ((60, LEFT, "收入表"), (330, RIGHT, "支出表")):
        named(page, x, name)
        put(page, half(x), rows)
        if ruled:
            level(page, half(x), 116, 134, 192)
    tables = read(page)[0].tables
    assert [rows_of(t) for t in tables] == [LEFT, RIGHT]
    assert [captions(t) for t in tables] == [("收入表", "单位：万元"), ("支出表", "单位：万元")]


def test_rules_that_break_part_two_tables() -> None:
    page = SamplePage()
    for x, rows in ((60, LEFT), (330, RIGHT)):
        put(page, half(x), rows)
        level(page, half(x), 116, 134, 192)
    assert [rows_of(t) for t in read(page)[0].tables] == [LEFT, RIGHT]


def test_rows_that_do_not_meet_part_two_tables() -> None:
    page = SamplePage()
    put(page, half(60), LEFT)
    put(page, half(330, 129), RIGHT)
    assert [rows_of(t) for t in read(page)[0].tables] == [LEFT, RIGHT]


@pytest.mark.parametrize("ruled", [False, True])
def test_income_beside_expenditure_in_shared_rows_is_one_table(ruled: bool) -> None:  # noqa: FBT001  (a column of a table)
    page = SamplePage()
    page.text(200, 80, "收支预算总表")
    page.text(400, 98, "单位：万元")
    laid = Laid(60, 120, (110, 80, 110, 80), "lrlr")
    rows = [f"{a}|{b}" for a, b in zip(LEFT, RIGHT, strict=True)]
    put(page, laid, rows)
    if ruled:
        level(page, laid, 116, 134, 192)
    (table,) = read(page)[0].tables
    assert rows_of(table) == rows
    assert captions(table) == ("收支预算总表", "单位：万元")


def test_stacked_tables_keep_their_own_captions() -> None:
    page = SamplePage()
    for top, name, unit in ((120, "收入预算表", "单位：万元"), (320, "人员情况表", "单位：元")):
        page.text(200, top - 40, name)
        page.text(400, top - 20, unit)
        put(
            page,
            Laid(60, top, (200, 120, 120), "lrr"),
            ["项目|预算|决算", *(f"款{n}|{n}.50|{n}.25" for n in range(4))],
        )
    tables = read(page)[0].tables
    assert [captions(t) for t in tables] == [
        ("收入预算表", "单位：万元"),
        ("人员情况表", "单位：元"),
    ]
    assert [t.rows for t in tables] == [5, 5]


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize(
    ("rotate", "drawn"), [(90, 90), (180, 180), (270, 270), (0, 90), (0, 270), (0, 180), (180, 0)]
)
def test_tables_on_turned_pages(rotate: int, drawn: int, ruled: bool) -> None:  # noqa: FBT001  (a column of a table)
    page = SamplePage(842, 595, rotate, drawn)
    page.text(300, 60, "2031年预算对比表")
    page.text(600, 90, "单位：万元")
    laid = Laid(60, 120, (100, 300, 90, 90, 90), "llrrr")
    if ruled:
        page.table(60, 116, laid.widths, [r.split("|") for r in WIDE])
    else:
        put(page, laid, [*WIDE, "|合计|31.50|31.50|0.00"])
    (seen,) = reader.read(pdf([page]), "x", "0" * 64).pages
    (table,) = seen.tables
    assert rows_of(table)[:3] == WIDE
    assert captions(table) == ("2031年预算对比表", "单位：万元")
    turned = (drawn - rotate) % 180 == 90
    assert (table.box.width > table.box.height) != turned


def over_pages(*rows: list[str], ruled: bool = True, note: str = "") -> list[list[object]]:
    """Lay rows on pages; give for each piece its rows and the page it continues."""
    laid = Laid(60, 0, (70, 180, 110, 110), "llrr")
    made = []
    for number, part in enumerate(rows):
        page = SamplePage()
        page.text(200, 30, "白榆湾边检站2031年预算")
        top = 760 - 20 * len(part) if number == 0 else 70
        if number == 0:
            page.text(200, top - 45, "项目支出绩效表")
            page.text(450, top - 25, "单位：万元")
        if ruled:
            bottom = page.table(60, top, laid.widths, [r.split("|") for r in part])
        else:
            bottom = put(page, Laid(60, top, laid.widths, laid.sides), part)
        if note and number == 0:
            page.text(60, bottom + 6, note)
        page.text(290, 800, f"- {number + 1} -")
        made.append(page)
    return [[rows_of(t), t.continued_from] for p in read(*made) for t in p.tables]


HEAD = "级别|指标|目标|实际"
ONE = [HEAD, "产出|船艇数量|4.00|4.00", "|巡逻次数|120.00|131.00", "|里程|9,000.00|9,120.50"]
TWO = ["|油耗|1,000.50|990.00", "|维修|12.00|10.00", "效益|满意度|95.00%|97.00%"]


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("head", [[], [HEAD]])
def test_a_piece_on_the_next_page_continues(head: list[str], ruled: bool) -> None:  # noqa: FBT001  (a column of a table)
    told = over_pages(ONE, [*head, *TWO], ruled=ruled)
    assert told == [[ONE, None], [[*head, *TWO], 1]]


@pytest.mark.parametrize("ruled", [True, False])
def test_a_table_over_three_pages_is_a_chain(ruled: bool) -> None:  # noqa: FBT001  (a column of a table)
    told = over_pages(ONE, TWO, TWO, ruled=ruled)
    assert [t[1] for t in told] == [None, 1, 2]


@pytest.mark.parametrize("ruled", [True, False])
def test_a_note_below_ends_a_table(ruled: bool) -> None:  # noqa: FBT001  (a column of a table)
    told = over_pages(ONE, [HEAD, *TWO], ruled=ruled, note="注：本表不含上年结转。")
    assert [t[1] for t in told] == [None, None]


def test_the_rest_of_a_merged_cell_is_empty_and_its_piece_continues() -> None:
    first, second = SamplePage(), SamplePage()
    for page, top, name in ((first, 700, "产出指标"), (second, 60, "")):
        for y in (0, 20, 40):
            page.line(150 if y == 20 else 60, top + y, 440, top + y)
        for x in (60, 150, 300, 440):
            page.line(x, top, x, top + 40)
        page.text(65, top + 15, name) if name else None
        put(page, Laid(150, top + 5, (150, 140), "lr", 20), ["数量|4.00", "质量|100.00%"])
    one, two = (p.tables[0] for p in read(first, second))
    assert rows_of(one) == ["产出指标|数量|4.00", "^|质量|100.00%"]
    assert rows_of(two) == ["|数量|4.00", "^|质量|100.00%"]
    assert two.continued_from == 1


def test_a_unit_in_the_pages_head_line_is_the_tables() -> None:
    page = SamplePage()
    page.text(60, 40, "白榆湾出入境边防检查站部门预算")
    page.text(460, 40, "单位：万元")
    page.text(200, 240, "收入预算总表")
    page.table(60, 270, (110, 80), [r.split("|") for r in LEFT])
    assert captions(read(page)[0].tables[0]) == ("收入预算总表", "单位：万元")


def test_a_title_at_the_foot_of_a_page_is_no_part_of_the_table_above_it() -> None:
    first, second = SamplePage(), SamplePage()
    first.table(60, 100, (110, 80), [r.split("|") for r in LEFT])
    first.text(60, 760, "支出预算表")
    second.table(60, 60, (110, 80), [r.split("|") for r in RIGHT])
    tables = [p.tables[0] for p in read(first, second)]
    assert [t.continued_from for t in tables] == [None, None]
    assert [t.title and (t.title.text, t.title.page) for t in tables] == [None, ("支出预算表", 1)]

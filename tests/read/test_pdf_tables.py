"""Tables of PDF pages: their text, titles, units, and what goes on over the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.read import pdf as reader
from pdf_samples import SamplePage, pdf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.model import Page, Table


def pages(*made: SamplePage) -> tuple[Page, ...]:
    return reader.read(pdf(made), "x", "0" * 64).pages


def told(table: Table) -> tuple[str | None, str | None, int | None]:
    title = table.title.text if table.title else None
    unit = table.unit_note.text if table.unit_note else None
    return title, unit, table.continued_from


HEAD = ["项目", "金额"]
WIDTHS = [120, 80]


def test_a_row_is_a_line_and_its_cells_are_parted_by_tabs() -> None:
    page = SamplePage()
    page.text(50, 60, "前文")
    bottom = page.table(50, 100, [100, 60, 60], [["项目", "", "金额"], ["经费", "1", ""]])
    page.text(50, bottom + 20, "后文")
    (read,) = pages(page)
    assert read.text == "前文\n项目\t\t金额\n经费\t1\t\n后文"
    cells = read.tables[0].cells
    assert [(c.row, c.column, c.text) for c in cells] == [
        (0, 0, "项目"),
        (0, 1, ""),
        (0, 2, "金额"),
        (1, 0, "经费"),
        (1, 1, "1"),
        (1, 2, ""),
    ]
    assert all(read.text[c.start : c.end] == c.text for c in cells)


def test_lines_in_a_cell_are_joined_with_a_blank_between_latin_letters_only() -> None:
    page = SamplePage()
    page.frame(50, 100, 150, 140)
    page.frame(150, 100, 250, 140)
    page.text(52, 105, "社会保障和就业支")
    page.text(52, 120, "出12")
    page.text(152, 105, "Patrol")
    page.text(152, 120, "boats")
    (read,) = pages(page)
    assert read.text == "社会保障和就业支出12\tPatrol boats"


def test_hairlines_drawn_as_filled_bars_are_rules() -> None:
    page = SamplePage()
    for top in (100, 120, 140):
        for left in (50, 150):
            page.bar(left, top, left + 100, top + 0.5)
            page.bar(left, top, left + 0.5, top + 0.5)
    for left in (50, 150, 250):
        for top in (100, 120):
            page.bar(left, top, left + 0.5, top + 20)
    page.drawing.append("0.9 g")
    page.bar(50, 100, 250, 120)  # a shade behind the head is no rule
    page.drawing.append("0 g")
    page.text(55, 105, "科目")
    page.text(155, 125, "1.00")
    (read,) = pages(page)
    (table,) = read.tables
    assert (table.rows, table.columns, len(table.cells)) == (2, 2, 4)
    assert read.text == "科目\t\n\t1.00"


def test_a_merged_cell_stands_once_at_its_first_place() -> None:
    page = SamplePage()
    for top, left in ((100, 50), (120, 150), (140, 50)):
        page.line(left, top, 250, top)
    for left in (50, 150, 250):
        page.line(left, 100, left, 140)
    page.text(55, 115, "产出指标")
    page.text(155, 105, "数量")
    page.text(155, 125, "质量")
    (read,) = pages(page)
    first = read.tables[0].cells[0]
    assert (first.row_span, first.column_span, first.text) == (2, 1, "产出指标")
    assert read.text == "产出指标\t数量\n质量"


def test_a_table_open_at_its_sides_keeps_its_outer_columns() -> None:
    page = SamplePage()
    for top in (100, 120, 140):
        page.line(50, top, 350, top)
    for left in (150, 250):
        page.line(left, 100, left, 140)
    for left, said in ((55, "甲"), (155, "乙"), (255, "丙")):
        page.text(left, 105, said)
    (read,) = pages(page)
    assert read.tables[0].columns == 3
    assert read.text == "甲\t乙\t丙\n\t\t"


def test_a_frame_around_the_page_is_no_table() -> None:
    page = SamplePage()
    page.frame(20, 20, 575, 822)
    page.text(50, 60, "全文")
    (read,) = pages(page)
    assert (read.tables, read.text) == ((), "全文")


def test_title_and_unit_are_found_around_the_bodys_name() -> None:
    page = SamplePage()
    page.text(400, 40, "公开01表")
    page.text(180, 60, "2025年部门收支总表", 16)
    page.text(50, 85, "单位名称：白榆湾出入境边防检查站")
    page.text(400, 85, "金额单位：万元")
    page.table(50, 100, WIDTHS, [HEAD, ["收入", "1.00"]])
    (read,) = pages(page)
    (table,) = read.tables
    assert told(table) == ("2025年部门收支总表", "金额单位：万元", None)
    assert table.unit_note is not None
    assert table.title is not None
    assert read.text[table.unit_note.start : table.unit_note.end] == "金额单位：万元"
    assert read.text[table.title.start : table.title.end] == "2025年部门收支总表"


def test_a_unit_on_the_titles_line_is_no_part_of_it() -> None:
    page = SamplePage()
    page.text(50, 80, "表1 收支总表")
    page.text(400, 80, "单位:元/支")
    page.table(50, 100, WIDTHS, [HEAD, ["收入", "1.00"]])
    assert told(pages(page)[0].tables[0]) == ("表1 收支总表", "单位:元/支", None)


def test_a_unit_in_the_tables_first_row_is_found() -> None:
    page = SamplePage()
    page.table(50, 100, WIDTHS, [["预算表", "（单位：万元）"], HEAD, ["收入", "1.00"]])
    assert told(pages(page)[0].tables[0])[1] == "单位：万元"


def test_a_unit_broken_over_two_lines_is_whole() -> None:
    page = SamplePage()
    page.text(400, 70, "单位：万")
    page.text(50, 84, "部门名称：白榆湾边检站")
    page.text(405, 84, "元")
    page.table(50, 100, WIDTHS, [HEAD, ["收入", "1.00"]])
    assert told(pages(page)[0].tables[0])[1] == "单位：万元"


def test_a_title_over_two_lines_is_whole() -> None:
    page = SamplePage()
    page.text(50, 40, "2025年一般公共预算“三公”经费支出预", 16)
    page.text(50, 62, "算表", 16)
    page.table(50, 100, [200, 130], [HEAD, ["合计", "1.00"]])
    assert told(pages(page)[0].tables[0])[0] == "2025年一般公共预算“三公”经费支出预算表"


def test_a_sentence_is_no_title() -> None:
    page = SamplePage()
    page.text(50, 80, "本单位共有船艇4艘，具体情况如下。")
    page.table(50, 100, WIDTHS, [HEAD, ["合计", "1.00"]])
    assert told(pages(page)[0].tables[0])[0] is None


def continued(second: SamplePage, *, after: str = "") -> Table:
    first = SamplePage()
    first.text(180, 680, "2025年部门支出总表")
    bottom = first.table(50, 700, WIDTHS, [HEAD, ["合计", "3.00"]])
    if after:
        first.text(50, bottom + 10, after)
    first.text(290, 800, "— 1 —")
    second.text(290, 800, "— 2 —")
    return pages(first, second)[1].tables[0]


def test_a_piece_at_the_top_of_the_next_page_continues_the_table() -> None:
    second = SamplePage()
    second.table(50, 70, WIDTHS, [["公安", "2.00"], ["其他", "1.00"]])
    assert told(continued(second)) == (None, None, 1)


def test_a_piece_with_merged_columns_and_a_repeated_label_continues_it() -> None:
    second = SamplePage()
    second.text(50, 50, "部门：白榆湾边检站")
    second.text(200, 50, "单位：万元")
    second.frame(50, 70, 250, 90)
    second.frame(50, 90, 250, 110)
    second.text(60, 75, "备注")
    assert told(continued(second)) == (None, "单位：万元", 1)


def test_a_piece_marked_as_continued_keeps_its_title() -> None:
    second = SamplePage()
    second.text(180, 50, "2025年部门支出总表（续）")
    second.table(50, 70, WIDTHS, [["公安", "2.00"], ["其他", "1.00"]])
    assert told(continued(second)) == ("2025年部门支出总表（续）", None, 1)


def test_a_table_with_its_own_title_other_columns_or_text_between_is_new() -> None:
    titled = SamplePage()
    titled.text(180, 50, "2025年部门收入总表")
    titled.table(50, 70, WIDTHS, [["公安", "2.00"], ["其他", "1.00"]])
    assert continued(titled).continued_from is None
    other = SamplePage()
    other.table(50, 70, [90, 110], [["公安", "2.00"], ["其他", "1.00"]])
    assert continued(other).continued_from is None
    same = SamplePage()
    same.table(50, 70, WIDTHS, [["公安", "2.00"], ["其他", "1.00"]])
    assert continued(same, after="说明：本表不含上年结转。").continued_from is None


def test_a_title_at_the_foot_of_the_page_before_names_the_table() -> None:
    first, second = SamplePage(), SamplePage()
    first.text(50, 60, "以下各表以万元为单位编制。")
    first.text(200, 780, "表3 一般公共预算支出表")
    first.text(400, 800, "单位：万元")
    second.table(50, 60, WIDTHS, [HEAD, ["经费", "12.50"]])
    read = pages(first, second)
    assert told(read[1].tables[0]) == ("表3 一般公共预算支出表", "单位：万元", None)
    title = read[1].tables[0].title
    assert title is not None
    assert title.page == 1
    assert read[0].text[title.start : title.end] == title.text


def test_what_only_speaks_of_tables_at_a_pages_foot_names_none() -> None:
    for foot in (
        ["支出情况详见下表"],
        ["表2 收入表", "表3 支出表"],
        ["表3 支出表。"],
        ["数据如下："],
    ):
        first, second = SamplePage(), SamplePage()
        for n, line in enumerate(foot):
            first.text(200, 760 + 18 * n, line)
        second.table(50, 60, WIDTHS, [HEAD, ["经费", "12.50"]])
        assert told(pages(first, second)[1].tables[0])[0] is None, foot
    first, second = SamplePage(), SamplePage()
    first.text(200, 780, "表3 支出表")
    second.text(50, 40, "另起一段说明文字，与表无关。")
    second.table(50, 60, WIDTHS, [HEAD, ["经费", "12.50"]])
    assert told(pages(first, second)[1].tables[0])[0] is None


def _unruled(page: SamplePage, top: float, rows: Sequence[Sequence[str]]) -> None:
    for n, row in enumerate(rows):
        for x, cell in zip((60, 260, 400), row, strict=True):
            page.text(x, top + 22 * n, cell)


def test_last_rows_without_rules_stand_alone_on_the_next_page() -> None:
    rows = [
        ["科目", "预算数", "决算数"],
        *([f"科目{n}", f"{n}.10", f"{n}.25"] for n in range(10, 40)),
    ]
    for left in (1, 2):
        first, second = SamplePage(), SamplePage()
        first.text(200, 40, "收支情况表")
        _unruled(first, 70, rows[:-left])
        _unruled(second, 50, rows[-left:])
        read = pages(first, second)
        (rest,) = read[1].tables
        assert (rest.rows, rest.columns, rest.continued_from) == (left, 3, 1)
        assert [c.text for c in rest.cells[-3:]] == rows[-1]


def test_lines_that_do_not_keep_to_the_columns_are_no_last_rows() -> None:
    rows = [
        ["科目", "预算数", "决算数"],
        *([f"科目{n}", f"{n}.10", f"{n}.25"] for n in range(10, 40)),
    ]
    for x, row in ((180, ["共计", "99.10"]), (60, ["二、其他说明事项", "2031"])):
        first, second = SamplePage(), SamplePage()
        _unruled(first, 70, rows)
        for n, cell in enumerate(row):
            second.text(x + 165 * n, 50, cell)
        assert pages(first, second)[1].tables == ()

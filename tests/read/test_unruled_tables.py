"""Tables without rules, or with some: every cell where a reader of the page would see it."""

from __future__ import annotations

import pytest

from papertrace.read import pdf as reader
from pdf_samples import SamplePage, pdf
from table_samples import Laid, captions, invented, level, put, read, rows_of

PLAN = [
    "项目|预算数|决算数",
    "合计|1,284.50|1,190.07",
    "工资福利支出|936.20|930.00",
    "商品和服务支出|300.30|-12.93",
    "资本性支出|48.00|273.00",
]
LAID = Laid(60, 120, (200, 90, 90), "lrr")


def drawn(rows: list[str] = PLAN, laid: Laid = LAID) -> SamplePage:
    """Draw a table between a title, a note and a page number."""
    page = SamplePage()
    page.text(200, 60, "2031年项目支出表", 14)
    page.text(360, 90, "单位：万元")
    bottom = put(page, laid, rows)
    page.text(60, bottom + 12, "注：本表不含上年结转。")
    page.text(290, 800, "- 3 -")
    return page


def test_columns_of_figures_are_a_table() -> None:
    (page,) = read(drawn())
    (table,) = page.tables
    assert rows_of(table) == PLAN
    assert captions(table) == ("2031年项目支出表", "单位：万元")
    assert page.text.endswith("273.00\n注：本表不含上年结转。\n- 3 -")


@pytest.mark.parametrize("way", ["line", "bar", "dots"])
@pytest.mark.parametrize("every", [False, True])
def test_level_rules_of_any_kind_bound_it(way: str, every: bool) -> None:  # noqa: FBT001  (a column of a table)
    page = drawn()
    places = range(6) if every else (0, 1, 5)
    level(page, LAID, *(116 + 18 * n for n in places), way=way)
    (table,) = read(page)[0].tables
    assert rows_of(table) == PLAN
    assert captions(table) == ("2031年项目支出表", "单位：万元")


def test_shaded_rows_are_no_rules() -> None:
    page = drawn()
    shades = SamplePage()
    for top in (116, 152, 188):
        shades.bar(60, top, 440, top + 18)
    page.drawing[:0] = ["0.9 g", *shades.drawing, "0 g"]
    (table,) = read(page)[0].tables
    assert rows_of(table) == PLAN


def test_empty_cells_and_rows_without_figures_stay() -> None:
    rows = [
        "科目编码|科目名称|金额|比上年",
        "201|一般公共服务支出||",
        "20101|人大事务|1,310.25|-3.10%",
        "2010101|行政运行||0.00%",
        "208|社会保障|88.00|",
        "|合计|1,398.25|",
    ]
    laid = Laid(60, 120, (80, 160, 80, 70), "llrr")
    (table,) = read(drawn(rows, laid))[0].tables
    assert rows_of(table) == rows


def test_columns_without_a_figure_are_told_by_their_heads() -> None:
    rows = ["科目|合计|基本|项目", "公安|||500.00", "边防|||700.00", "总计|||1,200.00"]
    (table,) = read(drawn(rows, Laid(60, 120, (100, 100, 100, 100), "lrrr")))[0].tables
    assert rows_of(table) == rows


def test_a_head_of_single_characters_names_no_empty_columns() -> None:
    rows = ["项 目|预 算 数", "公安局机关|500.00", "边防|700.00", "总计|1,200.00"]
    (table,) = read(drawn(rows, Laid(60, 120, (120, 180), "lr")))[0].tables
    assert table.columns == 2


@pytest.mark.parametrize("ruled", [False, True])
def test_heads_on_two_levels_span_their_columns(ruled: bool) -> None:  # noqa: FBT001  (a column of a table)
    page = SamplePage()
    laid = Laid(60, 120, (140, 80, 80, 80, 80), "lrrrr")
    page.text(280 - 10, 120, "预算")
    page.text(440 - 10, 120, "决算")
    page.text(63, 129, "项目")
    low = Laid(60, 138, laid.widths, "ccccc")
    put(page, low, ["|基本支出|项目支出|基本支出|项目支出"])
    body = ["工资|10.00|1.00|9.00|1.50", "办公|20.00|2.00|18.00|2.50", "合计|30.00|3.00|27.00|4.00"]
    put(page, Laid(60, 156, laid.widths, "lrrrr"), body)
    if ruled:
        level(page, laid, 116, 154, 208)
        page.line(205, 134, 355, 134)
        page.line(365, 134, 515, 134)
    (table,) = read(page)[0].tables
    heads = ["项目|预算|<|决算|<", "^|基本支出|项目支出|基本支出|项目支出"]
    assert rows_of(table) == heads + body


def test_a_head_over_three_columns_spans_them() -> None:
    page = SamplePage()
    laid = Laid(60, 120, (140, 80, 80, 80), "lccc")
    page.text(320 - 10, 102, "其中")
    head = "单位|财政拨款|事业收入|其他收入"
    body = ["甲单位|10.00|1.00|9.00", "乙单位|20.00|2.00|18.00", "丙单位|30.00|3.00|27.00"]
    put(page, laid, [head])
    put(page, Laid(60, 138, laid.widths, "lrrr"), body)
    (table,) = read(page)[0].tables
    assert rows_of(table) == ["单位|其中|<|<", "^|财政拨款|事业收入|其他收入", *body]


def test_a_wrapped_name_beside_its_figures_is_one_cell() -> None:
    page = SamplePage()
    laid = Laid(60, 100, (120, 80, 80), "lrr", 40)
    put(page, laid, ["项目|预算数|决算数", "维修|10.00|9.00"])
    page.text(63, 173, "出入境边防检查站")
    page.text(63, 185, "执勤船艇购置")
    put(page, Laid(60, 179, laid.widths, "lrr"), ["|20.00|18.00"])
    put(page, Laid(60, 220, laid.widths, "lrr", 40), ["合计|30.00|27.00"])
    (table,) = read(page)[0].tables
    assert rows_of(table) == [
        "项目|预算数|决算数",
        "维修|10.00|9.00",
        "出入境边防检查站执勤船艇购置|20.00|18.00",
        "合计|30.00|27.00",
    ]


def test_the_rest_of_a_full_line_belongs_to_its_row() -> None:
    rows = ["项目|预算数|决算数", "工资|1.00|2.00", "一般公共预算公务用车购置及运行维|3.00|4.00"]
    page = SamplePage()
    laid = Laid(60, 100, (170, 80, 80), "lrr", 15)
    bottom = put(page, laid, rows)
    page.text(63, bottom, "护费支出")
    put(page, Laid(60, bottom + 15, laid.widths, "lrr"), ["其他|5.00|6.00"])
    (table,) = read(page)[0].tables
    told = rows_of(table)
    assert told == [
        *rows[:2],
        "一般公共预算公务用车购置及运行维护费支出|3.00|4.00",
        "其他|5.00|6.00",
    ]


def test_words_between_three_rules_are_a_table() -> None:
    rows = [
        "岗位|学历|专业",
        "船艇驾驶|大专|航海技术",
        "船艇轮机|大专|轮机工程",
        "检验检疫|本科|兽医",
    ]
    laid = Laid(60, 120, (150, 120, 120), "lll")
    page = drawn(rows, laid)
    level(page, laid, 116, 134, 190)
    (table,) = read(page)[0].tables
    assert rows_of(table) == rows


def test_two_tables_of_words_between_rules_stay_two() -> None:
    page = SamplePage()
    for top, name in ((120, "甲"), (300, "乙")):
        laid = Laid(60, top, (150, 120), "ll")
        page.text(150, top - 30, f"{name}类岗位表")
        put(page, laid, ["岗位|学历", f"{name}岗|大专", "文员|本科"])
        level(page, laid, top - 4, top + 14, top + 52)
    tables = read(page)[0].tables
    assert [rows_of(t) for t in tables] == [
        ["岗位|学历", "甲岗|大专", "文员|本科"],
        ["岗位|学历", "乙岗|大专", "文员|本科"],
    ]
    assert [captions(t)[0] for t in tables] == ["甲类岗位表", "乙类岗位表"]


def test_a_frame_with_level_rules_has_its_columns() -> None:
    page = drawn()
    level(page, LAID, *(116 + 18 * n for n in range(6)))
    page.line(60, 116, 60, 206)
    page.line(440, 116, 440, 206)
    (table,) = read(page)[0].tables
    assert rows_of(table) == PLAN


def test_upright_rules_without_level_ones_keep_rows_apart() -> None:
    page = drawn()
    level(page, LAID, 116, 134, 206)
    for x in (60, 260, 350, 440):
        page.line(x, 116, x, 206)
    (table,) = read(page)[0].tables
    assert rows_of(table) == PLAN


def test_figures_in_one_cell_are_not_parted() -> None:
    page = SamplePage()
    for x in (60, 260, 350, 440):
        page.line(x, 100, x, 200)
    for y in (100, 120, 170, 200):
        page.line(60, y, 440, y)
    put(page, Laid(60, 105, (200, 90, 90), "lrr"), ["项目|金额|备注"])
    put(
        page,
        Laid(60, 122, (200, 90, 90), "lrr", 16),
        ["船艇|10.00|", "（两艘）|20.00|见附件", "|30.00|"],
    )
    put(page, Laid(60, 180, (200, 90, 90), "lrr"), ["合计|60.00|"])
    (table,) = read(page)[0].tables
    assert (table.rows, table.columns) == (3, 3)


def test_contents_lists_and_letters_are_no_tables() -> None:
    page = SamplePage()
    for n, name in enumerate(["部门概况", "预算表", "预算情况说明", "名词解释"]):
        page.text(60, 60 + 20 * n, f"第{n + 1}部分")
        page.text(120, 60 + 20 * n, name)
        page.text(500, 60 + 20 * n, str(3 * n + 1))
        page.text(60, 200 + 20 * n, f"{n + 1}.")
        page.text(90, 200 + 20 * n, "投标人应当具备的条件")
        page.text(60, 340 + 20 * n, "......................")
        page.text(300, 340 + 20 * n, f"{n}.50")
    page.text(60, 500, "联 系 人：示例")
    page.text(300, 500, "日期：2031年3月5日")
    page.text(60, 520, "地    址：河口路12号")
    page.text(300, 520, "邮编：000000")
    assert read(page)[0].tables == ()


def test_prose_in_two_columns_is_no_table() -> None:
    page = SamplePage()
    said = "本单位2031年度收入预算共计1,284.50万元比上年增"
    for n in range(12):
        page.text(50, 60 + 16 * n, said[n:] + said[:n])
        page.text(320, 60 + 16 * n, said[n + 3 :] + said[: n + 3])
    assert read(page)[0].tables == ()


def test_text_below_the_edge_of_the_page_is_no_table() -> None:
    page = drawn()
    put(page, Laid(60, 900, LAID.widths, "lrr"), PLAN)
    (seen,) = reader.read(pdf([page]), "x", "0" * 64).pages
    assert [rows_of(t) for t in seen.tables] == [PLAN]
    assert seen.text.count("资本性支出") == 2


@pytest.mark.parametrize("first", range(0, 200, 40))
def test_tables_made_by_chance_are_read_cell_for_cell(first: int) -> None:
    wrong = []
    for seed in range(first, first + 40):
        made = invented(seed)
        if made is None:
            continue
        page, rows = made
        tables = reader.read(pdf([page]), "x", "0" * 64).pages[0].tables
        if [rows_of(t) for t in tables] != [rows]:
            wrong.append(seed)
    assert wrong == []

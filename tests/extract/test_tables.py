"""Pieces of tables joined over pages, built directly as a reader would give them."""

from __future__ import annotations

from dataclasses import replace

from papertrace.extract.forms import budget, perf_target
from papertrace.extract.tables import says, sections
from papertrace.model import Box, Caption, Cell, Document, Fact, Page, Table, Word

Rows = list[list[str | None]]
"""A cell's text; None where the cell above or to the left reaches in."""


def page_of(number: int, above: list[str], rows: Rows, *, title: str = "", after: str = "") -> Page:
    """Lay lines and one table out on a page, a line a row, 20 points high."""
    text, words, cells, top = "", [], [], 0.0
    for line in above:
        words.append(
            Word(line, Box(0, top, 10.0 * len(line), top + 10), len(text), len(text) + len(line))
        )
        text, top = text + line + "\n", top + 20
    for r, row in enumerate(rows):
        for c, told in enumerate(row):
            if told is None:
                continue
            high = 1
            while r + high < len(rows) and rows[r + high][c] is None:
                high += 1
            box = Box(100.0 * c, top, 100.0 * c + 95, top + 20 * high - 5)
            cells.append(Cell(r, c, high, 1, told, box, len(text), len(text) + len(told)))
            if told:
                words.append(Word(told, box, len(text), len(text) + len(told)))
            text += told + "\t"
        text, top = text[:-1] + "\n", top + 20
    named = None
    if title:
        start = text.index(title)
        named = Caption(title, start, start + len(title))
    table = Table(number, Box(0, 0, 500, top), len(rows), len(rows[0]), tuple(cells), named)
    text += after
    return Page(number, 600, 800, 0, text, tuple(words), (table,), "digital")


def paper(*pages: Page) -> Document:
    return Document("0" * 64, "sample.pdf", "application/pdf", "test/1", "", pages)


HEAD: list[str | None] = ["科目编码", "科目名称", "合计"]
ABOVE = ["甲县乙局2025年部门预算", "支出总表", "单位：万元"]


def test_a_table_over_two_pages_is_one_and_its_head_is_left_out_once() -> None:
    first = page_of(1, ABOVE, [HEAD, ["204", "公共安全支出", "30.00"], ["20402", "公安", "30.00"]])
    second = page_of(2, [], [HEAD, ["2040201", "行政运行", "30.00"]])

    (section,) = sections(paper(first, second))

    assert [says(r, 0) for r in section.rows] == ["科目编码", "204", "20402", "2040201"]
    assert section.name == "支出总表"
    assert section.breaks == (3,)


def test_a_new_title_begins_a_new_table() -> None:
    first = page_of(1, ABOVE, [HEAD, ["204", "公共安全支出", "30.00"]])
    second = page_of(2, ["收入总表", "单位：元"], [HEAD, ["204", "公共安全支出", "40.00"]])

    assert [s.name for s in sections(paper(first, second))] == ["支出总表", "收入总表"]


def test_a_name_cut_by_a_pages_end_is_joined_and_keeps_both_anchors() -> None:
    first = page_of(
        1, [*[*ABOVE, "收支总表"][:1], "收支总表", "支出总表", "单位：万元"],
        [HEAD, ["204", "公共安全支出", "30.00"], ["20402", "公安及相关机", "30.00"]],
    )  # fmt: skip
    second = page_of(2, [], [["", "构事务", ""], ["2040201", "行政运行", "30.00"]])
    second = replace(second, tables=(replace(second.tables[0], continued_from=1),))

    facts = [f for f in budget.extract(paper(first, second)) if isinstance(f, Fact)]

    (cut,) = [f for f in facts if f.fields["code"].value == "20402"]
    assert cut.fields["name"].value == "公安及相关机构事务"
    assert [(a.page, a.quote) for a in cut.anchors if a.field == "name"] == [
        (1, "公安及相关机"),
        (2, "构事务"),
    ]


TARGETS: list[str | None] = ["一级指标", "二级指标", "三级指标", "指标值", "分值"]
FORM = ["项目支出绩效目标表（2025年度）"]
MORE = ["项目支出绩效目标表（2025年度）（续表）"]


def rows_of(document: Document) -> list[tuple[str, str]]:
    return [
        (f.fields["level1"].value, f.fields["indicator"].value)
        for f in perf_target.extract(document)
        if isinstance(f, Fact)
    ]


def test_a_level_lost_at_a_pages_end_goes_on_overleaf() -> None:
    first = page_of(
        1, FORM, [TARGETS, ["产出指标", "数量指标", "覆盖站点", "=6个", "10"]], title=FORM[0]
    )
    second = page_of(
        2, MORE,
        [TARGETS, ["", "质量指标", "办结率", "≥96%", "10"],
         [None, "时效指标", "时限", "≤25天", "10"],
         ["效益指标", "社会效益", "秩序", "持续稳定", "20"]],
        title=MORE[0],
    )  # fmt: skip

    document = paper(first, second)

    assert rows_of(document) == [
        ("产出指标", "覆盖站点"),
        ("产出指标", "办结率"),
        ("产出指标", "时限"),
        ("效益指标", "秩序"),
    ]
    lost = [f for f in perf_target.extract(document) if isinstance(f, Fact)][1]
    assert lost.fields["level1"].inherited
    assert [a.page for a in lost.anchors if a.field == "level1"] == [1]


def test_a_level_printed_only_overleaf_holds_for_the_rows_before_the_break() -> None:
    first = page_of(
        1, FORM,
        [TARGETS, ["产出指标", "数量指标", "覆盖站点", "=6个", "10"],
         ["", "社会效益", "秩序", "持续稳定", "20"]],
        title=FORM[0],
    )  # fmt: skip
    second = page_of(
        2, MORE, [TARGETS, ["效益指标", "经济效益", "成本下降", "≥5%", "10"]], title=MORE[0]
    )

    assert rows_of(paper(first, second)) == [
        ("产出指标", "覆盖站点"),
        ("效益指标", "秩序"),
        ("效益指标", "成本下降"),
    ]


def test_two_forms_on_two_pages_stay_two() -> None:
    def form(number: int, project: str) -> Page:
        rows: Rows = [
            ["项目名称", project, "", "", ""],
            TARGETS,
            ["产出指标", "数量指标", "次数", "≥4次", "90"],
        ]
        return page_of(number, FORM, rows, title=FORM[0])

    document = paper(form(1, "甲项目"), form(2, "乙项目"))

    facts = [f for f in perf_target.extract(document) if isinstance(f, Fact)]
    assert [f.fields["project"].value for f in facts] == ["甲项目", "乙项目"]

"""Lines of a printed page: what its width broke is joined, what stands alone is not."""

from __future__ import annotations

import pytest

from papertrace.extract import extract
from papertrace.extract.lines import lines_of
from papertrace.read import read
from pdf_samples import SamplePage, pdf

ROWS = [["标段", "供应商名称", "中标金额（元）"], ["1", "示例科技有限公司", "1234500"]]


def page(*lines: str) -> SamplePage:
    made = SamplePage()
    made.text(60, 60, "示例县教育局教学设备采购项目中标公告")
    made.text(60, 80, "一、项目编号：ABC-2024-001")
    made.table(60, 110, [60, 200, 200], ROWS)
    for number, text in enumerate(lines):
        made.text(60, 180 + 20 * number, text)
    return made


def test_a_date_below_a_body_is_no_part_of_its_name() -> None:
    found = extract(read(pdf([page("采购人：示例县教育局", "2024年5月6日")]), "a.pdf"))
    (notice,) = [f for f in found.facts if f.kind == "notice"]
    assert notice.fields["buyer"].value == "示例县教育局"
    assert notice.fields["published"].value == "2024-05-06"


@pytest.mark.parametrize(
    "lines", [("采购人：示例县教育局", "示例路九号"), ("联系方式见附件一", "日期：2024年5月6日")]
)
def test_short_lines_behind_a_table_are_not_joined(lines: tuple[str, ...]) -> None:
    document = read(pdf([page(*lines)]), "a.pdf")
    assert [line.text for line in lines_of(document)][-2:] == list(lines)


def test_a_line_that_reaches_the_tables_edge_goes_on() -> None:
    long = "采购人：" + "示例" * 21
    document = read(pdf([page(long, "县教育局")]), "a.pdf")
    assert lines_of(document)[-1].text == f"{long}\n县教育局"

"""Explanations published as a page of their own, whose tables are attachments elsewhere."""

from __future__ import annotations

import pytest

from paper_layouts import extracted, rows

SENTENCE = (
    "2031年度收入总计25,422.73万元，支出总计25,422.73万元，与2030年度相比，"
    "各增加1,898.18万元，增长8.07%。"
)
RANGE = "纳入芦浦县公安局（汇总）2031年度部门决算编制范围的二级预算单位包括："
TOTALS = {("income", "grand", "254227300"), ("expenditure", "grand", "254227300")}


def told(*lines: str) -> set[tuple[str, str, str]]:
    found = rows(extracted(lines), "budget_total")
    assert {(r["body"], r["year"], r["phase"]) for r in found} == {
        ("芦浦县公安局", "2031", "executed")
    }
    assert {r["reporting_scope"] for r in found} == {"aggregated"}
    return {(r["side"], r["scope"], r["amount"]) for r in found}


def test_a_page_without_title_is_known_by_the_headings_every_explanation_has() -> None:
    """Neither cover nor title: the range sentence names whose, the heading what it is."""
    lines = ("一、概况", RANGE, "1.局本级", "三、2031年度部门决算情况说明", SENTENCE)
    assert told(*lines) == TOTALS


@pytest.mark.parametrize("heading", ["二、芦浦县公安局（汇总）2031年度部门决算公开表"])
def test_a_numbered_heading_names_the_body_and_the_range_is_no_name(heading: str) -> None:
    assert told("一、概况", RANGE, heading, "三、2031年度部门决算情况说明", SENTENCE) == TOTALS


def test_what_only_speaks_of_an_account_is_none() -> None:
    found = extracted(["关于做好2031年度部门决算情况说明的通知", "请于5月1日前报送。", SENTENCE])
    assert rows(found, "budget_total") == []

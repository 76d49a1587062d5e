"""Struck-out text of a page stays to be seen and searched, and no form takes it for what holds."""

from __future__ import annotations

import pytest

from notice_samples import codes, one, page, rows
from papertrace.read import read

WON = "<h1>巡线无人机采购成交公告</h1><p>成交供应商：霁川航空科技有限公司</p>"


@pytest.mark.parametrize(
    "struck",
    [
        "<p>成交金额：<del>1,280,000元</del> 1,180,000元</p>",
        "<p>成交金额：<span style='Text-Decoration: line-through'>128万元</span>118万元</p>",
        "<s><p>成交金额：128万元</p></s><p>成交金额：118万元</p>",
    ],
)
def test_a_struck_out_sum_is_no_award(struck: str) -> None:
    found = page(WON + struck)
    assert one(found, "award") == {"supplier": "霁川航空科技有限公司", "amount": "1180000"}


def test_what_is_struck_out_is_marked_and_told() -> None:
    body = "<p>甲<del>128<b>万</b>元</del>乙<span style='color:red'>丙</span></p>"
    document = read(f"<html><body>{body}</body></html>".encode(), "a.html")
    assert document.pages[0].text == "甲〔划去：128〕〔划去：万〕〔划去：元〕乙丙"
    assert [p.code for p in document.problems] == ["PT317"]
    assert "5 characters" in document.problems[0].message


def test_two_sums_side_by_side_are_a_conflict() -> None:
    found = page(f"{WON}<p>成交金额：1,280,000元 1,180,000元</p>")
    assert {r["amount"] for r in rows(found, "award")} == {"1280000", "1180000"}
    assert "PT423" in codes(found)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("128<sup>1</sup>万元", "128〔上标：1〕万元"),
        ("128<sub>[2]</sub>万元", "128〔下标：[2]〕万元"),
        ("10<sup>6</sup>元", "10〔上标：6〕元"),
        ("128<span class='note'>1</span>万元", "128〔上标：1〕万元"),
        ("1<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>亿元", "1〔分子：1〕〔分母：2〕亿元"),
    ],
)
def test_a_figure_above_the_line_is_never_part_of_another(written: str, shown: str) -> None:
    style = "<style>.note { vertical-align: super }</style>"
    found = page(f"{style}{WON}<p>成交金额：{written}</p>")
    assert "amount" not in one(found, "award")
    document = read(f"{style}<p>{written}</p>".encode(), "a.html")
    assert document.pages[0].text == shown
    warned = [p for p in document.pages[0].problems if p.code == "PT356"]
    assert [p.anchor is not None for p in warned] == [True]


def test_units_and_formulas_keep_their_raised_figures() -> None:
    document = read("<p>屋顶128m<sup>2</sup>12处，CO<sub>2</sub></p>".encode(), "a.html")
    assert document.pages[0].text == "屋顶128m2 12处，CO2"
    assert not document.pages[0].problems


def test_a_style_sheet_strikes_out_as_well() -> None:
    style = "<style>.old { text-decoration: line-through } .n:hover { color: red }</style>"
    found = page(f"{style}{WON}<p>成交金额：<b class='old'>128万元</b>118万元</p>")
    assert one(found, "award") == {"supplier": "霁川航空科技有限公司", "amount": "1180000"}

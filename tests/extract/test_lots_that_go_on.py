"""Lots that go on beside one that ended; sums of pieces; corrections in the unit of their table."""

from __future__ import annotations

import pytest

from notice_samples import codes, lines, page, rows, table

ENDED = "<h1>砚河县公安局器材采购项目终止公告</h1>" + lines("采购人：砚河县公安局")


@pytest.mark.parametrize(
    ("told", "lots"),
    [
        ("终止原因：包3废标：投标人不足三家。包1、包2结果另行公告。", ["包3"]),
        ("终止原因：合同包2：投标人不足三家，予以废标。合同包1正常评审。", ["合同包2"]),
        ("终止原因：第二包有效投标人不足三家，第一包不受影响。", ["第二包"]),
        ("其中二标段因投标人不足三家流标，一、三标段正常开标。", ["二标段"]),
        (
            "终止原因：（1）合同包2：不足三家，废标。（2）合同包1：评审结束，成交供应商为甲有限公司。",
            ["合同包2"],
        ),
        ("终止原因：包1、包2有效投标人均不足三家，予以废标。", ["包1", "包2"]),
        ("终止原因：包1、包4投标人不足三家；包2流标。", ["包1", "包4", "包2"]),
    ],
)
def test_only_lots_of_which_a_reason_is_told_ended(told: str, lots: list[str]) -> None:
    found = rows(page(ENDED + lines(told)), "termination")

    assert [r["lot"] for r in found] == lots


def test_a_table_of_results_ends_the_lots_whose_row_says_so() -> None:
    results = table("包号|包名称|评审结果", "1|被服|成交", "2|鞋帽|废标", "3|箱包|成交")

    found = rows(page(ENDED + lines("废标原因：有效供应商不足三家") + results), "termination")

    assert [r["lot"] for r in found] == ["2"]


@pytest.mark.parametrize(
    "told",
    [
        "中标价：夏装165元/套，冬装268元/套，两套合计433元",
        "中标金额：成人票80元/人，儿童票140元/人，合计220元",
    ],
)
def test_prices_for_a_piece_added_up_are_no_sum(told: str) -> None:
    found = page("<h1>某中学采购中标公告</h1>" + lines("中标供应商：戊服饰有限公司", told))

    assert all("amount" not in r for r in rows(found, "award"))
    assert "PT425" in codes(found)


def test_the_price_of_all_beside_that_of_one_is_the_sum() -> None:
    told = "单价：14.98万元，数量：12辆，总价：179.76万元"
    found = page("<h1>某局车辆采购中标公告</h1>" + lines("中标人：甲汽车销售有限公司", told))

    assert [r["amount"] for r in rows(found, "award")] == ["1797600"]


def test_an_estimate_is_the_budget_and_no_name() -> None:
    told = ("招标人：州体育中心", "本项目估算价为6850万元，资金来源为财政资金。")
    found = page("<h1>州体育馆改造招标公告</h1>" + lines(*told))

    assert [r["budget"] for r in rows(found, "tender")] == ["68500000"]
    assert rows(found, "notice")[0]["project_name"] == "州体育馆改造"


@pytest.mark.parametrize(
    ("note", "grid"),
    [
        ("", table("变更内容|原内容|变更后", "预算金额（万元）|120|135")),
        ("", table("序号|条款名称|原内容|现内容", "1|预算金额（万元）|120|135")),
        ("更正内容（单位：万元）", table("更正项|更正前内容|更正后内容", "预算金额|120|135")),
    ],
)
def test_a_corrected_sum_stands_in_the_unit_of_its_item_or_table(note: str, grid: str) -> None:
    head = "<h1>某局设备采购更正公告</h1>" + lines("采购人：某局", *([note] if note else []))

    (found,) = rows(page(head + grid), "amendment")

    assert (found["before"], found["after"]) == ("1200000", "1350000")
    assert found["item"].startswith("预算金额")


def test_a_corrected_sum_without_a_unit_is_told() -> None:
    head = "<h1>某局设备采购更正公告</h1>" + lines("采购人：某局")
    found = page(head + table("更正项|更正前内容|更正后内容", "预算金额|120|135"))

    assert "PT428" in codes(found)
    assert [f.confidence for f in found.facts if f.kind == "amendment"] == [0.6]


def test_the_item_of_a_corrected_award_keeps_its_first_sign() -> None:
    head = "<h1>某局设备采购更正公告</h1>"
    (found,) = rows(page(head + lines("原公告中标金额：128万元", "现更正为：138万元")), "amendment")

    assert found["item"] == "中标金额"

"""Lots with their names: in calls, in awards, with what became of each."""

from __future__ import annotations

import pytest

from notice_samples import lines, page, rows, table

CALL = "<h1>砚河县公安局装备采购招标公告</h1>" + lines("采购人：砚河县公安局")
WON = "<h1>砚河县公安局装备采购中标公告</h1>" + lines("采购人：砚河县公安局")


@pytest.mark.parametrize(
    ("head", "grid", "told"),
    [
        (
            CALL,
            table("包号|包名称|预算金额（元）", "1|夏季执勤服|760000", "2|冬季执勤服|1580000"),
            [("1", "夏季执勤服", None), ("2", "冬季执勤服", None)],
        ),
        (
            WON,
            table(
                "标段|标段名称|中标供应商|中标金额（元）",
                "一标段|边境视频|甲科技有限公司|360000",
                "二标段|岸线照明|乙照明有限公司|248000",
            ),
            [("一标段", "边境视频", "awarded"), ("二标段", "岸线照明", "awarded")],
        ),
        (
            WON,
            table(
                "采购包|采购包名称|成交供应商|成交金额（万元）",
                "采购包1|被服|甲服饰有限公司|36",
                "采购包2|鞋帽|废标|/",
            ),
            [("采购包1", "被服", "awarded"), ("采购包2", "鞋帽", "unsuccessful")],
        ),
    ],
)
def test_a_row_that_names_its_lot_gives_the_name_and_what_became_of_it(
    head: str, grid: str, told: list[tuple[str, str, str | None]]
) -> None:
    found = rows(page(head + grid), "lot")

    assert [(r["lot"], r["name"], r.get("status")) for r in found] == told


def test_a_lot_without_a_name_gives_none() -> None:
    grid = table("包号|预算金额（元）|数量", "1|760000|20", "2|1580000|30")

    assert rows(page(CALL + grid), "lot") == []


def test_a_lot_told_in_two_tables_is_one() -> None:
    grid = table("包号|包名称|预算金额（元）", "1|夏装|760000", "2|冬装|1580000")

    assert len(rows(page(CALL + grid + lines("二、要求") + grid), "lot")) == 2


def test_the_ceiling_of_each_lot_is_a_ceiling() -> None:
    grid = table("包号|包名称|包最高限价（元）", "1|夏装|760000", "2|冬装|1580000")

    found = rows(page(CALL + grid), "tender")

    assert [(r["lot"], r["ceiling"]) for r in found] == [("1", "760000"), ("2", "1580000")]

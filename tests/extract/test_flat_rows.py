"""Tables that came as one cell a line: a figure never slips below the head of another column."""

from __future__ import annotations

import pytest

from notice_samples import codes, lines, one, page, rows, text

A, B, C, D = "霁川航空科技有限公司", "砚河空管设备有限公司", "桐源工贸有限公司", "浣溪服装有限公司"
CALL = "白榆湾市公安局被装采购公告\n采购人：白榆湾市公安局\n"


def told(*cells: str) -> str:
    return "\n".join(" ".join(c.split()) for row in cells for c in row.split("|"))


@pytest.mark.parametrize(
    "cells",
    [
        ("包号|名称|数量|预算金额（万元）|保证金（万元）", "1|夏装|300|76|1", "2|冬装|200|158.6|3"),
        (
            "标包|内容|投标保证金（万元）|预算金额（万元）|标书费（元）",
            "1|夏装|1.5|76|500",
            "2|冬装|3|158.6|500",
        ),
    ],
)
def test_quantities_and_bonds_are_no_budget(cells: tuple[str, ...]) -> None:
    found = rows(text(CALL + told(*cells)), "tender")
    assert [(r["lot"], r["budget"]) for r in found] == [("1", "760000"), ("2", "1586000")]


def test_a_table_of_which_a_row_lost_a_cell_gives_nothing() -> None:
    found = text(CALL + told("包号|名称|数量|预算金额（万元）", "1|夏装|76", "2|冬装|200|158"))
    assert "PT454" in codes(found)
    assert not rows(found, "tender")


def test_a_total_is_no_cell_of_the_last_row() -> None:
    head = "白榆湾市公安局2025年5月政府采购意向\n"
    cells = (
        "序号|采购项目名称|采购需求概况|预算金额（元）|预计采购时间|备注",
        "1|界河监控维护|监控260处|1,260,000|2025年5月|无",
        "2|警服|详见采购文件|待定|2025年6月",
        "合计|1,260,000.00",
    )
    plans = rows(text(head + told(*cells)), "procurement_plan")
    assert [(r["name"], r.get("amount")) for r in plans] == [
        ("界河监控维护", "1260000"),
        ("警服", None),
    ]


def test_a_head_that_is_no_label_belongs_to_the_heads() -> None:
    head = "白榆湾市公安局2025年5月政府采购意向\n"
    cells = (
        "项目名称|采购需求|预算（万元）|时间",
        "警用摩托车|30辆，每辆约2.5万元|75|2025年第二季度",
        "办案区改造|面积600平方米|1200000元|2025年8月",
    )
    plans = rows(text(head + told(*cells)), "procurement_plan")
    assert [(r["name"], r["amount"]) for r in plans] == [
        ("警用摩托车", "750000"),
        ("办案区改造", "1200000"),
    ]


@pytest.mark.parametrize(
    ("first", "kind", "title"),
    [
        ("包号|1包|2包", "award", "试剂采购中标结果公告"),
        ("中标候选人名次|第一名|第二名", "candidate", "试剂采购中标候选人公示"),
    ],
)
def test_a_table_on_its_side(first: str, kind: str, title: str) -> None:
    head = "中标候选人名称" if kind == "candidate" else "中标供应商"
    cells = (first, f"{head}|{A}|{B}", "投标报价（元）|128,000|96,500")
    found = rows(text(f"白榆湾市公安局{title}\n" + told(*cells)), kind)
    assert [(r["supplier"], r["amount"]) for r in found] == [(A, "128000"), (B, "96500")]
    assert [r.get("lot") or r["rank"] for r in found] == first.replace("第一名", "1").replace(
        "第二名", "2"
    ).split("|")[1:]


def test_a_table_on_its_side_that_lost_a_price_is_told() -> None:
    cells = ("中标候选人名次|第一名|第二名", f"中标候选人名称|{A}|{B}", "投标报价（元）|96,500")
    found = text("白榆湾市公安局试剂采购中标候选人公示\n" + told(*cells))
    assert "PT454" in codes(found)
    assert not any("amount" in r for r in rows(found, "candidate"))


def test_a_lot_without_winner_keeps_the_others() -> None:
    cells = ("包号|采购内容|成交供应商|成交金额（元）", f"1|夏装|{A}|128000", "2|冬装|流标")
    found = text("白榆湾市公安局被装采购成交结果公告\n" + told(*cells))
    assert [(r["supplier"], r["amount"]) for r in rows(found, "award")] == [(A, "128000")]


def test_losers_and_buyers_are_no_suppliers() -> None:
    head = "白榆湾市警车采购成交结果公告\n"
    cells = (
        "供应商名称|报价（元）|评审结果",
        f"{A}|528000|未成交",
        f"{B}|519800|成交供应商",
        f"{C}|515000|资格审查未通过",
    )
    assert rows(text(head + told(*cells)), "award") == [{"supplier": B, "amount": "519800"}]
    bought = (
        "包号|采购单位|成交供应商|成交金额",
        f"1|白榆湾市公安局|{A}|36.8万元",
        f"2|白榆湾市检察院|{B}|198000元",
    )
    found = rows(text(head + told(*bought)), "award")
    assert [(r["supplier"], r["amount"]) for r in found] == [(A, "368000"), (B, "198000")]


def test_a_lot_printed_once_holds_for_its_ranks() -> None:
    cells = (
        "标段|候选人排名|候选人名称|投标价（万元）|工期（天）",
        f"一标段|第一名|{A}|268.5|90|第二名|{B}|270.2|90",
        f"二标段|第一名|{C}|198.6|60|第二名|{D}|199.9|60",
    )
    found = rows(text("某河大桥中标候选人公示\n" + told(*cells)), "candidate")
    assert [(r["lot"], r["rank"], r["amount"]) for r in found] == [
        ("一标段", "1", "2685000"),
        ("一标段", "2", "2702000"),
        ("二标段", "1", "1986000"),
        ("二标段", "2", "1999000"),
    ]


def test_every_row_of_one_lot_is_read() -> None:
    cells = ("序号|入围供应商|下浮率（%）|得分", f"1|{A}|8.5|92", f"2|{B}|7|90")
    found = rows(text("某局物业入围结果公告\n" + told(*cells)), "award")
    assert [(r["supplier"], r.get("rate")) for r in found] == [(A, "8.5"), (B, "7")]
    shared = ("包号|入围供应商|报价（元/套）|分配比例", f"1|{A}|680|60%", f"1|{B}|695|40%")
    found = rows(text("某局服装入围结果公告\n" + told(*shared)), "award")
    assert [(r["supplier"], r["unit_price"]) for r in found] == [(A, "680"), (B, "695")]


def test_the_sum_of_the_award_is_not_the_contracts() -> None:
    body = "合同金额：2025年度 386,000元（三年中标总额 1,158,000元）"
    found = page(lines("雷达维护合同公告", "合同编号：HT-7", f"乙方：{A}", body))
    assert one(found, "contract").get("amount") in {None, "386000"}
    assert "PT425" in codes(found)

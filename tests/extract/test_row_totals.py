"""Prices for a year or a piece beside totals in a row: the total is what is printed as one."""

from __future__ import annotations

import pytest

from notice_samples import codes, one, page, table, text

HEAD = "<h1>白榆湾市林业局物业服务成交公告</h1><p>采购人：白榆湾市林业局</p>"
WHO = "砚河物业服务有限公司"


@pytest.mark.parametrize(
    ("head", "cells", "wanted"),
    [
        ("成交金额（元/年）|年限|三年总价（元）", "500000|3|1500000", {"amount": "1500000"}),
        ("年报价（万元）|服务期|总报价（万元）", "50|3年|150", {"amount": "1500000"}),
        ("年报价（万元）|服务期", "50|3年", {"unit_price": "500000", "per": "year"}),
        ("成交价（元/台）|数量|总价（元）", "5000|3台|15000", {"amount": "15000"}),
        ("巡护（元/人）|服务期", "650|1年", {"unit_price": "650", "per": "人"}),
    ],
)
def test_a_total_beside_the_price_of_a_year_or_piece_is_the_sum(
    head: str, cells: str, wanted: dict[str, str]
) -> None:
    found = page(HEAD + table(f"成交供应商|{head}", f"{WHO}|{cells}"))
    assert one(found, "award") == {"supplier": WHO} | wanted


def test_a_total_of_one_year_is_told_beside_the_price_it_is_made_of() -> None:
    head = "成交供应商|成交价（元/㎡·年）|面积（㎡）|年总价（元）"
    found = page(HEAD + table(head, f"{WHO}|36|12000|432000"))
    assert one(found, "award") == {"supplier": WHO, "unit_price": "36", "per": "m2·year"}
    assert "PT425" in codes(found)


@pytest.mark.parametrize("last", ["|报价合计（元）", "|总报价（元）", ""])
def test_prices_of_pieces_are_no_total_and_their_heads_no_supplier(last: str) -> None:
    head = f"供应商|男性（元/人）|女性已婚（元/人）|女性未婚（元/人）{last}"
    found = page(HEAD + table(head, f"{WHO}|650|860|790{'|2300' if last else ''}"))
    assert one(found, "award") == {"supplier": WHO}
    assert "PT425" in codes(found)


def test_the_number_of_a_flattened_row_is_no_second_sum() -> None:
    head = (
        "白榆湾市林业局设备采购成交公告",
        *["序号", "供应商名称", "供应商地址", "成交金额（万元）"],
    )
    found = text("\n".join((*head, "1", WHO, "砚河路1号", "43.28", "采购人：白榆湾市林业局")))
    assert one(found, "award") == {"supplier": WHO, "amount": "432800"}
    assert not found.problems

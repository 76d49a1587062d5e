"""Goods in tables below those that name who won: they are nobody who is paid."""

from __future__ import annotations

import pytest

from notice_samples import rows, sheet

WON = ("序号|供应商名称|供应商地址|成交金额（万元）", "1|霁川视听科技有限公司|砚河路1号|43.28")
GOODS = ("1|投影主机|岚|A-1|4|68500", "2|摄像机|岚|B-2|16|9925", "3|音箱|岚|B-3|16|1925")
MORE = ("4|话筒|岚|C-1|9|310", "5|支架|岚|C-2|9|95")


@pytest.mark.parametrize(
    "goods",
    [
        ("序号|名称|品牌|规格型号|数量|单价（元）", *GOODS),
        ("序号|名称|品牌|规格型号|数量|单价（元）", *GOODS, *MORE),
        ("序号|货物名称|制造商|规格型号|数量|单价（元）", *GOODS, *MORE),
    ],
)
def test_goods_below_who_won_are_no_suppliers(goods: tuple[str, ...]) -> None:
    found = sheet("白榆湾市第一中学设备采购中标公告", *WON, *goods)
    assert rows(found, "award") == [{"supplier": "霁川视听科技有限公司", "amount": "432800"}]

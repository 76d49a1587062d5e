"""The things bought: name, brand, model, quantity, unit and price of a piece."""

from __future__ import annotations

from notice_samples import lines, page, rows, table

HEAD = lines(
    "护林装备采购中标公告",
    "一、项目编号：QH-2024-61",
    "二、项目名称：护林装备采购",
    "三、中标（成交）信息",
    "供应商名称：澜浦百川贸易有限公司",
    "中标（成交）金额：58.6万元",
    "四、主要标的信息",
)


def test_goods_in_a_table_with_a_unit_in_the_head() -> None:
    found = page(
        HEAD
        + table(
            "序号|标的名称|品牌|规格型号|数量|单位|单价（万元）",
            "1|风力灭火机|林卫|LW-9|20|台|0.86",
            "2|对讲机|详见附件|/|60|部|0.2",
            "*6 合计|58.6",
        )
    )
    assert rows(found, "item") == [
        {
            "name": "风力灭火机",
            "brand": "林卫",
            "model": "LW-9",
            "qty": "20",
            "unit": "台",
            "unit_price": "8600",
        },
        {"name": "对讲机", "qty": "60", "unit": "部", "unit_price": "2000"},
    ]
    assert rows(found, "award") == [{"supplier": "澜浦百川贸易有限公司", "amount": "586000"}]


def test_goods_of_a_package_with_the_unit_behind_the_count() -> None:
    found = page(
        HEAD
        + lines("合同包1(灭火机具):", "货物类（澜浦百川贸易有限公司）")
        + table(
            "品目号|品目名称|采购标的|品牌|规格型号|数量（单位）|单价(元)|总价(元)",
            "1-1|消防设备|风力灭火机|林卫|LW-9|20(台)|8,600.00|172,000.00",
        )
    )
    assert rows(found, "item") == [
        {
            "name": "风力灭火机",
            "lot": "合同包1",
            "brand": "林卫",
            "model": "LW-9",
            "qty": "20",
            "unit": "台",
            "unit_price": "8600",
        }
    ]


def test_services_have_a_name_and_no_price() -> None:
    found = page(
        HEAD
        + table(
            "序号|标项名称|标的名称|服务范围|服务要求|服务时间|服务标准",
            "1|巡护|林区巡护服务|全县林区|详见附件|1年|详见附件",
        )
    )
    assert rows(found, "item") == [{"name": "林区巡护服务"}]


def test_works_are_read_without_their_managers() -> None:
    found = page(
        HEAD
        + table(
            "序号|工程名称|施工范围|施工工期|项目经理|执业证书信息",
            "1|防火道路维修|图纸内全部|60天|单示例|吉2220000000",
        )
    )
    assert [r["name"] for r in rows(found, "item")] == ["防火道路维修"]
    assert not any(
        "单示例" in a.quote or "2220000000" in a.quote for f in found.facts for a in f.anchors
    )


def test_a_contract_tells_its_item_in_lines() -> None:
    found = page(
        lines(
            "取暖煤采购合同公告",
            "一、合同编号：QH-HT-9",
            "三、项目编号：QH-2024-9",
            "四、项目名称：取暖煤采购",
            "五、合同主体",
            "采购人（甲方）：青禾县林业局",
            "供应商（乙方）：澜浦北煤贸易有限公司",
            "六、合同主要信息",
            "主要标的名称：取暖煤",
            "规格型号（或服务要求）：5500大卡",
            "主要标的数量：600吨",
            "主要标的单价：1280元",
            "合同金额：76.8万元",
            "七、合同签订日期：2024-09-30",
        )
    )
    assert rows(found, "item") == [
        {"name": "取暖煤", "model": "5500大卡", "qty": "600", "unit": "吨", "unit_price": "1280"}
    ]


def test_a_table_of_suppliers_is_none_of_items() -> None:
    found = page(HEAD + table("包号|中标供应商|中标金额（元）", "1|澜浦百川贸易有限公司|586000"))
    assert rows(found, "item") == []

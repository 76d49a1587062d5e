"""Framework agreements: calls and results, invented, in several layouts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paper_layouts import LAYOUTS, extracted, rows

if TYPE_CHECKING:
    from paper_layouts import Block

NAME = "砚河县2025年度公务用车定点维修服务"
BODY = "砚河县机关事务服务中心"
CALL: list[Block] = [
    f"{NAME}框架协议采购征集公告",
    "项目概况：本项目的潜在供应商应在线获取征集文件，并于2025年3月21日9时30分前提交响应文件。",
    "一、项目基本情况",
    "项目编号：YH-KJ-2025-0004",
    f"项目名称：{NAME}",
    "最高限制单价：工时费60元/小时",
    "二、联系方式",
    "征集人信息",
    f"名称：{BODY}",
    "联系人：柴示例",
]
RESULT: list[Block] = [
    f"{NAME}框架协议采购入围结果公告",
    "一、项目编号：YH-KJ-2025-0004",
    f"二、项目名称：{NAME}",
    "三、入围信息",
    [
        ["序号", "入围供应商名称", "下浮率"],
        ["1", "砚河通达汽车维修有限公司", "12%"],
        ["2", "砚河安顺汽车修理厂", "10.5%"],
        ["3", "霁川路捷汽车服务有限公司", "9%"],
    ],
    "四、评审专家名单：柴示例、戚示例",
    f"征集人：{BODY}",
]
LOTS: list[Block] = [
    "白汀县办公用纸框架协议入围结果公示",
    "项目编号：BT-KJ-2024-011",
    "项目名称：白汀县办公用纸框架协议",
    [
        ["包号", "入围供应商", "入围单价（元/箱）"],
        ["包1", "白汀纸业有限公司", "98.00"],
        ["包2", "霁川文仪办公用品有限公司", "135.50"],
    ],
    "征集人：白汀县财政局",
]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_call_gives_its_deadline_and_no_price_of_an_hour(layout: str) -> None:
    found = extracted(CALL, layout)
    assert found.form == "framework@1"
    assert rows(found, "notice") == [
        {"form": "framework", "project_no": "YH-KJ-2025-0004", "project_name": NAME, "buyer": BODY}
    ]
    assert rows(found, "tender") == [{"deadline": "2025-03-21T09:30:00+08:00"}]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_result_gives_every_supplier_with_its_rate(layout: str) -> None:
    found = extracted(RESULT, layout)
    assert found.form == "framework@1"
    assert rows(found, "award") == [
        {"supplier": "砚河通达汽车维修有限公司", "rate": "12", "rate_kind": "discount"},
        {"supplier": "砚河安顺汽车修理厂", "rate": "10.5", "rate_kind": "discount"},
        {"supplier": "霁川路捷汽车服务有限公司", "rate": "9", "rate_kind": "discount"},
    ]
    assert all("示例" not in v.value for f in found.facts for v in f.fields.values())


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_result_by_lots_gives_unit_prices_and_no_totals(layout: str) -> None:
    got = rows(extracted(LOTS, layout), "award")
    assert [(r["lot"], r["supplier"], r["unit_price"]) for r in got] == [
        ("包1", "白汀纸业有限公司", "98"),
        ("包2", "霁川文仪办公用品有限公司", "135.5"),
    ]
    assert not any("amount" in r for r in got)


def test_the_correction_of_a_framework_is_a_correction() -> None:
    found = extracted(
        [f"{NAME}框架协议采购入围结果更正公告", *RESULT[1:3], "更正内容：原入围供应商3更正为无"]
    )
    assert found.form.startswith("correction@")

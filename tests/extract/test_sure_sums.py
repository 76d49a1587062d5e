"""Sums that look sure and are wrong: each kind of them in small invented notices.

Losers beside winners, first offers, fees, sums without tax or unit, totals that do not add up. What
is not plain comes back with a Problem, never with a confidence that would pass unseen.
"""

from __future__ import annotations

import pytest

from notice_samples import codes, facts, lines, one, page, rows, table

SURE = 0.9
A, B, C = "霁川航空科技有限公司", "砚河空管设备有限公司", "桐源工贸研究院"
HEAD = lines("巡线无人机采购成交公告", "项目编号：BY-2025-19", "采购人：白榆湾市林业局")
WON = {"supplier": B, "amount": "468000"}


@pytest.mark.parametrize(
    "told",
    [
        ("供应商|报价（万元）|综合得分|结果", f"{A}|45|80|", f"{B}|46.8|92|★成交"),
        ("供应商|报价（元）|评审结果", f"{A}|450000|未通过资格审查", f"{B}|468000|成交"),
        (
            "序号|供应商名称|报价（元）|得分|是否中标",
            f"1|{A}|450000|8|落选",
            f"2|{B}|468000|9|入选",
        ),
        ("供应商|报价（元）|备注", f"{A}|450000|", f"{B}|468000|成交供应商"),
        ("投标人|投标报价（元）|中标结果", f"{A}|450000|未中标", f"{B}|468000|中标"),
        ("供应商|报价（元）|得分", f"{A}|450000|70", f"★{B}|468000|91"),
        ("供应商|报价（元）|得分", f"{A}|450000|70", f"{B}（成交）|468000|91"),
        ("报价单位|报价（元）|成交", f"{A}|450000|×", f"{B}|468000|√"),
        ("参选单位|报价（元）|定标结论", f"{A}|450000|否决投标", f"{B}|468000|确定中选"),
    ],
)
def test_whoever_lost_is_no_award(told: tuple[str, ...]) -> None:
    assert rows(page(HEAD + table(*told)), "award") == [WON]


def test_nobody_won_where_the_table_does_not_say_it() -> None:
    found = page(HEAD + table("供应商|报价（元）|得分", f"{A}|450000|70", f"{B}|468000|91"))
    assert rows(found, "award") == []
    assert "PT424" in codes(found)


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("首轮报价（元）|最后报价（元）|价格扣除后评审价（元）", "990,000|468,000|374,400"),
        ("第一轮报价（元）|第二轮报价（元）|第三轮报价（元）", "500,000|480,000|468,000"),
        ("开标价（元）|修正后报价（元）", "500,000|468,000"),
        ("报价（元）|二次报价（元）", "500,000|468,000"),
        ("评审价（元）|报价（元）", "374,400|468,000"),
    ],
)
def test_the_last_offer_is_the_award(head: str, cells: str) -> None:
    found = page(HEAD + table(f"成交供应商|{head}", f"{B}|{cells}"))
    assert rows(found, "award") == [WON]


@pytest.mark.parametrize(
    "told",
    [
        "成交金额：首次报价 500,000.00元，最终报价 468,000.00元",
        "成交金额：最终报价46.8万元（首次报价50万元）",
        "成交金额：第一轮报价50万元；第二轮报价48万元；第三轮报价46.8万元",
        "成交价（万元）：首轮报价50，最后报价46.8",
        "成交金额：开标价：50万元（大写：伍拾万元整），谈判后：46.8万元（大写：肆拾陆万捌仟元整）",
        "成交金额：最终报价46.8万元（评审价37.44万元）",
    ],
)
def test_the_last_offer_of_one_line_is_the_award(told: str) -> None:
    assert rows(page(HEAD + lines(f"成交供应商：{B}", told)), "award") == [WON]
    cell = told.partition("：")[2].replace("，", "<br>")
    head = "成交金额（万元）" if "万元" not in told[8:] else "成交金额"
    assert rows(page(HEAD + table(f"成交供应商|{head}", f"{B}|{cell}")), "award") == [WON]


@pytest.mark.parametrize("unit", ["（万元）", "万元", "成交结果表（万元）"])
def test_a_unit_alone_above_a_table_is_the_tables(unit: str) -> None:
    body = table("包号|成交供应商|成交金额", f"1|{A}|46.8", f"2|{B}|15000")
    found = page(HEAD + lines(unit) + body)
    assert [r["amount"] for r in rows(found, "award")] == ["468000", "150000000"]
    assert "PT428" not in codes(found)


def test_a_first_offer_alone_is_no_award() -> None:
    found = page(HEAD + lines(f"成交供应商：{B}", "成交金额：首次报价50万元"))
    assert rows(found, "award") == [{"supplier": B}]
    assert "PT425" in codes(found)


def test_two_prices_of_one_kind_are_a_problem() -> None:
    found = page(HEAD + table("成交供应商|投标报价（元）|投标总价（元）", f"{B}|468,000|475,000"))
    assert "PT425" in codes(found)
    assert all(f.confidence < SURE for f in facts(found, "award"))


@pytest.mark.parametrize(
    ("told", "fee"),
    [
        (("六、服务费", "收费标准：参照原规定", "金额：1.85万元"), "18500"),
        (("六、招标服务费", "总价：1.10万元"), "11000"),
        (("六、平台使用费", "成交金额：800元"), ""),
        (("六、开标场地费", "金额：600元", "七、专家劳务费", "合计：2,000元"), ""),
        (("招标代理服务费收取：见文件", "总价：9000元"), ""),
        (("金额：1.85万元",), ""),
    ],
)
def test_a_fee_is_no_award(told: tuple[str, ...], fee: str) -> None:
    found = page(HEAD + lines("三、成交信息", f"供应商名称：{A}", "成交金额：详见附件", *told))
    assert rows(found, "award") == [{"supplier": A}]
    assert [r["amount"] for r in rows(found, "agency_fee")] == ([fee] if fee else [])


def test_the_fees_column_is_read_lot_by_lot() -> None:
    found = page(
        HEAD
        + table(
            "包号|成交供应商|成交价（万元）|代理费（元）", f"1|{A}|20.5|3,000", f"2|{B}|10|1,500"
        )
    )
    assert rows(found, "agency_fee") == [
        {"lot": "1", "amount": "3000"},
        {"lot": "2", "amount": "1500"},
    ]


@pytest.mark.parametrize(
    ("told", "amount", "tax"),
    [
        (("合同金额（不含税）：88万元", "税额：12万元", "价税合计：100万元"), "1000000", "with"),
        (("合同金额：不含税885,000元，含税1,000,000元",), "1000000", "with"),
        (("合同总价（未税）：90万元", "含税总价：100万元"), "1000000", "with"),
        (("合同金额：90万元（不含增值税）",), "900000", "without"),
        (("合同金额：90万元",), "900000", ""),
    ],
)  # fmt: skip
def test_a_contract_says_of_which_tax_its_sum_is(
    told: tuple[str, ...], amount: str, tax: str
) -> None:
    found = page(lines("雷达备件采购合同公告", "合同编号：HT-7", f"乙方：{A}", *told))
    row = one(found, "contract")
    assert row["amount"] == amount
    assert row.get("tax", "") == tax
    assert (facts(found, "contract")[0].confidence < SURE) is (tax == "without")


def test_the_column_with_tax_comes_before_the_one_without() -> None:
    head = "成交供应商|不含税成交价（元）|税率|价税合计（元）"
    found = page(HEAD + table(head, f"{B}|414,159.29|13%|468,000"))
    assert rows(found, "award") == [WON | {"tax": "with"}]


@pytest.mark.parametrize(
    ("told", "wanted", "code"),
    [
        ("成交金额：128.64", {"supplier": A}, "PT428"),
        ("成交金额：468000", {"supplier": A, "amount": "468000"}, "PT428"),
        ("折扣率：85%", {"supplier": A, "rate": "85"}, "PT426"),
        ("下浮率：8.5%", {"supplier": A, "rate": "8.5", "rate_kind": "discount"}, ""),
        ("费率：0.85%", {"supplier": A, "rate": "0.85", "rate_kind": "fee"}, ""),
        ("成交金额：三年合计90万元", {"supplier": A, "amount": "900000", "covers": "三年"}, ""),
    ],
)
def test_what_is_left_open_is_told(told: str, wanted: dict[str, str], code: str) -> None:
    found = page(HEAD + lines(f"成交供应商：{A}", told))
    assert one(found, "award") == wanted
    assert {c for c in codes(found) if c > "PT423"} == ({code} if code else set())
    assert (facts(found, "award")[0].confidence < SURE) is bool(code)


def test_the_rows_own_arithmetic_proves_a_unit() -> None:
    head = "货物名称|数量|单价（万元）|成交供应商|金额"
    found = page(HEAD + table(head, f"执勤艇|3艘|15.6|{B}|46.8"))
    assert rows(found, "award") == [WON]
    assert "PT428" not in codes(found)
    twice = page(HEAD + table(head, f"执勤艇|3艘|15.6|{B}|46.8", f"拖车|3辆|12|{B}|36"))
    assert rows(twice, "award") == [{"supplier": B}]


@pytest.mark.parametrize("told", ["", "预算金额：130万元", "最高限价：1,300,000元"])
def test_a_unit_applied_twice_is_told(told: str) -> None:
    found = page(HEAD + lines(told) + table("成交供应商|成交金额（万元）", f"{A}|1286400.00"))
    assert "PT427" in codes(found)
    assert facts(found, "award")[0].confidence < SURE


@pytest.mark.parametrize("printed", ["", "总成交金额：320.5万元"])
def test_lots_that_do_not_make_up_the_total_are_told(printed: str) -> None:
    last = "合计||3,205,000.00" if not printed else ""
    body = table("包号|成交供应商|成交金额（元）", f"1|{A}|1,800,000", f"2|{B}|1,305,000", last)
    found = page(HEAD + lines(printed) + body)
    assert [r["amount"] for r in rows(found, "award")] == ["1800000", "1305000"]
    assert "PT423" in codes(found)
    right = page(HEAD + lines(printed) + body.replace("1,305,000", "1,405,000"))
    assert "PT423" not in codes(right)


def test_one_lot_that_failed_leaves_the_others() -> None:
    found = page(
        lines(
            "边防设施中标结果汇总公告",
            f"第1包 码头 中标人 {A} 中标价1,560.2万元 工期200天",
            f"第2包 道路 中标人 {B} 中标价2,310.88万元",
            "第3包 监控 流标",
        )
    )
    assert rows(found, "award") == [
        {"lot": "第1包", "supplier": A, "amount": "15602000"},
        {"lot": "第2包", "supplier": B, "amount": "23108800"},
    ]
    assert [r["lot"] for r in rows(found, "termination")] == ["第3包"]


def test_a_column_of_results_tells_of_lots_that_failed() -> None:
    head = "包号|成交供应商|成交金额（元）|状态"
    found = page(HEAD + table(head, f"1|{B}|468000|成交", "2|/|/|流标"))
    assert rows(found, "award") == [WON | {"lot": "1"}]
    assert rows(found, "termination") == [{"lot": "2", "reason_class": "unsuccessful"}]


@pytest.mark.parametrize(
    "told",
    [
        f"中标供应商及金额：{A} 45.6万元（冬装）、{C} 8.8万元",
        f"成交供应商：{A}（45.6万元）；{C}（8.8万元）",
    ],
)
def test_several_suppliers_of_one_line_keep_their_sums(told: str) -> None:
    assert rows(page(HEAD + lines(told)), "award") == [
        {"supplier": A, "amount": "456000"},
        {"supplier": C, "amount": "88000"},
    ]


def test_one_print_is_no_second_mention() -> None:
    once = page(HEAD + lines(f"成交供应商：{A}", "成交金额：98万元"))
    assert "a second mention agrees" not in facts(once, "award")[0].reasons
    twice = page(HEAD + lines("总成交金额：980,000元", f"成交供应商：{A}", "成交金额：98万元"))
    (award,) = facts(twice, "award")
    assert "a second mention agrees" in award.reasons
    assert len({a.quote for a in award.anchors if a.field == "amount"}) > 1


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        (
            "“成交金额：1286.40万元”应为“成交金额：128.64万元”。",
            [("成交金额", "12864000", "1286400")],
        ),
        ("成交金额误写为1,286.40万元，现更正为128.64万元。", [("成交金额", "12864000", "1286400")]),
        ("成交金额1286.40万元应为128.64万元。", [("成交金额", "12864000", "1286400")]),
        (
            "第一包成交价由86.5万元变更为85.6万元，第二包成交价由40万元改为44万元。",
            [("成交价", "865000", "856000"), ("成交价", "400000", "440000")],
        ),
        (
            "成交供应商地址由“天山区”改为“解放路18号”。",
            [("成交供应商地址", "天山区", "解放路18号")],
        ),
    ],
)
def test_a_correction_of_sums_is_read(told: str, wanted: list[tuple[str, str, str]]) -> None:
    found = page(lines("监控采购成交公告的更正公告", "采购人：白榆湾市林业局", told))
    told_rows = [(r["item"], r["before"], r["after"]) for r in rows(found, "amendment")]
    assert told_rows == wanted


def test_a_blank_below_a_lot_is_that_lot() -> None:
    head = "标段|排序|中标候选人|投标报价(元)"
    found = page(
        lines("道路养护中标候选人公示")
        + table(head, f"一标段|1|{A}|41,006", f"|2|{B}|41,500", f"二标段|1|{B}|19,200")
    )
    assert [(r["lot"], r["supplier"]) for r in rows(found, "candidate")] == [
        ("一标段", A),
        ("一标段", B),
        ("二标段", B),
    ]


@pytest.mark.parametrize("told", [f"拟由{A}承担，", f"拟与{A}签订合同，", f"拟委托{A}负责实施，"])
def test_a_single_source_is_proposed_in_a_sentence(told: str) -> None:
    found = page(lines("维保服务单一来源采购公示", "采购人：白榆湾市林业局", told + "理由：原厂。"))
    assert one(found, "candidate") == {"supplier": A}


def test_an_intention_is_read_below_other_heads() -> None:
    head = "编号|拟采购项目|主要内容|估算金额（万元）|时间"
    found = page(
        lines("白榆湾市林业局2025年7月政府采购意向")
        + table(head, "1|巡线无人机|10架|120|2025年8月", "合计|||120|")
    )
    (plan,) = rows(found, "procurement_plan")
    assert (plan["name"], plan["amount"], plan["month"]) == ("巡线无人机", "1200000", "2025-08")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (lines("被装中标公告", f"中标供应商：{A}45.6万元冬装及{B}若干", f"中标人：{C}"), "PT425"),
        (lines("被装公开招标公告", "预算金额：36.5", "投标截止时间：2025年6月3日9时"), "PT428"),
        (
            lines("白榆湾市2025年7月采购意向") + table("序号|项目名称|预算金额", "1|雪具|120"),
            "PT428",
        ),
        (
            lines("车辆维修成交公告") + table("成交人|工时优惠率|配件优惠率", f"{A}|25%|10%"),
            "PT425",
        ),
    ],
)
def test_what_was_not_taken_is_told(body: str, code: str) -> None:
    found = page(body)
    assert code in codes(found)
    assert not any("万元" in v.value for f in found.facts for v in f.fields.values())

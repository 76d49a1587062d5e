"""Sums told in parts, rates beside each other, lots in one line, sums in words and digits."""

from __future__ import annotations

import pytest

from notice_samples import codes, facts, lines, one, page, rows, table

A, B, C = "霁川航空科技有限公司", "砚河空管设备有限公司", "桐源工贸有限公司"
HEAD = lines("巡线无人机采购成交公告", "项目编号：BY-2025-19", "采购人：白榆湾市林业局")
CALL = lines("巡线无人机采购公告", "采购人：白榆湾市林业局", "投标截止时间：2025年3月1日9时")
WON = {"supplier": A, "amount": "468000"}
SURE = 0.9


@pytest.mark.parametrize("total", ["总计：568,000元", ""])
def test_an_empty_label_takes_no_part_below_it(total: str) -> None:
    told = ("成交金额：", "建设费：368,000元", "五年运维费：200,000元", total)
    found = page(HEAD + lines(f"成交供应商：{A}", *told))
    assert one(found, "award").get("amount") == ("568000" if total else None)
    assert codes(found) & {"PT423", "PT446"}
    assert all(f.confidence < SURE for f in facts(found, "award"))
    contract = lines("无人机采购合同公告", "合同编号：HT-7", f"乙方：{A}", "合同金额：")
    found = page(contract + lines(*told[1:3]))
    assert "amount" not in one(found, "contract")
    assert "PT446" in codes(found)


def test_an_empty_label_takes_the_sum_below_it() -> None:
    for told in (("468,000元",), ("大写：肆拾陆万捌仟元整", "小写：468,000元")):
        found = page(HEAD + lines(f"成交供应商：{A}", "成交金额：", *told))
        assert rows(found, "award") == [WON]


def test_two_rates_in_two_lines_are_in_doubt() -> None:
    found = page(HEAD + lines(f"成交供应商：{A}", "工时费下浮率：12%", "配件下浮率：8%"))
    assert "PT425" in codes(found)
    assert all(f.confidence < SURE for f in facts(found, "award"))
    found = page(HEAD + lines(f"成交供应商：{A}", "下浮率：12%", "费率：88%"))
    assert "PT425" not in codes(found)


def test_an_award_above_the_budget_is_told() -> None:
    won = lines(f"成交供应商：{A}", "成交金额：480万元")
    assert "PT427" in codes(page(HEAD + lines("预算金额：50万元") + won))
    assert "PT427" not in codes(page(HEAD + lines("预算金额：500万元") + won))


def test_the_price_of_the_evaluation_is_no_award() -> None:
    for label in ("报价", "成交金额"):
        told = f"{label}：46.8万元（小微企业价格扣除后评审价：42.12万元）"
        assert rows(page(HEAD + lines(f"成交供应商：{A}", told)), "award") == [WON]


@pytest.mark.parametrize(
    "body",
    [
        table("成交单位|成交金额大写|成交金额小写", f"{A}|肆拾陆万捌仟元整|468000"),
        (
            "<table><tr><td rowspan=2>成交供应商</td><td colspan=2>成交金额</td></tr>"
            f"<tr><td>大写</td><td>小写（元）</td></tr><tr><td>{A}</td>"
            "<td>肆拾陆万捌仟元整</td><td>468000.00</td></tr></table>"
        ),
    ],
)
def test_a_head_is_no_supplier(body: str) -> None:
    assert rows(page(HEAD + body), "award") == [WON]


def test_the_name_of_a_lot_is_no_supplier() -> None:
    body = table("标包|名称|供应商|成交金额（万元）", f"1|视频运维|{A}|46.8", f"2|机房运维|{B}|36")
    assert [r["supplier"] for r in rows(page(HEAD + body), "award")] == [A, B]


def test_a_total_merged_over_the_things_bought_is_the_award() -> None:
    body = (
        "<table><tr><td>货物名称</td><td>规格</td><td>数量</td><td>单价（元）</td>"
        "<td>成交供应商</td><td>成交总金额（元）</td></tr>"
        f"<tr><td>服</td><td>L</td><td>100</td><td>680</td><td rowspan=2>{A}</td>"
        "<td rowspan=2>468000</td></tr>"
        "<tr><td>靴</td><td>42</td><td>1000</td><td>400</td></tr></table>"
    )
    assert rows(page(HEAD + body), "award") == [WON]


@pytest.mark.parametrize(
    ("told", "ceilings"),
    [
        ("最高投标限价：一标段1260万、二标段980.5万", ["12600000", "9805000"]),
        ("最高限价：预算金额的95%，即361万元", ["3610000"]),
    ],
)
def test_ceilings_of_one_line(told: str, ceilings: list[str]) -> None:
    assert [r.get("ceiling") for r in rows(page(CALL + lines(told)), "tender")] == ceilings


def test_a_budget_without_a_unit_is_told() -> None:
    assert "PT428" in codes(page(CALL + lines("项目预算：198500")))


def test_a_single_source_lot_by_lot_in_one_line() -> None:
    told = f"拟定供应商：包1：{A}；包2：{B}"
    found = page(lines("指纹比对系统单一来源采购公示", "采购人：白榆湾市林业局", told))
    assert [r["supplier"] for r in rows(found, "candidate")] == [A, B]


def test_prices_of_pieces_are_no_amount() -> None:
    found = page(HEAD + lines(f"成交供应商：{A}", "成交金额：夏装260元/套，冬装580元/套"))
    assert rows(found, "award") == [{"supplier": A}]
    assert "PT425" in codes(found)


def test_a_correction_of_who_won_and_for_what() -> None:
    told = (
        f"1、原中标供应商：{A}（因放弃中标资格）；变更后中标供应商：{B}",
        "2、原中标金额：31.8万元；变更后中标金额：32.25万元",
    )
    found = page(lines("无人机采购中标结果更正公告", *told))
    assert rows(found, "amendment") == [
        {"item": "中标供应商", "before": A, "after": B},
        {"item": "中标金额", "before": "318000", "after": "322500"},
    ]
    body = table("标项|更正前|更正后", "标项1|中标金额：25.8万元|中标金额：28.5万元")
    (row,) = rows(page(lines("无人机采购结果更正公告") + body), "amendment")
    assert row == {"item": "中标金额", "before": "258000", "after": "285000"}


def test_a_budget_in_parts_below_an_empty_label_is_told() -> None:
    told = ("采购预算：", "建设费：3,260,000元", "五年运维费：1,500,000元")
    found = page(CALL + lines(*told))
    assert "PT446" in codes(found)
    assert "budget" not in one(found, "tender")


def test_a_supplement_gives_its_contract_and_what_it_adds() -> None:
    told = ("原合同金额：320万元", "补充金额：28.6万元", "变更后合同总金额：348.6万元")
    body = ("合同编号：HT-9", "采购人（甲方）：白榆湾市公安局", f"供应商（乙方）：{A}", *told)
    found = page(lines("雷达项目合同变更公告（补充协议）", *body))
    row = one(found, "contract")
    assert (row["contract_no"], row["supplier"], row["amount"]) == ("HT-9", A, "3486000")
    assert one(found, "amendment")["delta"] == "286000"


def test_the_contracts_own_label_comes_before_the_awards() -> None:
    body = ("合同编号：HT-9", f"供应商：{A}", "中标金额：258,000元", "合同金额：250,000元")
    assert one(page(lines("巡逻车采购合同公告", *body)), "contract")["amount"] == "250000"


@pytest.mark.parametrize(
    ("told", "fee"),
    [
        ("代理服务费由成交供应商支付，计壹万伍仟元整。", ["15000"]),
        ("代理费：按成交金额的1.5%收取，计4897.5元", ["4897.5"]),
        ("代理服务费按100万元以下1.5%计算收取。", []),
    ],
)
def test_a_fee_in_a_sentence(told: str, fee: list[str]) -> None:
    found = page(HEAD + lines(f"成交供应商：{A}", "成交金额：46.8万元", told))
    assert [r["amount"] for r in rows(found, "agency_fee")] == fee


def test_buyer_and_agent_of_one_line() -> None:
    told = "八、1.采购人信息 名称：白榆湾市公安局 2.采购代理机构信息 名称：霁川天成招标咨询有限公司"
    row = one(page(lines("巡逻车采购中标公告", f"中标人：{A}", told)), "notice")
    assert (row["buyer"], row["agent"]) == ("白榆湾市公安局", "霁川天成招标咨询有限公司")


@pytest.mark.parametrize("told", ["成交金额：36 8000.00元", "成交金额（元）：3 6 8 0 0 0 .00"])
def test_a_figure_that_begins_nowhere_plain_is_not_taken(told: str) -> None:
    found = page(HEAD + lines(f"成交供应商：{A}", told))
    assert rows(found, "award") == [{"supplier": A}]
    assert "PT425" in codes(found)


def test_a_scale_in_brackets_counts() -> None:
    for label in ("成交金额", "成交金额（元）"):
        found = page(HEAD + lines(f"成交供应商：{A}", f"{label}：46.8 （万）"))
        assert rows(found, "award") == [WON]


def test_a_trade_name_is_kept_without_its_keeper() -> None:
    keeper = "经营者：李示例"
    found = page(HEAD + lines(f"成交供应商：老街蔬菜批发部（{keeper}）", "成交金额：46.8万元"))
    assert rows(found, "award") == [WON | {"supplier": "老街蔬菜批发部"}]
    assert "PT421" not in codes(found)


@pytest.mark.parametrize(
    "told",
    [
        (f"成交供应商：包1：{A}；包2：{B}", "成交金额：包1：46.8万元；包2：36万元"),
        (
            f"包1成交供应商：{A}",
            f"包2成交供应商：{B}",
            "包1成交金额：46.8万元",
            "包2成交金额：36万元",
        ),
        (f"成交供应商：第一包：{A}，第二包：{B}", "成交金额：第一包46.8万元，第二包36万元"),
    ],
)
def test_a_price_goes_to_the_supplier_of_its_lot(told: tuple[str, ...]) -> None:
    found = rows(page(HEAD + lines(*told)), "award")
    assert [(r["supplier"], r["amount"]) for r in found] == [(A, "468000"), (B, "360000")]


def test_the_price_of_another_lot_is_no_ones_else() -> None:
    told = (f"包1成交供应商：{A}", f"包2成交供应商：{B}", "包1成交金额：46.8万元")
    found = {r["supplier"]: r.get("amount") for r in rows(page(HEAD + lines(*told)), "award")}
    assert found == {A: "468000", B: None}


@pytest.mark.parametrize(
    "told", ["成交金额（万元）：468000", "成交金额（万元）：46.8元", "成交金额：￥46.8"]
)
def test_a_sum_out_of_all_proportion_is_told_without_a_budget(told: str) -> None:
    found = page(HEAD + lines(f"成交供应商：{A}", told))
    assert "PT427" in codes(found)
    assert all(f.confidence < SURE for f in facts(found, "award"))


def test_a_remark_that_says_what_a_price_is_for() -> None:
    body = table("成交供应商|成交金额（万元）|备注", f"{A}|46.8|年服务费")
    found = page(HEAD + body)
    assert "PT425" in codes(found)


@pytest.mark.parametrize("told", ["采购预算（万元）：1200000", "预算金额：85元"])
def test_a_budget_out_of_all_proportion_is_told(told: str) -> None:
    found = page(CALL + lines(told))
    assert "PT427" in codes(found)
    assert all(f.confidence < SURE for f in facts(found, "tender"))


def test_a_winner_in_a_notice_of_failure_is_told() -> None:
    failed = "第1包：有效供应商不足三家，废标。"
    won = f"第2包：成交供应商：{A}，成交金额：46.8万元"
    head = lines("卡口设备废标公告", "采购人：白榆湾市林业局", failed)
    assert "PT446" in codes(page(head + lines(won)))
    assert "PT446" not in codes(page(head))


def test_a_change_alone_restates_no_contract() -> None:
    told = ("合同编号：HT-9", f"供应商：{A}", "变更内容：原合同金额560万元，核减12.5万元。")
    found = page(lines("装修工程合同变更公告", "采购人：白榆湾市林业局", *told))
    assert rows(found, "contract") == []


def test_the_number_of_the_notice_that_is_corrected() -> None:
    told = "一、原公告项目编号：NP-2024-GK-03；原公告项目名称：界河监控维护"
    changed = "1、原中标金额：31.8万元；变更后中标金额：32.25万元"
    row = one(page(lines("界河监控维护中标结果更正公告", told, changed)), "notice")
    assert (row["project_no"], row["project_name"]) == ("NP-2024-GK-03", "界河监控维护")

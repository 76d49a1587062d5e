"""Ranks told in one line, winners who gave up, lists of awards, and kinds that no form reads."""

from __future__ import annotations

import pytest

from notice_samples import codes, facts, lines, page, rows, table

A, B, C = "霁川航空科技有限公司", "砚河空管设备有限公司", "桐源工贸有限公司"
HEAD = ("项目编号：BY-2025-19", "采购人：白榆湾市林业局")
RANKED = [
    {"rank": "1", "supplier": A, "amount": "450000"},
    {"rank": "2", "supplier": B, "amount": "468000"},
]
DOUBTED = 0.5


@pytest.mark.parametrize("title", ["巡线无人机采购谈判结果公示", "巡线无人机采购评审结果公告"])
@pytest.mark.parametrize(
    "told",
    [
        f"谈判小组推荐：第一成交候选人：{A}，报价45万元；第二成交候选人：{B}，报价46.8万元。",
        f"评标委员会推荐的中标候选人依次为：第一名{A}（45万元）、第二名{B}（46.8万元）。",
        f"经评审，磋商小组推荐{A}为第一成交候选人，报价45万元；推荐{B}为第二成交候选人，报价46.8万元。",
        f"推荐中标候选人依次为：1、{A}，投标报价450,000元；2、{B}，投标报价468,000元。",
        f"推荐成交候选供应商排序：第一名：{A}，报价45万元；第二名：{B}，报价46.8万元。",
    ],
)
def test_candidates_of_one_line_are_no_award(title: str, told: str) -> None:
    found = page(lines(title, *HEAD, told))
    assert rows(found, "award") == []
    assert sorted(rows(found, "candidate"), key=str) == RANKED


def test_who_won_is_an_award_though_candidates_are_ranked() -> None:
    told = (
        f"评标委员会推荐第一中标候选人：{A}，投标报价45万元；第二中标候选人：{B}，投标报价46.8万元"
    )
    won = f"经采购人确认，{A}为中标人，中标金额45万元。"
    found = page(lines("巡线无人机采购中标结果公告", *HEAD, told, won))
    assert [r["supplier"] for r in rows(found, "award")] == [A]
    assert rows(found, "candidate") == []


RANKS = table("排名|投标人|投标报价（万元）|得分", f"1|{A}|45|92", f"2|{B}|46.8|90")


@pytest.mark.parametrize(
    "told",
    [
        f"第一名{A}因自愿放弃，确定第二名{B}为中标人，中标价46.8万元。",
        f"经研究，确定{B}为中标人。",
    ],
)
def test_the_sentence_that_names_the_winner_comes_before_the_ranks(told: str) -> None:
    found = page(lines("巡线无人机采购评审结果公告", *HEAD) + RANKS + lines(told))
    assert rows(found, "award") == [{"supplier": B, "amount": "468000"}]


@pytest.mark.parametrize(
    ("told", "before"),
    [
        (f"因{A}自愿放弃中标资格，由第二候选单位递补。", RANKS),
        (f"{A}因自身原因，书面放弃成交。", lines(f"成交供应商：{A}", "成交金额：45万元")),
        (f"经复核，确定{B}为中标人。", lines(f"中标人：{A}", "中标金额：45万元")),
    ],
)
def test_a_winner_whom_the_text_speaks_against_is_in_doubt(told: str, before: str) -> None:
    found = page(lines("巡线无人机采购评审结果公告", *HEAD) + before + lines(told))
    assert "PT453" in codes(found)
    assert all(f.confidence < DOUBTED for f in facts(found, "award"))


def test_several_rates_of_one_cell_are_in_doubt() -> None:
    body = table("标段|成交供应商|成交下浮率", f"第一标段|{A}|工时费下浮12%，配件下浮8%")
    found = page(lines("执法车维修成交公告", *HEAD) + body)
    assert "PT425" in codes(found)
    plain = page(lines("执法车维修成交公告", *HEAD) + body.replace("，配件下浮8%", "（税率6%）"))
    assert "PT425" not in codes(plain)


@pytest.mark.parametrize(
    "title",
    ["白榆湾市林业局2025年3月中标（成交）明细", "成交情况一览表", "采购项目成交供应商明细表"],
)
def test_a_list_of_awards_by_its_title(title: str) -> None:
    body = table(
        "序号|项目名称|成交供应商|成交金额（元）", f"1|无人机|{A}|450000", f"2|艇|{B}|468000"
    )
    found = page(lines(title) + body)
    assert [r["supplier"] for r in rows(found, "award")] == [A, B]
    assert all("project_name" not in r for r in rows(found, "notice"))


@pytest.mark.parametrize(
    "title",
    [
        "白榆湾市公安局报废车辆处置公告",
        "关于转让闲置警用无人机的公告",
        "旧办公家具变卖公告",
        "关于取消白榆湾市公安局辅警招聘部分岗位的公告",
        "关于终止2025年公开招聘警务辅助人员的公告",
    ],
)
def test_a_known_kind_without_a_form_is_named(title: str) -> None:
    found = page(lines("白榆湾市公安局", title, "底价：3.6万元"))
    assert (found.form, codes(found)) == ("other", {"PT452"})
    bought = page(lines("涉案车辆处置服务采购公告", *HEAD, "预算金额：3.6万元"))
    assert "PT452" not in codes(bought)


def test_a_firm_far_down_that_is_named_the_winner_has_its_own_name_and_price() -> None:
    told = f"排名第一的供应商被查实造假，中标无效，采购人确定排名第二的供应商{B}为中标供应商。"
    found = page(lines("巡线无人机采购评审结果公告", *HEAD) + RANKS + lines(told))
    assert rows(found, "award") == [{"supplier": B, "amount": "468000"}]


def test_a_rank_before_the_name_in_one_cell() -> None:
    body = table("候选人|报价（万元）", f"第一名：{A}|45", f"第二名：{B}|46.8")
    found = page(lines("巡线无人机采购候选人公示", *HEAD) + body)
    assert rows(found, "candidate") == RANKED


@pytest.mark.parametrize(
    "told",
    ["2025年度 38.6万元（三年中标总额 115.8万元）", "本期45万元（项目总金额135万元，分三期签订）"],
)
def test_a_larger_whole_beside_a_contracts_sum_is_not_taken(told: str) -> None:
    body = ("合同编号：HT-7", f"乙方：{A}", f"合同金额：{told}")
    found = page(lines("雷达维护合同公告", *body))
    assert rows(found, "contract")[0].get("amount") in {None, "386000", "450000"}
    assert "PT425" in codes(found)


def test_sums_of_awards_lot_by_lot_say_who_won_beside_points() -> None:
    head = "标项名称|供应商名称|中标（成交）金额（元）|评审得分"
    body = table(head, f"卡口|{A}|468000|92.1", f"雷达|{B}|158000|90.5")
    found = page(lines("某局监控成交公告", *HEAD) + body)
    assert [(r["supplier"], r["amount"]) for r in rows(found, "award")] == [
        (A, "468000"),
        (B, "158000"),
    ]
    one_lot = table(head, f"卡口|{A}|468000|92.1", f"卡口|{B}|458000|90.5")
    assert rows(page(lines("某局监控成交公告", *HEAD) + one_lot), "award") == []

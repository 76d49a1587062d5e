"""The twenty faults that readers of these documents make, each with a document that invites it.

The order is that of the guide: notices first, then tables, then text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from budget_samples import cells, grid, paper
from budget_samples import facts as table_facts
from notice_samples import CONTACT, codes, facts, lines, one, page, rows, table, text
from papertrace.extract import extract
from papertrace.extract.forms import budget, perf_target
from papertrace.publish.redact import masked_text
from papertrace.read import read
from papertrace.text import normalise
from papertrace.text.places import find_places, place_code
from pdf_samples import SamplePage, pdf

if TYPE_CHECKING:
    from budget_samples import Cell

AWARD = (
    "雪地摩托采购中标公告",
    "一、项目编号：BY-2024-19",
    "二、项目名称：雪地摩托采购",
    "三、中标（成交）信息",
)
COVER = "白榆湾市应急管理局2024年部门预算"
TARGETS = ["一级指标", "二级指标", "三级指标", "指标值", "分值"]


def test_1_the_agents_fee_is_no_award() -> None:
    found = page(
        lines(
            *AWARD,
            "供应商名称：霁川冰原车辆有限公司",
            "中标（成交）金额：126.8万元",
            "六、代理服务收费标准及金额：",
            "本项目代理费总金额：1.902万元（人民币）",
            *CONTACT,
        )
    )
    assert one(found, "award") == {"supplier": "霁川冰原车辆有限公司", "amount": "1268000"}
    assert one(found, "agency_fee") == {"amount": "19020"}


def test_2_the_total_of_the_summary_is_no_award_beside_the_lots() -> None:
    found = page(
        table("采购项目名称|雪地摩托采购", "总中标金额|￥200.000000 万元（人民币）")
        + lines(*AWARD)
        + table(
            "包号|供应商名称|中标金额（元）",
            "1|霁川冰原车辆有限公司|1268000",
            "2|澜浦雪域机械有限公司|732000",
            "*2 合计|2000000",
        )
    )
    assert sorted(r["amount"] for r in rows(found, "award")) == ["1268000", "732000"]


def test_3_the_unit_of_the_head_counts_once() -> None:
    found = page(
        lines(*AWARD)
        + table(
            "包号|供应商名称|中标金额（万元）",
            "1|霁川冰原车辆有限公司|126.8",
            "2|澜浦雪域机械有限公司|73.2万元",
            "3|云汀履带机械有限公司|561000元",
        )
    )
    assert [r["amount"] for r in rows(found, "award")] == ["1268000", "732000", "561000"]


def test_4_a_weight_stands_in_its_own_row() -> None:
    document = paper(
        "项目支出绩效目标表（2024年度）",
        "单位名称：白榆湾市应急管理局",
        grid(
            ["项目名称", ("雪地摩托购置", 1, 4)],
            TARGETS,
            [*cells("产出指标 数量指标 购置数量 ≥8台"), ""],
            cells("产出指标 质量指标 验收合格率 ≥98% 20"),
            cells("产出指标 时效指标 交付期限 ≤60天 15"),
        ),
    )
    told = table_facts(perf_target, document, "performance_target")
    assert [r.get("weight") for r in told] == [None, "20", "15"]


def test_5_a_merged_level_goes_on_behind_a_page_break() -> None:
    head, rest = SamplePage(), SamplePage()
    head.text(200, 40, "项目支出绩效目标表（2024年度）", 14)
    head.text(40, 70, "单位名称：白榆湾市应急管理局")
    widths = [80, 80, 160, 100, 60]
    head.table(40, 100, widths, [["项目名称", "雪地摩托购置", "", "", ""], TARGETS,
                                 ["产出指标", "数量指标", "购置数量", "≥8台", "20"]])  # fmt: skip
    rest.table(40, 40, widths, [["", "质量指标", "验收合格率", "≥98%", "15"],
                                ["效益指标", "社会效益", "救援覆盖率", "≥90%", "30"]])  # fmt: skip
    found = extract(read(pdf([head, rest]), "targets.pdf"))
    told = {f.fields["indicator"].value: f for f in facts(found, "performance_target")}
    assert told["验收合格率"].fields["level1"].value == "产出指标"
    assert told["救援覆盖率"].fields["level1"].value == "效益指标"


@pytest.mark.parametrize("words", ["详见公告正文", "详见附件", "/", "—", "无"])
def test_6_what_says_nothing_is_not_zero(words: str) -> None:
    found = page(
        lines(*AWARD, "供应商名称：霁川冰原车辆有限公司", f"中标（成交）金额：{words}", *CONTACT)
    )
    assert one(found, "award") == {"supplier": "霁川冰原车辆有限公司"}


def test_7_a_ceiling_is_neither_budget_nor_award() -> None:
    call = page(
        lines(
            "雪地摩托采购公开招标公告",
            "项目编号：BY-2024-19",
            "最高限价：130万元",
            "投标截止时间：2024年5月20日9时30分",
            "采购人：白榆湾市应急管理局",
        )
    )
    assert {n for n in one(call, "tender") if n != "deadline"} == {"ceiling"}
    won = page(
        lines(
            *AWARD, "最高限价：130万元", "供应商名称：霁川冰原车辆有限公司", "中标金额：126.8万元"
        )
    )
    assert one(won, "award")["amount"] == "1268000"


def test_8_a_sum_of_unit_prices_is_no_total() -> None:
    found = page(
        lines(*AWARD)
        + table("供应商名称|单价合计（元）", "霁川冰原车辆有限公司|1286.5")
        + lines(*CONTACT)
    )
    assert "amount" not in one(found, "award")


def test_9_a_candidate_has_not_won() -> None:
    found = page(
        lines("雪地摩托采购中标候选人公示", "项目编号：BY-2024-19", "招标人：白榆湾市应急管理局")
        + table(
            "排名|中标候选人名称|投标报价（元）",
            "1|霁川冰原车辆有限公司|1268000",
            "2|澜浦雪域机械有限公司|1291000",
        )
    )
    assert not facts(found, "award")
    assert [r["rank"] for r in rows(found, "candidate")] == ["1", "2"]


def test_9_the_losers_of_an_award_have_not_won_either() -> None:
    found = page(
        lines(
            *AWARD,
            "供应商名称：霁川冰原车辆有限公司",
            "中标（成交）金额：126.8万元",
            "八、其他补充事宜",
        )
        + table(
            "供应商名称|资格审查|最终报价（元）|综合得分|排名",
            "霁川冰原车辆有限公司|通过|1268000|92|1",
            "澜浦雪域机械有限公司|通过|1291000|88|2",
        )
    )
    assert rows(found, "award") == [{"supplier": "霁川冰原车辆有限公司", "amount": "1268000"}]


def test_10_a_proposed_single_source_has_not_won() -> None:
    found = page(
        lines(
            "雪地摩托维保单一来源采购公示",
            "采购人：白榆湾市应急管理局",
            "项目名称：雪地摩托维保",
            "拟采购的货物或服务的预算金额：30万元",
            "二、拟定供应商信息",
            "名称：霁川冰原车辆有限公司",
        )
    )
    assert not facts(found, "award")
    assert one(found, "candidate") == {"supplier": "霁川冰原车辆有限公司"}


def test_11_a_correction_states_both_values_and_awards_nothing() -> None:
    found = page(
        lines(
            "雪地摩托采购中标公告更正公告",
            "一、项目基本情况",
            "原公告的采购项目编号：BY-2024-19",
            "原公告的采购项目名称：雪地摩托采购",
            "首次公告日期：2024年5月6日",
            "二、更正信息",
            "更正事项：采购结果",
        )
        + table("序号|更正项|更正前内容|更正后内容", "1|中标金额|1268000元|1286000元")
    )
    assert one(found, "amendment") == {"item": "中标金额", "before": "1268000", "after": "1286000"}
    assert not facts(found, "award")


def _spending(*told: list[Cell]) -> str:
    head: list[Cell] = [
        "科目编码",
        "科目名称",
        "2023年执行数",
        "2024年预算数",
        "基本支出",
        "项目支出",
    ]
    return grid(head, *told)


def test_12_last_years_column_is_not_this_years() -> None:
    document = paper(
        COVER,
        "收支总表",
        "一般公共预算支出表",
        "单位：万元",
        _spending(cells("224 灾害防治及应急管理支出 910.00 980.00 700.00 280.00")),
    )
    told = table_facts(budget, document, "budget_line")
    assert [r["amount"] for r in told] == ["9800000"]


def test_13_numbers_of_columns_and_rows_are_no_amounts() -> None:
    document = paper(
        COVER,
        "收支总表",
        "一般公共预算支出表",
        "单位：万元",
        _spending(
            cells("栏次 1 2 3 4 5"),
            cells("224 灾害防治及应急管理支出 910.00 980.00 700.00 280.00"),
        ),
    )
    told = table_facts(budget, document, "budget_line")
    assert [(r["code"], r["amount"]) for r in told] == [("224", "9800000")]


def test_14_occasions_are_not_persons() -> None:
    assert normalise("quantity", "不少于10人次").unit == "人次"
    assert normalise("quantity", "不少于10人").unit == "人"


@pytest.mark.parametrize("name", ["长白山", "图们江"])
def test_15_a_mountain_and_a_river_are_no_places_of_the_code(name: str) -> None:
    assert place_code(name)[0] is None
    assert not find_places(f"{name}沿线巡护")


def test_16_plan_and_outcome_are_different_bases() -> None:
    document = paper(
        COVER,
        "收支总表",
        "单位：万元",
        grid(["项目", "预算数"], cells("本年收入合计 980.00")),
        "2024年收支总预算980万元，比2023年执行数增加70万元，增长7.69%。",
        "公务接待费5万元，比2023年预算数减少1万元，下降16.67%。",
    )
    told = {f["item"]: f.get("base_phase") for f in table_facts(budget, document, "yoy")}
    assert set(told.values()) == {"executed", "approved"}


def test_17_one_bodys_own_level_is_not_the_whole() -> None:
    table_of_all = grid(
        [("收入", 1, 2), ("支出", 1, 2)],
        ["项目", "预算数", "项目", "预算数"],
        ["收入总计", "980.00", "支出总计", "980.00"],
    )
    own = paper(
        "白榆湾市应急管理局（本级）2024年单位预算",
        "收支总表",
        "单位：万元",
        table_of_all,
        "支出总表",
    )
    whole = paper(COVER, "收支总表", "单位：万元", table_of_all, "支出总表")
    (own_body,) = {r["body"] for r in table_facts(budget, own, "budget_total")}
    (body,) = {r["body"] for r in table_facts(budget, whole, "budget_total")}
    assert own_body == "白榆湾市应急管理局（本级）"
    assert own_body != body


def test_18_names_of_experts_are_in_no_fact_and_masked_in_what_is_shown() -> None:
    body = lines(
        *AWARD,
        "供应商名称：霁川冰原车辆有限公司",
        "中标（成交）金额：126.8万元",
        "五、评审专家（单一来源采购人员）名单：",
        "钟示例、俞示例（采购人代表）",
        *CONTACT,
    )
    document = read(f"<html><body>{body}</body></html>".encode(), "notice.html")
    told = extract(document)
    shown = [a.quote for f in told.facts for a in f.anchors]
    shown += [v.value for f in told.facts for v in f.fields.values()]
    assert not any("示例" in s for s in shown)
    hidden = masked_text(document.pages[0].text)
    assert not any(name in hidden for name in ("钟示例", "俞示例", "单示例"))


def test_19_the_page_number_does_not_join_the_sum_above_it() -> None:
    first, second = SamplePage(), SamplePage()
    told = ["雪地摩托采购中标公告", "项目编号：BY-2024-19", "供应商名称：霁川冰原车辆有限公司"]
    for n, line in enumerate([*told, "中标金额：1,268,000.00元"]):
        first.text(60, 60 + 24 * n, line)
    first.text(280, 800, "3")
    second.text(60, 60, "采购人：白榆湾市应急管理局")
    second.text(280, 800, "4")
    found = extract(read(pdf([first, second]), "notice.pdf"))
    assert one(found, "award")["amount"] == "1268000"
    assert one(found, "notice")["buyer"] == "白榆湾市应急管理局"


def test_19_nor_does_the_mark_of_a_footnote() -> None:
    found = page(
        lines(*AWARD, "供应商名称：霁川冰原车辆有限公司") + "<p>中标金额：1268000元<sup>①</sup></p>"
    )
    assert one(found, "award")["amount"] == "1268000"


def test_20_two_tables_side_by_side_are_not_one_row() -> None:
    document = paper(
        COVER,
        "收支总表",
        "单位：万元",
        grid(
            [("收入", 1, 2), ("支出", 1, 2)],
            ["项目", "预算数", "项目", "预算数"],
            ["本年收入合计", "960.00", "本年支出合计", "980.00"],
            ["收入总计", "990.00", "支出总计", "990.00"],
        ),
        "支出总表",
    )
    told = {
        (r["side"], r["scope"]): r["amount"] for r in table_facts(budget, document, "budget_total")
    }
    assert told["income", "year"] == "9600000"
    assert told["expenditure", "year"] == "9800000"


def test_words_and_digits_that_disagree_both_stand() -> None:
    found = text("""
雪地摩托采购中标公告
项目编号：BY-2024-19
采购人：白榆湾市应急管理局
供应商名称：霁川冰原车辆有限公司
中标金额：壹佰贰拾陆万捌仟元整（￥1286000.00）
""")
    assert {r["amount"] for r in rows(found, "award")} == {"1268000", "1286000"}
    assert all(f.confidence < 0.5 for f in facts(found, "award"))
    assert "PT423" in codes(found)

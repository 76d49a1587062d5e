"""The national forms of accounts and budgets give what they print, in every carrier."""

from __future__ import annotations

import pytest

from extract.budgets.national import ACCOUNT, PLAN
from extract.budgets.written import rows_of, told

CARRIERS = ["html", "xlsx", "docx", "pdf"]


@pytest.mark.parametrize("carrier", CARRIERS)
def test_the_forms_of_an_account_give_their_rows(carrier: str) -> None:
    found = told(ACCOUNT, carrier)
    balance = rows_of(found, "balance_line", "table", "side", "item", "fund", "scope", "amount")
    fiscal = [r[1:] for r in balance if r[0] == "财政拨款收入支出决算总表"]
    income = rows_of(found, "income_line", "code", "name", "source", "amount")
    economic = rows_of(found, "economic_line", "code", "name", "amount")
    funds = rows_of(found, "budget_line", "table", "code", "amount", "basic", "project")

    assert [p.message for p in found.problems] == []
    assert len(rows_of(found, "budget_total", "side")) == 4
    assert ("income", "其他收入", "", "", "95000") in [r[1:] for r in balance]
    assert [r for r in fiscal if r[3]] == [
        ("income", "本年收入合计", "", "year", "12405000"),
        ("expenditure", "本年支出合计", "", "year", "12205000"),
        ("expenditure", "本年支出合计", "一般公共预算", "year", "11805000"),
        ("expenditure", "本年支出合计", "政府性基金预算", "year", "400000"),
        ("income", "总计", "", "grand", "12505000"),
        ("expenditure", "总计", "", "grand", "12505000"),
        ("expenditure", "总计", "一般公共预算", "grand", "12105000"),
        ("expenditure", "总计", "政府性基金预算", "grand", "400000"),
    ]
    assert len(fiscal) == 18
    assert income[:3] == [
        ("", "合计", "", "12500000"),
        ("", "合计", "财政拨款收入", "12405000"),
        ("", "合计", "其他收入", "95000"),
    ]
    assert len(income) == 14
    assert economic == [
        ("301", "工资福利支出", "8000000"),
        ("30101", "基本工资", "5000000"),
        ("30102", "津贴补贴", "3000000"),
        ("303", "对个人和家庭的补助", "300000"),
        ("30302", "退休费", "300000"),
        ("", "人员经费合计", "8300000"),
        ("302", "商品和服务支出", "1500000"),
        ("30201", "办公费", "1000000"),
        ("30202", "印刷费", "500000"),
        ("310", "资本性支出", "200000"),
        ("31002", "办公设备购置", "200000"),
        ("", "公用经费合计", "1700000"),
    ]
    assert [r[1:] for r in funds if r[0].startswith("政府性基金")] == [
        ("", "410000", "", "410000"),
        ("212", "410000", "", "410000"),
        ("21208", "410000", "", "410000"),
    ]


@pytest.mark.parametrize("carrier", ["html", "xlsx", "docx"])
def test_heads_of_blank_cells_and_codes_in_names_are_read_alike(carrier: str) -> None:
    found = told(PLAN, carrier)
    income = rows_of(found, "income_line", "name", "source", "amount")
    fiscal = rows_of(found, "balance_line", "side", "item", "fund", "scope", "amount")

    assert [p.message for p in found.problems] == []
    assert len(income) == 21
    assert [r for r in income if r[0] == "青屿县公证处"] == [
        ("青屿县公证处", "", "2600000"),
        ("青屿县公证处", "本年收入", "2500000"),
        ("青屿县公证处", "一般公共预算", "2100000"),
        ("青屿县公证处", "政府性基金预算", "400000"),
        ("青屿县公证处", "上年结转结余", "100000"),
    ]
    assert fiscal[0] == ("income", "本年收入", "", "year", "12405000")
    assert len(fiscal) == 16
    assert rows_of(found, "economic_line", "code", "name", "amount") == [
        ("301", "工资福利支出", "8000000"),
        ("30101", "基本工资", "5000000"),
        ("30102", "津贴补贴", "3000000"),
        ("", "人员经费小计", "8000000"),
        ("302", "商品和服务支出", "1700000"),
        ("30201", "办公费", "1700000"),
        ("", "公用经费小计", "1700000"),
    ]


@pytest.mark.parametrize(
    ("printed", "instead", "said"),
    [
        ("|1,170.80|1,130.80|40.00|", "|1,170.80|1,103.80|40.00|", "sum of its funds"),
        ("|1,250.00|1,240.50|||9.50|", "|1,250.00|1,204.50|||9.50|", "sum of its sources"),
        ("|30102|津贴补贴|300.00|", "|30102|津贴补贴|330.00|", "301 = sum of its 2 rows"),
        ("|总计|64|1,250.50|", "|总计|64|1,205.50|", "income = expenditure"),
        ("|31002|办公设备购置|20.00|", "|31002|办公设备购置|2.00|", "310 = sum of its 1 rows"),
    ],
)
def test_a_sum_that_fails_is_told(printed: str, instead: str, said: str) -> None:
    assert printed in ACCOUNT
    found = told(ACCOUNT.replace(printed, instead))

    assert any(p.code == "PT431" and said in p.message for p in found.problems)


def test_functional_and_economic_codes_in_one_row_are_told_and_not_mixed() -> None:
    both = """
#青屿县司法局2024年部门预算
支出预算明细表
单位：万元
|功能科目编码|功能科目名称|部门经济科目编码|部门经济科目名称|合计|
|2040601|行政运行|30101|基本工资|500.00|
|2040601|行政运行|30201|办公费|170.00|
---
收支总表
单位：万元
|项目|预算数|项目|预算数|
|收入总计|670.00|支出总计|670.00|
"""
    found = told(both)

    assert rows_of(found, "budget_line", "code", "amount") == []
    assert rows_of(found, "economic_line", "code", "amount") == []
    assert [p.code for p in found.problems] == ["PT449"]


@pytest.mark.parametrize("turned", [False, True], ids=["income first", "income last"])
def test_income_beside_coded_expenditure_is_no_amount_of_a_code(turned: bool) -> None:  # noqa: FBT001  (pytest's)
    rows = [
        (["收入", ""], ["支出", "", ""]),
        (["项目", "金额"], ["科目编码", "科目名称", "金额"]),
        (["政府性基金预算拨款收入", "110.00"], ["229", "其他支出", "120.00"]),
        (["上年结转", "10.00"], ["22960", "彩票公益金安排的支出", "120.00"]),
    ]
    laid = [b + a if turned else a + b for a, b in rows]
    table = "\n".join(f"|{'|'.join(r)}|" for r in laid)
    found = told(
        f"#榕峪县司法局2023年部门预算\n政府性基金预算收支表\n单位：万元\n{table}\n---\n收支总表\n"
    )

    assert rows_of(found, "budget_line", "code", "amount") == [
        ("229", "1200000"),
        ("22960", "1200000"),
    ]


BY_BODY = """
#2025年松嶂市公安局部门预算
支出总表
单位：万元
|单位名称|科目编码|科目名称|合计|基本支出|项目支出|
|松嶂市公安局本级|204|公共安全支出|500.00|300.00|200.00|
||20402|公安|500.00|300.00|200.00|
|松嶂市公安局交警支队|204|公共安全支出|150.00|100.00|50.00|
||20402|公安|150.00|100.00|50.00|
||合计||650.00|400.00|250.00|
---
收支总表
"""


@pytest.mark.parametrize("carrier", ["html", "xlsx", "docx"])
def test_lines_of_several_bodies_keep_their_own(carrier: str) -> None:
    found = told(BY_BODY, carrier)
    lines = [f for f in found.facts if f.kind == "budget_line"]

    assert rows_of(found, "budget_line", "body", "code", "amount") == [
        ("松嶂市公安局本级", "204", "5000000"),
        ("松嶂市公安局本级", "20402", "5000000"),
        ("松嶂市公安局交警支队", "204", "1500000"),
        ("松嶂市公安局交警支队", "20402", "1500000"),
        ("松嶂市公安局", "", "6500000"),
    ]
    classes = [f for f in lines if "code" in f.fields and f.fields["code"].value == "204"]
    assert all("204 = sum of its 1 rows (amount)" in f.reasons for f in classes)


IN_AND_OUT = """
#霁川市市场监督管理局2023年度部门决算
公开05表
一般公共预算财政拨款支出决算表
单位：万元
|项目|<|<|<|年初结转和结余|<|本年收入|<|<|本年支出|<|<|
|支出功能分类科目编码|<|<|科目名称|合计|基本支出结转|合计|基本支出|项目支出|合计|基本支出|项目支出|
|类|款|项|^|^|^|^|^|^|^|^|^|
|201|<|<|一般公共服务支出|12.00|2.00|800.00|600.00|200.00|805.00|600.00|205.00|
|20138|<|<|市场监督管理事务|12.00|2.00|800.00|600.00|200.00|805.00|600.00|205.00|
---
收入支出决算总表
"""


@pytest.mark.parametrize("carrier", ["html", "xlsx", "docx", "pdf"])
def test_what_was_spent_is_no_income_of_the_year(carrier: str) -> None:
    found = told(IN_AND_OUT, carrier)

    assert rows_of(found, "budget_line", "code", "amount", "basic", "project") == [
        ("201", "8050000", "6000000", "2050000"),
        ("20138", "8050000", "6000000", "2050000"),
    ]


def test_two_views_of_one_money_are_read_by_the_departments_codes() -> None:
    both = """
#青屿县人民法院2024年部门预算
一般公共预算基本支出表
单位：元
|政府预算支出经济分类|<|部门预算支出经济分类|<|合计|人员经费|公用经费|
|科目编码|科目名称|科目编码|科目名称|^|^|^|
|501|机关工资福利支出|301|工资福利支出|900,000.00|900,000.00||
|50101|工资奖金津补贴|30101|基本工资|900,000.00|900,000.00||
||||合计|900,000.00|900,000.00||
---
收支总表
"""
    assert rows_of(told(both), "economic_line", "code", "name", "amount") == [
        ("301", "工资福利支出", "900000"),
        ("30101", "基本工资", "900000"),
        ("", "合计", "900000"),
    ]

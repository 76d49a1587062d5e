"""The three public expenses, in heads merged or printed as blank cells, by item, year or body."""

from __future__ import annotations

import pytest

from extract.budgets.written import rows_of, told
from papertrace.model import Extraction  # noqa: TC001  (a type that tests read)

BLANK = """
#霁川市司法局2023年度部门决算
---
公开07表
一般公共预算财政拨款“三公”经费支出决算表
部门：霁川市司法局          单位：万元
|预算数||||||决算数||||||
|合计|因公出国（境）费|公务用车购置及运行维护费|||公务接待费|合计|因公出国（境）费|公务用车购置及运行维护费|||公务接待费|
|||小计|公务用车购置费|公务用车运行维护费||||小计|公务用车购置费|公务用车运行维护费||
|1|2|3|4|5|6|7|8|9|10|11|12|
|50.00|5.00|40.00|20.00|20.00|5.00|42.50||39.00|20.00|19.00|3.50|
---
公开03表
支出决算表
部门：霁川市司法局          单位：万元
|科目编码|科目名称|本年支出合计|基本支出|项目支出|
|204|公共安全支出|1,180.30|950.30|230.00|
"""
WANTED = [
    ("approved", "合计", "500000"),
    ("approved", "因公出国（境）费", "50000"),
    ("approved", "公务用车购置及运行维护费", "400000"),
    ("approved", "公务用车购置费", "200000"),
    ("approved", "公务用车运行维护费", "200000"),
    ("approved", "公务接待费", "50000"),
    ("executed", "合计", "425000"),
    ("executed", "公务用车购置及运行维护费", "390000"),
    ("executed", "公务用车购置费", "200000"),
    ("executed", "公务用车运行维护费", "190000"),
    ("executed", "公务接待费", "35000"),
]


def _public(found: Extraction) -> list[tuple[str, ...]]:
    return rows_of(found, "three_public", "phase", "item", "amount")


@pytest.mark.parametrize("carrier", ["html", "xlsx", "docx", "pdf"])
def test_a_merged_head_printed_as_blank_cells_keeps_plan_and_outcome_apart(carrier: str) -> None:
    found = told(BLANK, carrier)
    public = [f for f in found.facts if f.kind == "three_public"]

    assert _public(found) == WANTED
    assert all("sum" in f.reasons[0] or "vehicles" in f.reasons[0] for f in public)
    assert [p.code for p in found.problems if p.code in {"PT431", "PT449"}] == []


def test_a_sum_that_fails_is_told_and_believed_less() -> None:
    found = told(BLANK.replace("|39.00|20.00|19.00|", "|39.00|21.00|19.00|"))
    doubted = [f for f in found.facts if f.kind == "three_public" and f.confidence < 0.7]

    assert [f.fields["amount"].value for f in doubted] == ["390000", "210000", "190000"]
    assert [p.code for p in found.problems] == ["PT431"]


def test_two_cells_that_would_be_one_item_are_told_and_not_given() -> None:
    """A head centred over blank cells tells no one which amounts are plan and which are outcome."""
    centred = BLANK.replace("|预算数||||||决算数||||||", "||||预算数||||||决算数||")
    found = told(centred)

    assert "PT449" in [p.code for p in found.problems]
    assert ("executed", "合计", "500000") not in _public(found)
    assert ("executed", "合计", "425000") not in _public(found)


BY_BODY = """
#青屿县公安局2025年部门预算
“三公”经费预算表
单位：万元
|单位名称|“三公”经费合计|因公出国（境）费|公务用车购置及运行费|公务接待费|
|合计|30.00|0.00|26.00|4.00|
|青屿县公安局本级|20.00|0.00|18.00|2.00|
|青屿县公安局交通警察大队|10.00|0.00|8.00|2.00|
---
支出总表
单位：万元
|科目编码|科目名称|合计|基本支出|项目支出|
|204|公共安全支出|1,180.30|950.30|230.00|
"""


def test_a_row_for_each_of_several_bodies_gives_each_its_own() -> None:
    found = told(BY_BODY, "xlsx")
    whole = [r for r in rows_of(found, "three_public", "body", "item", "amount") if "合计" in r[1]]

    assert whole[1:] == [
        ("青屿县公安局本级", "“三公”经费合计", "200000"),
        ("青屿县公安局交通警察大队", "“三公”经费合计", "100000"),
    ]
    assert whole[0][0] == "青屿县公安局"


BY_ITEM = """
#青屿县公安局2025年部门预算
2025年“三公”经费支出表
单位：万元
|项目|2024年预算数|2025年预算数|增减额|
|合计|33.00|30.00|-3.00|
|1.因公出国（境）费|2.00|0.00|-2.00|
|2.公务用车购置及运行费|27.00|26.00|-1.00|
|其中：（1）公务用车购置费|||0.00|
|（2）公务用车运行费|27.00|26.00|-1.00|
|3.公务接待费|4.00|4.00|0.00|
---
支出总表
单位：万元
|科目编码|科目名称|合计|基本支出|项目支出|
|204|公共安全支出|1,180.30|950.30|230.00|
"""


def test_items_in_rows_lose_their_numbers_and_keep_their_years() -> None:
    found = rows_of(told(BY_ITEM, "docx"), "three_public", "year", "item", "amount")

    assert [r for r in found if r[0] == "2025"] == [
        ("2025", "合计", "300000"),
        ("2025", "因公出国（境）费", "0"),
        ("2025", "公务用车购置及运行费", "260000"),
        ("2025", "公务用车运行费", "260000"),
        ("2025", "公务接待费", "40000"),
    ]
    assert len(found) == 10


def test_the_whole_is_taken_where_its_sources_stand_beside_it() -> None:
    sources = BY_ITEM.replace(
        "|项目|2024年预算数|2025年预算数|增减额|",
        "|项目|2025年预算数|<|<|\n|^|合计|财政拨款|其他资金|",
    )
    found = rows_of(told(sources), "three_public", "year", "item", "amount")

    assert ("2025", "合计", "330000") in found
    assert {r[0] for r in found} == {"2025"}
    assert len(found) == 5

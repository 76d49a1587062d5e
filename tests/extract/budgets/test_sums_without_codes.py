"""Sums of lines without codes, and changes that a table itself prints, held or told."""

from __future__ import annotations

import pytest

from extract.budgets.written import told

COVER = "#霁川市司法局2024年部门预算\n收支总表\n---\n"
WORDED = f"""{COVER}支出总表
单位：万元
|项目|合计|基本支出|项目支出|
|公共安全支出（类）|100.00|60.00|40.00|
|公安（款）|100.00|60.00|40.00|
|行政运行（项）|60.00|60.00||
|执法办案（项）|40.00||40.00|
|住房保障支出（类）|10.00|10.00||
|合计|110.00|70.00|40.00|
"""
INDENTED = f"""{COVER}支出总表
单位：万元
|项目|合计|基本支出|项目支出|
|公共安全支出|100.00|60.00|40.00|
|　　公安|100.00|60.00|40.00|
|　　　　行政运行|60.00|60.00||
|　　　　执法办案|40.00||40.00|
|住房保障支出|10.00|10.00||
|　　住房改革支出|10.00|10.00||
|合计|110.00|70.00|40.00|
"""
CHANGED = f"""{COVER}一般公共预算支出表
单位：万元
|功能分类科目|<|2023年执行数|2024年预算数|<|<|2024年预算数比2023年执行数|<|
|科目编码|科目名称|^|小计|基本支出|项目支出|增减额|增减%|
|204|公共安全支出|80.00|100.00|60.00|40.00|20.00|25.00%|
|20402|公安|80.00|100.00|60.00|40.00|20.00|25.00%|
|2040201|行政运行|30.00|60.00|60.00||30.00|100.00%|
|2040220|执法办案|50.00|40.00||40.00|-10.00|-20.00%|
|20404|检察|||||||
||合计|80.00|100.00|60.00|40.00|20.00|25.00%|
"""
BOTH_YEARS = f"""{COVER}“三公”经费支出表
单位：万元
|项目|上年预算数|本年预算数|增减额|增减率（%）|
|合计|12.00|9.00|-3.00|-25.00|
|公务接待费|4.00|1.00|-3.00|-75.00|
|公务用车购置及运行费|8.00|8.00|0.00|0.00|
"""


@pytest.mark.parametrize("carrier", ["html", "docx", "pdf"])
@pytest.mark.parametrize("paper", [WORDED, INDENTED, CHANGED, BOTH_YEARS])
def test_what_adds_up_supports_its_lines(paper: str, carrier: str) -> None:
    found = told(paper, carrier)
    lines = [f for f in found.facts if f.kind in {"budget_line", "three_public"}]

    assert len(lines) > 2
    assert all(f.confidence > 0.9 for f in lines)
    assert found.problems == ()


@pytest.mark.parametrize(
    ("paper", "printed", "instead", "code", "said"),
    [
        (WORDED, "（类）|100.00|60.00|", "（类）|101.00|61.00|", "PT431", "公共安全支出（类）"),
        (WORDED, "|10.00|10.00||", "|11.00|11.00||", "PT431", "合计 = sum of 2 rows"),
        (INDENTED, "行政运行|60.00|60.00|", "行政运行|66.00|66.00|", "PT431", "公安 = sum of 2"),
        (CHANGED, "|30.00|100.00%", "|13.00|100.00%", "PT431", "2040201: the printed change"),
        (CHANGED, "|-10.00|-20.00%", "|-10.00|-25.00%", "PT436", "2040220: the printed percentage"),
        (CHANGED, "|-10.00|-20.00%", "|10.00|20.00%", "PT431", "2040220: the printed change"),
        (BOTH_YEARS, "|-3.00|-75.00|", "|-3.00|-57.00|", "PT436", "公务接待费: the printed"),
    ],
)  # fmt: skip
def test_what_does_not_add_up_is_told(
    paper: str, printed: str, instead: str, code: str, said: str
) -> None:
    assert printed in paper
    found = told(paper.replace(printed, instead))

    assert any(p.code == code and said in p.message for p in found.problems)


def test_an_indent_that_proves_nothing_says_nothing() -> None:
    """Names are often centred: where they begin is no level then."""
    found = told(INDENTED.replace("公安|100.00|60.00|40.00", "公安|7.00|7.00|").replace(
        "　　住房改革支出|10.00|10.00", "　　住房改革支出|3.00|3.00"))  # fmt: skip

    assert found.problems == ()


def test_a_change_against_one_of_two_earlier_columns_is_held_against_the_named_one() -> None:
    both = f"""{COVER}一般公共预算支出表
单位：万元
|科目编码|科目名称|2023年预算数|2023年执行数|2024年预算数|比2023年执行数增减|
|204|公共安全支出|70.00|80.00|100.00|20.00|
|221|住房保障支出|10.00|12.00|10.00|-2.00|
"""
    held = told(both)
    unnamed = told(both.replace("比2023年执行数增减", "增减额"))

    assert all("the printed change" in f.reasons[0] for f in held.facts if f.kind == "budget_line")
    assert not any("change" in r for f in unnamed.facts for r in f.reasons)
    assert [*held.problems, *unnamed.problems] == []

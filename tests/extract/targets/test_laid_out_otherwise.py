"""Target tables across, as text, with blank names and with a bare 总额: read, or told."""

from __future__ import annotations

import pytest

from extract.budgets.written import rows_of, told

FIELDS = ("project", "level1", "level2", "indicator", "operator", "value", "unit", "weight")
WANTED = [
    ("执法办案经费", "产出指标", "数量指标", "处置案件数量", ">=", "20", "起", "30"),
    ("执法办案经费", "产出指标", "数量指标", "移交人员数量", ">=", "5", "人", "10"),
    ("执法办案经费", "产出指标", "质量指标", "案件办结率", ">=", "95", "percent", "30"),
    ("执法办案经费", "满意度指标", "服务对象满意度指标", "群众满意度", ">=", "90", "percent", "20"),
]
ACROSS = """
#2025年项目支出绩效目标表
单位：青屿县公安局
|项目名称|执法办案经费|<|<|<|
|一级指标|产出指标|<|<|满意度指标|
|二级指标|数量指标|<|质量指标|服务对象满意度指标|
|三级指标|处置案件数量|移交人员数量|案件办结率|群众满意度|
|指标值|≥20起|≥5人|≥95%|≥90%|
|分值|30|10|30|20|
"""
BLANKS_ACROSS = """
#2025年项目支出绩效目标表
单位：青屿县公安局
|项目名称|执法办案经费||||
|一级指标|产出指标|产出指标|产出指标|满意度指标|
|二级指标|数量指标|数量指标|质量指标|服务对象满意度指标|
|三级指标|处置案件数量|移交人员数量|案件办结率|群众满意度|
|指标值|≥20起|≥5人|≥95%|≥90%|
|分值|30|10|30|20|
"""
LINES = """
#2025年项目支出绩效目标申报表
项目名称：执法办案经费
单位：青屿县公安局
一级指标
二级指标
三级指标
指标值
分值
产出指标
数量指标
处置案件数量
≥20起
30
移交人员数量
≥5人
10
质量指标
案件办结率
≥95%
30
满意度指标
服务对象满意度指标
群众满意度
≥90%
20
"""
WIDE = """
#2025年项目支出绩效目标申报表
项目名称：执法办案经费
一级指标 二级指标 三级指标 指标性质 指标值 度量单位 权重
产出指标 数量指标 处置案件数量 ≥ 20 起 30
移交人员数量 ≥ 5 人 10
质量指标 案件办结率 ≥ 95 % 30
满意度指标 服务对象满意度指标 群众满意度 ≥ 90 % 20
"""


@pytest.mark.parametrize("carrier", ["html", "xlsx", "docx", "pdf"])
@pytest.mark.parametrize("paper", [ACROSS, BLANKS_ACROSS], ids=["merged", "repeated"])
def test_indicators_in_columns_are_rows(paper: str, carrier: str) -> None:
    assert rows_of(told(paper, carrier), "performance_target", *FIELDS) == WANTED


@pytest.mark.parametrize("carrier", ["html", "docx", "pdf"])
@pytest.mark.parametrize("paper", [LINES, WIDE], ids=["cells", "rows"])
def test_targets_printed_as_text_are_read(paper: str, carrier: str) -> None:
    assert rows_of(told(paper, carrier), "performance_target", *FIELDS) == WANTED


@pytest.mark.parametrize(
    ("printed", "instead"),
    [
        ("\n≥5人\n10\n", "\n≥5人\n"),  # its points are lost: those of which row follow?
        ("\n移交人员数量\n≥5人\n", "\n≥5人\n"),
        ("\n案件办结率\n≥95%\n30\n", "\n≥95%\n30\n"),
    ],
)
def test_text_that_lost_a_cell_is_told_and_not_guessed(printed: str, instead: str) -> None:
    assert printed in LINES
    found = told(LINES.replace(printed, instead))

    assert rows_of(found, "performance_target", "indicator") == []
    assert "PT448" in [p.code for p in found.problems]


RESULT = """
#项目支出绩效自评表（2024年度）
|项目名称|口岸勤务保障经费|<|<|<|<|<|
|主管部门|青杼县公安局|<|实施单位|青杼县公安局口岸大队|<|<|
|项目资金（万元）||年初预算数|全年预算数|全年执行数|分值|执行率|
|^|总额|120.00|118.50|110.25|10|93.04%|
|^|其中：财政拨款|120.00|118.50|110.25|—|—|
|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|
|产出指标|数量指标|处置案件数量|≥20起|23起|50|50|
|^|质量指标||≥95%|96%|20|20|
|效益指标|社会效益指标|边境秩序|持续稳定|达成预期指标|20|20|
|总分|<|<|<|<|100|90|
"""


@pytest.mark.parametrize("carrier", ["html", "xlsx", "docx", "pdf"])
def test_a_bare_sum_of_a_block_of_money_is_the_projects(carrier: str) -> None:
    found = told(RESULT, carrier)

    assert rows_of(found, "project_budget", "phase", "amount") == [
        ("approved", "1200000"),
        ("adjusted", "1185000"),
        ("executed", "1102500"),
    ]


@pytest.mark.parametrize("carrier", ["html", "xlsx", "docx"])
def test_a_row_without_a_name_takes_no_levels_name_and_is_told(carrier: str) -> None:
    found = told(RESULT, carrier)
    nameless = [p for p in found.problems if p.code == "PT434"]

    assert rows_of(found, "performance_result", "indicator") == [("处置案件数量",), ("边境秩序",)]
    assert [p.anchor.quote for p in nameless if p.anchor] == ["≥95%"]
    assert [p.code for p in found.problems] == ["PT434"]


def test_a_goal_in_words_beside_the_values_is_no_value() -> None:
    listing = """
#2025年度预算项目绩效目标批复表
单位名称：榕峪县公安局
|项目名称|绩效目标|一级指标|二级指标|三级指标|指标性质|指标值|计量单位|
|天网工程运维|保障监控正常运行|产出指标|数量指标|监控探头数|≥|850|个|
|^|^|产出指标|质量指标|在线率|≥|98|%|
"""
    found = rows_of(told(listing, "docx"), "performance_target", "indicator", "operator", "value")

    assert found == [("监控探头数", ">=", "850"), ("在线率", ">=", "98")]


APART = """
#2023年项目支出绩效自评表
项目名称：应急物资储备经费
预算执行情况（单位：万元）
|项目|年初预算|调整后预算|实际支出|执行率（%）|得分|
|总计|300.00|280.00|252.00|90.00|9|
|财政拨款|300.00|280.00|252.00|90.00|—|
指标完成情况
|一级指标|二级指标|三级指标|年初目标值|全年完成值|分值|得分|
|产出指标|数量指标|采购帐篷数量|≥200顶|210顶|45|45|
|产出指标|质量指标|验收合格率|=100%|100%|45|45|
"""


@pytest.mark.parametrize("carrier", ["html", "xlsx", "docx"])
def test_money_in_a_table_of_its_own_is_the_projects(carrier: str) -> None:
    found = told(APART, carrier)

    assert rows_of(found, "project_budget", "project", "phase", "amount") == [
        ("应急物资储备经费", "approved", "3000000"),
        ("应急物资储备经费", "adjusted", "2800000"),
        ("应急物资储备经费", "executed", "2520000"),
    ]
    assert rows_of(found, "budget_execution", "rate", "score") == [("90", "9")]


def test_a_projects_money_without_a_unit_is_told() -> None:
    found = told(APART.replace("（单位：万元）", "（10分）"))

    assert rows_of(found, "project_budget", "amount") == []
    assert [p.anchor.quote for p in found.problems if p.code == "PT432" and p.anchor] == ["总计"]


def test_targets_in_lines_of_prose_are_told() -> None:
    found = told("""
#霁川市卫生健康委员会2024年项目绩效目标表
数量指标：培训乡村医生≥300人次（20分）
质量指标：考核合格率≥95%（20分）
""")

    assert "PT448" in [p.code for p in found.problems]

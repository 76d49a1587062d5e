"""A project's money in a listing's column or in the lines above a form; counts in percent."""

from __future__ import annotations

import pytest

from budget_samples import facts, grid, paper, problems
from papertrace.extract.forms import perf_target
from papertrace.extract.target_values import odd_unit, read_target

ROWS = grid(
    ["一级指标", "二级指标", "三级指标", "指标值", "权重"],
    ["产出指标", "数量指标", "界江巡逻天数", "≥200天", "45"],
    ["效益指标", "社会效益指标", "界江安全", "明显提升", "45"],
)
LISTED = "【产出指标-数量指标】指标1：维护设备数量（≥77台）；指标2：巡检次数（≥24次）"


def _sums(*above: str) -> list[tuple[str | None, str]]:
    told = paper("2024年项目支出绩效目标表", "单位名称：北屿边境检查站", *above, ROWS)
    return [(r["project"], r["amount"]) for r in facts(perf_target, told, "project_budget")]


@pytest.mark.parametrize(
    "above",
    [
        ("项目名称：界江巡防  金额单位：元", "项目总额：1,236,000"),
        ("项目名称：界江巡防    预算金额：123.6万元",),
        ("项目名称：界江巡防", "项目资金（万元）：123.6"),
        ("项目名称：界江巡防", "年度预算资金总额：1236000元，其中：财政拨款1000000元"),
    ],
)
def test_the_total_in_the_lines_above_a_form(above: tuple[str, ...]) -> None:
    assert _sums(*above) == [("界江巡防", "1236000")]


def test_a_source_or_what_was_spent_is_no_total_and_no_unit_is_told() -> None:
    assert _sums("项目名称：界江巡防", "其中：财政预算资金：30万元") == []
    assert _sums("项目名称：界江巡防", "执行金额：30万元") == []
    told = paper("2024年项目支出绩效目标表", "项目名称：界江巡防", "项目总额：1236", ROWS)
    assert "PT432" in [p.code for p in problems(perf_target, told)]


@pytest.mark.parametrize("head", ["预算数（万元）", "2025年预算金额（万元）", "资金总额（万元）"])
def test_the_total_in_the_column_of_a_listing(head: str) -> None:
    told = paper(
        "2025年项目绩效目标公开表",
        grid(
            ["单位名称", "项目名称", head, "年度绩效目标", "绩效指标"],
            ["北屿边境检查站", "查验设备运维", "56.8", "保障运行", LISTED],
            ["北屿边境检查站", "船艇维修", "30", "维修船艇", LISTED],
        ),
    )
    found = facts(perf_target, told, "project_budget")
    assert [(r["project"], r["amount"]) for r in found] == [
        ("查验设备运维", "568000"),
        ("船艇维修", "300000"),
    ]


@pytest.mark.parametrize(
    ("name", "printed", "odd"),
    [
        ("监控点位在线数", "260", True),
        ("新建岗亭座数", "12", True),
        ("故障修复时间", "24", True),
        ("巡逻车次", "80", True),
        ("群众满意指数", "95", False),
        ("任务完成数", "100", False),
        ("设备在线率", "97", False),
    ],
)
def test_a_count_or_a_time_in_percent_is_odd(name: str, printed: str, *, odd: bool) -> None:
    assert odd_unit(name, read_target(printed, unit="百分比", name=name)) is odd


def test_the_totals_of_a_grid_that_names_a_project_a_row() -> None:
    told = paper(
        "2024年项目支出绩效目标汇总表",
        grid(
            [
                "单位名称",
                "项目名称",
                "预算金额（元）",
                "一级指标",
                "二级指标",
                "三级指标",
                "指标值",
            ],
            [
                ("北屿边境检查站", 3, 1),
                ("边境巡防", 2, 1),
                ("860000", 2, 1),
                "产出指标",
                "数量指标",
                "巡逻次数",
                "≥730次",
            ],
            ["产出指标", "质量指标", "巡逻覆盖率", "≥95%"],
            ["船艇维修", "320000", "产出指标", "数量指标", "维修船艇", "3艘"],
        ),
    )
    found = facts(perf_target, told, "project_budget")
    assert [(r["project"], r["amount"], r["body"]) for r in found] == [
        ("边境巡防", "860000", "北屿边境检查站"),
        ("船艇维修", "320000", "北屿边境检查站"),
    ]


def test_a_listing_that_names_projects_under_the_bodies_head() -> None:
    listed = "【产出指标-质量指标】指标1：视频在线率（≥0.97比例）；指标2：点位在线数（≥260%）"
    told = paper(
        "北屿市公安局2025年项目绩效目标和指标",
        grid(
            ["单位编码", "单位名称（项目类别/支出项目）", "年度预算安排", "绩效目标"],
            ["037001", "机房租赁", "1681680", listed],
        ),
    )
    found = facts(perf_target, told, "performance_target")
    assert [(r["project"], r["value"], r["unit"]) for r in found] == [
        ("机房租赁", "97", "percent"),
        ("机房租赁", "260", "percent"),
    ]
    assert {"PT432", "PT433"} <= {p.code for p in problems(perf_target, told)}


def test_a_price_for_each_crossing_is_not_one_for_each_person() -> None:
    told = paper(
        "2025年项目支出绩效目标表",
        "项目名称：界江巡防",
        grid(
            ["一级指标", "二级指标", "三级指标", "指标值", "权重"],
            ["成本指标", "经济成本指标", "每人次成本", "≤1.2万元", "45"],
            ["成本指标", "经济成本指标", "每人成本", "≤2万元", "45"],
        ),
    )
    found = facts(perf_target, told, "performance_target")
    assert [r["per"] for r in found] == ["每人次", "每人"]

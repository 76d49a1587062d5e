"""Tables of budgets and targets that came as one cell a line are told, where no form reads them."""

from __future__ import annotations

import pytest

from notice_samples import codes, text

LINES = "类|款|项|科目名称|合计|基本支出|项目支出|204|02|01|行政运行|1,260.50|1,000.50|260.00"
PUBLIC = "项目|本年预算数|因公出国（境）费|0.00|公务接待费|3.20|公务用车购置及运行费|86.00"
PROJECTS = "项目名称|预算数|界河巡防|120.00|执勤船艇维修|39.80|智慧边防运维|56.00"
BASIC = "科目编码|科目名称|人员经费|公用经费|301|工资福利支出|860.20|0.00|302|商品和服务支出|140.30"
TARGETS = "一级指标|二级指标|三级指标|指标值|产出指标|数量指标|巡逻次数|≥300次"


@pytest.mark.parametrize(
    ("title", "cells", "code"),
    [
        ("部门支出总体情况表", LINES, "PT449"),
        ("白榆湾市公安局支出情况", LINES, "PT449"),
        ("“三公”经费支出情况表", PUBLIC, "PT449"),
        ("2025年项目支出预算表", PROJECTS, "PT449"),
        ("一般公共预算基本支出表", BASIC, "PT449"),
        ("项目支出绩效目标", TARGETS, "PT448"),
    ],
)
def test_a_flattened_budget_or_target_table_is_never_silent(
    title: str, cells: str, code: str
) -> None:
    found = text(title + "\n单位：万元\n" + cells.replace("|", "\n") + "\n")
    assert found.facts or code in codes(found)


def test_a_letter_with_figures_is_no_budget() -> None:
    found = text("关于召开会议的通知\n各单位：\n请于5月6日到会。\n1\n2\n3\n收入\n支出\n")
    assert not codes(found)

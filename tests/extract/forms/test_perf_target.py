"""Target forms in many layouts, all invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

from budget_samples import cells, facts, grid, paper, problems
from papertrace.extract.forms import budget, perf_target, self_eval
from papertrace.extract.forms.perf_target import extract
from papertrace.model import Fact

if TYPE_CHECKING:
    from papertrace.model import Document

KIND = "performance_target"
HEAD = ["一级指标", "二级指标", "三级指标", "指标值", "分值权重（90分）"]


def central() -> Document:
    return paper(
        "项目支出绩效目标表（2025年度）",
        "单位名称：北屿边境检查站",
        grid(
            ["项目名称", ("巡逻艇购置", 1, 4)],
            ["主管部门", ("青杼总站", 1, 2), "实施单位", "北屿边境检查站"],
            [("项目资金（万元）", 2, 1), ("年度资金总额", 1, 2), "985.00", "执行率分值10"],
            [("其中：财政拨款", 1, 2), "985.00", ""],
            ["年度总体目标", ("购置2艘巡逻艇，合格率达到100%", 1, 4)],
            HEAD,
            ["成本指标", "经济成本指标", "项目总成本", "≤985.00万元", "20"],
            [("产出指标", 2, 1), "数量指标", "每个站点配备数量", "=2艘", "30"],
            ["时效指标", "购置完成时间", "2025年10月31日前", "10"],
            ["效益指标", "社会效益指标", "水上巡逻能力", "有效提升", "20"],
            ["满意度指标", "服务对象满意度指标", "使用人员满意度", "≥90%", "10"],
        ),
    )


def test_the_central_form_is_read_row_by_row() -> None:
    rows = facts(perf_target, central(), KIND)

    assert {(r["body"], r["year"], r["project"]) for r in rows} == {
        ("北屿边境检查站", "2025", "巡逻艇购置")
    }
    assert [r["level1"] for r in rows] == [
        "成本指标", "产出指标", "产出指标", "效益指标", "满意度指标",
    ]  # fmt: skip
    cost, number, time, words, content = rows
    assert (cost["operator"], cost["value"], cost["unit"]) == ("<=", "9850000", "CNY")
    assert (number["operator"], number["value"], number["unit"]) == ("=", "2", "艘")
    assert number["per"] == "每个站点"
    assert (time["operator"], time["value"]) == ("<=", "2025-10-31")
    assert words["qualitative_text"] == "有效提升"
    assert "operator" not in words
    assert "value" not in words
    assert (content["value"], content["unit"], content["weight"]) == ("90", "percent", "10")


def test_the_goal_above_the_rows_gives_no_row_and_the_total_gives_money() -> None:
    document = central()

    assert len(facts(perf_target, document, KIND)) == 5
    (money,) = facts(perf_target, document, "project_budget")
    assert (money["project"], money["amount"]) == ("巡逻艇购置", "9850000")


def test_a_merged_level_is_inherited_with_its_own_anchor() -> None:
    fact = [f for f in extract(central()) if isinstance(f, Fact) and f.kind == KIND][2]

    assert fact.fields["level1"].inherited
    assert [a.quote for a in fact.anchors if a.field == "level1"] == ["产出指标"]


def test_a_blank_level_goes_on_but_not_into_a_new_higher_level() -> None:
    document = paper(
        "2025年项目绩效目标表",
        "项目名称：巡防经费",
        grid(
            HEAD,
            ["产出指标", "数量指标", "巡防次数", "≥4次", "20"],
            ["", "", "巡防里程", "≥300公里", "20"],
            ["效益指标", "", "边境秩序", "持续稳定", "50"],
        ),
    )

    first, second, third = facts(perf_target, document, KIND)

    assert (second["level1"], second["level2"]) == ("产出指标", "数量指标")
    assert third["level1"] == "效益指标"
    assert "level2" not in third
    assert first["project"] == third["project"] == "巡防经费"


def test_sign_value_and_unit_in_three_columns() -> None:
    document = paper(
        "部门预算项目绩效目标表（2025年）",
        grid(
            cells("单位名称 项目名称 一级指标 二级指标 三级指标 指标性质 指标值 度量单位 权重"),
            [("青杼县公安局", 3, 1), ("监控运维费", 2, 1), ("产出指标", 2, 1),
             *cells("数量指标 监控点位数量 ≥ 350 个 20")],
            ["质量指标", "设备完好率", "≥", "0.98", "%", "20"],
            ["辅警经费", "效益指标", "社会效益指标", "防控能力", "定性", "优良中低差", "", "20"],
        ),
    )  # fmt: skip

    points, rate, words = facts(perf_target, document, KIND)

    assert (points["operator"], points["value"], points["unit"]) == (">=", "350", "个")
    assert (rate["value"], rate["unit"]) == ("98", "percent")
    assert words["qualitative_text"] == "优良中低差"
    assert [r["project"] for r in (points, rate, words)] == ["监控运维费", "监控运维费", "辅警经费"]
    assert {r["body"] for r in (points, rate, words)} == {"青杼县公安局"}


def test_targets_listed_inside_one_cell() -> None:
    document = paper(
        "2024年项目绩效目标表",
        grid(
            ["项目名称", "单位名称", "预算金额（万元）", "绩效目标"],
            [
                "装备更新", "北屿边防大队", "385.00",
                ("【产出指标-数量指标】指标1:购置巡逻艇(≥2艘)；指标2:配套装备(≥77台)；"
                "【效益指标-社会效益指标】指标1:管控能力(有效提升)"),
            ],
        ),
    )  # fmt: skip

    boats, gear, words = facts(perf_target, document, KIND)

    assert (boats["indicator"], boats["operator"], boats["value"], boats["unit"]) == (
        "购置巡逻艇", ">=", "2", "艘",
    )  # fmt: skip
    assert (gear["level1"], gear["level2"], gear["value"]) == ("产出指标", "数量指标", "77")
    assert words["qualitative_text"] == "有效提升"
    assert words["project"] == "装备更新"


def test_points_before_values_and_other_names_of_levels() -> None:
    document = paper(
        "2024年度绩效目标申报表",
        grid(
            [("项目名称：边检信息化运维", 1, 5)],
            ["指标类别", "指标名称", "分值", "绩效指标内容", "目标值"],
            [("产出类", 2, 1), "数量", "10", "运维系统数量", "12套"],
            ["时效", "15", "故障响应时间", "≤2小时"],
            ["满意度类", "满意度", "10", "旅客满意度", "95分以上"],
        ),
    )

    number, time, content = facts(perf_target, document, KIND)

    assert (number["level1"], number["level2"], number["indicator"]) == (
        "产出类", "数量", "运维系统数量",
    )  # fmt: skip
    assert (number["weight"], number["value"], number["unit"]) == ("10", "12", "套")
    assert "operator" not in number
    assert (time["operator"], time["weight"]) == ("<=", "15")
    assert (content["operator"], content["value"]) == (">=", "95")
    assert number["project"] == "边检信息化运维"


def test_explanations_and_deduction_rules_are_no_values() -> None:
    document = paper(
        "2025年项目支出绩效目标表",
        "预算单位：霁川县公安局",
        grid(
            cells("一级指标 二级指标 三级指标 指标类型 指标值 计量单位 指标解释 扣分标准"),
            cells("产出指标 数量指标 培训人次 定量 ≥1,200 人次 培训规模 每少1人次扣0.1分"),
            cells("产出指标 质量指标 培训合格率 定量 不低于95 % 合格人数 每降低1%扣1分"),
        ),
    )  # fmt: skip

    number, rate = facts(perf_target, document, KIND)

    assert (number["operator"], number["value"], number["unit"]) == (">=", "1200", "人次")
    assert (rate["operator"], rate["value"], rate["unit"]) == (">=", "95", "percent")
    assert "weight" not in number


def test_left_over_rows_of_the_form_are_no_facts() -> None:
    document = paper(
        "2025年项目支出绩效目标表",
        grid(
            HEAD,
            [("产出指标（60分）", 3, 1), ("数量指标", 2, 1), "指标1：巡防次数", "≥4次", "60"],
            ["指标2：……", "", ""],
            ["质量指标", "指标1：", "", ""],
        ),
    )

    (row,) = facts(perf_target, document, KIND)

    assert (row["level1"], row["indicator"]) == ("产出指标", "巡防次数")


def test_a_weight_over_several_rows_belongs_to_none_of_them() -> None:
    document = paper(
        "2025年项目支出绩效目标表",
        grid(
            HEAD,
            ["产出指标", "数量指标", "巡防次数", "≥4次", ("40", 2, 1)],
            ["产出指标", "质量指标", "完好率", "≥90%"],
        ),
    )

    assert all("weight" not in row for row in facts(perf_target, document, KIND))


def test_two_forms_below_each_other_keep_their_projects() -> None:
    rows = ["产出指标", "数量指标", "巡防次数", "≥4次", "90"]
    document = paper(
        "2025年项目支出绩效目标表",
        grid(
            ["项目名称", ("甲项目", 1, 4)], HEAD, rows, ["项目名称", ("乙项目", 1, 4)], HEAD, rows
        ),
    )

    assert [r["project"] for r in facts(perf_target, document, KIND)] == ["甲项目", "乙项目"]


def test_what_does_not_add_up_or_fit_is_a_problem() -> None:
    document = paper(
        "2025年项目支出绩效目标表",
        grid(
            HEAD,
            ["产出指标", "质量指标", "群众满意度", "≥95人", "30"],
            ["产出指标", "数量指标", "巡防次数", "", "10"],
        ),
    )

    assert {p.code for p in problems(perf_target, document)} == {"PT433", "PT434", "PT435"}
    (row,) = facts(perf_target, document, KIND)
    assert row["unit"] == "人"  # given as printed


def test_a_form_inside_a_budget_is_a_part_of_it() -> None:
    overall = grid(["收入", "支出"], ["收入总计", "支出总计"])
    document = paper(
        "甲县乙局2025年部门预算", "收支总表", overall, "支出总表",
        "2025年项目支出绩效目标表", grid(HEAD, ["产出指标", "数量指标", "次数", "≥4次", "90"]),
    )  # fmt: skip

    assert budget.recognise(document)
    assert perf_target.recognise(document)
    assert not self_eval.recognise(document)
    assert facts(perf_target, document, KIND)[0]["body"] == "甲县乙局"

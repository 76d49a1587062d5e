"""Self-evaluations, all invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

from budget_samples import cells, facts, grid, paper, problems
from papertrace.extract.forms import perf_target, self_eval

if TYPE_CHECKING:
    from papertrace.model import Document

KIND = "performance_result"


def sample() -> Document:
    return paper(
        "项目支出绩效自评表（2024年度）",
        grid(
            ["项目名称", ("口岸勤务保障经费", 1, 6)],
            ["主管部门", ("青杼县公安局", 1, 2), "实施单位", ("青杼县公安局口岸大队", 1, 3)],
            [("项目资金（万元）", 3, 1), "", *cells("年初预算数 全年预算数 全年执行数 执行率 分")],
            ["年度资金总额", "120.00", "118.50", "110.25", "93.04%", "9.30"],
            ["其中：财政拨款", "120.00", "118.50", "110.25", "—", "—"],
            ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
            [("产出指标（50分）", 3, 1), ("数量指标", 2, 1),
             *["指标1：处置案件数量", "≥20起", "23起", "15", "15"]],
            ["指标2：……", "", "", "", ""],
            ["质量指标", "指标1：案件办结率", "≥95%", "92%", "15", "16"],
            cells("效益指标（30分） 社会效益指标 指标1：边境秩序 持续稳定 达成预期指标 30 30"),
            [("总分", 1, 5), "100", "97.3"],
            ["项目负责人：", "邬示例", "", "", "", "", ""],
        ),
    )  # fmt: skip


def test_targets_and_results_of_one_row_are_one_fact() -> None:
    cases, rate, words = facts(self_eval, sample(), KIND)

    assert (cases["indicator"], cases["operator"], cases["value"], cases["unit"]) == (
        "处置案件数量", ">=", "20", "起",
    )  # fmt: skip
    assert (cases["actual"], cases["weight"], cases["score"]) == ("23起", "15", "15")
    assert (rate["level1"], rate["level2"]) == ("产出指标", "质量指标")
    assert (words["qualitative_text"], words["actual"]) == ("持续稳定", "达成预期指标")
    assert {r["body"] for r in (cases, rate, words)} == {"青杼县公安局口岸大队"}


def test_a_self_evaluation_gives_no_target_rows() -> None:
    assert self_eval.recognise(sample())
    assert not perf_target.recognise(sample())
    assert facts(perf_target, sample(), "performance_target") == []


def test_the_money_is_told_by_phase() -> None:
    money = facts(self_eval, sample(), "project_budget")

    assert {(m["phase"], m["amount"]) for m in money} == {
        ("approved", "1200000"),
        ("adjusted", "1185000"),
        ("executed", "1102500"),
    }


def test_a_score_above_its_points_is_a_problem() -> None:
    found = [p for p in problems(self_eval, sample()) if p.code == "PT437"]

    assert len(found) == 1
    assert found[0].anchor is not None
    assert found[0].anchor.quote == "16"


def test_full_points_for_an_unmet_target_are_noticed() -> None:
    document = paper(
        "2024年度项目绩效自评表",
        grid(
            ["一级指标", "二级指标", "三级指标", "指标值", "实际完成值", "分值", "得分"],
            ["产出指标", "质量指标", "完成率", "≥95%", "90%", "50", "50"],
            ["产出指标", "数量指标", "巡防次数", "≥4次", "4次", "50", "50"],
        ),
    )

    (found,) = [p for p in problems(self_eval, document) if p.code == "PT439"]

    assert found.anchor is not None
    assert found.anchor.quote == "90%"


def test_names_of_persons_are_not_in_any_fact() -> None:
    for kind in (KIND, "project_budget"):
        assert all("邬示例" not in v for f in facts(self_eval, sample(), kind) for v in f.values())


def test_results_with_sign_value_and_unit_apart() -> None:
    document = paper(
        "2023年度项目绩效自评表",
        grid(
            ["专项名称", ("装备购置", 1, 8)],
            ["预算单位", ("青杼县公安局", 1, 8)],
            [("一级指标", 2, 1), ("二级指标", 2, 1), ("三级指标", 2, 1), ("指标值", 1, 3),
             ("完成值", 2, 1), ("权重", 2, 1), ("得分", 2, 1)],
            ["符号", "值", "单位"],
            ["产出指标", "数量指标", "装备数量", "≥", "77", "台（套）", "80", "60", "60"],
            ["效益指标", "社会效益指标", "处突能力", "定性", "优良中低差", "", "优", "30", "28"],
        ),
    )  # fmt: skip

    gear, words = facts(self_eval, document, KIND)

    assert (gear["operator"], gear["value"], gear["unit"], gear["actual"]) == (
        ">=", "77", "台（套）", "80",
    )  # fmt: skip
    assert (words["qualitative_text"], words["actual"], words["score"]) == (
        "优良中低差",
        "优",
        "28",
    )
    assert gear["project"] == "装备购置"


def test_a_form_whose_result_column_is_empty_is_still_a_target_form() -> None:
    document = paper(
        "2025年度项目绩效表",
        grid(
            ["一级指标", "二级指标", "三级指标", "指标值", "实际完成值", "分值", "得分"],
            ["产出指标", "数量指标", "巡防次数", "≥4次", "", "90", ""],
        ),
    )

    assert perf_target.recognise(document)
    assert not self_eval.recognise(document)

"""The values of target rows, cell by cell."""

from __future__ import annotations

import pytest

from papertrace.extract.target_values import Target, odd_unit, read_target


@pytest.mark.parametrize(
    ("text", "operator", "value", "unit"),
    [
        ("≥95%", ">=", "95", "percent"),
        ("95%以上", ">=", "95", "percent"),
        ("不低于百分之九十五", ">=", "95", "percent"),
        ("100%", "", "100", "percent"),
        ("＝100％", "=", "100", "percent"),
        ("≤30分钟", "<=", "30", "分钟"),
        ("≥3,200公里", ">=", "3200", "公里"),
        ("≥12人次", ">=", "12", "人次"),
        ("10人", "", "10", "人"),
        ("≤985.00万元", "<=", "9850000", "CNY"),
        ("5天以内", "<=", "5", "天"),
        (">3起", ">", "3", "起"),
        ("低于2件", "<", "2", "件"),
        ("30-50人", "", "[30,50]", "人"),
        ("[30,50]", "", "[30,50]", ""),
        ("80%-90%", "", "[80,90]", "percent"),
        ("2025年10月31日前", "<=", "2025-10-31", ""),
        ("2025年6月底前", "<=", "2025-06-30", ""),
        ("2025年底前", "<=", "2025-12-31", ""),
        ("=2025年3月1日", "=", "2025-03-01", ""),
        ("达到90分以上", ">=", "90", "分"),
        ("案件办结率≥95%", ">=", "95", "percent"),
        ("20%≤X≤30%", "", "[20,30]", "percent"),
        ("8小时内", "<=", "8", "小时"),
        ("2个以上(含2个)", ">=", "2", "个"),
        ("2024.5", "", "2024.5", ""),
    ],
)
def test_a_value_is_read_with_its_sign_and_unit(
    text: str, operator: str, value: str, unit: str
) -> None:
    target = read_target(text)

    assert (target.operator, target.value, target.unit) == (operator, value, unit)


@pytest.mark.parametrize(
    "text",
    ["有效提升", "达成预期指标", "优良中低差", "按计划推进第3期工程", "2024年1-12月", "2024年全年"],
)
def test_words_stay_words(text: str) -> None:
    assert read_target(text) == Target(words=text)


@pytest.mark.parametrize("text", ["", "—", "-", "/", "……", "无"])
def test_nothing_is_no_value(text: str) -> None:
    assert read_target(text) == Target()


def test_sign_value_and_unit_may_stand_in_cells_of_their_own() -> None:
    assert read_target("77", sign="≥", unit="台") == Target("77", ">=", "台")
    assert read_target("优良中低差", sign="定性") == Target(words="优良中低差")
    assert read_target("385.5", sign="≤", unit="万元") == Target("3855000", "<=", "CNY")


def test_what_a_value_counts_for_is_kept_apart() -> None:
    assert read_target("每例不超过30天") == Target("30", "<=", "天", per="每例")
    assert read_target("每年不少于4次").per == "每年"


def test_a_rate_printed_as_a_share_is_percent() -> None:
    target = read_target("≥0.95", name="案件办结率")

    assert (target.value, target.unit) == ("95", "percent")
    assert target.note
    assert read_target("0.95", name="人均面积").value == "0.95"


def test_a_date_without_a_year_takes_the_forms_and_says_so() -> None:
    target = read_target("12月31日前", year="2024")

    assert (target.operator, target.value) == ("<=", "2024-12-31")
    assert target.note
    assert read_target("12月31日前") == Target(words="12月31日前")


def test_plainly_wrong_units_are_noticed_and_others_not() -> None:
    assert odd_unit("群众满意度", Target("95", ">=", "人"))
    assert odd_unit("培训人数", Target("95", ">=", "percent"))
    assert not odd_unit("案件办结率", Target("95", ">=", "percent"))
    assert not odd_unit("购置数量", Target("2", "=", "艘"))

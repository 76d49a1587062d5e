"""What changed between two years: rows of targets, rows of budgets, and what documents state."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analyse.invented import STATION, accepted
from analyse.purchases import judged
from papertrace.analyse.budget_diff import budget_diff
from papertrace.analyse.target_diff import target_diff

if TYPE_CHECKING:
    from papertrace.analyse.budget_diff import BudgetDifference
    from papertrace.analyse.changes import Change, Difference
    from papertrace.model import AcceptedFact, Judgement

YEARS = (2023, 2024)
OLD, NEW = "移民事务工作经费", "移民管理保障经费"


def target(year: int, indicator: str, value: str, project: str = OLD, **more: str) -> AcceptedFact:
    given = {"level1": "产出指标", "level2": "数量指标", "operator": ">=", "unit": "人", **more}
    return accepted(
        "performance_target", f"b{year}.pdf", body=STATION, year=str(year), project=project,
        indicator=indicator, value=value, **given,
    )  # fmt: skip


def compared(facts: list[AcceptedFact], *judgements: Judgement) -> Difference:
    return target_diff(facts, STATION, YEARS, judgements, {})


def one(facts: list[AcceptedFact], *judgements: Judgement) -> Change:
    (change,) = compared(facts, *judgements).changes
    return change


def test_every_kind_of_change_of_a_row_is_named() -> None:
    for more, what in (
        ({"value": "12"}, "value_changed"),
        ({"operator": "="}, "value_changed"),
        ({"per": "每个站点"}, "value_changed"),
        ({"unit": "人次"}, "unit_changed"),
        ({"weight": "10"}, "weight_changed"),
        ({"level2": "质量指标"}, "moved"),
        ({"indicator": "处置遣返人员的数量"}, "wording_changed"),
    ):
        row = {"indicator": "处置遣返人员数量", "value": "10", **more}
        change = one([target(2023, "处置遣返人员数量", "10"), target(2024, **row)])
        assert change.what == (what,), more
        assert (len(change.old), len(change.new)) == (1, 1)


def test_equal_rows_are_unchanged_and_a_difference_has_one_unit() -> None:
    same = one([target(2023, "查处人数", "10"), target(2024, "查处人数", "10")])
    assert same.what == ("unchanged",)
    more = one([target(2023, "查处人数", "10"), target(2024, "查处人数", "14")])
    assert more.delta == "4"
    other = one([target(2023, "查处人数", "10"), target(2024, "查处人数", "14", unit="人次")])
    assert other.what == ("value_changed", "unit_changed")
    assert other.delta == ""


def test_rows_without_a_counterpart_are_new_and_removed() -> None:
    made = compared([target(2023, "法治宣传次数", "4"), target(2024, "处置遣返人员数量", "12")])
    assert {(c.what[0], c.label) for c in made.changes} == {
        ("new", "处置遣返人员数量"),
        ("removed", "法治宣传次数"),
    }


def test_two_rows_of_one_wording_are_told_apart_by_level_and_value() -> None:
    facts = [
        target(2023, "完成数量", "10"),
        target(2023, "完成数量", "20"),
        target(2024, "完成数量", "20"),
        target(2024, "完成数量", "10"),
    ]
    assert [c.what for c in compared(facts).changes] == [("unchanged",), ("unchanged",)]


def test_rows_that_were_joined_are_merged() -> None:
    facts = [
        target(2023, "查处人数", "10"),
        target(2023, "遣返人数", "6"),
        target(2024, "全年查处人数和遣返人数以及移交边民合计", "16"),
    ]
    (change,) = compared(facts).changes
    assert change.what == ("merged",)
    assert len(change.old) == 2


def money(year: int, project: str, amount: str) -> AcceptedFact:
    given = {"body": STATION, "year": str(year), "project": project, "amount": amount}
    return accepted("project_budget", f"b{year}.pdf", **given)


def renamed() -> list[AcceptedFact]:
    return [
        target(2023, "查处人数", "10"),
        target(2024, "查处人数", "12", NEW),
        money(2023, OLD, "100"),
        money(2024, NEW, "110"),
    ]


def test_a_renamed_project_is_proposed_and_followed_only_by_a_persons_word() -> None:
    before = compared(renamed())
    assert {c.what[0] for c in before.changes} == {"new", "removed"}
    (asked,) = before.proposals
    assert (asked.left, asked.right) == (OLD, NEW)
    assert any("indicators are shared" in r for r in asked.reasons)
    assert any("amounts are near" in r for r in asked.reasons)
    after = compared(renamed(), judged(NEW, "lineage", OLD))
    assert {c.what[0] for c in after.changes} == {"value_changed", "renamed"}
    assert after.proposals == ()
    apart = compared(renamed(), judged(NEW, "different", OLD))
    assert apart.proposals == ()


def test_a_year_without_facts_and_another_scope_are_refused() -> None:
    assert "no accepted fact" in compared([target(2023, "查处人数", "1")]).problems[0].message
    facts = [
        target(2023, "查处人数", "1", reporting_scope="own"),
        target(2024, "查处人数", "1", reporting_scope="aggregated"),
    ]
    made = compared(facts)
    assert made.changes == ()
    assert "different reporting scopes: own and aggregated" in made.problems[0].message


def line(year: int, code: str, name: str, amount: str, **more: str) -> AcceptedFact:
    given = {"phase": "approved", "table": f"{year}年度{STATION}一般公共预算支出表", **more}
    return accepted(
        "budget_line", f"b{year}.pdf", body=STATION, year=str(year), code=code, name=name,
        amount=amount, **given,
    )  # fmt: skip


def yoy(item: str, amount: str, delta: str, year: int = 2024, **more: str) -> AcceptedFact:
    base = str(year - 1)
    return accepted(
        "yoy", f"b{year}.pdf", item=item, amount=amount, delta=delta, year=str(year),
        base_year=base, **more,
    )  # fmt: skip


BASE = [
    line(2023, "204", "公共安全支出", "600"),
    line(2023, "20402", "公安", "600"),
    line(2023, "2040201", "行政运行", "400"),
    line(2023, "2040220", "执法办案", "200"),
    line(2024, "204", "公共安全支出", "690"),
    line(2024, "20402", "公安", "690"),
    line(2024, "2040201", "行政运行", "430"),
    line(2024, "2040221", "执法办案", "260"),
]


def budgets(*facts: AcceptedFact, base: list[AcceptedFact] | None = None) -> BudgetDifference:
    every = [*(BASE if base is None else base), *facts]
    return budget_diff(every, {f.digest: STATION for f in every}, STATION, YEARS)


def test_rows_of_budgets_are_keyed_by_table_and_code() -> None:
    found = {c.label: c for c in budgets().difference.changes}
    assert found["2040201 行政运行"].delta == "30"
    assert found["2040221 执法办案"].what == ("moved", "value_changed")
    assert found["2040221 执法办案"].before == "2040220 200"
    assert len(found) == 4


def test_new_removed_renamed_and_merged_rows() -> None:
    base = [
        line(2023, "30201", "办公费", "1"), line(2024, "30201", "办公费用", "1"),
        line(2023, "30207", "邮电费", "2"), line(2023, "30205", "水费", "3"),
        line(2023, "30206", "电费", "4"), line(2024, "30209", "水费、电费", "7"),
        line(2024, "30211", "差旅费", "5"),
    ]  # fmt: skip
    found = {c.label: c.what for c in budgets(base=base).difference.changes}
    assert found == {
        "30201 办公费用": ("renamed",),
        "30209 水费、电费": ("merged",),
        "30211 差旅费": ("new",),
        "30207 邮电费": ("removed",),
    }


@pytest.mark.parametrize(
    ("sentence", "verdict", "found"),
    [
        (yoy("公共安全（类）支出", "690", "90", pct="15"), "agrees", "+90 (+15 %)"),
        (yoy("公安（款）行政运行（项）", "430", "30", pct="7.5"), "agrees", "+30"),
        (yoy("公安（款）行政运行（项）", "430", "30", pct="75"), "disagrees", "+30 (+7.5 %)"),
        (yoy("公安（款）行政运行（项）", "430", "40"), "disagrees", "430 after 400"),
        (yoy("公安（款）执法办案（项）", "260", "60"), "agrees", "260 after 200"),
        (yoy("公安（款）特勤业务（项）", "55", "5"), "not_found", ""),
        (yoy("公共安全（类）支出", "690", "90", base_phase="executed"), "not_compared", ""),
    ],
)
def test_what_a_document_states_is_compared_with_both_years(
    sentence: AcceptedFact, verdict: str, found: str
) -> None:
    (made,) = budgets(sentence).stated
    assert made.verdict == verdict
    assert found in made.found
    assert (made.facts != ()) == (verdict in ("agrees", "disagrees"))


def test_a_row_the_earlier_table_does_not_have_began_at_zero() -> None:
    new = line(2024, "2210203", "购房补贴", "50")
    (made,) = budgets(new, yoy("住房改革支出（款）购房补贴（项）", "50", "50")).stated
    assert made.verdict == "agrees"
    assert "the earlier table has no such row" in made.reason


def test_last_years_sentence_stands_in_where_no_row_is_held() -> None:
    before = yoy("预留机动经费预算数", "120", "0", 2023)
    (made,) = budgets(before, yoy("预留机动经费预算", "150", "30", pct="25")).stated
    assert made.verdict == "agrees"
    assert made.reason == "the earlier year's sentence on it"


def test_a_percentage_that_was_cut_off_agrees_and_one_place_more_does_not() -> None:
    base = [
        line(2023, "204", "公共安全支出", "796814"),
        line(2024, "204", "公共安全支出", "1088336"),
    ]
    for pct, verdict in (("36.58", "agrees"), ("36.59", "agrees"), ("36.57", "disagrees")):
        sentence = yoy("公共安全（类）支出", "1088336", "291522", pct=pct)
        assert budgets(sentence, base=base).stated[0].verdict == verdict


def test_phases_and_scopes_of_budgets_are_never_mixed() -> None:
    executed = [line(2024, "204", "公共安全支出", "690", phase="executed")]
    only = budgets(base=[BASE[0], *executed])
    assert "no accepted fact of" in only.difference.problems[0].message
    scopes = [
        line(2023, "204", "公共安全支出", "1", reporting_scope="own"),
        line(2024, "204", "公共安全支出", "1", reporting_scope="aggregated"),
    ]
    assert "different reporting scopes" in budgets(base=scopes).difference.problems[0].message


def test_one_row_with_two_sums_in_a_year_is_left_out_and_told() -> None:
    double = line(2024, "2040201", "行政运行", "431")
    made = budgets(double).difference
    assert not [c for c in made.changes if c.label.startswith("2040201")]
    assert any("430, 431" in p.message for p in made.problems)

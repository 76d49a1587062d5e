"""Problems quote what the page prints, also where a form reads it in another width."""

from __future__ import annotations

from budget_samples import paper
from papertrace.extract import extract
from papertrace.model import state_of


def _quoted(code: str, *lines: str) -> list[tuple[str, str]]:
    document = paper(*lines)
    found = [p.anchor for p in extract(document).problems if p.code == code and p.anchor]
    return [(a.quote, state_of(document.pages[a.page - 1], a)) for a in found]


def test_a_rate_that_does_not_follow_is_quoted_in_its_own_width() -> None:
    told = _quoted(
        "PT436",
        "霁川市司法局2023年度法治宣传项目绩效自评报告",
        "该项目年初预算100.00万元，实际支出90.00万元，预算执行率８５％。",
    )

    assert told == [("执行率８５％", "sound")]


def test_a_cost_of_several_buildings_is_quoted_in_its_own_width() -> None:
    told = _quoted(
        "PT442",
        "霁川市公安局拘留所和看守所建成投入使用",
        "2024年5月，拘留所建筑面积800平方米，看守所建筑面积1200平方米，均已建成投入使用。",
        "两个项目总投资１２００万元。",
    )

    assert [state for _, state in told] == ["sound"]
    assert "１２００" in told[0][0]

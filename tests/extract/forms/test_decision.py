"""Decisions on complaints and inspections are no calls for bids."""

from __future__ import annotations

import pytest

from notice_samples import codes, lines, one, page, rows


@pytest.mark.parametrize(
    ("title", "kind", "name"),
    [
        ("关于青禾县种子采购项目的投诉处理结果公告", "complaint", "青禾县种子采购项目"),
        ("青禾县财政局政府采购投诉处理决定书", "complaint", None),
        ("青禾县政府采购监督检查处理结果公告", "supervision", None),
    ],
)
def test_a_decision_judges_a_purchase_and_calls_for_nothing(
    title: str, kind: str, name: str | None
) -> None:
    told = lines(title, "一、项目编号：QH-2024-0077", "四、处理结果：责令重新开展采购，罚款5万元。")
    found = page(told.replace("<p>", "<h1>", 1).replace("</p>", "</h1>", 1))
    assert found.form == "decision@1"
    notice = one(found, "notice")
    assert (notice["form"], notice["kind"]) == ("other", kind)
    assert (notice["project_no"], notice.get("project_name")) == ("QH-2024-0077", name)
    assert not rows(found, "tender")
    assert "PT412" not in codes(found)


@pytest.mark.parametrize("what", ["12345投诉处理平台", "食品安全监督检查车辆"])
def test_what_a_purchase_is_for_is_no_decision(what: str) -> None:
    found = page(lines(f"{what}采购项目公开招标公告", "项目编号：QH-1", "预算金额：5万元"))
    assert one(found, "notice")["form"] == "tender"

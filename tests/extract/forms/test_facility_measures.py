"""Areas above and below ground stay apart from the whole; how many a building holds."""

from __future__ import annotations

import pytest

from notice_samples import lines, one, page, table

HEAD = "<h1>建设工程竣工验收备案公示表</h1>"


@pytest.mark.parametrize(
    ("label", "cell", "areas"),
    [
        ("建筑面积", "地上5,236.4㎡/地下1,020㎡", (None, "5236.4", "1020")),
        ("建筑面积", "6,256.4㎡（地上5,236.4㎡，地下1,020㎡）", ("6256.4", "5236.4", "1020")),
        ("建筑面积（㎡）", "地上5236.4 / 地下1020", (None, "5236.4", "1020")),
        ("总建筑面积", "0.62564万平方米，其中地上5236.4平方米", ("6256.4", "5236.4", None)),
        ("建筑面积", "6256.4平方米", ("6256.4", None, None)),
    ],
)
def test_an_area_that_is_parted(
    label: str, cell: str, areas: tuple[str | None, str | None, str | None]
) -> None:
    rows = table("工程名称|砚河县看守所监室扩建", f"{label}|{cell}", "竣工日期|2024年3月2日")
    found = one(page(HEAD + rows), "facility")
    assert tuple(found.get(n) for n in ("area", "above_ground", "below_ground")) == areas


@pytest.mark.parametrize(
    "row",
    ["监室|40间，设计关押120人", "设计容量（人）|120", "关押规模|120人", "备注|核定容纳120人"],
)
def test_how_many_it_holds(row: str) -> None:
    rows = table("工程名称|砚河县看守所监室扩建", "建筑面积|3000平方米", row)
    found = one(page(HEAD + rows), "facility")
    assert (found["capacity"], found["capacity_unit"]) == ("120", "人")


def test_what_was_accepted_is_more_than_completed() -> None:
    told = "砚河县拘留所项目建筑面积3000平方米，设计关押80人，已竣工验收合格。"
    found = one(page(lines("砚河县拘留所项目建设工程竣工公示", told)), "facility")
    assert (found["state"], found["capacity"]) == ("accepted", "80")


@pytest.mark.parametrize(
    ("title", "state"),
    [
        ("关于拟对砚河县拘留所项目环境影响报告表作出审批意见的公示", "planned"),
        (
            "关于拟对砚河县青杼镇边境派出所业务技术用房及附属配套设施新建项目环境影响报告表作出审批意见的公示",
            "planned",
        ),
        ("关于砚河县拘留所项目环境影响报告表拟审批的公示", "planned"),
        ("关于砚河县拘留所项目环境影响报告表审批意见的公告", "approved"),
        ("砚河县拘留所项目建筑工程施工许可信息公开", "approved"),
    ],
)
def test_a_decision_proposed_is_none_and_a_permit_is_no_start(title: str, state: str) -> None:
    rows = table("项目名称|建设单位|建筑面积", "砚河县拘留所项目|砚河县公安局|3860平方米")
    assert one(page(f"<h1>{title}</h1>{rows}"), "facility")["state"] == state


def test_what_experts_agree_to_is_no_approval() -> None:
    found = page(
        lines(
            "砚河派出所新建工程可行性研究报告通过专家评审",
            "与会专家一致同意该项目可行性研究报告通过评审。",
            "本项目拟按三类标准新建业务用房一幢，总建筑面积约943平方米。",
        )
    )
    assert one(found, "facility")["state"] == "planned"


def test_what_is_added_is_not_the_whole_and_who_invests_builds() -> None:
    found = page(
        lines(
            "砚河县看守所扩建项目环境影响报告表受理公示",
            "砚河县公安局拟投资3600万元扩建看守所，新增建筑面积4200平方米，扩建后总建筑面积9800平方米，"
            "新增关押床位200张，扩建后总床位500张。",
        )
    )
    told = one(found, "facility")
    assert (told["area"], told["capacity"], told["builder"], told["state"]) == (
        "9800",
        "500",
        "砚河县公安局",
        "planned",
    )
    found = page(
        lines("砚河县看守所扩建项目环境影响报告表受理公示", "该项目新增建筑面积4200平方米。")
    )
    assert one(found, "facility")["area"] == "4200"


def test_the_press_telling_of_an_approval_is_one() -> None:
    found = page(
        lines(
            "砚河县拘留所建设项目初设获批",
            "近日，州发改委批复同意砚河县拘留所建设项目初步设计，建筑面积2492.28平方米，设计拘押人数100人。",
        )
    )
    told = one(found, "facility")
    assert (told["name"], told["state"], told["area"]) == (
        "砚河县拘留所建设项目",
        "approved",
        "2492.28",
    )


def test_who_held_a_ceremony_is_no_part_of_a_buildings_name() -> None:
    found = page(
        lines(
            "砚河区举行公安业务技术用房新建工程奠基仪式",
            "6月30日，砚河区举行奠基仪式。工程占地面积14.1亩，总建筑面积18284平方米。",
        )
    )
    told = one(found, "facility")
    assert (told["name"], told["area"]) == ("公安业务技术用房新建工程", "18284")

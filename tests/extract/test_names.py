"""Names are cut free of seals, contacts, roles in a consortium and manufacturers."""

from __future__ import annotations

import pytest

from papertrace.extract.anchors import Spot
from papertrace.extract.names import is_person, looks_like_body, members_of, name_at, project_at
from papertrace.model import Page


def _spot(text: str) -> Spot:
    return Spot(Page(1, 100, 100, 0, text, (), (), "drawn"), 0, len(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("：白榆湾市应急管理局（盖章）", "白榆湾市应急管理局"),
        ("霁川衡正招标代理有限公司　联系人：单示例", "霁川衡正招标代理有限公司"),
        ("摩云系统（中国）有限公司。", "摩云系统（中国）有限公司"),
        ("霁川省体育中心（霁川省少年体校）", "霁川省体育中心（霁川省少年体校）"),
        ("某某事务所（特殊普通合伙）", "某某事务所（特殊普通合伙）"),
        ("某某县教育局\n2024年5月6日", "某某县教育局"),
        ("国家税务总局澜浦县税务局后\n勤服务中心", "国家税务总局澜浦县税务局后勤服务中心"),
    ],
)
def test_names_end_where_they_end(text: str, name: str) -> None:
    found = name_at(_spot(text))
    assert found is not None
    assert found.value == name
    assert "".join(found.spot.text.split()) == name


@pytest.mark.parametrize("text", ["", "详见公告正文", "/", "无"])
def test_blank_is_no_name(text: str) -> None:
    assert name_at(_spot(text)) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("霁川药业有限公司(生产企业：Pharma Limited)", ["霁川药业有限公司"]),
        ("霁川药业有限公司（西林）", ["霁川药业有限公司"]),
        (
            "甲乙信息技术有限公司（联合体牵头人）、霁川电子研究所（成员）",
            ["甲乙信息技术有限公司", "霁川电子研究所"],
        ),
        (
            "牵头人：甲乙信息技术有限公司；成员：霁川设计院有限公司",
            ["甲乙信息技术有限公司", "霁川设计院有限公司"],
        ),
        ("某某会计师事务所（特殊普通合伙）", ["某某会计师事务所（特殊普通合伙）"]),
    ],
)
def test_members_of_a_consortium(text: str, names: list[str]) -> None:
    assert [n.value for n in members_of(_spot(text))] == names


def test_persons_and_bodies() -> None:
    assert is_person("李示例")
    assert not is_person("霁川药业有限公司")
    assert looks_like_body("霁川药业有限公司")
    assert not looks_like_body("澜浦市木作路1号")
    assert not looks_like_body("详见公告正文")


def test_a_project_name_loses_its_number_and_method() -> None:
    found = project_at(_spot("电源改造工程（采购方式：竞争性磋商）"))
    assert found is not None
    assert found[0] == "电源改造工程"

"""Names and numbers of private persons are found; amounts, dates and bodies are left alone."""

from __future__ import annotations

import pytest

from papertrace.text.persons import is_personal_name, personal


def found(text: str) -> list[str]:
    return [text[s.start : s.end] for s in personal(text)]


@pytest.mark.parametrize(
    "name",
    ["钟示例", "王示例", "吕某示例", "欧阳示例", "单 示例", "买买提·示例", "王示例先生", "桑工"],
)
def test_a_bare_name_is_one(name: str) -> None:
    assert is_personal_name(name)


@pytest.mark.parametrize(
    "text",
    [
        "霁川示例有限公司",
        "白榆湾边检站",
        "江海公司",
        "方圆中心",
        "金盾厂",
        "项目",
        "项目名称",
        "单位",
        "金额合计",
        "高级工程师",
        "白榆湾市",
        "示例",
        "",
        "王",
        "A王示例",
        "12345",
    ],
)
def test_anything_else_is_not(text: str) -> None:
    assert not is_personal_name(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("项目联系人：单示例", ["单示例"]),
        ("联 系 人：单 示 例", ["单 示 例"]),
        ("联系方式：吕某示例,85950000", ["吕某示例", "85950000"]),
        ("评审专家名单\t钟示例、俞示例、薄示例", ["钟示例", "俞示例", "薄示例"]),
        ("联系电话：0000-5550155（简示例）", ["0000-5550155", "简示例"]),
        ("项目联系人：\n单示例、俞示例\n地址：界河路18号", ["单示例", "俞示例"]),
        ("法定代表人（签字）：王示例 日期：2024年3月5日", ["王示例"]),
        ("填报人：王示例 联系电话：0000-5550101", ["王示例", "0000-5550101"]),
        ("异议联系人（采购代理机构）：杨示例", ["杨示例"]),
        (
            "序号\t专家姓名\t工作单位\n1\t钟示例\t霁川大学\n2\t俞示例\t霁川示例公司",
            ["钟示例", "俞示例"],
        ),
    ],
)
def test_names_behind_labels(text: str, names: list[str]) -> None:
    assert found(text) == names

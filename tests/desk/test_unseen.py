"""What a second person reads unseen: figures, dates and names, and how their words are compared."""

from __future__ import annotations

import pytest

from papertrace.model import Fact, Field
from papertrace.workflow.unseen import choices, reads, unseen


def fact(name: str = "f", **fields: str) -> Fact:
    told = {n: Field(v, v, "CNY" if n == "amount" else None) for n, v in fields.items()}
    return Fact(name * 64, "d" * 64, "contract", told, (), "contract@1", 1.0)


def test_figures_dates_and_names_are_read_and_other_words_are_shown() -> None:
    one = fact(
        contract_no="YS-7",
        supplier="砚水示例设备有限公司",
        amount="5",
        signed="2031-02-03",
        per="年",
        year="2031",
    )
    assert unseen(one) == ("supplier", "amount", "signed", "year")


@pytest.mark.parametrize(
    ("name", "value", "words", "right"),
    [
        ("signed", "2031-02-03", "2031年2月3日", True),
        ("signed", "2031-02-03", "2031-02-03", True),
        ("signed", "2031-02-03", "2031年3月2日", False),
        ("signed", "2031-02-03", "2月3日", False),
        ("supplier", "砚水(示例)设备有限公司", "砚水（示例） 设备有限公司", True),
        ("supplier", "砚水示例设备有限公司", "砚水示例设备有限责任公司", False),
        ("year", "2031", "2031", True),
        ("year", "2031", "2030", False),
        ("amount", "26500", "26,500.00", True),
        ("amount", "26500", "2.65万元", False),
    ],
)
def test_words_are_compared_as_what_they_are(
    name: str, value: str, words: str, right: object
) -> None:
    assert reads(name, words, Field(value, value)) is right


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("2650", False),
        ("2650.00", False),
        ("2650万元", True),
        ("2,650.00 万元", True),
        ("26500000", True),
        ("26,500,000元", True),
        ("2650元", False),
        ("2650 USD", False),
    ],
)
def test_a_sum_of_a_table_is_read_with_its_unit(words: str, right: object) -> None:
    assert reads("amount", words, Field("26500000", "2650.00", "CNY")) is right


def test_a_name_is_chosen_among_those_most_like_it() -> None:
    one = fact(supplier="砚水示例设备有限公司")
    others = [
        fact(str(n), supplier=f"砚水示例{word}有限公司")
        for n, word in enumerate(("设施", "设备安装", "食品", "建筑", "印刷"))
    ]
    found = choices(one, "supplier", [one, *others])
    assert len(found) == 4
    assert {"砚水示例设备有限公司", "砚水示例设施有限公司", "砚水示例设备安装有限公司"} <= set(
        found
    )
    assert choices(one, "supplier", [one, others[0]]) == ()  # two to choose from tell it
    firsts = {
        choices(fact(c, supplier="砚水示例设备有限公司"), "supplier", others)[0]
        == "砚水示例设备有限公司"
        for c in "abcdefgh"
    }
    assert firsts == {True, False}  # its place tells nothing

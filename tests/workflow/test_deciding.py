"""What a person may enter: canonical, bounded, and never a private person."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from papertrace.errors import UsageError
from papertrace.model import Anchor, Box, Field, make_fact
from papertrace.workflow.deciding import corrected
from papertrace.workflow.typed_sums import without_unit

if TYPE_CHECKING:
    from papertrace.model import Fact


def fact(kind: str = "award") -> Fact:
    fields = {
        "amount": Field("3128000", "312.8", "CNY"),
        "supplier": Field("霁川星禾船艇有限公司", "霁川星禾船艇有限公司"),
        "date": Field("2024-07-11", "2024年07月11日"),
    }
    anchors = [
        Anchor(n, 1, (Box(0, 0, 1, 1),), None, f.written, 0, "", "", "x") for n, f in fields.items()
    ]
    return make_fact("d" * 64, kind, fields, anchors, form="award@1", confidence=0.9)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3128000.50", "3128000.5"),
        ("3,128,000", "3128000"),
        ("1000000", "1000000"),
        ("0", "0"),
        ("0.00", "0"),
    ],
)
def test_plain_decimals_are_taken(text: str, value: str) -> None:
    field = corrected(fact(), {"amount": text})["amount"]
    assert (field.value, field.written, field.currency) == (value, "312.8", "CNY")


@pytest.mark.parametrize(
    "text",
    ["1e40", "1e400", "-5", "1,2,3", "1_000", "nan", "inf", "", "三百", "12万", "9" * 40, "１２"],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        corrected(fact(), {"amount": text})


def test_a_reduction_may_be_below_zero() -> None:
    assert corrected(fact("budget_line"), {"amount": "-125000"})["amount"].value == "-125000"


@pytest.mark.parametrize("text", ["2024-02-30", "2024", "11.07.2024", "2024-13-01"])
def test_days_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(UsageError):
        corrected(fact(), {"date": text})


def test_a_private_person_is_never_entered() -> None:
    with pytest.raises(UsageError, match="private person"):
        corrected(fact(), {"supplier": "王示例"})
    with pytest.raises(UsageError, match="private person"):
        corrected(fact(), {"supplier": "霁川星禾船艇有限公司;王示例"})
    made = corrected(fact(), {"supplier": "云汀砚石信息技术有限公司"})
    assert made["supplier"].value == "云汀砚石信息技术有限公司"


def test_a_field_that_is_not_there_is_named() -> None:
    with pytest.raises(UsageError, match="no field 'rank'") as told:
        corrected(fact(), {"rank": "1"})
    assert "amount" in told.value.advice


@pytest.mark.parametrize("text", ["312.8", "312", "99", "31280000000", "312.8 "])
def test_a_figure_of_a_table_is_never_taken_without_its_unit(text: str) -> None:
    with pytest.raises(UsageError):
        corrected(fact(), {"amount": text})


def test_the_question_names_both_sums() -> None:
    with pytest.raises(UsageError, match=r"312\.8 CNY, or 312\.8 万元 = 3128000") as told:
        corrected(fact(), {"amount": "312.8"})
    assert "312.8元" in told.value.advice


@pytest.mark.parametrize(
    ("text", "value"), [("312.8万元", "3128000"), ("312.8元", "312.8"), ("99 yuan", "99")]
)
def test_a_sum_typed_with_its_unit_is_taken(text: str, value: str) -> None:
    assert corrected(fact(), {"amount": text})["amount"].value == value


@pytest.mark.parametrize("text", ["100 USD", "1万元至2万元"])
def test_another_currency_or_two_sums_are_refused(text: str) -> None:
    with pytest.raises(UsageError):
        corrected(fact(), {"amount": text})


def test_a_unit_that_the_typed_sum_contradicts_is_no_proof_of_it() -> None:
    unit = Anchor("amount", 1, (Box(0, 0, 1, 1),), None, "万元", 0, "", "", "x", role="unit")
    one = fact()
    made = replace(one, anchors=(*one.anchors, unit))
    assert without_unit(made, {"amount": "312.9万元"}) == made.anchors
    assert without_unit(made, {"amount": "3129000"}) == made.anchors
    assert without_unit(made, {"amount": "312.8元"}) == one.anchors

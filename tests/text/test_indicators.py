"""Indicator values keep sign, figure, unit and what they are per apart."""

from __future__ import annotations

import pytest

from papertrace.text.indicators import indicator, operator_of


@pytest.mark.parametrize(
    ("cells", "operator", "value", "unit", "per"),
    [
        (("≥12人次",), ">=", "12", "人次", ""),
        (("12", "≥", "人次"), ">=", "12", "人次", ""),
        (("12", "＝", "个"), "=", "12", "个", ""),
        (("12人次",), "", "12", "人次", ""),
        (("＝100%",), "=", "100", "percent", ""),
        (("98.5", "≥", "%"), ">=", "98.5", "percent", ""),
        (("每例≤20天",), "<=", "20", "day", "case"),
        (("≤45分钟",), "<=", "45", "minute", ""),
        (("≤88.50万元",), "<=", "885000", "CNY", ""),
        (("88.5", "≤", "万元"), "<=", "885000", "CNY", ""),
        (("≥2,400公里",), ">=", "2400000", "m", ""),
        (("30-50人次",), "", "[30,50]", "人次", ""),
        (("2024年11月30日前",), "<=", "2024-11-30", "", ""),
        (("≥85分",), ">=", "85", "point", ""),
        (("95", "≥"), ">=", "95", "", ""),
        (("≥9",), ">=", "9", "", ""),
        (("30", "反向", "天"), "", "30", "day", ""),
    ],
)
def test_reads_a_value(
    cells: tuple[str, ...], operator: str, value: str, unit: str, per: str
) -> None:
    found = indicator(*cells)
    assert found is not None
    assert (found.operator, found.value, found.unit, found.per) == (operator, value, unit, per)


@pytest.mark.parametrize(
    "cells",
    [
        ("有效维护",),
        ("显著提升", "定性"),
        ("",),
        ("优良中低差", "定性"),
        ("≥95%，≤30天",),
        ("95", "定性", "%"),
    ],
)
def test_qualitative_and_double_values_have_none(cells: tuple[str, ...]) -> None:
    assert indicator(*cells) is None


@pytest.mark.parametrize(
    ("sign", "operator"),
    [
        ("≥", ">="),
        ("＞", ">"),
        ("大于等于", ">="),
        ("＝", "="),
        ("不超过", "<="),
        ("定性", ""),
        ("", ""),
    ],
)
def test_sign_columns(sign: str, operator: str) -> None:
    assert operator_of(sign) == operator

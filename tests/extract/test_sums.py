"""Sums with the place of their unit; rates, unit prices and yearly prices told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from papertrace.extract.anchors import Spot
from papertrace.extract.sums import Frame, sum_at
from papertrace.model import Page

if TYPE_CHECKING:
    from papertrace.extract.sums import Sum


def _page(text: str) -> Page:
    return Page(1, 100, 100, 0, text, (), (), "drawn")


def _read(value: str, label: str = "", caption: str = "") -> Sum | None:
    page = _page(f"{label}\t{value}\t{caption}")
    at = len(label) + 1
    note = Spot(page, at + len(value) + 1, len(page.text)) if caption else None
    frame = Frame(Spot(page, 0, len(label)), label, note)
    return sum_at(Spot(page, at, at + len(value)), frame)


@pytest.mark.parametrize(
    ("label", "value", "wanted", "kind"),
    [
        ("中标金额（万元）", "88.45", "884500", "total"),
        ("中标金额（万元）", "386000元", "386000", "total"),
        ("中标金额", "总价：418600（元）", "418600", "total"),
        ("中标金额", "人民币贰拾万圆整", "200000", "total"),
        ("中标金额", "下浮率：8.50%", "8.5", "rate"),
        ("投标报价（下浮率%）", "12.5", "12.5", "rate"),
        ("成交单价（元/斤）", "12.5", "12.5", "unit_price"),
        ("合同金额", "158万元/年", "1580000", "per"),
        ("预算金额", "60万元/年，总预算180万元", "1800000", "total"),
        ("最高限价", "含税价226万元，不含税价200万元", "2260000", "total"),
    ],
)
def test_kinds_of_sums(label: str, value: str, wanted: str, kind: str) -> None:
    found = _read(value, label)
    assert found is not None
    assert (found.value, found.kind) == (wanted, kind)


@pytest.mark.parametrize("value", ["", "—", "/", "详见采购文件", "无"])
def test_blank_is_never_zero(value: str) -> None:
    assert _read(value, "中标金额（元）") is None


def test_the_unit_of_the_head_is_evidence_and_the_cell_beats_it() -> None:
    head = _read("88.45", "中标金额（万元）")
    cell = _read("88.45元", "中标金额（万元）")
    assert head is not None
    assert head.unit is not None
    assert head.unit.text == "万元"
    assert cell is not None
    assert cell.unit is None
    assert cell.value == "88.45"


def test_the_caption_stands_in_where_the_head_is_silent() -> None:
    found = _read("12.5", "成交金额", "单位：万元")
    assert found is not None
    assert found.value == "125000"
    assert found.unit is not None
    assert found.certain


def test_no_unit_at_all_is_not_certain() -> None:
    found = _read("126.5", "中标金额")
    assert found is not None
    assert (found.value, found.certain) == ("126.5", False)


def test_words_and_digits_come_back_both() -> None:
    found = _read("人民币伍佰万元（￥500000.00）", "成交金额")
    assert found is not None
    assert [v for v, _ in found.others] == ["500000"]

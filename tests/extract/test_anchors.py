"""The builder gives every field its anchor, and refuses what has none."""

from __future__ import annotations

import pytest

from papertrace.extract.anchors import Builder, Spot
from papertrace.read import read

DOCUMENT = read("成交金额（万元）：98.6\n合计 98.6".encode(), "x.txt")
PAGE = DOCUMENT.pages[0]


def _spot(word: str, nth: int = 0) -> Spot:
    at = -1
    for _ in range(nth + 1):
        at = PAGE.text.index(word, at + 1)
    return Spot(PAGE, at, at + len(word))


def test_a_fact_with_unit_and_mention() -> None:
    builder = Builder(DOCUMENT, "award", "award@1")
    builder.add("amount", "986000", _spot("98.6"), currency="CNY").unit("amount", _spot("万元"))
    builder.mention("amount", _spot("98.6", 1)).mention("amount", _spot("98.6"))
    fact = builder.fact(0.956)
    assert [(a.role, a.quote, a.ordinal) for a in fact.anchors] == [
        ("", "98.6", 0),
        ("unit", "万元", 0),
        ("mention", "98.6", 1),
    ]
    assert fact.fields["amount"].written == "98.6"
    assert fact.confidence == 0.96


def test_a_field_is_set_once() -> None:
    builder = Builder(DOCUMENT, "award", "award@1").add("amount", "986000", _spot("98.6"))
    with pytest.raises(ValueError, match="set already"):
        builder.add("amount", "1", _spot("98.6"))


def test_nothing_printed_is_no_field() -> None:
    with pytest.raises(ValueError, match="nothing is printed"):
        Builder(DOCUMENT, "award", "award@1").add("lot", "1", Spot(PAGE, 0, 0))


def test_no_field_is_no_fact() -> None:
    with pytest.raises(ValueError, match="without fields"):
        Builder(DOCUMENT, "award", "award@1").fact(0.9)

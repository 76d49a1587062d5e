"""Invented target forms in every layout and carrier are read row by row, with nothing borrowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from extract.targets.carriers import DIGITAL, has_chinese_fonts
from extract.targets.layouts import LAYOUTS, made
from extract.targets.measure import reading
from extract.targets.scoring import Count, scored
from papertrace.read import ocr_weights

if TYPE_CHECKING:
    from extract.targets.content import Gold

OPEN, HELD = (1,), (901,)
"""Seeds: misreadings of the first were mended, the second were only ever scored."""
SCANNED = ("central", "split", "older", "P1 evaluated", "P2 columns", "P4 points first", "several")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_reads_alike_in_every_digital_carrier(layout: str) -> None:
    count, borrowed = Count(), []
    for carrier, seed in (("html", OPEN[0]), *((c, HELD[0]) for c in DIGITAL)):
        one = reading(layout, carrier, seed)
        count.add(one.count)
        borrowed += one.borrowed

    assert count.right > 300
    assert count.f1 >= 0.98, count.misses[:5]
    assert borrowed == []


@pytest.mark.long
@pytest.mark.parametrize("layout", LAYOUTS)
def test_further_papers_of_a_layout_are_read_in_every_carrier(layout: str) -> None:
    count, borrowed = Count(), []
    for carrier in DIGITAL:
        for seed in (2, 3, 902, 903):
            one = reading(layout, carrier, seed)
            count.add(one.count)
            borrowed += one.borrowed

    assert count.f1 >= 0.98, count.misses[:5]
    assert borrowed == []


@pytest.mark.long
@pytest.mark.skipif(bool(ocr_weights.missing()), reason="no weights are installed")
def test_scanned_forms_are_read() -> None:
    if not has_chinese_fonts():
        pytest.skip("no font of the machine can draw Chinese")
    count, borrowed = Count(), []
    for layout in SCANNED:
        one = reading(layout, "scan", HELD[0])
        count.add(one.count)
        borrowed += one.borrowed

    assert count.f1 >= 0.93, count.misses[:10]
    assert borrowed == []


def test_a_seed_gives_the_same_paper_and_another_a_different_one() -> None:
    one, again, other = (made("central", seed) for seed in (5, 5, 6))

    assert one.paper.blocks == again.paper.blocks
    assert one.paper.blocks != other.paper.blocks


def test_the_score_counts_what_is_wrong_missing_and_too_many() -> None:
    gold: list[Gold] = [
        {"indicator": "甲", "value": "3", "unit": "人"},
        {"indicator": "乙", "value": "5"},
    ]
    count = scored([{"indicator": "甲", "value": "5", "unit": "人"}], gold)

    assert (count.right, count.extra, count.missed) == (2, 1, 3)
    assert count.f1 == pytest.approx(0.5)

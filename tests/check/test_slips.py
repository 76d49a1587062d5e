"""The likely slip behind a figure that does not hold."""

from __future__ import annotations

from decimal import Decimal

import pytest

from papertrace.check.slips import TOLD, likely
from papertrace.check.words import find_figures


@pytest.mark.parametrize(
    ("words", "found", "slip"),
    [
        ("23.2 million", "22300000", "digits-swapped"),
        ("45.49 million", "54490000", "digits-swapped"),
        ("2650 yuan", "26500000", "wan-yi"),
        ("985亿元", "9850000", "wan-yi"),
        ("1.63万元", "163000000", "wan-yi"),
        ("22.3 billion", "22300000", "million-billion"),
        ("22.3 thousand", "22300000", "million-billion"),
        ("2650 million", "26500000", "wan-million"),
        ("2.23 million", "22300000", "decimal-point"),
        ("0.95%", "95", "percent"),
        ("-5%", "5", "sign"),
        ("22.3 million", "22360000", "rounding"),
        ("22.3 million", "22900000", "digit"),
        ("22.3 million", "98700000", ""),
        ("dozens", "5", ""),
    ],
)
def test_the_slip_is_named(words: str, found: str, slip: str) -> None:
    (figure,) = find_figures(words)
    assert likely(figure, Decimal(found)) == slip
    assert slip == "" or TOLD[slip]

"""Dates as printed: no hedge, no digit that is no part of the date."""

from __future__ import annotations

import pytest

from analyse.invented import accepted
from check.stories import evidence, listed, result

SIGNED = accepted("contract", supplier="甲公司", signed="2024-07-22")


@pytest.mark.parametrize(
    ("words", "slip"),
    [
        ("on [22 July 2024](claim:x)", None),
        ("in [July 2024](claim:x)", None),
        ("on [22 July 2023](claim:x)", "year"),
        ("on [22 July 1024](claim:x)", "year"),
        ("on [22 July 0224](claim:x)", "year"),
        ("on [23 July 2024](claim:x)", "date"),
        ("on [22 June 2024](claim:x)", "date"),
        ("[about 22 July 2024](claim:x)", "bound"),
        ("no more than [22 July 2024](claim:x)", "bound"),
    ],
)
def test_a_date_holds_as_printed_or_the_slip_is_named(words: str, slip: str | None) -> None:
    told = result(
        f"It was signed {words}.",
        f'kind = "date"\nfacts = {listed(SIGNED)}',
        evidence(SIGNED),
    )
    assert (told.outcome == "passed", told.slip or None) == (slip is None, slip)

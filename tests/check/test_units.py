"""Units said against units found."""

from __future__ import annotations

import pytest

from papertrace.check.units import clash, unit_at


@pytest.mark.parametrize(
    ("said", "found", "slip"),
    [
        ("CNY", "CNY", ""),
        ("USD", "CNY", "currency"),
        ("CNY", "SEK", "currency"),
        ("person", "人", ""),
        ("person", "人次", "occasions"),
        ("occasion", "人次", ""),
        ("occasion", "人", "occasions"),
        ("percent", "percentage_point", "percentage-points"),
        ("day", "天", ""),
        ("day", "月", "unit"),
        ("CNY", "percent", "unit"),
        ("CNY", "艘", "unit"),
        ("person", "艘", "unit"),
        ("person", "套", ""),
        ("vessel", "艘", ""),
        ("percent", "share", ""),
        ("person", "share", "unit"),
        ("person", "fact", "unit"),
        ("document", "fact", "unit"),
        ("percent", "", "unit"),
        ("person", "", ""),
        ("share", "percent", ""),
        ("share", "CNY", "unit"),
        ("", "艘", ""),
        ("CNY", "", "unit"),
    ],
)
def test_clashes(said: str, found: str, slip: str) -> None:
    assert clash(said, found) == slip


def test_the_longest_name_of_a_unit_wins() -> None:
    assert unit_at("percentage points", 0) == ("percentage_point", 17)
    assert unit_at("人次", 0) == ("occasion", 2)
    assert unit_at("boats", 0) == ("", 0)


@pytest.mark.parametrize(
    ("text", "unit"),
    [("boats", "vessel"), ("boat", "vessel"), ("boat engines", ""), ("North Koreans", "person")],
)
def test_nouns_name_what_is_counted(text: str, unit: str) -> None:
    assert unit_at(text, 0, nouns=True)[0] == unit

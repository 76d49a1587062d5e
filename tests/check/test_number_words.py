"""Numbers in English words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papertrace.check.number_words import number

_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def spelled(value: int) -> str:
    """Spell a number below a million."""
    if value < 20:
        return _SMALL[value]
    if value < 100:
        rest = f"-{_SMALL[value % 10]}" if value % 10 else ""
        return _TENS[value // 10 - 2] + rest
    if value < 1000:
        rest = f" and {spelled(value % 100)}" if value % 100 else ""
        return f"{_SMALL[value // 100]} hundred{rest}"
    rest = f" {spelled(value % 1000)}" if value % 1000 else ""
    return f"{spelled(value // 1000)} thousand{rest}"


@given(st.integers(0, 999_999))
def test_every_number_comes_back(value: int) -> None:
    assert number(spelled(value)) == value


@pytest.mark.parametrize(
    "text",
    ["two three", "twenty thirty", "hundred", "million", "ten five", "twenty eleven",
     "hundred hundred", "two thousand three million"],
)  # fmt: skip
def test_what_is_no_number_is_none(text: str) -> None:
    assert number(text) is None


def test_a_hundred_is_one_hundred() -> None:
    assert number("a hundred and fifty") == 150
    assert number("a million") == 1_000_000

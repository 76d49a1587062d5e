"""Chinese numerals are read exactly, or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numeral_samples import FORMAL, ORDINARY, spell
from papertrace.text.numerals import digits, numeral, plain, scale_of


@given(st.integers(min_value=0, max_value=10**12 - 1), st.sampled_from([FORMAL, ORDINARY]))
def test_what_is_spelt_is_read_back(number: int, names: tuple[str, tuple[str, ...]]) -> None:
    assert numeral(spell(number, names)) == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("拾伍", "15"),
        ("十", "10"),
        ("廿八", "28"),
        ("两千", "2000"),
        ("一百五", "150"),
        ("三万五", "35000"),
        ("一百零五", "105"),
        ("七点二五", "7.25"),
        ("一点二亿", "120000000"),
        ("一万亿", "1000000000000"),
        ("二〇二四", "2024"),
        ("○", "0"),
        ("貳佰萬", "2000000"),
    ],
)
def test_reads_ordinary_ways_of_writing(text: str, value: str) -> None:
    read = numeral(text)
    assert read is not None
    assert plain(read) == value


@pytest.mark.parametrize(
    "text", ["", "三四", "百", "壹佰伍", "十百", "一万二万", "元", "点五", "五点", "万"]
)
def test_refuses_what_is_no_number_or_two(text: str) -> None:
    assert numeral(text) is None


def test_a_bare_scale_counts_only_on_request() -> None:
    assert numeral("百") is None
    assert numeral("百", bare_scale=True) == 100


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,634.27", "1634.27"), ("1 250 000.00", "1250000"), ("1'000", "1000"), ("-12.50", "-12.5")],
)
def test_reads_group_marks(text: str, value: str) -> None:
    read = digits(text)
    assert read is not None
    assert plain(read) == value


@pytest.mark.parametrize("text", ["1,23", "1.2.3", "", "12a", "１２", "9" * 80])
def test_refuses_malformed_digits(text: str) -> None:
    assert digits(text) is None


def test_scales_multiply_and_odd_ones_do_not() -> None:
    assert scale_of("千万") == 10**7
    assert scale_of("万亿") == 10**12
    assert scale_of("万千") is None
    assert scale_of("元") is None


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9
    )
)
def test_plain_strings_hold_the_value_without_exponent(value: Decimal) -> None:
    text = plain(value)
    assert Decimal(text) == value
    assert "E" not in text.upper()
    assert not ("." in text and text.endswith("0"))

"""Amounts are found where they stand, with unit, bound and currency."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numeral_samples import FORMAL, ORDINARY, spell
from papertrace.text.money import find_amounts, unit_note
from papertrace.text.numerals import plain


def one(text: str, unit: str = "") -> tuple[str, str, str]:
    """Give value, currency and the words of the only amount."""
    (amount,) = find_amounts(text, unit)
    return amount.value, amount.currency, text[amount.start : amount.end]


@pytest.mark.parametrize(
    ("text", "value", "written"),
    [
        ("合同价为３，２００．５０元整", "3200.5", "３，２００．５０元整"),
        ("投标保证金 4万元。", "40000", "4万元"),
        ("总额1.05亿元", "105000000", "1.05亿元"),
        ("（中标）金额：98.60（万元）", "986000", "98.60（万元）"),
        ("￥ 73,000.00", "73000", "￥ 73,000.00"),
        ("人民币柒拾叁万零伍拾元整", "730050", "人民币柒拾叁万零伍拾元整"),
        ("叁拾元零捌分", "30.08", "叁拾元零捌分"),
        ("3元5角", "3.5", "3元5角"),
        ("2亿3,500万元", "235000000", "2亿3,500万元"),
        ("12万3千元", "123000", "12万3千元"),
        ("65000.00/元", "65000", "65000.00/元"),
        ("88.2万元 人民币", "882000", "88.2万元 人民币"),
        ("2 400 000元", "2400000", "2 400 000元"),
        ("②60万元", "600000", "60万元"),
        ("第2包60万元", "600000", "60万元"),
        ("-3.20万元", "-32000", "-3.20万元"),
        ("6千元", "6000", "6千元"),
        ("1亿零60万元", "100600000", "1亿零60万元"),
        ("捌角", "0.8", "捌角"),
        ("成交金额（万元）：12.5", "125000", "12.5"),
        ("7300000人民币", "7300000", "7300000人民币"),
        ("12.5（单位：万元）", "125000", "12.5（单位：万元）"),
    ],
)
def test_reads_an_amount_with_its_span(text: str, value: str, written: str) -> None:
    assert one(text) == (value, "CNY", written)


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("45.5万美元", "455000", "USD"),
        ("EUR 12,000", "12000", "EUR"),
        ("HK$1.2 million", "1200000", "HKD"),
        ("800万韩元", "8000000", "KRW"),
        ("41 million yuan", "41000000", "CNY"),
        ("7.5-million-yuan", "7500000", "CNY"),
        ("RMB500", "500", "CNY"),
        ("3.1 bln yuan", "3100000000", "CNY"),
    ],
)
def test_reads_currencies_and_english(text: str, value: str, currency: str) -> None:
    assert one(text)[:2] == (value, currency)


@pytest.mark.parametrize(
    ("cell", "unit", "value"),
    [
        ("1,234.50", "万元", "12345000"),
        ("0.00", "万元", "0"),
        ("9800元", "万元", "9800"),
        ("-6.10", "万元", "-61000"),
        ("投标报价：75.00", "万元", "750000"),
        ("￥12.5", "万元", "125000"),
        ("310（含税）", "元", "310"),
        ("1.2万", "万元", "12000"),
    ],
)
def test_a_bare_number_takes_the_unit_of_its_head(cell: str, unit: str, value: str) -> None:
    assert one(cell, unit)[0] == value


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "-",
        "—",
        "/",
        "无",
        "详见附件2",
        "见公告正文",
        "12台",
        "8.5%",
        "2024-03-05",
        "0571-88000000",
        "(7)",
    ],
)
def test_what_is_not_an_amount_gives_none_even_under_a_unit(cell: str) -> None:
    assert find_amounts(cell, "万元") == ()


@pytest.mark.parametrize(
    "text",
    [
        "2024年3月5日",
        "联系电话0571-88000000",
        "共18个站、120人次",
        "完成率95%",
        "三元区",
        "元旦",
        "数百万元",
        "几十万元",
        "1,2345元",
        "1.234.567元",
        "标项1，200万元",
        "3×5万元",
        "1.2万平方米",
        "16342700.00",
    ],
)
def test_running_text_without_sound_money_gives_none(text: str) -> None:
    assert find_amounts(text) == ()


@pytest.mark.parametrize(
    ("text", "bound", "approximate"),
    [
        ("不超过30万元", "<=", False),
        ("30万元以上", ">=", False),
        ("超过30万元", ">", False),
        ("不足30万元", "<", False),
        ("30万元以内", "<=", False),
        ("至少30万元", ">=", False),
        ("约30万元", "", True),
        ("近30万元", "<", True),
        ("30余万元", ">", True),
        ("上千万元", ">=", True),
        ("more than 30 million yuan", ">", False),
        ("30万元", "", False),
    ],
)
def test_bounds_come_from_the_words_beside(text: str, bound: str, approximate: bool) -> None:  # noqa: FBT001  (a table's column)
    (amount,) = find_amounts(text)
    assert (amount.bound, amount.approximate) == (bound, approximate)


@pytest.mark.parametrize(
    "text", ["20-35万元", "20万元～35万元", "20至35万元", "20万元以上35万元以下"]
)
def test_a_range_is_a_lower_and_an_upper_bound(text: str) -> None:
    low, high = find_amounts(text)
    assert (low.bound, low.value) == (">=", "200000")
    assert (high.bound, high.value) == ("<=", "350000")
    assert "万元" in text[low.start : low.end]


def test_a_lot_number_before_a_dash_makes_no_range() -> None:
    assert [a.value for a in find_amounts("包2-80万元")] == ["800000"]


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("9.5元/㎡", "m2"),
        ("2万元/年", "year"),
        ("每年2万元", "year"),
        ("每人每月4200元", "人·month"),
        ("300元/人·天", "人·day"),
        ("300元/人/天", "人·day"),
        ("每台（套）6万元", "台"),
        ("12元/支", "支"),
        ("三年共6万元", ""),
        ("60元/伍拾元", ""),
    ],
)
def test_prices_say_what_they_are_for(text: str, per: str) -> None:
    assert find_amounts(text)[0].per == per


def test_words_and_digits_of_one_amount_are_two_mentions_in_order() -> None:
    text = "人民币肆拾万元（￥400000.00）"
    assert [(a.value, text[a.start : a.end]) for a in find_amounts(text)] == [
        ("400000", "人民币肆拾万元"),
        ("400000", "￥400000.00"),
    ]


def test_wan_without_yuan_counts_near_a_money_word_only() -> None:
    assert [a.value for a in find_amounts("一期300万、二期200万元")] == ["3000000", "2000000"]
    assert find_amounts("接待旅客约300万。") == ()


@pytest.mark.parametrize(
    ("text", "unit", "currency", "written"),
    [
        ("单位：万元", "万元", "CNY", "万元"),
        ("金额单位:人民币元", "元", "CNY", "人民币元"),
        ("成交价（元/支）", "元/支", "CNY", "元/支"),
        ("预算（万\n元）", "万元", "CNY", "万\n元"),
        ("（单位：万美元）", "万美元", "USD", "万美元"),
        ("单位：个、万元", "万元", "CNY", "万元"),
        ("合同金额/万元", "万元", "CNY", "万元"),
        ("亿元", "亿元", "CNY", "亿元"),
    ],
)
def test_notes_of_units(text: str, unit: str, currency: str, written: str) -> None:
    note = unit_note(text)
    assert note is not None
    assert (note.unit, note.currency, text[note.start : note.end]) == (unit, currency, written)


@pytest.mark.parametrize("text", ["单位：个", "采购单位：某局", "数量（台）", "", "共60万元整"])
def test_other_captions_state_no_unit_of_money(text: str) -> None:
    assert unit_note(text) is None


AMOUNTS = st.decimals(min_value=0, max_value=10**11, places=2, allow_nan=False)


@given(
    AMOUNTS,
    st.sampled_from(["{:.2f}元", "{:,.2f}元", "￥{:.2f}", "人民币{:,.2f}元整", "{:.2f}（元）"]),
)
def test_every_style_of_digits_is_read_back(value: Decimal, style: str) -> None:
    assert one(style.format(value))[0] == plain(value)


@given(AMOUNTS)
def test_full_width_digits_are_read_back(value: Decimal) -> None:
    wide = f"{value:,.2f}".translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789.,"})
    assert one(f"{wide}元")[0] == plain(value)


@given(
    st.integers(min_value=1, max_value=10**8),
    st.sampled_from([("万元", 4), ("亿元", 8), ("千元", 3)]),
)
def test_scales_move_the_point(value: int, unit: tuple[str, int]) -> None:
    printed = plain(Decimal(value).scaleb(-3))
    assert one(f"{printed}{unit[0]}")[0] == plain(Decimal(value).scaleb(unit[1] - 3))
    assert one(printed, unit[0])[0] == plain(Decimal(value).scaleb(unit[1] - 3))


@given(st.integers(min_value=1, max_value=10**12 - 1), st.sampled_from([FORMAL, ORDINARY]))
def test_words_are_read_back(value: int, names: tuple[str, tuple[str, ...]]) -> None:
    assert one(f"{spell(value, names)}元整")[0] == str(value)


@given(st.text(alphabet="0123456789,.万亿元-~至约（）￥ 人民币每年/包第\n", max_size=40))
def test_spans_always_lie_in_the_text_in_order(text: str) -> None:
    found = find_amounts(text, "万元")
    assert all(0 <= a.start < a.end <= len(text) for a in found)
    assert [a.start for a in found] == sorted(a.start for a in found)
    assert all(format(Decimal(a.value), "f") == a.value for a in found)

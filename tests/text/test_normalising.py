"""`normalise` gives one canonical string a kind, or a reason."""

from __future__ import annotations

import csv

import pytest

from papertrace import normalise
from papertrace.errors import UsageError
from support import DATA, needs_data


@pytest.mark.parametrize(
    ("kind", "text", "value", "unit"),
    [
        ("amount", "人民币肆拾万元（￥400000.00）", "400000", "CNY"),
        ("amount", "人民币肆拾万元（￥40000.00）", "conflict:400000|40000", "CNY"),
        ("amount", "大写：肆拾万元整 小写：400000.00元", "400000", "CNY"),
        ("amount", "40万元（400000元）", "400000", "CNY"),
        ("amount", "包1：12万元；包2：9.5万元", "120000;95000", "CNY"),
        ("amount", "20-35万元", "[200000,350000]", "CNY"),
        ("amount", "约20-35万元", "~[200000,350000]", "CNY"),
        ("amount", "近40万元", "<~400000", "CNY"),
        ("amount", "40余万元", ">400000", "CNY"),
        ("amount", "单位：万元 | 4.20", "42000", "CNY"),
        ("amount", "单位：万元 | 控制价（元） | 42000", "42000", "CNY"),
        ("amount", "成交价（万美元） | 3", "30000", "USD"),
        ("unit_price", "每人每天260元", "260", "CNY/(人·day)"),
        ("unit_price", "单价（元/台） | 5600", "5600", "CNY/台"),
        ("rate", "下浮率 | 6.5%", "6.5", "percent_discount"),
        ("indicator", "≥ | 92 | %", ">=92", "percent"),
        ("indicator", "每例不超过12天", "<=12", "day/case"),
        ("date", "2023", "2023", ""),
        ("date", "2023.7", "2023-07", ""),
        ("duration", "服务期：两年", "P2Y", "ISO 8601"),
        ("quantity", "巡逻艇4艘", "4", "艘"),
        ("measure", "地上300平方米，地下50平方米", "300;50", "m2"),
        ("place", "丹东市、白山市", "210600;220600", "GB/T 2260"),
        ("org", "丙火公司、丁土公司", "丙火公司;丁土公司", ""),
        ("project_no", "ｙｔ－２０２３－０９（二次）", "YT-2023-09", ""),
        ("function_code", "2040223", "204>20402>2040223", ""),
        (
            "yoy",
            "比2022年预算数增加6万元，增长3.5%",
            '{"delta":60000,"pct":3.5,"base":"2022 approved"}',
            "CNY, percent",
        ),
        ("label", "合 同 价（万元）：", "合同价|unit=万元", ""),
        ("credit_code", "91990101ma0text01k", "91990101MA0TEXT01K", "GB 32100"),
    ],
)
def test_values(kind: str, text: str, value: str, unit: str) -> None:
    made = normalise(kind, text)
    assert (made.value, made.unit, made.reason) == (value, unit, "")


KINDS = [
    "amount", "credit_code", "date", "duration", "function_code", "indicator", "label", "measure",
    "org", "place", "project_no", "quantity", "rate", "unit_price", "yoy",
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", ["", " ", "|", "—"])
def test_nothing_stated_gives_no_value_but_a_reason(kind: str, text: str) -> None:
    made = normalise(kind, text)
    if kind == "label" and made.value:
        assert made.value in ("|", "—")
    else:
        assert made.value is None
        assert made.reason


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("date", "2023年2月29日", "no such date"),
        ("date", "7月9日", "no year"),
        ("amount", "详见附件", "nothing is stated"),
        ("amount", "16342700.00", "unit"),
        ("place", "吉林", "220000, 220200"),
        ("indicator", "有效提升", "qualitative"),
        ("credit_code", "91990101MA0TEXT01L", "check character"),
    ],
)
def test_reasons_name_the_trouble(kind: str, text: str, words: str) -> None:
    made = normalise(kind, text)
    assert made.value is None
    assert words in made.reason


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(UsageError, match="no kind 'colour'"):
        normalise("colour", "red")


@needs_data
def test_the_shared_values() -> None:
    with (DATA / "values.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    wrong = []
    for row in rows:
        made = normalise(row["kind"], row["input"])
        if (made.value or "null", made.unit) != (row["normalised"], row["unit"] or ""):
            wrong.append((row["id"], row["input"], made))
    share = 1 - len(wrong) / len(rows)
    assert share >= 0.97, f"{share:.1%} of {len(rows)} are right; wrong: {wrong}"

"""Names, numbers and codes are brought to one form and checked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papertrace.text.names import (
    credit_code,
    function_code,
    label_and_unit,
    lead,
    organisations,
    place_of,
    project_number,
    round_of,
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("霁川 丙火科技有限公司", ["霁川丙火科技有限公司"]),
        ("成交供应商：霁川丙火（集团）有限公司", ["霁川丙火(集团)有限公司"]),
        (
            "丙火科技有限公司（联合体牵头人）、丁土设计院（联合体成员）",
            ["丙火科技有限公司", "丁土设计院"],
        ),
        ("牵头人：丙火科技有限公司；成员：丁土设计院", ["丙火科技有限公司", "丁土设计院"]),
        ("（牵头）丙火科技有限公司与丁土勘察有限公司", ["丙火科技有限公司", "丁土勘察有限公司"]),
        ("云汀县公安局（本级）", ["云汀县公安局(本级)"]),
        ("丙火科技有限公司第二分公司", ["丙火科技有限公司第二分公司"]),
        ("Stone Works Co., Ltd.", ["Stone Works Co., Ltd."]),
        ("", []),
    ],
)
def test_organisations_lose_labels_and_roles(text: str, names: list[str]) -> None:
    assert list(organisations(text)) == names


def test_the_leader_of_a_consortium() -> None:
    assert lead("丁土设计院（联合体成员）、丙火科技有限公司（联合体牵头人）") == "丙火科技有限公司"
    assert lead("丙火科技有限公司") == ""


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("yt－zc—2023－118", "YT-ZC-2023-118"),
        ("项目编号： YT-2023- 118（二次）", "YT-2023-118"),
        ("[640001]YT[CS]2023009", "[640001]YT[CS]2023009"),
        ("YT-2023-118-2", "YT-2023-118-2"),
        ("无", ""),
    ],
)
def test_project_numbers_have_one_form(text: str, number: str) -> None:
    assert project_number(text) == number


def test_the_round_is_kept_apart() -> None:
    assert round_of("YT-2023-118（第2次）") == "第2次"
    assert round_of("YT-2023-118") == ""


def test_credit_codes_are_checked() -> None:
    assert credit_code("91990101 ma0text01k") == ("91990101MA0TEXT01K", "")
    assert credit_code("91990101MA0TEXT01L")[0] is None
    assert credit_code("91990101MA0TEXTO1K")[1] == "a credit code has no I, O, S, V or Z"
    assert credit_code("12345")[0] is None


@given(st.integers(min_value=0, max_value=16), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_one_wrong_character_is_always_noticed(at: int, other: str) -> None:
    code = "91990101MA0TEXT01K"
    changed = code[:at] + other + code[at + 1 :]
    assert (credit_code(changed)[0] is None) == (changed != code)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("2040220", ("204", "20402", "2040220")),
        ("[2040220]执法办案", ("204", "20402", "2040220")),
        ("204 | 2 | 1", ("204", "20402", "2040201")),
        ("20402 公安", ("204", "20402")),
        ("301", ()),
        ("公安", ()),
        ("2040", ()),
    ],
)
def test_function_codes(text: str, codes: tuple[str, ...]) -> None:
    assert function_code(text) == codes


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("合同价（万元）：", ("合同价", "万元")),
        ("单价(元/台)", ("单价", "元/台")),
        ("分值权重（90分）", ("分值权重(90分)", "")),
        ("采购人（甲方）", ("采购人(甲方)", "")),
        ("面积（㎡）", ("面积", "m2")),
    ],
)
def test_units_are_split_from_labels(text: str, parts: tuple[str, str]) -> None:
    assert label_and_unit(text) == parts


def test_a_squeezed_name_is_found_where_it_stands() -> None:
    text = "乙方：丙火 科技\n（集团）公司。"
    span = place_of(text, "丙火科技(集团)公司")
    assert span is not None
    assert text[slice(*span)] == "丙火 科技\n（集团）公司"
    assert place_of(text, "丁土") is None

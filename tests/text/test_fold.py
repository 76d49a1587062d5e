"""Folding keeps the way back to the original."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papertrace.text.fold import bare, fold, squeeze


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("２，６５０．００万元", "2,650.00万元"),
        ("面积㎡", "面积m2"),
        ("⼀期⽣产", "一期生产"),
        ("⻓江⻔", "长江门"),
        ("零\u200b元\ufeff整", "零元整"),
        ("①500", "(1)500"),
        ("⒈500", "(1)500"),
        ("见附件…", "见附件…"),
    ],
)
def test_folds_width_radicals_and_invisible_characters(text: str, folded: str) -> None:
    assert fold(text).text == folded


@given(st.text(max_size=60))
def test_offsets_lead_back(text: str) -> None:
    folded = fold(text)
    assert len(folded.offsets) == len(folded.text) + 1
    assert folded.offsets[-1] == len(text)
    assert list(folded.offsets) == sorted(folded.offsets)


@given(st.text(alphabet="合同金额０１２３４５６７８９，．（）元㎡ \n", min_size=1, max_size=40))
def test_a_span_folds_to_what_it_was_found_as(text: str) -> None:
    folded = fold(text)
    for at in range(len(folded.text)):
        start, end = folded.span(at, at + 1)
        assert folded.text[at] in unicodedata.normalize("NFKC", text[start:end])


def test_a_span_leaves_out_what_was_dropped_behind_it() -> None:
    text = "500元\u200b整"
    assert text[slice(*fold(text).span(0, 4))] == "500元"


@pytest.mark.parametrize(
    ("label", "normal"),
    [
        ("成交（中选）金额：", "成交(中选)金额"),
        ("电　 话 :", "电话"),
        ("地\n址：：", "地址"),
        ("备注", "备注"),
    ],
)
def test_labels_have_one_form(label: str, normal: str) -> None:
    assert bare(label) == normal


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        (" 云汀 砚石\n公司 ", "云汀砚石公司"),
        ("Stone  &  Sons\nCo., Ltd.", "Stone & Sons Co., Ltd."),
        ("云汀 Stone 公司", "云汀Stone公司"),
        ("（第 二 分公司）", "（第二分公司）"),
    ],
)
def test_names_lose_inner_blanks_only_between_chinese(name: str, printed: str) -> None:
    assert squeeze(name) == printed

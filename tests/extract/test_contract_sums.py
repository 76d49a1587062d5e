"""What surrounds a contract's or an award's sum: hedges, products, supplements that contradict."""

from __future__ import annotations

import pytest

from papertrace.extract import extract
from papertrace.extract.anchors import Spot
from papertrace.extract.hedges import hedge_at
from papertrace.model import Page
from papertrace.read import read


def hedge_of(text: str, sum_text: str, label: str = "") -> str:
    page = Page(1, 0, 0, 0, text + label, (), (), "digital")
    start = text.index(sum_text)
    beside = Spot(page, len(text), len(text + label)) if label else None
    found = hedge_at(Spot(page, 0, len(text)), (start, start + len(sum_text)), beside)
    return found[0] if found else ""


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("约98万元", "about"),
        ("人民币98万元左右", "about"),
        ("暂定合同总价为98万元", "provisional"),
        ("98万元（暂估价）", "provisional"),
        ("预计98万元", "expected"),
        ("不超过98万元", "<="),
        ("98万元（上限）", "<="),
        ("不低于98万元", ">="),
        ("98万元", ""),
        ("约定的合同价98万元", ""),
        ("最高限价98万元", ""),
    ],
)
def test_hedges_are_told_by_the_words_right_beside_a_sum(text: str, hedge: str) -> None:
    assert hedge_of(text, "98万元") == hedge


@pytest.mark.parametrize(
    ("label", "hedge"),
    [("合同金额（暂定）", "provisional"), ("最高投标限价", ""), ("预算金额", ""), ("合同金额", "")],
)
def test_a_label_hedges_unless_it_is_a_limit_by_itself(label: str, hedge: str) -> None:
    assert hedge_of("98万元", "98万元", label) == hedge


HEAD = "石梁县公安局装修补充协议公告\n合同编号：SL-1\n甲方：石梁县公安局\n乙方：石梁建筑有限公司\n"


def supplement(lines: str) -> tuple[list[dict[str, str]], list[str]]:
    found = extract(read(f"{HEAD}{lines}\n".encode(), "notice.txt"))
    kept = [
        {n: v.value for n, v in f.fields.items()} | {"sure": str(f.confidence >= 0.9)}
        for f in found.facts
        if f.kind == "amendment"
    ]
    return kept, [p.code for p in found.problems]


def test_a_supplement_whose_sums_contradict_is_told() -> None:
    told, codes = supplement("原合同金额：100万元\n本次增加金额：10万元\n变更后合同金额：120万元")
    assert [(a["delta"], a["sure"]) for a in told] == [("100000", "False")]
    assert "PT431" in codes


def test_the_bare_sum_of_a_supplement_is_in_doubt() -> None:
    found = extract(read(f"{HEAD}合同金额：8.6万元\n".encode(), "notice.txt"))
    (contract,) = [f for f in found.facts if f.kind == "contract"]
    assert contract.fields["amount"].value == "86000"
    assert contract.confidence <= 0.6
    assert "PT425" in [p.code for p in found.problems]


def test_what_is_not_printed_is_not_worked_out() -> None:
    told, codes = supplement("原合同金额：100万元\n变更后合同金额：120万元")
    assert ["delta" in a for a in told] == [False]
    assert "PT431" not in codes

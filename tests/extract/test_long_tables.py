"""Long tables cost what their rows cost: nothing looks at all rows for each row."""

from __future__ import annotations

import sys
from itertools import count
from typing import TYPE_CHECKING

import pytest

from papertrace.extract import extract
from papertrace.extract.anchors import Spot
from papertrace.extract.lots import Lot
from papertrace.extract.names import Name
from papertrace.extract.winners import Winner, merged
from papertrace.model import Page
from papertrace.read import read

if TYPE_CHECKING:
    from types import FrameType

    from papertrace.model import Document

_PAGE = Page(1, 9, 9, 0, "甲公司乙公司1包01包2包", (), (), "digital")


def _winner(name: str, lot: str = "") -> Winner:
    at, place = _PAGE.text.index(name), _PAGE.text.index(lot)
    return Winner(
        (Name(name, Spot(_PAGE, at, at + 3)),),
        Lot(lot, Spot(_PAGE, place, place + len(lot))) if lot else None,
    )


def test_a_supplier_is_joined_by_lot_whatever_its_number_looks_like() -> None:
    told = [
        ("甲公司", "1包"),
        ("乙公司", "1包"),
        ("甲公司", "2包"),
        ("甲公司", "01包"),
        ("甲公司", ""),
    ]
    found = merged(_winner(*each) for each in told)
    assert [(w.supplier, w.lot.name if w.lot else "") for w in found] == told[:3]
    assert [len(w.mentions) for w in found] == [1, 0, 0]


def test_a_supplier_without_lot_takes_the_lot_told_later() -> None:
    told = [("甲公司", ""), ("甲公司", "2包"), ("甲公司", "1包"), ("甲公司", "2包")]
    found = merged(_winner(*each) for each in told)
    assert [(w.supplier, w.lot.name if w.lot else "") for w in found] == [told[1], told[2]]
    assert [len(w.mentions) for w in found] == [2, 0]


_FRESH = count(10_000, 1000)
"""Numbers that no table had before: what is remembered of other tables must not count."""


def _table(head: str, heads: str, row: str, number: int) -> Document:
    first = next(_FRESH)
    rows = "".join(
        "<tr>" + "".join(f"<td>{c}</td>" for c in told.split("|")) + "</tr>"
        for told in (heads, *(row.replace("#", str(first + n)) for n in range(number)))
    )
    return read(f"{head}<table>{rows}</table>".encode(), "a.html")


def _calls(document: Document) -> int:
    """Count the functions that extraction calls."""
    calls = 0

    def note(_frame: FrameType, event: str, _told: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(note)
    try:
        extract(document)
    finally:
        sys.setprofile(None)
    return calls


_AWARD = "<h1>采购中标公告</h1><p>项目编号：AA-1</p>"
_JOBS = "<h1>松江县公安局招聘公告</h1><p>招聘辅警5名</p>"
_TARGETS = "<h1>项目支出绩效目标表</h1><p>（2025年度）</p>"
_BUDGET = (
    "<h1>2025年单位预算</h1><p>松江县公安局</p><h3>收支总表</h3>"
    "<h3>一般公共预算支出表</h3><p>单位：万元</p>"
)


@pytest.mark.long
@pytest.mark.parametrize(
    ("head", "heads", "row"),
    [
        (_AWARD, "包号|中标供应商|中标金额（元）", "#|乙有限公司|1#.00"),
        (_AWARD, "包号|中标供应商|中标金额（元）", "#|乙#有限公司|1#.00"),
        ("<h1>中标候选人公示</h1>", "包号|排名|中标候选人|投标报价（元）", "#|1|乙有限公司|9#.00"),
        (_JOBS, "岗位名称|人数|岗位职责", "岗位#|3|协助民警巡逻"),
        (_TARGETS, "一级指标|二级指标|三级指标|指标值|分值", "产出指标|数量指标|巡逻#项|≥#人|1"),
        (_BUDGET, "科目编码|科目名称|合计|基本支出|项目支出", "2040220|项#|#.00|#.00|"),
    ],
)
def test_twice_the_rows_take_twice_the_calls(head: str, heads: str, row: str) -> None:
    few, more, most = (_calls(_table(head, heads, row, n)) for n in (100, 200, 400))
    assert most - more < 2.6 * (more - few), (few, more, most)


@pytest.mark.long
def test_twice_the_corrections_take_twice_the_calls() -> None:
    told = "原开标时间：2025年1月3日9时，现更正为2025年1月{}日10时；\n"
    few, more, most = (
        _calls(
            read(
                (
                    "项目更正公告\n项目编号：AA-1\n"
                    + "".join(told.format(i % 28 + 1) for i in range(n))
                ).encode(),
                "c.txt",
            )
        )
        for n in (100, 200, 400)
    )
    assert most - more < 2.6 * (more - few), (few, more, most)

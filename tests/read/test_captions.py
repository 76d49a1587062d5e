"""Titles and unit notes above tables."""

from __future__ import annotations

import pytest

from papertrace.read import captions


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("单位：万元", "单位：万元"),
        ("公开01表　　金额单位: 元", "金额单位: 元"),
        ("（计量单位：人、万元）", "计量单位：人、万元"),
        ("单位：人民币元/支", "单位：人民币元/支"),
        ("采购单位：元海县公安局", None),
        ("单位：台", None),
    ],
)
def test_unit_notes(line: str, note: str | None) -> None:
    found = captions.unit_note([(10, "上文"), (20, line)])
    assert (found.text if found else None) == note
    if found:
        assert found.start == 20 + line.index(found.text)


@pytest.mark.parametrize(
    ("above", "title"),
    [
        (["部门收支总表"], "部门收支总表"),
        (["部门收支总表", "单位：万元"], "部门收支总表"),
        (["部门收支总表", "编制单位：海塘站", " ", "单位：元"], "部门收支总表"),
        (["一、概况", "有关情况见下表："], None),
        (["本项目预算已经批准。"], None),
        (["长" * 60], None),
        (["部门收支总表", "20"], "部门收支总表"),
        ([], None),
    ],
)
def test_titles(above: list[str], title: str | None) -> None:
    found = captions.title([(100 * i, line) for i, line in enumerate(above)])
    assert (found.text if found else None) == title


@pytest.mark.parametrize("line", ["（万元）", "万元", "[万元]", "人民币：万元", "单位 万元"])
def test_a_unit_that_stands_alone_is_no_title(line: str) -> None:
    above = [(0, "部门收支总表"), (100, line)]
    note, title = captions.unit_alone(above), captions.title(above)
    assert note is not None
    assert (note.text, note.start) == (line, 100)
    assert title is not None
    assert title.text == "部门收支总表"


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("成交结果一览表（万元）", "（万元）"),
        ("预算金额：120（万元）", None),
        ("（台）", None),
        ("最高限价（万元）", None),
    ],
)
def test_a_unit_behind_a_title(line: str, note: str | None) -> None:
    found = captions.unit_alone([(7, line)])
    assert (found.text if found else None) == note

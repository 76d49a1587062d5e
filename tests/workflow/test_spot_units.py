"""Units and borders of words that a person chose as the proof of a sum."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from papertrace.errors import UsageError
from papertrace.model import Anchor, Box, Cell, Field, Page, Table, Word, make_fact
from papertrace.workflow.redrawing import redrawn
from papertrace.workflow.typed_sums import factor_of

if TYPE_CHECKING:
    from papertrace.casefile import Case
    from papertrace.model import Fact

ROWS = (("供应商", "中标金额（万元）", "数量"), ("砚水示例设备有限公司", "2650.00", "31"))
PROSE = (
    "预算金额：26000000元\n合同号 12345678 号\n电话：0433-85950000\n另付￥512000\n"
    "增长12.5%\n共计1,234,567元\n二〇三一年交付"
)


def page() -> Page:
    """Draw a page: a table of two rows, with lines of text below it."""
    text = ""
    cells: list[Cell] = []
    words: list[Word] = []
    for row, line in enumerate(ROWS):
        for column, told in enumerate(line):
            box = Box(100 * column, 20 * row, 100 * column + 90, 20 * row + 10)
            cells.append(Cell(row, column, 1, 1, told, box, len(text), len(text) + len(told)))
            words.append(Word(told, box, len(text), len(text) + len(told)))
            text += told + ("\n" if column + 1 == len(line) else "\t")
    table = Table(1, Box(0, 0, 300, 40), 2, 3, tuple(cells))
    for number, told in enumerate(PROSE.split("\n")):
        box = Box(0, 60 + 20 * number, 200, 70 + 20 * number)
        words.append(Word(told, box, len(text), len(text) + len(told)))
        text += told + "\n"
    return Page(1, 400, 400, 0, text, tuple(words), (table,), "digital")


def award() -> Fact:
    """Give the award as read from the table: 2650.00 in 万元."""
    told = {"amount": Field("26500000", "2650.00", "CNY")}
    spots = [("2650.00", "", Box(100, 20, 190, 30)), ("万元", "unit", Box(140, 0, 170, 10))]
    anchors = [
        Anchor("amount", 1, (box,), None, quote, 0, "", "", "x", cast("Any", role))
        for quote, role, box in spots
    ]
    return make_fact("d" * 64, "award", told, anchors, form="award@1", confidence=0.4)


def case() -> Case:
    """Give as much of a case as reading a spot needs."""
    derived = SimpleNamespace(page=lambda _digest, _number: page())
    return cast("Case", SimpleNamespace(derived=derived))


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("2650.00", "26500000", ["万元"]),
        ("26000000", "26000000", ["元"]),
        ("26000000元", "26000000", []),
        ("512000", "512000", ["￥"]),
        ("12345678", "", []),
        ("31", "", []),
    ],
)
def test_the_unit_is_the_one_beside_the_words_or_of_their_column(
    words: str, value: str, unit: list[str]
) -> None:
    found = redrawn(case(), award(), "amount", f"p1 quote {words}")
    assert found.value == value
    assert [a.quote for a in found.anchors if a.role == "unit"] == unit
    assert bool(found.why) is not bool(value)


@pytest.mark.parametrize(
    "words", ["650.00", "2650", "85950000", "12.5", "234,567", "1,234", "6000000", ".00"]
)
def test_a_part_of_a_number_is_refused(words: str) -> None:
    with pytest.raises(UsageError, match="part of a number"):
        redrawn(case(), award(), "amount", f"p1 quote {words}")


def test_the_factor_of_a_printed_figure_is_known() -> None:
    assert factor_of(award().fields["amount"]) == 10_000
    assert factor_of(Field("2650", "2650.00", "CNY")) == 1
    assert factor_of(Field("2651", "2650.00", "CNY")) == 1

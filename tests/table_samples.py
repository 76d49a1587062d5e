"""Tables on sample pages whose cells are known: with all, some or no rules, in columns of text."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from page_rule import assert_rule
from papertrace.read import pdf as reader
from pdf_samples import SamplePage, pdf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.model import Page, Table

SIZE = 10
"""Points of a character's height; Han characters are as wide, others half as wide."""


def width(text: str, size: float = SIZE) -> float:
    """Give the width of a line of the sample font."""
    return sum(size if ord(c) > 0xFF else size / 2 for c in text)


@dataclass(frozen=True, slots=True)
class Laid:
    """How text is set in columns: places in points, one letter (l, r, c) for each column."""

    x: float
    top: float
    widths: Sequence[float]
    sides: str
    pitch: float = 18

    @property
    def right(self) -> float:
        """Give the right end of the last column."""
        return self.x + sum(self.widths)


def put(page: SamplePage, laid: Laid, rows: Sequence[str]) -> float:
    """Write rows whose cells are parted by `|`; give the place below the last one."""
    edges = list(accumulate(laid.widths, initial=laid.x))
    for number, row in enumerate(rows):
        for column, text in enumerate(row.split("|")):
            left, right = edges[column], edges[column + 1]
            wide = width(text)
            x = {"l": left + 3, "r": right - 3 - wide, "c": (left + right - wide) / 2}
            if text:
                page.text(x[laid.sides[column]], laid.top + laid.pitch * number, text)
    return laid.top + laid.pitch * len(rows)


def level(page: SamplePage, laid: Laid, *places: float, way: str = "line") -> None:
    """Draw level rules over all columns: stroked, filled, or dotted."""
    for y in places:
        if way == "line":
            page.line(laid.x, y, laid.right, y)
        elif way == "bar":
            page.bar(laid.x, y, laid.right, y + 0.5)
        else:
            at = laid.x
            while at < laid.right:
                page.line(at, y, min(at + 2, laid.right), y)
                at += 4


def read(*made: SamplePage) -> tuple[Page, ...]:
    """Read sample pages; every page keeps the rule of pages."""
    pages = reader.read(pdf(made), "x", "0" * 64).pages
    for page in pages:
        assert_rule(page)
    return pages


def rows_of(table: Table) -> list[str]:
    """Give a table as rows with `|` between cells; what a merged cell covers reads `^` or `<`."""
    shown = [["?"] * table.columns for _ in range(table.rows)]
    for c in table.cells:
        for row in range(c.row, c.row + c.row_span):
            for column in range(c.column, c.column + c.column_span):
                mark = "^" if row > c.row else "<"
                shown[row][column] = c.text if (row, column) == (c.row, c.column) else mark
    return ["|".join(r) for r in shown]


def captions(table: Table) -> tuple[str | None, str | None]:
    """Give a table's title and its unit note."""
    title = table.title.text if table.title else None
    return title, table.unit_note.text if table.unit_note else None


_NAMES = [
    *(
        "工资福利支出",
        "商品和服务支出",
        "一般公共服务",
        "公务用车运行维护费",
        "办公费",
        "船艇",
        "其他",
    ),
    *("社会保障和就业支出", "合计", "其中：维修", "（一）基本建设", "住房公积金", "会议费"),
]
_HEADS = ["预算数", "决算数", "金额", "2030年", "增减额", "增减%", "本年", "上年", "小计"]


def invented(seed: int) -> tuple[SamplePage, list[str]] | None:
    """Draw a table of figures by chance, with few rules or none; give its rows too.

    None where it would be wider than the page.
    """
    chance = random.Random(seed)  # noqa: S311  (samples, no secrets)
    rows = _rows(chance, chance.randint(1, 5))
    sides = "l" + chance.choice("rrc") * (len(rows[0]) - 1)
    if chance.random() < 0.4:
        codes = ["编码", *(str(chance.randint(201, 2_219_999)) for _ in rows[1:])]
        rows = [[code, *row] for code, row in zip(codes, rows, strict=True)]
        sides = "l" + sides
    gap = chance.choice([6, 8, 12, 20, 40])
    widths = [max(map(width, column)) + gap for column in zip(*rows, strict=True)]
    if sum(widths) > 520:
        return None
    page, pitch = SamplePage(), chance.choice([13, 16, 20, 26])
    heads = "c" * len(sides) if chance.random() < 0.5 else sides
    told = ["|".join(row) for row in rows]
    page.text(200, 60, "2031年预算表", 14)
    page.text(400, 90, "单位：万元")
    put(page, Laid(40, 120, widths, heads, pitch), told[:1])
    laid = Laid(40, 120 + pitch, widths, sides, pitch)
    bottom = put(page, laid, told[1:])
    ruled = chance.choice([[], [0, 1, len(rows)], range(len(rows) + 1)])
    level(page, laid, *(117 + pitch * n for n in ruled))
    page.text(40, bottom + 14, "注：本表金额以万元计。")
    page.text(290, 800, "- 3 -")
    return page, told


def _rows(chance: random.Random, count: int) -> list[list[str]]:
    """Make rows of a name and figures, some empty, some rows without any."""
    rows = [["项目", *chance.sample(_HEADS, count)]]
    for _ in range(chance.randint(3, 12)):
        kinds = [chance.choice(["figure"] * 8 + ["empty", "dash"]) for _ in range(count)]
        kinds[0] = "figure" if set(kinds) == {"empty"} else kinds[0]
        values = {"empty": "", "dash": "-"}
        told = [
            values.get(k, f"{chance.random() * 10 ** chance.randint(0, 5):,.2f}") for k in kinds
        ]
        rows.append([chance.choice(_NAMES), *told])
        if chance.random() < 0.1:
            rows.append([chance.choice(["一、本年支出", "二、上年结转"]), *[""] * count])
    rows[-1][1] = rows[-1][1] or "1.00"
    return rows

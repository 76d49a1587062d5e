"""The three public expenses (三公): each item of each year and phase that a table prints.

Items may be rows or columns, years and phases the other way. An amount whose year is told only as
上年 is left out: no year is computed. Where two cells would be one item of one year and phase, the
head was not understood, and those are told instead of given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from papertrace.extract.budget_checks import Check
from papertrace.extract.budget_public_sums import Item, sums_of
from papertrace.extract.figures import amount_in, column_unit
from papertrace.extract.heads import TOTAL, layout_of
from papertrace.extract.issuer import Reading, is_body
from papertrace.extract.printed_changes import compared, printed
from papertrace.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from papertrace.extract.anchors import Builder, Spot
    from papertrace.extract.figures import Amount
    from papertrace.extract.frame import Frame
    from papertrace.extract.heads import Column, Layout, Phase
    from papertrace.extract.printed_changes import Printed
    from papertrace.extract.tables import Row, Section, Square
    from papertrace.model import Fact

_PUBLIC = re.compile(r"三公")
_ITEM = re.compile(r"费|三公|公务|出国|接待|培训|会议")
_PART = re.compile(r"出国|接待|公务|会议|培训")
_GENERIC = re.compile(
    r"^(?:小计|合计|金额|20\d\d年度?|(?:20\d\d年度?|上年|本年|年初|全年|当年)*(?:财政拨款)?(?:预算|决算|执行)数?"
    r"(?:\(.*\))?)$"
)
_YEAR = re.compile(r"(20\d\d)\s*年")
_LEAD = re.compile(
    r"\s*(?:其中\s*[:：]\s*)?(?:[（(][一二三四五六\d]+[)）]\s*|[一二三四五六\d]+\s*[、.．]\s*)?"
)
_SURE, _PLAIN, _BROKEN = 0.96, 0.88, 0.6
_HAN_SIGN = re.compile(r"[\u3400-\u9fff]")
_ACCOUNTED = re.compile(r"决算|执行")


@dataclass(frozen=True, slots=True)
class _Cell:
    """One amount with what row and head say of it."""

    body: Reading | None
    year: Reading | None
    phase: Phase
    item: tuple[str, Spot, bool]
    """Its name, where that stands, and whether a head gives it."""
    told: tuple[Square, ...]
    amount: Amount
    change: Printed | None
    """What the row prints of its change against last year."""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Give what no second cell of the table may be."""
        body, year = (r.value if r else "" for r in (self.body, self.year))
        return body, year, self.phase, self.item[0]


def three_public(frame: Frame) -> Iterator[Fact | Problem]:
    """Give the amounts of every table of the three public expenses, their sums checked."""
    for section in frame.tables:
        layout = layout_of(section) if _PUBLIC.search(section.name) else None
        if layout is None:
            continue
        across = [c for c in layout.columns if _names_item(c) and c.measure != "change"]
        if len({bool(c.phase or c.year or c.last) for c in across}) > 1:
            yield _unclear(section, across[0].head[-1].spot)
            continue
        cells = list(_cells(frame, section, layout, across=len(across) > 1))
        twice = {c.key for c in cells if sum(o.key == c.key for o in cells) > 1}
        if twice:
            spot = next(c for c in cells if c.key in twice).amount.square.spot
            yield _unclear(section, spot)
        yield from _emit(frame, section, [c for c in cells if c.key not in twice])


def _names_item(column: Column) -> bool:
    """Say whether a column is an item, not a year or a phase."""
    return any(_PART.search(s.bare) for s in column.head)


def _cells(frame: Frame, section: Section, layout: Layout, *, across: bool) -> Iterator[_Cell]:
    """Give the amounts of a table; `across` says that its columns are the items."""
    caption = frame.unit_of(section)
    bodies = _bodies(row for _, row in layout.body)
    columns = layout.columns if across else _wholes(layout.columns)
    for _, row in layout.body:
        label = _label(row)
        for column in columns:
            amount = amount_in(row[column.number], column_unit(column, caption))
            if amount is None or column.measure == "change" or not column.head:
                continue
            told = (*reversed(column.head), *([label] if label else []))
            year = _year(told)
            if year is None and (column.last or _is_last(label)):
                continue
            own = label if label in bodies else None
            found = compared(layout, column)
            yield _Cell(
                Reading(own.printed, own.spot) if own else frame.body(section),
                year or frame.year(section),
                column.phase or _phase(label) or frame.phase,
                _item(None if across else label, column),
                told,
                amount,
                printed(row, found, amount, caption) if found else None,
            )


def _wholes(columns: Sequence[Column]) -> list[Column]:
    """Take 合计 of a year where its sources stand beside it (合计 | 财政拨款 | 其他资金)."""
    out = []
    for column in columns:
        same = [c for c in columns if (c.year, c.phase, c.last) == _when(column)]
        same = [c for c in same if c.measure != "change"]
        whole = [c for c in same if c.path and TOTAL.match(c.path[-1])]
        if column in whole or len(whole) != 1 or column.measure == "change":
            out.append(column)
    return out


def _when(column: Column) -> tuple[str, str, bool]:
    return column.year, column.phase, column.last


def _bodies(rows: Iterable[Row]) -> tuple[Square, ...]:
    """Give the labels that name bodies, where a table has a row for each of several."""
    labels = [s for r in rows if (s := _label(r)) is not None]
    found = tuple(s for s in labels if is_body(s.bare) and not _ITEM.search(s.bare))
    return found if len({s.bare for s in found}) > 1 else ()


def _emit(frame: Frame, section: Section, cells: list[_Cell]) -> Iterator[Fact | Problem]:
    """Give the facts of a table and what its sums say of them."""
    groups: dict[tuple[str, str, str], list[int]] = {}
    for number, cell in enumerate(cells):
        groups.setdefault(cell.key[:3], []).append(number)
    checks = []
    for numbers in groups.values():
        items = [Item(cells[n].item[0], cells[n].amount) for n in numbers]
        checks += [(c, tuple(numbers[n] for n in c.rows)) for c in sums_of(items)]
    for number, cell in enumerate(cells):
        told = cell.change.checks() if cell.change else ()
        checks += [(Check(h, f"{cell.item[0]}: {s}", (number,), c), (number,)) for h, s, c in told]
    facts = []
    for number, cell in enumerate(cells):
        mine = [c for c, rows in checks if number in rows]
        sure = _PLAIN if not mine else _SURE if all(c.holds for c in mine) else _BROKEN
        reasons = [c.said if c.holds else f"does not hold: {c.said}" for c in mine]
        facts.append(
            _fact(frame, section, cell).fact(
                sure, reasons or ["one item of the three public expenses"]
            )
        )
    yield from facts
    for check, rows in checks:
        if not check.holds:
            whole = facts[rows[0]]
            what = "a printed percentage" if check.code == "PT436" else "a sum"
            yield Problem(
                check.code,
                "warning",
                f"Page {section.page}, {section.name}: {what} does not hold: {check.said}.",
                "Compare the items with the page; the document may contradict itself.",
                anchor=next(a for a in whole.anchors if a.field == "amount"),
                fact_ids=tuple(facts[n].id for n in rows),
            )


def _fact(frame: Frame, section: Section, cell: _Cell) -> Builder:
    builder = frame.begin_bare("three_public")
    for name, reading in (("body", cell.body), ("year", cell.year)):
        if reading is not None:
            builder.add(name, reading.value, reading.spot, inherited=True)
    words, spot, inherited = cell.item
    builder.add("item", words, spot, inherited=inherited)
    place = frame.phase_spot(cell.phase, (s.spot for s in cell.told), section)
    if place is not None:
        builder.add("phase", cell.phase, place, inherited=True)
    cell.amount.onto(builder, "amount")
    return builder


def _label(row: Row) -> Square | None:
    return next((s for s in row if s and s.left and _HAN_SIGN.search(s.bare)), None)


def _item(label: Square | None, column: Column) -> tuple[str, Spot, bool]:
    """Name the item: by its row where rows are items, else by its column's head."""
    if label is not None and (_ITEM.search(label.bare) or TOTAL.match(label.bare)):
        return *_named(label), False
    named = [s for s in column.head if not _GENERIC.match(s.bare) and not _PUBLIC.search(s.bare)]
    leaf = column.head[-1]
    if not named:
        return leaf.printed, leaf.spot, True
    whole = leaf.bare in {"合计", "总计"} and len(column.head) == 1
    square = leaf if whole or _PUBLIC.search(leaf.bare) else named[-1]
    return square.printed, square.spot, True


def _named(label: Square) -> tuple[str, Spot]:
    """Give an item's name without its number or 其中：."""
    spot = label.spot
    lead = _LEAD.match(spot.page.text[spot.start : spot.end])
    cut = lead.end() if lead else 0
    if not cut or label.rest:
        return label.printed, spot
    rest = replace(spot, start=spot.start + cut)
    return rest.bare, rest


def _year(told: Iterable[Square]) -> Reading | None:
    """Read the year that head or row print."""
    for square in told:
        raw = square.spot.page.text[square.spot.start : square.spot.end]
        found = _YEAR.search(raw)
        if found:
            return Reading(found[1], square.spot.part(*found.span(1)))
    return None


def _is_last(label: Square | None) -> bool:
    return bool(label and re.search(r"上年|去年", label.bare))


def _phase(label: Square | None) -> Phase:
    text = label.bare if label else ""
    if _ACCOUNTED.search(text):
        return "executed"
    return "approved" if "预算" in text else ""


def _unclear(section: Section, spot: Spot) -> Problem:
    return Problem(
        "PT449",
        "warning",
        f"Page {section.page}, {section.name}: the head does not tell of which year or phase "
        "an amount is; it was left out.",
        "Look at the table's head; enter what you need from it by hand.",
        anchor=spot.anchor("amount"),
    )

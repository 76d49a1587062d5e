"""The three public expenses (三公): each item of each year and phase that a table prints.

Items may be rows or columns, years and phases the other way. An amount whose year is told only as
上年 is left out: no year is computed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.anchors import Builder
from papertrace.extract.figures import amount_in, column_unit
from papertrace.extract.heads import TOTAL, layout_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.anchors import Spot
    from papertrace.extract.frame import Frame
    from papertrace.extract.heads import Column, Phase
    from papertrace.extract.tables import Row, Section, Square
    from papertrace.model import Fact

_PUBLIC = re.compile(r"三公")
_ITEM = re.compile(r"费|三公|公务|出国|接待|培训|会议")
_GENERIC = re.compile(
    r"^(?:小计|合计|金额|(?:20\d\d年度?|上年|本年|年初|全年|当年)*(?:财政拨款)?(?:预算|决算|执行)数?"
    r"(?:\(.*\))?)$"
)
_YEAR = re.compile(r"(20\d\d)\s*年")


def three_public(frame: Frame) -> Iterator[Fact]:
    """Give the amounts of every table of the three public expenses."""
    for section in frame.tables:
        layout = layout_of(section) if _PUBLIC.search(section.name) else None
        if layout is None:
            continue
        caption = frame.unit_of(section)
        for _, row in layout.body:
            for column in layout.columns:
                amount = amount_in(row[column.number], column_unit(column, caption))
                if amount is None or column.measure == "change" or not column.head:
                    continue
                begun = _begin(frame, section, row, column)
                if begun is not None:
                    amount.onto(begun, "amount")
                    yield begun.fact(0.88, ["one item of the three public expenses"])


def _label(row: Row) -> Square | None:
    return next((s for s in row if s and s.left and re.search(r"[\u3400-\u9fff]", s.bare)), None)


def _begin(frame: Frame, section: Section, row: Row, column: Column) -> Builder | None:
    """Begin a fact with whose it is, of which year and phase, and of what."""
    label = _label(row)
    words, spot, inherited = _item(label, column)
    told = [*reversed(column.head), *([label] if label else [])]
    builder = Builder(frame.document, "three_public", frame.form)
    body = frame.body(section)
    if body is not None:
        builder.add("body", body.value, body.spot, inherited=True)
    if not _add_year(builder, frame, section, told, last=column.last or _is_last(label)):
        return None
    builder.add("item", words, spot, inherited=inherited)
    phase: Phase = column.phase or _phase(label) or frame.phase
    place = frame.phase_spot(phase, (s.spot for s in told), section)
    if place is not None:
        builder.add("phase", phase, place, inherited=True)
    return builder


def _item(label: Square | None, column: Column) -> tuple[str, Spot, bool]:
    """Name the item: by its row where rows are items, else by its column's head."""
    if label is not None and (_ITEM.search(label.bare) or TOTAL.match(label.bare)):
        return label.printed, label.spot, False
    named = [s for s in column.head if not _GENERIC.match(s.bare) and not _PUBLIC.search(s.bare)]
    leaf = column.head[-1]
    if not named:
        return leaf.printed, leaf.spot, True
    square = leaf if leaf.bare in {"合计", "总计"} and len(column.head) == 1 else named[-1]
    return square.printed, square.spot, True


def _add_year(
    builder: Builder, frame: Frame, section: Section, told: list[Square], *, last: bool
) -> bool:
    """Set the year that head or row print, else the table's; False where it is told as 上年."""
    for square in told:
        raw = square.spot.page.text[square.spot.start : square.spot.end]
        found = _YEAR.search(raw)
        if found:
            builder.add("year", found[1], square.spot.part(*found.span(1)), inherited=True)
            return True
    if last:
        return False
    year = frame.year(section)
    if year is not None:
        builder.add("year", year.value, year.spot, inherited=True)
    return True


def _is_last(label: Square | None) -> bool:
    return bool(label and re.search(r"上年|去年", label.bare))


def _phase(label: Square | None) -> Phase:
    text = label.bare if label else ""
    if re.search(r"决算|执行", text):
        return "executed"
    return "approved" if "预算" in text else ""

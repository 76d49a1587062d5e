"""What stands around words that a person chose: the rest of a number, and the unit of a sum.

A unit printed beside the words wins. Otherwise it is that of their column, row or table; one of
another table, or of the text above, is never applied. Without one there is no sum.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from papertrace.errors import UsageError
from papertrace.model.columns import KINDS
from papertrace.text import normalise
from papertrace.text.anchored import anchor_of
from papertrace.text.currency import unit_note
from papertrace.text.fold import folded_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.model import Anchor, Cell, Fact, Page, Table

_AFTER: Final = re.compile(
    r"[ \u3000]*((?:[十百千万亿]{0,2}(?:人民币|美|欧|日|港|澳门?|韩)?[元圆]|"
    r"[十百千万亿]{1,2}|yuan|[A-Z]{3})(?![A-Za-z]))"
)
_BEFORE: Final = re.compile(r"((?:人民币|RMB|CNY|USD|[￥¥$€])[ \u3000]*[￥¥]?)[ \u3000]*$")
_WIDE: Final = 24
"""So many characters beside the words can hold a unit."""
_LEFT: Final = re.compile(r"(?:\d[.．]?|\d{1,3}(?:[,，]\d{3})*[,，])$")
_RIGHT: Final = re.compile(r"\d|[.．]\d|[,，]\d{3}(?!\d)")
_SIGN_LEFT: Final = re.compile(r"[-－−–]$")
_SIGN_RIGHT: Final = re.compile(r"\s*[%％‰]|[-－−–]\d")


def is_counted(fact: Fact, name: str) -> bool:
    """Say whether a field is a sum or a number, so that signs belong to it."""
    told = KINDS.get(fact.kind, {}).get(name, "text")
    return bool(fact.fields[name].currency) or told in ("money", "number")


def refuse_cut(page: Page, start: int, end: int, *, day: bool) -> None:
    """Refuse words that begin or end within a number; UsageError.

    In a `day` (a date, a year, a name) minus signs set parts apart, and are no border.
    """
    before, behind = page.text[max(0, start - _WIDE) : start], page.text[end : end + _WIDE]
    quote = page.text[start:end].strip()
    opens, ends = quote[:1].isdigit(), quote[-1:].isdigit()
    cut = bool((opens and _LEFT.search(before)) or (ends and _RIGHT.match(behind)))
    if quote[:1] in (",", ".", "，", "．") and before[-1:].isdigit() and quote[1:2].isdigit():
        cut = True
    if not day:
        cut = cut or bool(opens and _SIGN_LEFT.search(before))
        cut = cut or bool(ends and _SIGN_RIGHT.match(behind))
    if cut:
        msg = f"{quote!r} is part of a number on page {page.number}."
        raise UsageError(msg, remedy="Take the whole number, with its sign.")


def units_of(page: Page, fact: Fact, name: str, spot: tuple[int, int]) -> Iterator[Anchor]:
    """Give the proof of the unit of a sum at a stretch of a page's text; nothing for none.

    Nothing, too, where the words hold a unit themselves.
    """
    start, end = spot
    if normalise("amount", page.text[start:end]).value is not None:
        return  # the words hold their own
    after = _AFTER.match(page.text, end)
    if after:
        yield anchor_of(page, after.start(1), after.end(1), name, "unit")
        return
    low = max(0, start - _WIDE)
    before = _BEFORE.search(page.text[low:start])
    if before:
        first = low + before.start(1)
        yield anchor_of(page, first, first + len(before[1].rstrip()), name, "unit")
        return
    for table in page.tables:
        cell = next((c for c in table.cells if c.start <= start < c.end), None)
        if cell is not None:
            yield from _of_table(page, fact, name, (table, cell))
            return


def _of_table(page: Page, fact: Fact, name: str, at: tuple[Table, Cell]) -> Iterator[Anchor]:
    """Give the unit of a cell: of its column's or row's head, else of the table's note."""
    table, cell = at
    for head in (*_heads(table, cell, down=True), *_heads(table, cell, down=False)):
        found = unit_note(head.text)
        if found:
            first, last = head.start + found.start, head.start + found.end
            yield anchor_of(page, first, last, name, "unit")
            return
    note = table.unit_note
    if note and note.page in (0, page.number):
        yield anchor_of(page, note.start, note.end, name, "unit")
        return
    for unit in (a for a in fact.anchors if a.field == name and a.role == "unit"):
        told = unit_note(unit.quote)
        stated = unit_note(note.text) if note else None
        of_note = told and stated and (told.unit, told.currency) == (stated.unit, stated.currency)
        if of_note or (_was_here(page, fact, name, table) and not _inside(page, unit, table)):
            yield unit


def _heads(table: Table, cell: Cell, *, down: bool) -> list[Cell]:
    """Give the cells above one in its column, or before it in its row, the nearest first."""
    found = []
    for one in table.cells:
        if one is cell or any(mark.isdigit() for mark in folded_text(one.text)[:1]):
            continue
        if down:
            across = one.column < cell.column + cell.column_span
            same = across and cell.column < one.column + one.column_span and one.row < cell.row
        else:
            across = one.row < cell.row + cell.row_span
            same = across and cell.row < one.row + one.row_span and one.column < cell.column
        if same:
            found.append(one)
    return sorted(found, key=lambda c: (c.row, c.column), reverse=True)


def _was_here(page: Page, fact: Fact, name: str, table: Table) -> bool:
    """Say whether the field's proof so far stands in this table."""
    own = (a for a in fact.anchors if a.field == name and not a.role)
    return any(_inside(page, anchor, table) for anchor in own)


def _inside(page: Page, anchor: Anchor, table: Table) -> bool:
    """Say whether an anchor stands in a table of a page."""
    return anchor.page == page.number and any(
        table.box.x0 <= (b.x0 + b.x1) / 2 <= table.box.x1
        and table.box.top <= (b.top + b.bottom) / 2 <= table.box.bottom
        for b in anchor.boxes
    )

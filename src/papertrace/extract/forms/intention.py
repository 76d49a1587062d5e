"""Procurement intentions: what a body plans to buy, for about how much, in which month.

Plans are no tenders: the sums are `procurement_plan` facts and never budgets of a purchase.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.anchors import Builder
from papertrace.extract.labels import is_blank, plain
from papertrace.extract.names import looks_like_body, name_at, project_at
from papertrace.extract.notice import choices, notice_of
from papertrace.extract.outline import outline_of
from papertrace.extract.problems import expecting
from papertrace.extract.proportions import without_unit
from papertrace.extract.sums import Frame, sum_at
from papertrace.text.dates import find_dates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.anchors import Spot
    from papertrace.extract.listings import Column, Listing, Row
    from papertrace.extract.outline import Outline
    from papertrace.model import Document, Fact, Problem

NAME = "intention"
CHINESE = "采购意向"
VERSION = 2
KIND = "document"
_TWO_SIGNS = re.compile(r"[一-鿿]{2}")


def recognise(document: Document) -> bool:
    """Say whether the document publishes intentions."""
    return outline_of(document).kind.module == NAME


def extract(document: Document) -> Iterator[Fact | Problem]:
    """Give the notice and one plan a row."""
    outline = outline_of(document)
    form = f"{NAME}@{VERSION}"
    yield from notice_of(outline, form)
    yield from expecting("procurement_plan", CHINESE, _plans(outline, form))
    yield from without_unit(outline, ("budget", "estimate"))


def _plans(outline: Outline, form: str) -> Iterator[Fact]:
    chosen = choices(outline)["buyer"]
    buyer = (chosen.best.value, chosen.best.spot) if chosen else None
    found = False
    for listing in outline.listings:
        roles = listing.roles()
        if not roles & {"project_name", "item_name"} or not roles & {
            "budget",
            "month",
            "quote",
            "amount",
            "estimate",
        }:
            continue
        for row in listing.rows:
            plan = _plan(outline, form, (listing, row), buyer)
            if plan:
                found = True
                yield plan
    if not found:
        yield from _single(outline, form, buyer)


def _plan(
    outline: Outline, form: str, place: tuple[Listing, Row], buyer: tuple[str, Spot] | None
) -> Fact | None:
    listing, row = place
    builder = Builder(outline.document, "procurement_plan", form)
    named = listing.find(row, "project_name", "item_name")
    name = (project_at(named[1]) or _short(named[1])) if named else None
    if name is None:
        return None
    own = listing.find(row, "buyer")
    read = name_at(own[1]) if own else None
    if read and looks_like_body(read.value):
        builder.add("buyer", read.value, read.spot)
    elif buyer:
        builder.add("buyer", *buyer, inherited=True)
    builder.add("name", *name)
    need = listing.find(row, "need")
    if need and need[1].text:
        builder.add("need", re.sub(r"\s+", "", need[1].printed), need[1])
    worth = 0.9
    priced = listing.find(row, "budget", "amount", "quote", "estimate")
    if priced:
        column, cell = priced
        found = sum_at(cell, Frame(column.head, column.text, listing.caption))
        if found and found.kind == "total":
            builder.add("amount", found.value, found.spot, currency=found.currency)
            builder.unit("amount", found.unit)
            worth = 0.95 if found.certain else 0.6
    month = listing.find(row, "month") or _timed(listing, row)
    if month:
        _add_month(builder, month[1])
    return builder.fact(worth)


def _short(spot: Spot) -> tuple[str, Spot] | None:
    """Take a name of two signs (服装, 物业) in a column of names."""
    word = "".join(spot.printed.split())
    return (word, spot) if _TWO_SIGNS.fullmatch(word) and not is_blank(word) else None


def _timed(listing: Listing, row: Row) -> tuple[Column, Spot] | None:
    """Give the cell below a head that only says 时间."""
    for number, column in enumerate(listing.columns):
        if number in row.cells and plain(column.text) in {"时间", "月份", "日期"}:
            return column, row.cells[number]
    return None


def _add_month(builder: Builder, spot: Spot) -> None:
    text = spot.page.text[spot.start : spot.end]
    dates = find_dates(text)
    if dates:
        builder.add("month", dates[0].value, spot.part(dates[0].start, dates[0].end))


def _single(outline: Outline, form: str, buyer: tuple[str, Spot] | None) -> Iterator[Fact]:
    """Read a notice of one intention that prints label and value instead of a table."""
    builder = Builder(outline.document, "procurement_plan", form)
    names = outline.of("project_name")
    name = project_at(names[0].value) if names else None
    if name is None:
        return
    if buyer:
        builder.add("buyer", *buyer)
    builder.add("name", *name)
    for pair in outline.of("need")[:1]:
        builder.add("need", re.sub(r"\s+", "", pair.value.printed), pair.value)
    for pair in outline.of("budget"):
        found = sum_at(pair.value, Frame(pair.label, pair.label.text))
        if found and found.kind == "total":
            builder.add("amount", found.value, found.spot, currency=found.currency)
            builder.unit("amount", found.unit)
            break
    for pair in outline.of("month")[:1]:
        _add_month(builder, pair.value)
    yield builder.fact(0.85)

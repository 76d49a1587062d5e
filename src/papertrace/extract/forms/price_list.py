"""Lists of awarded products with unit prices: one award a row, never a total.

Where a list has both the company that won and the manufacturer, the one that won is the supplier.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from papertrace.extract.lots import Lot
from papertrace.extract.names import members_of
from papertrace.extract.notice import notice_of
from papertrace.extract.outline import outline_of
from papertrace.extract.priced import supplier_facts
from papertrace.extract.problems import expecting
from papertrace.extract.sums import Frame, sum_at
from papertrace.extract.winners import Winner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.listings import Listing, Row
    from papertrace.extract.outline import Outline
    from papertrace.extract.sums import Sum
    from papertrace.model import Document, Fact, Problem

NAME = "price_list"
CHINESE = "成交产品价格目录"
VERSION = 2
KIND = "document"


def recognise(document: Document) -> bool:
    """Say whether the document is a list of products with prices."""
    return outline_of(document).kind.module == NAME


def extract(document: Document) -> Iterator[Fact | Problem]:
    """Give the notice and one award a row."""
    outline = outline_of(document)
    form = f"{NAME}@{VERSION}"
    yield from notice_of(outline, form)
    told = (f for each in _rows(outline) for f in supplier_facts(outline, "award", form, each))
    yield from expecting("award", CHINESE, told)


def _rows(outline: Outline) -> Iterator[Winner]:
    for listing in outline.listings:
        for row in listing.rows:
            cell = listing.find(row, "supplier", "candidate", "maker")
            price = _price(listing, row)
            names = members_of(cell[1]) if cell else ()
            if not names or price is None:
                continue
            lot = listing.find(row, "lot")
            made = Winner(names[:1], price=price)
            if lot and re.search(r"\w", lot[1].text):
                made.lot = Lot("".join(lot[1].printed.split()), lot[1])
            yield made


def _price(listing: Listing, row: Row) -> Sum | None:
    for role in ("amount", "unit_price", "quote"):
        for number, column in enumerate(listing.columns):
            if column.role == role and number in row.cells:
                found = sum_at(row.cells[number], Frame(column.head, column.text, listing.caption))
                if found and found.kind in {"total", "unit_price", "unitless"}:
                    return replace(found, kind="unit_price")
    return None

"""Tables of contracts: one contract a row, with its own number, parties, sum and day.

Rows that share a number are one contract; where they print several sums none is taken and the
reader is told. Nothing is carried from one row to another, and no row is left out in silence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.extract.anchors import Builder
from papertrace.extract.choice import put
from papertrace.extract.confidence import HEAD, Confidence
from papertrace.extract.labels import is_blank
from papertrace.extract.moments import dates_in
from papertrace.extract.notice import choices, number_at
from papertrace.extract.priced import (
    add_price,
    price_doubts,
    product_doubts,
    weigh_certainty,
    weigh_price,
    weigh_product,
)
from papertrace.extract.problems import doubtful, personal, placeholder
from papertrace.extract.products import row_product
from papertrace.extract.sums import TOKEN
from papertrace.extract.winner_tables import row_price
from papertrace.extract.winners import winner_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.extract.listings import Listing, Row
    from papertrace.extract.outline import Outline
    from papertrace.extract.sums import Sum
    from papertrace.extract.winners import Winner
    from papertrace.model import Fact, Problem

_UNREAD = frozenset({"fee", "deposit", "expert", "beyond", "scores", "failed"})
_DAY = 10
_SEVERAL = "The rows of one contract print several sums; none was taken."


def listed_contracts(outline: Outline, form: str) -> Iterator[Fact | Problem]:
    """Give one contract a row of tables that number them, and the problems with them."""
    labelled = any(outline.of("contract_no"))
    for listing in outline.listings:
        contracts = _contracts(listing)
        if len(contracts) == 1 and (labelled or "contract_no" not in listing.roles()):
            continue  # its labels tell of it, and rows may be those of its parties
        for rows in contracts:
            yield from _contract(outline, form, listing, rows)


def _contracts(listing: Listing) -> list[list[Row]]:
    """Give the rows of each contract a table lists."""
    roles = listing.roles()
    if listing.zone in _UNREAD or not roles & {"supplier", "candidate"} or "amount" not in roles:
        return []
    told: dict[str, list[Row]] = {}
    role = next((r for r in ("contract_no", "contract_name", "signed") if r in roles), "")
    for row in listing.rows if role else ():
        cell = listing.find(row, "contract_no")
        numbered = cell is not None and not is_blank(cell[1].text)
        key = cell[1].bare if cell is not None and numbered else f"row {row.index}"
        told.setdefault(key, []).append(row)
    return list(told.values())


def _contract(
    outline: Outline, form: str, listing: Listing, rows: Sequence[Row]
) -> Iterator[Fact | Problem]:
    row = rows[0]
    builder, sure = Builder(outline.document, "contract", form), Confidence(_worth(listing))
    sure.rests_on(HEAD)
    _add_numbers(builder, listing, row)
    supplier = _add_parties(outline, builder, listing, row)
    if supplier is not None and supplier.person:
        yield personal("supplier")
    sure.limit(supplier.worth if supplier else 0.7, "" if supplier else "no supplier is read")
    prices = {p.spot.place: p for r in rows if (p := row_price(listing, r)) is not None}
    price = next(iter(prices.values())) if len(prices) == 1 else None
    product = row_product(listing, row) if len(rows) == 1 else None
    if price:
        add_price(builder, price)
        _weigh(sure, price)
        weigh_product(sure, price, product)
    day = listing.find(row, "signed")
    signed = [d for d in dates_in(day[1]) if "/" not in d[0] and len(d[0]) >= _DAY] if day else []
    if signed:
        builder.add("signed", *signed[0])
    if not builder.fields:
        return
    fact = builder.fact(sure.value, sure.reasons)
    yield fact
    yield from price_doubts(price, fact.id, "")
    yield from product_doubts(price, product, fact.id)
    if price and price.value in TOKEN and price.kind == "total":
        yield placeholder("amount", price.spot, fact.id)
    if len(prices) > 1:
        yield doubtful("PT425", _SEVERAL, next(iter(prices.values())).spot, (fact.id,))


def _worth(listing: Listing) -> float:
    return 0.95 if listing.how != "flat" else 0.93


def _add_numbers(builder: Builder, listing: Listing, row: Row) -> None:
    """Set the contract's number and the project's, where the row has them."""
    for role in ("contract_no", "project_no"):
        cell = listing.find(row, role)
        found = number_at(cell[1]) if cell and not is_blank(cell[1].text) else None
        if found:
            builder.add(role, *found)


def _add_parties(outline: Outline, builder: Builder, listing: Listing, row: Row) -> Winner | None:
    """Set the row's own buyer, failing that the notice's, and the supplier; give the supplier."""
    own = listing.find(row, "buyer", "owner")
    buyer = winner_at(own[1], 0.95) if own else None
    if buyer is not None and not buyer.person:
        builder.add("buyer", buyer.supplier, buyer.stretch)
    elif own is None:
        put(builder, "buyer", choices(outline)["buyer"], mentions=0)
    cell = listing.find(row, "supplier", "candidate")
    supplier = winner_at(cell[1], 0.95) if cell else None
    if supplier is not None and not supplier.person:
        builder.add("supplier", supplier.supplier, supplier.stretch)
    return supplier


def _weigh(sure: Confidence, price: Sum) -> None:
    """Lower the confidence for what is in doubt about a row's sum."""
    weigh_price(sure, price)
    weigh_certainty(sure, price, "sum in doubt")
    if price.value in TOKEN:
        sure.limit(0.4, "looks like an unfilled field")

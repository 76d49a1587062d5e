"""Suppliers with their lots, ranks and prices, out of tables.

A table of losing bidders, and one of the things bought, is told apart by its heads; the awarded
sum comes before what was offered, a sum with tax before one without, a last offer before a first.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.extract.confidence import HEAD
from papertrace.extract.labels import RANKED, plain
from papertrace.extract.lots import blocks, leaves_blank, row_lot
from papertrace.extract.names import looks_like_body, members_of
from papertrace.extract.offers import ADJUSTED, rank_of_offer
from papertrace.extract.products import row_product
from papertrace.extract.row_totals import piece_price, whole_of
from papertrace.extract.sums import NO_UNIT, Frame, sum_at, sums_at
from papertrace.extract.verdicts import told_verdicts, verdict_head
from papertrace.extract.winner_clauses import holds_money, paired_winners
from papertrace.extract.winners import FAILED, UNREAD, rank_at, winner_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from papertrace.extract.anchors import Spot
    from papertrace.extract.listings import Column, Listing, Row
    from papertrace.extract.lots import Lot
    from papertrace.extract.outline import Outline
    from papertrace.extract.sums import Sum
    from papertrace.extract.winners import Winner

_SEVERAL = 2
_NTH = re.compile(r"第?[一二三四五]名?(?:(?:中标|成交|中选)?候选(?:人|供应商|单位))?")
_BARE_NAME = frozenset({"名称", "单位名称"})
_RANK_BEFORE = re.compile(
    r"\s*(?P<rank>第[一二三四五1-5](?:名|位|(?:中标|成交|中选)?候选(?:人|供应商|单位)))\s*[:：、\s]\s*(?=\S{4})"
)
"""第一名：某公司 in one cell."""
_BIDDER = re.compile(r"(?:报价|谈判|磋商|询价|比选|竞价|竞包|遴选)(?:单位|人|方|主体)(?:名称)?")
"""Heads that elsewhere name a unit of count or who holds the purchase."""
_UNIT_HEAD = re.compile(r"(?:金额|报价|价格|计价|货币|币种)?单位")
_UNIT = re.compile(r"(?:人民币)?(?:百|千)?[万亿]?元|[%％]")


def listed_winners(
    outline: Outline, roles: tuple[str, ...], *, items: bool = False
) -> Iterator[Winner]:
    """Give the suppliers of tables; `roles` are those of columns that name one, best first.

    Tables of the things bought are read only where `items` asks for them.
    """
    lots = blocks(outline)
    for listing in outline.listings:
        yield from _across(listing)
        listing = _with_bidders(listing)  # noqa: PLW2901  (the same table, better read)
        if listing.zone in UNREAD - {"contact"} or not listing.roles() & set(roles):
            continue
        verdicts = told_verdicts(listing)
        if _of_losers(listing, verdicts) or lists_items(listing) is not items:
            continue
        above: Winner | None = None
        for number, row in enumerate(listing.rows):
            if not verdicts.get(number, True):
                continue
            for made in _of_row(listing, row, roles, lots[row.index]):
                if made.unlotted and above and _next_rank(above, made):
                    made.lot, made.unlotted = above.lot, False
                above = made
                yield made


def _of_row(
    listing: Listing, row: Row, roles: tuple[str, ...], around: Lot | None
) -> Iterator[Winner]:
    """Give the supplier of a row; `around` is the lot where the row itself names none."""
    cell = _named_party(listing, row, roles)
    if cell is None or FAILED.search(cell[1].text):
        return
    if parted := paired_winners(cell[1]):
        yield from parted
        return
    begun = _RANK_BEFORE.match(cell[1].page.text[cell[1].start : cell[1].end])
    named = cell[1].part(begun.end(), cell[1].end - cell[1].start) if begun else cell[1]
    made = winner_at(named, 0.95 if listing.how != "flat" else 0.93)
    if made is None or holds_money(made):
        return
    member = listing.find(row, "member")
    if member and looks_like_body(member[1].text):
        made.names += members_of(member[1])
    made.ground = HEAD
    made.lot = _row_lot(listing, row, several=len(listing.rows) > 1) or around
    made.unlotted = made.lot is None and leaves_blank(listing, row)
    ranked = [s for s in row.cells.values() if _NTH.fullmatch(s.bare)]
    rank = listing.find(row, "rank")
    if rank or len(ranked) == 1:
        made.rank = rank_at(rank[1] if rank else ranked[0])
    elif begun:
        made.rank = rank_at(cell[1].part(*begun.span("rank")))
    made.price = row_price(listing, row)
    made.product = row_product(listing, row)
    yield from _parted(listing, row, made)


def _with_bidders(listing: Listing) -> Listing:
    """Read 报价单位 and 谈判单位 as bidders where bodies stand below, with their prices beside."""
    if listing.roles() & {"supplier", "candidate"} or not listing.roles() & {"quote", "amount"}:
        return listing
    for number, column in enumerate(listing.columns):
        below = [row.cells[number].text for row in listing.rows if number in row.cells]
        if _BIDDER.fullmatch(plain(column.text)) and below and all(map(looks_like_body, below)):
            kept = list(listing.columns)
            kept[number] = replace(column, role="candidate")
            return replace(listing, columns=tuple(kept))
    return listing


def _parted(listing: Listing, row: Row, made: Winner) -> Iterator[Winner]:
    """Part suppliers that share a cell, where another cell holds as many sums, one for each."""
    cell = listing.find(row, "amount", "quote")
    if made.price is None or cell is None or len(made.names) < _SEVERAL:
        yield made
        return
    column, spot = cell
    sums = sums_at(spot, Frame(column.head, column.text, listing.caption))
    if len(sums) != len(made.names):
        yield made
        return
    for name, found in zip(made.names, sums, strict=True):
        yield replace(made, names=(name,), price=found, worth=min(made.worth, 0.85), mentions=[])


def _across(listing: Listing) -> Iterator[Winner]:
    """Read a table with a column for the first candidate, one for the second, and so on."""
    columns = {
        n: rank
        for n, c in enumerate(listing.columns)
        if RANKED.fullmatch(plain(c.text)) and (rank := rank_at(c.head))
    }
    if len(columns) < _SEVERAL or listing.how == "turned":
        return
    for row in listing.rows:
        for number, rank in columns.items():
            made = winner_at(row.cells[number], 0.9) if number in row.cells else None
            if made and looks_like_body(made.names[0].value):
                made.lot, made.rank, made.ground = row_lot(listing, row), rank, HEAD
                yield made


def _row_lot(listing: Listing, row: Row, *, several: bool) -> Lot | None:
    lot = row_lot(listing, row)
    own = listing.find(row, "lot")
    return lot if several or own else None


def _next_rank(above: Winner, made: Winner) -> bool:
    """Say whether a rank goes on with the one above, so that both are of one lot."""
    if above.lot is None or above.rank is None or made.rank is None:
        return False
    return int(made.rank[0]) == int(above.rank[0]) + 1


def lists_items(listing: Listing) -> bool:
    """Say whether a table lists the things bought, with single prices, not who won what."""
    roles = listing.roles()
    return "item_name" in roles and len(roles & {"brand", "spec", "quantity", "unit_price"}) > 1


def _named_party(listing: Listing, row: Row, roles: tuple[str, ...]) -> tuple[Column, Spot] | None:
    """Give the cell that names the supplier; 第一名 under 中标候选人 is a rank and no name."""
    # a bare 名称 beside 供应商 names something else
    columns = sorted(enumerate(listing.columns), key=lambda c: plain(c[1].text) in _BARE_NAME)
    for role in roles:
        for number, column in columns:
            spot = row.cells.get(number)
            if column.role == role and spot and not _NTH.fullmatch(spot.bare):
                return column, spot
    return None


def _of_losers(listing: Listing, verdicts: Mapping[int, bool]) -> bool:
    """Say whether a table lists all bidders with their points, not those who won."""
    roles = listing.roles()
    text = "".join("".join(c.text.split()) for c in listing.columns)
    if any(verdicts.values()) or any(verdict_head(c.text) for c in listing.columns):
        return False
    if re.search(r"是否通过|未中标|否决|资格审查|资格性|符合性", text):
        return True
    return (
        "supplier" not in roles
        and "score" in roles
        and "amount" not in roles
        and "rank" not in roles
        and "quote" not in roles
    )


def row_price(listing: Listing, row: Row) -> Sum | None:
    """Read the price of a row: the awarded sum, failing that what was offered last."""
    columns = sorted(enumerate(listing.columns), key=lambda c: -rank_of_offer(c[1].text))
    rate: Sum | None = None
    for role in ("amount", "rate", "quote", "unit_price", "total"):
        for number, column in columns:
            if column.role != role or number not in row.cells:
                continue
            found = _priced(listing, row, number, column)
            if found is None:
                continue
            if role == "rate":
                rate = _of_rates(rate, found)
            elif rate is None or (found.kind == "total" and found.certain and role == "quote"):
                if found.tax == "without" and (taxed := _with_tax(listing, row)):
                    return taxed
                made = whole_of(listing, row, (column, found), _priced)
                return _unrivalled(listing, row, column, made) if made is found else made
    return rate or piece_price(listing, row, _priced)


def _with_tax(listing: Listing, row: Row) -> Sum | None:
    """Give the sum with tax that stands in a row beside one without."""
    for number, column in enumerate(listing.columns):
        if column.role in {"amount", "quote", "total"} and number in row.cells:
            found = _priced(listing, row, number, column)
            if found and found.kind == "total" and found.tax == "with":
                return found
    return None


def _of_rates(held: Sum | None, found: Sum) -> Sum:
    """Keep the first of two rates, and say that there is another."""
    if held is None or held.value == found.value:
        return held or found
    return replace(held, doubt="the row prints a further rate")


def _unrivalled(listing: Listing, row: Row, column: Column, found: Sum) -> Sum:
    """Doubt a price where another column, by its head as good as this, prints another one."""
    if found.kind != "total":
        return found
    if ADJUSTED.search(column.text):
        return replace(found, doubt="only a price as the evaluation made it is printed")
    for number, other in enumerate(listing.columns):
        if other is column or other.role != column.role or number not in row.cells:
            continue
        if rank_of_offer(other.text) != rank_of_offer(column.text):
            continue
        rival = _priced(listing, row, number, other)
        if rival and rival.kind == "total" and rival.value != found.value:
            return replace(found, doubt="the row prints another price that may be meant")
    return found


def _priced(listing: Listing, row: Row, number: int, column: Column) -> Sum | None:
    unit = _unit_beside(listing, row)
    if unit is not None:
        return sum_at(row.cells[number], Frame(unit, f"{column.text}（{unit.bare}）"))
    found = sum_at(row.cells[number], Frame(column.head, column.text, listing.caption))
    return _by_arithmetic(listing, row, found) if found and found.reason == NO_UNIT else found


def _by_arithmetic(listing: Listing, row: Row, found: Sum) -> Sum:
    """Take a sum's unit from the row's own arithmetic: so many pieces at so many 万元 a piece."""
    count = listing.find(row, "quantity")
    piece = listing.find(row, "unit_price")
    told = re.match(r"\d+(?:\.\d+)?", count[1].bare.replace(",", "")) if count else None
    if piece is None or told is None:
        return found
    column, spot = piece
    price = sum_at(spot, Frame(column.head, column.text, listing.caption))
    if price is None or price.reason == NO_UNIT or not price.certain or price.value == "0":
        return found
    factor = Decimal(price.value) * Decimal(told.group()) / Decimal(found.value or 1)
    if factor not in {1, 1000, 10000}:
        return found
    value = format((Decimal(found.value) * factor).normalize(), "f")
    unit = price.unit or price.spot
    return replace(
        found,
        value=value,
        kind="total",
        certain=True,
        unit=unit,
        reason="",
        currency=price.currency,
    )


def _unit_beside(listing: Listing, row: Row) -> Spot | None:
    """Give the cell that says in a column of its own what a row's price counts: 元, 万元, %."""
    return next(
        (
            row.cells[n]
            for n, c in enumerate(listing.columns)
            if _UNIT_HEAD.fullmatch(plain(c.text))
            and n in row.cells
            and _UNIT.fullmatch(row.cells[n].bare)
        ),
        None,
    )

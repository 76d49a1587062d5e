"""Suppliers with their lots, ranks and prices, out of tables, labelled lines and sentences.

Shared by awards and candidates. What a losing bidder offered, what the agent is paid and what a
single piece costs is told apart here; a price is read only from beside its supplier.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from papertrace.extract.confidence import HEAD, LABEL
from papertrace.extract.labels import LOT, RANKED, SHORT_LOT, is_label, plain
from papertrace.extract.lots import blocks, row_lot
from papertrace.extract.names import is_person, looks_like_body, members_of
from papertrace.extract.sums import Frame, sum_at, sums_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papertrace.extract.anchors import Spot
    from papertrace.extract.listings import Column, Listing, Row
    from papertrace.extract.lots import Lot
    from papertrace.extract.names import Name
    from papertrace.extract.outline import Outline
    from papertrace.extract.sums import Sum

_LONGEST = 90
_SHORTEST = 2

UNREAD = frozenset(
    {
        "expert",
        "fee",
        "deposit",
        "scores",
        "items",
        "beyond",
        "persons",
        "buyer",
        "agent",
        "failed",
        "qualification",
        "obtain",
        "contact",
    }
)
FAILED = re.compile(
    r"废标|流标|无有效|有效(?:投标|供应商|响应).{0,6}不足|采购失败|未成交|无中标|终止"
)
_SEVERAL = 2
_VERDICT = re.compile(r"是否(?:为)?(?:中标|成交|中选|入围)")
_NOT_LAST = re.compile(r"评标|评审|首次|第一[次轮]|初次")
_LATER = re.compile(rf"{_NOT_LAST.pattern}|不含(?:增值)?税|除税")
"""Sums that count only where no other stands beside them."""
_NTH = re.compile(r"第?[一二三四五]名?(?:(?:中标|成交|中选)?候选(?:人|供应商|单位))?")
_WON = re.compile(r"是|√|✓|(?:已|拟)?(?:中标|成交|中选|入围)(?:人|供应商)?")
_HAN = "一二三四五六七八九十"
_LOT_ONLY = re.compile(rf"\d*(?:{LOT.pattern}|{SHORT_LOT.pattern})")
_UNIT_HEAD = re.compile(r"(?:金额|报价|价格|计价|货币|币种)?单位")
_UNIT = re.compile(r"(?:人民币)?(?:百|千)?[万亿]?元|[%％]")


@dataclass(slots=True)
class Winner:
    """A supplier (or consortium) of one lot, as found in one place."""

    names: tuple[Name, ...]
    lot: Lot | None = None
    rank: tuple[str, Spot] | None = None
    price: Sum | None = None
    worth: float = 0.95
    mentions: list[tuple[str, Spot]] = field(default_factory=list)
    rivals: list[Sum] = field(default_factory=list)
    ground: str = LABEL
    adds_up: bool = False
    person: bool = False

    @property
    def supplier(self) -> str:
        """Give the supplier; members of a consortium are joined by `;`."""
        return ";".join(n.value for n in self.names)

    @property
    def stretch(self) -> Spot:
        """Give the stretch from the first member's name to the last."""
        first, last = self.names[0].spot, self.names[-1].spot
        return type(first)(first.page, first.start, last.end)


def merged(found: Iterable[Winner]) -> list[Winner]:
    """Join the places that name one supplier of one lot, in order."""
    known: list[Winner] = []
    for each in found:
        _merge(known, each)
    return known


def _merge(found: list[Winner], new: Winner) -> None:
    """Add a supplier, or note it as a repetition of one that is known."""
    for known in found:
        same_lot = (
            known.lot is None or new.lot is None or _key(known.lot.name) == _key(new.lot.name)
        )
        if not same_lot or known.supplier != new.supplier or known.person:
            continue
        if (
            new.lot is None
            and sum(w.supplier == new.supplier for w in found) > 1
            and new.price is None
        ):
            return
        if known.price and new.price and known.price.value != new.price.value:
            if (known.lot is None and new.lot is None) or (
                new.lot is not None and known.lot is not None
            ):
                if known.price.kind == new.price.kind and new.price.certain:
                    known.rivals.append(new.price)
                return
            continue
        if known.names:
            known.mentions.append(("supplier", new.stretch))
        if new.price and known.price:
            known.mentions.append(("amount", new.price.spot))
            if new.price.certain and not known.price.certain:
                known.price = new.price
        known.price = known.price or new.price
        known.lot = known.lot or new.lot
        known.rank = known.rank or new.rank
        return
    found.append(new)


def _key(lot: str) -> str:
    """Give a lot's number without the word for lot, so that 包1 and 1 are one."""
    text = re.sub(r"采购包|合同包|标段|标项|标包|分包|包件|包组|品目|[第包号:：()（）]", "", lot)
    if text in _HAN:
        return str(_HAN.index(text) + 1)
    return text.lstrip("0") or text


def listed_winners(
    outline: Outline, roles: tuple[str, ...], *, items: bool = False
) -> Iterator[Winner]:
    """Give the suppliers of tables; `roles` are those of columns that name one, best first.

    Tables of the things bought are read only where `items` asks for them.
    """
    lots = blocks(outline)
    for listing in outline.listings:
        yield from _across(listing)
        if listing.zone in UNREAD - {"contact"} or not listing.roles() & set(roles):
            continue
        if _of_losers(listing) or lists_items(listing) is not items:
            continue
        several = len(listing.rows) > 1
        lost = _verdicts(listing)
        for row in listing.rows:
            cell = _named_party(listing, row, roles)
            if lost is not None and lost in row.cells and not _WON.fullmatch(row.cells[lost].text):
                continue
            if cell is None or FAILED.search(cell[1].text):
                continue
            made = winner_at(cell[1], 0.95 if listing.how != "flat" else 0.93)
            if made is None:
                continue
            member = listing.find(row, "member")
            if member and looks_like_body(member[1].text):
                made.names += members_of(member[1])
            made.ground = HEAD
            made.lot = _row_lot(listing, row, several=several) or lots[row.index]
            ranked = [s for s in row.cells.values() if _NTH.fullmatch(s.bare)]
            rank = listing.find(row, "rank")
            if rank or len(ranked) == 1:
                made.rank = rank_at(rank[1] if rank else ranked[0])
            made.price = row_price(listing, row)
            yield from _parted(listing, row, made)


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


def lists_items(listing: Listing) -> bool:
    """Say whether a table lists the things bought, with single prices, not who won what."""
    roles = listing.roles()
    return "item_name" in roles and len(roles & {"brand", "spec", "quantity", "unit_price"}) > 1


def _named_party(listing: Listing, row: Row, roles: tuple[str, ...]) -> tuple[Column, Spot] | None:
    """Give the cell that names the supplier; 第一名 under 中标候选人 is a rank and no name."""
    for role in roles:
        for number, column in enumerate(listing.columns):
            spot = row.cells.get(number)
            if column.role == role and spot and not _NTH.fullmatch(spot.bare):
                return column, spot
    return None


def _verdicts(listing: Listing) -> int | None:
    """Give the column that says of every bidder whether he won."""
    return next(
        (n for n, c in enumerate(listing.columns) if _VERDICT.search("".join(c.text.split()))), None
    )


def _of_losers(listing: Listing) -> bool:
    """Say whether a table lists all bidders with their points, not those who won."""
    roles = listing.roles()
    text = "".join("".join(c.text.split()) for c in listing.columns)
    if _verdicts(listing) is not None:
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


def winner_at(spot: Spot, worth: float) -> Winner | None:
    """Read the supplier in a cell or value; None where it names none."""
    names = members_of(spot)
    if not names or FAILED.search(spot.text[:12]):
        return None
    if len(names) == 1 and is_person(names[0].value):
        return Winner(names, worth=worth, person=True)
    kept = tuple(
        n for n in names if re.search(r"[一-鿿A-Za-z]{2}", n.value) and len(n.value) > _SHORTEST
    )
    if not kept or any(
        len(n.value) > _LONGEST or is_label(n.value) or _LOT_ONLY.fullmatch(n.value) for n in kept
    ):
        return None
    bodies = all(looks_like_body(n.value) for n in kept)
    return Winner(kept, worth=worth if bodies else min(worth, 0.6))


def row_price(listing: Listing, row: Row) -> Sum | None:
    """Read the price of a row: the awarded sum, failing that what was offered."""
    # what was offered last comes before what the evaluation made of it, or was offered first
    columns = sorted(
        enumerate(listing.columns), key=lambda c: bool(_LATER.search("".join(c[1].text.split())))
    )
    rate: Sum | None = None
    for role in ("amount", "rate", "quote", "unit_price", "total"):
        for number, column in columns:
            if column.role != role or number not in row.cells:
                continue
            found = _priced(listing, row, number, column)
            if found is None:
                continue
            if role == "rate":
                rate = rate or found
            elif rate is None or (found.kind == "total" and found.certain and role == "quote"):
                return found
    return rate


def _priced(listing: Listing, row: Row, number: int, column: Column) -> Sum | None:
    unit = _unit_beside(listing, row)
    if unit is not None:
        return sum_at(row.cells[number], Frame(unit, f"{column.text}（{unit.bare}）"))
    return sum_at(row.cells[number], Frame(column.head, column.text, listing.caption))


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


def rank_at(spot: Spot) -> tuple[str, Spot] | None:
    """Read a rank: 第一名, 1, 第二中标候选人."""
    match = re.search(rf"[{_HAN}]|\d{{1,2}}", spot.text)
    if match is None:
        return None
    word = match.group()
    return (str(_HAN.index(word) + 1) if word in _HAN else str(int(word))), spot

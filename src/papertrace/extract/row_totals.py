"""Which of a row's prices is the whole, where some are for a year or for a piece.

A total printed beside a price per year is the total. Prices of pieces are never added up, nor is a
column that adds them up a total: nobody pays for one of each. What is set aside is said.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.extract.labels import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from papertrace.extract.listings import Column, Listing, Row
    from papertrace.extract.sums import Sum

    Read = Callable[[Listing, Row, int, Column], Sum | None]

_TERM = re.compile(
    r"(?:每一?)?(?P<term>[年月]|季)度?(?:均|服务|物业|运维|维护|使用|管理|投标|成交|中标|最终)*"
    r"(?:总?(?:报价|价款?|金额|额|费用?)|合计)(?:\(.*\))?"
)
"""年报价, 年总价, 月服务总费用: the head of a price for so long."""
_TERMS = {"年": "year", "月": "month", "季": "quarter"}
_WHOLE = re.compile(r"(?<!单)(?:总(?:报价|价款?|金额|额|计|费用?)|合计)(?!.*单价)")
_PIECE = re.compile(r"[（(](?:单位[:：])?(?:人民币)?[万亿]?元[/／][^（）()]{1,8}[）)]\s*\Z")
_PAID = frozenset({"amount", "total", "quote"})
_SEVERAL = 2
ADDED = "the sum adds up prices of single pieces"
BESIDE = "the row prints prices of several pieces"
ANOTHER = "the row prints a further price for a term beside it"


def whole_of(listing: Listing, row: Row, chosen: tuple[Column, Sum], read: Read) -> Sum:
    """Give the total a row prints beside the price chosen; failing that, this with what it is."""
    column, found = chosen
    term = _TERM.fullmatch(plain(column.text))
    if found.kind == "total" and term is None:
        return (
            replace(found, kind="several", doubt=ADDED)
            if _adds(listing, row, found, read)
            else found
        )
    if found.kind not in {"total", "per", "unit_price"}:
        return found
    others = [
        (c, s)
        for n, c in enumerate(listing.columns)
        if c is not column and c.role in _PAID and n in row.cells
        if (s := read(listing, row, n, c)) is not None and s.kind == "total" and s.certain
    ]
    wholes = [
        s for c, s in others if not _TERM.fullmatch(plain(c.text)) and _WHOLE.search(plain(c.text))
    ]
    if len({s.value for s in wholes}) == 1 and not _adds(listing, row, wholes[0], read):
        return wholes[0]
    if found.kind == "total" and term:
        return replace(found, kind="per", per=_TERMS[term["term"]])
    termed = any(_TERM.fullmatch(plain(c.text)) for c, _ in others)
    return replace(found, doubt=found.doubt or ANOTHER) if termed else found


def piece_price(listing: Listing, row: Row, read: Read) -> Sum | None:
    """Give the price of the one piece a row prices by its head; of several none, and say so."""
    pieces = _pieces(listing, row, read)
    if len(pieces) < _SEVERAL:
        return pieces[0] if pieces else None
    return replace(pieces[0], kind="several", certain=False, doubt=BESIDE)


def _adds(listing: Listing, row: Row, total: Sum, read: Read) -> bool:
    """Say whether a total is what the prices of the row's pieces make together."""
    pieces = [s for s in _pieces(listing, row, read) if s.spot.place != total.spot.place]
    made = sum((Decimal(s.value) for s in pieces), Decimal(0))
    return len(pieces) >= _SEVERAL and made == Decimal(total.value)


def _pieces(listing: Listing, row: Row, read: Read) -> Sequence[Sum]:
    """Give the prices of a row under heads that say for what piece: 男性（元/人）."""
    read_ones = (
        read(listing, row, n, c)
        for n, c in enumerate(listing.columns)
        if n in row.cells and _PIECE.search(c.text) and c.role not in {"fee", "deposit", "contact"}
    )
    return [s for s in read_ones if s is not None and s.kind == "unit_price"]

"""A supplier as found in one place, and how the places that name one are joined.

Shared by the readers of tables (`winner_tables`), lines (`winner_lines`) and lists
(`winner_lists`). A price is read only from beside its supplier.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from papertrace.extract.confidence import LABEL
from papertrace.extract.labels import LOT, SHORT_LOT, is_label
from papertrace.extract.names import is_person, looks_like_body, members_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from papertrace.extract.anchors import Spot
    from papertrace.extract.lots import Lot
    from papertrace.extract.names import Name
    from papertrace.extract.products import Product
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
_HAN = "一二三四五六七八九十"
_LOT_ONLY = re.compile(rf"\d*(?:{LOT.pattern}|{SHORT_LOT.pattern})")
_RANK_SIGN = re.compile(rf"[{_HAN}]|\d{{1,2}}")


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
    product: Product | None = None
    """What its row's quantity and unit price make."""
    unlotted: bool = False
    """True where its row leaves the lot blank and others fill theirs."""

    @property
    def supplier(self) -> str:
        """Give the supplier; members of a consortium are joined by `;`."""
        return ";".join(n.value for n in self.names)

    @property
    def stretch(self) -> Spot:
        """Give the stretch from the first member's name to the last."""
        first, last = self.names[0].spot, self.names[-1].spot
        return type(first)(first.page, first.start, last.end)


@dataclass(slots=True)
class _Firm:
    """The places found so far that name one supplier, persons left out, each with its number."""

    count: int = 0
    """All of them, persons too."""
    every: list[tuple[int, Winner]] = field(default_factory=list)
    loose: list[tuple[int, Winner]] = field(default_factory=list)
    """Those without a lot."""
    by_lot: dict[str, list[tuple[int, Winner]]] = field(default_factory=dict)

    def of(self, lot: Lot | None) -> list[tuple[int, Winner]]:
        """Give those that may name the same lot, in order."""
        if lot is None:
            return self.every
        return sorted((*self.loose, *self.by_lot.get(lot_key(lot.name), ())), key=lambda n: n[0])

    def add(self, number: int, new: Winner) -> None:
        """Note one that is no repetition."""
        self.count += 1
        if not new.person:
            self.every.append((number, new))
            self._shelve(number, new)

    def settle(self, number: int, known: Winner) -> None:
        """Note that one without a lot has got its lot."""
        self.loose = [(n, w) for n, w in self.loose if w is not known]
        self._shelve(number, known)

    def _shelve(self, number: int, winner: Winner) -> None:
        lot = winner.lot
        shelf = self.by_lot.setdefault(lot_key(lot.name), []) if lot else self.loose
        shelf.append((number, winner))


def merged(found: Iterable[Winner]) -> list[Winner]:
    """Join the places that name one supplier of one lot, in order."""
    known: list[Winner] = []
    firms: dict[str, _Firm] = {}
    for each in found:
        firm = firms.setdefault(each.supplier, _Firm())
        if not _repeated(firm, each):
            firm.add(len(known), each)
            known.append(each)
    return known


def _repeated(firm: _Firm, new: Winner) -> bool:
    """Note a supplier as a repetition of a place that is known; False where it is none."""
    for number, known in firm.of(new.lot):
        if new.lot is None and firm.count > 1 and new.price is None:
            return True
        if known.price and new.price and known.price.value != new.price.value:
            if (known.lot is None) == (new.lot is None):
                if known.price.kind == new.price.kind and new.price.certain:
                    known.rivals.append(new.price)
                return True
            continue
        loose = known.lot is None
        _join(known, new)
        if loose and known.lot is not None:
            firm.settle(number, known)
        return True
    return False


def _join(known: Winner, new: Winner) -> None:
    """Add to a supplier what another place says of it."""
    if known.names:
        known.mentions.append(("supplier", new.stretch))
    if new.price and known.price:
        known.mentions.append(("amount", new.price.spot))
        if new.price.certain and not known.price.certain:
            known.price = new.price
    known.price = known.price or new.price
    known.lot = known.lot or new.lot
    known.rank = known.rank or new.rank


def lot_key(lot: str) -> str:
    """Give a lot's number without the word for lot, so that 包1 and 1 are one."""
    text = re.sub(r"采购包|合同包|标段|标项|标包|分包|包件|包组|品目|[第包号:：()（）]", "", lot)
    if text in _HAN:
        return str(_HAN.index(text) + 1)
    return text.lstrip("0") or text


_HEAD = re.compile(
    r"(?:费用?|价格?|金额|报价|单价)\s*[（(](?:单位[:：])?(?:人民币)?[万亿]?元[^（）()]{0,6}[）)]\s*\Z"
    r"|[（(](?:单位[:：])?(?:人民币)?[万亿]?元[/／][^（）()]{1,8}[）)]\s*\Z"
)
"""A head of money is no supplier, wherever it stands."""


def winner_at(spot: Spot, worth: float) -> Winner | None:
    """Read the supplier in a cell or value; None where it names none."""
    names = members_of(spot)
    if not names or FAILED.search(spot.text[:12]) or _HEAD.search(spot.text):
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


def rank_at(spot: Spot) -> tuple[str, Spot] | None:
    """Read a rank: 第一名, 1, 第二中标候选人."""
    match = _RANK_SIGN.search(spot.text)
    if match is None:
        return None
    word = match.group()
    return (str(_HAN.index(word) + 1) if word in _HAN else str(int(word))), spot

"""Prices that stand under a head of their own, told to whom they belong by rank or lot alone.

`投标报价（元）` on a line, `第一中标候选人：18,653,220.17` and so on below it. A price goes to the
one winner of that rank or lot that has none; nothing is given where two could be meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.extract.labels import role_of
from papertrace.extract.lots import lot_of
from papertrace.extract.once import once
from papertrace.extract.sums import Frame, sum_at
from papertrace.extract.winners import UNREAD, rank_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.extract.anchors import Spot
    from papertrace.extract.outline import Outline
    from papertrace.extract.pairs import Pair
    from papertrace.extract.winners import Winner

_PRICES = frozenset({"amount", "quote", "total", "rate"})
_SHOWN = 20


def price_by_rank(outline: Outline, found: Sequence[Winner]) -> None:
    """Give winners without a price the one that stands under a head for their rank or lot."""
    if all(w.price for w in found):
        return
    for pair in outline.pairs:
        if pair.zone in UNREAD or not (pair.rank or pair.role == "lot_of"):
            continue
        meant = [w for w in found if w.price is None and _is_meant(w, pair)]
        head = head_above(outline, pair)
        if len(meant) == 1 and head is not None and role_of(head.text) in _PRICES:
            meant[0].price = sum_at(pair.value, Frame(head, head.text))


def head_above(outline: Outline, pair: Pair) -> Spot | None:
    """Give the line above a run of lines of ranks or lots; None where none is short enough."""
    run = _run(outline)
    at = pair.index - 1
    while at >= 0 and at in run:
        at -= 1
    if at < 0 or not outline.lines[at].flat:
        return None
    spot = outline.lines[at].spot
    return spot if len(spot.bare) <= _SHOWN else None


@once
def _run(outline: Outline) -> frozenset[int]:
    """Give the lines that tell of a rank or a lot."""
    return frozenset(p.index for p in outline.pairs if p.rank or p.role == "lot_of")


def _is_meant(winner: Winner, pair: Pair) -> bool:
    if pair.rank:
        told = rank_at(pair.label)
        return bool(winner.rank and told and winner.rank[0] == told[0])
    lot = lot_of(pair.label)
    return bool(winner.lot and lot and winner.lot.name == lot.name)

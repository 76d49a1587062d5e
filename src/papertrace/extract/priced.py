"""Facts of suppliers: one a supplier and lot, with total, rate or unit price kept apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.extract.anchors import Builder
from papertrace.extract.confidence import ADDS_UP, AGAIN, Confidence
from papertrace.extract.problems import conflict, personal, placeholder
from papertrace.extract.sums import TOKEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.outline import Outline
    from papertrace.extract.sums import Sum
    from papertrace.extract.winners import Winner
    from papertrace.model import Fact, Problem

FIELDS = {"total": "amount", "rate": "rate", "unit_price": "unit_price", "per": "unit_price"}
"""Kind of a sum -> field; a price per year or month is a unit price that says `per`."""


def supplier_facts(
    outline: Outline, kind: str, form: str, each: Winner
) -> Iterator[Fact | Problem]:
    """Give the fact of one supplier and the problems with it."""
    if each.person:
        yield personal("supplier")
    builder = Builder(outline.document, kind, form)
    sure = Confidence(each.worth)
    sure.rests_on(each.ground)
    if each.lot:
        builder.add("lot", each.lot.name, each.lot.spot)
    if each.rank and kind == "candidate":
        builder.add("rank", *each.rank)
    price = each.price
    if each.person:
        if price is None or price.kind not in FIELDS:
            return
        sure.limit(0.8, "the supplier is a bare personal name and left out")
    else:
        builder.add("supplier", each.supplier, each.stretch)
    if price is not None:
        add_price(builder, price)
    _weigh(sure, each)
    for name, spot in each.mentions[:6]:
        builder.mention(name, spot)
    fact = builder.fact(sure.value, sure.reasons)
    yield fact
    if price and price.value in TOKEN and price.kind == "total":
        yield placeholder("amount", price.spot, fact.id)
    yield from disputes(outline, (kind, form), fact, each)


def _weigh(sure: Confidence, each: Winner) -> None:
    """Lower the confidence for what is missing or in doubt about the price."""
    price = each.price
    if price is None:
        sure.limit(0.85, "no price found beside the supplier")
        return
    if any(name == "amount" for name, _ in each.mentions) or any(
        value == price.value for value, _ in price.others
    ):
        sure.rests_on(AGAIN)
    if each.adds_up:
        sure.rests_on(ADDS_UP)
    if not price.certain:
        sure.limit(0.7, price.reason or "rate or sum in doubt")
    if price.kind == "per":
        sure.limit(0.75, f"the price is per {price.per}")
    if price.value in TOKEN and price.kind == "total":
        sure.limit(0.4, "looks like an unfilled field")
    if each.rivals or any(value != price.value for value, _ in price.others):
        sure.limit(0.4, "another mention of the sum disagrees")


def disputes(
    outline: Outline, told: tuple[str, str], fact: Fact, each: Winner
) -> Iterator[Fact | Problem]:
    """Give a second fact where another mention of the sum disagrees, and the Problem."""
    price = each.price
    if price is None:
        return
    others = [(v, s) for v, s in price.others if v != price.value]
    others += [(r.value, r.spot) for r in each.rivals]
    for value, spot in others[:1]:
        kind, form = told
        rival = Builder(outline.document, kind, form)
        if each.lot:
            rival.add("lot", each.lot.name, each.lot.spot)
        if not each.person:
            rival.add("supplier", each.supplier, each.stretch)
        rival.add(FIELDS.get(price.kind, "amount"), value, spot, currency=price.currency or None)
        second = rival.fact(0.4, ("disagrees with another mention",))
        yield second
        yield conflict("amount", spot, (fact.id, second.id))


def add_price(builder: Builder, price: Sum) -> str:
    """Set amount, rate or unit_price, this with what it is `per`; '' where it is none of them."""
    name = FIELDS.get(price.kind, "")
    if name:
        builder.add(name, price.value, price.spot, currency=price.currency or None)
        builder.unit(name, price.unit)
        if price.per:
            builder.add("per", price.per, price.spot)
        for value, spot in price.others:
            if value == price.value:
                builder.mention(name, spot)
    return name

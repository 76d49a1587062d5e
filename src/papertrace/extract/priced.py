"""Facts of suppliers: one a supplier and lot, with total, rate or unit price kept apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.extract.anchors import Builder
from papertrace.extract.confidence import ADDS_UP, AGAIN, Confidence
from papertrace.extract.problems import conflict, doubtful, personal, placeholder, unlotted
from papertrace.extract.products import DIFFERS, MAKES_UP
from papertrace.extract.proportions import out_of_proportion
from papertrace.extract.sums import NO_UNIT, PROVISIONAL, TOKEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.anchors import Spot
    from papertrace.extract.outline import Outline
    from papertrace.extract.products import Product
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
    settle_tax(each)
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
    weigh_product(sure, price, each.product)
    if each.unlotted:
        sure.limit(0.8, "its row leaves the lot blank")
    strange = out_of_proportion(outline, price)
    sure.limit(0.4 if strange else 1, strange)
    for name, spot in sorted(each.mentions, key=lambda m: m[0] != "amount")[:6]:
        builder.mention(name, spot)
    fact = builder.fact(sure.value, sure.reasons)
    yield fact
    yield from _doubts(each, fact.id, strange)
    yield from disputes(outline, (kind, form), fact, each)


def _doubts(each: Winner, fact_id: str, strange: str) -> Iterator[Problem]:
    """Give what is in doubt about a supplier's sum and lot."""
    price = each.price
    if price and price.value in TOKEN and price.kind == "total":
        yield placeholder("amount", price.spot, fact_id)
    if each.unlotted:
        yield unlotted(each.stretch, (fact_id,))
    yield from price_doubts(price, fact_id, strange)
    yield from product_doubts(price, each.product, fact_id)


def _weigh(sure: Confidence, each: Winner) -> None:
    """Lower the confidence for what is missing or in doubt about the price."""
    price = each.price
    if price is None:
        sure.limit(0.85, "no price found beside the supplier")
        return
    if any(name == "amount" and _apart(spot, price.spot) for name, spot in each.mentions) or any(
        value == price.value for value, _ in price.others
    ):
        sure.rests_on(AGAIN)
    weigh_price(sure, price)
    if each.adds_up:
        sure.rests_on(ADDS_UP)
    weigh_certainty(sure, price, "rate or sum in doubt")
    if price.value in TOKEN and price.kind == "total":
        sure.limit(0.4, "looks like an unfilled field")
    if each.rivals or any(value != price.value for value, _ in price.others):
        sure.limit(0.4, "another mention of the sum disagrees")


def weigh_certainty(sure: Confidence, price: Sum, otherwise: str) -> None:
    """Lower the confidence of a price that is not certain; a hedge alone is read, not doubted."""
    if price.hedge and price.reason in {"", PROVISIONAL}:
        sure.limit(0.85, f"the sum is hedged ({price.hedge})")
    elif not price.certain:
        sure.limit(0.7, price.reason or otherwise)


def weigh_price(sure: Confidence, price: Sum) -> None:
    """Lower the confidence for what the words around a price leave open."""
    if price.tax == "with":
        sure.rests_on("the sum is the one with tax")
    if price.tax == "without":
        sure.limit(0.85, "the sum is printed without tax only")
    if price.doubt:
        sure.limit(0.6, price.doubt)
    if price.kind == "per":
        sure.limit(0.75, f"the price is per {price.per}")
    if price.rate_kind == "two_sensed":
        sure.limit(0.8, "the rate may be what is taken off or what is left")


def price_doubts(price: Sum | None, fact_id: str, strange: str) -> Iterator[Problem]:
    """Give the Problems with the sense, the unit and the size of a price."""
    if price is None:
        return
    shown = price.spot.printed.strip()[:30]
    if price.rate_kind == "two_sensed":
        message = f"{shown} is printed as 折扣: taken off the price, or what is left of it?"
        yield doubtful("PT426", message, price.spot, (fact_id,))
    if price.kind == "rate" and not price.rate_kind:
        message = f"{shown} is printed as a price: what is left of one, or taken off it?"
        yield doubtful("PT426", message, price.spot, (fact_id,))
    if price.reason == NO_UNIT and price.kind != "unit_price" and price.value not in TOKEN:
        taken = "it was not taken" if price.kind == "unitless" else "it was taken for yuan"
        yield doubtful("PT428", f"No unit is printed for {shown}; {taken}.", price.spot, (fact_id,))
    if price.doubt:
        yield doubtful("PT425", f"{shown}: {price.doubt}.", price.spot, (fact_id,))
    if strange:
        yield doubtful("PT427", f"{shown}: {strange}.", price.spot, (fact_id,))


def weigh_product(sure: Confidence, price: Sum | None, product: Product | None) -> None:
    """Note whether quantity and unit price make the sum."""
    said = product.says(price) if price and product else ""
    if said == MAKES_UP:
        sure.rests_on(said)
    elif said:
        sure.limit(0.6, said)


def product_doubts(price: Sum | None, product: Product | None, fact_id: str) -> Iterator[Problem]:
    """Give the Problem that quantity and unit price make another sum than the one printed."""
    if price and product and product.says(price) == DIFFERS:
        message = f"{DIFFERS[0].upper()}{DIFFERS[1:]} ({product.value.normalize():f})."
        yield doubtful("PT431", message, product.spot, (fact_id,))


def settle_tax(each: Winner) -> None:
    """Take the sum with tax where both are printed: they are two things and no conflict."""
    price = each.price
    if price is None:
        return
    if price.tax == "without":
        taxed = [r for r in each.rivals if r.tax != "without" and r.kind == price.kind]
        each.price = taxed[0] if taxed else price
    each.rivals = [r for r in each.rivals if r.tax != "without" and r is not each.price]


def _apart(spot: Spot, other: Spot) -> bool:
    """Say whether two stretches have nothing in common: a second mention is another place."""
    return spot.page.number != other.page.number or (
        spot.end <= other.start or other.end <= spot.start
    )


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
        if price.tax and price.tax_spot and price.tax_spot.text:
            builder.add("tax", price.tax, price.tax_spot)
        if price.hedge and price.hedge_spot and price.hedge_spot.text:
            builder.add("hedge", price.hedge, price.hedge_spot)
        if price.covers and name == "amount":
            builder.add("covers", "".join(price.covers.printed.split()), price.covers)
        if name == "rate" and price.rate_kind not in {"", "two_sensed"}:
            builder.add("rate_kind", price.rate_kind, price.rate_spot or price.spot)
        for value, spot in price.others:
            if value == price.value:
                builder.mention(name, spot)
    return name

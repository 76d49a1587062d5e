"""The contract a notice tells of: its number, its parties, its sum and the day it was signed.

Shared by the forms of contracts and of their changes. After a change the sum is the one as changed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.anchors import Builder
from papertrace.extract.choice import Reading, choose, put
from papertrace.extract.confidence import AGAIN, LABEL, Confidence
from papertrace.extract.leases import let_parties, told_parties, told_price, told_signed
from papertrace.extract.moments import dates_in
from papertrace.extract.notice import choices, number_at
from papertrace.extract.priced import (
    FIELDS,
    add_price,
    price_doubts,
    product_doubts,
    weigh_certainty,
    weigh_price,
    weigh_product,
)
from papertrace.extract.problems import conflict, doubtful, personal, placeholder
from papertrace.extract.products import told_product
from papertrace.extract.proportions import out_of_proportion
from papertrace.extract.sums import TOKEN, Frame, sum_at
from papertrace.extract.supplements import only_added, supplement_of
from papertrace.extract.suppliers import winners

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.outline import Outline
    from papertrace.extract.sums import Sum
    from papertrace.extract.winners import Winner
    from papertrace.model import Fact, Problem

_DAY = 10
_COUNTED = re.compile(r"(?:方|供应商|承包人|单位)[（(]?[\d一二三四五][)）]?(?:名称)?\Z")
_ELSEWHERE = frozenset({"fee", "deposit", "items", "expert", "beyond"})
"""Zones whose sums are not the contract's, whatever a bare 金额 stands there."""


def contract_facts(outline: Outline, form: str) -> Iterator[Fact | Problem]:
    """Give the contract a notice tells of, and the problems with it."""
    builder = Builder(outline.document, "contract", form)
    sure = Confidence()
    put(builder, "contract_no", choose(_numbers(outline)))
    put(builder, "project_no", choices(outline)["project_no"], mentions=0)
    supplier = _add_parties(outline, builder)
    if supplier and supplier.person:
        yield personal("supplier")
    price = _add_sum(outline, builder, sure, supplier)
    added = only_added(outline, price.spot) if price else ""
    sure.limit(0.6 if added else 1, added)
    strange = out_of_proportion(outline, price)
    sure.limit(0.4 if strange else 1, strange)
    product = told_product(outline)
    weigh_product(sure, price, product)
    signed = choose(_signed(outline)) or choose(told_signed(outline))
    put(builder, "signed", signed, mentions=0)
    if not builder.fields:
        return
    fact = builder.fact(sure.value, sure.reasons)
    yield fact
    yield from price_doubts(price, fact.id, strange)
    yield from product_doubts(price, product, fact.id)
    if price and added:
        yield doubtful("PT425", f"{added[0].upper()}{added[1:]}.", price.spot, (fact.id,))
    if price:
        yield from _disputes(outline, form, fact, price)


def _add_parties(outline: Outline, builder: Builder) -> Winner | None:
    """Set buyer and supplier; give the supplier, a person too, who is not set."""
    buyer = choices(outline)["buyer"]
    let = let_parties(outline)
    supplier = let.get("supplier") or _supplier(outline)
    if buyer is None or supplier is None:
        let = told_parties(outline) | let
    supplier = supplier or let.get("supplier")
    if tenant := let.get("buyer"):
        builder.add("buyer", tenant.supplier, tenant.stretch)
    else:
        put(builder, "buyer", buyer, mentions=0)
    if supplier and not supplier.person:
        builder.add("supplier", supplier.supplier, supplier.stretch)
    return supplier


def _add_sum(
    outline: Outline, builder: Builder, sure: Confidence, supplier: Winner | None
) -> Sum | None:
    """Set the contract's sum: that of a label, failing that one a sentence tells."""
    price = _price(outline) or (supplier.price if supplier else None)
    if price is None:
        change = supplement_of(outline)
        labelled = supplier is not None and supplier.ground == LABEL
        price = None if labelled else told_price(outline)
        price = price or (change.after if change else None)
        sure.limit(0.85 if price else 1, "a sentence says the sum" if price else "")
    if price:
        add_price(builder, price)
        _weigh(sure, price)
        weigh_price(sure, price)
    return price


def _disputes(outline: Outline, form: str, fact: Fact, price: Sum) -> Iterator[Fact | Problem]:
    """Give what speaks against the sum: an unfilled field, or another mention of it."""
    if price.value in TOKEN and price.kind == "total":
        yield placeholder("amount", price.spot, fact.id)
    for value, spot in price.others:
        if value != price.value:
            rival = Builder(outline.document, "contract", form)
            rival.add(FIELDS.get(price.kind, "amount"), value, spot, currency=price.currency)
            second = rival.fact(0.4, ("disagrees with another mention",))
            yield second
            yield conflict("amount", spot, (fact.id, second.id))


def _weigh(sure: Confidence, price: Sum) -> None:
    """Note what the contract's sum rests on, and what is in doubt about it."""
    sure.rests_on(LABEL)
    if any(value == price.value for value, _ in price.others):
        sure.rests_on(AGAIN)
    weigh_certainty(sure, price, "sum in doubt")
    if price.value in TOKEN:
        sure.limit(0.4, "looks like an unfilled field")
    if any(value != price.value for value, _ in price.others):
        sure.limit(0.4, "another mention of the sum disagrees")


def _numbers(outline: Outline) -> Iterator[Reading]:
    for pair in outline.of("contract_no"):
        found = number_at(pair.value)
        if found:
            yield Reading(*found, 10)


def _supplier(outline: Outline) -> Winner | None:
    for roles in (("supplier",), ("candidate",)):
        found = winners(outline, roles)
        if found:
            return _jointly(outline, found)
    return None


def _jointly(outline: Outline, found: list[Winner]) -> Winner:
    """Give the first supplier, with all who are numbered beside it: 乙方1, 乙方2."""
    counted = [p.value for p in outline.of("supplier") if _COUNTED.search(p.label.bare)]
    several = [
        w
        for w in found
        if any(
            v.page is w.names[0].spot.page and v.start <= w.names[0].spot.start < v.end
            for v in counted
        )
    ]
    first = found[0]
    if len(several) > 1 and first in several and not any(w.person for w in several):
        first.names = tuple(n for w in several for n in w.names)
    return first


def _price(outline: Outline) -> Sum | None:
    """Read the contract's sum; one without tax, or for a piece, only where no other is printed.

    After a change it is the sum as changed.
    """
    behind: list[Sum] = []
    for roles in (("revised",), ("amount", "total", "quote"), ("unit_price",)):
        # the contract's own label comes before one of the award
        for pair in sorted(outline.of(*roles), key=lambda p: "合同" not in p.label.text):
            named = pair.zone == "items" and "合同" in pair.label.text
            if pair.zone in _ELSEWHERE and not named:
                continue
            found = sum_at(pair.value, Frame(pair.label, pair.label.text))
            if found and found.kind in {"total", "rate", "unitless"} and found.tax != "without":
                return found
            if found:
                behind.append(found)
        if behind:
            break
    return min(behind, key=lambda s: s.kind in {"per", "unit_price", "several"}, default=None)


def _signed(outline: Outline) -> Iterator[Reading]:
    for pair in outline.of("signed"):
        for value, spot in dates_in(pair.value)[:1]:
            if "/" not in value and len(value) >= _DAY:
                yield Reading(value, spot, 10)

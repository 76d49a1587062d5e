"""Contract notices: who signed with whom, when and for how much."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.extract.anchors import Builder
from papertrace.extract.choice import Reading, choose, put
from papertrace.extract.confidence import AGAIN, LABEL, Confidence
from papertrace.extract.items import items
from papertrace.extract.moments import dates_in
from papertrace.extract.notice import choices, notice_of, number_at
from papertrace.extract.outline import outline_of
from papertrace.extract.priced import (
    FIELDS,
    add_price,
    price_doubts,
    product_doubts,
    weigh_price,
    weigh_product,
)
from papertrace.extract.problems import conflict, expecting, personal, placeholder
from papertrace.extract.products import told_product
from papertrace.extract.proportions import out_of_proportion
from papertrace.extract.sums import TOKEN, Frame, sum_at
from papertrace.extract.suppliers import winners

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.outline import Outline
    from papertrace.extract.sums import Sum
    from papertrace.extract.winners import Winner
    from papertrace.model import Document, Fact, Problem

_DAY = 10
_ELSEWHERE = frozenset({"fee", "deposit", "items", "expert", "beyond"})
"""Zones whose sums are not the contract's, whatever a bare 金额 stands there."""

NAME = "contract"
CHINESE = "合同公告"
VERSION = 2
KIND = "document"


def recognise(document: Document) -> bool:
    """Say whether the document publishes a contract."""
    return outline_of(document).kind.module == NAME


def extract(document: Document) -> Iterator[Fact | Problem]:
    """Give the notice and the contract."""
    outline = outline_of(document)
    form = f"{NAME}@{VERSION}"
    yield from notice_of(outline, form)
    yield from expecting("contract", CHINESE, _contract(outline, form))
    yield from items(outline, form)


def _contract(outline: Outline, form: str) -> Iterator[Fact | Problem]:
    builder = Builder(outline.document, "contract", form)
    chosen = choices(outline)
    sure = Confidence()
    put(builder, "contract_no", choose(_numbers(outline)))
    put(builder, "project_no", chosen["project_no"], mentions=0)
    put(builder, "buyer", chosen["buyer"], mentions=0)
    supplier = _supplier(outline)
    if supplier and supplier.person:
        yield personal("supplier")
    elif supplier:
        builder.add("supplier", supplier.supplier, supplier.stretch)
    price = _price(outline) or (supplier.price if supplier else None)
    strange = out_of_proportion(outline, price)
    if price:
        add_price(builder, price)
        _weigh(sure, price)
        weigh_price(sure, price)
    sure.limit(0.4 if strange else 1, strange)
    product = told_product(outline)
    weigh_product(sure, price, product)
    put(builder, "signed", choose(_signed(outline)), mentions=0)
    if not builder.fields:
        return
    fact = builder.fact(sure.value, sure.reasons)
    yield fact
    if price and price.value in TOKEN and price.kind == "total":
        yield placeholder("amount", price.spot, fact.id)
    yield from price_doubts(price, fact.id, strange)
    yield from product_doubts(price, product, fact.id)
    for value, spot in price.others if price else ():
        if price and value != price.value:
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
    if not price.certain:
        sure.limit(0.7, price.reason or "sum in doubt")
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
            return found[0]
    return None


def _price(outline: Outline) -> Sum | None:
    """Read the contract's sum; one without tax, or for a piece, only where no other is printed.

    After a change it is the sum as changed.
    """
    behind: list[Sum] = []
    for roles in (("revised",), ("amount", "total", "quote"), ("unit_price",)):
        for pair in outline.of(*roles):
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

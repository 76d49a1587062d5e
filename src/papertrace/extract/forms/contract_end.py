"""Notices that a contract was dissolved or ended: which contract, between whom, from when.

No contract and no sum: what was agreed stands in the contract's own notice. The purchase itself
is not ended by it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.extract.anchors import Builder
from papertrace.extract.choice import Reading, choose, put
from papertrace.extract.confidence import LABEL, SENTENCE, Confidence
from papertrace.extract.labels import plain
from papertrace.extract.leases import told_parties
from papertrace.extract.moments import dates_in
from papertrace.extract.notice import choices, notice_of, number_at
from papertrace.extract.outline import outline_of
from papertrace.extract.problems import expecting, personal
from papertrace.extract.suppliers import winners

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.anchors import Spot
    from papertrace.extract.outline import Outline
    from papertrace.model import Document, Fact, Problem

NAME = "contract_end"
CHINESE = "合同解除（终止）公告"
VERSION = 1
KIND = "document"

_ENDS = r"(?:解除|终止|作废|失效)"
_DAY = r"20\d\d\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?"
_LABEL = re.compile(
    rf"(?:合同|协议)?(?:正式)?{_ENDS}(?:的)?(?:日期|时间|日)|(?:合同)?实际终止.{{0,3}}"
)
_SAID = re.compile(
    rf"(?:自|从|于|至)\s*(?P<day>{_DAY})[^。；;\n]{{0,12}}?{_ENDS}"
    rf"|{_ENDS}[^。；;，,\n]{{0,30}}?[，,]?(?:自|从|于)\s*(?P<then>{_DAY})"
)
_NEAR = 24
_NUMBER = re.compile(r"合同(?:编号|号)\s*(?:为|[:：])?\s*(?P<no>[^，,。；;）)\s]{3,40})")


def recognise(document: Document) -> bool:
    """Say whether the document tells that a contract ended."""
    return outline_of(document).kind.module == NAME


def extract(document: Document) -> Iterator[Fact | Problem]:
    """Give the notice and the contract's end."""
    outline = outline_of(document)
    form = f"{NAME}@{VERSION}"
    yield from notice_of(outline, form)
    yield from expecting("contract_end", CHINESE, _end(outline, form))


def _end(outline: Outline, form: str) -> Iterator[Fact | Problem]:
    builder = Builder(outline.document, "contract_end", form)
    sure = Confidence()
    put(builder, "contract_no", choose(_numbers(outline)))
    buyer = choices(outline)["buyer"]
    found = winners(outline, ("supplier",)) or winners(outline, ("candidate",))
    told = {} if buyer and found else told_parties(outline)
    sure.rests_on(SENTENCE if told else LABEL)
    sure.limit(0.85 if told else 1)
    supplier = found[0] if found else told.get("supplier")
    if buyer is None and (body := told.get("buyer")):
        builder.add("buyer", body.supplier, body.stretch)
    else:
        put(builder, "buyer", buyer, mentions=0)
    if supplier and supplier.person:
        yield personal("supplier")
    elif supplier:
        builder.add("supplier", supplier.supplier, supplier.stretch)
    put(builder, "ended", choose(_days(outline)), mentions=0)
    if builder.fields:
        yield builder.fact(sure.value, sure.reasons)


def _numbers(outline: Outline) -> Iterator[Reading]:
    for pair in outline.of("contract_no"):
        if found := number_at(pair.value):
            yield Reading(*found, 10)
    for line in outline.lines:
        for match in _NUMBER.finditer(line.spot.page.text[line.spot.start : line.spot.end]):
            if found := number_at(line.spot.part(*match.span("no"))):
                yield Reading(*found, 5)


def _days(outline: Outline) -> Iterator[Reading]:
    """Give the days from which a label or a sentence says that the contract is no more."""
    for pair in outline.pairs:
        if _LABEL.fullmatch(plain(pair.label.text)):
            yield from _day(pair.value, 10)
    for line, after in zip(outline.lines, (*outline.lines[1:], None), strict=True):
        if after and _LABEL.fullmatch(plain(line.text)):
            yield from _day(after.spot, 10)
        yield from _said(line.spot)


def _said(spot: Spot) -> Iterator[Reading]:
    """Give the days of one line."""
    text = spot.page.text[spot.start : spot.end]
    for label in _LABEL.finditer(text):
        yield from _day(spot.part(label.end(), label.end() + _NEAR), 8)
    for match in _SAID.finditer(text):
        yield from _day(spot.part(*match.span("day" if match["day"] else "then")), 5)


def _day(spot: Spot, worth: float) -> Iterator[Reading]:
    for value, place in dates_in(spot)[:1]:
        yield Reading(value, place, worth)

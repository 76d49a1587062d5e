"""Sentences of change in a budget's or account's text, as facts with their arithmetic checked."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.extract.changes import find_changes
from papertrace.extract.figures import plain
from papertrace.extract.prose import prose_of
from papertrace.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.anchors import Builder, Spot
    from papertrace.extract.changes import Change
    from papertrace.extract.frame import Frame
    from papertrace.extract.prose import Prose
    from papertrace.model import Fact

_SURE, _PLAIN, _BROKEN = 0.97, 0.88, 0.7
_BASE_YEAR = re.compile(r"20\d\d")
_DONE = re.compile(r"执行|决算|完成|实际")


def budget_changes(frame: Frame) -> Iterator[Fact | Problem]:
    """Give every sentence that compares an item with an earlier year."""
    prose = prose_of(frame.document)
    for change in find_changes(prose.text):
        if change.undecided:
            yield _undecided(prose, change)
            continue
        fits = _fits(change, prose.text[slice(*change.share_at)])
        fact = _fact(frame, prose, change, fits=fits)
        yield fact
        if fits is False:
            yield _misfit(change, fact)


def _fact(frame: Frame, prose: Prose, change: Change, *, fits: bool | None) -> Fact:
    builder = frame.begin_document("yoy")
    _put(builder, "item", change.item, prose.spots(*change.item_at))
    if change.delta is not None:
        spots = _figured(prose.spots(*change.delta_at))
        builder.add("delta", plain(change.delta), spots[0], currency="CNY")
        for spot in spots[1:]:
            builder.unit("delta", spot)
    if change.share is not None:
        builder.add("pct", plain(change.share), _figured(prose.spots(*change.share_at))[0])
    if change.now is not None and change.now_at is not None:
        spot = _figured(prose.spots(*change.now_at))[0]
        builder.add("amount", plain(change.now), spot, currency="CNY")
    _add_base(builder, frame, prose, change)
    reason = _reason(prose, change)
    if reason is not None:
        builder.add("reason", "".join(reason.text.split()), reason)
    reasons = {
        True: "the percentage fits the amounts",
        False: "the percentage does not fit the amounts",
        None: "nothing to check it by",
    }
    return builder.fact({True: _SURE, False: _BROKEN, None: _PLAIN}[fits], [reasons[fits]])


def _put(builder: Builder, name: str, value: str, spots: tuple[Spot, ...]) -> None:
    """Set a text that may run over a page's end: an anchor on each page."""
    builder.add(name, value, spots[0])
    for spot in spots[1:]:
        builder.anchors.append(spot.anchor(name))


def _figured(spots: tuple[Spot, ...]) -> tuple[Spot, ...]:
    """Put the part that holds the figure first."""
    return tuple(sorted(spots, key=lambda s: not re.search(r"\d", s.text)))


def _add_base(builder: Builder, frame: Frame, prose: Prose, change: Change) -> None:
    if not change.base:
        return
    spot = prose.spots(*change.base_at)[0]
    year = _BASE_YEAR.match(change.base)
    own = frame.issuer.year
    if year:
        builder.add("base_year", year[0], spot)
    elif own is not None and own.value.isdigit():
        builder.add("base_year", str(int(own.value) - 1), spot)
    if _DONE.search(change.base):
        builder.add("base_phase", "executed", spot)
    elif "预算" in change.base:
        builder.add("base_phase", "approved", spot)


def _reason(prose: Prose, change: Change) -> Spot | None:
    start, end = change.reason_at
    if end - start < 4:  # noqa: PLR2004
        return None
    return prose.spots(start, end)[0]


def _fits(change: Change, printed: str) -> bool | None:
    """Say whether delta, percentage and this year's amount agree; None where one is missing.

    A share printed as so many times (16倍) is rounded to whole hundreds of percent.
    """
    if change.delta is None or change.share is None or change.now is None:
        return None
    before = change.now - change.delta
    if before <= 0:
        return None
    share = change.delta / before * 100
    digits = max(0, -int(change.share.as_tuple().exponent))
    step = Decimal(1).scaleb(-digits)
    if printed.endswith("倍"):
        step = Decimal(100).scaleb(-len(printed.rstrip("倍").partition(".")[2]))
    slack = step * Decimal("0.51") + abs(share) * Decimal("0.001")
    return abs(share - change.share) <= slack


def _undecided(prose: Prose, change: Change) -> Problem:
    spot = prose.spots(*change.delta_at)[0]
    return Problem(
        "PT438",
        "warning",
        f"Page {spot.page.number}: a change is printed as 增加（减少) without saying which.",
        "Compare both years and enter the change by hand.",
        anchor=spot.anchor("delta"),
    )


def _misfit(change: Change, fact: Fact) -> Problem:
    anchor = next((a for a in fact.anchors if a.field == "pct"), None)
    return Problem(
        "PT436",
        "warning",
        f"Page {anchor.page if anchor else '?'}: the printed percentage of {change.item[:24]} does "
        "not follow from the printed change.",
        "The document contradicts itself; quote neither figure without saying so.",
        anchor=anchor,
        fact_ids=(fact.id,),
    )

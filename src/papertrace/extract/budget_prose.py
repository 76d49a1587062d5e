"""Totals, parts and public expenses that only the text of a budget or an account tells.

Many bodies publish the explanation as a page and the tables as attachments. A kind of fact that
the tables gave is not read again from the text.
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from papertrace.extract.prose import prose_of
from papertrace.extract.prose_places import placed
from papertrace.extract.told_sums import phase_of, told_sums
from papertrace.model import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from papertrace.extract.anchors import Builder, Spot
    from papertrace.extract.frame import Frame
    from papertrace.extract.prose import Prose
    from papertrace.extract.prose_places import Sum
    from papertrace.model import Fact

_PLAIN, _SURE, _BROKEN, _OPEN = 0.85, 0.94, 0.6, 0.7
_ALL, _NEARLY = Decimal(100), Decimal("0.2")
_UNITS = {"亿元": Decimal(100_000_000), "万元": Decimal(10_000), "千元": Decimal(1_000)}
_BOTH = re.compile(r"购置.?运行")
_CARS = re.compile(r"购置|运行")
_MANNER = re.compile(r"^(?:基本|项目|经营|上缴上级|对附属单位补助)支出$")
"""Expenditure is told by manner and by class; either adds up to the whole."""
_CARRIED = re.compile(r"结转|结余")
_SHOWN = re.compile(r"[\d.,，]+")
_Reckoning = tuple["Sum", tuple["Sum", ...]]
"""A whole and its parts."""


def budget_prose(frame: Frame, given: Collection[str]) -> Iterator[Fact | Problem]:
    """Give what the text tells and the tables did not: kinds in `given` are left alone."""
    prose = prose_of(frame.document)
    sums = [s for s in placed(told_sums(prose), frame.phase) if s.kind not in given]
    first: dict[tuple[str, ...], Sum] = {}
    for block, group in groupby(sums, key=lambda s: _block(s, prose)):
        own = first if block[1] else {}  # a public expense is one thing all through the text
        yield from _emit(frame, prose, list(group), own)


def _block(each: Sum, prose: Prose) -> tuple[str, bool, str]:
    """Give what the sums of one reckoning share."""
    public = each.kind == "three_public"
    year = prose.text[slice(*each.year_at)] if each.year_at and public else ""
    return each.told.heading, public, year


def _emit(
    frame: Frame, prose: Prose, sums: Sequence[Sum], first: dict[tuple[str, ...], Sum]
) -> Iterator[Fact | Problem]:
    """Give the facts of one reckoning, tried by its own sums; a second telling is compared."""
    tried = list(_reckonings(sums))
    for each in sums:
        year = frame.issuer.year.value if frame.issuer.year else ""
        told = prose.text[slice(*each.year_at)] if each.year_at else year
        before = first.setdefault((*each.key, told), each)
        if before is each:
            confidence, reason = _judged(each, tried)
            yield _begun(frame, prose, each).fact(confidence, [reason])
        elif before.told.amount.value != each.told.amount.value:
            yield Problem(
                "PT423",
                "warning",
                f"The text tells {each.name} twice with different sums: "
                f"{before.told.amount.value} and {each.told.amount.value} yuan.",
                "Look at both places; the document may contradict itself.",
                anchor=_amount_spot(prose, each).anchor("amount"),
            )


def _reckonings(sums: Sequence[Sum]) -> Iterator[_Reckoning]:
    """Give each whole with the parts that the text tells behind it."""
    for number, whole in enumerate(sums):
        rest = sums[number + 1 :]
        if whole.kind == "budget_total":
            parts = []
            for other in rest:
                if other.side != whole.side:
                    continue
                if other.kind == "budget_total" and other.scope == whole.scope:
                    break
                carried = whole.scope == "year" and _CARRIED.search(other.name)
                if other.kind == "balance_line" and not carried:
                    parts.append(other)
            by_manner = tuple(p for p in parts if _MANNER.search(p.name))
            yield whole, by_manner
            yield whole, tuple(p for p in parts if p not in by_manner)
        elif whole.kind == "three_public" and "三公" in whole.name:
            yield whole, _public_parts([o for o in rest if o.phase == whole.phase])
        elif whole.kind == "three_public" and _BOTH.search(whole.name):
            cars = (o for o in rest if o.phase == whole.phase and _CARS.search(o.name))
            yield whole, tuple(o for o in cars if not _BOTH.search(o.name))


def _public_parts(rest: Sequence[Sum]) -> tuple[Sum, ...]:
    """Give what adds up to the three public expenses: vehicles whole where that is told."""
    whole_cars = any(_BOTH.search(o.name) for o in rest)
    parts: dict[str, Sum] = {}
    for other in rest:
        single = _CARS.search(other.name) and not _BOTH.search(other.name)
        if "三公" not in other.name and not (whole_cars and single):
            parts.setdefault(other.name, other)
    return tuple(parts.values())


def _judged(each: Sum, tried: Sequence[_Reckoning]) -> tuple[float, str]:
    """Say how sure a sum is, and why."""
    for whole, parts in tried:
        if len(parts) < 2 or not (each is whole or each in parts):  # noqa: PLR2004
            continue
        told = Decimal(whole.told.amount.value)
        made = sum((Decimal(p.told.amount.value) for p in parts), Decimal(0))
        unit = _UNITS.get(whole.told.amount.unit, Decimal(1))
        slack = unit * Decimal("0.01") * len(parts)
        if abs(told - made) <= slack and not (each.kind == "budget_total" and not each.scope):
            return _SURE, f"{whole.name} = sum of its {len(parts)} parts in the text"
        shares = sum((Decimal(p.told.share or 0) for p in parts), Decimal(0))
        if abs(shares - _ALL) <= _NEARLY and abs(told - made) > slack:
            return _BROKEN, f"{whole.name} is not the sum of its parts in the text"
    if each.kind == "budget_total" and not each.scope:
        return _OPEN, "the text does not say whether money carried over is in it"
    return _PLAIN, "told in the text, in words that say what it is"


def _begun(frame: Frame, prose: Prose, each: Sum) -> Builder:
    builder = frame.begin_bare(each.kind)
    issuer = frame.issuer
    if issuer.body is not None:
        builder.add("body", issuer.body.value, issuer.body.spot, inherited=True)
    if each.year_at is not None:
        spot = prose.spots(*each.year_at)[0]
        builder.add("year", spot.text, spot)
    elif issuer.year is not None:
        builder.add("year", issuer.year.value, issuer.year.spot, inherited=True)
    told = each.told
    if told.heading_at is not None and each.kind in {"balance_line", "budget_line"}:
        builder.add("table", told.heading, prose.spots(*told.heading_at)[0], inherited=True)
    if told.phase_at is not None:
        builder.add("phase", each.phase, prose.spots(*told.phase_at)[0])
    else:
        _inherit_phase(builder, frame, prose, each)
    _name(builder, prose, each)
    builder.add("amount", told.amount.value, _amount_spot(prose, each), currency="CNY")
    if each.kind == "budget_total" and issuer.scope is not None:
        builder.add("reporting_scope", issuer.scope.value, issuer.scope.spot, inherited=True)
    return builder


def _inherit_phase(builder: Builder, frame: Frame, prose: Prose, each: Sum) -> None:
    """Give the phase from the heading that tells it, else from where the document does."""
    at = each.told.heading_at
    if at is not None and phase_of(each.told.heading) == each.phase:
        builder.add("phase", each.phase, prose.spots(*at)[0], inherited=True)
        return
    spot = frame.phase_in_text(each.phase)
    if spot is not None:
        builder.add("phase", each.phase, spot, inherited=True)


def _name(builder: Builder, prose: Prose, each: Sum) -> None:
    """Set what a sum is of: its side and scope, its item, or the name of its class."""
    spots = prose.spots(*each.name_at)
    if each.side:
        builder.add("side", each.side, spots[0])
    if each.kind == "budget_total":
        if each.scope:
            builder.add("scope", each.scope, prose.spots(*each.told.subject_at)[0])
        return
    field = "name" if each.kind == "budget_line" else "item"
    builder.add(field, "".join(s.bare for s in spots), spots[0])
    for spot in spots[1:]:
        builder.anchors.append(spot.anchor(field))


def _amount_spot(prose: Prose, each: Sum) -> Spot:
    """Give the part of an amount's place that holds its figure."""
    spots = prose.spots(each.told.amount.start, each.told.amount.end)
    return next((s for s in spots if _SHOWN.search(s.text)), spots[0])

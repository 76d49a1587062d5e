"""Sums of the three public expenses: the whole of abroad, vehicles and guests; vehicles of two.

A blank is no part of a sum. Whether 会议费 and 培训费 are in the whole differs from table to table:
the sum holds where either way does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.extract.budget_checks import Check

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.extract.figures import Amount

_ROLES = (
    ("vehicles", re.compile(r"车.{0,6}购置.{0,4}(?:及|和|与|、).{0,4}运行|^公务用车(?:费|小计)?$")),
    ("bought", re.compile(r"购置")),
    ("run", re.compile(r"运行")),
    ("abroad", re.compile(r"出国|出境")),
    ("guests", re.compile(r"接待")),
    ("further", re.compile(r"会议|培训")),
    ("whole", re.compile(r"^(?:合计|总计|共计)$|三公.*(?:合计|总计|支出|经费)")),
)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of one year and phase."""

    name: str
    amount: Amount


def sums_of(items: Sequence[Item]) -> Iterator[Check]:
    """Try the sums that the items of one year and phase allow; numbers are places in `items`."""
    places: dict[str, list[int]] = {}
    for number, item in enumerate(items):
        role = next((r for r, p in _ROLES if p.search(item.name)), "")
        places.setdefault(role, []).append(number)
    if any(len(places.get(r, [])) > 1 for r, _ in _ROLES if r != "further"):
        return
    cars = [n for r in ("bought", "run") for n in places.get(r, [])]
    if "vehicles" in places and cars:
        yield _check(items, places["vehicles"][0], cars, (), "vehicles = bought + run")
    parts = [n for r in ("abroad", "vehicles", "guests") for n in places.get(r, [])]
    parts += cars if "vehicles" not in places else []
    if "whole" in places and len(parts) > 1:
        whole, more = places["whole"][0], places.get("further", [])
        yield _check(items, whole, sorted(parts), more, "total = sum of its items")


def _check(
    items: Sequence[Item], whole: int, parts: list[int], more: Sequence[int], said: str
) -> Check:
    amounts = [items[n].amount for n in (whole, *parts, *more)]
    factor = max((a.unit.factor for a in amounts if a.unit is not None), default=Decimal(1))
    slack = factor * Decimal("0.01") * (len(parts) + len(more))
    two = sum((items[n].amount.yuan for n in parts), Decimal(0))
    every = two + sum((items[n].amount.yuan for n in more), Decimal(0))
    told = items[whole].amount.yuan
    if abs(told - two) <= slack:
        return Check(holds=True, said=said, rows=(whole, *parts))
    holds = bool(more) and abs(told - every) <= slack
    return Check(holds, said, (whole, *parts, *(more if holds else ())))

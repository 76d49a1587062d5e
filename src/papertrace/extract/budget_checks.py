"""Sums that a budget's tables must keep: 项 to 款, 款 to 类, 类 to the total, parts to the amount.

A sum that holds supports its rows; one that fails is reported and never repaired.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.extract.budget_levels import sums_by_level
from papertrace.extract.heads import PART_TOTAL, TOTAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from papertrace.extract.budget_rows import Line

_NAMES = {"amount": "amounts", "basic": "basic expenditure", "project": "project expenditure"}
_STAFF = {"301", "303"}
"""Economic classes of 人员经费; all others are 公用经费."""


@dataclass(frozen=True, slots=True)
class Check:
    """One sum that was tried."""

    holds: bool
    said: str
    """What was compared, in a few words."""
    rows: tuple[int, ...]
    """Numbers of the lines it involves; the sum's own line first."""
    code: str = "PT431"
    """Of the Problem where it does not hold."""


def checks_of(lines: Sequence[Line]) -> tuple[Check, ...]:
    """Try every sum that the lines of one table allow."""
    found = [*_across(lines), *_changed(lines)]
    codes = Counter(x.code for x in lines if x.code)
    if codes and max(codes.values()) == 1:
        for key in _NAMES:
            found += _apart(_down(lines, key), lines, key)
    if not codes:
        for key in _NAMES:
            found += _apart(_by_level(lines, key), lines, key)
    return tuple(found)


def _apart(checks: Iterable[Check], lines: Sequence[Line], key: str) -> Iterator[Check]:
    """Leave out failed sums of basic and project expenditure where a line does not part the two."""
    unparted = key != "amount" and any(
        set(x.amounts) == {"amount"} and x.choice.basic and x.choice.project for x in lines
    )
    return (c for c in checks if c.holds or not unparted)


def _changed(lines: Sequence[Line]) -> Iterator[Check]:
    """Hold the printed change of each line against its two years."""
    for number, line in enumerate(lines):
        if line.change is None:
            continue
        name = line.code or line.name
        for holds, said, code in line.change.checks():
            yield Check(holds, f"{name}: {said}", (number,), code)


def _by_level(lines: Sequence[Line], key: str) -> Iterator[Check]:
    """Try the sums of lines without codes; those of an indent must hold more than they fail."""
    unsure: list[Check] = []
    for (whole, parts), sure in sums_by_level(lines, key):
        have = {n: lines[n].amounts[key].yuan for n in (whole, *parts)}
        name = lines[whole].name
        check = _sum(whole, parts, have, lines, f"{name} = sum of {len(parts)} rows ({key})")
        if sure:
            yield check
        else:
            unsure.append(check)
    held = sum(c.holds for c in unsure)
    if 2 * held > len(unsure):
        yield from unsure


def _down(lines: Sequence[Line], key: str) -> Iterator[Check]:
    have = {n: x.amounts[key].yuan for n, x in enumerate(lines) if key in x.amounts}
    coded = {x.code: n for n, x in enumerate(lines) if x.code and n in have}
    for code, number in coded.items():
        deeper = {7: 0, 5: 7, 3: 5}.get(len(code), 0)
        parts = [n for c, n in coded.items() if len(c) == deeper and c.startswith(code)]
        if parts:
            yield _sum(number, parts, have, lines, f"{code} = sum of its {len(parts)} rows ({key})")
    tops = [n for c, n in coded.items() if len(c) == min(len(c) for c in coded)]
    totals = [n for n in have if not lines[n].code and TOTAL.match(lines[n].name)]
    if len(totals) == 1 and tops:
        yield _sum(totals[0], tops, have, lines, f"total = sum of {len(tops)} classes ({key})")
    for number in have:
        half = PART_TOTAL.match(lines[number].name)
        if half and not lines[number].code:
            staff = half["part"] == "人员"
            mine = [n for c, n in coded.items() if len(c) == 3 and (c in _STAFF) is staff]  # noqa: PLR2004
            if mine:
                said = f"{lines[number].name} = sum of {len(mine)} classes ({key})"
                yield _sum(number, mine, have, lines, said)


def _sum(
    whole: int, parts: Iterable[int], have: dict[int, Decimal], lines: Sequence[Line], said: str
) -> Check:
    rows = tuple(parts)
    gap = abs(have[whole] - sum((have[n] for n in rows), Decimal(0)))
    return Check(gap <= _slack(lines[whole], len(rows)), said, (whole, *rows))


def _slack(line: Line, terms: int) -> Decimal:
    """Allow each rounded term a hundredth of the unit."""
    unit = next((a.unit for a in line.amounts.values() if a.unit is not None), None)
    factor = unit.factor if unit is not None else Decimal(1)
    return factor * Decimal("0.01") * max(1, terms)


def _across(lines: Sequence[Line]) -> Iterator[Check]:
    """Try basic + project (+ the other parts) = amount in every row."""
    for number, line in enumerate(lines):
        if "amount" not in line.amounts or not (line.choice.basic and line.choice.project):
            continue
        whole = line.amounts["amount"].yuan
        told = [k for k in ("basic", "project") if k in line.amounts]
        rest = [k for k in line.amounts if k.startswith("part")]
        if not told:
            continue
        two = sum((line.amounts[k].yuan for k in told), Decimal(0))
        every = two + sum((line.amounts[k].yuan for k in rest), Decimal(0))
        slack = _slack(line, len(told) + len(rest))
        holds = abs(whole - two) <= slack or abs(whole - every) <= slack
        name = line.code or line.name
        if holds or not line.choice.parts:
            yield Check(holds, f"{name}: basic + project = amount", (number,))

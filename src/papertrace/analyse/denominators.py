"""Heads, kilometres of border and price indices to divide by, each with its source.

They stand in `denominators.csv` beside case.toml, written by a person: name, kind, year, value,
unit, source. It is read strictly. Without a row for exactly that name and year there is no result:
no year is filled in from another, and nothing is estimated.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation, localcontext
from typing import TYPE_CHECKING

from papertrace.analyse.totals import grouped, plain
from papertrace.errors import UsageError
from papertrace.model import Problem, Result

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NAME = "denominators.csv"
COLUMNS = ("name", "kind", "year", "value", "unit", "source")
UNITS = {"population": "person", "border_length": "km", "price_index": "index"}
"""Kind -> the unit it is given in."""
NONE = "PT651"
"""Code: there is no denominator with a source."""
EVERYWHERE = "*"
"""Name of what holds for all bodies and places: a country's price index."""
_PLACES = 2
_PRECISION = 50


@dataclass(frozen=True, slots=True)
class Denominator:
    """One figure to divide by."""

    name: str
    """Of a body or a place, the code of a place, or `*`."""
    kind: str
    year: str
    value: Decimal
    source: str
    """Where it stands: a title with page, or an address."""


def denominators(text: str) -> tuple[Denominator, ...]:
    """Read the file; UsageError names the line and what is wrong with it."""
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    if not rows or tuple(c.strip() for c in rows[0]) != COLUMNS:
        raise _wrong(1, f"the first line must be {','.join(COLUMNS)}")
    found: dict[tuple[str, str, str], Denominator] = {}
    for number, row in enumerate(rows[1:], 2):
        if not any(c.strip() for c in row):
            continue
        made = _row(number, [c.strip() for c in row])
        key = (made.name, made.kind, made.year)
        if key in found:
            raise _wrong(number, f"{' '.join(key)} stands twice")
        found[key] = made
    return tuple(found.values())


def _wrong(line: int, what: str) -> UsageError:
    return UsageError(f"{NAME}, line {line}: {what}.", remedy=f"Mend it in {NAME}.")


def _row(number: int, row: Sequence[str]) -> Denominator:
    if len(row) != len(COLUMNS):
        raise _wrong(number, f"it has {len(row)} columns, not {len(COLUMNS)}")
    name, kind, year, value, unit, source = row
    if not name or not source:
        raise _wrong(number, "a name and a source are needed")
    if kind not in UNITS or unit != UNITS[kind]:
        listed = ", ".join(f"{k} in {u}" for k, u in UNITS.items())
        raise _wrong(number, f"kind and unit must be one of: {listed}")
    if len(year) != 4 or not (year.isascii() and year.isdigit()):  # noqa: PLR2004  (a year)
        raise _wrong(number, f"{year!r} is no year")
    try:
        told = Decimal(value)
    except InvalidOperation:
        raise _wrong(number, f"{value!r} is no plain number") from None
    if not told.is_finite() or told <= 0:
        raise _wrong(number, f"{value!r} is not above zero")
    return Denominator(name, kind, year, told, source)


def _find(
    known: Iterable[Denominator], names: Sequence[str], kind: str, year: str
) -> Denominator | None:
    return next(
        (d for n in names for d in known if (d.name, d.kind, d.year) == (n, kind, year)), None
    )


def divided(
    result: Result, known: Iterable[Denominator], names: Sequence[str], kind: str, year: str
) -> Result | Problem:
    """Give a sum per head or per kilometre; `names` are what the body or place is called."""
    found = _find(known, names, kind, year)
    if found is None:
        return _none(names, kind, year, result)
    with localcontext() as context:
        context.prec = _PRECISION
        value = Decimal(result.value) / found.value
    told = plain(round(value, _PLACES))
    unit = f"{result.unit}/{UNITS[kind]}"
    words = f"{grouped(result.value)} / {grouped(found.value)} = {grouped(told)} {unit}"
    return Result(told, unit, f"{words} ({kind} of {year}: {found.source})", result.facts)


def deflated(
    result: Result, known: Sequence[Denominator], names: Sequence[str], year: str, base: str
) -> Result | Problem:
    """Give a sum in the prices of `base`, by the price indices of both years."""
    own = [*names, EVERYWHERE]
    here, there = (_find(known, own, "price_index", y) for y in (year, base))
    if here is None or there is None:
        return _none(names, "price_index", base if here else year, result)
    with localcontext() as context:
        context.prec = _PRECISION
        value = Decimal(result.value) * there.value / here.value
    told = plain(round(value, _PLACES))
    words = (
        f"{grouped(result.value)} x {there.value} / {here.value} = {grouped(told)} {result.unit}"
    )
    sources = "; ".join(dict.fromkeys((here.source, there.source)))
    return Result(told, result.unit, f"{words} in prices of {base} ({sources})", result.facts)


def _none(names: Sequence[str], kind: str, year: str, result: Result) -> Problem:
    who = names[0] if names else "it"
    return Problem(
        NONE,
        "warning",
        f"There is no {kind} of {who} for {year} with a source: no result.",
        f"Add a line to {NAME}: {','.join(COLUMNS)}.",
        fact_ids=result.facts,
    )

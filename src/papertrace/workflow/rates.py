"""Sums in another currency, at the rate of that day: for the reader's feeling, never for a claim.

Rates stand in `rates.csv` beside case.toml, written by a person: date, currency, rate, source; a
rate is what one unit of the currency cost in yuan on that day. Where that day has none (a holiday),
the last one before it counts, up to a week; without one there is no figure. Nothing is fetched.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation, localcontext
from typing import TYPE_CHECKING, Any, Final

from papertrace.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from papertrace.casefile import Case

NAME: Final = "rates.csv"
COLUMNS: Final = ("date", "currency", "rate", "source")
_OWN: Final = "CNY"
_WEEK: Final = dt.timedelta(days=7)
_DATES: Final = ("date", "signed", "published", "deadline", "month")
_CURRENCY: Final = re.compile(r"[A-Z]{3}")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_DIGITS: Final = 3
"""Leading digits of a converted sum that are told: a rate says no more."""


@dataclass(frozen=True, slots=True)
class Rate:
    """What one unit of a currency cost in yuan on a day."""

    date: dt.date
    currency: str
    rate: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class Converted:
    """A sum in another currency, to three leading digits, and the rate it was made with."""

    value: str
    """A plain decimal."""
    rate: Rate


def rates(text: str) -> tuple[Rate, ...]:
    """Read the file; UsageError names the line and what is wrong with it."""
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    if not rows or tuple(c.strip() for c in rows[0]) != COLUMNS:
        raise _wrong(1, f"the first line must be {','.join(COLUMNS)}")
    found: dict[tuple[dt.date, str], Rate] = {}
    for number, row in enumerate(rows[1:], 2):
        if any(c.strip() for c in row):
            made = _row(number, [c.strip() for c in row])
            if (made.date, made.currency) in found:
                raise _wrong(number, f"{made.date} {made.currency} stands twice")
            found[made.date, made.currency] = made
    return tuple(found.values())


def _wrong(line: int, what: str) -> UsageError:
    return UsageError(f"{NAME}, line {line}: {what}.", remedy=f"Mend it in {NAME}.")


def _row(number: int, row: Sequence[str]) -> Rate:
    if len(row) != len(COLUMNS) or not row[-1]:
        raise _wrong(number, "a date, a currency, a rate and a source are needed")
    date, currency, rate, source = row
    if not _CURRENCY.fullmatch(currency) or currency == _OWN:
        raise _wrong(number, f"{currency!r} is no other currency's code of three letters")
    try:
        day, told = dt.date.fromisoformat(date), Decimal(rate)
    except (ValueError, InvalidOperation):
        raise _wrong(number, f"{date!r} {rate!r} is no day with a plain number") from None
    if not _DAY.fullmatch(date) or not told.is_finite() or told <= 0:
        raise _wrong(number, f"{date!r} {rate!r} is no day with a number above zero")
    return Rate(day, currency, told, source)


def rates_of(case: Case) -> tuple[Rate, ...]:
    """Read the case's rates.csv; nothing where there is none. UsageError where it is bad."""
    try:
        return rates((case.root / NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{NAME} cannot be read as UTF-8 text ({error})."
        raise UsageError(msg, remedy=f"Save {NAME} as UTF-8.") from error


def converted(value: str, date: str, known: Iterable[Rate]) -> tuple[Converted, ...]:
    """Give a sum of yuan in every currency that has a rate for a day; none for a mere month."""
    if not _DAY.match(date):
        return ()
    try:
        day, amount = dt.date.fromisoformat(date[:10]), Decimal(value)
    except (ValueError, InvalidOperation):
        return ()
    newest: dict[str, Rate] = {}
    for rate in known:
        before = newest.get(rate.currency)
        if day - _WEEK <= rate.date <= day and (before is None or before.date < rate.date):
            newest[rate.currency] = rate
    with localcontext(prec=_DIGITS):
        return tuple(
            Converted(f"{+(amount / rate.rate):f}", rate) for _, rate in sorted(newest.items())
        )


def of_rows(
    case: Case, rows: Iterable[dict[str, Any]]
) -> dict[tuple[str, str], tuple[Converted, ...]]:
    """Convert the yuan of facts (rows of `listing.fact_rows`): (fact's id, field) -> sums.

    The day is the fact's own, else the one on which its document was published.
    """
    known, every = rates_of(case), list(rows)
    published = {
        row["document"]["sha256"]: row["fields"]["published"]["value"]
        for row in every
        if "published" in row["fields"]
    }
    found = {}
    for row in every if known else ():
        fields = row["fields"]
        own = next((fields[n]["value"] for n in _DATES if n in fields), "")
        day = own or published.get(row["document"]["sha256"], "")
        for name, field in fields.items():
            if field.get("currency") == _OWN and (made := converted(field["value"], day, known)):
                found[row["id"], name] = made
    return found

"""A sum in another currency: at a rate, of a day, from a source, all three in the claim.

Nothing looks a rate up, and none is assumed: the rate is units of the fact's currency for one unit
of the other, as its source prints it.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal, InvalidOperation, localcontext
from typing import TYPE_CHECKING

from papertrace.analyse import grouped, plain
from papertrace.check.replying import today
from papertrace.check.units import MONEY
from papertrace.model import Result

if TYPE_CHECKING:
    from papertrace.check.compare import Found
    from papertrace.model import Claim

CONVERT = 'Add convert = { currency = "USD", rate = "7.12", date = "2024-03-12", source = "…" }.'
_PRECISION = 50
_FIRST_DAY = dt.date(2000, 1, 1)
_CNY_FOR_ONE: dict[str, tuple[str, str]] = {
    "USD": ("5.5", "9"), "EUR": ("6", "12"), "GBP": ("7", "17"), "JPY": ("0.03", "0.12"),
    "KRW": ("0.003", "0.009"), "HKD": ("0.7", "1.15"),
}  # fmt: skip
"""Yuan for one unit: bands in which every rate since 2000 lies; others are not judged."""


_USD_BY_YEAR: dict[int, tuple[str, str]] = {
    2006: ("7.7", "8.1"), 2007: ("7.2", "7.9"), 2008: ("6.7", "7.4"), 2009: ("6.7", "6.9"),
    2010: ("6.5", "6.9"), 2011: ("6.2", "6.7"), 2012: ("6.2", "6.4"), 2013: ("6.0", "6.3"),
    2014: ("6.0", "6.3"), 2015: ("6.1", "6.6"), 2016: ("6.4", "7.0"), 2017: ("6.4", "7.0"),
    2018: ("6.2", "7.0"), 2019: ("6.6", "7.2"), 2020: ("6.5", "7.2"), 2021: ("6.3", "6.6"),
    2022: ("6.3", "7.4"), 2023: ("6.6", "7.4"), 2024: ("6.9", "7.4"), 2025: ("6.9", "7.4"),
}  # fmt: skip
"""Yuan for one US dollar, as it was traded in a year; of other years nothing is said."""
_WHICH = re.compile(
    r"\b(?:u\.?s\.?|american|hong\s+kong|australian|canadian|singapore|taiwan)\s+dollars?\b",
    re.IGNORECASE,
)


def doubted(claim: Claim) -> str:
    """Give what a person must look at in a conversion: an odd rate, dollars of no country."""
    told = claim.options.get("convert")
    if not isinstance(told, dict):
        return ""
    words = claim.context or claim.span.text
    if re.search(r"\bdollars?\b", words, re.IGNORECASE) and not _WHICH.search(words):
        return "dollars"
    year, rate = str(told.get("date", ""))[:4], str(told.get("rate", ""))
    low, high = _USD_BY_YEAR.get(int(year) if year.isdigit() else 0, ("0", "Infinity"))
    odd = told.get("currency") == "USD" and not Decimal(low) <= Decimal(rate) <= Decimal(high)
    return f"the rate {rate} of {year}" if odd else ""


def convert(found: Found, told: object) -> Found | str:
    """Give the sum in the claim's currency, or say in a sentence why it cannot be given."""
    if not isinstance(told, dict) or not {"currency", "rate", "date", "source"} <= set(told):
        return "A conversion needs currency, rate, date and source."
    currency, source = str(told["currency"]), str(told["source"])
    try:
        rate = Decimal(str(told["rate"]))
        day = dt.date.fromisoformat(str(told["date"]))
    except (InvalidOperation, ValueError):
        return f"{told['rate']!r} of {told['date']!r} is no rate of a day."
    if not rate.is_finite() or rate <= 0 or currency not in MONEY:
        return f"{told['rate']!r} {currency} is no rate of a currency that is known."
    if found.unit not in MONEY or found.unit == currency:
        return f"There is nothing to convert: the fact is in {found.unit or 'no currency'}."
    wrong = _implausible(rate, day, currency, source, found.unit)
    if wrong:
        return wrong
    with localcontext() as context:
        context.prec = _PRECISION
        value = found.value / rate
    formula = (
        f"{grouped(found.value)} {found.unit} / {rate} ({told['date']}, {source})"
        f" = {plain(round(value, 2))} {currency}"
    )
    result = Result(plain(value), currency, formula, found.facts)
    return replace(found, value=value, unit=currency, result=result)


def _implausible(rate: Decimal, day: dt.date, currency: str, source: str, own: str) -> str:
    """Say why a rate cannot be one; '' where it may be."""
    if not re.search(r"[^\W\d_]{2}", source):
        return f"{source!r} names no source of a rate."
    if not _FIRST_DAY <= day <= dt.date.fromisoformat(today()):
        return f"{day} is no day a rate can be of: from {_FIRST_DAY} to today."
    low, high = _CNY_FOR_ONE.get(currency, ("0", "Infinity"))
    if own == "CNY" and not Decimal(low) <= rate <= Decimal(high):
        return f"{rate} yuan for one {currency} was never a rate: {low} to {high}."
    return ""

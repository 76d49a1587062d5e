"""A sum in another currency: at a rate, of a day, from a source, all three in the claim.

Nothing looks a rate up, and none is assumed: the rate is units of the fact's currency for one unit
of the other, as its source prints it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal, InvalidOperation, localcontext
from typing import TYPE_CHECKING

from papertrace.analyse import grouped, plain
from papertrace.check.units import MONEY
from papertrace.model import Result

if TYPE_CHECKING:
    from papertrace.check.compare import Found

CONVERT = 'Add convert = { currency = "USD", rate = "7.12", date = "2024-03-12", source = "…" }.'
_PRECISION = 50


def convert(found: Found, told: object) -> Found | str:
    """Give the sum in the claim's currency, or say in a sentence why it cannot be given."""
    if not isinstance(told, dict) or not {"currency", "rate", "date", "source"} <= set(told):
        return "A conversion needs currency, rate, date and source."
    currency, source = str(told["currency"]), str(told["source"])
    try:
        rate = Decimal(str(told["rate"]))
        dt.date.fromisoformat(str(told["date"]))
    except (InvalidOperation, ValueError):
        return f"{told['rate']!r} of {told['date']!r} is no rate of a day."
    if not rate.is_finite() or rate <= 0 or currency not in MONEY:
        return f"{told['rate']!r} {currency} is no rate of a currency that is known."
    if found.unit not in MONEY or found.unit == currency:
        return f"There is nothing to convert: the fact is in {found.unit or 'no currency'}."
    with localcontext() as context:
        context.prec = _PRECISION
        value = found.value / rate
    formula = (
        f"{grouped(found.value)} {found.unit} / {rate} ({told['date']}, {source})"
        f" = {plain(round(value, 2))} {currency}"
    )
    result = Result(plain(value), currency, formula, found.facts)
    return replace(found, value=value, unit=currency, result=result)

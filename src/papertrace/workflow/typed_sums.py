"""Sums that a person types: which unit they mean, where the page prints it apart from the figure.

A table in 万元 prints 2650.00 for 26,500,000 yuan. Whoever types 2650 means one of two sums, and
nothing here chooses between them: it is asked for in full or with its unit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from papertrace.errors import UsageError
from papertrace.text import normalise
from papertrace.text.fold import folded_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from papertrace.model import Anchor, Fact, Field

_FIGURE: Final = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_FULL: Final = re.compile(r"-?\d[\d,\s]*(?:\.\d+)?", re.ASCII)
_WITH_UNIT: Final = re.compile(
    r"-?\d[\d,]{0,24}(?:\.\d{1,8})?\s*(?:[十百千万亿]{0,2}[^\W\d_]{0,2}[元圆]|yuan|[A-Z]{3})"
)
_FACTORS: Final = {
    Decimal(10) ** power: words for power, words in ((3, "千"), (4, "万"), (6, "百万"), (8, "亿"))
}
_PLAIN: Final = Decimal(1)


@dataclass(frozen=True, slots=True)
class TypedSum:
    """What a typed sum says."""

    value: str
    """In the currency's main unit, as text that is still to be tested."""
    unit_kept: bool
    """Whether it is in the unit that proves the field so far."""


def number_of(text: str) -> Decimal | None:
    """Give the one figure of some words, None where there is none or several."""
    plain = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", folded_text(text))
    found = _FIGURE.findall(plain)
    return Decimal(found[0]) if len(found) == 1 else None


def factor_of(field: Field) -> Decimal:
    """Give what the printed figure of a sum is multiplied by; 1 where that cannot be told."""
    value, printed = number_of(field.value), number_of(field.written)
    if not field.currency or not value or not printed:
        return _PLAIN
    factor = value / printed
    return factor if factor in _FACTORS else _PLAIN


def with_unit(words: str, field: Field) -> str | None:
    """Give the value of a sum that is typed with its unit, None where it is not; UsageError."""
    text = words.strip()
    if not field.currency or not _WITH_UNIT.fullmatch(text):
        return None
    found = normalise("amount", text)
    unit = found.unit.partition("/")[0]
    if found.value is None or not _FIGURE.fullmatch(found.value) or unit != field.currency:
        msg = f"{text!r} is not one sum in {field.currency}."
        raise UsageError(msg, remedy="Type it in full in the main unit: 26500000")
    return found.value


def says_in_full(words: str, field: Field) -> bool:
    """Say whether words are a field's sum in its main unit, or figure and unit that make it."""
    try:
        told = with_unit(words, field) or words.strip()
    except UsageError:
        return False
    number = number_of(told) if _FULL.fullmatch(told) else None
    return number is not None and number == number_of(field.value)


def typed_sum(name: str, old: Field, words: str) -> TypedSum:
    """Give the sum that is meant by what was typed for a field; UsageError where two could be.

    Two could be where the figure is far nearer to the field's sum in the unit that the page prints
    than in the main unit, or is that sum but for the unit.
    """
    told = with_unit(words, old)
    number = number_of(words)
    factor = factor_of(old)
    if told is not None:
        return TypedSum(told, unit_kept=number is None or Decimal(told) == number * factor)
    sum_now = number_of(old.value)
    if not old.currency or not number or not sum_now:
        return TypedSum(words, unit_kept=True)
    meant = next((f for f in _FACTORS if abs(number) * f == abs(sum_now)), None)
    if meant is None and factor != _PLAIN and (number * number * factor < sum_now * sum_now):
        meant = factor
    if meant is None and any(abs(sum_now) * f == abs(number) for f in _FACTORS):
        msg = f"{name}: {words.strip()} {old.currency} is a unit's factor above what was read."
        raise UsageError(msg, remedy=_remedy(old, f"{number:f}", ""))
    if meant is not None:
        scaled, code = f"{number * meant:f}", old.currency
        unit = f"{_FACTORS[meant]}元" if code == "CNY" else f"{_FACTORS[meant]} {code}"
        msg = f"{name}: {words.strip()} {code}, or {words.strip()} {unit} = {scaled} {code}?"
        raise UsageError(msg, remedy=_remedy(old, f"{number:f}", scaled))
    return TypedSum(words, unit_kept=True)


def without_unit(fact: Fact, changes: Mapping[str, str]) -> tuple[Anchor, ...]:
    """Give the proof of a fact but for units that what was typed contradicts; UsageError."""
    gone = {
        name
        for name, words in changes.items()
        if name in fact.fields and not typed_sum(name, fact.fields[name], words).unit_kept
    }
    return tuple(a for a in fact.anchors if a.role != "unit" or a.field not in gone)


def _remedy(old: Field, bare: str, scaled: str) -> str:
    told = f"{bare}元" if old.currency == "CNY" else f"{bare} {old.currency}"
    return f"Type {scaled}, or {told} with its unit." if scaled else f"If so, type {told}."

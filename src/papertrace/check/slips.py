"""The likely slip behind a figure that does not hold: swapped digits, 万 for 亿, and their like.

It only names what would explain the difference; it never decides that a claim passes.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import TYPE_CHECKING

from papertrace.check.hedges import EXACT, holds, rounds_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.check.hedges import Hedge
    from papertrace.check.words import Figure

TOLD: dict[str, str] = {
    "sign": "The sign or the direction is reversed.",
    "percent": "A share and a percentage are confused (factor 100).",
    "million-billion": "Million and billion (or thousand) are confused (factor 1000).",
    "wan-yi": "万 and 亿, or 元 and 万, are confused (factor 10 000 or 100 000 000).",
    "wan-million": "万 and million are confused (factor 100).",
    "decimal-point": "The decimal point stands one place off (factor 10).",
    "digits-swapped": "The same digits stand in another order.",
    "digit": "One digit differs.",
    "rounding": "The figure is rounded in the wrong direction.",
    "stage": "The figure is of another stage than the sentence says.",
    "year": "The year is another one.",
    "date": "The day or month is another one.",
    "occasions": "人次 counts occasions, not people: one person may count several times.",
    "percentage-points": "Percent and percentage points are confused.",
    "currency": "The currency is another one.",
    "unit": "The unit is another one.",
    "bound": "The hedge says another bound than the document does.",
    "per": "The figure is not per what the sentence says.",
    "body": "The body is another one.",
    "base": "The change is computed from the wrong base.",
    "place": "The place is another one.",
    "quote": "The words are not those that stand there.",
    "attribution": "The figure is somebody's statement, not the documents'.",
}
"""Code -> the slip in a sentence."""

_NEAR = ("[0.95, 1.05]", "[0.95, 1)")
"""Ranges of hedges narrow enough to tell one slip from another."""
_FACTORS: tuple[tuple[int, str], ...] = (
    (10**4, "wan-yi"),
    (10**8, "wan-yi"),
    (1000, "million-billion"),
    (10**6, "million-billion"),
    (100, "wan-million"),
    (10, "decimal-point"),
)


def likely(figure: Figure, found: Decimal, hedge: Hedge = EXACT) -> str:
    """Name the slip that turns the found value into the printed one; '' where none is plain."""
    if figure.bounds or not figure.value:
        return ""
    if _meant(hedge, figure, -found):
        return "sign"
    for factor, code in _FACTORS:
        for value in (found * factor, found / factor):
            if value and _meant(hedge, figure, value):
                share = code == "wan-million" and figure.unit in ("percent", "share")
                return "percent" if share else code
    if _same_digits(figure, found):
        return "digits-swapped"
    if abs(found - figure.value) < figure.step and not figure.near:
        return "rounding"
    return "digit" if any(rounds_to(found, f) for f in _one_other(_spelt(figure))) else ""


def _spelt(figure: Figure) -> Figure:
    """Give a whole number in words the digits it would be printed with."""
    if figure.digits or figure.near or figure.value != figure.value.to_integral_value():
        return figure
    return replace(figure, digits=f"{abs(figure.value):.0f}", scale=Decimal(1))


def _meant(hedge: Hedge, figure: Figure, value: Decimal) -> bool:
    """Say whether a value, had it been found, would be what the words tell."""
    return rounds_to(value, figure) or (hedge.allowed in _NEAR and holds(hedge, figure, value))


def _with(figure: Figure, digits: str) -> Figure:
    sign = -1 if figure.value < 0 else 1
    return replace(figure, value=sign * Decimal(digits) * figure.scale)


def _same_digits(figure: Figure, found: Decimal) -> bool:
    """Say whether the found value, rounded as the figure is printed, has its digits reordered."""
    printed = figure.digits.replace(".", "")
    with localcontext() as context:
        context.prec = 60
        rounded = abs(found / figure.step).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    there = f"{rounded:f}".rjust(len(printed), "0")
    return bool(printed) and there != printed and sorted(there) == sorted(printed)


def _one_other(figure: Figure) -> Iterator[Figure]:
    for i, digit in enumerate(figure.digits):
        for other in "0123456789" if digit.isdigit() else "":
            if other != digit:
                yield _with(figure, figure.digits[:i] + other + figure.digits[i + 1 :])

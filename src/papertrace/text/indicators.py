"""Values of performance indicators, in one string or in columns of sign, value and unit.

A value without a sign has no operator. Qualitative values have no figure: their words are the value
and are kept by the caller.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from papertrace.text.bounds import AT_MOST, EQUAL, bound_before
from papertrace.text.dates import readings
from papertrace.text.fold import fold, folded_text
from papertrace.text.magnitudes import START
from papertrace.text.money import find_amounts
from papertrace.text.quantities import (
    each_of,
    figure_at,
    find_quantities,
    setting_of,
    told_numbers,
)
from papertrace.text.rates import find_rates

if TYPE_CHECKING:
    from papertrace.text.money import Amount
    from papertrace.text.quantities import (
        Quantity,
    )

_QUALITATIVE = re.compile(r"定性(?:指标)?")
_SCALES = ("万", "亿", "万亿", "")
"""Without 元 a scale is no money here: 1.2万 may count people."""
_EACH_AHEAD = re.compile(
    r"每一?(?P<each>例|起|件|站|年|月|人|个?[一-龥]{1,3}?)(?=\s*(?:[≥≤<>=]|不|至少))"
)
_BEFORE = re.compile(r"\s*(?:日|月|年)?(?:底|末)?(?:之|以)?前")


@dataclass(frozen=True, slots=True)
class Indicator:
    """The value of an indicator."""

    value: str
    """Plain decimal; `[a,b]`; an ISO date. Money in the main unit, rates in percent."""
    operator: str
    """'>=', '<=', '>', '<', '=' or '' where no sign is printed."""
    unit: str
    """percent, CNY, day, m2 ..., the counter as printed; '' for dates and where none is printed."""
    printed: str
    """The unit as printed."""
    per: str
    """'case', 'year', '站' ... or ''."""
    approximate: bool

    @property
    def told(self) -> str:
        """Give operator and value in one string, as `normalise` writes it."""
        about = "~" if self.approximate and not self.operator.startswith(">") else ""
        return f"{self.operator.removeprefix('=')}{about}{self.value}"

    @property
    def whole_unit(self) -> str:
        """Give the unit with what it is per: day/case."""
        per = f"({self.per})" if "·" in self.per else self.per
        return f"{self.unit}/{per}" if per else self.unit


def operator_of(sign: str) -> str:
    """Give the operator a sign column prints (≥, 大于等于, =); '' for 定性 and unknown words."""
    text = folded_text(sign).strip()
    bound = bound_before(text, len(text))
    return bound.operator if bound and bound.end - bound.start == len(text) else ""


def indicator(value: str, sign: str = "", unit: str = "") -> Indicator | None:
    """Read an indicator's value; None where it is qualitative or states more than one thing.

    `sign` and `unit` are the cells of those columns where the form has them.
    """
    if _QUALITATIVE.fullmatch(folded_text(sign).strip()) or not fold(value).text.strip():
        return None
    whole = value
    if unit.strip() and not _has_unit(value):
        whole = f"{value.strip()}{unit.strip()}"
    found = _figure(whole)
    if found is None:
        return None
    printed = operator_of(sign)
    return replace(found, operator=printed) if printed and not found.operator else found


def _figure(text: str) -> Indicator | None:
    """Read the one figure of a value, by what its unit says it is."""
    dated = _dated(text)
    if dated:
        return dated
    amounts = tuple(a for a in find_amounts(text) if a.unit not in _SCALES)
    if amounts:
        return _money(text, amounts)
    rates = find_rates(text)
    if rates:
        return None if _besides(text, rates) else _one(rates)
    return _counted(text) or _plain(text)


def _has_unit(value: str) -> bool:
    return bool(
        re.search(r"[\d零一二三四五六七八九十百千]\s*(?:[%‰]|[^\W\d_])", folded_text(value))
    )


def _dated(text: str) -> Indicator | None:
    """Read 2025年10月31日前 as <= the day itself, which is counted in by convention."""
    dates = readings(text)
    if len(dates) != 1 or dates[0].value is None:
        return None
    folded = folded_text(text[dates[0].end :])
    before = _BEFORE.match(folded)
    ahead = bound_before(folded_text(text), len(folded_text(text[: dates[0].start])))
    operator = ahead.operator if ahead else AT_MOST if before else ""
    if not operator and len(folded_text(text).strip()) > dates[0].end - dates[0].start:
        return None
    return Indicator(dates[0].value, operator, "", "", "", approximate=False)


def _money(text: str, amounts: tuple[Amount, ...]) -> Indicator | None:
    first = amounts[0]
    if len(amounts) == 2 and (first.bound, amounts[1].bound) == (">=", "<="):  # noqa: PLR2004
        value = f"[{first.value},{amounts[1].value}]"
        return Indicator(value, "", first.currency, first.unit, first.per, first.approximate)
    if len(amounts) > 1:
        return None
    sign = _equal(text, first.start)
    return Indicator(
        first.value, first.bound or sign, first.currency, first.unit, first.per, first.approximate
    )


def _equal(text: str, at: int) -> str:
    return EQUAL if re.search(r"(?<![<>])(?:=|等于)\s*\Z", folded_text(text[:at])) else ""


def _besides(text: str, rates: tuple[Quantity, ...]) -> bool:
    """Say whether something is counted or measured beside the rates."""
    return any(
        all(q.end <= r.start or q.start >= r.end for r in rates) for q in find_quantities(text)
    )


def _counted(text: str) -> Indicator | None:
    quantities = find_quantities(text, loose=True)
    found = _one(quantities) if quantities else None
    if found and not found.per:
        each = _EACH_AHEAD.search(folded_text(text))
        if each:
            return replace(found, per=each_of(each["each"]))
    return found


def _one(found: tuple[Quantity, ...]) -> Indicator | None:
    """Take the only figure; several of one unit are a list, of several units nothing."""
    first = found[0]
    if len({(q.unit, q.per) for q in found}) > 1:
        return None
    if len(found) > 1:
        value, operator = ";".join(q.told for q in found), ""
    else:
        value, operator = first.value, first.operator
    about = first.approximate and len(found) == 1
    return Indicator(value, operator, first.unit, first.printed, first.per, about)


def _plain(text: str) -> Indicator | None:
    """Read a figure to which no unit is printed."""
    folded = folded_text(text).strip()
    begin = START.search(folded)
    figure = figure_at(folded, begin.start()) if begin and begin[0].isdigit() else None
    if figure is None or re.search(r"[^\W\d_]", folded[figure.end :].replace("以上", "")):
        return None
    setting = setting_of(folded, figure)
    operator = setting.operator or (">=" if "以上" in folded[figure.end :] else "")
    value = told_numbers(figure.numbers)
    return Indicator(value, operator, "", "", setting.per, setting.approximate)

"""`normalise(kind, text)`: one string to its value, for every kind the text room can read.

What is not stated, or cannot be decided, has no value but a reason. Where a text holds `|`, its
parts stood apart on the page (caption | cell, sign | value | unit).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from papertrace.errors import UsageError
from papertrace.text.changes import find_changes
from papertrace.text.dates import readings
from papertrace.text.durations import find_durations
from papertrace.text.fold import folded_text
from papertrace.text.indicators import indicator
from papertrace.text.money import find_amounts, unit_note
from papertrace.text.names import (
    credit_code,
    function_code,
    label_and_unit,
    organisations,
    project_number,
)
from papertrace.text.places import place_code
from papertrace.text.quantities import find_quantities
from papertrace.text.rates import find_rates

if TYPE_CHECKING:
    from collections.abc import Callable

    from papertrace.text.money import Amount
    from papertrace.text.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Normalised:
    """What a string says."""

    value: str | None
    """Canonical form; None where the text states none, or none can be decided."""
    unit: str = ""
    reason: str = ""
    """Why there is no value."""


_EMPTY = re.compile(
    r"[\s\-—–/\\*.。]*|无|暂无|不适用|详见.*|见(?:附件|公告|正文).*|若干|待定|另行.*"
)


def normalise(kind: str, text: str) -> Normalised:
    """Give the value of `text` read as `kind`; UsageError for an unknown kind.

    Exact values stand plain, bounds as `>=95`, ranges as `[30,50]`, several as `a;b`, approximate
    ones as `~500`, disagreeing mentions of one amount as `conflict:a|b`.
    """
    read = _KINDS.get(kind)
    if read is None:
        message = f"There is no kind {kind!r}; there are {', '.join(sorted(_KINDS))}."
        raise UsageError(message)
    return read(text)


def _none(text: str, unit: str = "", reason: str = "") -> Normalised:
    stated = _EMPTY.fullmatch(folded_text(text).strip())
    return Normalised(None, unit, "nothing is stated" if stated else reason or "no value was found")


def _money(text: str) -> tuple[tuple[Amount, ...], str]:
    """Read the last part as the cell, with the unit that the nearest part before it states."""
    *heads, cell = text.split("|")
    notes = [note for head in reversed(heads) if (note := unit_note(head))]
    if notes:
        return find_amounts(cell, notes[0].unit), notes[0].currency
    return find_amounts(cell), "CNY"


def _amount(text: str) -> Normalised:
    amounts, currency = _money(text)
    if not amounts:
        reason = "no amount with a unit was found"
        return _none(text.rsplit("|", maxsplit=1)[-1], currency, reason)
    cell = text.rsplit("|", maxsplit=1)[-1]
    told: list[str] = []
    waiting: list[Amount] = []
    for amount in amounts:
        if waiting and _same_amount(cell, waiting[-1], amount):
            if waiting[-1].value != amount.value:
                told[-1] = f"conflict:{waiting[-1].value}|{amount.value}"
        elif waiting and _is_range(cell, waiting[-1], amount):
            about = "~" if amount.approximate else ""
            told[-1] = f"{about}[{waiting[-1].value},{amount.value}]"
        else:
            told.append(_told(amount))
        waiting.append(amount)
    units = list(dict.fromkeys(a.currency for a in amounts))
    return Normalised(";".join(told), ";".join(units))


def _told(amount: Amount) -> str:
    about = "~" if amount.approximate and not amount.bound.startswith(">") else ""
    return f"{amount.bound}{about}{amount.value}"


def _same_amount(text: str, first: Amount, second: Amount) -> bool:
    """Say whether two amounts are words and digits of one."""
    if first.currency != second.currency or first.per != second.per:
        return False
    between = text[first.end : second.start]
    first_digits, second_digits = (
        bool(re.search(r"\d", text[a.start : a.end])) for a in (first, second)
    )
    close = re.fullmatch(r"[\s(（,，:：;；/、大小写人民币¥￥即]*", between)
    if first_digits != second_digits:
        return bool(close)
    return first.value == second.value and bool(
        re.fullmatch(r"\s*[(（]\s*(?:即|折合)?\s*", between)
    )


def _is_range(text: str, first: Amount, second: Amount) -> bool:
    if (first.bound, second.bound) != (">=", "<="):
        return False
    between = text[first.end : second.start]
    return bool(re.fullmatch(r"(?:以上|及|含|[\s\-~—–－～至到,，、])*", between))


def _unit_price(text: str) -> Normalised:
    amounts, currency = _money(text)
    if not amounts:
        return _none(text, currency, "no price was found")
    units = []
    for amount in amounts:
        per = f"({amount.per})" if "·" in amount.per else amount.per
        units.append(f"{amount.currency}/{per}" if per else amount.currency)
    value = _amount(text).value
    return Normalised(value, ";".join(dict.fromkeys(units)))


def _quantities(found: tuple[Quantity, ...], text: str, reason: str) -> Normalised:
    if not found:
        return _none(text, "", reason)
    units = dict.fromkeys(q.whole_unit for q in found)
    return Normalised(";".join(q.told for q in found), ";".join(units))


def _rate(text: str) -> Normalised:
    return _quantities(find_rates(_joined(text)), text, "no exact rate was found")


def _quantity(text: str) -> Normalised:
    reason = "no number with what it counts was found"
    return _quantities(find_quantities(_joined(text), loose=True), text, reason)


def _joined(text: str) -> str:
    """Put the parts of a split value together, the head of a column behind its number."""
    return "".join(part.strip() for part in text.split("|"))


def _indicator(text: str) -> Normalised:
    parts = [p.strip() for p in text.split("|")]
    sign, value, unit = "", parts[0], ""
    if len(parts) == 3:  # noqa: PLR2004  (sign | value | unit)
        sign, value, unit = parts
    elif len(parts) == 2 and re.search(r"\d", parts[0]):  # noqa: PLR2004
        value, unit = parts
    elif len(parts) == 2:  # noqa: PLR2004
        sign, value = parts
    found = indicator(value, sign, unit)
    if found is None:
        return _none(value, "", "qualitative, or more than one figure")
    return Normalised(found.told, found.whole_unit)


def _date(text: str) -> Normalised:
    found = readings(text)
    if found:
        refused = [r.reason for r in found if r.value is None]
        if refused:
            return Normalised(None, "", refused[0])
        return Normalised(";".join(r.value for r in found if r.value))
    folded = folded_text(text).strip()
    bare = re.fullmatch(r"((?:19|20)\d\d)(?:[-./](1[0-2]|0?[1-9]))?", folded)
    if bare:
        return Normalised(f"{bare[1]}-{int(bare[2]):02}" if bare[2] else bare[1])
    reason = (
        "no year is printed" if re.search(r"\d\s*[月日]|[月日]", folded) else "no date was found"
    )
    return _none(text, "", reason)


def _duration(text: str) -> Normalised:
    found = find_durations(_joined(text))
    if not found:
        return _none(text, "", "no span of time that can be written exactly was found")
    units = dict.fromkeys(d.unit for d in found)
    return Normalised(";".join(d.told for d in found), ";".join(units))


def _place(text: str) -> Normalised:
    codes = [place_code(part) for part in re.split(r"[、;；]", text) if part.strip()]
    refused = [reason for code, reason in codes if code is None]
    if refused or not codes:
        return _none(text, "GB/T 2260", refused[0] if refused else "")
    return Normalised(";".join(code for code, _ in codes if code), "GB/T 2260")


def _org(text: str) -> Normalised:
    found = organisations(text)
    if not found or _EMPTY.fullmatch(found[0]):
        return _none(text, "", "no name was found")
    return Normalised(";".join(found))


def _project_no(text: str) -> Normalised:
    number = project_number(text)
    return Normalised(number) if number else _none(text, "", "no number was found")


def _function_code(text: str) -> Normalised:
    codes = function_code(text)
    if not codes:
        return _none(text, "", "no code of 3, 5 or 7 digits that begins with 2")
    return Normalised(">".join(codes))


def _yoy(text: str) -> Normalised:
    found = find_changes(text)
    if len(found) != 1:
        reason = "more than one change" if found else "no change against another year was found"
        return _none(text, "CNY, percent", reason)
    change = found[0]
    told: dict[str, object] = {}
    for name, value in (("delta", change.delta), ("pct", change.pct)):
        if value:
            told[name] = Decimal(value)
    written = ",".join(f'"{name}":{value:f}' for name, value in told.items())
    if change.base_phase:
        phase = f"{change.base_year} {change.base_phase}".strip()
        written += f',"base":{json.dumps(phase)}'
    return Normalised(f"{{{written}}}", f"{change.currency}, percent")


def _label(text: str) -> Normalised:
    label, unit = label_and_unit(text)
    if not label:
        return _none(text)
    return Normalised(f"{label}|unit={unit}" if unit else label)


def _credit(text: str) -> Normalised:
    code, reason = credit_code(text)
    return Normalised(code, "GB 32100", reason)


_KINDS: dict[str, Callable[[str], Normalised]] = {
    "amount": _amount,
    "credit_code": _credit,
    "date": _date,
    "duration": _duration,
    "function_code": _function_code,
    "indicator": _indicator,
    "label": _label,
    "measure": _quantity,
    "org": _org,
    "place": _place,
    "project_no": _project_no,
    "quantity": _quantity,
    "rate": _rate,
    "unit_price": _unit_price,
    "yoy": _yoy,
}

"""What a cell shows of the number it stores, by its number format.

No library measured here renders these formats and is kept well, so the part of them that numbers
use is written out: sections, conditions, literals, grouping, scaling, per cent. Dates, fractions,
exponents and Chinese numerals are not rendered; `shown` says so by None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Final

_TOKEN: Final = re.compile(
    r'"([^"]*)"|[\\!](.)|_.|\*.|\[\$([^\]-]*)[^\]]*\]|\[([^\]]*)\]|([0#?])|([.,%])|(General|G/通用格式)|(.)',
    re.DOTALL | re.IGNORECASE,
)
_SECTION: Final = re.compile(r'((?:"[^"]*"|[\\!_*].|\[[^\]]*\]|[^;])*)(?:;|$)', re.DOTALL)
_CONDITION: Final = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)")
_BARE: Final = re.compile(
    r'"[^"]*"|[\\!].|\[\$[^\]]*\]|_.|\*.|\[(?:[<>=][^\]]*|(?!DBNum)[A-Za-z]{3,}\d*|颜色\d+)\]'
    r"|General|G/通用格式",
    re.IGNORECASE | re.DOTALL,
)
"""What says nothing of the kind of a format."""
_NO_NUMBER: Final = re.compile(r"[ymdhsegba/@年月日时分秒]|DBNum", re.IGNORECASE)
_SECONDS: Final = re.compile(r"\[[hms]+\]", re.IGNORECASE)
BUILT_IN: Final = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 37: "#,##0;-#,##0",
    38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: "#,##0;-#,##0;-", 42: "#,##0;-#,##0;-", 43: "#,##0.00;-#,##0.00;-",
    44: "#,##0.00;-#,##0.00;-",
}  # fmt: skip
"""Formats that files name by number alone."""


@dataclass(frozen=True, slots=True)
class _Section:
    parts: tuple[tuple[str, str], ...]
    """Kind (digit, point, text) and what stands there."""
    condition: tuple[str, Decimal] | None
    grouped: bool
    thousands: int
    """Times that the number is divided by 1000."""
    hundreds: int
    general: bool


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...] | None:
    """Read a format; None where it is not one of numbers."""
    told = [m[1] for m in _SECTION.finditer(code)]
    if len(told) > 1 and told[-1] == "" and not code.endswith(";"):
        told.pop()
    if len(told) > 1 and "@" in told[-1]:  # of texts
        told.pop()
    if any(_NO_NUMBER.search(_BARE.sub("", t)) or _SECONDS.search(t) for t in told):
        return None
    return tuple(_section(text) for text in told[:4])


def _section(text: str) -> _Section:
    parts: list[tuple[str, str]] = []
    condition = None
    general = False
    for found in _TOKEN.finditer(text):
        literal = found[1] or found[2] or found[3] or found[8]
        if found[4]:
            told = _CONDITION.fullmatch(found[4].replace(" ", ""))
            condition = (told[1], Decimal(told[2])) if told else condition
        elif found[5]:
            parts.append(("digit", found[5]))
        elif found[6]:
            parts.append((found[6], found[6]))
        elif found[7]:
            general = True
            parts.append(("general", ""))
        elif literal:
            parts.append(("text", literal))
        elif found[0][:1] == "_":
            parts.append(("text", " "))
    return _arranged(parts, condition, general=general)


def _arranged(
    parts: list[tuple[str, str]], condition: tuple[str, Decimal] | None, *, general: bool
) -> _Section:
    """Tell commas that group from commas that scale: these stand behind all digits of a side."""
    digits = [n for n, (kind, _) in enumerate(parts) if kind == "digit"]
    points = [n for n, (kind, _) in enumerate(parts) if kind == "."]
    point = points[0] if points else len(parts)
    whole = [n for n in digits if n < point]
    last = max(digits, default=-1)
    thousands, grouped = 0, False
    for n, (kind, _) in enumerate(parts):
        if kind == ",":
            scales = n > last or (whole and whole[-1] < n < point)
            thousands += bool(scales)
            grouped |= not scales and bool(whole) and whole[0] < n < whole[-1]
    hundreds = sum(kind == "%" for kind, _ in parts)
    kept = tuple(
        ("point", ".") if n == point else ("text", text) if kind in ("%", ".") else (kind, text)
        for n, (kind, text) in enumerate(parts)
        if kind != ","
    )
    return _Section(kept, condition, grouped, thousands, hundreds, general)


def shown(code: str, value: float | Decimal) -> str | None:
    """Give what a format shows of a number; None where it is not a format of numbers."""
    sections = _sections(code)
    number = value if isinstance(value, Decimal) else Decimal(format(value, ".15g"))
    if not sections or not number.is_finite():
        return None
    section, signed = _chosen(sections, number)
    if section is None:
        return None
    if section.general and len(section.parts) == 1:
        return None
    text = _written(section, abs(number))
    negative = number < 0 and signed and any(c in "123456789" for c in text)
    return ("-" + text.strip()) if negative else text.strip()


def _chosen(sections: tuple[_Section, ...], number: Decimal) -> tuple[_Section | None, bool]:
    """Choose the section for a number, and say whether it shows a sign of its own."""
    if any(s.condition for s in sections[:2]):
        for section in sections[:3]:
            if section.condition is None or _holds(section.condition, number):
                return section, True
        return None, True
    if number < 0 and len(sections) > 1:
        return sections[1], False
    if number == 0 and len(sections) > 2:  # noqa: PLR2004  (the third is for zero)
        return sections[2], False
    return sections[0], True


def _holds(condition: tuple[str, Decimal], number: Decimal) -> bool:
    sign, bound = condition
    return {
        "<": number < bound, "<=": number <= bound, ">": number > bound,
        ">=": number >= bound, "=": number == bound, "<>": number != bound,
    }[sign]  # fmt: skip


def _written(section: _Section, number: Decimal) -> str:
    """Put the digits of a number into the places of a section."""
    number = number * (Decimal(100) ** section.hundreds) / (Decimal(1000) ** section.thousands)
    point = next((n for n, p in enumerate(section.parts) if p[0] == "point"), len(section.parts))
    behind = [n for n, p in enumerate(section.parts) if p[0] == "digit" and n > point]
    before = [n for n, p in enumerate(section.parts) if p[0] == "digit" and n < point]
    rounded = number.quantize(Decimal(1).scaleb(-len(behind)), rounding=ROUND_HALF_UP)
    whole, _, rest = format(rounded, "f").partition(".")
    placed = _placed(section, before, whole.lstrip("0"))
    while rest and section.parts[behind[len(rest) - 1]][1] != "0" and rest[-1] == "0":
        rest = rest[:-1]
    placed.update(zip(behind, rest, strict=False))
    made = []
    for n, (kind, text) in enumerate(section.parts):
        if kind == "general":
            made.append(format(number.normalize(), "f"))
        else:
            made.append(placed.get(n, "") if kind == "digit" else text)
    return "".join(made)


def _placed(section: _Section, places: list[int], digits: str) -> dict[int, str]:
    """Give the digits before the point by place, the first place taking all that are left."""
    found: dict[int, str] = {}
    rest = digits
    for n in reversed(places):
        own = rest[-1:] or ("0" if section.parts[n][1] == "0" else "")
        rest = rest[:-1]
        found[n] = own
    if places and rest:
        found[places[0]] = rest + found[places[0]]
    if section.grouped:
        _group(found, places)
    return found


def _group(found: dict[int, str], places: list[int]) -> None:
    """Set a comma before every third digit from the right."""
    count = 0
    for n in reversed(places):
        made = ""
        for digit in reversed(found[n]):
            made = digit + ("," if count and count % 3 == 0 else "") + made
            count += 1
        found[n] = made

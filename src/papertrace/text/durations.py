"""Spans of time as ISO 8601 durations: 一年半 -> P18M, 48小时 -> PT48H, 15日内 -> <=P15D.

Working days have no ISO form: they stay a number with the unit working_day. What a span begins at
(合同签订之日) is left to the caller, who has the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from papertrace.text.bounds import bound_behind
from papertrace.text.dates import readings
from papertrace.text.fold import fold
from papertrace.text.magnitudes import START, token_end
from papertrace.text.measures import TIMES, any_of, key_of
from papertrace.text.numerals import plain
from papertrace.text.quantities import figure_at, setting_of, told_numbers


@dataclass(frozen=True, slots=True)
class Duration:
    """A span of time as it stands in a text."""

    value: str
    """P30D, or a number of working days; `[P1Y,P2Y]` for a range."""
    operator: str
    unit: str
    """'ISO 8601' or 'working_day'."""
    approximate: bool
    start: int
    end: int

    @property
    def told(self) -> str:
        """Give operator and value in one string, as `normalise` writes it."""
        return f"{self.operator}{'~' if self.approximate else ''}{self.value}"


_UNIT = re.compile(
    rf"\s*(?P<middle>个半|半)?\s*(?P<unit>{any_of(TIMES)})(?P<half>半)?",
    re.IGNORECASE,
)
_HALF = re.compile(r"半\s?(?P<unit>年|小时|天|日)")
_DATE_WORDS = {"year": "Y", "month": "M", "week": "W", "day": "D"}
_CLOCK_WORDS = {"hour": "H", "minute": "M", "second": "S"}
_SMALLER = {"year": ("month", 12), "day": ("hour", 24), "hour": ("minute", 60),
            "minute": ("second", 60)}  # fmt: skip


def find_durations(text: str) -> tuple[Duration, ...]:
    """Find spans of time in `text`; dates are passed over, offsets are those of `text`."""
    folded = fold(text)
    masked = folded.text
    if len(folded.offsets) == len(text) + 1:  # dates are only masked where places stay the same
        for date in readings(text):
            masked = masked[: date.start] + "\0" * (date.end - date.start) + masked[date.end :]
    found: list[Duration] = []
    at = 0
    while at < len(masked):
        half = _HALF.match(masked, at)
        number = START.match(masked, at)
        duration = _half(masked, half) if half else _counted(masked, at) if number else None
        if duration:
            found.append(duration)
            at = duration.end
        else:
            at = token_end(masked, at) if number else at + 1
    return tuple(
        Duration(d.value, d.operator, d.unit, d.approximate, *folded.span(d.start, d.end))
        for d in found
    )


def _half(text: str, found: re.Match[str]) -> Duration:
    value = {"年": "P6M", "小时": "PT30M"}.get(found["unit"], "PT12H")
    behind = bound_behind(text, found.end())
    operator = behind.operator if behind else ""
    return Duration(
        value, operator, "ISO 8601", approximate=False, start=found.start(), end=found.end()
    )


def _counted(text: str, at: int) -> Duration | None:
    """Read a number with its unit, and the smaller units that follow it (2年6个月)."""
    figure = figure_at(text, at)
    unit = _UNIT.match(text, figure.end) if figure else None
    if figure is None or unit is None:
        return None
    name = TIMES[key_of(unit["unit"], TIMES)]
    setting = setting_of(text, figure)
    end = unit.end()
    if name == "working_day":
        value, kind = told_numbers(figure.numbers), "working_day"
    else:
        half = bool(unit["middle"] or unit["half"])
        parts = [(_halved(figure.numbers, half=half), name)]
        while not half and len(figure.numbers) == 1 and (more := _part(text, end, parts[-1][1])):
            parts.append(more[0])
            end = more[1]
        written = _written(parts)
        if written is None:
            return None
        value, kind = written, "ISO 8601"
    behind = bound_behind(text, end)
    operator = setting.operator or (behind.operator if behind else "")
    approximate = setting.approximate or bool(behind and behind.approximate)
    return Duration(value, operator, kind, approximate, figure.start, end)


def _part(text: str, at: int, larger: str) -> tuple[tuple[tuple[Decimal, ...], str], int] | None:
    """Read a further, smaller part of a span."""
    found = re.compile(r"\s?零?又?").match(text, at)
    begin = found.end() if found else at
    if not START.match(text, begin):
        return None
    figure = figure_at(text, begin)
    unit = _UNIT.match(text, figure.end) if figure else None
    if figure is None or unit is None or unit["middle"] or unit["half"]:
        return None
    name = TIMES[key_of(unit["unit"], TIMES)]
    order = ["year", "quarter", "month", "week", "day", "hour", "minute", "second"]
    if name not in order or order.index(name) <= order.index(larger):
        return None
    return (figure.numbers, name), unit.end()


def _halved(numbers: tuple[Decimal, ...], *, half: bool) -> tuple[Decimal, ...]:
    return tuple(n + Decimal("0.5") for n in numbers) if half else numbers


def _written(parts: list[tuple[tuple[Decimal, ...], str]]) -> str | None:
    """Write the parts as ISO 8601; None where a fraction has no exact smaller unit."""
    if len(parts[0][0]) > 1:
        ends = [_iso([(n, parts[0][1])]) for n in parts[0][0]]
        return None if None in ends else f"[{','.join(e for e in ends if e)}]"
    return _iso([(numbers[0], name) for numbers, name in parts])


def _iso(parts: list[tuple[Decimal, str]]) -> str | None:
    days, clock = "", ""
    for part in parts:
        number, name = part
        if name == "quarter":
            number, name = number * 3, "month"
        if number != number.to_integral_value():
            smaller = _SMALLER.get(name)
            if smaller is None or number * smaller[1] != (number * smaller[1]).to_integral_value():
                return None
            number, name = number * smaller[1], smaller[0]
        if name in _DATE_WORDS:
            days += f"{plain(number)}{_DATE_WORDS[name]}"
        else:
            clock += f"{plain(number)}{_CLOCK_WORDS[name]}"
    return f"P{days}" + (f"T{clock}" if clock else "")

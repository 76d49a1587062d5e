"""Dates, times and periods in running text and in cells.

White space, line breaks and full-width signs inside a date do not matter; two dates are never
joined. Dates without a year, in two-digit years, or in day/month order that can be read two ways
are not decided: they give nothing. Impossible dates give nothing either; `read_date` says why.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

from papertrace.text.calendar import (
    Clock,
    Point,
    between,
    five_years,
    half_day,
    months,
    ten_days,
)
from papertrace.text.date_patterns import (
    CHINESE,
    COMPACT,
    DAYS,
    ENGLISH,
    FISCAL,
    JOINT,
    MONTH_NAMES,
    MONTHS,
    NUMERIC,
    NUMERIC_MONTH,
    PLAN,
    QUARTER_RANGE,
    QUARTERS,
    REST,
    REST_NUMERIC,
    TEN_JOINT,
    TIME,
    TIME_ALONE,
    YEAR_DIGITS,
    YEARS,
)
from papertrace.text.fold import fold
from papertrace.text.numerals import numeral

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Date:
    """A date or period as it stands in a text."""

    value: str
    """ISO 8601: 2024, 2024-03, 2024-03-05, 2024-03-05T09:30:00+08:00, or a period `a/b`."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A stretch that has the form of a date: its value, or why it has none."""

    value: str | None
    reason: str
    start: int
    end: int


_NUMBER = re.compile(r"\d|[〇○零一二三四五六七八九十元廿卅]|[①-⑳⓪㈠-㉟㊀-㊿㋀-㋋㍘-㍰㏠-㏾]")
"""Without one of these there is no date: looked for first, since most lines have none."""
_YEAR = re.compile(r"(?:1\s*9|2\s*0)\s{0,2}\d|[一二壹贰][九玖〇○零O0]|五")
"""What every form of date holds once it is folded: a year, or the number of a five-year plan."""


def find_dates(text: str) -> tuple[Date, ...]:
    """Find every date and period with a year in `text`, in order; offsets are those of `text`."""
    return tuple(Date(r.value, r.start, r.end) for r in readings(text) if r.value is not None)


@lru_cache(maxsize=1024)
def readings(text: str) -> tuple[Reading, ...]:
    """Find everything that has the form of a date, the impossible ones with their reason."""
    if _NUMBER.search(text) is None:
        return ()
    folded = fold(text)
    if _YEAR.search(folded.text) is None:
        return ()
    matches = [
        (found.start(), rank, found)
        for rank, (pattern, _) in enumerate(_FORMS)
        for found in pattern.finditer(folded.text)
    ]
    readings_made: list[Reading] = []
    reached = 0
    for begin, rank, found in sorted(matches, key=itemgetter(0, 1)):
        if begin < reached:
            continue
        reading = _FORMS[rank][1](folded.text, found)
        reached = max(reading.end, begin + 1)
        start, end = folded.span(reading.start, reading.end)
        readings_made.append(replace(reading, start=start, end=end))
    return tuple(readings_made)


def _settle(make: Callable[[], str], start: int, end: int) -> Reading:
    """Take a value, or the reason why there is none."""
    try:
        return Reading(make(), "", start, end)
    except ValueError as refused:
        return Reading(None, f"no such date: {refused}", start, end)


def _int(text: str | None) -> int:
    """Read the number of a day, month, hour; 0 where nothing is there, -1 where it is no number."""
    dense = re.sub(r"\s", "", text or "")
    if not dense:
        return 0
    if dense.isdigit():
        return int(dense)
    value = numeral(dense)
    return -1 if value is None else int(value)


def _year(text: str) -> int:
    """Read a year in digits or in Chinese digits side by side (二〇二四)."""
    dense = re.sub(r"\s", "", text)
    return int("".join(YEAR_DIGITS.get(c, c) for c in dense))


def _clock(found: re.Match[str]) -> Clock:
    groups = found.groupdict()
    hour = half_day(_int(groups["hour"]), groups["half"] or groups["half2"] or "")
    minute = 30 if groups["half_hour"] else _int(groups["min"] or groups["min2"])
    second = _int(groups["sec"] or groups["sec2"])
    zone = groups.get("zone") or ""
    zone = "+00:00" if zone == "Z" else zone
    if zone and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    return Clock(hour, minute, second, zone or "+08:00")


def _timed(text: str, point: Point, end: int) -> tuple[Point, int]:
    """Add the time of day printed directly behind a day."""
    found = TIME.match(text, end) if point.day is not None else None
    return (replace(point, clock=_clock(found)), found.end()) if found else (point, end)


def _point(found: re.Match[str]) -> Point:
    groups = found.groupdict()
    month, day = groups["month"], groups.get("day")
    return Point(_year(groups["year"]), _int(month) if month else None, _int(day) if day else None)


def _second(text: str, first: Point, at: int) -> tuple[Point, int] | None:
    """Read the end of a period, taking what it leaves out from its beginning."""
    for pattern in (CHINESE, NUMERIC):
        whole = pattern.match(text, at)
        if whole and not any(whole.groupdict().get(g) for g in ("quarter", "span", "ten")):
            return _timed(text, _point(whole), whole.end())
    rest = REST.match(text, at)
    if rest and first.month is not None:
        year = first.year + bool(rest["next"])
        month = _int(rest["month"]) if rest["month"] else first.month
        day = _int(rest["day"] or rest["day2"]) or None
        return _timed(text, Point(year, month, day), rest.end())
    numeric = REST_NUMERIC.match(text, at)
    if numeric and first.day is not None:
        later = replace(first, month=int(numeric["month"]), day=int(numeric["day"]), clock=None)
        return _timed(text, later, numeric.end())
    clock = TIME_ALONE.match(text, at) if first.clock else None
    if clock:
        return replace(first, clock=_clock(clock)), clock.end()
    return None


def _dated(text: str, found: re.Match[str]) -> Reading:
    """Read a day, month or year, its time, and the end of the period it may begin."""
    start = found.start("year")  # a word like 日期 before it is no part of the date
    first, end = _timed(text, _point(found), found.end())
    joint = JOINT.match(text, end)
    second = _second(text, first, joint.end()) if joint else None
    if second is None:
        return _settle(first.iso, start, end)
    return _settle(lambda: between(first, second[0]), start, second[1])


def _chinese(text: str, found: re.Match[str]) -> Reading:
    """Read 2024年 with what follows: a quarter, a half, a ten-day period, a day."""
    year = _year(found["year"])
    if found["quarter"]:
        number = _int(re.sub(r"[第季度Qq]", "", found["quarter"]))
        return _settle(lambda: months(year, 3 * number - 2, 3 * number), *found.span())
    if found["span"]:
        first, last = {"上半年": (1, 6), "下半年": (7, 12)}.get(found["span"], (1, 9))
        return _settle(lambda: months(year, first, last), *found.span())
    if found["ten"]:
        return _ten(text, found, year)
    return _dated(text, found)


def _ten(text: str, found: re.Match[str], year: int) -> Reading:
    """Read a ten-day period, or the days from one to a later one."""
    first, start = _int(found["month"]), found.start()
    until = TEN_JOINT.match(text, found.end())
    if until is None:
        return _settle(lambda: ten_days(year, first, found["ten"]), start, found.end())
    last = _int(until["month"]) if until["month"] else first

    def period() -> str:
        begin = ten_days(year, first, found["ten"]).split("/")[0]
        end = ten_days(year, last, until["ten"]).split("/")[1]
        if end < begin:
            msg = "the range ends before it begins"
            raise ValueError(msg)
        return f"{begin}/{end}"

    return _settle(period, start, until.end())


def _quarter_range(_: str, found: re.Match[str]) -> Reading:
    year, first, last = _year(found["year"]), _int(found["from"]), _int(found["to"])
    return _settle(lambda: months(year, 3 * first - 2, 3 * last), *found.span())


def _fiscal(_: str, found: re.Match[str]) -> Reading:
    return _settle(Point(int(found["year"])).iso, *found.span())


def _month_range(_: str, found: re.Match[str]) -> Reading:
    year = _year(found["year"])
    first, last = Point(year, int(found["from"])), Point(year, int(found["to"]))
    return _settle(lambda: between(first, last), *found.span())


def _day_range(_: str, found: re.Match[str]) -> Reading:
    point = Point(_year(found["year"]), _int(found["month"]))
    first, last = replace(point, day=int(found["from"])), replace(point, day=int(found["to"]))
    return _settle(lambda: between(first, last), *found.span())


def _year_range(_: str, found: re.Match[str]) -> Reading:
    first, last = Point(int(found["from"])), Point(int(found["to"]))
    return _settle(lambda: between(first, last), *found.span())


def _plan(_: str, found: re.Match[str]) -> Reading:
    words = found["quoted"] or found["bare"] or found["nth"]
    return _settle(lambda: five_years(_int(words)), *found.span())


def _english(text: str, found: re.Match[str]) -> Reading:
    name = found["name"] or found["name2"] or found["name3"]
    day, until = found["day"] or found["day2"], found["to"] or found["to2"]
    month = MONTH_NAMES[name.lower()]
    point = Point(int(found["year"]), month, int(day) if day else None)
    if until:
        last = replace(point, day=int(until))
        return _settle(lambda: between(point, last), *found.span())
    timed, end = _timed(text, point, found.end())
    return _settle(timed.iso, found.start(), end)


def _english_quarter(_: str, found: re.Match[str]) -> Reading:
    number, year = int(found["q"] or found["q2"]), int(found["year"] or found["year2"])
    return _settle(lambda: months(year, 3 * number - 2, 3 * number), *found.span())


_FORMS: tuple[tuple[re.Pattern[str], Callable[[str, re.Match[str]], Reading]], ...] = (
    (YEARS, _year_range),
    (MONTHS, _month_range),
    (DAYS, _day_range),
    (QUARTER_RANGE, _quarter_range),
    (CHINESE, _chinese),
    (NUMERIC, _dated),
    (NUMERIC_MONTH, _dated),
    (PLAN, _plan),
    (ENGLISH, _english),
    (QUARTERS, _english_quarter),
    (FISCAL, _fiscal),
    (COMPACT, _dated),
)

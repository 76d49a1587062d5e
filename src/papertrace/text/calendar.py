"""What a printed date means as ISO 8601: days, months, years, quarters, ten-day periods, times.

Impossible dates raise ValueError, so that nobody gets the nearest possible one.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_ZONE = "+08:00"
_DAY_HOURS, _NOON = 24, 12
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_SIXTH_PLAN, _SIXTH_PLAN_YEAR, _PLAN_YEARS = 6, 1981, 5


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; hour 24 is the end of the day."""

    hour: int
    minute: int = 0
    second: int = 0
    zone: str = _ZONE


@dataclass(frozen=True, slots=True)
class Point:
    """A day, month or year, or a day with its time."""

    year: int
    month: int | None = None
    day: int | None = None
    clock: Clock | None = None

    def iso(self) -> str:
        """Give ISO 8601; ValueError where there is no such date."""
        if not _FIRST_YEAR <= self.year <= _LAST_YEAR:
            msg = f"the year {self.year} is out of range"
            raise ValueError(msg)
        if self.month is None:
            return str(self.year)
        if self.day is None:
            return date(self.year, self.month, 1).isoformat()[:7]
        day = date(self.year, self.month, self.day)
        if self.clock is None:
            return day.isoformat()
        hour = self.clock.hour
        if hour == _DAY_HOURS and not (self.clock.minute or self.clock.second):
            day, hour = day + timedelta(days=1), 0
        if hour >= _DAY_HOURS or max(self.clock.minute, self.clock.second) > 59:  # noqa: PLR2004
            msg = "there is no such time of day"
            raise ValueError(msg)
        clock = f"{hour:02}:{self.clock.minute:02}:{self.clock.second:02}"
        return f"{day.isoformat()}T{clock}{self.clock.zone}"


def half_day(hour: int, words: str) -> int:
    """Apply 上午, 下午, 晚上 and pm to an hour; 下午14:00 stays 14."""
    word = words.strip().lower().replace(".", "")
    if word in ("下午", "晚上", "晚", "晚间", "傍晚", "pm", "午后"):
        if hour == _NOON:
            return _DAY_HOURS if word.startswith("晚") else hour
        return hour + _NOON if hour < _NOON else hour
    if word in ("凌晨", "am") and hour == _NOON:
        return 0
    if word == "中午" and hour in (1, 2):
        return hour + _NOON
    return hour


def months(year: int, first: int, last: int) -> str:
    """Give the days from the first of one month to the last of another."""
    if last < first:
        msg = "the range ends before it begins"
        raise ValueError(msg)
    end = monthrange(year, last)[1]
    return f"{date(year, first, 1).isoformat()}/{date(year, last, end).isoformat()}"


def ten_days(year: int, month: int, part: str) -> str:
    """Give 上旬, 中旬 or 下旬 of a month."""
    first, last = {"上": (1, 10), "中": (11, 20)}.get(part, (21, monthrange(year, month)[1]))
    return f"{date(year, month, first).isoformat()}/{date(year, month, last).isoformat()}"


def five_years(number: int) -> str:
    """Give the years of the n-th five-year plan (from the sixth): the 14th is 2021/2025."""
    if number < _SIXTH_PLAN:
        msg = "the first five plans did not follow each other in steps of five years"
        raise ValueError(msg)
    first = _SIXTH_PLAN_YEAR + _PLAN_YEARS * (number - _SIXTH_PLAN)
    return f"{first}/{first + _PLAN_YEARS - 1}"


def between(first: Point, last: Point) -> str:
    """Give `a/b`; ValueError where the end comes before the beginning."""
    a, b = first.iso(), last.iso()
    shorter = min(len(a), len(b), len("2024-03-05"))
    if b[:shorter] < a[:shorter] or (a[:10] == b[:10] and b < a):
        msg = "the range ends before it begins"
        raise ValueError(msg)
    return f"{a}/{b}"

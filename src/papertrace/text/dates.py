"""Dates, times and periods in running text and in cells.

White space, line breaks and full-width signs inside a date do not matter; two dates are never
joined. Dates without a year, in two-digit years, or in day/month order that can be read two ways
are not decided: they give nothing. Impossible dates give nothing either; `read_date` says why.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
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


_YEAR_DIGITS = {c: str(d) for d, c in enumerate("〇一二三四五六七八九")} | dict.fromkeys(
    "○零O", "0"
)
_N = "〇○零O0一二三四五六七八九1-9"
_NUM = r"(?:\d\s{0,2}\d?|[一二三四五六七八九十廿卅〇○零]{1,4})"
_YEAR = (
    r"(?<![\d.])(?P<year>(?:19|20|1\s+9|2\s+0)\s{0,2}\d\s{0,2}\d|"
    rf"[一二][九〇○零O0][{_N}]{{2}})\s*"
)
_GAP = r"\s{0,6},?\s{0,6}"
_WEEKDAY = r"(?:\s*[(]?\s*(?:星期|周|礼拜)[一二三四五六日天]\s*[)]?)?"
_HALF = r"(?P<half>上午|下午|中午|晚上|晚间|傍晚|凌晨|早上|午后|晚|[AaPp]\.?[Mm]\.?)?"
_CLOCK = (
    rf"(?P<hour>{_NUM})\s*(?::\s*(?P<min>\d\s?\d)(?:\s*:\s*(?P<sec>\d\d)(?:\.\d+)?)?"
    r"(?:\s*(?:时|点|分)整?)?|(?:时|点|點|時)(?!间|段|期)\s*"
    rf"(?:(?P<half_hour>半)|(?P<min2>{_NUM})\s*分(?:\s*(?P<sec2>{_NUM})\s*秒)?|整)?)"
    r"(?:\s*(?P<half2>[AaPp]\.?[Mm]\b\.?))?"
)
_ZONE = r"(?P<zone>Z|\+\d\d:?\d\d)?(?!\d)"  # a minus would be the dash of 14:00-16:00
_TIME = re.compile(
    rf"{_WEEKDAY}{_GAP}(?:[(]?\s*北京时间\s*[)]?)?{_GAP}(?:T)?{_HALF}\s*{_CLOCK}{_ZONE}"
)
_TIME_ALONE = re.compile(rf"\s*{_HALF}\s*{_CLOCK}(?![\d])")
_CHINESE = re.compile(
    rf"{_YEAR}(?:财|会计)?年度?(?:\s*(?P<quarter>第?\s*[一二三四1-4]\s*季度?|[Qq][1-4])"
    r"|\s*(?P<span>上半年|下半年|前三季度)"
    rf"|\s*(?P<month>{_NUM})\s*(?:月份?|月度)(?:\s*(?P<ten>[上中下])\s*旬|"
    rf"\s*(?P<day>{_NUM})\s*(?:日(?!历天)|号|(?=\s?[至到~—-]\s?(?:20\d\d\s?年|\d\d?\s?月))))?)?"
)
_MONTHS = re.compile(
    rf"{_YEAR}年\s*(?P<from>\d{{1,2}})\s*[-~—–至到]+\s*(?P<to>\d{{1,2}})\s*月份?(?!\s*\d)"
)
_DAYS = re.compile(
    rf"{_YEAR}年\s*(?P<month>{_NUM})\s*月\s*(?P<from>\d{{1,2}})\s*[-~—–至到、]+\s*(?P<to>\d{{1,2}})\s*[日号]"
)
_NUMERIC = re.compile(
    r"(?<![\dA-Za-z.])(?<![A-Za-z]-)(?P<year>(?:19|20)\d\d)\s?(?P<sep>[-/.])\s?(?P<month>\d{1,2})\s?(?P=sep)\s?"
    r"(?P<day>\d{1,2})(?!\d|(?P=sep)\d(?!\d{3}[-/.]))"
)
_NUMERIC_MONTH = re.compile(
    r"(?<![\w.-])(?P<year>(?:19|20)\d\d)(?P<sep>[-/])(?P<month>0[1-9]|1[0-2])(?![\w-]|/\d|号|期)"
)
_YEARS = re.compile(
    r"(?<![\d.-])(?P<from>(?:19|20)\d\d)\s*(?:年度?)?\s*(?:[-~—–]+|至|到)\s*(?P<to>(?:19|20)\d\d)\s*年度?"
    r"(?!\s*\d{1,2}\s*月)"
)
_PLAN = re.compile(
    r"[\"“”「『《]\s*(?P<quoted>十?[一二三四五六七八九]|十)五\s*[\"“”」』》](?:\s*(?:期间|时期|规划))?"
    r"|(?P<bare>十?[一二三四五六七八九]|十)五(?:期间|时期|规划)|第(?P<nth>十?[一二三四五六七八九]|十)个五年"
)
_MONTH_NAMES = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june",
         "jul july", "aug august", "sep september sept", "oct october",
         "nov november", "dec december"), start=1)
    for name in names.split()
}  # fmt: skip
_NAME = rf"(?P<name>{'|'.join(sorted(_MONTH_NAMES, key=len, reverse=True))})\.?"
_ENGLISH = re.compile(
    rf"\b(?:{_NAME}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*[-–]\s*(?P<to>\d{{1,2}}))?,?\s+|"
    rf"(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*[-–]\s*(?P<to2>\d{{1,2}}))?\s+(?:of\s+)?"
    rf"{_NAME.replace('<name>', '<name2>')},?\s+|{_NAME.replace('<name>', '<name3>')},?\s+)"
    r"(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_QUARTERS = re.compile(
    r"\b(?:Q(?P<q>[1-4])\s*(?:of\s+)?(?P<year>(?:19|20)\d\d)|(?P<year2>(?:19|20)\d\d)\s*Q(?P<q2>[1-4]))\b",
    re.IGNORECASE,
)
_COMPACT = re.compile(
    r"(?:\A\s*|(?:日期|时间|date)\s*:?\s*)(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s*起?\s*(?:至|到|-{1,2}|~|—{1,2}|–|/(?=\d{4}-))\s*")
_REST = re.compile(
    rf"(?:(?P<next>次年|翌年)|当年|同年)?\s*(?:(?P<month>{_NUM})\s*月份?(?:\s*(?P<day>{_NUM})\s*(?:日(?!内)|号))?|(?P<day2>{_NUM})\s*(?:日(?!内)|号))"
)
_REST_NUMERIC = re.compile(r"(?P<month>\d{1,2})(?P<sep>[-/.])(?P<day>\d{1,2})(?![\d-])")


def find_dates(text: str) -> tuple[Date, ...]:
    """Find every date and period with a year in `text`, in order; offsets are those of `text`."""
    return tuple(Date(r.value, r.start, r.end) for r in readings(text) if r.value is not None)


def readings(text: str) -> tuple[Reading, ...]:
    """Find everything that has the form of a date, the impossible ones with their reason."""
    folded = fold(text)
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
    return int("".join(_YEAR_DIGITS.get(c, c) for c in dense))


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
    found = _TIME.match(text, end) if point.day is not None else None
    return (replace(point, clock=_clock(found)), found.end()) if found else (point, end)


def _point(found: re.Match[str]) -> Point:
    groups = found.groupdict()
    month, day = groups["month"], groups.get("day")
    return Point(_year(groups["year"]), _int(month) if month else None, _int(day) if day else None)


def _second(text: str, first: Point, at: int) -> tuple[Point, int] | None:
    """Read the end of a period, taking what it leaves out from its beginning."""
    for pattern in (_CHINESE, _NUMERIC):
        whole = pattern.match(text, at)
        if whole and not any(whole.groupdict().get(g) for g in ("quarter", "span", "ten")):
            return _timed(text, _point(whole), whole.end())
    rest = _REST.match(text, at)
    if rest and first.month is not None:
        year = first.year + bool(rest["next"])
        month = _int(rest["month"]) if rest["month"] else first.month
        day = _int(rest["day"] or rest["day2"]) or None
        return _timed(text, Point(year, month, day), rest.end())
    numeric = _REST_NUMERIC.match(text, at)
    if numeric and first.day is not None:
        later = replace(first, month=int(numeric["month"]), day=int(numeric["day"]), clock=None)
        return _timed(text, later, numeric.end())
    clock = _TIME_ALONE.match(text, at) if first.clock else None
    if clock:
        return replace(first, clock=_clock(clock)), clock.end()
    return None


def _dated(text: str, found: re.Match[str]) -> Reading:
    """Read a day, month or year, its time, and the end of the period it may begin."""
    start = found.start("year")  # a word like 日期 before it is no part of the date
    first, end = _timed(text, _point(found), found.end())
    joint = _JOINT.match(text, end)
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
        return _settle(lambda: ten_days(year, _int(found["month"]), found["ten"]), *found.span())
    return _dated(text, found)


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
    month = _MONTH_NAMES[name.lower()]
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
    (_YEARS, _year_range),
    (_MONTHS, _month_range),
    (_DAYS, _day_range),
    (_CHINESE, _chinese),
    (_NUMERIC, _dated),
    (_NUMERIC_MONTH, _dated),
    (_PLAN, _plan),
    (_ENGLISH, _english),
    (_QUARTERS, _english_quarter),
    (_COMPACT, _dated),
)

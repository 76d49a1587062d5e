"""Dates and years as a story prints them, English and Chinese, and the years a sentence is about.

It reads what is printed; relative dates (last month, on Monday) are left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""How the English names of months begin."""
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d{2}"
_BEFORE_MONTH = (
    r"(?:in|since|until|till|by|from|to|through|during|last|this|next|early|late|mid|between|and|of"
    r"|before|after)"
)
_COUNTED = (
    r"(?!\s?(?:%|percent|per\s?cent|yuan|renminbi|rmb|dollars?|euros?|won|people|persons|men|women"
    r"|thousand|million|billion|trillion|square|met(?:er|re)s?|km|kilomet|days?|hours?|cases?"
    r"|documents?|元|万|亿|人|名|个|件|艘|辆|套|台|次|天|平方|米))"
)
_DATE = re.compile(
    rf"""
      (?P<iso>(?<![\d-]){_YEAR}-(?:0[1-9]|1[0-2])(?:-[0-3]\d)?(?![\d-]))
    | (?P<chinese>(?:{_YEAR})\s?年(?:度)?(?:\s?\d{{1,2}}\s?月(?:\s?\d{{1,2}}\s?日)?)?)
    | (?P<chinese_month>(?<!\d)\d{{1,2}}\s?月(?:\s?\d{{1,2}}\s?日)?)
    | (?P<mdy>\b{_MONTH}\s+{_DAY}\b(?!\d)(?:,?\s+{_YEAR}\b)?)
    | (?P<dmy>\b{_DAY}\s+(?:of\s+)?{_MONTH}(?![a-z])(?:,?\s+{_YEAR}\b)?)
    | (?P<my>\b{_MONTH},?\s+(?:of\s+)?{_YEAR}\b)
    | (?P<month>(?:(?<=\s)|(?<=^)|(?<=\b)){_BEFORE_MONTH}[\s-]+(?P<alone>{_MONTH})(?![a-z])
        (?!,?\s+(?:of\s+)?\d))
    | (?P<range>(?<![\d.,]){_YEAR}\s?[-–/]\s?(?:{_YEAR}|\d\d)(?![\d%])(?![.,]\d))
    | (?P<clock>(?<![\d.:])(?:[01]?\d|2[0-3])[:：][0-5]\d(?![\d:])(?:\s?[ap]\.?m\b\.?)?)
    | (?P<year>(?<![\d.,$€£¥￥])(?<![A-Za-z]\d)(?:(?:mid|early|late|pre|post)-)?{_YEAR}s?
        (?![\d%])(?![.,]\d){_COUNTED}\b)
    """,
    re.VERBOSE,
)
_UNTIL = re.compile(r"(?:\buntil|\btill|\bup to)\s*\Z", re.IGNORECASE)
_BEFORE = re.compile(r"(?:\bbefore|\bprior to)\s*\Z", re.IGNORECASE)
_OPEN_AFTER = re.compile(r"(?:\bsince|\bafter|\bpost-|自|从)\s*\Z", re.IGNORECASE)
_JOINED = re.compile(r"\s*(?:-|–|to|through|until|and|至|到)\s*\Z")
_FROM = re.compile(r"(?:\bbetween|\bfrom|\bsince|从|自)\s*\Z", re.IGNORECASE)
_EARLIEST, _LATEST = 1000, 9999


@dataclass(frozen=True, slots=True)
class DateWords:
    """A date in a story's words."""

    start: int
    end: int
    text: str
    years: tuple[int, ...]
    """The years it prints: none, one, or both ends of a range."""


@dataclass(frozen=True, slots=True)
class YearsSaid:
    """The years a text is about, as ranges with both ends in."""

    ranges: tuple[tuple[int, int], ...]

    def __bool__(self) -> bool:
        """Say whether any year is printed."""
        return bool(self.ranges)

    def hold(self, year: int) -> bool:
        """Say whether a year is among them."""
        return any(low <= year <= high for low, high in self.ranges)

    def told(self) -> str:
        """Write them for reading."""
        return ", ".join(
            str(low)
            if low == high
            else f"{low if low > _EARLIEST else '…'}-{high if high < _LATEST else '…'}"
            for low, high in self.ranges
        )


def find_dates(text: str) -> tuple[DateWords, ...]:
    """Find dates, years and months in their order; offsets are those of the text."""
    found = []
    for match in _DATE.finditer(text):
        group = str(match.lastgroup)
        start, end = match.span("alone") if match["alone"] else match.span()
        told = text[start:end]
        years = [int(y) for y in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", told)]
        if group == "range" and len(years) == 1:
            years.append(years[0] // 100 * 100 + int(told[-2:]))
            if years[1] <= years[0]:
                continue
        if not _possible(told):
            continue
        found.append(DateWords(start, end, told, tuple(years)))
    return tuple(found)


def _possible(told: str) -> bool:
    """Say whether a month of the calendar stands where digits name one."""
    month = re.search(r"(\d{1,2})\s?月", told)
    return month is None or 1 <= int(month.group(1)) <= 12  # noqa: PLR2004


def years_said(text: str) -> YearsSaid:
    """Give the years a text is about: single ones, ranges, and open ones (since, before)."""
    ranges: list[tuple[int, int]] = []
    dates = [d for d in find_dates(text) if d.years]
    skip = -1
    for i, date in enumerate(dates):
        before = text[: date.start]
        low, high = date.years[0], date.years[-1]
        if re.search(r"\ds\Z", date.text):
            high = low + 9
        following = dates[i + 1] if i + 1 < len(dates) else None
        if i == skip:
            continue
        if (
            following
            and _FROM.search(_last(before))
            and _JOINED.match(_between(text, date.end, following.start))
        ):
            ranges.append((low, following.years[-1]))
            skip = i + 1
        elif _OPEN_AFTER.search(before) or _OPEN_AFTER.search(_last(before)):
            ranges.append((low, _LATEST))
        elif _UNTIL.search(before):
            ranges.append((_EARLIEST, high))
        elif _BEFORE.search(before) or date.text.lower().startswith("pre-"):
            ranges.append((_EARLIEST, low - 1))
        else:
            ranges.append((low, high))
    return YearsSaid(tuple(ranges))


def _last(before: str) -> str:
    """Give the text before a date without a month that stands between (`since June 2022`)."""
    return re.sub(rf"\s+{_MONTH}\s*\Z", " ", before)


def _between(text: str, start: int, end: int) -> str:
    return re.sub(rf"\s{_MONTH}\s*\Z", " ", text[start:end])

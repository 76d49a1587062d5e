"""What happened when, one lane a kind of event; dots of one spot of the lane are drawn as one.

Only what has a date is drawn, to the precision told: a month stands in its middle, a year too.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from papertrace.drawing.marks import escaped, framed, linked, number, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WIDTH: Final = 960.0
_LEFT, _TOP, _LANE, _RIGHT = 150.0, 34.0, 44.0, 20.0
_BIN: Final = 24.0
"""Points within which dots are one."""
_YEARS: Final = 14
"""So many years are named at most; further apart, every so many."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened."""

    date: str
    """YYYY, YYYY-MM or YYYY-MM-DD, and anything behind."""
    lane: str
    address: str
    accepted: bool = True


def when(date: str) -> dt.date | None:
    """Give the day that stands for a date; None for what is no date."""
    parts = date[:10].split("-")
    if not all(p.isascii() and p.isdigit() for p in parts) or len(parts[0]) != 4:  # noqa: PLR2004  (a year)
        return None
    year = int(parts[0])
    try:
        if len(parts) == 1:
            return dt.date(year, 7, 1)
        if len(parts) == 2:  # noqa: PLR2004  (a month)
            return dt.date(year, int(parts[1]), calendar.monthrange(year, int(parts[1]))[1] // 2)
        return dt.date(year, int(parts[1]), int(parts[2]))
    except (ValueError, calendar.IllegalMonthError):
        return None


def drawn_timeline(
    events: Iterable[Event], lanes: Sequence[tuple[str, str]], title: str, name: str = "timeline"
) -> str:
    """Draw events as SVG; `lanes` are (lane, what it is called) from top to bottom.

    A dot leads to the first of its events; hollow ones hold nothing that anybody accepted.
    """
    dated = sorted(
        ((day, e) for e in events if (day := when(e.date)) is not None),
        key=lambda one: (one[0], one[1].address),
    )
    present = {e.lane for _, e in dated}
    shown = [(lane, called) for lane, called in lanes if lane in present]
    high = _TOP + _LANE * max(1, len(shown)) + 24
    first = dt.date(dated[0][0].year, 1, 1) if dated else dt.date(2000, 1, 1)
    last = dt.date(dated[-1][0].year + 1, 1, 1) if dated else dt.date(2001, 1, 1)
    body = [
        f'<rect width="{number(WIDTH)}" height="{number(high)}" fill="#fff"/>',
        *_years(first, last, high),
    ]
    told = []
    for n, (lane, called) in enumerate(shown):
        mine = [(day, e) for day, e in dated if e.lane == lane]
        y = _TOP + _LANE * n + _LANE / 2
        body.append(
            f'<path d="M{number(_LEFT)} {number(y)}H{number(WIDTH - _RIGHT)}" stroke="#d9d5c9"/>'
        )
        body.append(text(_LEFT - 10, y + 4, called, 12, ' text-anchor="end"'))
        body += _dots(mine, called, y, first, last)
        told.append(f"{called}: {len(mine)}, {mine[0][1].date[:10]} to {mine[-1][1].date[:10]}")
    return framed(name, (WIDTH, high), (title, f"{title}. {'; '.join(told)}"), body)


def _at(day: dt.date, first: dt.date, last: dt.date) -> float:
    return _LEFT + (WIDTH - _LEFT - _RIGHT) * (day - first).days / max(1, (last - first).days)


def _years(first: dt.date, last: dt.date, high: float) -> list[str]:
    every = 1 + (last.year - first.year) // _YEARS
    made = []
    for year in range(first.year, last.year + 1):
        if (year - first.year) % every == 0:
            x = _at(dt.date(year, 1, 1), first, last)
            made.append(
                f'<path d="M{number(x)} {number(_TOP - 8)}V{number(high - 20)}" stroke="#ece8dd"/>'
            )
            if year < last.year:
                made.append(text(x + 3, _TOP - 12, str(year), 11))
    return made


def _dots(
    dated: list[tuple[dt.date, Event]], called: str, y: float, first: dt.date, last: dt.date
) -> list[str]:
    bins: dict[int, list[Event]] = defaultdict(list)
    for day, event in dated:
        bins[round(_at(day, first, last) / _BIN)].append(event)
    most = max(len(some) for some in bins.values())
    made = []
    for place, some in sorted(bins.items()):
        span = f"{some[0].date[:10]} – {some[-1].date[:10]}" if len(some) > 1 else some[0].date[:10]
        told = f"{called}: {len(some)}, {span}"
        radius = 4 + 8 * (len(some) / most) ** 0.5 if most > 1 else 5.0
        look = 'fill="#1f5f8b"' if any(e.accepted for e in some) else 'fill="#fff"'
        x = min(place * _BIN, WIDTH - _RIGHT)
        circle = (
            f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" {look}'
            f' stroke="#1f5f8b" stroke-width="1.5"><title>{escaped(told)}</title></circle>'
        )
        made.append(linked(some[0].address, told, circle))
    return made

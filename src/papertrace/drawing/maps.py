"""A map of a country or a corner of it: outlines that lie in the package, dots of one size scale.

Equidistant along its middle latitude, no tiles, no network. It names where its lines are from and
takes no position on any of them.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from papertrace.drawing.marks import escaped, framed, linked, number, text
from papertrace.drawing.precision import seat

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BOUNDARIES: Final = (
    "Lines: Natural Earth, 1:10 million, public domain, as copied in 2026; they show who"
    " administers what, and no position is taken on them. Names and codes: GB/T 2260."
    " A dot is the seat of a division, not the spot."
)
"""What stands under every map."""
WIDTH: Final = 760.0
_TALLEST: Final = 620.0
_FOOT: Final = 46.0
_LEAST: Final = 5.0
"""Degrees that a map shows at least."""
_MARGIN: Final = 0.12
_WHOLE: Final = (73.0, 17.0, 136.0, 54.5)
"""West, south, east, north where there is no dot."""
_LOOKS: Final = {
    "coast": 'stroke="#6b7f8c" stroke-width="1"',
    "border": 'stroke="#57524a" stroke-width="1.3"',
    "province": 'stroke="#b9b3a4" stroke-width=".7"',
}
_GRATICULE: Final = (1, 2, 5, 10)
_MOST_LINES: Final = 8
_LABELLED: Final = 24
_NEAR: Final = 2.0
"""Points on the paper within which two places are one."""
_LINE_HEIGHT: Final = 13.0


@dataclass(frozen=True, slots=True)
class Spot:
    """One division on the map."""

    code: str
    """GB/T 2260."""
    name: str
    count: int
    """Documents that name it."""
    address: str
    """Where the dot leads."""
    told: str
    """What stands there, in a few words."""
    accepted: bool = True
    """False where nobody accepted any of it: the dot is hollow."""


@dataclass(frozen=True, slots=True)
class _Frame:
    west: float
    south: float
    east: float
    north: float
    scale: float
    """Points a degree of latitude."""
    squeeze: float
    """A degree of longitude by one of latitude, in the middle of the map."""

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Give the place on the paper of a longitude and a latitude."""
        return (x - self.west) * self.scale * self.squeeze, (self.north - y) * self.scale

    @property
    def height(self) -> float:
        return (self.north - self.south) * self.scale


def _frame(points: Sequence[tuple[float, float]]) -> _Frame:
    west, south, east, north = _WHOLE
    if points:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        span = max(max(xs) - min(xs), max(ys) - min(ys), _LEAST)
        middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
        half_x = max((max(xs) - min(xs)) / 2 + span * _MARGIN, span / 2)
        half_y = max((max(ys) - min(ys)) / 2 + span * _MARGIN, span / 3)
        west, east = middle[0] - half_x, middle[0] + half_x
        south, north = middle[1] - half_y, middle[1] + half_y
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = min(WIDTH / ((east - west) * squeeze), _TALLEST / (north - south))
    more = (WIDTH / (scale * squeeze) - (east - west)) / 2  # a tall map is widened, not stretched
    return _Frame(west - more, south, east + more, north, scale, squeeze)


@lru_cache(maxsize=1)
def _outlines() -> tuple[tuple[str, tuple[tuple[float, float], ...]], ...]:
    lines = (files("papertrace.drawing") / "outlines.tsv").read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines:
        kind, _, steps = line.partition("\t")
        if line.startswith("#"):
            continue
        x = y = 0
        points = []
        for step in steps.split(" "):
            dx, _, dy = step.partition(",")
            x, y = x + int(dx), y + int(dy)
            points.append((x / 100, y / 100))
        found.append((kind, tuple(points)))
    return tuple(found)


def _paths(frame: _Frame) -> list[str]:
    """Draw the lines that touch the frame; they end behind its edge, which cuts them."""
    drawn: dict[str, list[str]] = {kind: [] for kind in ("province", "coast", "border")}
    for kind, points in _outlines():
        xs, ys = [x for x, _ in points], [y for _, y in points]
        beside = max(xs) < frame.west or min(xs) > frame.east
        if beside or max(ys) < frame.south or min(ys) > frame.north:
            continue
        drawn[kind].append(_path(_apart([frame.place(x, y) for x, y in points])))
    return [
        f'<path d="{"".join(some)}" fill="none" {_LOOKS[kind]}/>'
        for kind, some in drawn.items()
        if some
    ]


def _path(points: Sequence[tuple[float, float]]) -> str:
    """Write a line in steps of tenths of a point, each from the one before."""
    grid = [(round(x * 10), round(y * 10)) for x, y in points]
    steps = [
        f"{number((x - a) / 10)} {number((y - b) / 10)}"
        for (a, b), (x, y) in pairwise(grid)
        if (a, b) != (x, y)
    ]
    first = f"M{number(grid[0][0] / 10)} {number(grid[0][1] / 10)}"
    return f"{first}l{' '.join(steps)}".replace(" -", "-") if steps else ""


def _apart(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Leave out points that nobody could tell from the one before; the last one stays."""
    kept = [points[0]]
    for x, y in points[1:-1]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= _NEAR:
            kept.append((x, y))
    return [*kept, points[-1]]


def _grid(frame: _Frame) -> list[str]:
    """Draw meridians and parallels, labelled at the edge."""
    span = max(frame.east - frame.west, frame.north - frame.south)
    step = next((s for s in _GRATICULE if span / s <= _MOST_LINES), _GRATICULE[-1])
    made = []
    for x in range(math.ceil(frame.west / step) * step, math.floor(frame.east) + 1, step):
        at = number(frame.place(x, 0)[0])
        made.append(f'<path d="M{at} 0V{number(frame.height)}" stroke="#ece8dd"/>')
        made.append(text(frame.place(x, 0)[0] + 2, frame.height - 4, f"{x}°E", 10))
    for y in range(math.ceil(frame.south / step) * step, math.floor(frame.north) + 1, step):
        at = number(frame.place(0, y)[1])
        made.append(f'<path d="M0 {at}H{number(WIDTH)}" stroke="#ece8dd"/>')
        made.append(text(3, frame.place(0, y)[1] - 3, f"{y}°N", 10))
    return made


def drawn_map(spots: Iterable[Spot], title: str, note: str = BOUNDARIES, name: str = "map") -> str:
    """Draw a map of spots as SVG; one whose division has no seat in the table is not drawn.

    The description says every spot for whoever does not see the map.
    """
    placed = [(s, at) for s in spots if (at := seat(s.code)) is not None]
    placed.sort(key=lambda one: (-one[0].count, one[0].code))
    frame = _frame([at for _, at in placed])
    size = (WIDTH, frame.height + _FOOT)
    told = "; ".join(f"{s.name}: {s.told}" for s, _ in placed) or "no place"
    edge = f'<rect width="{number(WIDTH)}" height="{number(frame.height)}"/>'
    body = [
        f'<rect width="{number(size[0])}" height="{number(size[1])}" fill="#fff"/>',
        f'<clipPath id="{name}-edge">{edge}</clipPath>',
        f'<g clip-path="url(#{name}-edge)">',
        *_grid(frame),
        *_paths(frame),
        "</g>",
        *_dots(placed, frame),
        *(
            text(6, frame.height + 14 + n * _LINE_HEIGHT, line, 10)
            for n, line in enumerate(_broken(note))
        ),
    ]
    return framed(name, size, (title, f"{title}. {told}"), body)


def _dots(placed: list[tuple[Spot, tuple[float, float]]], frame: _Frame) -> list[str]:
    most = max((s.count for s, _ in placed), default=1)
    dots, labels = [], []
    taken: list[tuple[float, float, float]] = []
    for n, (spot, where) in enumerate(placed):
        x, y = frame.place(*where)
        radius = 5 + 13 * math.sqrt(spot.count / most) if most > 1 else 7.0
        look = 'fill="#a8321f" fill-opacity=".75"' if spot.accepted else 'fill="#fff"'
        circle = (
            f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" {look}'
            f' stroke="#a8321f" stroke-width="1.5"><title>{escaped(spot.told)}</title></circle>'
        )
        dots.append(linked(spot.address, f"{spot.name}: {spot.told}", circle))
        wide = 12.0 * len(spot.name)
        free = all(abs(y - b) > _LINE_HEIGHT or x > a + w or x + wide < a for a, b, w in taken)
        if n < _LABELLED and free:
            end = x + radius + 4 + wide > WIDTH
            at = x - radius - 4 if end else x + radius + 4
            more = ' text-anchor="end"' if end else ""
            more += ' stroke="#fff" stroke-width="3" paint-order="stroke" aria-hidden="true"'
            labels.append(text(at, y + 4, spot.name, 12, more))
            taken.append((x, y, wide))
    return [*dots, *labels]


def _broken(note: str) -> list[str]:
    """Break a note into lines that fit under the map: at blanks, and between Chinese characters."""
    lines, wide = [""], 0
    for word in re.findall(
        r"[\u3000-\u9fff\uff00-\uffef]|[^\s\u3000-\u9fff\uff00-\uffef]+\s?", note
    ):
        need = len(word) * (2 if ord(word[0]) > 0x2FFF else 1)  # noqa: PLR2004  (as the pattern)
        if wide + need > 130:  # noqa: PLR2004  (letters of this size in a line)
            lines.append("")
            wide = 0
        lines[-1] += word
        wide += need
    return lines

"""One page of an OFD file: its characters with their boxes, and its rules, in points.

OFD states millimetres from the top left and a place for every character, so nothing is measured
with fonts; a character's height and the width of the last one of a run come from its size.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from papertrace.read.ofd_looks import Shape, fill, of_object, transformed
from papertrace.read.pdf_glyphs import Glyphs, times
from papertrace.read.typeset import measure
from papertrace.read.xml_tree import local

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papertrace.read.grid_rules import Rule
    from papertrace.read.honest_colours import Colour
    from papertrace.read.pdf_glyphs import Matrix
    from papertrace.read.xml_tree import Element

_POINT: Final = 72 / 25.4
_RISE, _FALL = 0.88, 0.12
"""Shares of the size above and below the line on which characters stand."""
_EM: Final = 10.0  # what `measure` takes for a full-width character
_STRAIGHT: Final = 0.4  # points by which a rule may slant
_THIN: Final = 3.0  # points; a filled path no thicker is a rule
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_STEP = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_LEAST: Final = 0.1  # points that a character's box is wide and high, whatever is stated
_MOST: Final = 1 << 16  # repetitions in a list of distances
_OFF = ("false", "0")
_CLEAR: Final = 200
"""Alpha of 255 from which on a shape covers what lies under it."""


@dataclass(slots=True)
class Drawn:
    """What stands on a page, in the order of the file."""

    chars: list[str] = field(default_factory=list)
    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)
    spaced: list[bool] = field(default_factory=list)
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    images: int = 0
    hidden: int = 0
    """Characters of objects marked as not visible."""
    codes: list[str] = field(default_factory=list)
    """Of every character, why nothing of its object shows; '' where something does."""
    inks: list[Colour | None] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)

    def glyphs(self) -> Glyphs:
        """Give the characters as the layout takes them."""
        x0, top, x1, bottom = (
            ([b[n] for b in self.boxes] for n in range(4)) if self.boxes else ([], [], [], [])
        )
        return Glyphs("".join(self.chars), x0, top, x1, bottom, self.spaced)


def numbers(text: str | None) -> list[float]:
    """Give the numbers of an attribute."""
    return [float(n) for n in _NUMBER.findall(text or "")]


def origin(x: float, y: float) -> Matrix:
    """Give the matrix of a page whose box begins at a place: millimetres to points."""
    return (_POINT, 0.0, 0.0, _POINT, -x * _POINT, -y * _POINT)


def draw(content: Element, matrix: Matrix, drawn: Drawn) -> None:
    """Add everything on layers, in blocks and in templates' layers."""
    for node in content:
        name = local(node)
        if name == "TextObject":
            _text(node, matrix, drawn)
        elif name == "PathObject":
            _path(node, matrix, drawn)
        elif name in ("ImageObject", "CompositeObject"):
            drawn.images += 1
        elif name in ("Layer", "PageBlock", "Content"):
            draw(node, matrix, drawn)


def placed(node: Element, matrix: Matrix) -> Matrix:
    """Give the matrix of an object: its own, then its place on the page."""
    boundary = [*numbers(node.get("Boundary")), 0.0, 0.0][:2]
    moved = times((1.0, 0.0, 0.0, 1.0, boundary[0], boundary[1]), matrix)
    own = numbers(node.get("CTM"))
    if len(own) != 6:  # noqa: PLR2004  (a, b, c, d, e, f)
        return moved
    return times((own[0], own[1], own[2], own[3], own[4], own[5]), moved)


def _text(node: Element, matrix: Matrix, drawn: Drawn) -> None:
    matrix = placed(node, matrix)
    size = next(iter(numbers(node.get("Size"))), 0.0) or 3.5
    scale = next(iter(numbers(node.get("HScale"))), 1.0)
    x = y = 0.0
    why, ink = of_object(node, size), fill(node, (0, 0, 0))[0]
    glyphs = transformed(node)
    passed = 0
    for code in node:
        if local(code) != "TextCode":
            continue
        x = next(iter(numbers(code.get("X"))), x)
        y = next(iter(numbers(code.get("Y"))), y)
        text = code.text or ""
        if node.get("Visible") in _OFF:
            drawn.hidden += len("".join(text.split()))
        right, down = _distances(code.get("DeltaX")), _distances(code.get("DeltaY"))
        _chars(text, _Pen(x, y, size, scale, right, down), matrix, drawn)
        kept = [n for n, char in enumerate(text, passed) if not char.isspace()]
        drawn.codes += [why or ("PT354" if n in glyphs else "") for n in kept]
        drawn.inks += [ink] * len(kept)
        passed += len(text)


@dataclass(frozen=True, slots=True)
class _Pen:
    """Where a run of characters begins, how large it is and how far one stands from the next."""

    x: float
    y: float
    size: float
    scale: float
    right: list[float]
    down: list[float]


def _chars(text: str, pen: _Pen, matrix: Matrix, drawn: Drawn) -> None:
    x, y, blank = pen.x, pen.y, False
    for n, char in enumerate(text):
        own = measure(char) / _EM * pen.size * pen.scale
        step = pen.right[n] if n < len(pen.right) else 0.0 if pen.down else own
        if char.isspace():
            blank = True
        else:
            wide = min(own, step) if step > 0 else own
            corners = [(x, y - _RISE * pen.size), (x + wide, y + _FALL * pen.size)]
            drawn.chars.append(char)
            drawn.boxes.append(_box(corners, matrix))
            drawn.spaced.append(blank)
            blank = False
        x += step
        y += pen.down[n] if n < len(pen.down) else 0.0


def _box(corners: Sequence[tuple[float, float]], m: Matrix) -> tuple[float, float, float, float]:
    (x0, y0), (x1, y1) = corners
    points = [_at(m, x, y) for x in (x0, x1) for y in (y0, y1)]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    left, top = min(xs), min(ys)
    return left, top, max(*xs, left + _LEAST), max(*ys, top + _LEAST)


def _at(m: Matrix, x: float, y: float) -> tuple[float, float]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def _distances(text: str | None) -> list[float]:
    """Give distances; `g 3 5.0` stands for 5.0 three times."""
    found: list[float] = []
    parts = (text or "").split()
    n = 0
    while n < len(parts):
        if parts[n] == "g" and n + 2 < len(parts):
            times_, value = numbers(parts[n + 1]), numbers(parts[n + 2])
            found += (value or [0.0])[:1] * min(int((times_ or [0.0])[0]), _MOST)
            n += 3
        else:
            found += numbers(parts[n])[:1]
            n += 1
    return found


def _path(node: Element, matrix: Matrix, drawn: Drawn) -> None:
    if node.get("Visible") in _OFF:
        return
    matrix = placed(node, matrix)
    told = next((c.text for c in node if local(c) == "AbbreviatedData"), "") or ""
    lines = list(_lines(told))
    if node.get("Fill", "").lower() == "true" and lines:
        points = [_at(matrix, *p) for line in lines for p in line]
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
        if min(x1 - x0, bottom - top) <= _THIN:
            _rule((x0, (top + bottom) / 2), (x1, (top + bottom) / 2), drawn)
            _rule(((x0 + x1) / 2, top), ((x0 + x1) / 2, bottom), drawn)
            return
        colour, alpha = fill(node, (0, 0, 0))
        if colour is not None and alpha > _CLEAR:
            drawn.shapes.append(Shape((x0, top, x1, bottom), colour, len(drawn.chars)))
    if node.get("Stroke", "").lower() not in _OFF:
        for a, b in lines:
            _rule(_at(matrix, *a), _at(matrix, *b), drawn)


def _rule(a: tuple[float, float], b: tuple[float, float], drawn: Drawn) -> None:
    if abs(a[1] - b[1]) <= _STRAIGHT < abs(a[0] - b[0]):
        drawn.across.append(((a[1] + b[1]) / 2, min(a[0], b[0]), max(a[0], b[0])))
    elif abs(a[0] - b[0]) <= _STRAIGHT < abs(a[1] - b[1]):
        drawn.down.append(((a[0] + b[0]) / 2, min(a[1], b[1]), max(a[1], b[1])))


_ENDS_AT: Final = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
"""How many numbers follow each step; the last two are the point it leads to."""


def _lines(told: str) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Give the straight lines of a path; curves only move the pen."""
    parts = _STEP.findall(told)
    start = at = (0.0, 0.0)
    n = 0
    while n < len(parts):
        step, count = parts[n], _ENDS_AT.get(parts[n], -1)
        values = parts[n + 1 : n + 1 + max(count, 0)]
        n += 1 + max(count, 0)
        if count < 0 or len(values) < count or any(v.isalpha() for v in values):
            continue
        to = start if step == "C" else (float(values[-2]), float(values[-1]))
        if step in ("L", "C"):
            yield at, to
        if step in ("M", "S"):
            start = to
        at = to

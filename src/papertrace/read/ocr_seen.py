"""What was seen on a picture, and how that is written down and read back.

Numbers are rounded when they are written; whoever lays a page out is given what was read back, so
that a recorded reading and the reading that was recorded are laid out to the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from papertrace.model import Box
from papertrace.read.grid import Grid, Slot
from papertrace.read.pdf_glyphs import Glyphs

if TYPE_CHECKING:
    from papertrace.read.pdf_glyphs import Matrix

_DIGITS: Final = 3
"""Of a point, and of a confidence."""
_TURN_DIGITS: Final = 9

Wire = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen on a picture, in points of the straightened page."""

    glyphs: Glyphs
    tables: tuple[Grid, ...]
    width: float
    height: float
    back: Matrix
    """From points of the straightened page to points of the picture as given."""
    columns: int = 0
    """Lines that run from top to bottom; they were seen and not read."""
    unread: tuple[Box, ...] = ()
    """Cells that hold ink and no character that could be read."""


def written(seen: Seen) -> Wire:
    """Write down what was seen as what JSON takes."""
    glyphs = seen.glyphs
    return {
        "width": round(seen.width, _DIGITS),
        "height": round(seen.height, _DIGITS),
        "back": [round(v, _TURN_DIGITS) for v in seen.back],
        "text": glyphs.text,
        "x0": _rounded(glyphs.x0),
        "top": _rounded(glyphs.top),
        "x1": _rounded(glyphs.x1),
        "bottom": _rounded(glyphs.bottom),
        "spaced": [int(s) for s in glyphs.spaced],
        "confidence": _rounded(glyphs.confidence),
        "tables": [_grid(g) for g in seen.tables],
        "columns": seen.columns,
        "unread": [edges(box) for box in seen.unread],
    }


def read_back(told: Wire) -> Seen:
    """Give what was written; KeyError, TypeError or ValueError where it has another form."""
    glyphs = Glyphs(
        str(told["text"]),
        _floats(told["x0"]),
        _floats(told["top"]),
        _floats(told["x1"]),
        _floats(told["bottom"]),
        [bool(s) for s in told["spaced"]],
        _floats(told["confidence"]),
    )
    every = (glyphs.x0, glyphs.top, glyphs.x1, glyphs.bottom, glyphs.spaced, glyphs.confidence)
    if any(len(one) != len(glyphs.text) for one in every):
        msg = "a reading has places for other characters than it has"
        raise ValueError(msg)
    a, b, c, d, e, f = _floats(told["back"])
    tables = tuple(_grid_of(g) for g in told["tables"])
    size = float(told["width"]), float(told["height"])
    unread = tuple(Box(*_floats(box)) for box in told.get("unread", ()))  # older ones say nothing
    return Seen(glyphs, tables, *size, (a, b, c, d, e, f), int(told["columns"]), unread)


def edges(box: Box) -> list[float]:
    """Give a box as it is written: left, top, right, bottom."""
    return _rounded((box.x0, box.top, box.x1, box.bottom))


def _rounded(values: list[float] | tuple[float, ...]) -> list[float]:
    return [round(float(v), _DIGITS) for v in values]


def _floats(values: object) -> list[float]:
    if not isinstance(values, list):
        raise TypeError
    return [float(v) for v in values]


def _grid(grid: Grid) -> Wire:
    return {
        "box": edges(grid.box),
        "rows": grid.rows,
        "columns": grid.columns,
        "xs": _rounded(grid.xs),
        "ys": _rounded(grid.ys),
        "slots": [[s.row, s.column, s.row_span, s.column_span, *edges(s.box)] for s in grid.slots],
        "owner": [list(row) for row in grid.owner],
    }


def _grid_of(told: Wire) -> Grid:
    slots = tuple(
        Slot(int(a), int(b), int(c), int(d), Box(*_floats(edge)))
        for a, b, c, d, *edge in told["slots"]
    )
    return Grid(
        Box(*_floats(told["box"])),
        int(told["rows"]),
        int(told["columns"]),
        tuple(_floats(told["xs"])),
        tuple(_floats(told["ys"])),
        slots,
        tuple(tuple(int(n) for n in row) for row in told["owner"]),
    )

"""Lines that stand in columns though no rule parts them: what a table without rules is made of.

Pure geometry on pieces of lines, in points. It says where the columns are or that there are none;
rows and cells are made in `papertrace.read.unruled`. It never takes prose for a table: without
figures that stand below each other, or rules above and below, there are no columns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.model import Box
    from papertrace.read.pdf_glyphs import Glyphs
    from papertrace.read.pdf_lines import Line

_APART: Final = 0.9  # of the line's height: words farther apart are different pieces
_BESIDE: Final = 0.25  # a figure and a word this far apart are
_FIGURES: Final = 0.4  # two figures this far apart are two
_GUTTER: Final = 0.5  # the least white space between two columns
_ALIGNED: Final = 0.7  # by how much the edges of one column's figures may differ
_MOSTLY: Final = 0.65  # share of a column's pieces that must be figures
_BRIDGED: Final = 0.08  # share of the lines that may run across a gutter
_LEAST: Final = 3  # rows of a table that has no rules
_SPARE: Final = 2.0  # of the height: the white around the head of a column that is empty
_LONG: Final = 26  # characters; a column of longer pieces is prose
_FIGURE = re.compile(
    r"[-+−–△▲(（¥￥$]{0,2}\d[\d,，]*(?:[.．]\d+)?[)）]?[%％‰]?|[-—–−/]{1,2}|[(（][-—]+[)）]"
)
_EXACT = re.compile(r"\d[,，.．]\d|%|％")
LEADERS = re.compile(r"[.…·。⋯]{4,}|…")


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands together on a line, in points."""

    x0: float
    top: float
    x1: float
    bottom: float
    text: str
    is_figure: bool
    parts: tuple[Piece, ...] = ()
    """What it was joined from, where blanks stand in it."""


@dataclass(frozen=True, slots=True)
class Row:
    """The pieces of a line, from the left."""

    pieces: tuple[Piece, ...]
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """Give the height in points."""
        return self.bottom - self.top

    @property
    def has_figures(self) -> bool:
        """Say whether the line could be a row of figures: two pieces or more, one a figure."""
        return len(self.pieces) > 1 and any(p.is_figure for p in self.pieces)

    @property
    def text(self) -> str:
        """Give the text without blanks."""
        return "".join(p.text for p in self.pieces)


@dataclass(frozen=True, slots=True)
class Columns:
    """The white stretches that part the columns, and which columns hold figures."""

    gutters: tuple[tuple[float, float], ...]
    left: float
    right: float
    figures: frozenset[int]

    @property
    def count(self) -> int:
        """Give the number of columns."""
        return len(self.gutters) + 1

    @property
    def extents(self) -> list[tuple[float, float]]:
        """Give the left and right ends of what stands in each column."""
        starts = [self.left, *(b for _, b in self.gutters)]
        return list(zip(starts, [*(a for a, _ in self.gutters), self.right], strict=True))

    def of(self, piece: Piece) -> tuple[int, int]:
        """Give the first and the last column a piece stands in."""
        first = sum(b <= piece.x0 + _slack(a, b) for a, b in self.gutters)
        last = sum(a < piece.x1 - _slack(a, b) for a, b in self.gutters)
        return (first, last) if first <= last else (last, first)


def _slack(a: float, b: float) -> float:
    return (b - a) / 2


def piece_of(text: str, box: Box) -> Piece:
    """Make a piece of a text whose place is known."""
    return Piece(box.x0, box.top, box.x1, box.bottom, text, bool(_FIGURE.fullmatch(text)))


def row_of(glyphs: Glyphs, line: Line) -> Row:
    """Cut a line into pieces where white space parts words, or a figure from a word."""
    high = line.bottom - line.top
    made: list[Piece] = []
    for strip in line.strips:
        text = glyphs.text[strip.first : strip.end]
        piece = Piece(
            strip.x0, strip.top, strip.x1, strip.bottom, text, bool(_FIGURE.fullmatch(text))
        )
        if made:
            last = made[-1]
            figures = last.is_figure + piece.is_figure
            least = (_APART, _BESIDE, _FIGURES)[figures]
            if piece.x0 - last.x1 <= least * high:
                made[-1] = _joined(last, piece)
                continue
        made.append(piece)
    return Row(tuple(made), line.top, line.bottom)


def _joined(a: Piece, b: Piece) -> Piece:
    text = a.text + b.text
    top, bottom = min(a.top, b.top), max(a.bottom, b.bottom)
    parts = (*(a.parts or (a,)), b)
    return Piece(a.x0, top, max(a.x1, b.x1), bottom, text, bool(_FIGURE.fullmatch(text)), parts)


def recut(row: Row, columns: Columns) -> Row:
    """Cut pieces of words once more where a blank in them lies in the white between two columns."""
    pieces: list[Piece] = []
    for piece in row.pieces:
        current: Piece | None = None
        for part in piece.parts:
            if current is None or not _lies_between(current, part, columns):
                current = _joined(current, part) if current else part
            else:
                pieces.append(current)
                current = part
        pieces.append(current or piece)
    return Row(tuple(pieces), row.top, row.bottom)


def _lies_between(left: Piece, right: Piece, columns: Columns) -> bool:
    high = right.bottom - right.top
    return (
        len(left.text) > 1 < len(right.text)
        and right.x0 - left.x1 >= _GUTTER * high
        and any(left.x1 <= b and right.x0 >= a for a, b in columns.gutters)
    )


def columns_of(body: Sequence[Row], heads: Sequence[Row] = ()) -> Columns | None:
    """Find the columns of lines; `heads` may show that two columns are not one.

    None where a line runs across columns that others use, or no gutter goes through all lines.
    """
    found = apart(body)
    found = _checked(found, body, [recut(r, found) for r in heads])
    if not found.gutters or any(_collides(found, row) for row in body):
        return None
    told = [recut(r, found) for r in heads]
    return (_with_empty(found, told[-1]) if told else None) or _with_heads(found, told)


def apart(body: Sequence[Row]) -> Columns:
    """Find what white space parts in lines, whether or not a line stands on both sides of it."""
    high = median(r.height for r in body)
    spans = sorted((p.x0, p.x1) for r in body for p in r.pieces)
    free = [g for g in _thin(spans, 0) if g[1] - g[0] >= _GUTTER * high]
    few = int(_BRIDGED * len(body))
    bridged = [g for g in _thin(spans, few) if g[1] - g[0] >= _GUTTER * high] if few else []
    more = [g for g in bridged if not any(a < g[1] and g[0] < b for a, b in free)]
    wide = tuple(sorted([*free, *more]))
    return _with_figures(Columns(wide, spans[0][0], max(b for _, b in spans), frozenset()), body)


def _with_figures(columns: Columns, body: Sequence[Row]) -> Columns:
    """Say which columns hold figures."""
    high = median(r.height for r in body)
    held: list[list[Piece]] = [[] for _ in range(columns.count)]
    for row in body:
        for piece in row.pieces:
            first, last = columns.of(piece)
            if first == last:
                held[first].append(piece)
    figures = frozenset(n for n, pieces in enumerate(held) if _is_of_figures(pieces, high))
    return replace(columns, figures=figures)


def _with_heads(columns: Columns, heads: Sequence[Row]) -> Columns:
    """Widen columns by the lowest line of the head that names all of them, or all but one.

    Figures stand at one side below a head that is centred, so that it may reach into the gutter.
    """
    full = [r for r in heads if columns.count - 1 <= len(r.pieces) <= columns.count]
    if not full:
        return columns
    extents = columns.extents
    told = [min(range(columns.count), key=lambda n: _apart(p, extents[n])) for p in full[-1].pieces]
    if len(set(told)) < len(told):
        return columns
    wide = dict(zip(told, full[-1].pieces, strict=True))
    gutters = []
    for number, (a, b) in enumerate(columns.gutters):
        left = max(a, wide[number].x1) if number in wide else a
        right = min(b, wide[number + 1].x0) if number + 1 in wide else b
        gutters.append((left, right) if left < right else (a, b))
    return replace(columns, gutters=tuple(gutters))


def _with_empty(columns: Columns, head: Row) -> Columns | None:
    """Add the columns without a figure that a head names in the white between two others.

    None where there are none: every other column must have its own head right above it.
    """
    high = head.height
    over = [
        [n for n, extent in enumerate(columns.extents) if _apart(p, extent) < 0]
        for p in head.pieces
    ]
    if sorted(n for told in over for n in told) != list(range(columns.count)):
        return None
    spare = [p for p, told in zip(head.pieces, over, strict=True) if not told]
    if not spare or any(len(told) > 1 for told in over):
        return None
    broad = all(b.x0 - a.x1 >= _SPARE * high for a, b in pairwise(head.pieces))
    if not broad or any(len(p.text) < 2 or p.is_figure for p in spare):  # noqa: PLR2004  (项 目)
        return None
    gutters: list[tuple[float, float]] = []
    moved: dict[int, int] = {0: 0}
    for number, (a, b) in enumerate(columns.gutters):
        own = [
            p for p, told in zip(head.pieces, over, strict=True) if told in ([number], [number + 1])
        ]
        inside = [p for p in spare if a <= p.x0 and p.x1 <= b]
        edges = [max(a, own[0].x1), *(x for p in inside for x in (p.x0, p.x1)), min(b, own[1].x0)]
        gutters += list(zip(edges[::2], edges[1::2], strict=True))
        moved[number + 1] = len(gutters)
    figures = frozenset(moved[n] for n in columns.figures)
    return replace(columns, gutters=tuple(gutters), figures=figures)


def _apart(piece: Piece, extent: tuple[float, float]) -> float:
    """Give how far a piece stands from a column; less than nothing where they overlap."""
    return max(extent[0] - piece.x1, piece.x0 - extent[1])


def _thin(spans: Sequence[tuple[float, float]], may: int) -> list[tuple[float, float]]:
    """Give the stretches that no more than `may` pieces cover."""
    events = sorted([(a, 1) for a, _ in spans] + [(b, -1) for _, b in spans])
    found: list[tuple[float, float]] = []
    depth, start, passed = 0, None, 0
    for x, step in events:
        depth += step
        passed += step < 0
        if depth <= may and start is None and passed > may:
            start = x
        elif depth > may and start is not None:
            found.append((start, x))
            start = None
    return found


def _checked(columns: Columns, body: Sequence[Row], heads: Sequence[Row]) -> Columns:
    """Leave out gutters that part nothing: no line has pieces on both sides of them."""
    used: set[int] = set()
    for row in (*body, *heads):
        places = [columns.of(p) for p in row.pieces]
        used.update(b[0] - 1 for a, b in pairwise(places) if a[1] + 1 == b[0])
    kept = tuple(g for n, g in enumerate(columns.gutters) if n in used)
    if len(kept) == len(columns.gutters):
        return columns
    return _with_figures(replace(columns, gutters=kept), body)


def _collides(columns: Columns, row: Row) -> bool:
    """Say whether a piece of a line reaches into a column in which another one stands."""
    places = [columns.of(p) for p in row.pieces]
    return any(
        b[0] < a[1] or (b[0] == a[1] and (a[0] < a[1] or b[0] < b[1])) for a, b in pairwise(places)
    )


def _is_of_figures(pieces: Sequence[Piece], high: float) -> bool:
    """Say whether a column's pieces are figures that stand below each other."""
    told = [p for p in pieces if p.is_figure]
    if len(told) < 2 or len(told) < _MOSTLY * len(pieces):  # noqa: PLR2004  (one figure stands below none)
        return False
    edges = (
        [p.x1 for p in told],
        [p.x0 for p in told],
        [(p.x0 + p.x1) / 2 for p in told],
    )
    return any(_spread(e) <= _ALIGNED * high for e in edges)


def _spread(places: Sequence[float]) -> float:
    """Give the distance that nine in ten places keep from each other."""
    ordered = sorted(places)
    out = len(ordered) // 10
    return ordered[-1 - out // 2] - ordered[out - out // 2] if ordered else 0.0


def is_table(columns: Columns, body: Sequence[Row], *, headed: bool) -> bool:
    """Say whether lines in columns are a table and no list, contents or prose."""
    figures = columns.figures - {0}
    if len(body) < _LEAST or not figures:
        return False
    texts: list[list[str]] = [[] for _ in range(columns.count)]
    for row in body:
        for piece in row.pieces:
            texts[columns.of(piece)[0]].append(piece.text)
    for told in texts:
        if told and median(map(len, told)) > _LONG:
            return False
    if len(figures) > 1:
        return True
    told = texts[next(iter(figures))]
    exact = sum(bool(_EXACT.search(t)) for t in told)
    if 2 * exact > len(told):
        return True
    return headed and not _counts_up(told)


def _counts_up(told: Sequence[str]) -> bool:
    """Say whether figures are those of pages in a list of contents."""
    numbers = [int(t) for t in told if t.isdecimal()]
    return len(numbers) == len(told) and all(a <= b for a, b in pairwise(numbers))

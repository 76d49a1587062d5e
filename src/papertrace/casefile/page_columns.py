"""One page as bytes: its words, runs and cells in columns, packed; and back, trusting nothing.

A reader in a worker packs, whoever needs the page unpacks: the bytes may be a hostile reader's.
What a page's text holds is not written twice: a word is where it begins and ends. The same page
gives the same bytes. It opens nothing and stores nothing.
"""

from __future__ import annotations

import json
import operator
import zlib
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any, Final

from papertrace.model import (
    Box,
    Caption,
    Cell,
    Page,
    Problem,
    Run,
    Table,
    Word,
    from_json,
    to_json,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LAYOUT: Final = "columns/1"
"""Raised when the bytes of a page change."""
MOST_UNPACKED: Final = 96 << 20
"""Bytes; a page that swells beyond is not unpacked."""
_LEVEL: Final = 1
"""A tenth larger than the usual 6, in a third of the time."""
_PARTS: Final = 10_000
"""Coordinates are counted in ten-thousandths of a point."""
_MOST_PLACES: Final = 1 << 24
"""Rows by columns of a table."""
_WIDEST: Final = 1 << 60

Told = dict[str, Any]


class Damaged(ValueError):
    """The bytes are not those that were written: their own checksum says so."""


def pack_page(page: Page) -> bytes:
    """Pack a page; ValueError where it is larger than will be unpacked or has no sound boxes."""
    text = page.text
    told = {
        "number": page.number,
        "width": to_json(page.width),
        "height": to_json(page.height),
        "rotation": page.rotation,
        "text": text,
        "origin": page.origin,
        "name": page.name,
        "problems": to_json(page.problems),
        "words": _words(page.words, text),
        "runs": [list(map(operator.attrgetter(n), page.runs)) for n in _RUN],
        "tables": [_table(table, text) for table in page.tables],
    }
    plain = json.dumps(
        told, sort_keys=True, separators=(",", ":"), allow_nan=False, check_circular=False
    ).encode()
    if len(plain) > MOST_UNPACKED:
        msg = f"page {page.number} is too large to keep"
        raise ValueError(msg)
    return zlib.compress(plain, _LEVEL)


def unpack_page(body: bytes) -> Page:
    """Unpack a page; Damaged where bytes were lost, ValueError where they never were a page."""
    try:
        return _page(json.loads(_unpacked(body), parse_constant=_no_constant))
    except (TypeError, KeyError, RecursionError, OverflowError) as error:
        msg = f"not a page ({type(error).__name__})"
        raise ValueError(msg) from error


def _no_constant(name: str) -> float:
    msg = f"{name} is not a number"
    raise ValueError(msg)


def _unpacked(body: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    try:
        plain = unpacking.decompress(body, MOST_UNPACKED + 1)
    except zlib.error as error:
        raise Damaged(str(error)) from error
    if len(plain) > MOST_UNPACKED or unpacking.unused_data:
        msg = "not a page (it swells too much)"
        raise ValueError(msg)
    if not unpacking.eof:
        msg = "the end is missing"
        raise Damaged(msg)
    return plain


_EDGES = operator.attrgetter("x0", "top", "x1", "bottom")
_WORD = ("start", "end")
_RUN = ("start", "end", "path", "offset")
_CELL = ("row", "column", "row_span", "column_span", "start", "end")


def _boxes(boxes: Iterable[Box]) -> list[int]:
    points = chain.from_iterable(map(_EDGES, boxes))
    return list(map(round, map(operator.mul, points, repeat(_PARTS))))


def _texts(every: Sequence[Word] | Sequence[Cell], text: str) -> list[str] | None:
    """Give the texts where they are not what stands in the page's text; None where they are."""
    same = all(one.text == text[one.start : one.end] for one in every)
    return None if same else [one.text for one in every]


def _words(words: Sequence[Word], text: str) -> Told:
    sure = [w.confidence for w in words]
    return {
        "at": [list(map(operator.attrgetter(n), words)) for n in _WORD],
        "boxes": _boxes(w.box for w in words),
        "confidence": to_json(sure) if any(c is not None for c in sure) else None,
        "texts": _texts(words, text),
    }


def _table(table: Table, text: str) -> Told:
    cells = table.cells
    return {
        "page": table.page,
        "box": _boxes([table.box]),
        "rows": table.rows,
        "columns": table.columns,
        "at": [list(map(operator.attrgetter(n), cells)) for n in _CELL],
        "boxes": _boxes(c.box for c in cells),
        "texts": _texts(cells, text),
        "title": to_json(table.title),
        "unit_note": to_json(table.unit_note),
        "continued_from": table.continued_from,
    }


def _page(told: Told) -> Page:
    text = _kind(told["text"], str)
    runs = told["runs"]
    starts, ends, paths, offsets = _columns(runs, _RUN)
    _within(starts, ends, text)
    if not {*map(type, paths)} <= {str}:
        _refuse("a run without a path")
    words = _words_of(told["words"], text)
    problems = from_json(tuple[Problem, ...], told["problems"])
    tables = tuple([_table_of(t, text) for t in _kind(told["tables"], list)])
    # what is left is small: it is read as every other value is
    plain = {k: told[k] for k in ("number", "width", "height", "rotation", "origin", "name")}
    empty = {"text": "", "words": [], "tables": [], "runs": [], "problems": []}
    page = from_json(Page, plain | empty)
    if len(told) != len(plain) + len(empty):
        _refuse("a page of other parts")
    return Page(
        page.number,
        page.width,
        page.height,
        page.rotation,
        text,
        words,
        tables,
        page.origin,
        tuple(map(Run, starts, ends, paths, offsets)),
        page.name,
        problems,
    )


def _words_of(told: Told, text: str) -> tuple[Word, ...]:
    starts, ends = _columns(told["at"], _WORD)
    _within(starts, ends, text)
    sure = told["confidence"]
    if sure is not None:
        sure = from_json(tuple[float | None, ...], sure)
    return tuple(
        map(
            Word,
            _said(told, starts, ends, text),
            _boxes_of(told["boxes"], len(starts)),
            starts,
            ends,
            _as_long(sure, starts) if sure is not None else repeat(None),
        )
    )


def _table_of(told: Told, text: str) -> Table:
    at = _columns(told["at"], _CELL)
    rows, columns = _kind(told["rows"], int), _kind(told["columns"], int)
    firsts, lefts, high, wide, starts, ends = at
    _within(starts, ends, text)
    if not 0 <= rows * columns <= _MOST_PLACES or min(rows, columns) < 0:
        _refuse("a table of no sound size")
    if starts and not (
        min(firsts) >= 0
        and min(lefts) >= 0
        and min(*high, *wide, 1) >= 1
        and max(map(operator.add, firsts, high)) <= rows
        and max(map(operator.add, lefts, wide)) <= columns
    ):
        _refuse("a cell outside its table")
    said, boxes = _said(told, starts, ends, text), _boxes_of(told["boxes"], len(starts))
    cells = tuple(map(Cell, firsts, lefts, high, wide, said, boxes, starts, ends))
    title, unit_note = (
        None if told[n] is None else from_json(Caption, told[n]) for n in ("title", "unit_note")
    )
    before = told["continued_from"]
    return Table(
        _kind(told["page"], int),
        _boxes_of(told["box"], 1)[0],
        rows,
        columns,
        cells,
        title,
        unit_note,
        None if before is None else _kind(before, int),
    )


def _columns(told: object, names: Sequence[str]) -> list[list[Any]]:
    """Check that there is a list for each name, all of one length, of numbers but for the path."""
    columns: list[list[Any]] = _kind(told, list)
    if len(columns) != len(names) or len({len(_kind(c, list)) for c in columns}) != 1:
        _refuse("columns of several lengths")
    for name, column in zip(names, columns, strict=True):
        if name != "path":
            _numbers(column)
    return columns


def _numbers(column: list[Any]) -> None:
    if not {*map(type, column)} <= {int} or (
        column and not -_WIDEST < min(column) <= max(column) < _WIDEST
    ):
        _refuse("no sound numbers")


def _within(starts: list[int], ends: list[int], text: str) -> None:
    if starts and not (
        min(starts) >= 0 and max(ends) <= len(text) and all(map(operator.le, starts, ends))
    ):
        _refuse("a place outside the page's text")


def _said(told: Told, starts: list[int], ends: list[int], text: str) -> Sequence[str]:
    texts = told["texts"]
    if texts is None:
        return [text[a:b] for a, b in zip(starts, ends, strict=True)]
    return _as_long(from_json(tuple[str, ...], texts), starts)


def _as_long(column: Sequence[Any], other: Sequence[Any]) -> Sequence[Any]:
    if len(column) != len(other):
        _refuse("columns of several lengths")
    return column


def _boxes_of(told: object, count: int) -> list[Box]:
    flat: list[int] = _kind(told, list)
    _numbers(flat)
    _as_long(flat, range(4 * count))
    points = [v / _PARTS for v in flat]
    return list(map(Box, points[::4], points[1::4], points[2::4], points[3::4]))


def _kind(value: Any, kind: type) -> Any:  # noqa: ANN401  (JSON is what it is)
    if type(value) is not kind:
        _refuse(f"no {kind.__name__}")
    return value


def _refuse(what: str) -> None:
    msg = f"not a page ({what})"
    raise ValueError(msg)

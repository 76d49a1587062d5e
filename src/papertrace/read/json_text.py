"""JSON and JSON Lines -> one page: a line for every value, `label: value`, lists of rows as tables.

Places are JSON pointers (RFC 6901). Numbers keep the digits they were written with; escapes are
resolved, so that text written as escapes can be found. What is no JSON is read as plain text.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from papertrace.model import Document, Problem
from papertrace.read import sniff
from papertrace.read.blocks import Grid, GridCell, Line, Piece
from papertrace.read.charset import decode
from papertrace.read.flow import lay_out
from papertrace.read.prose import Paragraph
from papertrace.read.txt import blocks_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.read.blocks import Block

MEDIA_TYPES: tuple[str, ...] = (sniff.JSON,)
NAME = "json"
VERSION = "2"
_FEWEST_ROWS = 2
_FEWEST_COLUMNS = 2
_MOST_COLUMNS = 100

Value = Any  # what JSON holds


def read(data: bytes, name: str, digest: str) -> Document:
    """Read a JSON file."""
    decoded = decode(data, markup=False)
    problems = decoded.problems
    values = _values(decoded.text)
    if values is None:
        message = "The file is named as JSON but is none; it was read as plain text."
        problems = (*problems, Problem("PT319", "warning", message, "Look at the original."))
        blocks = blocks_of(decoded.text)
    else:
        single = len(values) == 1
        blocks = [b for n, v in enumerate(values) for b in _told(v, "" if single else f"/{n}", "")]
        if not single and (grid := _grid(values, "")):
            blocks = [grid]
        twice = sum(map(_twice, values))
        if twice:
            message = f"{twice} keys stand in their object more than once; all values are read."
            problems = (*problems, Problem("PT319", "warning", message, "Look at the original."))
    page = lay_out(blocks)
    return Document(digest, name, sniff.JSON, f"{NAME}/{VERSION}", "", (page,), problems)


def _values(text: str) -> list[Value] | None:
    """Give the file's one value, or one for each line; None where it is no JSON."""
    for pieces in ([text], [line for line in text.split("\n") if line.strip()]):
        try:
            return [_load(piece) for piece in pieces]
        except ValueError:
            continue
    return None


def _load(text: str) -> Value:
    return json.loads(
        text, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_object
    )


class _Twice(list[Value]):
    """The values of a key that an object holds more than once."""


def _object(pairs: list[tuple[str, Value]]) -> dict[str, Value]:
    """Make an object; a key that stands in it twice has both values."""
    made: dict[str, Value] = dict(pairs)
    if len(made) == len(pairs):
        return made
    for key in made:
        values = [v for k, v in pairs if k == key]
        if len(values) > 1:
            made[key] = _Twice(values)
    return made


def _twice(value: Value) -> int:
    """Count the keys that stand in their object more than once."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return isinstance(value, _Twice) + sum(map(_twice, inner))


def _told(value: Value, place: str, label: str) -> list[Block]:
    """Write a value: a line for each value in it."""
    if isinstance(value, dict):
        return [
            b for key, inner in value.items() for b in _told(inner, f"{place}/{_step(key)}", key)
        ]
    if isinstance(value, list):
        grid = _grid(value, place)
        if grid is not None:
            return [*([Line((Piece(label, None),))] if label else []), grid]
        return [b for n, inner in enumerate(value) for b in _told(inner, f"{place}/{n}", label)]
    text = _written(value)
    written = Paragraph(place)
    written.label(f"{label}: " if label and text else "")
    for n, line in enumerate(text.replace("\r\n", " \n").split("\n")):
        if n:
            written.end_line()
        written.write(line)
    return written.blocks()


def _step(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def _written(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _grid(rows: Sequence[Value], place: str) -> Grid | None:
    """Give a list of flat objects as a table with their keys as its head; None for other lists."""
    if len(rows) < _FEWEST_ROWS or not all(isinstance(r, dict) for r in rows):
        return None
    keys = list(dict.fromkeys(k for r in rows for k in r))
    flat = not any(isinstance(v, dict | list) for r in rows for v in r.values())
    if not flat or not _FEWEST_COLUMNS <= len(keys) <= _MOST_COLUMNS:
        return None
    cells = [GridCell(0, c, 1, 1, _cell(key, None)) for c, key in enumerate(keys)]
    for n, row in enumerate(rows):
        for c, key in enumerate(keys):
            pieces = _cell(_written(row.get(key)), f"{place}/{n}/{_step(key)}")
            cells.append(GridCell(n + 1, c, 1, 1, pieces))
    return Grid(len(rows) + 1, len(keys), tuple(cells))


def _cell(text: str, path: str | None) -> tuple[Piece, ...]:
    written = Paragraph(path or "")
    written.write(text)
    pieces = tuple(written.lines[0])
    return tuple(Piece(p.text, path, p.offset) for p in pieces)

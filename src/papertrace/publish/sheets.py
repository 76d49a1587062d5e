"""Tables as CSV and Parquet that no spreadsheet runs: text that could be a formula is guarded.

The rule, `GUARD`, is written into every package, so that a machine can take it back: a cell of
text whose first character a spreadsheet takes for a formula, or that begins with the guard itself,
gets one apostrophe in front. Numbers are never touched.
"""

from __future__ import annotations

import csv
import io
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import duckdb

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Kind = Literal["string", "number", "integer", "year", "boolean"]

MARK = "'"
_LIVE = frozenset("=+-@\t\r\n\0" + MARK + "＝＋－＠")
GUARD = (
    "A cell of type string that begins with one of = + - @ ' (also full-width), tab, line feed,"
    " carriage return or NUL is written with one apostrophe (') in front; take that one away to"
    " get the value"
)
_PARQUET: Mapping[Kind, str] = {
    "string": "varchar",
    "number": "decimal(38,8)",
    "integer": "bigint",
    "year": "integer",
    "boolean": "boolean",
}
_WHOLE = 30
"""Digits before the point that a column of numbers holds."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table, as Table Schema names it."""

    name: str
    kind: Kind = "string"
    told: str = ""
    """What it holds, one sentence."""
    fiscal: str = ""
    """Its type in the Fiscal Data Package, where it has one."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: cells are strings in plain notation, None where there is no value."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str | None, ...], ...]
    key: tuple[str, ...] = ()
    """Columns that are its primary key."""


def guarded(text: str) -> str:
    """Give a text as it is written into a cell of CSV."""
    return MARK + text if text[:1] in _LIVE and text else text


def unguarded(text: str) -> str:
    """Take the guard back."""
    return text[1:] if text[:1] == MARK and text[1:2] in _LIVE and text[1:] else text


def as_csv(table: Table) -> bytes:
    """Write a table as CSV: UTF-8, comma, CR LF, a head of names; an absent value is empty."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([c.name for c in table.columns])
    for row in table.rows:
        writer.writerow(
            [
                "" if v is None else guarded(v) if c.kind == "string" else v
                for c, v in zip(table.columns, row, strict=True)
            ]
        )
    return out.getvalue().encode()


def from_csv(data: bytes, kinds: Mapping[str, Kind]) -> list[dict[str, str | None]]:
    """Read back what `as_csv` wrote: a dict a row, guards taken away, empty cells None."""
    reader = csv.DictReader(io.StringIO(data.decode(), newline=""))
    return [
        {
            name: None if not v else unguarded(v) if kinds.get(name) == "string" else v
            for name, v in row.items()
        }
        for row in reader
    ]


def as_parquet(table: Table) -> bytes:
    """Write a table as Parquet with typed columns; numbers as DECIMAL(38,8)."""
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(":memory:") as db:
        place = Path(folder) / "table.parquet"
        columns = ", ".join(f'"{c.name}" {_PARQUET[c.kind]}' for c in table.columns)
        db.execute(f"create table told ({columns})")
        if table.rows:
            marks = ", ".join("?" for _ in table.columns)
            db.executemany(f"insert into told values ({marks})", [list(r) for r in table.rows])  # noqa: S608  (names are ours, values are bound)
        db.execute(f"copy told to '{place.as_posix()}' (format parquet, compression zstd)")
        return place.read_bytes()


def row_of(columns: Sequence[Column], told: Mapping[str, str]) -> tuple[str | None, ...]:
    """Lay a row out in the order of its columns; '' and what is missing are None."""
    return tuple(told.get(c.name) or None for c in columns)

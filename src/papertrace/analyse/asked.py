"""A person's own SQL as a job for a process of its own, which can be ended whatever it does.

DuckDB looks for an interruption between its steps only: one call of `range(2000000000)` is one
step. What goes in and comes out is JSON; nothing is read, opened or stored here.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from papertrace.analyse.tables import filled, parsed, run, tables_of
from papertrace.model.columns import VIEWS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from papertrace.model import AcceptedFact


def question(
    sql: str,
    facts: Iterable[AcceptedFact],
    views: Mapping[str, Sequence[Mapping[str, object]]],
) -> bytes:
    """Give the job's argument: the SQL and every table it may mean."""
    tables = [
        (name, types, [[row[column] for column in types] for row in rows])
        for name, types, rows in (
            *tables_of(facts),
            *((name, VIEWS[name], rows) for name, rows in views.items()),
        )
    ]
    return json.dumps([sql, tables], ensure_ascii=False).encode()


def answer(argument: bytes) -> bytes:
    """Do the job: answer one SELECT over the tables. UsageError where it is none or fails."""
    sql, tables = json.loads(argument)
    made = [
        (name, types, [dict(zip(types, row, strict=True)) for row in rows])
        for name, types, rows in tables
    ]
    with filled(made) as connection:
        parsed(connection, sql)
        rows = run(connection, sql)
    names = list(rows[0]) if rows else []
    told = [names, *([_plain(row[n]) for n in names] for row in rows)]
    return json.dumps(told, ensure_ascii=False).encode()


def answered(output: bytes) -> list[dict[str, Any]]:
    """Give the rows of an answer: money and numbers as Decimal."""
    names, *rows = json.loads(output)
    return [dict(zip(names, map(_valued, row), strict=True)) for row in rows]


def _plain(value: object) -> object:
    """Give a value as JSON: decimals as an object, what JSON has no word for as its text."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    return {"d": f"{value:f}"} if isinstance(value, Decimal) else str(value)


def _valued(value: object) -> object:
    if isinstance(value, dict):
        return Decimal(value["d"])
    return [_valued(v) for v in value] if isinstance(value, list) else value

"""SQL over accepted facts: DuckDB in memory, shut off from files, network and extensions.

One view a kind: `fact_id`, `document`, `digest`, `page` and a column a field; money and numbers
DECIMAL(38,4) (more places where a fact prints more), years INTEGER, the rest VARCHAR, absent
fields NULL. Beside each column that is not text stands `<field>_text`. Documents, entities,
purchases and their stages have views where their rows are given. Only one SELECT is taken.
"""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import duckdb

from papertrace.errors import UsageError
from papertrace.model.columns import COMMON, KINDS, VIEWS, cell, is_name, places

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from papertrace.model import AcceptedFact
    from papertrace.model.columns import Type

SECONDS = 20.0
"""Time after which a query is stopped."""
MEMORY = "512MB"
ROWS = 100_000
"""Most rows a query may give."""
_SCALE = 4

_Row = dict[str, str | None]
_SPARE: ContextVar[list[duckdb.DuckDBPyConnection] | None] = ContextVar("spare", default=None)


def query(
    sql: str,
    facts: Iterable[AcceptedFact],
    views: Mapping[str, Sequence[Mapping[str, object]]] | None = None,
) -> list[dict[str, Any]]:
    """Answer one SELECT over accepted facts: a dict a row, money as Decimal.

    `views` gives rows of further views, whose columns are those of `model.columns.VIEWS`.
    UsageError where it is no single SELECT, names what is not there, or takes too long. Some
    functions cannot be stopped from inside: a person's own SQL is run by `asked` in a process.
    """
    with opened(tuple(facts), views=views or {}) as connection:
        parsed(connection, sql)
        return run(connection, sql)


def tables_of(
    facts: Iterable[AcceptedFact], only: Collection[str] | None = None
) -> Iterator[tuple[str, dict[str, str], list[_Row]]]:
    """Give each kind's table: its name, the SQL type of each column, its rows as texts."""
    by_kind: dict[str, list[AcceptedFact]] = {kind: [] for kind in KINDS}
    for fact in facts:
        if is_name(fact.kind):
            by_kind.setdefault(fact.kind, []).append(fact)
    for kind, some in by_kind.items():
        if only is None or kind in only:
            yield kind, *_view(kind, some)


@contextmanager
def opened(
    facts: Sequence[AcceptedFact],
    only: Collection[str] | None = None,
    views: Mapping[str, Sequence[Mapping[str, object]]] = MappingProxyType({}),
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the views over these facts (`only`: of these kinds), locked, and close them after."""
    more = ((name, VIEWS[name], rows) for name, rows in views.items())
    with filled((*tables_of(facts, only), *more)) as connection:
        yield connection


@contextmanager
def filled(
    tables: Iterable[tuple[str, Mapping[str, str], Sequence[Mapping[str, object]]]],
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the views over these tables, locked, and close or empty them after."""
    spare = _SPARE.get()
    connection = spare.pop() if spare else _connected()
    names = []
    sound = False
    try:
        for name, types, rows in tables:
            _fill(connection, name, types, rows)
            names.append(name)
        yield connection
        sound = True
    finally:
        if sound and spare is not None:
            for name in names:
                connection.execute(f'drop view "{name}"')
            connection.execute("drop schema if exists store cascade")
            spare.append(connection)
        else:
            connection.close()


def _connected() -> duckdb.DuckDBPyConnection:
    """Open an empty database in memory whose settings nobody can change any more."""
    connection = duckdb.connect(
        ":memory:",
        config={
            "enable_external_access": "false",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "memory_limit": MEMORY,
            "temp_directory": "",
            "threads": "1",
        },
    )
    connection.execute("set lock_configuration = true")
    return connection


@contextmanager
def kept() -> Iterator[None]:
    """Keep emptied databases for the next query inside: opening one costs more than a query."""
    token = _SPARE.set([])
    try:
        yield
    finally:
        for connection in _SPARE.get() or ():
            connection.close()
        _SPARE.reset(token)


def parsed(connection: duckdb.DuckDBPyConnection, sql: str) -> dict[str, Any]:
    """Give the syntax tree of one SELECT; UsageError for anything else."""
    answer = connection.execute("select json_serialize_sql(?::varchar)", [sql]).fetchone()
    told: dict[str, Any] = json.loads(answer[0]) if answer else {}
    if told.get("error", True):
        msg = f"The SQL cannot be read: {told.get('error_message', 'no statement')}."
        raise UsageError(msg, remedy="Write one SELECT over the views of the fact kinds.")
    statements = told["statements"]
    if len(statements) != 1:
        msg = f"The SQL holds {len(statements)} statements."
        raise UsageError(msg, remedy="Write one SELECT.")
    tree: dict[str, Any] = statements[0]["node"]
    return tree


def written(connection: duckdb.DuckDBPyConnection, tree: dict[str, Any]) -> str:
    """Write a syntax tree as SQL again."""
    told = {"error": False, "statements": [{"node": tree, "named_param_map": []}]}
    answer = connection.execute("select json_deserialize_sql(?::json)", [json.dumps(told)])
    return str((answer.fetchone() or ("",))[0])


def run(
    connection: duckdb.DuckDBPyConnection, sql: str, seconds: float = SECONDS
) -> list[dict[str, Any]]:
    """Run one SELECT with its limits; UsageError where it fails."""
    clock = threading.Timer(seconds, connection.interrupt)
    clock.daemon = True
    clock.start()
    try:
        answer = connection.execute(sql)
        names = [column[0] for column in answer.description or ()]
        rows = answer.fetchmany(ROWS + 1)
    except duckdb.Error as error:
        first = str(error).split("\n", 1)[0][:200]
        msg = f"The SQL failed: {first}"
        raise UsageError(
            msg, remedy="See the views and columns in docs/claims/amount.md."
        ) from error
    finally:
        clock.cancel()
        clock.join()  # no thread is left behind: a process with threads is not forked
    if len(rows) > ROWS:
        msg = f"The SQL gives more than {ROWS} rows."
        raise UsageError(msg, remedy="Add a LIMIT.")
    return [dict(zip(names, row, strict=True)) for row in rows]


def _columns(kind: str, facts: Sequence[AcceptedFact]) -> dict[str, Type]:
    columns: dict[str, Type] = dict(KINDS.get(kind, {}))
    for fact in facts:
        for name in fact.fields:
            if is_name(name) and name not in COMMON:
                columns.setdefault(name, "text")
    return columns


def _row(fact: AcceptedFact, columns: dict[str, Type]) -> _Row:
    page = next((a.page for a in fact.anchors if not a.role), None)
    row: _Row = {
        "fact_id": fact.id,
        "document": fact.document,
        "digest": fact.digest,
        "page": None if page is None else str(page),
    }
    for name, told in columns.items():
        field = fact.fields.get(name)
        row[name] = None if field is None else cell(told, field.value)
        if told != "text":
            row[f"{name}_text"] = None if field is None else field.value
    if "currency" in columns and "currency" not in fact.fields:
        found = {f.currency for f in fact.fields.values() if f.currency}
        row["currency"] = found.pop() if len(found) == 1 else None
    return row


def _view(kind: str, facts: Sequence[AcceptedFact]) -> tuple[dict[str, str], list[_Row]]:
    """Give the columns of one kind and its rows."""
    columns = _columns(kind, facts)
    rows = [_row(fact, columns) for fact in facts]
    types = {"fact_id": "VARCHAR", "document": "VARCHAR", "digest": "VARCHAR", "page": "INTEGER"}
    for name, told in columns.items():
        if told in ("money", "number"):
            scale = max([_SCALE, *(places(r[name] or "") for r in rows)])
            types[name] = f"DECIMAL(38,{min(scale, 18)})"
        else:
            types[name] = "INTEGER" if told == "year" else "VARCHAR"
        if told != "text":
            types[f"{name}_text"] = "VARCHAR"
    return types, rows


def _fill(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    types: Mapping[str, str],
    rows: Sequence[Mapping[str, object]],
) -> None:
    """Make a table, fill it column by column, and show it as a view."""
    # Names come from the vocabulary or passed is_name, values go in as parameters.
    declared = ", ".join(f'"{column}" {told}' for column, told in types.items())
    connection.execute("create schema if not exists store")
    connection.execute(f'create table store."{name}" ({declared})')
    if rows:
        taken = ", ".join(
            f"unnest(?::VARCHAR{'[]' if told.endswith('[]') else ''}[])::{told}"
            for told in types.values()
        )
        connection.execute(
            f'insert into store."{name}" select {taken}',
            [[row[column] for row in rows] for column in types],
        )
    connection.execute(
        f'create view "{name}" as select * from store."{name}"'  # noqa: S608  (as above)
    )

"""Queries that are kept with a case: terms, bodies, places and numbers, never a private person.

They stand in `queries.txt` beside case.toml, one a line, as `papertrace find --list` takes them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from papertrace.casefile import disk
from papertrace.errors import NotPreserved, UsageError
from papertrace.workflow.finding import find
from papertrace.workflow.private_queries import refuse_persons

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.casefile import Case

NAME: Final = "queries.txt"
MOST: Final = 500
_LONGEST: Final = 500


def saved(case: Case) -> tuple[str, ...]:
    """Give the queries in the order they were saved; UsageError where the file is no text."""
    try:
        lines = (case.root / NAME).read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{NAME} cannot be read as UTF-8 text ({error})."
        raise UsageError(msg, remedy=f"Save {NAME} as UTF-8, a query a line.") from error
    return tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))


def save(case: Case, query: str) -> None:
    """Add a query; UsageError for a private person's name, one too long, or too many."""
    plain, known = " ".join(query.split()), saved(case)
    if not plain or len(plain) > _LONGEST or len(known) >= MOST:
        msg = f"A saved query has up to {_LONGEST} characters, and a case up to {MOST} of them."
        raise UsageError(msg)
    refuse_persons((plain,))
    _write(case, (*known, *(() if plain in known else (plain,))))


def forget(case: Case, query: str) -> None:
    """Take a query out; nothing happens where it is not there."""
    known = saved(case)
    if query in known:
        _write(case, tuple(one for one in known if one != query))


def _write(case: Case, queries: tuple[str, ...]) -> None:
    try:
        disk.write_over(case.root / NAME, "".join(f"{one}\n" for one in queries).encode())
    except (OSError, UnicodeEncodeError) as error:
        msg = f"{NAME} could not be saved: {error}."
        raise NotPreserved(msg) from error


def hits(case: Case) -> Iterator[dict[str, Any]]:
    """Give every hit of every saved query, each row with its query; persons are refused again."""
    every = saved(case)
    refuse_persons(every)
    for query in every:
        for row in find(case, query):
            yield {"query": query, **row}

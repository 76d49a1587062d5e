"""What hangs on a document: facts, decisions, and the claims of drafts that cite them.

It reads drafts as people left them; a claim by SQL names no fact, and is told as not traced.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from papertrace.errors import PapertraceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from papertrace.casefile.case import Case
    from papertrace.casefile.ledger import Ledger

_SHOWN, _SHORT = 8, 10
_LEAST = 4
"""Digits of a fact's id below which a claim names none."""


def hanging(case: Case, ledger: Ledger, facts: Mapping[str, int] | None, digest: str) -> str:
    """Say in a sentence or two what hangs on a document; `facts` as `check_originals` takes it."""
    decided = [d.fact_id for d in ledger.decisions if d.digest == digest]
    known = "An unknown number of facts" if facts is None else f"{facts.get(digest, 0)} facts"
    told = [f"{known} and {len(decided)} decisions hang on it ({digest[:12]})."]
    ids = list(dict.fromkeys([*decided, *(_derived(case, digest) if facts else ())]))
    if ids:
        told.append(f"Facts: {_shown([one[:_SHORT] for one in ids])}.")
    claims, untraced = claims_on(case, ids)
    if claims:
        told.append(f"Claims: {_shown(claims)}.")
    if untraced and ids:
        told.append(f"{untraced} claims by SQL were not traced.")
    return " ".join(told)


def claims_on(case: Case, ids: Iterable[str]) -> tuple[list[str], int]:
    """Give the claims of all drafts that cite facts, as FILE:NAME, and how many cite by SQL."""
    wanted = tuple(ids)
    found, untraced = [], 0
    for path in sorted((case.root / "drafts").rglob("*.toml")):
        try:
            tables = tomllib.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            continue  # `check` says what is wrong with it
        for name, table in tables.items():
            cited = list(_cited(table))
            if any(one.startswith(short) for short in cited for one in wanted):
                found.append(f"{path.name}:{name}")
            elif isinstance(table, dict) and "sql" in table:
                untraced += 1
    return found, untraced


def _cited(table: object) -> Iterator[str]:
    """Give every text in lists of a claim that may be a fact's id or its beginning."""
    if isinstance(table, dict):
        for value in table.values():
            yield from _cited(value)
    elif isinstance(table, list):
        for value in table:
            if isinstance(value, str) and len(value) >= _LEAST:
                yield value.lower()
            else:
                yield from _cited(value)


def _derived(case: Case, digest: str) -> list[str]:
    try:
        return [fact.id for fact in case.derived.facts(digest=digest)]
    except PapertraceError:
        return []  # it is damaged, which is told elsewhere


def _shown(every: list[str]) -> str:
    more = f" and {len(every) - _SHOWN} more" if len(every) > _SHOWN else ""
    return ", ".join(every[:_SHOWN]) + more

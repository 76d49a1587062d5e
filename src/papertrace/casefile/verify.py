"""Checks a case against itself: every byte, entry, signature and anchor.

It repairs nothing and never raises on damage: what is wrong comes as an item, and so does what
could not be checked. It cannot see that the log's tail was cut off whole, unless it is given a
head that was kept elsewhere.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from papertrace.casefile import chain, config
from papertrace.casefile.bodies import AGAIN
from papertrace.casefile.hanging import hanging
from papertrace.casefile.items import Item, guarded
from papertrace.casefile.log import APPLICATION, SCHEMA, TABLES, Log
from papertrace.casefile.originals import check_originals
from papertrace.casefile.seal_checks import check_seals
from papertrace.casefile.seals import SEAL, STAMP
from papertrace.casefile.spots import check_spots
from papertrace.casefile.trouble import told
from papertrace.errors import PapertraceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from papertrace.casefile.case import Case
    from papertrace.casefile.chain import Chain
    from papertrace.casefile.derived import Derived
    from papertrace.model import Page

__all__ = ["Item", "verify"]


def verify(
    case: Case,
    page_of: Callable[[str, int], Page | None] | None = None,
    heads: Iterable[str] = (),
    receipts: Iterable[str] = (),
) -> Iterator[Item]:
    """Check config, log, seals, derived state, archive and anchors, in this order.

    `page_of` gives a page by document digest and number (default: the derived one). `heads` are
    hashes given by `Case.head` earlier and kept elsewhere, `receipts` those of seals (JSON); each
    must still be in the log.
    """
    yield from guarded("config", config.NAME, _config(case))
    log = Log(case.log.path)  # of its own: what another one has cached is not what is on the disk
    try:
        yield from guarded("database", "log.db", _database(log))
        found = chain.examine(log.rows())
        sealed = list(guarded("seal", "seals", _seals(log, found, tuple(receipts))))
    finally:
        log.close()
    yield from _log(found, tuple(heads))
    yield from sealed
    facts, items = _derived(case.derived, found)
    yield from items
    yield from guarded("derived", case.index.path.name, _index(case))
    told_of = partial(hanging, case, found.ledger, facts)
    yield from guarded("archive", "archive", check_originals(case.archive, found, told_of))
    known = _damaged if facts is None else case.derived.page if facts else _not_read
    yield from check_spots(found.ledger, page_of or known, facts or {})


def _config(case: Case) -> Iterator[Item]:
    yield Item("config", config.NAME, "sound", f"{config.load(case.root).title}.")


def _seals(log: Log, found: Chain, receipts: tuple[str, ...]) -> Iterator[Item]:
    """Check seals, where the log can be read and has any, or a receipt says that it had."""
    if found.readable and (receipts or any(k in (SEAL, STAMP) for k in found.kinds)):
        yield from check_seals(list(log.rows()), receipts)


def _database(log: Log) -> Iterator[Item]:
    """Check the file as SQLite and its own tables see it."""
    connection = log.connection
    flaws = []
    with told("log.db"):
        every = [line for (line,) in connection.execute("PRAGMA integrity_check")]
        flaws += [f"SQLite says: {line}." for line in every if line != "ok"]
        loose = connection.execute("PRAGMA foreign_key_check").fetchall()
        flaws += [f"{table} {row} belongs to no entry." for table, row, *_ in loose]
        marks = [
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("application_id", "user_version")
        ]
        made = connection.execute("SELECT sql FROM sqlite_schema ORDER BY rowid").fetchall()
    if marks != [APPLICATION, SCHEMA]:
        flaws.append("It is not marked as the log of a case.")
    missing = set(TABLES) - {sql for (sql,) in made}
    flaws += [f"Its guard or table is gone or changed: {_name(sql)}." for sql in sorted(missing)]
    flaws += [
        f"It has a part that is not ours: {_name(sql)}." for (sql,) in made if sql not in TABLES
    ]
    for flaw in flaws:
        yield Item("database", "log.db", "broken", flaw)
    if not flaws:
        yield Item("database", "log.db", "sound", "Whole, with its guards against change.")


def _name(sql: object) -> str:
    return " ".join(str(sql).split()[1:3])


def _log(found: Chain, heads: tuple[str, ...]) -> Iterator[Item]:
    for seq, flaw in found.flaws:
        if seq:
            yield Item("log", f"entry {seq}", "broken", f"Entry {seq} {flaw}.")
        else:
            yield Item("log", "log.db", "broken", flaw)
    for seq, note in found.notes:
        yield Item("log", f"entry {seq}", "sound", f"Note on entry {seq}: {note}.")
    for seq, told_why in found.expunged.items():
        yield Item("expunged", f"entry {seq}", "sound", told_why)
    for head in heads:
        if head not in found.hashes:
            message = "The log was cut or replaced: this entry, noted elsewhere, is not in it."
            yield Item("log", head[:12], "broken", message)
    if not found.flaws:
        last = found.hashes[-1][:12]
        yield Item("log", "entries", "sound", f"{len(found.hashes)} entries, the last is {last}.")


def _derived(derived: Derived, found: Chain) -> tuple[dict[str, int] | None, list[Item]]:
    """Give digest -> number of facts (None where the derived state is damaged) and the items."""
    what, name = "derived", derived.path.name
    try:
        if not derived.is_current():
            return {}, [Item(what, name, "could-not-be-checked", "Nothing was built yet.")]
        flaws = list(derived.audit())
        facts = None if flaws else derived.counts()
    except PapertraceError as error:
        flaws, facts = [error.message], None
    if facts is not None and not found.flaws:
        strange = [d for d in facts if d not in found.ledger.held]
        flaws = [
            f"It has pages of a document that the case does not have ({d[:12]})." for d in strange
        ]
    if flaws:
        return facts, [Item(what, name, "broken", f"{flaw} {AGAIN}") for flaw in flaws]
    message = f"{len(facts or {})} documents, {sum((facts or {}).values())} facts."
    return facts, [Item(what, name, "sound", message)]


def _index(case: Case) -> Iterator[Item]:
    """Compare the search index, where there is one, with what was noted when it was written."""
    for flaw in case.index.audit():
        told_what = f"{flaw} The next search makes it anew."
        yield Item("derived", case.index.path.name, "broken", told_what)


def _damaged(_digest: str, _number: int) -> Page | None:
    msg = "what was read of it is damaged."
    raise PapertraceError(msg)


def _not_read(_digest: str, _number: int) -> Page | None:
    return None

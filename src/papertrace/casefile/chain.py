"""Checks the log as a chain: every entry's place, hash, link, signature, signer and content.

It reads rows and changes nothing. A tail that was cut off whole leaves a chain that is sound in
itself: only a head kept elsewhere shows it (`Case.head`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from papertrace.casefile.ledger import Ledger
from papertrace.casefile.log import flaws_of, opened
from papertrace.casefile.signatures import Signatures
from papertrace.errors import CaseTampered, PapertraceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papertrace.casefile.log import Row


@dataclass(slots=True)
class Chain:
    """What an examination found."""

    flaws: list[tuple[int, str]] = field(default_factory=list)
    """(seq, what is wrong there); 0 where it is the log as a whole."""
    notes: list[tuple[int, str]] = field(default_factory=list)
    """(seq, what a reader should know though nothing is wrong)."""
    hashes: list[str] = field(default_factory=list)
    """Of every entry, in order."""
    ledger: Ledger = field(default_factory=Ledger)
    """What the sound entries mean."""
    readable: bool = True
    """False where the log could not be read to its end."""
    destroyed: dict[int, int] = field(default_factory=dict)
    """Seq of an entry without content -> seq of the entry said to have destroyed it."""
    orders: dict[int, set[int]] = field(default_factory=dict)
    """Seq of a sound `expunge` entry -> the entries it names."""
    expunged: dict[int, str] = field(default_factory=dict)
    """Seq of a sound `expunge` entry -> what it did, in a sentence."""
    last: Row | None = None
    """The last entry that could be read."""
    kinds: set[str] = field(default_factory=set)
    """Every kind of entry there is."""
    signatures: Signatures = field(default_factory=Signatures)
    """Those that were verified ahead."""


def examine(rows: Iterable[Row]) -> Chain:
    """Examine rows in the order of their seq; never raises on damage."""
    chain = Chain()
    try:
        for row in chain.signatures.ahead(rows):
            try:
                _examine(chain, row, chain.last)
            except (TypeError, ValueError, KeyError, AttributeError, RecursionError):
                chain.flaws.append((row.seq, "cannot be read"))
            chain.hashes.append(row.hash)
            chain.kinds.add(row.kind)
            chain.last = row
    except PapertraceError as error:
        chain.flaws.append((0, error.message))
        chain.readable = False
    if chain.readable and chain.last is None:
        chain.flaws.append((0, "The log is empty."))
    for seq, by in chain.destroyed.items():
        if seq not in chain.orders.get(by, ()):
            chain.flaws.append((seq, "has lost its content, and no signed entry says why"))
    return chain


def _examine(chain: Chain, row: Row, last: Row | None) -> None:
    flaws = [*flaws_of(row, last), *_signature_flaws(chain, row)]
    if (row.kind == "case") != (row.seq == 1):
        flaws.append("cannot stand here: a log begins with its case, once")
    chain.flaws.extend((row.seq, flaw) for flaw in flaws)
    if last is not None and row.at < last.at:
        note = f"its time, {row.at}, is before that of entry {last.seq}: the clock was set back"
        chain.notes.append((row.seq, note))
    if row.body is None and row.expunged is not None:
        chain.destroyed[row.seq] = row.expunged
    elif not flaws:
        _understand(chain, row)


def _understand(chain: Chain, row: Row) -> None:
    """Take what a sound entry says."""
    entry = opened(row)
    try:
        chain.ledger.add(entry)
    except CaseTampered:
        chain.flaws.append((row.seq, f"does not hold what a {row.kind} holds"))
        return
    if entry.kind == "expunge":
        named = set(entry.body.get("entries", ()))
        chain.orders[entry.seq] = named
        why = str(entry.body.get("reason", ""))
        told = f"On {entry.at[:10]} the content of {len(named)} entries was destroyed: {why}"
        chain.expunged[entry.seq] = told


def _signature_flaws(chain: Chain, row: Row) -> Iterator[str]:
    known = chain.ledger.people.get(row.actor)
    public = known.public if known else ""
    if row.seq == 1 and row.body is not None:  # the first entry brings its own key
        key = opened(row).body.get("key", {})
        public = str(key.get("public", "")) if key.get("id") == row.actor else ""
    if not public:
        yield f"is signed by a key that the case did not know then ({row.actor})"
    elif not chain.signatures.stands(public, row):
        yield "is not signed by the person it names"

"""What of a case's seals can be shown to others: roots, time-stamps, and what lies under them.

A document is shown to lie under a seal by the keyed commitment of its first capture's entry and the
path from there to the root. Whoever is also given that entry's content and salt can tell that it is
this document; nobody else learns anything of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from papertrace.casefile.log import entry_of
from papertrace.casefile.seals import STAMP, STORED, seals, stamped
from papertrace.casefile.tree import path_of
from papertrace.model import SealedAt, StampTold, Under

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from papertrace.casefile.case import Case
    from papertrace.casefile.log import Row
    from papertrace.casefile.seals import Seal


def first_captures(case: Case, digests: Collection[str]) -> dict[str, Row]:
    """Give the log's entry of each document's first capture, with its content and salt."""
    found: dict[str, Row] = {}
    last = None
    for row in case.log.rows():
        entry, last = entry_of(row, last), row
        digest = str(entry.body.get("digest")) if entry.kind == "capture" else ""
        if digest in digests and digest not in found:
            found[digest] = row
    return found


def shown(case: Case, digests: Collection[str]) -> tuple[SealedAt, ...]:
    """Give the seals under which documents lie: for each the first that was stamped; the last.

    A document lies under every later seal, too; it is listed under those that are given.
    """
    case.ledger()
    every, captured = seals(case), first_captures(case, digests)
    told: dict[str, list[StampTold]] = {}
    for one in stamped(case.entries(STAMP)):
        host = urlsplit(one.authority).hostname or one.authority
        told.setdefault(one.seal, []).append(StampTold(host, one.answer, one.roots))
    wanted = {every[-1].id} if every else set()
    for row in captured.values():
        wanted |= {s.id for s in [s for s in every if s.upto >= row.seq and s.id in told][:1]}
    rows = [(r.seq, f"{r.seq} {r.kind} {r.commitment}") for r in case.log.rows()
            if r.kind in STORED]  # fmt: skip
    return tuple(
        _shown(seal, tuple(told.get(seal.id, ())), rows, captured)
        for seal in every
        if seal.id in wanted
    )


def _shown(
    seal: Seal,
    stamps: tuple[StampTold, ...],
    rows: list[tuple[int, str]],
    captured: Mapping[str, Row],
) -> SealedAt:
    leaves = [leaf for seq, leaf in rows if seq <= seal.upto]
    at = {leaf: n for n, leaf in enumerate(leaves)}
    bottom = [leaf.encode() for leaf in (*leaves, f"head {seal.head}")]
    under = []
    for digest, row in sorted(captured.items()):
        leaf = f"{row.seq} {row.kind} {row.commitment}"
        if leaf in at:
            under.append((digest, Under(leaf, path_of(bottom, at[leaf]))))
    return SealedAt(seal.at[:10], seal.root, seal.salt, stamps, tuple(under))

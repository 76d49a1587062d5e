"""Seals: one number for all that a case holds at a time, for outside authorities to stamp.

A seal is the root of a tree over every original and recorded reading (by the keyed commitments of
their entries, so that it stands when one is expunged) and the head of the log, with a salt: what is
stamped tells nobody anything. A receipt, kept elsewhere, shows later that nothing was cut off.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from papertrace.casefile import stamps
from papertrace.casefile.tree import Tree
from papertrace.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papertrace.casefile.case import Case
    from papertrace.casefile.keys import SigningKey
    from papertrace.casefile.log import LogEntry, Row
    from papertrace.casefile.stamps import Stamp

SEAL, STAMP = "seal", "stamp"
"""Kinds of the log's entries."""
STORED = frozenset({"capture", "repair", "reading"})
"""Kinds of entries that say of bytes in the archive."""
RECEIPT = "papertrace receipt 1"


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal as the log has it."""

    id: str
    """Hash of its entry."""
    at: str
    upto: int
    """Seq of the last entry under it."""
    head: str
    """Hash of that entry."""
    originals: int
    """Entries about stored bytes under it."""
    root: str
    salt: str

    @property
    def message(self) -> bytes:
        """Give the bytes that are stamped: salt and root."""
        return bytes.fromhex(self.salt) + bytes.fromhex(self.root)


@dataclass(frozen=True, slots=True)
class Stamped:
    """A stamp as the log has it."""

    seal: str
    authority: str
    answer: bytes
    roots: str
    """PEM, as it was trusted then."""


def trees_of(rows: Iterable[Row], marks: Iterable[int]) -> dict[int, tuple[str, int, str]]:
    """Give root, number of stored things and head of the log's entries up to each of some seqs."""
    wanted, found, tree = set(marks), {}, Tree()
    for row in rows:
        if row.kind in STORED:
            tree.add(f"{row.seq} {row.kind} {row.commitment}".encode())
        if row.seq in wanted:
            root = tree.root_with(f"head {row.hash}".encode()).hex()
            found[row.seq] = (root, tree.size, row.hash)
    return found


def make(case: Case, key: SigningKey) -> Seal:
    """Seal what the case holds now; the last seal where nothing came since but stamps."""
    case.ledger()
    every = seals(case)
    upto, since = 0, False
    for row in case.log.rows():
        upto = row.seq
        if not every or (row.seq > every[-1].upto and row.kind not in (SEAL, STAMP)):
            since = True
    if every and not since:
        return every[-1]
    root, originals, head = trees_of(case.log.rows(), [upto])[upto]
    body = {
        "upto": upto,
        "head": head,
        "originals": originals,
        "root": root,
        "salt": secrets.token_hex(32),
    }
    return seal_of(case.append(SEAL, body, key))


def seal_of(entry: LogEntry) -> Seal:
    """Take a seal from its entry; ValueError where it is none."""
    told = entry.body
    try:
        made = Seal(
            entry.hash,
            entry.at,
            int(told["upto"]),
            str(told["head"]),
            int(told["originals"]),
            str(told["root"]),
            str(told["salt"]),
        )
        _ = made.message
    except (KeyError, TypeError, ValueError) as error:
        message = "it does not hold what a seal holds"
        raise ValueError(message) from error
    return made


def seals(case: Case) -> list[Seal]:
    """Give every seal, the newest last."""
    return [seal_of(entry) for entry in case.entries(SEAL) if entry.body]


def stamped(entries: Iterable[LogEntry]) -> Iterator[Stamped]:
    """Give the stamps that entries hold; ValueError where one is none."""
    for entry in entries:
        if entry.body:
            told = entry.body
            answer = base64.b64decode(str(told.get("answer", "")), validate=True)
            roots = str(told.get("roots", ""))
            yield Stamped(str(told.get("seal")), str(told.get("authority")), answer, roots)


def pending(case: Case) -> list[tuple[Seal, str]]:
    """Give what is still to be stamped: the newest seal, and each authority that has not."""
    every = seals(case)
    if not every:
        return []
    have = {(one.seal, one.authority) for one in stamped(case.entries(STAMP))}
    last = every[-1]
    named = [one.address for one in case.config.authorities]
    return [(last, address) for address in named if (last.id, address) not in have]


def roots_of(case: Case, address: str) -> str:
    """Give the certificates by which case.toml trusts an authority, '' for none; UsageError."""
    named = next((a.roots for a in case.config.authorities if a.address == address), "")
    if not named:
        return ""
    try:
        pem = (case.root / named).read_text("utf-8")
        stamps.certificates(pem)
    except (OSError, ValueError) as error:
        msg = f"The certificates in {named} cannot be read."
        raise UsageError(
            msg, remedy="[[seal.authority]] roots names a PEM file in the case."
        ) from error
    return pem


def keep(
    case: Case, seal: Seal, address: str, answer: bytes, key: SigningKey, nonce: int | None = None
) -> Stamp:
    """Test an authority's answer, and note it in the log; BadStamp, and then nothing is noted."""
    pem = roots_of(case, address)
    roots = stamps.certificates(pem) if pem else []
    made = stamps.proved(answer, seal.message, roots, nonce)
    told = base64.b64encode(answer).decode()
    case.append(STAMP, {"seal": seal.id, "authority": address, "answer": told, "roots": pem}, key)
    return made


def receipt(case: Case, seal: Seal) -> str:
    """Give what shows, kept elsewhere, that the log was not cut off before a seal."""
    every = [one for one in stamped(case.entries(STAMP)) if one.seal == seal.id]
    told: dict[str, Any] = {
        "what": RECEIPT,
        "case": case.id,
        "seal": seal.id,
        "at": seal.at,
        "upto": seal.upto,
        "head": seal.head,
        "originals": seal.originals,
        "root": seal.root,
        "salt": seal.salt,
        "sealed_sha256": hashlib.sha256(seal.message).hexdigest(),
        "stamps": [
            {
                "authority": one.authority,
                "answer": base64.b64encode(one.answer).decode(),
                "roots": one.roots,
            }
            for one in every
        ],
    }
    return json.dumps(told, indent=1) + "\n"

"""The case's secret for keyed commitments: where it comes from, and how a new one takes its place.

The first is made of the random salt of the log's first entry, so that every case has one, in every
copy of it and in nothing that is published. A renewed one is a signed entry of the log. None is
ever forgotten: what was published under an old one can still be opened. Nothing here prints one.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING

from papertrace.errors import CaseTampered

if TYPE_CHECKING:
    from papertrace.casefile.case import Case
    from papertrace.casefile.keys import SigningKey

WITHHELD = "withheld"
KIND = "veil"
"""Kind of the log's entries."""
_PURPOSE = b"papertrace: commitments of public editions"
_DIGITS = 64


def secrets_of(case: Case) -> tuple[str, ...]:
    """Give every secret the case has had, the newest first, each 64 hex digits; CaseTampered."""
    case.ledger()
    first = next(case.log.rows(), None)
    if first is None or first.salt is None:
        msg = "The log's first entry has lost its content."
        raise CaseTampered(msg)
    found = [hmac.new(first.salt, _PURPOSE, hashlib.sha256).hexdigest()]
    for entry in case.entries(KIND):
        told = entry.body.get("secret")
        if not isinstance(told, str) or len(told) != _DIGITS:
            msg = f"Entry {entry.seq} of the log holds no secret."
            raise CaseTampered(msg)
        found.append(told)
    return tuple(reversed(found))


def withheld(case: Case) -> frozenset[str]:
    """Give the digests of documents that nothing public may tell. CaseTampered."""
    found: set[str] = set()
    for entry in case.entries(WITHHELD):
        if not entry.body:  # its document was expunged
            continue
        digest = entry.body.get("document")
        if not isinstance(digest, str) or len(digest) != _DIGITS:
            msg = f"Entry {entry.seq} of the log names no document."
            raise CaseTampered(msg)
        (found.add if entry.body.get("withheld") is True else found.discard)(digest)
    return frozenset(found)


def withhold(case: Case, digest: str, key: SigningKey, *, shown: bool = False) -> None:
    """Withhold a document's digest, name and address from now on; `shown`: no more. UnknownKey."""
    case.append(WITHHELD, {"document": digest, "withheld": not shown}, key)


def renew(case: Case, key: SigningKey) -> None:
    """Use a new secret from now on; UnknownKey."""
    case.append(KIND, {"secret": secrets.token_hex(_DIGITS // 2)}, key)

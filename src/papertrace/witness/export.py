"""All that leaves the store: a case, a claim's name, a number, a role, a month, a signature."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Protocol

from papertrace.errors import UsageError
from papertrace.model import Testimony, testimony_message
from papertrace.text.source_roles import ROLES
from papertrace.witness.book import independent

if TYPE_CHECKING:
    import datetime as dt

    from papertrace.witness.book import Book


_CASE = re.compile(r"[0-9a-f]{64}")


class Signer(Protocol):
    """A key that can sign."""

    @property
    def id(self) -> str:
        """Its id."""

    def sign(self, message: bytes) -> bytes:
        """Give the signature."""


def exported(book: Book, claim: str, role: str, key: Signer, today: dt.date, *, case: str) -> bytes:
    """Give the signed file for one case (its id); UsageError where no source speaks for the claim.

    The month is that of `today`; no day, no label, no interview is in it.
    """
    if not _CASE.fullmatch(case):
        msg = "A testimony is signed for one case, named by its whole id."
        raise UsageError(msg, remedy="`papertrace status` shows it: --for ID, or --case DIR")
    if role and role not in ROLES:
        msg = "A story may not name sources by this role."
        raise UsageError(msg, remedy=f"One of: {', '.join(ROLES)}.")
    k = independent(book, claim, role)
    if not k:
        who = f" of role {role}" if role else ""
        msg = f"No source{who} in the store speaks for {claim}."
        raise UsageError(msg)
    made = Testimony(claim, k, role, f"{today:%Y-%m}", key.id)
    told = {
        "case": case,
        "claim": claim,
        "k": k,
        "role": role,
        "month": made.month,
        "by": key.id,
        "signature": key.sign(testimony_message(case, made)).hex(),
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()

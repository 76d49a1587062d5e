"""All that leaves the store: a claim's name, a number, a role, a month, and a signature."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Protocol

from papertrace.errors import UsageError
from papertrace.model import testimony_message
from papertrace.witness.book import independent

if TYPE_CHECKING:
    import datetime as dt

    from papertrace.witness.book import Book


class Signer(Protocol):
    """A key that can sign."""

    @property
    def id(self) -> str:
        """Its id."""

    def sign(self, message: bytes) -> bytes:
        """Give the signature."""


def exported(book: Book, claim: str, role: str, key: Signer, today: dt.date) -> bytes:
    """Give the signed file for a case; UsageError where no source speaks for the claim.

    The month is that of `today`; no day, no label, no interview is in it.
    """
    k = independent(book, claim, role)
    if not k:
        who = f" of role {role}" if role else ""
        msg = f"No source{who} in the store speaks for {claim}."
        raise UsageError(msg)
    month = f"{today:%Y-%m}"
    message = testimony_message(claim, k, role, month)
    told = {
        "claim": claim,
        "k": k,
        "role": role,
        "month": month,
        "by": key.id,
        "signature": key.sign(message).hex(),
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()

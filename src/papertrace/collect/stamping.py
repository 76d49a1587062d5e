"""Asks an authority to stamp the time: sends a question (RFC 3161), gives the answer's bytes.

It makes no question and tests no answer. The authority sees who asks, when, and a digest that tells
it nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.collect.addresses import address_of
from papertrace.collect.fetching import OK, Sent, fetch
from papertrace.collect.tape import Limits
from papertrace.errors import SealUnavailable

if TYPE_CHECKING:
    from papertrace.collect.reach import Reach

_KIND = "application/timestamp-query"
_LIMITS = Limits(seconds=30.0, silence=15.0, size=1 << 20)


def asked(address: str, question: bytes, reach: Reach) -> bytes:
    """Give an authority's answer; SealUnavailable where none came, FetchRefused."""
    made = fetch(address_of(address, reach.allowed), reach, _LIMITS, Sent(question, _KIND))
    if made.trouble or made.status not in OK:
        why = made.said or f"it answered {made.status}"
        msg = f"{address} gave no time-stamp: {why}."
        raise SealUnavailable(msg, remedy="It stays in the queue: repeat `papertrace seal` later.")
    return made.body

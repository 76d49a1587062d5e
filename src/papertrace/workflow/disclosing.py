"""Open a commitment of a public edition: show that an original belongs to what was published.

It gives openings to whoever holds the case; what they pass on opens that one document and no other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from papertrace.casefile import veils
from papertrace.publish.commitments import Veil

if TYPE_CHECKING:
    from collections.abc import Iterable

    from papertrace.casefile import Case


def openings(case: Case, names: Iterable[str]) -> list[dict[str, Any]]:
    """Give the commitment to each document and its opening, under every secret, the newest first.

    UnknownDocument for a name that is none.
    """
    found = [case.find(name) for name in names]
    every = [Veil(bytes.fromhex(secret)) for secret in veils.secrets_of(case)]
    return [
        {
            "name": held.name,
            "sha256": held.digest,
            "secret": veil.name,
            "commitment": veil.document(held.digest),
            "opening": veil.opening(held.digest),
        }
        for held in found
        for veil in every
    ]

"""What a publication says of seals: roots, the time-stamps on them, and what lies under them.

It knows no log: a leaf is a line of text that holds a keyed commitment, never a document's digest.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StampTold:
    """An authority's time-stamp on a seal."""

    authority: str
    """The host that was asked."""
    answer: bytes
    """Its answer, RFC 3161 (TSR)."""
    roots: str
    """The certificates it was tested by (PEM), '' where nobody named any."""


@dataclass(frozen=True, slots=True)
class Under:
    """Shows that one entry of the log lies under a seal's root."""

    leaf: str
    """The entry's seq, kind and keyed commitment, a blank between."""
    path: tuple[tuple[str, str], ...]
    """(side, hash) from the leaf upwards; side is `left` or `right`: where the sibling stands."""


@dataclass(frozen=True, slots=True)
class SealedAt:
    """A seal of the case, with what of the publication lies under it."""

    day: str
    """When it was made, by this machine's clock, ISO 8601 without the time."""
    root: str
    """64 hex digits."""
    salt: str
    """64 hex digits; salt and root, in this order, are the bytes that are stamped."""
    stamps: tuple[StampTold, ...]
    under: tuple[tuple[str, Under], ...]
    """(document digest, proof) for every document captured before it."""

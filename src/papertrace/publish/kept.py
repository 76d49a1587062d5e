"""What only an expert edition holds: originals, and what shows where they come from.

A file is described here, and read when it is written; nothing is read for a public edition.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ORIGINALS = "data/originals/"
"""Where originals lie in the bundle, each under its SHA-256."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One further file of the expert edition, read when it is written."""

    path: str
    sha256: str
    size: int
    read: Callable[[], bytes]

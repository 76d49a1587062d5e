"""The case folder: archive, log and derived state. The only writer, and the one seam to the disk.

Open a `Case`; check one with `verify.verify`. It extracts, reviews and publishes nothing.
"""

from __future__ import annotations

from papertrace.casefile.bodies import Choice
from papertrace.casefile.case import Case
from papertrace.casefile.derived import Derived
from papertrace.casefile.items import Item
from papertrace.casefile.keys import Keyring, SigningKey
from papertrace.casefile.ledger import Held
from papertrace.casefile.log import LogEntry
from papertrace.casefile.packing import Derivation

__all__ = [
    "Case",
    "Choice",
    "Derivation",
    "Derived",
    "Held",
    "Item",
    "Keyring",
    "LogEntry",
    "SigningKey",
]

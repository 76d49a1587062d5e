"""Number the bundles that a case signs, so that a replayed older one can be told from the newest.

Each bundle has one entry in the log: its number, and the digest of what is signed in it. A number
that was noted is never given again, though its bundle may never have been written whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.errors import CaseTampered

if TYPE_CHECKING:
    from papertrace.casefile.case import Case
    from papertrace.casefile.keys import SigningKey

KIND = "edition"
"""Kind of the log's entries."""
_DIGEST = re.compile(r"[0-9a-f]{64}")


def newest(case: Case) -> tuple[int, str]:
    """Give number and digest of the newest bundle; (0, '') where there is none. CaseTampered."""
    number, digest = 0, ""
    for entry in case.entries(KIND):
        told, signed = entry.body.get("number"), entry.body.get("signed")
        if told != number + 1 or not isinstance(signed, str) or not _DIGEST.fullmatch(signed):
            msg = f"Entry {entry.seq} of the log is no edition behind edition {number}."
            raise CaseTampered(msg)
        number, digest = number + 1, signed
    return number, digest


def note(case: Case, number: int, digest: str, key: SigningKey) -> None:
    """Note that a bundle is signed: its number, and the digest of what is signed. UnknownKey."""
    case.append(KIND, {"number": number, "signed": digest}, key)

"""Passwords that a person gives for locked files: read from a file, used and forgotten.

One line each: a document's name or the beginning of its sha256 (or `*` for any), a tab, the
password. They are never on the command line, in the log, in a message or in the case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from papertrace.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

_DIGEST: Final = re.compile(r"[0-9a-f]{8,64}")
_ANY: Final = "*"


@dataclass(frozen=True, slots=True)
class Passwords:
    """What a person gave, in the order given."""

    rows: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    def of(self, name: str, digest: str) -> tuple[str, ...]:
        """Give the passwords to try on a document of this name and digest."""
        own = name.rpartition("/")[2]
        return tuple(
            password
            for which, password in self.rows
            if which in (_ANY, name, own)
            or (_DIGEST.fullmatch(which.lower()) and digest.startswith(which.lower()))
        )


def load(path: Path) -> Passwords:
    """Read a file of passwords; UsageError names the line that is wrong, never what it says."""
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError as error:
        msg = f"There is no file of passwords at {path}."
        raise UsageError(msg, remedy="Name a text file.") from error
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path.name} cannot be read as UTF-8 text."
        raise UsageError(msg, remedy="Save it as UTF-8.") from error
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        which, tab, password = line.partition("\t")
        if not tab or not which.strip() or not password:
            msg = f"Line {number} of {path.name} does not name a document and its password."
            raise UsageError(msg, remedy="Write NAME, a tab, and the password.")
        rows.append((which.strip(), password))
    return Passwords(tuple(rows))

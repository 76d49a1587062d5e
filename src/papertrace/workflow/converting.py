"""Copies of files that only LibreOffice opens: made once, and preserved beside the original.

A copy is a document of its own, named after the file and the version that made it; facts rest on
the copy, and whoever doubts it has the original. Nothing is converted a second time by the same
version, and later builds need no LibreOffice.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final, NamedTuple

from papertrace.read import office

if TYPE_CHECKING:
    from papertrace.casefile import Case

COPY: Final = "converted-by-LibreOffice-"
"""How the copy's name begins; the version and the format's ending follow."""


class Copy(NamedTuple):
    """What became of a conversion."""

    name: str
    """Of the copy inside the file; '' where there is none."""
    data: io.BytesIO
    note: str = ""
    """Why there is none."""


def wanted(kind: str, name: str, data: bytes) -> bool:
    """Say whether a file is one that LibreOffice must open, and can, here."""
    return bool(office.target(kind, name, data)) and office.found() is not None


def copied(case: Case, digest: str, kind: str, name: str, data: bytes) -> Copy | None:
    """Make a copy of a file; None where the case has one by this version."""
    program, into = office.found(), office.target(kind, name, data)
    if program is None:
        return None
    own = f"{COPY}{office.version(program)}.{into}"
    full = f"{name}/{own}"
    if any(held.name == full and held.source.endswith(digest) for held in case.captures()):
        return None
    answer = office.convert(data, name, into, program)
    if not answer.ok:
        return Copy("", io.BytesIO(), f"not converted: {answer.code} {answer.message}")
    return Copy(own, io.BytesIO(answer.output))

"""What is stored of a document that gave no pages: refused, ignored, or read in other documents.

It decides nothing: code and message come from the worker.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from papertrace.casefile import Derivation
from papertrace.errors import Encrypted, OnlyOffice, ReadError, UnknownFormat
from papertrace.model import Problem

if TYPE_CHECKING:
    from papertrace.casefile import Held

_IGNORED: Final = frozenset({UnknownFormat.code, OnlyOffice.code})
STAND_INS: Final = frozenset({Encrypted.code, OnlyOffice.code})
"""Reasons for which what lies in the case below a document may stand for it."""


def refused(held: Held, mark: str, code: str, message: str) -> Derivation:
    """Say that nothing was read, and why."""
    remedy = OnlyOffice.remedy if code == OnlyOffice.code else ReadError.remedy
    return Derivation(
        digest=held.digest,
        fingerprint=mark,
        outcome="ignored" if code in _IGNORED else "refused",
        reason=code,
        reader="",
        form="",
        parts=(),
        title="",
        publisher="",
        year="",
        page_count=0,
        problems=(Problem(code, "error", message, remedy),),
        pages=(),
        facts=(),
    )


def stood_in(held: Held, mark: str, code: str, count: int) -> Derivation:
    """Say that documents of the case stand for one that papertrace does not read itself.

    They were taken out of a locked file with a password, or LibreOffice made a copy.
    """
    if code == Encrypted.code:
        own = "PT336"
        message = f"The file is locked; {count} documents were taken out of it with a password."
    else:
        own = "PT337"
        message = "papertrace does not read this format; LibreOffice made a copy, which it reads."
    problem = Problem(own, "note", message, "Look at the document named after it.")
    made = refused(held, mark, code, "")
    return replace(made, outcome="read", reason="", problems=(problem,))

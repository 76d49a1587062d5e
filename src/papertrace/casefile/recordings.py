"""Recorded readings: what recognition saw on the pages of a document, kept beside the originals.

A reading may differ on another processor, so it is never derived: it is written once, under its own
sha256, and named in the log with what made it. A newer one stands beside the older ones. What it
says is not looked at here.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
from typing import TYPE_CHECKING

from papertrace.casefile.archive import discard
from papertrace.casefile.trouble import plainly
from papertrace.errors import CaseTampered, PapertraceError, UnknownDocument
from papertrace.model import Recording, to_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from papertrace.casefile.case import Case
    from papertrace.casefile.keys import SigningKey

KIND = "reading"
_WAIT = 10.0
_REMEDY = "Bring it back from a copy, or make a new one with `papertrace build --reread`."


def newest(case: Case, digest: str) -> Recording | None:
    """Give the recorded reading that a document's facts rest on; None where there is none."""
    found = case.ledger().readings.get(digest)
    return found[-1] if found else None


def recorded(case: Case, recording: Recording) -> bytes:
    """Give the bytes of a recorded reading; CaseTampered where they are gone or changed."""
    held = case.ledger().held.get(recording.digest)
    name = f"The recorded reading of {held.name if held else recording.digest[:12]}"
    try:
        return case.archive.read(recording.sha256)
    except FileNotFoundError:
        msg = f"{name} is missing."
        raise CaseTampered(msg, remedy=_REMEDY) from None
    except OSError as error:
        msg = f"{name} cannot be read: {error.strerror}."
        raise CaseTampered(msg, remedy=_REMEDY) from error
    except ValueError:
        msg = f"{name} was changed."
        raise CaseTampered(msg, remedy=_REMEDY) from None


def keep(
    case: Case, digest: str, data: bytes, made_with: Mapping[str, object], key: SigningKey
) -> Recording:
    """Store a reading's bytes and name it in the log; both are durable when this returns.

    `made_with` gives engine, lane, weights, precision, threads, processor and flags. The newest
    reading is not kept twice. UnknownDocument, UnknownKey, NotPreserved.
    """
    if digest not in case.ledger().held:
        msg = f"There is no document {digest[:12]}."
        raise UnknownDocument(msg)
    own = hashlib.sha256(data).hexdigest()
    told = Recording("", digest, own, len(data), **made_with, at="", by="")  # type: ignore[arg-type]  # the log checks it
    body = {k: v for k, v in to_json(told).items() if k not in ("id", "at", "by")}
    with case.lock(_WAIT), plainly("a recorded reading"):
        before = newest(case, digest)
        known = before is not None and before.sha256 == own
        if before is not None and known and case.archive.is_sound(own):
            return before
        incoming = case.archive.receive(io.BytesIO(data))
        try:
            case.archive.place(incoming)
            case.append("repair" if known else KIND, body, key)
        except BaseException:
            discard(incoming.path)
            with contextlib.suppress(OSError, PapertraceError):  # else the next sweep does it
                case.archive.settle(own, recorded=case.ledger().stores(own))
            raise
        with contextlib.suppress(OSError):  # recorded it is; the next sweep does it
            case.archive.settle(own, recorded=True)
    return case.ledger().readings[digest][-1]

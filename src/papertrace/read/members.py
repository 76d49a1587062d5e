"""What a container holds: for the reader a list, for the case the parts' bytes, batch by batch.

Every function here runs in the worker. A batch is a function of the container's bytes and a place
to go on from, so that nobody ever holds more than one batch.
"""

from __future__ import annotations

import json
import struct
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from papertrace.errors import Damaged, Encrypted
from papertrace.read import (
    archives,
    foreign_archives,
    inner_files,
    mail,
    msg,
    sniff,
    unlocking,
    web_archives,
)
from papertrace.read.budget import Budget
from papertrace.read.parts import Place, Walk, attachments

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from papertrace.model import Document
    from papertrace.read.parts import Event, Part

HEAD = struct.Struct(">Q")
"""Before a batch: the length of the JSON that tells its pieces; their bytes follow."""
BATCH = 32 << 20
"""Bytes after which a batch ends."""

PARTS: Mapping[str, Callable[[bytes, str], Iterator[Part]]] = {
    sniff.ZIP: archives.zip_parts,
    sniff.TAR: archives.tar_parts,
    sniff.GZIP: archives.squeezed_parts(sniff.GZIP),
    sniff.BZIP2: archives.squeezed_parts(sniff.BZIP2),
    sniff.XZ: archives.squeezed_parts(sniff.XZ),
    sniff.WARC: web_archives.warc_parts,
    sniff.WACZ: web_archives.wacz_parts,
    **foreign_archives.PARTS,
    sniff.MAIL: mail.parts,
    sniff.MSG: msg.parts,
    sniff.DOCX: inner_files.office_parts,
    sniff.XLSX: inner_files.office_parts,
    sniff.PPTX: inner_files.office_parts,
    sniff.OFD: inner_files.office_parts,
    sniff.PDF: inner_files.pdf_parts,
}
"""Media type -> how to get at the parts of a file of that type."""


CANDIDATES = frozenset(PARTS) | {sniff.OLE}
"""Types by a file's first bytes for which the whole file must be looked at."""


_SIGNS = {
    sniff.DOCX: inner_files.EMBEDDINGS,
    sniff.XLSX: inner_files.EMBEDDINGS,
    sniff.PPTX: inner_files.EMBEDDINGS,
    sniff.OFD: inner_files.EMBEDDINGS,
    sniff.PDF: inner_files.ATTACHED,
}
"""What the bytes of a file of some types hold where it has parts."""


def holds_parts(data: bytes, kind: str) -> bool:
    """Say, looking at bytes alone, whether a file may hold parts that are documents of their own.

    `kind` is what `sniff` says of it, perhaps of its first bytes only.
    """
    signs = _SIGNS.get(kind, ())
    return kind in PARTS and (not signs or any(sign in data for sign in signs))


def attach(document: Document, data: bytes, kind: str) -> Document:
    """Add to a document as read the list of its parts, and what was left out of them."""
    if not holds_parts(data, kind):
        return document
    walk = Walk(Budget(len(data)))
    found = attachments(PARTS[kind](data, document.name), walk)
    locked = walk.left_out["locked"]
    if locked and not found and not document.pages:
        message = f"All {locked} parts are locked with a password."
        raise Encrypted(message)
    if walk.left_out["damaged"] and not found and not document.pages and not walk.stopped:
        message = "None of its parts can be unpacked: all are damaged."
        raise Damaged(message)
    told = (*document.problems, *walk.problems())
    return replace(document, attachments=found, problems=told)


def batch(argument: bytes) -> bytes:
    """Give the next parts of a container: the job of a worker.

    The argument is a JSON line `{name, part, offset, size, bytes_left, parts_left, read_out}`
    and the container's bytes: where to go on, and what is left of the budget there; perhaps
    `passwords` to try on a locked one, Encrypted where none of them fits. The answer is
    JSON `{pieces, next, left}` behind its length, then the pieces' bytes; a piece is
    `[kind, name, length]` of an `Event`.
    """
    line, _, data = argument.partition(b"\n")
    told = json.loads(line)
    kind = sniff.sniff(data, told["name"])
    walk = Walk(Budget(told["size"], told["bytes_left"], told["parts_left"], told["read_out"]))
    source = _source(data, told["name"], kind, told.get("passwords", ()))
    start = Place(told["part"], told["offset"])
    pieces, chunks, follow = _gathered(walk.events(source, start if start.offset else None), start)
    budget = walk.budget
    answer: dict[str, Any] = {
        "pieces": pieces,
        "next": None if follow is None else [follow.part, follow.offset],
        "left": [budget.bytes_left, budget.parts_left, budget.read_out],
    }
    head = json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace")
    return b"".join((HEAD.pack(len(head)), head, *chunks))


def _source(data: bytes, name: str, kind: str, passwords: Sequence[str]) -> Iterator[Part]:
    """Give the parts of a container; those of a locked file by one of the passwords."""
    if passwords and unlocking.is_locked(data, kind):
        found = unlocking.parts(data, kind, passwords)
        if found is None:
            message = "None of the passwords given opens it."
            raise Encrypted(message)
        return found
    return PARTS[kind](data, name) if kind in PARTS else iter(())


def _gathered(
    events: Iterator[Event], start: Place
) -> tuple[list[tuple[str, str, int]], list[bytes], Place | None]:
    """Collect pieces until the batch is full; the place to go on from, if any."""
    pieces: list[tuple[str, str, int]] = []
    chunks: list[bytes] = []
    size = 0
    number, offset = start if start.offset else (-1, 0)
    for event in events:
        if event.kind == "begin":
            number, offset = number + 1, 0
        offset += len(event.chunk)
        pieces.append((event.kind, event.name, len(event.chunk)))
        chunks.append(event.chunk)
        size += len(event.chunk)
        if size >= BATCH:
            return pieces, chunks, Place(number, offset)
    return pieces, chunks, None

"""Outlook messages (MSG) -> one drawn page as other mails; what hangs on them is attached.

Messages inside a message are named, not unpacked. Nothing outside the file is looked at.
"""

from __future__ import annotations

import datetime as dt
import re
import struct
from typing import TYPE_CHECKING, Final

from papertrace.errors import Damaged
from papertrace.model import Document, Problem
from papertrace.read import rtf, sniff
from papertrace.read.charset import decode
from papertrace.read.flow import lay_out
from papertrace.read.mail import body_blocks, head_line
from papertrace.read.ole import Compound
from papertrace.read.parts import Part, of_bytes
from papertrace.read.rtf_packed import unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.read.blocks import Block

MEDIA_TYPES: tuple[str, ...] = (sniff.MSG,)
NAME = "msg"
VERSION = "1"
_STREAM: Final = "__substg1.0_"
_SUBJECT, _FROM, _FROM_ADDRESS, _TO, _CC = "0037", "0C1A", "5D01", "0E04", "0E03"
_PLAIN, _HTML, _RTF = "1000", "1013", "1009"
_DATA, _LONG_NAME, _SHORT_NAME = "3701", "3707", "3704"
_SENT, _DELIVERED = 0x00390040, 0x0E060040
_ATTACHED = re.compile(r"__attach_version1\.0_#[0-9A-F]{8}", re.IGNORECASE)
_TORN: Final = (
    Problem("PT334", "warning", "The file is damaged; what is left of it was read.", "Compare it."),
)
_EPOCH = dt.datetime(1601, 1, 1, tzinfo=dt.UTC)


def read(data: bytes, name: str, digest: str) -> Document:
    """Read a message; Damaged where it cannot be opened."""
    file = Compound(data)
    if not any(p[-1].startswith(_STREAM) for p in file.paths):
        message = "The message holds nothing that can be read: its directory is damaged."
        raise Damaged(message)
    sender, address = _text(file, _FROM), _text(file, _FROM_ADDRESS)
    if address and address not in sender:
        sender = f"{sender} <{address}>".strip()
    subject = " ".join(_text(file, _SUBJECT).split())
    shown = (
        ("From", sender),
        ("To", _text(file, _TO)),
        ("Cc", _text(file, _CC)),
        ("Date", _date(file)),
        ("Subject", subject),
    )
    blocks = [head_line(head, told) for head, told in shown if told.strip()]
    page = lay_out([*blocks, *_body(file)])
    problems = _TORN if file.is_torn else ()
    return Document(digest, name, sniff.MSG, f"{NAME}/{VERSION}", subject, (page,), problems)


def _body(file: Compound) -> list[Block]:
    """Give the body: as HTML where there is such, else plain, else from RTF."""
    hyper, plain = _text(file, _HTML, markup=True), _text(file, _PLAIN)
    if hyper.strip():
        return body_blocks(hyper, "html", "/html-body")
    if plain.strip():
        return body_blocks(plain.rstrip("\n"), "plain", "/body")
    path = (f"{_STREAM}{_RTF}0102",)
    return rtf.blocks_of(unpacked(file.read(*path)), "/rtf-body") if path in file else []


def _text(file: Compound, number: str, folder: str = "", *, markup: bool = False) -> str:
    """Give a property's text, in whichever of its forms it is kept; '' where it is not."""
    for form in ("001F", "001E", "0102"):
        path = (*([folder] if folder else []), f"{_STREAM}{number}{form}")
        if path in file:
            held = file.read(*path)
            if form == "001F":
                return held.decode("utf-16-le", "replace").rstrip("\0").replace("\r\n", "\n")
            return decode(held.rstrip(b"\0"), markup=markup).text
    return ""


def _date(file: Compound) -> str:
    path = "__properties_version1.0"
    held = file.read(path) if (path,) in file else b""
    times = {}
    for at in range(32, len(held) - 15, 16):
        tag, _, value = struct.unpack_from("<IIQ", held, at)
        times[tag] = value
    ticks = times.get(_SENT) or times.get(_DELIVERED)
    if not ticks or ticks >> 62:
        return ""
    return (_EPOCH + dt.timedelta(microseconds=ticks // 10)).isoformat(" ", "seconds")


def parts(data: bytes, name: str) -> Iterator[Part]:
    """Give what hangs on a message."""
    del name
    file = Compound(data)
    folders = sorted({p[0] for p in file.paths if _ATTACHED.fullmatch(p[0])})
    for number, folder in enumerate(folders, 1):
        called = _text(file, _LONG_NAME, folder) or _text(file, _SHORT_NAME, folder)
        called = " ".join(called.split()).replace("/", "_") or f"attachment {number}"
        path = (folder, f"{_STREAM}{_DATA}0102")
        if path in file:
            yield of_bytes(called, file.read(*path))
        elif any(p[:2] == (folder, f"{_STREAM}{_DATA}000D") for p in file.paths):
            yield Part(called, lambda: iter(()), len(data), "message")

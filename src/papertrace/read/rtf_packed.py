"""Unpacks the compressed RTF in which Outlook keeps the text of some messages ([MS-OXRTFCP])."""

from __future__ import annotations

import struct
from typing import Final

from papertrace.errors import Damaged, OverLimit

_PACKED: Final = 0x75465A4C
_PLAIN: Final = 0x414C454D
_START: Final = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
    b"\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0"
    b"\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_RING: Final = 4096
_MOST: Final = 64 << 20


def unpacked(data: bytes) -> bytes:
    """Give the RTF; Damaged or OverLimit."""
    if len(data) < 16:  # noqa: PLR2004  (its head)
        message = "The message's text is cut off."
        raise Damaged(message)
    _, raw_size, kind, _ = struct.unpack_from("<IIII", data)
    if kind == _PLAIN:
        return data[16 : 16 + raw_size]
    if kind != _PACKED:
        message = "The message's text is packed in an unknown way."
        raise Damaged(message)
    made = _Ring()
    at = 16
    while at < len(data):
        flags, at = data[at], at + 1
        for bit in range(8):
            step = 2 if flags >> bit & 1 else 1
            if not made.take(data[at : at + step], repeats=step == 2):  # noqa: PLR2004
                return bytes(made.text)
            at += step
        if len(made.text) > _MOST:
            message = "The message's text unpacks to more than a message has."
            raise OverLimit(message)
    return bytes(made.text)


class _Ring:
    """The last 4096 bytes, which later ones may repeat."""

    def __init__(self) -> None:
        self.text = bytearray()
        self._ring = bytearray(_START.ljust(_RING, b"\0"))
        self._place = len(_START)

    def take(self, step: bytes, *, repeats: bool) -> bool:
        """Take a byte, or a place and a length to repeat; false at the end."""
        if not repeats:
            self._add(step[:1])
            return bool(step)
        told = int.from_bytes(step, "big")
        start = told >> 4
        if len(step) < 2 or start == self._place:  # noqa: PLR2004  (cut off, or the mark of the end)
            return False
        for n in range((told & 15) + 2):
            at = (start + n) % _RING
            self._add(self._ring[at : at + 1])
        return True

    def _add(self, byte: bytes | bytearray) -> None:
        self.text += byte
        self._ring[self._place : self._place + len(byte)] = byte
        self._place = (self._place + len(byte)) % _RING

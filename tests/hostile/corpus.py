"""What a hostile file is: its bytes, what must become of it, and words that must be found in it."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_HAN = (
    "山水木火土金日月天地人心口目耳手足田石竹米羊老而自至舌舟色行衣西角言谷豆走身里雨青面音食首香高"
)

READ, PARTLY, REFUSED, IGNORED = "read", "read-partly", "refused", "ignored"
UNKNOWN, LOCKED, DAMAGED, LIMIT, CRASHED = "PT301", "PT302", "PT303", "PT304", "PT305"
UNPACKING, SOME_LOCKED, SOME_DAMAGED, NOT_HELD = "PT331", "PT333", "PT334", "PT335"


@dataclass(frozen=True, slots=True)
class Sample:
    """One file, made when it is wanted."""

    name: str
    make: Callable[[], bytes]
    outcome: str = READ
    reason: str = ""
    words: tuple[str, ...] = ()
    """What must be found in it, or in what is inside it."""
    never: tuple[str, ...] = ()
    """What must not be found anywhere."""


def word(name: str) -> str:
    """Give six Han characters that belong to a name and are common to all Chinese encodings."""
    number = zlib.crc32(name.encode())
    found = ""
    for _ in range(6):
        number, at = divmod(number, len(_HAN))
        found += _HAN[at]
    return found


def latin(name: str) -> str:
    """Give a word of Latin letters that belongs to a name."""
    return "Q" + "".join(chr(ord("a") + int(d, 16)) for d in f"{zlib.crc32(name.encode()):08x}")


def of(name: str, data: bytes, outcome: str = READ, reason: str = "", *words: str) -> Sample:
    """Give a sample of small bytes that are at hand."""
    return Sample(name, lambda: data, outcome, reason, words)


def elsewhere(name: str, data: bytes, *words: str) -> Sample:
    """Give a sample that points at the system's list of users, which must not be read."""
    return Sample(name, lambda: data, READ, "", words, ("root:x:0:0",))

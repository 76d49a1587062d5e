"""The parts of 7z and RAR archives, through the system's libarchive where it is installed.

It is loaded into this process, so that it works inside a walled-off worker; nothing is run, and
nothing is extracted to the disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from papertrace.errors import Damaged
from papertrace.read import sniff
from papertrace.read.parts import Part, PartBroken, PartLocked

try:
    import libarchive  # type: ignore[import-untyped]  # it has no type marker
except (ImportError, OSError, AttributeError, TypeError):  # no library behind the binding
    libarchive = None

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from papertrace.read.parts import Why

KINDS = (sniff.SEVEN, sniff.RAR)
AVAILABLE = libarchive is not None
MISSING = (
    "7z and RAR archives need the system's libarchive (Debian's libarchive13, Homebrew's "
    "libarchive); or unpack it yourself and add the folder."
)
_LOCKED = ("passphrase", "encrypt", "password")


def parts(data: bytes, name: str) -> Iterator[Part]:
    """Give the parts of an archive; Damaged where it cannot be opened."""
    del name
    return _walked(data, None)


def _walked(data: bytes, password: bytes | None) -> Iterator[Part]:
    begun = False
    try:
        with libarchive.memory_reader(data, passphrase=password) as archive:
            for entry in archive:
                begun = True
                if entry.isdir:
                    continue
                why: Why = "" if entry.isreg and not entry.linkpath else "link"
                yield Part(entry.pathname or "", _chunks(entry), len(data), why)
    except libarchive.ArchiveError as error:
        if begun:
            raise PartBroken from error
        message = "The archive is locked or damaged."
        raise Damaged(message) from error


def opens(data: bytes, password: str) -> bool:
    """Say whether a password opens the parts of a locked archive."""
    try:
        with libarchive.memory_reader(data, passphrase=password.encode()) as archive:
            for entry in archive:
                if not entry.isdir and next(iter(entry.get_blocks()), b""):
                    return True
    except libarchive.ArchiveError:
        return False
    return False


def unlocked(data: bytes, password: str) -> Iterator[Part]:
    """Give the parts of an archive that `opens` with a password."""
    return _walked(data, password.encode())


def _chunks(entry: Any) -> Callable[[], Iterator[bytes]]:  # noqa: ANN401  (it has no types)
    def chunks() -> Iterator[bytes]:
        try:
            for block in entry.get_blocks():
                yield bytes(block)
        except libarchive.ArchiveError as error:
            locked = any(word in str(error).lower() for word in _LOCKED)
            raise (PartLocked if locked else PartBroken) from error

    return chunks


PARTS: Mapping[str, Callable[[bytes, str], Iterator[Part]]] = (
    dict.fromkeys(KINDS, parts) if AVAILABLE else {}
)
"""Media type -> how to get at the parts; empty where there is no library."""

"""The weights of the fast lane: PP-OCRv6 tiny, as they lie in the library of `faster-paddle`.

The library is only read as a file: it is never loaded and none of its code runs. The networks are
known by length and hash, so that nothing but these very weights is ever taken.
"""

from __future__ import annotations

import hashlib
import json
import mmap
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

DISTRIBUTION: Final = "faster-paddle"
_LIBRARY: Final = (".so", ".pyd", ".dylib", ".dll")
_ALPHABET: Final = b'["!", "\\"", "#"'
_CHARACTERS: Final = 6904
_LONGEST: Final = 1 << 18


@dataclass(frozen=True, slots=True)
class _Known:
    """A network by how it begins, how long it is and what its hash is."""

    begin: bytes
    size: int
    sha256: str


_DETECTION: Final = _Known(
    b"\x08\x08\x12\x00\x1a\x00:\xe2\xd5o\n\x95\x01\n\x01x\n\x0econv2d_108.w_0",
    1_829_618,
    "1130258b70c53bfd52c69cb330f4bb327387f6ae866715426696bda682c6d8bd",
)
_RECOGNITION: Final = _Known(
    b"\x08\x08\x12\x00\x1a\x00:\x91\xaf\x90\x02\n\x93\x01\n\x01x\n\x0cconv2d_0.w_0",
    4_462_498,
    "63e9e23c26f77daf61ade813ad3b3b25283a4ddd229adfe227ff9ad48b68da75",
)


def found() -> tuple[bytes, bytes, tuple[str, ...]]:
    """Give detection, recognition and the alphabet.

    PackageNotFoundError or FileNotFoundError where they are not there.
    """
    with library().open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as held:
        return _cut(held, _DETECTION), _cut(held, _RECOGNITION), _characters(held)


def library() -> Path:
    """Give the place of the library; PackageNotFoundError or FileNotFoundError without one."""
    held = distribution(DISTRIBUTION)
    for one in held.files or ():
        path = Path(str(one.locate()))
        if path.suffix in _LIBRARY and path.is_file():
            return path
    raise PackageNotFoundError(DISTRIBUTION)


def _cut(held: mmap.mmap, known: _Known) -> bytes:
    at = held.find(known.begin)
    while at >= 0:
        cut = held[at : at + known.size]
        if hashlib.sha256(cut).hexdigest() == known.sha256:
            return cut
        at = held.find(known.begin, at + 1)
    raise FileNotFoundError(DISTRIBUTION)


def _characters(held: mmap.mmap) -> tuple[str, ...]:
    """Give the alphabet: of the lists of characters in the library the one of the right length."""
    at = held.find(_ALPHABET)
    while at >= 0:
        text = held[at : at + _LONGEST].decode("utf-8", "ignore")
        listed, _ = json.JSONDecoder().raw_decode(text)
        if len(listed) == _CHARACTERS:
            return tuple(listed)
        at = held.find(_ALPHABET, at + 1)
    raise FileNotFoundError(DISTRIBUTION)

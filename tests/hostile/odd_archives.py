"""Archives that lie about names, sizes and kinds of what they hold; nothing may leave the case."""

from __future__ import annotations

import gzip
import io
import random
import struct
import tarfile
import warnings
import zipfile
import zlib
from typing import TYPE_CHECKING

from format_samples import zipped
from hostile.bombs import overlapping
from hostile.corpus import (
    DAMAGED,
    IGNORED,
    LOCKED,
    PARTLY,
    READ,
    REFUSED,
    SOME_DAMAGED,
    SOME_LOCKED,
    UNKNOWN,
    elsewhere,
    of,
    word,
)
from hostile.sound import odd_zip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hostile.corpus import Sample

_LINK = 0o120777 << 16
_NAMES = (
    "../outside.txt",
    "../../../../../../var/outside.txt",
    "/var/outside.txt",
    "a/../../outside.txt",
    "C:\\outside.txt",
    "..\\outside.txt",
    "\\\\host\\share\\outside.txt",
    "C:/outside.txt",
    "a/b/../../../outside.txt",
)
_ODD = (
    "a:b.txt",
    "con.txt",
    "a\u202etxt.exe.txt",
    "a\nb.txt",
    "a\tb.txt",
    "%2e%2e%2foutside.txt",
    "~/outside.txt",
    "$HOME/outside.txt",
    "`id`.txt",
    "-rf.txt",
    "<script>alert(1)</script>.txt",
    "a" * 250 + ".txt",
    "/".join("d" * 20 for _ in range(40)) + "/x.txt",
    "..txt",
    "...",
    "a/./b.txt",
    "a//b.txt",
    " .txt",
    "\u200b.txt",
    "甲\ud7ff.txt",
)


def tarred(*parts: tuple[tarfile.TarInfo, bytes]) -> bytes:
    """Give a tar of members as they are described."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w", format=tarfile.GNU_FORMAT) as file:
        for info, data in parts:
            info.size = len(data)
            file.addfile(info, io.BytesIO(data))
    return held.getvalue()


def _member(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    return info


def names() -> Iterator[Sample]:
    """Names that lead outside, one a file, and odd ones."""
    for n, name in enumerate(_NAMES):
        note = f"leads-out-{n}"
        data = odd_zip(
            [
                (zipfile.ZipInfo("note.txt"), word(note).encode()),
                (zipfile.ZipInfo(name), b"outside"),
            ]
        )
        yield of(f"{note}.zip", data, READ, "", word(note))
        data = tarred((_member("note.txt"), word(note).encode()), (_member(name), b"outside"))
        yield of(f"{note}.tar", data, READ, "", word(note))
    for n, name in enumerate(_ODD):
        note = f"odd-{n}"
        data = odd_zip([(zipfile.ZipInfo(name), word(note).encode())])
        yield of(
            f"{note}.zip", data, READ, "", *([] if name in ("...", "a:b.txt") else [word(note)])
        )


def links() -> Iterator[Sample]:
    """Links and devices, which are named and never followed."""
    for n, target in enumerate(("/etc/passwd", "../../../etc/passwd", "/proc/self/environ")):
        info = zipfile.ZipInfo("link.txt")
        info.create_system, info.external_attr = 3, _LINK
        first = (zipfile.ZipInfo("note.txt"), word("links").encode())
        data = odd_zip([first, (info, target.encode())])
        yield elsewhere(f"link-{n}.zip", data, word("links"))
    kinds = {
        "symlink": (tarfile.SYMTYPE, "/etc/passwd"),
        "hardlink": (tarfile.LNKTYPE, "/etc/passwd"),
        "hardlink-out": (tarfile.LNKTYPE, "../../../../etc/passwd"),
        "character": (tarfile.CHRTYPE, ""),
        "block": (tarfile.BLKTYPE, ""),
        "pipe": (tarfile.FIFOTYPE, ""),
    }
    for name, (kind, link) in kinds.items():
        note = word(f"tar {name}")
        data = tarred((_member("note.txt"), note.encode()), (_member("x", kind, link), b""))
        yield elsewhere(f"{name}.tar", data, note)
    note = word("through")
    data = tarred(
        (_member("note.txt"), note.encode()),
        (_member("d", tarfile.SYMTYPE, "/var"), b""),
        (_member("d/outside.txt"), word("under link").encode()),
    )
    yield of("through-link.tar", data, READ, "", note, word("under link"))
    loop = tarred(
        (_member("a", tarfile.SYMTYPE, "b"), b""), (_member("b", tarfile.SYMTYPE, "a"), b"")
    )
    yield of("loop.tar", loop)


def lies() -> Iterator[Sample]:
    """Wrong sizes, sums, counts; equal names; locked parts."""
    sound = zipped({"a.txt": word("first"), "b.txt": word("second")})
    yield of("equal.zip", _equal(), READ, "", word("equal 1"), word("equal 2"))
    yield of("overlap-small.zip", overlapping(30, 1), PARTLY, "PT331")
    crc = bytearray(sound)
    at = crc.rindex(b"PK\1\2")
    crc[at + 16] ^= 0xFF
    yield of("sum.zip", bytes(crc), PARTLY, SOME_DAMAGED, word("first"))
    for n, (offset, value) in enumerate(((20, 1), (20, 0x7FFFFFFF), (24, 1), (24, 0xFFFFFFF0))):
        lying = bytearray(sound)
        at = lying.rindex(b"PK\1\2")
        lying[at + offset : at + offset + 4] = struct.pack("<I", value)
        ended = (PARTLY, SOME_DAMAGED) if value == 1 else (READ, "")
        yield of(f"sizes-{n}.zip", bytes(lying), *ended, word("first"))
    end = sound.rindex(b"PK\5\6")
    count = bytearray(sound)
    count[end + 8 : end + 12] = struct.pack("<HH", 9, 9)
    yield of("count.zip", bytes(count), READ, "", word("first"), word("second"))
    place = bytearray(sound)
    place[end + 16 : end + 20] = struct.pack("<I", 0xFFFFFF00)
    yield of("directory.zip", bytes(place), REFUSED, DAMAGED)
    far = bytearray(sound)
    at = far.rindex(b"PK\1\2")
    far[at + 42 : at + 46] = struct.pack("<I", 0x7FFFFFFF)
    yield of("place.zip", bytes(far), PARTLY, SOME_DAMAGED, word("first"))
    yield of("before.zip", b"#!/bin/sh\necho hello\n" + sound, IGNORED, UNKNOWN)
    yield of("locked.zip", _locked(sound, every=True), REFUSED, LOCKED)
    yield of("half-locked.zip", _locked(sound, every=False), PARTLY, SOME_LOCKED, word("second"))
    yield of("method.zip", _method(sound, 99), PARTLY, SOME_DAMAGED, word("first"))
    yield of("empty.zip", zipped({}), READ)
    yield of("comment.zip", _comment(sound), REFUSED, DAMAGED)
    yield of("gbk.zip", _gbk(), READ, "", word("gbk name"))
    info = zipfile.ZipInfo("folder/")
    yield of("folder-with-bytes.zip", odd_zip([(info, word("folder").encode())]), READ)
    yield of(
        "cut.tar.gz", gzip.compress(_long_tar())[:-600], PARTLY, SOME_DAMAGED, word("long tar 0")
    )
    tar = bytearray(_long_tar())
    tar[1024 + 148] ^= 0x15
    yield of("sum.tar", bytes(tar), PARTLY, SOME_DAMAGED, word("long tar 0"))
    huge = bytearray(_long_tar())
    huge[124:136] = b"\x80" + b"\xff" * 11
    yield of("size.tar", _summed(huge), REFUSED, DAMAGED)
    pax = io.BytesIO()
    with tarfile.open(fileobj=pax, mode="w", format=tarfile.PAX_FORMAT) as file:
        info_ = tarfile.TarInfo("x")
        info_.pax_headers = {"path": "../../outside.txt", "size": "5"}
        info_.size = 5
        file.addfile(info_, io.BytesIO(b"outsi"))
    yield of("pax-name.tar", pax.getvalue())
    yield of(
        "tail.gz", gzip.compress(word("tail").encode()) + b"rubbish" * 9, READ, "", word("tail")
    )


def _equal() -> bytes:
    held = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(held, "w") as file:
        warnings.simplefilter("ignore")
        file.writestr("a.txt", word("equal 1"))
        file.writestr("a.txt", word("equal 2"))
    return held.getvalue()


def _locked(sound: bytes, *, every: bool) -> bytes:
    made = bytearray(sound)
    at = made.find(b"PK\1\2")
    while at >= 0:
        made[at + 8] |= 1
        local = struct.unpack_from("<I", made, at + 42)[0]
        made[local + 6] |= 1
        at = made.find(b"PK\1\2", at + 4) if every else -1
    return bytes(made)


def _method(sound: bytes, method: int) -> bytes:
    made = bytearray(sound)
    at = made.rindex(b"PK\1\2")
    made[at + 10 : at + 12] = struct.pack("<H", method)
    local = struct.unpack_from("<I", made, at + 42)[0]
    made[local + 8 : local + 10] = struct.pack("<H", method)
    return bytes(made)


def _comment(sound: bytes) -> bytes:
    end = sound.rindex(b"PK\5\6")
    fake = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 7, 7, 1, 1, 0)
    return sound[: end + 20] + struct.pack("<H", 60) + b"c" * 38 + fake[:22]


def _gbk() -> bytes:
    raw, data = "采购公告/附件.txt".encode("gbk"), word("gbk name").encode("gbk")
    fixed = struct.pack("<HHHHHIII", 20, 0, 0, 0, 33, zlib.crc32(data), len(data), len(data))
    head = b"PK\3\4" + fixed + struct.pack("<HH", len(raw), 0) + raw + data
    listed = b"PK\1\2" + struct.pack("<H", 20) + fixed
    listed += struct.pack("<HHHHHII", len(raw), 0, 0, 0, 0, 0, 0) + raw
    return (
        head + listed + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(listed), len(head), 0)
    )


def _long_tar() -> bytes:
    noise = random.Random(7)  # noqa: S311  (not for secrets)
    return tarred(
        *(
            (
                _member(f"{n}.txt"),
                word(f"long tar {n}").encode() if n == 0 else noise.randbytes(900),
            )
            for n in range(6)
        )
    )


def _summed(head: bytearray) -> bytes:
    head[148:156] = b" " * 8
    head[148:156] = f"{sum(head[:512]):06o}\0 ".encode()
    return bytes(head)


def samples() -> Iterator[Sample]:
    """All of them."""
    yield from names()
    yield from links()
    yield from lies()

"""Image files that lie about their size, are torn, or hold more than one thing."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING

from PIL import Image

from hostile.corpus import DAMAGED, IGNORED, LIMIT, READ, REFUSED, UNKNOWN, Sample, of
from hostile.sound import files

if TYPE_CHECKING:
    from collections.abc import Iterator


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(wide: int, high: int, body: bytes = b"", *more: bytes) -> bytes:
    """Give a PNG of grey that says it is so large."""
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")
    )


def _tiff(*entries: tuple[int, int, int, int], follow: int = 0) -> bytes:
    listed = b"".join(struct.pack("<HHII", *e) for e in entries)
    return b"II*\0" + struct.pack("<IH", 8, len(entries)) + listed + struct.pack("<I", follow)


def _many(count: int) -> bytes:
    frames = [Image.new("1", (2, 2)) for _ in range(count)]
    held = io.BytesIO()
    frames[0].save(held, "TIFF", save_all=True, append_images=frames[1:])
    return held.getvalue()


def samples() -> Iterator[Sample]:
    """All of them."""
    blank = zlib.compress(bytes(101 * 100))
    yield of("dimensions.png", png(100_000, 100_000, blank), REFUSED, LIMIT)
    yield of("dimensions-most.png", png(0x7FFFFFFF, 0x7FFFFFFF, blank), REFUSED, LIMIT)
    yield of("none.png", png(0, 0, blank), REFUSED, DAMAGED)
    yield of("lines.png", png(1, 90_000_000, blank), REFUSED, "PT321")
    text = _chunk(b"zTXt", b"k\0\0" + zlib.compress(bytes(60 << 20), 9))
    yield of("text-bomb.png", png(10, 10, zlib.compress(bytes(110)), text), REFUSED, DAMAGED)
    profile = _chunk(b"iCCP", b"k\0\0" + zlib.compress(bytes(60 << 20), 9))
    yield of("profile-bomb.png", png(10, 10, zlib.compress(bytes(110)), profile), REFUSED, DAMAGED)
    bombed = png(9000, 9000, zlib.compress(bytes(9001 * 9000), 9))
    yield of("white.png", bombed, READ)
    wide = (
        (256, 4, 1, 100_000),
        (257, 4, 1, 100_000),
        (258, 3, 1, 8),
        (262, 3, 1, 1),
        (273, 4, 1, 8),
        (279, 4, 1, 9),
    )
    yield of("dimensions.tif", _tiff(*wide), REFUSED, LIMIT)
    small = (
        (256, 4, 1, 10),
        (257, 4, 1, 10),
        (258, 3, 1, 8),
        (262, 3, 1, 1),
        (273, 4, 1, 0xFFFFFF),
        (279, 4, 1, 100),
    )
    yield of("loop.tif", _tiff(*small, follow=8), REFUSED, "PT321")
    yield of("none.tif", _tiff(), REFUSED, DAMAGED)
    yield Sample("pages-2001.tif", lambda: _many(2001), REFUSED, LIMIT)
    webp = (
        b"RIFF"
        + struct.pack("<I", 30)
        + b"WEBPVP8X"
        + struct.pack("<I", 10)
        + b"\0\0\0\0"
        + b"\xff" * 6
    )
    yield of("dimensions.webp", webp, REFUSED, LIMIT)
    size = struct.pack(
        ">IHIIIIIIIIH", 0xFF4FFF51, 41, 0, 0x7FFFFFFF, 0x7FFFFFFF, 0, 0, 1000, 1000, 0, 0
    )[:40]
    yield of("dimensions.jp2", size + bytes(9), REFUSED, DAMAGED)
    jpeg = bytearray(files()["jpg"][0])
    at = jpeg.index(b"\xff\xc0")
    jpeg[at + 5 : at + 9] = b"\xff\xff\xff\xff"
    yield of("dimensions.jpg", bytes(jpeg), REFUSED, LIMIT)
    bmp = bytearray(files()["bmp"][0])
    bmp[18:26] = struct.pack("<ii", 0x7FFFFFF, 0x7FFFFFF)
    yield of("dimensions.bmp", bytes(bmp), REFUSED, LIMIT)
    yield of(
        "dimensions.gif",
        b"GIF89a\xff\xff\xff\xff\0\0\0,\0\0\0\0\xff\xff\xff\xff\0\x02\0;",
        IGNORED,
        UNKNOWN,
    )
    yield of("head.png", b"\x89PNG\r\n\x1a\n", REFUSED, DAMAGED)
    yield of("head.jpg", b"\xff\xd8\xff", REFUSED, DAMAGED)
    yield of("head.webp", b"RIFF\0\0\0\0WEBP", REFUSED, DAMAGED)

"""Web archives, 7z and RAR: their parts, and what stands in the way."""

from __future__ import annotations

import gzip
import hashlib
import struct
import zlib

import pytest

from format_samples import as_html, zipped
from papertrace.errors import Damaged, UnknownFormat
from papertrace.read import foreign_archives, read, sniff

libarchive = pytest.importorskip("libarchive")


def record(kind: str, address: str, payload: bytes, content: str) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\n"
    head += "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
    head += "WARC-Date: 2031-03-05T01:30:00Z\r\n"
    head += f"Content-Type: {content}\r\nContent-Length: {len(payload)}\r\n\r\n"
    return head.encode() + payload + b"\r\n\r\n"


def response(address: str, body: bytes, status: str = "200 OK", more: str = "") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n{more}\r\n".encode()
    return record("response", address, head + body, "application/http; msgtype=response")


def web() -> list[bytes]:
    chunked = b"5\r\n<p>ab\r\n4\r\nc</p\r\n1\r\n>\r\n0\r\n\r\n"
    return [
        record("warcinfo", "x", b"software: x\r\n", "application/warc-fields"),
        response("https://a.gov.cn/x/notice.html", as_html()),
        record("request", "https://a.gov.cn/", b"GET / HTTP/1.1\r\n\r\n", "application/http"),
        response("https://a.gov.cn/old", b"", "301 Moved", "Location: /x\r\n"),
        response("https://a.gov.cn/", chunked, more="Transfer-Encoding: chunked\r\n"),
        record("resource", "urn:x/../../etc/passwd", b"text", "text/plain"),
    ]


def test_a_warc_holds_the_pages_it_captured() -> None:
    for data in (b"".join(web()), b"".join(gzip.compress(r) for r in web())):
        document = read(data, "x.warc.gz")
        assert [(a.name, a.media_type) for a in document.attachments] == [
            ("a.gov.cn/x/notice.html", sniff.HTML),
            ("a.gov.cn/index.html", sniff.HTML),
            ("x/etc/passwd", sniff.TEXT),
        ]
        assert document.attachments[0].size == len(as_html())
        assert document.attachments[1].size == len(b"<p>abc</p>")
        assert document.problems == ()


def test_a_wacz_is_its_warcs() -> None:
    packed = b"".join(gzip.compress(r) for r in web())
    parts: dict[str, bytes | str] = {
        "datapackage.json": "{}",
        "pages/pages.jsonl": "{}",
        "archive/data.warc.gz": packed,
    }
    document = read(zipped(parts), "x.wacz")
    assert document.media_type == sniff.WACZ
    assert len(document.attachments) == 3


def test_a_warc_that_is_cut_off_gives_what_came_before() -> None:
    data = b"".join(web())
    document = read(data[: data.index(b"WARC-Type: request") + 40], "x.warc")
    assert [a.name for a in document.attachments] == ["a.gov.cn/x/notice.html"]


def seven(**parts: bytes) -> bytes:
    chunks: list[bytes] = []

    def keep(data: bytes) -> int:
        chunks.append(bytes(data))
        return len(data)

    with libarchive.custom_writer(keep, "7zip") as out:
        for name, data in parts.items():
            out.add_file_from_memory(name.replace("_", "."), len(data), data)
    return b"".join(chunks)


def rar(name: str, data: bytes) -> bytes:
    """Give a RAR 4 archive of one stored file."""

    def block(kind: int, flags: int, body: bytes, follows: bytes = b"") -> bytes:
        head = struct.pack("<BHH", kind, flags, 7 + len(body)) + body
        return struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head + follows

    raw = name.encode()
    sizes = struct.pack("<IIBI", len(data), len(data), 3, zlib.crc32(data))
    told = sizes + struct.pack("<IBBHI", 0, 20, 0x30, len(raw), 0o100644)
    file = block(0x74, 0x8000, told + raw, data)
    return b"Rar!\x1a\x07\x00" + block(0x73, 0, bytes(6)) + file + block(0x7B, 0x4000, b"")


def number(value: int) -> bytes:
    """Give a number as RAR 5 writes it: seven bits a byte, the lowest first."""
    made = bytearray()
    while True:
        made.append(value & 0x7F | (0x80 if value > 0x7F else 0))
        value >>= 7
        if not value:
            return bytes(made)


def rar5(**parts: bytes) -> bytes:
    """Give a RAR 5 archive of stored files."""

    def block(kind: int, body: bytes, follows: bytes | None = None) -> bytes:
        told = number(kind) + (number(0) if follows is None else number(2) + number(len(follows)))
        head = number(len(told + body)) + told + body
        return struct.pack("<I", zlib.crc32(head)) + head + (follows or b"")

    def file(name: str, data: bytes) -> bytes:
        raw = name.encode()
        told = number(4) + number(len(data)) + number(0o100644)
        told += struct.pack("<I", zlib.crc32(data)) + number(0) + number(1)
        return block(2, told + number(len(raw)) + raw, data)

    files = b"".join(file(name.replace("_", "."), data) for name, data in parts.items())
    return b"Rar!\x1a\x07\x01\x00" + block(1, number(0)) + files + block(5, number(0))


def test_rar_5_holds_parts_whose_bytes_come_out_whole() -> None:
    long = "乙".encode() * 70_000
    data = rar5(公告_txt="甲".encode(), b_html=as_html(), 长_txt=long)
    assert [(a.name, a.size, a.digest) for a in read(data, "x.rar").attachments] == [
        (name, len(part), hashlib.sha256(part).hexdigest())
        for name, part in (("公告.txt", "甲".encode()), ("b.html", as_html()), ("长.txt", long))
    ]
    torn = read(data[: len(data) - 100_000], "x.rar")
    assert [a.name for a in torn.attachments] == ["公告.txt", "b.html"]
    assert [p.code for p in torn.problems] == ["PT334"]


def test_7z_and_rar_hold_parts() -> None:
    document = read(seven(a_txt="甲".encode(), b_html=as_html()), "x.7z")
    assert [(a.name, a.size) for a in document.attachments] == [
        ("a.txt", 3),
        ("b.html", len(as_html())),
    ]
    document = read(rar("公告.txt", "乙".encode()), "x.rar")
    assert [(a.name, a.size) for a in document.attachments] == [("公告.txt", 3)]
    with pytest.raises(Damaged):
        read(seven(a_txt=b"x" * 99)[:50], "x.7z")


def test_without_the_library_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign_archives, "AVAILABLE", False)
    with pytest.raises(UnknownFormat, match="libarchive13"):
        read(rar("a", b"x"), "x.rar")

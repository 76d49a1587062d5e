"""Archives: names, links, locks, damage, bombs; what is listed and what is left out."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import json
import lzma
import struct
import tarfile
import zipfile
import zlib

import pytest

from format_samples import zipped
from papertrace.errors import Damaged, Encrypted
from papertrace.model import Document, from_json, to_json
from papertrace.read import members, read
from papertrace.read.member_names import clean, from_address

_LOCKED_FLAG = 1
_MIB = 1 << 20


def tarred(*parts: tuple[tarfile.TarInfo, bytes]) -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as file:
        for info, data in parts:
            info.size = len(data)
            file.addfile(info, io.BytesIO(data))
    return held.getvalue()


def member(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    return info


def names(document: Document) -> list[str]:
    return [a.name for a in document.attachments]


def codes(document: Document) -> list[str]:
    return [p.code for p in document.problems]


def gbk_zip(name: str, data: bytes, extra: bytes = b"") -> bytes:
    """Give a ZIP as Chinese Windows writes it: names in GBK, no flag that says so."""
    raw = name.encode("gbk")
    crc, size = zlib.crc32(data), len(data)
    fixed = struct.pack("<HHHHHIII", 20, 0, 0, 0, 33, crc, size, size)
    head = b"PK\3\4" + fixed + struct.pack("<HH", len(raw), len(extra)) + raw + extra + data
    lengths = struct.pack("<HHHHHII", len(raw), len(extra), 0, 0, 0, 0, 0)
    listed = b"PK\1\2" + struct.pack("<H", 20) + fixed + lengths + raw + extra
    end = struct.pack("<HHHHIIH", 0, 0, 1, 1, len(listed), len(head), 0)
    return head + listed + b"PK\5\6" + end


def test_a_zip_lists_its_parts() -> None:
    document = read(zipped({"a.txt": "甲", "b/c.html": "<p>乙", "b/": ""}), "x.zip")
    assert (document.media_type, document.pages) == ("application/zip", ())
    assert names(document) == ["a.txt", "b/c.html"]
    first = document.attachments[0]
    assert first.digest == hashlib.sha256("甲".encode()).hexdigest()
    assert (first.size, first.media_type) == (3, "text/plain")
    assert document.attachments[1].media_type == "text/html"
    assert from_json(Document, json.loads(json.dumps(to_json(document)))) == document


def test_names_are_read_whatever_their_encoding() -> None:
    assert names(read(gbk_zip("采购公告/附件一.txt", b"x"), "x.zip")) == ["采购公告/附件一.txt"]
    raw = "预算.txt".encode("gbk")
    told = b"\x01" + struct.pack("<I", zlib.crc32(raw)) + "预算-真名.txt".encode()
    extra = struct.pack("<HH", 0x7075, len(told)) + told
    assert names(read(gbk_zip("预算.txt", b"x", extra), "x.zip")) == ["预算-真名.txt"]
    info = member("x")
    info.name = "公告.txt".encode("gbk").decode("utf-8", "surrogateescape")
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w", format=tarfile.GNU_FORMAT, encoding="utf-8") as file:
        file.addfile(info)
    assert names(read(held.getvalue(), "x.tar")) == ["公告.txt"]


def test_compressed_files_hold_one_part_or_a_tar() -> None:
    for squeeze, ending in ((gzip.compress, "gz"), (bz2.compress, "bz2"), (lzma.compress, "xz")):
        document = read(squeeze(b"a,b\n"), f"folder/x.csv.{ending}")
        assert names(document) == ["x.csv"]
        assert document.attachments[0].media_type == "text/csv"
        packed = squeeze(tarred((member("d/a.txt"), b"x")))
        assert names(read(packed, f"x.tar.{ending}")) == ["d/a.txt"]


def test_links_are_left_out_and_names_that_lead_outside_are_data() -> None:
    document = read(
        tarred(
            (member("good.txt"), b"x"),
            (member("link", tarfile.SYMTYPE, "/etc/passwd"), b""),
            (member("hard", tarfile.LNKTYPE, "good.txt"), b""),
            (member("fifo", tarfile.FIFOTYPE), b""),
            (member("../up.txt"), b"x"),
            (member("/etc/x.txt"), b"x"),
            (member(".DS_Store"), b"x"),
        ),
        "x.tar",
    )
    assert names(document) == ["good.txt", "__/up.txt", "_/etc/x.txt"]
    assert codes(document) == ["PT332"] * 3
    assert [p.message.split()[0] for p in document.problems] == ["3", "2", "1"]
    link = zipfile.ZipInfo("to.txt")
    link.external_attr = 0o120777 << 16
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        file.writestr(link, "/etc/passwd")
        file.writestr("C:\\x.txt", "x")
        file.writestr("a\\b.txt", "x")
        file.writestr("a/b.txt", "y")
    document = read(held.getvalue(), "x.zip")
    assert names(document) == ["C_/x.txt", "a/b.txt", "a/b (2).txt"]
    assert [p.message.split()[0] for p in document.problems] == ["1", "1"]


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("a/./b//c.txt", "a/b/c.txt"),
        ("a\\b.txt", "a/b.txt"),
        ("a\n\x1b[2J\u202etxt", "a\ufffd\ufffd[2J\ufffdtxt"),
        ("..\\x", ""),
        ("\\\\host\\x", ""),
        ("c:x", ""),
        ("", ""),
        ("x" * 1001, ""),
    ],
)
def test_names_are_cleaned(raw: str, name: str) -> None:
    assert clean(raw) == name


def test_addresses_become_names() -> None:
    assert from_address("https://a.gov.cn/x/y.html?id=1") == "a.gov.cn/x/y.html?id=1"
    assert from_address("http://a.gov.cn/../../x/") == "a.gov.cn/x/index.html"
    assert from_address("a.gov.cn") == "a.gov.cn/index.html"


def _locked(data: bytes, *, every: bool) -> bytes:
    """Set the flag of locked parts, in the directory, on all or on the first."""
    found = bytearray(data)
    at = found.find(b"PK\1\2")
    while at >= 0:
        found[at + 8] |= _LOCKED_FLAG
        at = found.find(b"PK\1\2", at + 4) if every else -1
    return bytes(found)


def test_locked_parts_are_named() -> None:
    data = zipped({"a.txt": "x", "b.txt": "y"})
    document = read(_locked(data, every=False), "x.zip")
    assert names(document) == ["b.txt"]
    assert codes(document) == ["PT333"]
    with pytest.raises(Encrypted, match="All 2 parts"):
        read(_locked(data, every=True), "x.zip")


def test_damage_stops_nothing_else() -> None:
    parts = {"a.txt": b"a" * 999, "b.txt": b"b" * 999}
    data = bytearray(zipped(parts))
    data[40] ^= 0xFF
    document = read(bytes(data), "x.zip")
    assert names(document) == ["b.txt"]
    assert codes(document) == ["PT334"]
    with pytest.raises(Damaged, match="cut off"):
        read(bytes(data)[:100], "x.zip")
    packed = gzip.compress(bytes(range(256)) * 99)
    with pytest.raises(Damaged, match="all are damaged"):
        read(packed[:-30], "x.gz")
    cut = tarred((member("a"), b"x" * 2000), (member("b"), b"y" * 9000))[:6000]
    document = read(cut, "x.tar")
    assert names(document) == ["a"]
    assert "PT334" in codes(document)


def test_bombs_end_at_the_ratio() -> None:
    zeros = bytes(12 * _MIB)
    document = read(zipped({"bomb": zeros, "small.txt": "x"}), "x.zip")
    assert names(document) == ["small.txt"]
    assert codes(document) == ["PT331"]
    pieces = {str(n): bytes(3 * _MIB) for n in range(9)}
    document = read(zipped({**pieces, "small.txt": "x"}), "x.zip")
    assert len(document.attachments) == 3
    assert "100 times the size of the file" in document.problems[0].message
    document = read(zipped({"noise": _noise(_MIB), "bomb": zeros, "small.txt": "x"}), "x.zip")
    assert names(document) == ["noise", "small.txt"]
    assert "1 swelled" in document.problems[0].message
    document = read(gzip.compress(zeros), "x.gz")
    assert (names(document), codes(document)) == ([], ["PT331"])


def _noise(size: int) -> bytes:
    """Give bytes that do not compress, the same every time."""
    return b"".join(hashlib.sha256(n.to_bytes(4)).digest() for n in range(size // 32))


def test_too_many_parts_end_the_walk() -> None:
    document = read(zipped({f"{n}.txt": "" for n in range(10_050)}), "x.zip")
    assert len(document.attachments) == 10_000
    assert codes(document) == ["PT331"]


def _batch(data: bytes, **told: int) -> tuple[list[tuple[str, str, int]], bytes, list[int] | None]:
    start = {"part": 0, "offset": 0, "bytes_left": 1 << 30, "parts_left": 99, "read_out": 0}
    line = json.dumps({"name": "x.zip", "size": len(data), **start, **told})
    output = members.batch(line.encode() + b"\n" + data)
    (size,) = members.HEAD.unpack_from(output)
    head = json.loads(output[members.HEAD.size :][:size])
    pieces = [tuple(p) for p in head["pieces"]]
    return pieces, output[members.HEAD.size + size :], head["next"]


def test_batches_joined_are_the_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(members, "BATCH", _MIB)
    parts = {"a": _noise(3 * _MIB), "b": b"", "c": _noise(_MIB // 2), "d": b"end"}
    data = zipped(parts)
    got: dict[str, bytes] = {}
    follow: list[int] | None = [0, 0]
    rounds, ended, name = 0, [], ""
    while follow is not None:
        pieces, held, follow = _batch(data, part=follow[0], offset=follow[1])
        assert len(held) < 2 * _MIB
        rounds += 1
        for kind, told, size in pieces:
            if kind == "begin":
                name = told
                assert name not in got
                got[name] = b""
            got[name] += held[:size]
            held = held[size:]
            ended += [name] if kind == "end" else []
    assert got == parts
    assert ended == list(parts)
    assert rounds >= 3


def test_a_batch_minds_the_budget_it_is_given() -> None:
    data = zipped({"a": "x" * 50, "b": "y" * 50})
    pieces, held, _ = _batch(data, bytes_left=60)
    assert [p[0] for p in pieces] == ["begin", "bytes", "end", "begin", "drop"]
    assert held == b"x" * 50
    assert [p[0] for p in _batch(data, parts_left=1)[0]] == ["begin", "bytes", "end"]

"""What is written is read back by other people's programs, byte for byte."""

from __future__ import annotations

import getpass
import gzip
import io
import platform

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType
from warcio.archiveiterator import ArchiveIterator as Warcio

from papertrace.collect.addresses import address_of
from papertrace.collect.fetching import Exchange
from papertrace.collect.reach import Line
from papertrace.collect.warcs import Entry, warc_of
from papertrace.read import read

PLAIN = b"HTTP/1.1 200 OK\r\nContent-type:text/html\r\nX-Odd:  a\r\n\r\n<p>\xb9\xab\xb8\xe6</p>"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n<p>\r\n0\r\n\r\n"
PACKED = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"<p>packed</p>")


def exchange(path: str, response: bytes, trouble: str = "") -> Exchange:
    address = address_of(f"https://www.example.gov.cn{path}")
    line = Line("93.184.216.34", 443, tls="TLSv1.3", cipher="X", certificate=b"der")
    asked = f"GET {path} HTTP/1.1\r\nHost: www.example.gov.cn\r\n\r\n".encode()
    at = "2031-03-05T01:30:00.123+00:00"
    return Exchange(address, at, 0.25, asked, response, 200, (), b"", line, trouble)


@pytest.fixture(scope="module")
def archive() -> bytes:
    entries = [
        Entry(exchange("/a/1.html", PLAIN)),
        Entry(exchange("/chunked", CHUNKED)),
        Entry(exchange("/packed", PACKED)),
        Entry(exchange("/style.css", b"HTTP/1.1 200 OK\r\n\r\np{}"), "furniture"),
        Entry(exchange("/cut", b"HTTP/1.1 200 OK\r\n\r\n<p>hal", "slow")),
        Entry(exchange("/nothing", b"", "silent")),
    ]
    return warc_of(entries, "classic")


def test_warcio_reads_every_byte_as_it_was_on_the_line(archive: bytes) -> None:
    bodies, kinds = [], []
    for record in Warcio(io.BytesIO(archive), no_record_parse=True):
        kinds.append(record.rec_type)
        if record.rec_type == "response":
            bodies.append(record.raw_stream.read())
    assert bodies[:3] == [PLAIN, CHUNKED, PACKED]
    assert kinds == ["warcinfo", *["response", "request", "metadata"] * 5, "request", "metadata"]


def test_warcio_and_fastwarc_agree_with_every_digest(archive: bytes) -> None:
    for record in Warcio(io.BytesIO(archive), check_digests="raise"):
        record.content_stream().read()
    checked = 0
    for one in ArchiveIterator(io.BytesIO(archive), parse_http=False):
        assert one.verify_block_digest(), one.headers
        checked += 1
    assert checked == 18
    for one in ArchiveIterator(io.BytesIO(archive), record_types=WarcRecordType.response):
        assert one.verify_payload_digest(), one.headers


def test_the_facts_of_the_line_stand_beside_the_answer(archive: bytes) -> None:
    told = {}
    for record in Warcio(io.BytesIO(archive)):
        if record.rec_type == "metadata":
            told[record.rec_headers.get_header("WARC-Target-URI")] = record.content_stream().read()
        if record.rec_type == "response":
            assert record.rec_headers.get_header("WARC-IP-Address") == "93.184.216.34"
            assert record.rec_headers.get_header("WARC-Date") == "2031-03-05T01:30:00.123Z"
    first = told["https://www.example.gov.cn/a/1.html"].decode()
    assert "fetchTimeMs: 250" in first
    assert "tls-version: TLSv1.3" in first
    assert "tls-certificate-sha256: " in first
    assert "trouble: slow" in told["https://www.example.gov.cn/cut"].decode()


def test_the_reader_finds_the_pages_and_leaves_the_furniture(archive: bytes) -> None:
    document = read(archive, "x.warc.gz")
    names = [a.name.rpartition("/")[2] for a in document.attachments]
    assert names == ["1.html", "chunked", "packed", "cut"]
    assert document.attachments[2].size == len(b"<p>packed</p>")
    assert [p.code for p in document.problems] == ["PT366"]


def test_nothing_of_this_machine_is_told(archive: bytes) -> None:
    plain = gzip.decompress(archive)
    assert platform.node().encode() not in plain
    assert getpass.getuser().encode() not in plain or getpass.getuser() == "root"

"""What a file is."""

from __future__ import annotations

import io
import zipfile

import pytest

from papertrace.errors import Damaged, UnknownFormat
from papertrace.read import read, sniff

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def _zipped(name: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        file.writestr(name, "x")
    return held.getvalue()


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"%PDF-1.7\n", "a.txt", sniff.PDF),
        (b"\n\n%PDF-1.4", "a", sniff.PDF),
        (_zipped("xl/workbook.xml"), "a.zip", sniff.XLSX),
        (_zipped("word/document.xml"), "a.xlsx", sniff.DOCX),
        (_zipped("readme"), "a.xlsx", "application/zip"),
        (_OLE + "Workbook\0".encode("utf-16-le"), "a.doc", sniff.XLS),
        (_OLE + "Book\0".encode("utf-16-le"), "a", sniff.XLS),
        (_OLE + "WordDocument\0".encode("utf-16-le"), "a.xls", sniff.DOC),
        (_OLE + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", sniff.XLSX),
        (_OLE, "a.xls", "application/x-ole-storage"),
        (_OLE[:8] + bytes(22) + b"\x09" + bytes(17) + b"\x63" + bytes(500), "a.doc", sniff.DOC),
        (b"\xff\xd8\xff\xe0", "a.pdf", "image/jpeg"),
        (b"<table><tr><td>1</td></tr></table>", "a.xls", sniff.HTML),
        ("\ufeff<!-- x --><html>".encode(), "a.txt", sniff.HTML),
        ("<!DOCTYPE html>公告".encode("utf-16"), "a.htm", sniff.HTML),
        ("公告<p>一".encode("gb18030"), "a.html", sniff.HTML),
        ("公告一".encode(), "a.html", sniff.HTML),
        ("价格<p>见<b>表".encode(), "a.txt", sniff.TEXT),
        ("公告".encode("gb18030"), "a", sniff.TEXT),
        ("a,b\n".encode("utf-16-le"), "a.csv", "text/csv"),
        (b"<?xml version='1.0'?><Workbook/>", "a.xls", "application/xml"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "a.mht", sniff.MHTML),
        (b"MIME-Version: 1.0\nContent-Type: text/plain\n\nx", "a.txt", sniff.MAIL),
        (b"Received: x\nFrom: a@b.cn\nSubject: x\n\nx", "a", sniff.MAIL),
        ("日期: 1\nFrom: x\n".encode(), "a.txt", sniff.TEXT),
        (b"From: the desk\nbody: x\n", "a.txt", sniff.TEXT),
        (_zipped("word/documents/list.txt"), "a.zip", sniff.ZIP),
        (_zipped("archive/data.warc"), "a.wacz", sniff.ZIP),
        (b"BMW is a car", "a.txt", sniff.TEXT),
        (b"WARC/1.0\r\nWARC-Type: warcinfo", "a", sniff.WARC),
        (bytes(range(32)) * 9, "a.html", sniff.UNKNOWN),
        (b"", "a.html", sniff.UNKNOWN),
    ],
)
def test_bytes_come_before_the_name(head: bytes, name: str, kind: str) -> None:
    assert sniff.sniff(head, name) == kind


def test_an_unknown_format_is_named() -> None:
    with pytest.raises(UnknownFormat, match="powerpoint"):
        read(_OLE + "PowerPoint Document\0".encode("utf-16-le"), "a.ppt")
    with pytest.raises(Damaged, match="empty"):
        read(b"", "a.html")


def test_the_digest_is_made_where_it_is_not_given() -> None:
    assert read(b"x", "a.txt").digest.startswith("2d711642b726b044")
    assert read(b"x", "a.txt", "abc").digest == "abc"

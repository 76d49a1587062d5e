"""One sound file of every format, each with a planted word: what broken files are made from."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import docx
import openpyxl
import pptx
from pptx.util import Cm

from format_samples import odf, ofd, ofd_rule, ofd_text, rtf_text, zipped
from hostile.biff import xls
from hostile.corpus import latin, word
from ole_samples import compound
from papertrace.read import foreign_archives
from pdf_samples import SamplePage, pdf
from scan_samples import page as picture
from scan_samples import saved

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_DOC: Final = Path(__file__).parents[1] / "read" / "samples" / "full.doc"
HEAD, CELL = "项目", "金额12.50万元"


def as_html(planted: str) -> bytes:
    """Give a page with a table."""
    grid = f"<table><tr><td>{HEAD}</td><td>{CELL}</td></tr><tr><td>{planted}</td></tr></table>"
    return f"<!DOCTYPE html><meta charset=utf-8><title>t</title><p>{HEAD}</p>{grid}".encode()


def as_xlsx(planted: str) -> bytes:
    """Give a workbook of two sheets with a merged range."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append([HEAD, CELL, 12.5])
    sheet.append([planted, "x", 1])
    sheet.merge_cells("A3:B3")
    book.create_sheet("乙").append([planted])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def as_docx(planted: str) -> bytes:
    """Give a text document with a table."""
    made = docx.Document()
    made.add_paragraph(planted)
    table = made.add_table(2, 2)
    table.cell(0, 0).text, table.cell(1, 1).text = HEAD, CELL
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def as_pptx(planted: str) -> bytes:
    """Give a deck of two slides."""
    deck = pptx.Presentation()
    for text in (HEAD, planted):
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        slide.shapes.add_textbox(Cm(1), Cm(5), Cm(9), Cm(1)).text_frame.text = text
    held = io.BytesIO()
    deck.save(held)
    return held.getvalue()


def as_odt(planted: str) -> bytes:
    """Give an OpenDocument text."""
    cell = f"<table:table-cell><text:p>{CELL}</text:p></table:table-cell>"
    grid = f"<table:table><table:table-row>{cell}{cell}</table:table-row></table:table>"
    return odf("text", f"<text:p>{planted}</text:p>{grid}")


def as_ods(planted: str) -> bytes:
    """Give an OpenDocument workbook."""
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{t}</text:p></table:table-cell>'
        for t in (planted, CELL)
    )
    row = f"<table:table-row>{cells}</table:table-row>"
    return odf("spreadsheet", f'<table:table table:name="甲">{row}{row}</table:table>')


def as_rtf(planted: str) -> bytes:
    """Give rich text with a table."""
    row = f"\\trowd\\cellx2000\\cellx4000\\pard\\intbl {rtf_text(CELL)}\\cell b\\cell\\row"
    body = f"{rtf_text(planted)}\\par {row}\\pard \\'cf\\'ee\\par"
    return f"{{\\rtf1\\ansi\\ansicpg936\\uc1 {body}}}".encode()


def as_ofd(planted: str) -> bytes:
    """Give an OFD of two pages."""
    first = ofd_text(20, 20, planted) + ofd_rule(20, 40, 100, 40)
    return ofd(first, ofd_text(20, 30, CELL))


def as_pdf(planted: str) -> bytes:
    """Give a PDF of two pages with a ruled table."""
    first, second = SamplePage(), SamplePage(rotate=90)
    first.text(60, 60, planted)
    first.table(60, 100, (100, 100), ((HEAD, CELL), ("a", "b")))
    second.text(60, 60, CELL)
    return pdf([first, second], planted)


def as_eml(planted: str) -> bytes:
    """Give a message with two bodies and an attachment."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "a@example.org", "b@example.org", planted
    made.set_content(CELL)
    made.add_alternative(f"<p>{planted}</p>", subtype="html")
    made.add_attachment(planted.encode(), maintype="text", subtype="plain", filename="附.txt")
    return made.as_bytes()


def as_msg(planted: str) -> bytes:
    """Give an Outlook message."""
    told = {
        "__properties_version1.0": bytes(32),
        "__substg1.0_0037001F": planted.encode("utf-16-le"),
        "__substg1.0_0E04001F": "desk@example.org".encode("utf-16-le"),
        "__substg1.0_1000001F": CELL.encode("utf-16-le"),
        "__attach_version1.0_#00000000/__substg1.0_37010102": CELL.encode(),
        "__attach_version1.0_#00000000/__substg1.0_3707001F": "附.txt".encode("utf-16-le"),
    }
    return compound({name: data.ljust(4096, b"\0") for name, data in told.items()})


def as_mhtml(planted: str) -> bytes:
    """Give a saved page."""
    head = b"From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
    head += b'Content-Type: multipart/related; type="text/html"; boundary="--b"\r\n\r\n'
    part = b"----b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: x\r\n\r\n"
    return head + part + as_html(planted) + b"\r\n----b--\r\n"


def as_warc(planted: str) -> bytes:
    """Give a web archive of one answer."""
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + as_html(planted)
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/x.html\r\n"
    head += "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
    head += "WARC-Date: 2031-03-05T01:30:00Z\r\n"
    head += "Content-Type: application/http; msgtype=response\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body + b"\r\n\r\n"


def as_tar(planted: str) -> bytes:
    """Give a tar of two files."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as file:
        for name, text in (("甲.txt", planted), ("乙.html", CELL)):
            info = tarfile.TarInfo(name)
            info.size = len(text.encode())
            file.addfile(info, io.BytesIO(text.encode()))
    return held.getvalue()


def as_zip(planted: str) -> bytes:
    """Give a ZIP of two files."""
    return zipped({"甲/甲.txt": planted, "乙.html": as_html(planted)})


def as_rar(planted: str) -> bytes:
    """Give a RAR 4 archive of one stored file."""
    name, data = b"a.txt", planted.encode()

    def block(kind: int, flags: int, body: bytes, after: bytes = b"") -> bytes:
        rest = struct.pack("<BHH", kind, flags, 7 + len(body)) + body
        return struct.pack("<H", zlib.crc32(rest) & 0xFFFF) + rest + after

    told = struct.pack("<IIBIIBBHI", len(data), len(data), 0, zlib.crc32(data), 0, 20, 0x30, 5, 32)
    file = block(0x74, 0x8000, told + name, data)
    return b"Rar!\x1a\x07\x00" + block(0x73, 0, bytes(6)) + file + block(0x7B, 0x4000, b"")


def as_7z(planted: str) -> bytes:
    """Give a 7z of one file."""
    import libarchive  # type: ignore[import-untyped]  # noqa: PLC0415  (only where it is there)

    made: list[bytes] = []

    def keep(chunk: bytes) -> int:
        made.append(bytes(chunk))
        return len(chunk)

    with libarchive.custom_writer(keep, "7zip") as out:
        out.add_file_from_memory("a.txt", len(planted.encode()), planted.encode())
    return b"".join(made)


def as_wacz(planted: str) -> bytes:
    """Give a web archive with its list."""
    return zipped(
        {"datapackage.json": "{}", "archive/data.warc.gz": gzip.compress(as_warc(planted))}
    )


TEXTS: Final[Mapping[str, Callable[[str], bytes]]] = MappingProxyType(
    {
        "html": as_html,
        "txt": lambda p: f"{HEAD}\n{p}\t{CELL}\tc\n{p}\tb\tc\nd\te\tf\n".encode(),
        "md": lambda p: f"# {HEAD}\n\n| {p} | {CELL} |\n|---|---|\n| a | b |\n".encode(),
        "csv": lambda p: f"{HEAD},{CELL}\n{p},b\n".encode("gb18030"),
        "tsv": lambda p: f"{HEAD}\t{CELL}\n{p}\tb\n".encode(),
        "json": lambda p: f'{{"a":[{{"k":"{p}","l":1.50}},{{"k":"x","l":2}}]}}'.encode(),
        "jsonl": lambda p: f'{{"k":"{p}"}}\n{{"k":"y"}}\n'.encode(),
    }
)
OFFICE: Final[Mapping[str, Callable[[str], bytes]]] = MappingProxyType(
    {
        "xlsx": as_xlsx,
        "xls": xls,
        "docx": as_docx,
        "pptx": as_pptx,
        "odt": as_odt,
        "ods": as_ods,
        "rtf": as_rtf,
        "ofd": as_ofd,
        "pdf": as_pdf,
    }
)
LETTERS: Final[Mapping[str, Callable[[str], bytes]]] = MappingProxyType(
    {"eml": as_eml, "msg": as_msg, "mhtml": as_mhtml}
)
ARCHIVES: Final[Mapping[str, Callable[[str], bytes]]] = MappingProxyType(
    {
        "zip": as_zip,
        "tar": as_tar,
        "tar.gz": lambda p: gzip.compress(as_tar(p)),
        "txt.gz": lambda p: gzip.compress(p.encode()),
        "txt.bz2": lambda p: bz2.compress(p.encode()),
        "txt.xz": lambda p: lzma.compress(p.encode()),
        "warc": as_warc,
        "wacz": as_wacz,
        **({"rar": as_rar, "7z": as_7z} if foreign_archives.AVAILABLE else {}),
    }
)
PICTURES: Final[Mapping[str, Callable[[], bytes]]] = MappingProxyType(
    {
        "png": lambda: saved(picture(), "PNG"),
        "jpg": lambda: saved(picture(), "JPEG"),
        "tif": lambda: saved(picture(), "TIFF"),
        "webp": lambda: saved(picture(), "WEBP"),
        "jp2": lambda: saved(picture(), "JPEG2000"),
        "bmp": lambda: saved(picture(), "BMP"),
    }
)


@cache
def files() -> Mapping[str, tuple[bytes, str]]:
    """Give extension -> (bytes, planted word) of one sound file of every format."""
    made: dict[str, tuple[bytes, str]] = {}
    for extension, make in {**TEXTS, **OFFICE, **LETTERS, **ARCHIVES}.items():
        planted = word(extension)
        made[extension] = make(planted), planted
    made["doc"] = _DOC.read_bytes(), "白榆湾出入境边防检查站"
    for extension, draw in PICTURES.items():
        made[extension] = draw(), "Harbour"
    return MappingProxyType(made)


def odd_zip(entries: list[tuple[zipfile.ZipInfo, bytes]]) -> bytes:
    """Give a ZIP of entries as they are described."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for info, data in entries:
            file.writestr(info, data)
    return held.getvalue()


__all__ = ["files", "latin", "odd_zip", "word"]

"""Says what a file is: by magic bytes first, then by its content, by its name last.

It never opens a container, it only looks at bytes.
"""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PDF = "application/pdf"
HTML = "text/html"
TEXT = "text/plain"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS = "application/vnd.ms-excel"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOC = "application/msword"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
SPREADSHEET_XML = "application/vnd.ms-excel+xml"
"""XML that Excel 2002 and 2003 save; not the XML of an XLSX."""
XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
RTF = "application/rtf"
OFD = "application/ofd"
CSV = "text/csv"
TSV = "text/tab-separated-values"
JSON = "application/json"
MAIL = "message/rfc822"
MSG = "application/vnd.ms-outlook"
MHTML = "multipart/related"
ZIP = "application/zip"
TAR = "application/x-tar"
GZIP = "application/gzip"
BZIP2 = "application/x-bzip2"
XZ = "application/x-xz"
SEVEN = "application/x-7z-compressed"
RAR = "application/vnd.rar"
WARC = "application/warc"
WACZ = "application/wacz"
BMP = "image/bmp"
OLE = "application/x-ole-storage"
UNKNOWN = "application/octet-stream"

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "image/jp2"),
    (b"\xffO\xffQ", "image/jp2"),
    (b"BM", BMP),
    (b"7z\xbc\xaf\x27\x1c", SEVEN),
    (b"Rar!\x1a\x07", RAR),
    (b"\x1f\x8b", GZIP),
    (b"BZh", BZIP2),
    (b"\xfd7zXZ\x00", XZ),
    (b"{\\rt", RTF),
    (b"WARC/1.", WARC),
    (b"\x09\x08", XLS),
    (b"\x7fELF", "application/x-executable"),
    (b"MZ", "application/vnd.microsoft.portable-executable"),
)
_PACKED = (
    ("xl/workbook.bin", XLSB),
    ("xl/workbook.xml", XLSX),
    ("xl/worksheets/", XLSX),
    ("word/document.xml", DOCX),
    ("word/document2.xml", DOCX),
    ("ppt/presentation.xml", PPTX),
    ("OFD.xml", OFD),
)
"""Beginnings of names that only files of one format hold."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = (
    ("Workbook", XLS),
    ("WordDocument", DOC),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
    ("__properties_version1.0", MSG),
    ("Book", XLS),
)
_TEXTS = {
    "htm": HTML,
    "html": HTML,
    "xhtml": HTML,
    "shtml": HTML,
    "txt": TEXT,
    "md": TEXT,
    "log": TEXT,
    "csv": CSV,
    "tsv": TSV,
    "json": JSON,
    "jsonl": JSON,
    "ndjson": JSON,
    "geojson": JSON,
    "markdown": TEXT,
}
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_TAG = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|div|p|span|table|tbody|tr|td|br|h[1-6]|font"
    rb"|ul|ol|li|a|b|u|strong|img|center|script|style)\b[^<>]*>",
    re.IGNORECASE,
)
_START = re.compile(
    rb"(?:\s|(?><!--.*?-->)|<\?xml[^>]*>)*+<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEAD = 1 << 16
_U16 = struct.Struct("<H")
_U32 = struct.Struct("<I")
_NAMED_OLE = {"doc": DOC, "wps": DOC, "dot": DOC, "xls": XLS, "et": XLS, "msg": MSG}
_LENGTHS = struct.Struct("<HHH")
_LOCAL = struct.Struct("<IIHH")
_DIRECTORY = struct.Struct("<II")
_MIMETYPE = re.compile(rb"application/[a-z0-9+.-]+")
_MOST_NAMES = 2000
_BLOCK = 512
_OCTAL = re.compile(rb"[0-7]+")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_HEADER = re.compile(rb"^([A-Za-z][A-Za-z0-9-]*):", re.MULTILINE)
_SENT = frozenset((b"to", b"received", b"message-id", b"delivered-to", b"return-path", b"cc"))
_MAIL_NAMES = _SENT | {b"from", b"subject", b"date", b"content-type", b"reply-to", b"sender"}
_MANY = 3


def sniff(head: bytes, name: str) -> str:
    """Give the media type of a file's bytes (all of them, or as many as there are at hand)."""
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(head)
    if head.startswith(_OLE):
        return _ole(head, name)
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    if head[257:262] == b"ustar" or _is_old_tar(head):
        return TAR
    magic = next((kind for mark, kind in _MAGIC if head.startswith(mark)), "")
    if magic == BMP and head[6:10] != bytes(4):  # a text that begins with these two letters
        magic = ""
    return magic or _text(head, name)


def _packed(head: bytes) -> str:
    """Tell apart what is a ZIP inside, by the names of its parts."""
    told = _declared(head)
    if told:
        return told
    names = list(_listed(head)) or list(_begun(head))
    if "datapackage.json" in names and any(n.startswith("archive/") for n in names):
        return WACZ
    return next((kind for mark, kind in _PACKED for n in names if n.startswith(mark)), ZIP)


def _declared(head: bytes) -> str:
    """Give the media type that a first part named `mimetype` states, as OpenDocument does."""
    size, extra = _U16.unpack_from(head.ljust(30, b"\0"), 26)[0], 30
    if head[30 : 30 + size] != b"mimetype":
        return ""
    at = extra + size + _U16.unpack_from(head.ljust(30, b"\0"), 28)[0]
    found = _MIMETYPE.match(head, at)
    told = found[0].decode() if found else ""
    return told.removesuffix("-template")


def _listed(data: bytes) -> Iterator[str]:
    """Give the names in a ZIP's directory, which stands at its end; nothing where it is not."""
    end = data.rfind(b"PK\x05\x06")
    if end < 0 or end + 22 > len(data):
        return
    size, at = _DIRECTORY.unpack_from(data, end + 12)
    at = end - size if data[end - size : end - size + 4] == b"PK\x01\x02" else at
    for _ in range(_MOST_NAMES):
        if data[at : at + 4] != b"PK\x01\x02" or at + 46 > len(data):
            return
        name, extra, comment = _LENGTHS.unpack_from(data, at + 28)
        yield data[at + 46 : at + 46 + name].decode("utf-8", "replace")
        at += 46 + name + extra + comment


def _begun(head: bytes) -> Iterator[str]:
    """Give the names of parts that begin in a ZIP's first bytes."""
    at = 0
    while at >= 0 and at + 30 <= len(head):
        packed, _, name, extra = _LOCAL.unpack_from(head, at + 18)
        yield head[at + 30 : at + 30 + name].decode("utf-8", "replace")
        behind = at + 30 + name + extra + packed
        at = behind if head[behind : behind + 2] == b"PK" else head.find(b"PK\x03\x04", at + 30)


def _is_old_tar(head: bytes) -> bool:
    """Recognise a tar without a magic number by its checksum."""
    told = head[148:156].rstrip(b" \0").lstrip(b" ")
    if len(head) < _BLOCK or not told or not _OCTAL.fullmatch(told):
        return False
    return int(told, 8) == sum(head[:148]) + 8 * 32 + sum(head[156:_BLOCK])


def _mail(start: bytes, extension: str) -> str:
    """Tell mails and saved pages (MHTML) from other texts by their head; '' for others."""
    head = _HEAD_END.split(start.removeprefix(b">"), maxsplit=1)[0]
    lines = _HEADER.findall(head)
    names = {n.lower() for n in lines}
    first = _HEADER.match(head.partition(b"\n")[2] if head.startswith(b"From ") else head)
    if first is None or not (b"mime-version" in names or len(names & _MAIL_NAMES) >= _MANY):
        return ""
    saved = names & {b"snapshot-content-location"} or b"saved by" in head.lower()
    if saved or extension in ("mht", "mhtml") or not names & _SENT:
        return MHTML if b"multipart/related" in head.lower() else MAIL
    return MAIL


def _extension(name: str) -> str:
    stem, dot, extension = name.rpartition(".")
    return extension.lower() if dot and stem else ""


def _ole(head: bytes, name: str) -> str:
    """Tell apart what sits in Microsoft's compound files, by the names of their streams."""
    if "EncryptedPackage".encode("utf-16-le") in head:
        return {"xlsx": XLSX, "docx": DOCX, "pptx": PPTX}.get(_extension(name), XLSX)
    for stream, kind in _STREAMS:
        if (stream + "\0").encode("utf-16-le") in head:
            return kind
    sector, shift = _U32.unpack_from(head.ljust(_BLOCK, b"\0"), 0x30)[0], head[0x1E:0x1F] or b"\t"
    if (sector + 1) << (shift[0] & 15) >= len(head):  # the list of streams was not given
        return _NAMED_OLE.get(_extension(name), OLE)
    return OLE


def _text(head: bytes, name: str) -> str:
    """Tell apart kinds of text; what holds control characters is none."""
    extension = _extension(name)
    start = head[:_HEAD]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or _wide(start):
        start = start.replace(b"\0", b"")
    elif not start or len(_BINARY.findall(start)) * 100 > len(start):
        return UNKNOWN
    start = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    mail = _mail(start, extension)
    if mail:
        return mail
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start and _WORKBOOK.search(start):
        return SPREADSHEET_XML
    if _is_markup(start, extension):
        return HTML
    if start.startswith(b"<?xml"):
        return "application/xml"
    return _TEXTS.get(extension, TEXT)


_WORKBOOK = re.compile(rb"<(?:\w+:)?Workbook\b")


def _is_markup(start: bytes, extension: str) -> bool:
    """Say whether a text is HTML: it says so, is named so, or holds tags and is not named text."""
    if _START.match(start) or _TEXTS.get(extension) == HTML:
        return True
    return extension not in _TEXTS and len(_TAG.findall(start)) > 1


def _wide(start: bytes) -> bool:
    """Say whether NULs stand in every second place, as in UTF-16 without a mark."""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    return (even + odd) * 10 >= len(start) > 0 and min(even, odd) * 10 <= max(even, odd)

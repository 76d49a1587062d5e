"""Says what a file is: by magic bytes first, then by its content, by its name last.

It never opens a container, it only looks at bytes.
"""

from __future__ import annotations

import re

PDF = "application/pdf"
HTML = "text/html"
TEXT = "text/plain"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS = "application/vnd.ms-excel"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOC = "application/msword"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
UNKNOWN = "application/octet-stream"

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"BM", "image/bmp"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"{\\rtf", "application/rtf"),
    (b"\x09\x08", XLS),
    (b"\x7fELF", "application/x-executable"),
    (b"MZ", "application/vnd.microsoft.portable-executable"),
)
_PACKED = (
    (
        b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.oasis.opendocument.spreadsheet",
    ),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"),
    (b"mimetypeapplication/epub+zip", "application/epub+zip"),
    (b"xl/workbook.bin", "application/vnd.ms-excel.sheet.binary.macroenabled.12"),
    (b"xl/workbook.xml", XLSX),
    (b"xl/worksheets/", XLSX),
    (b"word/document", DOCX),
    (b"ppt/presentation", PPTX),
    (b"OFD.xml", "application/ofd"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = (
    ("Workbook", XLS),
    ("WordDocument", DOC),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
    ("__properties_version1.0", "application/vnd.ms-outlook"),
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
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "json": "application/json",
    "jsonl": "application/json",
}
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_TAG = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|div|p|span|table|tbody|tr|td|br|h[1-6]|font"
    rb"|ul|ol|li|a|b|u|strong|img|center|script|style)\b[^<>]*>",
    re.IGNORECASE,
)
_START = re.compile(
    rb"(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_HEAD = 1 << 16


def sniff(head: bytes, name: str) -> str:
    """Give the media type of a file's bytes (all of them, or as many as there are at hand)."""
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return next((kind for mark, kind in _PACKED if mark in head), "application/zip")
    if head.startswith(_OLE):
        return _ole(head, name)
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    magic = next((kind for mark, kind in _MAGIC if head.startswith(mark)), "")
    return magic or _text(head, name)


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
    return "application/x-ole-storage"


def _text(head: bytes, name: str) -> str:
    """Tell apart kinds of text; what holds control characters is none."""
    extension = _extension(name)
    start = head[:_HEAD]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or _wide(start):
        start = start.replace(b"\0", b"")
    elif not start or len(_BINARY.findall(start)) * 100 > len(start):
        return UNKNOWN
    start = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:13].lower() == b"mime-version:":
        return "message/rfc822"
    if _is_markup(start, extension):
        return HTML
    if start.startswith(b"<?xml"):
        return "application/xml"
    return _TEXTS.get(extension, TEXT)


def _is_markup(start: bytes, extension: str) -> bool:
    """Say whether a text is HTML: it says so, is named so, or holds tags and is not named text."""
    if _START.match(start) or _TEXTS.get(extension) == HTML:
        return True
    return extension not in _TEXTS and len(_TAG.findall(start)) > 1


def _wide(start: bytes) -> bool:
    """Say whether NULs stand in every second place, as in UTF-16 without a mark."""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    return (even + odd) * 10 >= len(start) > 0 and min(even, odd) * 10 <= max(even, odd)

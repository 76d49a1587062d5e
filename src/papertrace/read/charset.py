"""Bytes of a text or an HTML page -> characters, whatever the file says of itself.

A declaration is a hint, checked against the bytes; gb2312 and gbk are read as GB18030. Bytes that
mean nothing are replaced and reported, never fatal.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from resiliparse.parse.encoding import detect_encoding

from papertrace.model import Problem

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]*?\bcharset|\?xml\b[^>]*?\bencoding)\s*=\s*["']?\s*([\w.:-]+)""",
    re.IGNORECASE,
)
_CHINESE = {
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "ms936": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "cp950": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "utf8": "utf-8",
    "unicode": "utf-8",
}
_SHIFTING = {
    "hz": "hz",
    "hz-gb-2312": "hz",
    "iso-2022-jp": "iso2022_jp_ext",
    "csiso2022jp": "iso2022_jp_ext",
    "iso-2022-kr": "iso2022_kr",
    "utf-7": "utf-7",
    "unicode-1-1-utf-7": "utf-7",
}
"""Sets of characters whose text is of seven bits, by the names that files give them."""
_COMMON = re.compile(
    "[的一是在不了有和人这中大为上个国以要时来用们到作地于出就分对成会可主年公司项目标招采购金额元政府部门预算"
    "支收入合计位单称日月号电话区市省县工程服务有限理设备技术要求资格文件开评报价"
    "這個國時來對會項標購額門預單稱號電話區縣務備術資報價後經與]"
)
_DUBIOUS = re.compile("[\ufffd\ue000-\uf8ff\x80-\x9f\u3400-\u4dbf\uff61-\uff9f]")
_HEAD = 4096
_LONG_UTF8 = re.compile(rb"(?:[\xe3-\xe9\xef][\x80-\xbf]{2}){4}")
"""What hardly ever stands in GBK."""
_PIECES = re.compile(rb"(?<=[<>\n])")
_SAMPLE = 200_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's characters."""

    text: str
    """With line ends as newlines, without byte order mark and NUL."""
    encoding: str
    problems: tuple[Problem, ...]


def decode(data: bytes, *, markup: bool, declared: str = "") -> Decoded:
    """Decode a whole file; `markup` says that a declaration inside it counts.

    `declared` is what is said of the file outside it, which goes before what it says of itself.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _finish(data[len(mark) :], encoding, "")
    wide = _without_mark(data)
    if wide:
        return _finish(data, wide, "")
    found = _DECLARED.search(data, 0, _HEAD) if markup else None
    inside = found[1].decode("ascii", "replace") if found else ""
    shifting = _shifting(data, declared or inside) if data.isascii() else None
    if shifting is not None:
        return shifting
    declared = _known(declared) or _known(inside)
    if _fits(data, "utf-8"):
        return _finish(data, "utf-8", "" if data.isascii() else declared)
    detected = _known(detect_encoding(data, max_len=len(data)) or "")
    candidates = dict.fromkeys(filter(None, (declared, detected, "gb18030", "big5hkscs", "utf-8")))
    best = max(candidates, key=lambda c: _plausible(data[:_SAMPLE], c))
    if best in ("gb18030", "utf-8") and _LONG_UTF8.search(data):
        mixed = _mixed(data)
        if mixed is not None:
            return mixed
    return _finish(data, best, declared)


def _shifting(data: bytes, declared: str) -> Decoded | None:
    """Decode text of seven bits that shifts between sets of characters, as is declared or marked.

    What is declared to shift and does not fit is read as it stands, and reported.
    """
    asked = declared.strip().lower()
    encoding = _SHIFTING.get(asked, "")
    if not encoding and b"\x1b$" in data:
        encoding = "iso2022_kr" if b"\x1b$)C" in data else "iso2022_jp_ext"
    if not encoding:
        return None
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        message = f"The file declares {asked or encoding} but does not fit it."
        told = Problem("PT311", "warning", message, "Compare with the original.")
        found = _finish(data, "utf-8", "")
        return Decoded(found.text, found.encoding, (told,))
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return Decoded(text, encoding, ())


def _mixed(data: bytes) -> Decoded | None:
    """Decode a page that is GBK in some places and UTF-8 in others; None where it is not both."""
    made, counts = [], {"utf-8": 0, "gb18030": 0}
    for piece in _PIECES.split(data):
        encoding = "utf-8" if piece.isascii() or _is_utf8(piece) else "gb18030"
        counts[encoding] += not piece.isascii()
        try:
            made.append(piece.decode(encoding))
        except UnicodeDecodeError:
            return None
    if not all(counts.values()):
        return None
    message = (
        f"The file mixes encodings: {counts['utf-8']} stretches were read as UTF-8, "
        f"{counts['gb18030']} as GB 18030."
    )
    told = Problem("PT311", "warning", message, "Compare figures with the original.")
    text = "".join(made).replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return Decoded(text, "gb18030", (told,))


def _is_utf8(piece: bytes) -> bool:
    """Say whether a stretch is UTF-8, and reads no worse than as GBK."""
    if not _fits(piece, "utf-8"):
        return False
    return _plausible(piece, "utf-8") >= _plausible(piece, "gb18030")


def _known(name: str) -> str:
    """Give Python's name of an encoding, or '' where it is none that text on the web has."""
    asked = name.strip().lower()
    if asked in _CHINESE:
        return _CHINESE[asked]
    try:
        found = codecs.lookup(asked)
        b"".decode(found.name)  # which some codecs are not made for
    except (LookupError, ValueError):
        return ""
    return found.name if found.name not in ("utf-7", "idna", "punycode") else ""


def _without_mark(data: bytes) -> str:
    """Recognise UTF-16 without byte order mark by the NULs of its ASCII characters."""
    head = data[:_HEAD]
    if len(head) < 4 or head.count(0) * 10 < len(head):  # noqa: PLR2004
        return ""
    return "utf-16-le" if head[1::2].count(0) >= head[0::2].count(0) else "utf-16-be"


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _plausible(sample: bytes, encoding: str) -> float:
    """Say how much a sample reads like prose: common characters, less what prose does not have."""
    text = sample.decode(encoding, "replace")
    return (len(_COMMON.findall(text)) - 5 * len(_DUBIOUS.findall(text))) / (len(text) + 1)


def _finish(data: bytes, encoding: str, declared: str) -> Decoded:
    problems: list[Problem] = []
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        lost = text.count("\ufffd")
        problems.append(
            Problem(
                "PT311",
                "warning",
                f"{lost} characters could not be decoded as {encoding} and are shown as \ufffd.",
                "Compare those places with the original; fetch it again if it was cut off.",
            )
        )
    if declared and declared != encoding:
        problems.append(
            Problem(
                "PT311",
                "note",
                f"The file declares {declared} but was read as {encoding}, which its bytes fit.",
            )
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return Decoded(text, encoding, tuple(problems))

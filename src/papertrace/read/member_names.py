"""What a part of an archive is called in the case: data, never a place to write to.

Names that would lead outside are recognised, odd characters are made visible.
"""

from __future__ import annotations

import re
import struct
import zlib
from typing import TYPE_CHECKING

from papertrace.read.charset import decode

if TYPE_CHECKING:
    import zipfile

_OUTSIDE = re.compile(r"^(?:/|[A-Za-z]:)")
_CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_LITTER = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._[^/]*$)")
_LONGEST = 1000
_UNICODE_PATH = 0x7075
_UTF8_FLAG = 0x800


def clean(raw: str) -> str:
    """Give a part's name with `/` between folders; '' where it leads outside or is none."""
    name = raw.replace("\\", "/")
    steps = [s for s in name.split("/") if s not in ("", ".")]
    if _OUTSIDE.match(name) or ".." in steps or not steps or len(name) > _LONGEST:
        return ""
    return _CONTROL.sub("\ufffd", "/".join(steps))


def led_inside(raw: str) -> str:
    """Give a part whose name leads outside, is far too long or empty a name that does neither."""
    name = re.sub(r"^([A-Za-z]):", r"\1_/", raw.replace("\\", "/"))
    steps = ["__" if s == ".." else s for s in name.split("/") if s not in ("", ".")]
    made = ("_/" if name.startswith("/") else "") + "/".join(steps)
    return _CONTROL.sub("\ufffd", made[-_LONGEST:].lstrip("/")) or "unnamed"


def is_litter(name: str) -> bool:
    """Say whether a part is only an operating system's own."""
    return _LITTER.search(name) is not None


def from_address(address: str) -> str:
    """Give the name of a web page from its address; never leads outside."""
    bare = re.sub(r"^[a-z][a-z0-9+.-]*:/{0,2}", "", address.strip("<> \t"), flags=re.IGNORECASE)
    steps = [s for s in bare.split("/") if s not in ("", ".", "..")]
    if bare.endswith("/") or len(steps) == 1:
        steps.append("index.html")
    return _CONTROL.sub("\ufffd", "/".join(steps))[:_LONGEST] or "page"


def of_zip(info: zipfile.ZipInfo) -> str:
    """Give the name of a ZIP's part as its maker wrote it, whatever the encoding."""
    name = info.orig_filename
    if info.flag_bits & _UTF8_FLAG or name.isascii():
        return name
    try:
        raw = name.encode("cp437")  # what zipfile decoded it with
    except UnicodeEncodeError:
        return name
    return _unicode_path(info.extra, raw) or decode(raw, markup=False).text


def _unicode_path(extra: bytes, raw: bytes) -> str:
    """Give the name in a ZIP's Unicode path field; '' where there is none that belongs to it."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        body = extra[at + 4 : at + 4 + size]
        if kind == _UNICODE_PATH and body[1:5] == struct.pack("<I", zlib.crc32(raw)):
            return body[5:].decode("utf-8", "replace")
        at += 4 + size
    return ""

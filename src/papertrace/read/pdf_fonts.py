"""Makes what is read from a PDF the same on every machine: no installed font takes part.

For a font that a file names but does not contain, pdfium takes one of the machine's; the boxes of
its characters then differ from machine to machine, and where none is installed single Chinese
characters are lost altogether. So while reading, pdfium is given one font whose every character is
a small block: text and widths come from the file itself. Page images are drawn with the machine's.
"""

from __future__ import annotations

import re
import struct
from ctypes import byref, c_char_p, cast, memmove
from typing import Any, Final

import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # it has no type marker

_SIMPLIFIED_CHINESE: Final = 134  # the character set the font claims
_HIGHEST: Final = 0x10FFFF
_LATIN: Final = (0, 1, 2)
"""Character sets of fonts for Latin letters or signs."""
_STANDARD: Final = re.compile(
    rb"(?:Helvetica|Arial(?:MT)?|Times(?:NewRoman(?:PS)?(?:MT)?|-Roman)?|Courier(?:New(?:PS)?(?:MT)?|Std)?"
    rb"|Symbol|ZapfDingbats)(?:[-,](?:Bold|Oblique|Italic|MT|Regular)*)?\Z"
)
"""Names of the fourteen fonts that every reader of PDF has, and what they are also called."""


def _block_font() -> bytes:
    """Make a TrueType font, 1000 units high, that shows every character as a narrow block."""
    corners = struct.pack(">4h", 130, 0, 100, 0) + struct.pack(">4h", 0, 600, 0, -600)
    outline = struct.pack(">5hHH4s", 1, 130, 0, 230, 600, 3, 0, b"\1\1\1\1") + corners
    outline += bytes(-len(outline) % 4)
    size = len(outline)
    groups = struct.pack(">HHIII3I", 13, 0, 28, 0, 1, 1, _HIGHEST, 1)
    box, widths = (130, 0, 230, 600), (0x10000, 880, -120, 0, 1000)
    head = (0x10000, 0x10000, 0, 0x5F0F3CF5, 0, 1000, 0, 0, *box, 0, 8, 2, 1, 0)
    tables = {
        b"cmap": struct.pack(">HHHHI", 0, 1, 3, 10, 12) + groups,
        b"glyf": outline * 2,
        b"head": struct.pack(">IIIIHHQQhhhhHHhhh", *head),
        b"hhea": struct.pack(">IhhhH11hH", *widths, 130, 770, 230, 1, *[0] * 7, 2),
        b"hmtx": struct.pack(">HhHh", 1000, 130, 1000, 130),
        b"loca": struct.pack(">3I", 0, size, 2 * size),
        b"maxp": struct.pack(">I14H", 0x10000, 2, 4, 1, 0, 0, 1, *[0] * 8),
    }
    count = len(tables)
    index = struct.pack(">IHHHH", 0x10000, count, 64, 2, 16 * count - 64)
    start, body = 12 + 16 * count, b""
    for tag, content in tables.items():
        padded = content + bytes(-len(content) % 4)
        checksum = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        index += tag + struct.pack(">III", checksum, start + len(body), len(content))
        body += padded
    return index + body


_FONT: Final = _block_font()
_NAME: Final = b"Block\0"


def _map(*told: Any) -> int:  # noqa: ANN401  (ctypes pointers)
    """Give the block font, but not for the standard fourteen: pdfium has those, with their widths.

    A file may use them without saying how wide their characters are.
    """
    _, _, _, charset, _, face, _ = told
    name = (cast(face, c_char_p).value or b"").replace(b" ", b"")
    return 0 if charset in _LATIN and _STANDARD.match(name) else 1


def _give(_info: object, _font: object, table: int, into: Any, size: int) -> int:  # noqa: ANN401  (a ctypes pointer)
    if table:
        return 0  # pdfium asks for single tables only to tell collections of fonts
    if into and size >= len(_FONT):
        memmove(into, _FONT, len(_FONT))
    return len(_FONT)


def _name(_info: object, _font: object, into: Any, size: int) -> int:  # noqa: ANN401  (a ctypes pointer)
    if into and size >= len(_NAME):
        memmove(into, _NAME, len(_NAME))
    return len(_NAME)


def _nothing(*_: object) -> None:
    return None


def _block_fonts() -> Any:  # noqa: ANN401  (a ctypes structure)
    kinds = dict(pdfium_c.FPDF_SYSFONTINFO._fields_)
    made = pdfium_c.FPDF_SYSFONTINFO()
    made.version = 1
    for field, does in {
        "Release": _nothing,
        "EnumFonts": _nothing,
        "MapFont": _map,
        "GetFont": _nothing,
        "GetFontData": _give,
        "GetFaceName": _name,
        "GetFontCharset": lambda *_: _SIMPLIFIED_CHINESE,
        "DeleteFont": _nothing,
    }.items():
        setattr(made, field, kinds[field](does))
    return made


# pdfium keeps pointers to these for the life of the process
_blocks: Final = _block_fonts()
_state: dict[str, Any] = {"blocks": False, "system": None}


def use_block_font() -> None:
    """Let pdfium take the block font wherever a file does not bring its own."""
    if _state["blocks"]:
        return
    pdfium_c.FPDF_SetSystemFontInfo(byref(_blocks))
    _state["blocks"] = True
    if _state["system"] is not None:  # pdfium has let go of it, and it cannot be given again
        pdfium_c.FPDF_FreeDefaultSystemFontInfo(_state["system"])
        _state["system"] = None


def use_system_fonts() -> None:
    """Let pdfium take the machine's fonts again."""
    if _state["blocks"]:
        _state["system"] = pdfium_c.FPDF_GetDefaultSystemFontInfo()
        pdfium_c.FPDF_SetSystemFontInfo(_state["system"])
        _state["blocks"] = False

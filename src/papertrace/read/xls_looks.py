"""How cells of a binary workbook (XLS, BIFF 8) look: hidden, coloured, formatted, struck out.

As published by Microsoft ([MS-XLS]). It reads no text but the sheets' names; what it does not know
it passes over, for the reader proper says what is wrong with a file.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from papertrace.errors import Damaged
from papertrace.read.number_formats import BUILT_IN
from papertrace.read.ole import Compound
from papertrace.read.sheet_looks import SheetLooks

if TYPE_CHECKING:
    from collections.abc import Iterator

_OLE: Final = b"\xd0\xcf\x11\xe0"
_BOF, _END, _FONT, _XF, _FORMAT, _SHEET = 0x0809, 0x0A, 0x31, 0xE0, 0x041E, 0x85
_PALETTE, _ROW, _COLUMNS, _DEFAULT_ROW = 0x92, 0x0208, 0x7D, 0x0225
_FORMULA, _STRING, _SHARED, _ARRAY, _TABLE = 0x06, 0x0207, 0x04BC, 0x0221, 0x0236
_CELLS: Final = frozenset((0x0203, 0x027E, 0xFD, 0x0204, 0xD6, _FORMULA, 0x0205))
_MANY: Final = 0xBD
"""Several numbers of a row in one record."""
_STRUCK: Final = 0x08
_NOTHING, _TO_DO = 3, 0x03
"""A formula's empty result; flags that say it was never computed."""
_TINY: Final = 30
"""Twentieths of a point: smaller text cannot be read, a lower row shows nothing."""
_FIRST_OWN: Final = 8
"""Number of the palette's first colour."""
_WHITE: Final = frozenset((1, 9, 0x41))
_BLACK: Final = frozenset((0, 8, 0x40, 0x7FFF))


@dataclass(slots=True)
class XlsSheet:
    """What is odd about one sheet; rows and columns from 0."""

    looks: SheetLooks = field(default_factory=SheetLooks)
    rows: set[int] = field(default_factory=set)
    told: set[int] = field(default_factory=set)
    """Rows that have a record of their own."""
    columns: list[tuple[int, int]] = field(default_factory=list)
    low: bool = False
    """Whether rows without a record of their own are hidden."""
    empty: list[tuple[int, int]] = field(default_factory=list)
    """Cells whose formula has no stored result."""


@dataclass(slots=True)
class _Book:
    fonts: list[tuple[bool, int, int]] = field(default_factory=list)
    """Struck out, size, colour."""
    formats: dict[int, str] = field(default_factory=lambda: dict(BUILT_IN))
    styles: list[tuple[int, int, int]] = field(default_factory=list)
    """Font, format, colour behind (-1: not known)."""
    palette: list[tuple[int, int, int]] = field(default_factory=list)
    sheets: list[tuple[str, int]] = field(default_factory=list)

    def colour(self, number: int) -> object:
        """Give something that is equal for equal colours."""
        if self.palette and 0 <= number - _FIRST_OWN < len(self.palette):
            return self.palette[number - _FIRST_OWN]
        white, black = (255, 255, 255), (0, 0, 0)
        return white if number in _WHITE else black if number in _BLACK else number

    def code(self, style: int) -> str:
        """Give the code that says why cells of a style are not seen; '' where they are."""
        font, form, ground = self.styles[style] if style < len(self.styles) else (0, 0, -1)
        at = font - 1 if font > 4 else font  # noqa: PLR2004  (there is no font of number 4)
        told = self.formats.get(form, "")
        if told and not told.replace('"', "").replace(";", "").strip():
            return "PT314"
        if at >= len(self.fonts):
            return ""
        _, size, ink = self.fonts[at]
        if size < _TINY:
            return "PT344"
        return "PT341" if ground != -1 and self.colour(ink) == self.colour(ground) else ""

    def struck(self, style: int) -> bool:
        """Say whether cells of a style are struck out."""
        font = self.styles[style][0] if style < len(self.styles) else 0
        at = font - 1 if font > 4 else font  # noqa: PLR2004  (as above)
        return at < len(self.fonts) and self.fonts[at][0]


def looks(data: bytes) -> dict[str, XlsSheet]:
    """Give what is odd about every sheet by its name; nothing for other formats."""
    if not data.startswith(_OLE):
        return {}
    try:
        file = Compound(data)
        held = file.read("Workbook") if ("Workbook",) in file else b""
        book = _Book()
        for kind, body, _ in _records(held, 0):
            _globally(book, kind, body)
        return {name: _sheet(held, place, book) for name, place in book.sheets}
    except (Damaged, struct.error, IndexError):
        return {}


def _records(held: bytes, at: int) -> Iterator[tuple[int, bytes, int]]:
    """Give the records of a stretch, those of charts inside it left out, up to its end."""
    depth = 0
    while at + 4 <= len(held):
        kind, size = struct.unpack_from("<HH", held, at)
        at += 4
        if kind == _BOF:
            depth += 1
        elif kind == _END:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield kind, held[at : at + size], at
        at += size


def _text(body: bytes, *, wide_count: bool) -> str:
    """Read a string behind its length and its flags."""
    head = 3 if wide_count else 2
    count = struct.unpack_from("<H", body)[0] if wide_count else body[0]
    if body[head - 1] & 1:
        return body[head : head + 2 * count].decode("utf-16-le", "replace")
    return body[head : head + count].decode("latin-1")


def _globally(book: _Book, kind: int, body: bytes) -> None:
    if kind == _FONT:
        size, flags, ink = struct.unpack_from("<HHH", body)
        book.fonts.append((bool(flags & _STRUCK), size, ink))
    elif kind == _FORMAT:
        book.formats[struct.unpack_from("<H", body)[0]] = _text(body[2:], wide_count=True)
    elif kind == _XF:
        font, form = struct.unpack_from("<HH", body)
        pattern = struct.unpack_from("<I", body, 14)[0] >> 26
        fore = struct.unpack_from("<H", body, 18)[0] & 0x7F
        book.styles.append((font, form, 9 if pattern == 0 else fore if pattern == 1 else -1))
    elif kind == _PALETTE:
        count = struct.unpack_from("<H", body)[0]
        parts = [body[2 + 4 * n : 5 + 4 * n] for n in range(min(count, 56))]
        book.palette = [(p[0], p[1], p[2]) for p in parts if len(p) == 3]  # noqa: PLR2004  (red, green, blue)
    elif kind == _SHEET:
        book.sheets.append((_text(body[6:], wide_count=False), struct.unpack_from("<I", body)[0]))


def _sheet(held: bytes, place: int, book: _Book) -> XlsSheet:
    found = XlsSheet()
    waiting: tuple[int, int] | None = None
    for kind, body, _ in _records(held, place):
        if waiting is not None and kind not in (_SHARED, _ARRAY, _TABLE):
            if kind != _STRING:
                found.empty.append(waiting)
            waiting = None
        if kind in _CELLS:
            row, column, style = struct.unpack_from("<HHH", body)
            _cell(found.looks, (row, column), style, book)
            if kind == _FORMULA and body[12:14] == b"\xff\xff":
                if body[6] == 0:  # its result is a text, which follows
                    waiting = (row, column)
                elif body[6] == _NOTHING and body[14] & _TO_DO:
                    found.empty.append((row, column))
        elif kind == _MANY:
            row, first = struct.unpack_from("<HH", body)
            for n in range((len(body) - 6) // 6):
                style = struct.unpack_from("<H", body, 4 + 6 * n)[0]
                _cell(found.looks, (row, first + n), style, book)
        else:
            _shape(found, kind, body)
    return found


def _shape(found: XlsSheet, kind: int, body: bytes) -> None:
    """Take a record of rows or columns."""
    if kind == _ROW:
        row, _, _, height = struct.unpack_from("<HHHH", body)
        found.told.add(row)
        if body[12] & 0x20 or (height & 0x7FFF) < _TINY // 5:
            found.rows.add(row)
    elif kind == _COLUMNS:
        first, last, width, _, flags = struct.unpack_from("<HHHHH", body)
        if flags & 1 or not width:
            found.columns.append((first, last))
    elif kind == _DEFAULT_ROW:
        found.low = bool(body[0] & 2)


def _cell(looks_: SheetLooks, place: tuple[int, int], style: int, book: _Book) -> None:
    code = book.code(style)
    if code:
        looks_.codes[place] = code
    if book.struck(style):
        looks_.struck.add(place)
    form = book.formats.get(book.styles[style][1], "") if style < len(book.styles) else ""
    if form and form.lower() != "general":
        looks_.formats[place] = form

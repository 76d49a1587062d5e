"""Writes small XLS workbooks (BIFF 8) record by record."""

from __future__ import annotations

import struct

from ole_samples import compound


def record(kind: int, body: bytes) -> bytes:
    """Give one record."""
    return struct.pack("<HH", kind, len(body)) + body


def _begin(kind: int) -> bytes:
    return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0x41, 6))


def label(row: int, column: int, text: str) -> bytes:
    """Give a cell with text."""
    body = struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le")
    return record(0x0204, body)


def number(row: int, column: int, value: float) -> bytes:
    """Give a cell with a number."""
    return record(0x0203, struct.pack("<HHHd", row, column, 0, value))


def book(cells: bytes, name: str = "Sheet1", globally: bytes = b"") -> bytes:
    """Give the stream of a workbook of one sheet."""
    end = record(0x000A, b"")
    sheet = struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")
    size = 20 + 4 + 4 + 2 + len(sheet) + len(globally) + 4
    listed = record(0x0085, struct.pack("<IBB", size, 0, 0) + sheet)
    return _begin(5) + globally + listed + end + _begin(0x10) + cells + end


def xls(planted: str) -> bytes:
    """Give a workbook with a word and a number."""
    cells = label(0, 0, planted) + number(0, 1, 12.5) + label(1, 0, "金额") + number(1, 1, 3)
    return compound({"Workbook": book(cells).ljust(4096, b"\0")})

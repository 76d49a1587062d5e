"""What a binary workbook hides, colours and formats is seen in it as in an XLSX."""

from __future__ import annotations

import struct

import pytest

from hostile.biff import book, label, record
from ole_samples import compound
from papertrace.read import read

_TALL = 300


def style(font: int = 0, form: int = 0) -> bytes:
    """Give the looks of a kind of cell."""
    return record(0xE0, struct.pack("<HH", font, form) + bytes(16))


def font(ink: int = 0x7FFF, flags: int = 0, size: int = 200) -> bytes:
    """Give a font."""
    return record(0x31, struct.pack("<HHH", size, flags, ink) + bytes(10))


def form(number: int, code: str) -> bytes:
    """Give a number format."""
    told = struct.pack("<HHB", number, len(code), 1) + code.encode("utf-16-le")
    return record(0x041E, told)


def xls(globally: bytes, before: bytes = b"", kind: int = 1) -> bytes:
    """Give a workbook whose B2 is 1280000, in a style."""
    told = label(0, 0, "项目") + label(0, 1, "金额") + label(1, 0, "甲")
    cell = record(0x0203, struct.pack("<HHHd", 1, 1, kind, 1280000))
    stream = book(before + told + cell, globally=globally)
    return compound({"Workbook": stream.ljust(4096, b"\0")})


PLAIN = font() * 4 + style() + style()


@pytest.mark.parametrize(
    ("globally", "before", "shown", "code"),
    [
        (PLAIN, b"", "1280000", ""),
        (font() * 3 + font(ink=9) + style() + style(font=3), b"", "1280000", "PT341"),
        (font() * 3 + font(size=10) + style() + style(font=3), b"", "1280000", "PT344"),
        (font() * 4 + form(164, ";;;") + style() + style(form=164), b"", "1280000", "PT314"),
        (font() * 4 + form(164, "0!.0,") + style() + style(form=164), b"", "128.0", "PT357"),
        (font() * 3 + font(flags=8) + style() + style(font=3), b"", "〔划去：1280000〕", "PT317"),
        (PLAIN, record(0x7D, struct.pack("<HHHHHH", 1, 1, 2000, 0, 1, 0)), "1280000", "PT313"),
        (
            PLAIN,
            record(0x0208, struct.pack("<HHHHHHI", 1, 0, 2, _TALL, 0, 0, 0x20)),
            "1280000",
            "PT313",
        ),
    ],
)
def test_looks_of_xls_cells(globally: bytes, before: bytes, shown: str, code: str) -> None:
    page = read(xls(globally, before), "a.xls").pages[0]
    assert page.text.split("\n")[-1].split("\t")[-1] == shown
    told = [p for p in page.problems if p.anchor is None or shown in p.anchor.quote]
    assert [p.code for p in told] == ([code] if code else [])


def test_a_formula_that_was_never_computed_is_named() -> None:
    never = struct.pack("<HHH", 1, 1, 0) + b"\x03\0\0\0\0\0\xff\xff" + struct.pack("<HIH", 3, 0, 0)
    told = label(0, 0, "项目") + label(0, 1, "金额") + label(1, 0, "甲")
    stream = book(told + record(0x06, never), globally=PLAIN)
    page = read(compound({"Workbook": stream.ljust(4096, b"\0")}), "a.xls").pages[0]
    assert [p.code for p in page.problems] == ["PT312"]
    assert "first B2" in page.problems[0].message

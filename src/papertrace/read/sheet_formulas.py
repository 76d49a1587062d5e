"""Finds the formulas of an XLSX file that have no stored result, which reads as an empty cell.

It looks at the sheets' XML as bytes and builds no tree, and it computes nothing. What somebody
typed as a value behind a sign of equality (=100%, =6个) is no formula, though the file stores it
as one: its text is given, so that the cell can be read as it was typed.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST = 256 << 20
"""Bytes of one part; a larger one is passed over, for the reader proper has its own limits."""
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b([^>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b([^>]*)>")
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*["']([^"']*)["']""")
_EMPTY = re.compile(
    rb"""<c\b([^>]*)>\s*<f\b(?:[^>]*/>|[^>]*>([^<]*)</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"""
)
_TYPED = re.compile(
    r"\d[\d,]*(?:\.\d+)?\s*(?:[%％‰]|[\u3400-\u9fff㎡][\u3400-\u9fff㎡()（）/]{0,7})"
)
"""A figure with its unit, and no reference, function or sign of arithmetic."""


def typed(formula: str) -> bool:
    """Say whether a formula is a mere value behind a sign of equality."""
    return bool(_TYPED.fullmatch(formula.strip()))


def uncached(data: bytes) -> dict[str, dict[str, str]]:
    """Give, by sheet name and cell, the formulas without result; nothing for other formats."""
    if not data.startswith(b"PK"):
        return {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            found = {name: dict(_cells(part_of(file, part))) for name, part in sheet_parts(file)}
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, NotImplementedError, EOFError):
        return {}  # the reader proper says what is wrong with the file
    return {name: cells for name, cells in found.items() if cells}


def part_of(file: zipfile.ZipFile, name: str) -> bytes:
    """Give the bytes of a part; none of one that is too large."""
    if file.getinfo(name).file_size > _MOST:
        return b""
    return file.read(name)


def _attributes(tag: bytes) -> dict[str, str]:
    return {
        name.decode(): html.unescape(value.decode("utf-8", "replace"))
        for name, value in _ATTRIBUTE.findall(tag)
    }


def sheet_parts(file: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Give every sheet's name with the path of its part."""
    targets = {}
    for tag in _RELATION.findall(part_of(file, "xl/_rels/workbook.xml.rels")):
        told = _attributes(tag)
        targets[told.get("Id", "")] = told.get("Target", "")
    names = set(file.namelist())
    for tag in _SHEET.findall(part_of(file, "xl/workbook.xml")):
        told = _attributes(tag)
        reference = next((v for k, v in told.items() if k.endswith(":id")), "")
        target = targets.get(reference, "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in names:
            yield told.get("name", ""), part


def _cells(xml: bytes) -> Iterator[tuple[str, str]]:
    if b"<f" not in xml:
        return
    for tag, formula in _EMPTY.findall(xml):
        told = _attributes(tag)
        if told.get("t") != "str":  # an empty text is a result
            yield told.get("r", ""), html.unescape(formula.decode("utf-8", "replace"))

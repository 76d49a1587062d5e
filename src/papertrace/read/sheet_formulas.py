"""Finds the formulas of an XLSX file that have no stored result, which reads as an empty cell.

It looks at the sheets' XML as bytes and builds no tree.
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
    rb"""<c\b([^>]*)>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"""
)


def uncached(data: bytes) -> dict[str, list[str]]:
    """Give, by sheet name, the cells whose formula has no result; nothing for other formats."""
    if not data.startswith(b"PK"):
        return {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            found = {name: list(_cells(_part(file, part))) for name, part in _sheets(file)}
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, NotImplementedError, EOFError):
        return {}  # the reader proper says what is wrong with the file
    return {name: cells for name, cells in found.items() if cells}


def _part(file: zipfile.ZipFile, name: str) -> bytes:
    if file.getinfo(name).file_size > _MOST:
        return b""
    return file.read(name)


def _attributes(tag: bytes) -> dict[str, str]:
    return {
        name.decode(): html.unescape(value.decode("utf-8", "replace"))
        for name, value in _ATTRIBUTE.findall(tag)
    }


def _sheets(file: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Give every sheet's name with the path of its part."""
    targets = {}
    for tag in _RELATION.findall(_part(file, "xl/_rels/workbook.xml.rels")):
        told = _attributes(tag)
        targets[told.get("Id", "")] = told.get("Target", "")
    names = set(file.namelist())
    for tag in _SHEET.findall(_part(file, "xl/workbook.xml")):
        told = _attributes(tag)
        reference = next((v for k, v in told.items() if k.endswith(":id")), "")
        target = targets.get(reference, "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in names:
            yield told.get("name", ""), part


def _cells(xml: bytes) -> Iterator[str]:
    if b"<f" not in xml:
        return
    for tag in _EMPTY.findall(xml):
        told = _attributes(tag)
        if told.get("t") != "str":  # an empty text is a result
            yield told.get("r", "")

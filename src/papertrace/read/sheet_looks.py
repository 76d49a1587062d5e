"""How cells of an XLSX look where that changes what is read: formats, strokes, raised runs.

It looks at the parts' bytes and at the texts that sheets share; it opens nothing outside the file.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from papertrace.errors import Damaged
from papertrace.read.honest_colours import near
from papertrace.read.number_formats import BUILT_IN
from papertrace.read.sheet_formulas import part_of, sheet_parts
from papertrace.read.xml_tree import attribute, child, every, local, parse
from papertrace.text.struck import CLOSES, LOWERED, OPENS, RAISED, opening

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.read.xml_tree import Element

_PLACE: Final = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_STYLE: Final = re.compile(rb'\bs="(\d+)"')
_SHARED: Final = re.compile(rb"<(?:\w+:)?v>\s*(\d+)\s*</")
_INLINE: Final = re.compile(rb"<(?:\w+:)?c\b([^>]*)>\s*(<(?:\w+:)?is>.*?</(?:\w+:)?is>)", re.DOTALL)
_RICH: Final = re.compile(rb"<(?:\w+:)?(?:strike|vertAlign|rPr)\b")
_PREFIX: Final = re.compile(rb"(</?)\w+:")
_RAISES: Final = {"superscript": RAISED, "subscript": LOWERED}
_WHITE: Final = (255, 255, 255)
_LEAST: Final = 1.5
_FAILED: Final = re.compile(
    rb'<(?:\w+:)?c\b([^>]*\bt="e"[^>]*)>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]{1,40})</',
    re.DOTALL,
)
_AROUND: Final = re.compile(rb"<(?:\w+:)?(odd|even|first)(Header|Footer)>([^<]+)</")
_FIELD: Final = re.compile(r'&(?:"[^"]*"|\d{1,3}|K[0-9A-F+-]{6}|[A-Za-z])')
_LARGEST: Final = 64 << 20

Place = tuple[int, int]


@dataclass(slots=True)
class SheetLooks:
    """What is odd about the cells of one sheet; rows and columns from 0."""

    formats: dict[Place, str] = field(default_factory=dict)
    struck: set[Place] = field(default_factory=set)
    texts: dict[Place, str] = field(default_factory=dict)
    """Text with marks around what is struck out or raised."""
    codes: dict[Place, str] = field(default_factory=dict)
    """Why a cell, or a part of it, is not seen or must be looked at."""
    errors: dict[Place, str] = field(default_factory=dict)
    """What cells show whose formula failed."""
    around: tuple[tuple[str, str], ...] = ()
    """Heads and feet of the printed sheet: kind and text."""

    def any(self) -> bool:
        """Say whether anything is odd at all."""
        return bool(self.formats or self.struck or self.texts or self.codes)


@dataclass(slots=True)
class _Styles:
    formats: dict[int, str] = field(default_factory=dict)
    struck: set[int] = field(default_factory=set)


def looks(data: bytes) -> dict[str, SheetLooks]:
    """Give the looks of every sheet by its name; nothing for other formats."""
    if not data.startswith(b"PK"):
        return {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            styles = _styles(file)
            rich = dict(_rich(file))
            parts = list(sheet_parts(file))
            return {name: _sheet(part_of(file, part), styles, rich) for name, part in parts}
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, NotImplementedError, EOFError):
        return {}  # the reader proper says what is wrong with the file
    except Damaged:
        return {}


def _styles(file: zipfile.ZipFile) -> _Styles:
    found = _Styles()
    data = part_of(file, "xl/styles.xml") if "xl/styles.xml" in file.namelist() else b""
    if not data:
        return found
    root = parse(data, "xl/styles.xml")
    codes = dict(BUILT_IN)
    for told in every(root, "numFmt"):
        number = told.get("numFmtId", "")
        if number.isdigit():
            codes[int(number)] = told.get("formatCode", "")
    fonts = child(root, "fonts")
    struck = {n for n, f in enumerate(fonts if fonts is not None else ()) if _is_on(f, "strike")}
    styles = child(root, "cellXfs")
    for at, style in enumerate(styles if styles is not None else ()):
        code = codes.get(_whole(style.get("numFmtId")), "")
        if code and code.lower() != "general":
            found.formats[at] = code
        if _whole(style.get("fontId")) in struck:
            found.struck.add(at)
    return found


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else 0  # noqa: PLR2004  (no number of a style is longer)


def _is_on(font: Element, name: str) -> bool:
    told = child(font, name)
    return told is not None and (attribute(told, "val") or "1").lower() not in ("0", "false")


def _rich(file: zipfile.ZipFile) -> Iterator[tuple[int, tuple[str, str]]]:
    """Give the shared texts whose runs are struck out, raised or unseen: marked text and code."""
    if "xl/sharedStrings.xml" not in file.namelist():
        return
    data = part_of(file, "xl/sharedStrings.xml")
    if not _RICH.search(data) or len(data) > _LARGEST:
        return
    root = parse(data, "xl/sharedStrings.xml")
    for number, item in enumerate(e for e in root if local(e) == "si"):
        made = _runs(item)
        if made is not None:
            yield number, made


def _runs(item: Element) -> tuple[str, str] | None:
    """Give a text of runs with its marks, and why a run is not seen; None for plain text."""
    text, code, odd = "", "", False
    for run in item:
        if local(run) not in ("r", "t"):
            continue
        said = "".join(t.text or "" for t in run.iter() if local(t) == "t")
        properties = child(run, "rPr")
        mark, hides = ("", "") if properties is None else _run(properties)
        mark = opening(mark, said, text[-1:])
        code = code or (hides if said.strip() else "")
        odd |= bool(mark or hides)
        text += f"{mark}{said}{CLOSES}" if mark else said
    return (text, code) if odd else None


def _run(properties: Element) -> tuple[str, str]:
    """Give the mark of a run, and the code that says why it is not seen."""
    vertical = child(properties, "vertAlign")
    raised = "" if vertical is None else _RAISES.get(attribute(vertical, "val"), "")
    ink, size = child(properties, "color"), child(properties, "sz")
    code = ""
    if ink is not None:
        told = attribute(ink, "rgb")[-6:]
        white = attribute(ink, "theme") == "0" or attribute(ink, "indexed") in ("1", "9")
        known = tuple(bytes.fromhex(told)) if re.fullmatch("[0-9A-Fa-f]{6}", told) else ()
        if white or (len(known) == 3 and near((known[0], known[1], known[2]), _WHITE)):  # noqa: PLR2004  (red, green, blue)
            code = "PT341"
    if size is not None and float(attribute(size, "val") or "11") < _LEAST:
        code = "PT344"
    return (OPENS if _is_on(properties, "strike") else raised), code


def _sheet(xml: bytes, styles: _Styles, rich: dict[int, tuple[str, str]]) -> SheetLooks:
    found = SheetLooks()
    wanted = {*styles.formats, *styles.struck}
    if wanted:
        numbers = b"|".join(str(n).encode() for n in sorted(wanted))
        special = re.compile(rb'<(?:\w+:)?c\b(?=[^>]*\bs="(' + numbers + rb')")([^>]*)>')
        for match in special.finditer(xml):
            place = _place(match[2])
            style = int(match[1])
            if place is None:
                return _counted(xml, styles, found)
            if style in styles.formats:
                found.formats[place] = styles.formats[style]
            if style in styles.struck:
                found.struck.add(place)
    _shared(xml, rich, found)
    for match in _FAILED.finditer(xml) if b'"e"' in xml else ():
        failed = _place(match[1])
        if failed is not None:
            found.errors[failed] = unescape(match[2].decode("utf-8", "replace"))
    found.around = tuple(dict.fromkeys(_around(xml)))
    return found


def _around(xml: bytes) -> Iterator[tuple[str, str]]:
    """Give what is printed above and below a sheet, without fields such as the page's number."""
    for match in _AROUND.finditer(xml):
        text = unescape(match[3].decode("utf-8", "replace")).replace("&amp;", "&")
        for part in re.split(r"&[LCR]|[\r\n]+", text):
            said = " ".join(_FIELD.sub("", part).split())
            if any(c.isalpha() for c in said if c not in "第页共总张码"):
                yield match[2].decode().lower(), said


def _place(tag: bytes) -> Place | None:
    told = _PLACE.search(tag)
    if told is None:
        return None
    column = 0
    for letter in told[1]:
        column = column * 26 + letter - 64
    return int(told[2]) - 1, column - 1


def _counted(xml: bytes, styles: _Styles, found: SheetLooks) -> SheetLooks:
    """Find cells that do not name their place, by counting rows and cells."""
    row, column = -1, -1
    for match in re.finditer(rb"<(?:\w+:)?(row|c)\b([^>]*)>", xml):
        if match[1] == b"row":
            told = re.search(rb'\br="(\d+)"', match[2])
            row, column = int(told[1]) - 1 if told else row + 1, -1
            continue
        row, column = _place(match[2]) or (row, column + 1)
        style = _STYLE.search(match[2])
        number = int(style[1]) if style else 0
        if number in styles.formats:
            found.formats[row, column] = styles.formats[number]
        if number in styles.struck:
            found.struck.add((row, column))
    return found


def _shared(xml: bytes, rich: dict[int, tuple[str, str]], found: SheetLooks) -> None:
    """Take texts of runs: shared ones, and those that stand in the sheet."""
    made: tuple[str, str] | None
    for match in re.finditer(rb'<(?:\w+:)?c\b([^>]*\bt="s"[^>]*)>', xml) if rich else ():
        number = _SHARED.match(xml, match.end())
        made = rich.get(int(number[1])) if number else None
        place = _place(match[1])
        if made and place:
            found.texts[place], code = made
            if code:
                found.codes[place] = code
    for match in _INLINE.finditer(xml) if b"inlineStr" in xml else ():
        place = _place(match[1]) if _RICH.search(match[2]) else None
        if place is None:
            continue
        made = _runs(ET.fromstring(_PREFIX.sub(rb"\1", match[2])))  # noqa: S314  (one element, no DTD)
        if made:
            found.texts[place], code = made
            if code:
                found.codes[place] = code

"""Formulas and fields that draw figures: fractions, powers, overlaid text.

What stands in a formula is not on the line: half written as a fraction is not 12. Plain fractions
and powers are given with their marks (`text.struck`); every other formula stands as a whole between
marks, as its code. Nothing is computed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from papertrace.read.xml_tree import attribute, child, every, local
from papertrace.text.struck import FORMULA, LOWERED, OVER, RAISED, UNDER

if TYPE_CHECKING:
    from papertrace.read.xml_tree import Element

UNREAD: Final = "…"
"""Stands for a formula of which nothing is known."""
_MARKS: Final = {"num": OVER, "den": UNDER, "sup": RAISED, "sub": LOWERED}
_PLAIN: Final = frozenset(
    ("r", "t", "e", "f", "num", "den", "sSup", "sSub", "sSubSup", "sup", "sub", "oMath", "box")
)
_PROPERTIES = re.compile(r"Pr\Z")
_DRAWS = re.compile(r"\s*EQ\s+(?P<code>\S.*)", re.IGNORECASE | re.DOTALL)
_SWITCH = re.compile(r"""\\\*\s*(?:"[^"]*"|\w+)""")
"""How the guide over a word is set: said before what is drawn."""
_EQUATION: Final = "equation"


@dataclass(slots=True)
class Field:
    """A field while its parts are read: what it says, and what was chosen in its list."""

    began: int
    """Characters of its paragraph that were read before it."""
    code: str = ""
    choice: str = ""


def parts_of(formula: Element) -> list[tuple[str, str]]:
    """Give the texts of an m:oMath with their marks; [] for one that is only text in a line."""
    names = {local(e) for e in formula.iter() if "/math" in e.tag and not _is_property(e)}
    if names <= {"oMath", "r", "t"}:
        return []
    found: list[tuple[str, str]] = []
    _walk(formula, "", found)
    if names <= _PLAIN:
        return found
    return [("".join(text for text, _ in found) or UNREAD, FORMULA)]


def _is_property(element: Element) -> bool:
    return bool(_PROPERTIES.search(local(element))) or not local(element)


def _walk(node: Element, mark: str, found: list[tuple[str, str]]) -> None:
    for each in node:
        name = local(each)
        if name == "t":
            found.append((each.text or "", mark))
        elif not name.endswith("Pr") and name != "del":
            _walk(each, _MARKS.get(name, mark), found)


def drawn_by(code: str) -> str:
    """Give what a field's instruction draws (`EQ` and its code), as code; '' for other fields."""
    found = _DRAWS.fullmatch(code)
    if found:
        return " ".join(_SWITCH.sub("", found["code"]).split())
    return UNREAD if re.match(r"\s*EMBED\s+Equation", code, re.IGNORECASE) else ""


def begun(mark: Element, used: int) -> Field:
    """Begin a field of a DOCX at its first mark, with what is chosen where it is a list."""
    told = child(mark, "ffData", "ddList")
    if told is None:
        return Field(used)
    entries = [attribute(e, "val") for e in every(told, "listEntry")]
    numbers = (child(told, name) for name in ("result", "default"))
    number = next((attribute(n, "val") for n in numbers if n is not None), "0")
    at = int(number) if number.isascii() and number.isdigit() else len(entries)
    return Field(used, choice=entries[at] if at < len(entries) else "")


def is_equation(holder: Element) -> bool:
    """Say whether an embedded object is a formula of an editor of formulas."""
    return any(
        attribute(e, "ProgID").lower().startswith(_EQUATION) for e in every(holder, "OLEObject")
    )


_RTF_HEAD = re.compile(rb"\{\\\*?\s*\\?(?:fldinst|moMath|objclass)(?![A-Za-z])")
_RTF_PART = re.compile(
    rb"(?P<sign>\\[\\{}])|\\'[0-9a-fA-F]{2}|\\[a-zA-Z]+-?\d* ?|(?P<brace>[{}])|[\r\n]+|\\."
    rb"|(?P<text>[^\\{}\r\n]+)",
    re.DOTALL,
)
_LONGEST: Final = 4000


def with_formulas(rtf: bytes) -> bytes:
    """Write before every formula and drawing field of an RTF what it holds, between marks."""
    if b"moMath" not in rtf and b"EQ" not in rtf and b"Equation" not in rtf:
        return rtf
    made, done = bytearray(), 0
    for found in _RTF_HEAD.finditer(rtf):
        if found.start() < done:
            continue
        text = _held(rtf, found.end()).decode("ascii", "replace")
        if b"fldinst" in found[0]:
            text = drawn_by(text)
        elif b"objclass" in found[0]:
            text = UNREAD if text.strip().lower().startswith(_EQUATION) else ""
        else:
            text = text.strip() or UNREAD
        if text:
            made += rtf[done : found.start()] + _written(f"{FORMULA}{text}〕")
            done = found.start()
    return bytes(made) + rtf[done:] if made else rtf


def _held(rtf: bytes, at: int) -> bytes:
    """Give the plain text of the group that is open at `at`."""
    depth, text = 1, bytearray()
    for found in _RTF_PART.finditer(rtf, at, at + _LONGEST):
        if found["sign"]:
            text += found["sign"][1:]
        elif found["text"]:
            text += found["text"]
        elif found["brace"]:
            depth += 1 if found["brace"] == b"{" else -1
            if not depth:
                break
    return bytes(text)


def _written(text: str) -> bytes:
    codes = (ord(c) - (0x10000 if ord(c) >= 0x8000 else 0) for c in text)  # noqa: PLR2004  (signed)
    return b"{\\uc0" + b"".join(b"\\u%d " % code for code in codes) + b"}"

"""Where figures that stand below each other in one cell are kept apart.

A reader joins the lines of a cell by a blank, and a blank is also how thousands are grouped: 980
above 500 is not 980 500. Between two such figures readers therefore write two blanks, which no
grammar of figures reads past, and `dense` keeps them. Nothing here decides what the figures are.
"""

from __future__ import annotations

import re
from typing import Final

APART: Final = "  "
"""What stands between two figures that one line of a cell ends with and the next begins with."""

_IN_FIGURE: Final = frozenset("0123456789０１２３４５６７８９.,，．")
_DIGITS: Final = frozenset("0123456789０１２３４５６７８９")
_OPEN_END = re.compile(r"[.,，．]$")
_LISTED = re.compile(r"[0-9]+[)）、]")
_OPEN_GROUP = re.compile(r"(?:^|[^0-9])[0-9]{1,3}(?:,[0-9]{3})*,([0-9]{1,2})$")
_GROUP_REST = re.compile(r"([0-9]{1,2})(?![0-9])")
_GROUP: Final = 3
_ONE_DECIMAL = re.compile(r"[0-9０-９][.．][0-9０-９]$")
_LONE = re.compile(r"[0-9０-９][%％]?")
_PARTED = re.compile(rf"(?<=\d)\s*(?:{APART}|\r?\n)\s*(?=\d)")
"""In a cell's text; the line feeds are those of cells that hold their lines themselves."""


def are_stacked(above: str, below: str) -> bool:
    """Say whether figures end one line of a cell and begin the next and are not plainly one.

    One are those of which the upper cannot end where it does: `12,345,` and `12,34` before `5.00`.
    """
    if (
        not above
        or not below
        or above[-1] not in _IN_FIGURE
        or below[0] not in _DIGITS
        or _LISTED.match(below)
    ):
        return False
    if _OPEN_END.search(above):
        return False
    group, rest = _OPEN_GROUP.search(above), _GROUP_REST.match(below)
    return not (group and rest and len(group[1]) + len(rest[1]) == _GROUP)


def is_rest(above: str, below: str) -> bool:
    """Say whether a lone digit below a figure with one decimal looks like its second.

    That is so only where the upper line had no room for it: `65,852,400.0` above `0`.
    """
    return bool(_ONE_DECIMAL.search(above) and _LONE.fullmatch(below))


def between(above: str, below: str) -> str:
    """Give what a reader writes between two lines of a cell."""
    return APART if are_stacked(above.rstrip(), below.lstrip()) else " "


def parted(text: str) -> list[tuple[int, int]]:
    """Give the places in a cell's text at which two figures are kept apart."""
    if APART not in text:
        return []
    return [found.span() for found in _PARTED.finditer(text)]


def dense(text: str) -> str:
    """Give a text without white space, but for what keeps two figures apart."""
    if APART not in text:
        return "".join(text.split())
    return APART.join("".join(part.split()) for part in _PARTED.split(text))

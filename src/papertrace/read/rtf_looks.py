"""How control words of an RTF file make text look; its table of colours.

It changes a `Look` word by word and reads no text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from papertrace.read.honest_runs import PLAIN, shift
from papertrace.text.struck import LOWERED, RAISED

if TYPE_CHECKING:
    from papertrace.read.honest_colours import Colour
    from papertrace.read.honest_runs import Look

_TABLE: Final = re.compile(rb"\\colortbl\b([^{}]{0,20000})")
_PART: Final = re.compile(rb"\\(red|green|blue)(\d{1,3})")
_LEAST: Final = 3
"""Half points: smaller text cannot be read."""
_PLACES: Final = {"super": RAISED, "sub": LOWERED, "nosupersub": ""}
GROUNDS: Final = frozenset(("clcbpat", "clcfpat", "clshdng", "cbpat", "trcbpat"))
"""Words that colour what lies behind a cell or a paragraph."""


def colours(data: bytes) -> tuple[Colour | None, ...]:
    """Give the table of colours; None for the one that is automatic."""
    found = _TABLE.search(data)
    made: list[Colour | None] = []
    for entry in found[1].split(b";")[:-1] if found else ():
        parts = {name: min(int(value), 255) for name, value in _PART.findall(entry)}
        known = (parts.get(b"red", 0), parts.get(b"green", 0), parts.get(b"blue", 0))
        made.append(known if parts else None)
    return tuple(made)


def changed(
    look: Look, word: str, number: int | None, known: tuple[Colour | None, ...]
) -> Look | None:
    """Give how text looks behind a control word; None for a word that changes nothing."""
    on = number != 0
    if word in _PLACES:
        return replace(look, raised=_PLACES[word] if on else "")
    told = known[number] if number is not None and 0 <= number < len(known) else None
    match word:
        case "plain":
            return PLAIN
        case "v":
            made = replace(look, hidden=on)
        case "strike" | "striked":
            made = replace(look, struck=on)
        case "fs":
            made = replace(look, tiny=number is not None and number < _LEAST)
        case "up" | "dn":
            by = 6 if number is None else number
            made = replace(look, shifted=shift(by if word == "up" else -by))
        case "cf":
            made = replace(look, ink=told)
        case "highlight":
            made = replace(look, highlight=told)
        case "chcbpat" | "cb":
            made = replace(look, shading=told)
        case _:
            return None
    return made

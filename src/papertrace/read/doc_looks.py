"""How the properties of a binary Word file's characters make text look ([MS-DOC], character sprms).

Character styles are not followed. It reads no text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from papertrace.read.honest_runs import PLAIN, Look, shift
from papertrace.text.struck import LOWERED, RAISED

if TYPE_CHECKING:
    from papertrace.read.doc_file import Properties
    from papertrace.read.honest_colours import Colour

_HIDDEN, _STRUCK, _DOUBLE = 0x083C, 0x0837, 0x2A53
_RAISED, _SIZE = 0x2A48, 0x4A43
_INDEX, _COLOUR, _HIGHLIGHT = 0x2A42, 0x6870, 0x2A0C
_SHADING, _PLACE = 0xCA71, 0x4845
_LEAST: Final = 3
"""Half points: smaller text cannot be read."""
_TELLING: Final = frozenset(
    (_HIDDEN, _STRUCK, _DOUBLE, _RAISED, _SIZE, _INDEX, _COLOUR, _HIGHLIGHT, _SHADING, _PLACE)
)
_COLOURS: Final[dict[int, Colour]] = {
    1: (0, 0, 0), 2: (0, 0, 255), 3: (0, 255, 255), 4: (0, 255, 0), 5: (255, 0, 255),
    6: (255, 0, 0), 7: (255, 255, 0), 8: (255, 255, 255), 9: (0, 0, 128), 10: (0, 128, 128),
    11: (0, 128, 0), 12: (128, 0, 128), 13: (128, 0, 0), 14: (128, 128, 0), 15: (128, 128, 128),
    16: (192, 192, 192),
}  # fmt: skip
_MARKS: Final = {b"\x01": RAISED, b"\x02": LOWERED}
_AUTOMATIC: Final = 0xFF
_FOUR, _SEVEN = 4, 7


def look_of(rules: Properties) -> Look:
    """Give how text with some properties looks."""
    if _TELLING.isdisjoint(rules):
        return PLAIN
    ink = _COLOURS.get(rules.get(_INDEX, b"\0")[0])
    told = rules.get(_COLOUR, b"")
    if len(told) >= _FOUR:
        ink = None if told[3] == _AUTOMATIC else (told[0], told[1], told[2])
    behind = rules.get(_SHADING, b"")[1:]  # its length stands before
    known = len(behind) > _SEVEN and behind[7] != _AUTOMATIC
    size = rules.get(_SIZE, b"")
    return Look(
        hidden=rules.get(_HIDDEN, b"\0") == b"\1",
        struck=rules.get(_STRUCK, b"\0") == b"\1",
        double=rules.get(_DOUBLE, b"\0") == b"\1",
        raised=_MARKS.get(rules.get(_RAISED, b"\0"), ""),
        ink=ink,
        shading=(behind[4], behind[5], behind[6]) if known else None,
        highlight=_COLOURS.get(rules.get(_HIGHLIGHT, b"\0")[0]),
        shifted=shift(int.from_bytes(rules.get(_PLACE, b"")[:2], "little", signed=True)),
        tiny=len(size) > 1 and int.from_bytes(size[:2], "little") < _LEAST,
    )

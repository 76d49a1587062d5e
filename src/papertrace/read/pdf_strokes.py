"""What is drawn at a page's figures: points, lines through them, small pictures beside them.

A point drawn as a shape or a digit pasted as a picture is no text; the figure in the text is then
not the figure on the page. It names such figures and reads nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from papertrace.read.pdf_figures import Doubt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from papertrace.model import Box, Word
    from papertrace.read.grid_rules import Rule

DRAWN: Final = "PT364"
_SPECK: Final = 3.0
"""Points; what is drawn larger is no point of a figure."""
_THROUGH: Final = (0.3, 0.72)
"""Of a word's height: where a line that strikes it out runs."""
_ACROSS: Final = 0.6
"""Of a word's width: what such a line covers."""
_SMALL: Final = 60.0
"""Points of a picture's height that may show a part of a line."""
_BESIDE: Final = 0.6
"""Of a word's height: a picture this near may show a part of its figure."""
_LEVEL: Final = 0.5
_BAND: Final = 12.0
"""Points of height by which words are looked up."""
_MOST: Final = 20_000


def drawn_at(
    words: Sequence[Word], across: Sequence[Rule], down: Sequence[Rule], pictures: Iterable[Box]
) -> list[Doubt]:
    """Give the figures of a page at which something is drawn that may change them.

    `across` (y, x0, x1) and `down` (x, top, bottom) are its thin shapes, not yet joined.
    """
    bands: dict[int, list[Word]] = {}
    for word in words:
        if word.confidence is None and any(c in "0123456789" for c in word.text):
            for band in range(int(word.box.top // _BAND), int(word.box.bottom // _BAND) + 1):
                bands.setdefault(band, []).append(word)
    if not bands:
        return []
    found = [
        *_specked(bands, across[:_MOST], down[:_MOST]),
        *_struck(bands, across[:_MOST]),
        *_pasted(bands, pictures),
    ]
    spots = sorted({(w.start, w.end) for w in found})
    return [Doubt(DRAWN, start, end) for start, end in spots]


def _specked(
    bands: dict[int, list[Word]], across: Sequence[Rule], down: Sequence[Rule]
) -> Iterator[Word]:
    """Give figures inside which a point is drawn."""
    specks = [((a + b) / 2, y) for y, a, b in across if b - a <= _SPECK]
    specks += [(x, (a + b) / 2) for x, a, b in down if b - a <= _SPECK]
    for x, y in specks:
        for word in bands.get(int(y // _BAND), ()):
            box, step = word.box, word.box.width / max(1, len(word.text)) / 2
            if box.x0 + step < x < box.x1 - step and box.top < y < box.bottom:
                yield word


def _struck(bands: dict[int, list[Word]], across: Sequence[Rule]) -> Iterator[Word]:
    """Give figures through which a level line runs."""
    for y, x0, x1 in across:
        if x1 - x0 <= _SPECK:
            continue
        for word in bands.get(int(y // _BAND), ()):
            box = word.box
            height = (y - box.top) / max(box.height, 0.1)
            shared = min(x1, box.x1) - max(x0, box.x0)
            if _THROUGH[0] < height < _THROUGH[1] and shared >= _ACROSS * box.width:
                yield word


def _pasted(bands: dict[int, list[Word]], pictures: Iterable[Box]) -> Iterator[Word]:
    """Give figures beside which a small picture stands, or over which one lies."""
    for picture in pictures:
        if picture.height > _SMALL:
            continue
        rows = range(int(picture.top // _BAND), int(picture.bottom // _BAND) + 1)
        for word in (w for row in rows for w in bands.get(row, ())):
            box = word.box
            shared = min(box.bottom, picture.bottom) - max(box.top, picture.top)
            gap = max(box.x0 - picture.x1, picture.x0 - box.x1)
            level = shared >= _LEVEL * min(box.height, picture.height)
            if level and gap <= _BESIDE * box.height:
                yield word

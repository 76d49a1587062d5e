"""Takes text that nobody sees out of a PDF page's characters, and says so.

What is drawn without ink, in the colour behind it, in a layer that is off, too small or under
something else never becomes a fact. Nothing of it is kept but its place. What is cut off by the
page's edge is read and named, since accidents do that; so is the invisible text layer of a scan.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import compress
from typing import TYPE_CHECKING, Final

import numpy as np

from papertrace.model import Anchor, Box, Problem, by_line, same_line, text_sha256, union
from papertrace.read.honest_orders import orders
from papertrace.read.honest_pixels import without
from papertrace.read.honest_probe import HIDDEN, SEEN, is_guessed, shares
from papertrace.read.pdf_glyphs import Letters, displayed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pypdfium2 import PdfPage  # type: ignore[import-untyped]  # it has no type marker

    from papertrace.read.honest_pixels import Pixels
    from papertrace.read.honest_shapes import Ink
    from papertrace.read.pdf_glyphs import Matrix
    from papertrace.read.pdf_page import Draft

INVISIBLE: Final = "PT340"
COLOURED: Final = "PT341"
OUTSIDE: Final = "PT342"
LAYER: Final = "PT343"
TINY: Final = "PT344"
COVERED: Final = "PT345"
BLACKENED: Final = "PT346"
OVER_PICTURE: Final = "PT353"
PARTLY: Final = "PT360"

_MESSAGES: Final = {
    INVISIBLE: "are drawn so that nothing shows",
    COLOURED: "have the colour of what lies behind them",
    OUTSIDE: "stand outside the part of the page that is shown",
    LAYER: "stand in a layer that is switched off",
    TINY: "are too small to be read",
    COVERED: "lie under a picture or shape that was drawn over them",
    BLACKENED: "lie under a black box that hides them but does not remove them",
    OVER_PICTURE: "are an invisible layer of text over a picture",
    PARTLY: "are partly covered; the file lacks their font, so nobody can tell what of them shows",
}
_LEFT_OUT: Final = "They are left out of the page's text. Ask why they are there."
_KEPT: Final = "They are read as the page's text: compare every figure with the picture."
_STAYS: Final = frozenset((OUTSIDE, OVER_PICTURE, PARTLY))
"""What is read all the same: cut off by accident, all the text there is, or perhaps seen."""
_MARKED: Final = "They are read as the page's text: look at the page before you rely on them."
_MOST_BOXES: Final = 200
_FIGURE: Final = frozenset("0123456789０１２３４５６７８９.,，．·%％‰元万亿千百十角分")
_NEAR: Final = 0.6
"""Of the height: characters of one figure stand no further apart."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page's characters that are seen, and what was found about the others."""

    letters: Letters
    problems: tuple[Problem, ...] = ()


def shown(
    page: PdfPage,
    letters: Letters,
    inks: Sequence[Ink],
    matrix: Matrix,
    size: tuple[float, float],
) -> Shown:
    """Part the characters of a page that are seen from those that are not.

    `inks` are the page's text objects that may not be seen (`honest_shapes.doubtful`), `letters`
    its characters with their owners, where there are any; `matrix` leads to points from the top
    left of the page as it is drawn, `size` is its width and height. The problems do not know their
    page yet: `told` does that.
    """
    if not inks:
        return Shown(letters)
    by_address = {ink.address: ink for ink in inks}
    mine = [by_address.get(owner) for owner in letters.owners]
    boxes = _boxes(letters, matrix)
    area = Box(0, 0, *size)
    asked = [box for ink, box in zip(mine, boxes, strict=True) if ink and _can_show(ink, box, area)]
    pixels = without(page, by_address, asked)
    codes = [
        None if ink is None else _trick(ink, box, pixels, area)
        for ink, box in zip(mine, boxes, strict=True)
    ]
    _judge_guessed(page, letters, list(zip(mine, boxes, strict=True)), pixels, codes)
    found = {code for code in codes if code}
    if not any(c.isalnum() for c in compress(letters.text, codes)):
        return Shown(letters)
    kept = [code is None or code in _STAYS for code in codes]
    figures = [
        box for c, box, keep in zip(letters.text, boxes, kept, strict=True) if keep and c in _FIGURE
    ]
    problems = [_named(code, codes, boxes, figures) for code in sorted(found)]
    parts = zip(letters.text, letters.spaced, kept, strict=True)
    hidden = "".join(f" {c}" if blank else c for c, blank, keep in parts if not keep)
    if orders(hidden):
        problems.append(_order(problems[0]))
    return Shown(_only(letters, kept), tuple(problems))


def told(draft: Draft, seen: Shown) -> Draft:
    """Add what was found about a page's characters to the page."""
    if not seen.problems:
        return draft
    page = draft.page
    digest = text_sha256(page.text)
    numbered = [
        replace(
            p,
            message=p.message.format(page.number),
            anchor=replace(p.anchor, page=page.number, text_sha256=digest) if p.anchor else None,
        )
        for p in seen.problems
    ]
    return replace(draft, page=replace(page, problems=(*page.problems, *numbered)))


def _boxes(letters: Letters, matrix: Matrix) -> list[Box]:
    g = displayed(letters, matrix)
    return [Box(*edges) for edges in zip(g.x0, g.top, g.x1, g.bottom, strict=True)]


def _is_in(box: Box, area: Box) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return area.x0 <= x <= area.x1 and area.top <= y <= area.bottom


def _can_show(ink: Ink, box: Box, area: Box) -> bool:
    """Say whether only the pixels can tell if a character is seen."""
    return _is_in(box, area) and not ink.tiny


def _trick(ink: Ink, box: Box, pixels: Pixels, area: Box) -> str | None:
    """Name why a character is not seen; None where it is."""
    if not _is_in(box, area):
        return OUTSIDE
    if ink.tiny:
        return TINY
    return None if pixels.shows(box) else _why(ink, box, pixels)


def _judge_guessed(
    page: PdfPage,
    letters: Letters,
    mine: Sequence[tuple[Ink | None, Box]],
    pixels: Pixels,
    codes: list[str | None],
) -> None:
    """Judge covered characters whose font the file lacks by their places, not by stand-in ink."""
    inks = {ink.address: ink for ink, _ in mine if ink is not None}
    guessed = {address for address, ink in inks.items() if is_guessed(ink)}
    asked = [
        n
        for n, (ink, _) in enumerate(mine)
        if ink is not None and ink.address in guessed and codes[n] not in (OUTSIDE, TINY)
    ]
    left, right, low, high = (n.tolist() for n in (*letters.xs, *letters.ys))
    places = [
        (ink, (left[n], low[n], right[n], high[n]), box)
        for n in asked
        if (ink := mine[n][0])
        for box in (mine[n][1],)
    ]
    for n, (ink, _, box), share in zip(
        asked, places, shares(page, places) if places else (), strict=True
    ):
        if share >= SEEN:
            codes[n] = None
        else:
            codes[n] = _why(ink, box, pixels) if share <= HIDDEN else PARTLY


def _why(ink: Ink, box: Box, pixels: Pixels) -> str:
    """Name the trick by which a character that could be seen is not."""
    if ink.layered:
        return LAYER
    if ink.transparent:
        return OVER_PICTURE if ink.pictured else INVISIBLE
    if ink.covered:
        return BLACKENED if pixels.is_blackened(box) else COVERED
    return OUTSIDE if ink.nested or ink.clipped else COLOURED


def _named(
    code: str, codes: Sequence[str | None], boxes: Sequence[Box], figures: Sequence[Box]
) -> Problem:
    """Name a trick and where it is; what is left of a figure that it cuts belongs to the place."""
    mine = [box for box, own in zip(boxes, codes, strict=True) if own == code]
    message = f"{len(mine)} characters on page {{}} {_MESSAGES[code]}."
    remedy = {OVER_PICTURE: _KEPT, OUTSIDE: _MARKED, PARTLY: _MARKED}.get(code, _LEFT_OUT)
    anchor = Anchor("", 0, _reaching(by_line(mine)[:_MOST_BOXES], figures), None, "", 0, "", "", "")
    return Problem(code, "note" if code == OVER_PICTURE else "warning", message, remedy, anchor)


def _reaching(lines: Sequence[Box], figures: Sequence[Box]) -> tuple[Box, ...]:
    """Widen boxes by the characters of figures that touch them: those may be a figure's rest."""
    found = []
    for line in lines:
        beside = sorted((f for f in figures if same_line(f, line)), key=lambda f: f.x0)
        wide = line
        for figure in (*reversed(beside), *beside):  # to the left, then to the right
            near = _NEAR * min(figure.height, line.height)
            if figure.x0 <= wide.x1 + near and figure.x1 >= wide.x0 - near:
                wide = union((wide, figure))
        found.append(wide)
    return tuple(found)


def _order(first: Problem) -> Problem:
    message = "Hidden text on page {} looks like an order to a model."
    return Problem("PT351", "warning", message, "It is left out of the page's text.", first.anchor)


def _only(letters: Letters, kept: Sequence[bool]) -> Letters:
    """Give the characters that are kept; a gap is a blank."""
    spaced, gap = [], False
    for keep, blank in zip(kept, letters.spaced, strict=True):
        if keep:
            spaced.append(blank or gap)
        gap = not keep
    some = np.array(kept, np.bool_)
    (left, right), (low, high) = letters.xs, letters.ys
    xs, ys = (left[some], right[some]), (low[some], high[some])
    said, owners = "".join(compress(letters.text, kept)), list(compress(letters.owners, kept))
    return Letters(said, xs, ys, spaced, letters.turn, owners)

"""Which characters of an OFD page nobody sees, or may see otherwise: by colour, size, clip, cover.

Resources of a file (drawing parameters, fonts) are not followed, and pictures over text are not
looked at. Objects marked as not visible are named by the reader, for their whole page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from papertrace.model import Problem
from papertrace.read.honest_colours import near
from papertrace.read.xml_tree import local
from papertrace.text.anchored import anchor_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.model import Box as PageBox
    from papertrace.model import Page, Word
    from papertrace.read.honest_colours import Colour
    from papertrace.read.ofd_page import Drawn
    from papertrace.read.xml_tree import Element

Box = tuple[float, float, float, float]

_WHITE: Final = (255, 255, 255)
_DARK: Final = 120
"""Sum of red, green and blue up to which a cover is black."""
_FAINT: Final = 26
"""Alpha of 255 up to which nothing shows."""
_LEAST: Final = 1.5
"""Points."""
_SHARE: Final = 0.3
"""Share of a character's size that must lie inside its object's boundary."""
_MOST: Final = 200
_OFF: Final = ("false", "0")
MESSAGES: Final = {
    "PT340": "is drawn so that nothing shows",
    "PT341": "has the colour of what lies behind it",
    "PT342": "stands outside what is shown",
    "PT344": "is too small to be read",
    "PT345": "lies under a shape drawn over it",
    "PT346": "lies under a black box",
    "PT354": "is shown by glyphs of a font that were not compared with it",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled area: where it lies, its colour, and how many characters were drawn before it."""

    box: Box
    colour: Colour
    before: int


def _numbers(text: str | None) -> list[float]:
    try:
        return [float(n) for n in (text or "").split()]
    except ValueError:
        return []


def fill(node: Element, default: Colour | None) -> tuple[Colour | None, float]:
    """Give an object's fill colour and its alpha (0 to 255); the default where none is told."""
    alpha = (_numbers(node.get("Alpha")) or [255.0])[0]
    told = next((e for e in node if local(e) == "FillColor"), None)
    if told is None:
        return default, alpha
    alpha = min(alpha, (_numbers(told.get("Alpha")) or [255.0])[0])
    parts = _numbers(told.get("Value"))
    if len(parts) == 1:
        parts = parts * 3
    if len(parts) == 4:  # noqa: PLR2004  (cyan, magenta, yellow, black)
        parts = [255 - min(255.0, c + parts[3]) for c in parts[:3]]
    if len(parts) != 3:  # noqa: PLR2004  (red, green, blue)
        return (None if len(told) else default), alpha
    return (round(parts[0]), round(parts[1]), round(parts[2])), alpha


def of_object(node: Element, size: float) -> str:
    """Give the code that says why nothing of a text object shows; '' where something does."""
    stroked = node.get("Stroke", "").lower() == "true"
    _, alpha = fill(node, (0, 0, 0))
    if alpha <= _FAINT or (node.get("Fill", "").lower() in _OFF and not stroked):
        return "PT340"
    boundary = _numbers(node.get("Boundary"))
    if len(boundary) == 4 and min(boundary[2:]) < _SHARE * size:  # noqa: PLR2004  (x, y, width, height)
        return "PT342"
    return ""


def transformed(node: Element) -> set[int]:
    """Give which characters of a text object are shown by glyphs that the file names itself."""
    found: set[int] = set()
    for each in node:
        if local(each) == "CGTransform":
            start = int((_numbers(each.get("CodePosition")) or [0])[0])
            count = int((_numbers(each.get("CodeCount")) or [1])[0])
            found.update(range(max(start, 0), max(start, 0) + min(max(count, 0), 1 << 16)))
    return found


def _inside(box: Box, area: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return area[0] <= x <= area[2] and area[1] <= y <= area[3]


def _code(drawn: Drawn, n: int) -> str:
    """Give why a character is not seen: by itself, its size, what lies over or behind it."""
    box, ink = drawn.boxes[n], drawn.inks[n]
    if drawn.codes[n] not in ("", "PT354"):
        return drawn.codes[n]
    if box[3] - box[1] < _LEAST:
        return "PT344"
    over = [s for s in drawn.shapes if s.before > n and _inside(box, s.box)]
    if over:
        return "PT346" if sum(over[-1].colour) <= _DARK else "PT345"
    under = [s.colour for s in drawn.shapes if s.before <= n and _inside(box, s.box)]
    if ink is not None and near(ink, under[-1] if under else _WHITE):
        return "PT341"
    return drawn.codes[n] if drawn.chars[n].isnumeric() else ""


def unseen(page: Page, drawn: Drawn) -> tuple[Problem, ...]:
    """Name the stretches of a page that nobody sees, by the words that stand there."""
    spots: dict[str, list[Box]] = {}
    for n in range(len(drawn.chars)):
        code = _code(drawn, n)
        if code:
            spots.setdefault(code, []).append(drawn.boxes[n])
    found: list[Problem] = []
    for code, boxes in spots.items():
        hit = [w for w in page.words if any(_inside(b, _sides(w.box)) for b in boxes)]
        message = f"Text on page {page.number} {MESSAGES[code]}."
        look = "Look at the page itself before you rely on it."
        found += [
            Problem(code, "warning", message, look, anchor_of(page, start, end, ""))
            for start, end in _joined(page, hit)[:_MOST]
        ]
    return tuple(found)


def _joined(page: Page, words: Sequence[Word]) -> list[tuple[int, int]]:
    """Give the stretches of words, neighbours as one."""
    spots: list[tuple[int, int]] = []
    for word in sorted(words, key=lambda w: w.start):
        if spots and not page.text[spots[-1][1] : word.start].strip(" "):
            spots[-1] = (spots[-1][0], word.end)
        else:
            spots.append((word.start, word.end))
    return spots


def _sides(box: PageBox) -> Box:
    return box.x0, box.top, box.x1, box.bottom

"""Where the marks stand on a page image: boxes as per cents of the page, and crops around them.

Pages have their own rule in the style sheet, since the published pages allow no inline style.
Nothing is moved or rounded beyond a thousandth of a per cent: a mark is its anchor.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papertrace.model import same_line, union

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from papertrace.model import Box, PageImage

_PAD = 30.0
_NARROWEST = 330.0
_LOWEST = 96.0
_HIGHEST = 190.0
_WIDEST = 580.0


@dataclass(frozen=True, slots=True)
class Rule:
    """Declarations of the style sheet, named after what they say."""

    declarations: str

    @property
    def name(self) -> str:
        """Give the class name: the same declarations always have the same."""
        return "g" + hashlib.sha256(self.declarations.encode()).hexdigest()[:10]

    @property
    def css(self) -> str:
        """Give the rule as it stands in the style sheet."""
        return f".{self.name}{{{self.declarations}}}"


@dataclass(frozen=True, slots=True)
class Mark:
    """One box over a page image."""

    role: str
    """figure, unit or other."""
    label: str
    """What is printed beside it; '' for nothing."""
    box: Box
    """In points, as the anchor has it."""
    place: Rule

    @property
    def points(self) -> str:
        """Give the anchor's box as the page carries it."""
        return " ".join(f"{v:.2f}" for v in self.box.rounded())


@dataclass(frozen=True, slots=True)
class Window:
    """A page image, whole or cropped, with its marks."""

    image: PageImage
    path: str
    frame: Rule
    """Shape of the window."""
    sheet: Rule
    """Size and place of the page within it."""
    marks: tuple[Mark, ...]

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Give every rule it needs."""
        return (self.frame, self.sheet, *(m.place for m in self.marks))


def image_path(image: PageImage) -> str:
    """Give the address of a page image within the site."""
    ending = "svg" if image.media_type == "image/svg+xml" else "png"
    return f"images/{image.digest[:12]}-p{image.page}.{ending}"


def mark(image: PageImage, box: Box, role: str, label: str = "") -> Mark:
    """Place a box on a page image, in per cents of its width and height."""
    place = Rule(
        f"left:{_share(box.x0, image.width)};top:{_share(box.top, image.height)};"
        f"width:{_share(box.width, image.width)};height:{_share(box.height, image.height)}"
    )
    return Mark(role, label, box, place)


def whole(image: PageImage, marks: Iterable[Mark]) -> Window:
    """Show a whole page."""
    shape = Rule(f"aspect-ratio:{image.width:.2f}/{image.height:.2f}")
    return Window(
        image, image_path(image), shape, Rule("left:0;top:0;width:100%;height:100%"), tuple(marks)
    )


def crops(image: PageImage, marks: Sequence[Mark]) -> tuple[Window, ...]:
    """Show what surrounds the marks of a figure and its unit: in one crop where they are near."""
    figures = _with_row([m.box for m in marks if m.role == "figure"], marks)
    units = [m.box for m in marks if m.role == "unit"]
    if not figures and not units:
        return ()
    groups = [figures, units]
    if figures and units:
        both = union([*figures, *units])
        if both.height <= _HIGHEST and both.width <= _WIDEST:
            groups = [[*figures, *units]]
    return tuple(_crop(image, union(g), marks) for g in groups if g)


def _with_row(figures: list[Box], marks: Sequence[Mark]) -> list[Box]:
    """Add what stands on the figure's line, as far as it stays readable: what the figure is of."""
    for m in marks:
        if figures and m.role == "other" and same_line(figures[0], m.box):
            wider = [*figures, m.box]
            if union(wider).width + 2 * _PAD <= _WIDEST:
                figures = wider
    return figures


def _crop(image: PageImage, around: Box, marks: Sequence[Mark]) -> Window:
    x0, width = _stretch(around.x0, around.x1, _NARROWEST, image.width)
    top, height = _stretch(around.top, around.bottom, _LOWEST, image.height)
    frame = Rule(f"aspect-ratio:{width:.2f}/{height:.2f}")
    sheet = Rule(
        f"left:{_share(-x0, width)};top:{_share(-top, height)};"
        f"width:{_share(image.width, width)};aspect-ratio:{image.width:.2f}/{image.height:.2f}"
    )
    return Window(image, image_path(image), frame, sheet, tuple(marks))


def _stretch(start: float, end: float, least: float, whole_length: float) -> tuple[float, float]:
    """Widen [start, end] to a readable length that stays on the page; give start and length."""
    length = min(whole_length, max(least, end - start + 2 * _PAD))
    first = min(max(0.0, (start + end - length) / 2), whole_length - length)
    return first, length


def _share(part: float, of: float) -> str:
    return f"{100 * part / of:.4f}%" if of else "0%"

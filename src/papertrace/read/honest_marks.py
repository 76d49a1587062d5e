"""Turns places of the original that are not seen into warnings with spots on the page.

For formats whose pages are drawn from their text: what is hidden there is read like any other text,
and marked, so that no fact that stands on it is accepted unseen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from papertrace.model import Problem
from papertrace.text.anchored import anchor_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from papertrace.model import Page, Run

MOST: Final = 200
"""Spots that a page names."""
MESSAGES: Final = {
    "PT313": "stands in a row or column that is hidden",
    "PT314": "is hidden when the original is shown or printed",
    "PT341": "has the colour of what lies behind it",
    "PT342": "stands where nobody sees it",
    "PT344": "is too small to be read",
    "PT348": "is shown in another order than it stands in",
    "PT358": "is styled in a way that is not evaluated: more, less or other text may be shown",
    "PT357": "is not the value that its cell stores",
}
_REMEDY: Final = "It is read all the same. Look at the original before you rely on it."


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of an element's own text that is not seen."""

    path: str
    start: int
    end: int
    code: str


def placed(page: Page, places: Iterable[Place]) -> Page:
    """Mark stretches of elements, as a reader met them."""
    by_path: dict[str, list[Place]] = {}
    for place in places:
        by_path.setdefault(place.path, []).append(place)

    def code_of(run: Run) -> str:
        last = run.offset + run.end - run.start
        mine = by_path.get(run.path, ())
        return next((p.code for p in mine if p.start < last and p.end > run.offset), "")

    return marked(page, code_of) if by_path else page


def marked(page: Page, code_of: Callable[[Run], str]) -> Page:
    """Mark every stretch of a page for whose run `code_of` gives a code; neighbours as one."""
    spots: list[tuple[str, int, int]] = []
    for run in page.runs:
        code = code_of(run)
        if not code or not page.text[run.start : run.end].strip():
            continue
        if spots and spots[-1][0] == code and not page.text[spots[-1][2] : run.start].strip():
            spots[-1] = (code, spots[-1][1], run.end)
        else:
            spots.append((code, run.start, run.end))
    problems = tuple(
        Problem(
            code,
            "warning",
            f"Text on page {page.number} {MESSAGES[code]}.",
            _REMEDY,
            anchor_of(page, start, end, ""),
        )
        for code, start, end in spots[:MOST]
    )
    return replace(page, problems=(*page.problems, *problems)) if problems else page

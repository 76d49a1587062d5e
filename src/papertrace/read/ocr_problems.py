"""What a person should know about a recognised page: its doubtful figures, or that it says nothing.

It looks at a page as read and changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from papertrace.model import Anchor, Problem, text_sha256

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.model import Box, Page

SURE: Final = 0.9
"""A word with less confidence is doubtful."""
UNREAD: Final = "PT363"
_SHOWN: Final = 5
_LONGEST: Final = 24


def problems_of(page: Page, columns: int = 0) -> tuple[Problem, ...]:
    """Give the problems of a page that was recognised, wholly or in parts.

    `columns` lines of it run from top to bottom and were not read.
    """
    if columns:
        message = (
            f"{columns} lines on page {page.number} run from top to bottom; they are not read."
        )
        told = Problem("PT327", "warning", message, "Look at the page itself.")
        return (told, *(problems_of(page) if page.words else ()))
    if page.origin == "ocr" and not page.words:
        message = f"No text was found in the picture of page {page.number}."
        return (Problem("PT324", "note", message, "Look at the page itself."),)
    figures = [
        w for w in page.words if w.confidence is not None and any(c.isdigit() for c in w.text)
    ]
    doubtful = [w.text[:_LONGEST] for w in figures if (w.confidence or 0) < SURE]
    if not doubtful:
        return ()
    shown = ", ".join(doubtful[:_SHOWN]) + (" and more" if len(doubtful) > _SHOWN else "")
    message = (
        f"{len(doubtful)} of {len(figures)} figures recognised on page {page.number} are doubtful: "
        f"{shown}."
    )
    return (Problem("PT325", "warning", message, "Compare them with the picture."),)


def unread_cells(page: Page, boxes: Sequence[Box]) -> tuple[Problem, ...]:
    """Name the cells of a page in which ink stands and nothing was read."""
    if not boxes:
        return ()
    message = f"{len(boxes)} cells on page {page.number} hold ink in which nothing was read."
    anchor = Anchor("", page.number, tuple(boxes), None, "", 0, "", "", text_sha256(page.text))
    return (Problem(UNREAD, "warning", message, "Look at these cells on the page.", anchor),)

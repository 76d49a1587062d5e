"""The system's fonts: the one thing outside its memory that a worker may read, for page images.

A PDF that does not contain its fonts is drawn with the system's. Reading text needs none.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from papertrace.read import walls_controls
from papertrace.read.render import render

if TYPE_CHECKING:
    from papertrace.read.sandbox_child import Limits

FOLDERS: Final = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/usr/share/X11/fonts/Type1",
    "/usr/share/X11/fonts/TTF",
)
"""Where pdfium looks for fonts on Linux."""

DRAWN: Final = "the system has a font for Chinese that a PDF does not contain"
NOT_DRAWN: Final = (
    "the system has no font for Chinese: characters whose font a PDF does not contain are missing"
    " from page images (their text is read all the same); install Noto Sans CJK or the like"
)


def for_pictures(limits: Limits) -> Limits:
    """Give the limits for a job that draws pages: it may read the system's fonts."""
    return replace(limits, readable=FOLDERS)


def draws_chinese(_: bytes) -> bytes:
    """Say b"yes" where characters whose font a file lacks are drawn: a job."""
    blank, one, other = (render(walls_controls.pdf(said), "", 1, 1.0).data for said in " 预算")
    return b"yes" if len({blank, one, other}) == 3 else b"no"  # noqa: PLR2004  (all differ)

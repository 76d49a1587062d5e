"""Draw one page of a case with what was read of it, in a worker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from papertrace.errors import ReaderCrashed, UsageError
from papertrace.model import Page
from papertrace.read import overlay, sandbox
from papertrace.read.walls_fonts import for_pictures

if TYPE_CHECKING:
    from collections.abc import Collection

    from papertrace.casefile import Case

_RENDERED: Final = ("pdf", "image")
"""Readers whose pages have pixels; the pages of all others are typed from what was read."""


def look(case: Case, document: str, number: int, shows: Collection[str]) -> tuple[Page, bytes]:
    """Give a page as read, and a PNG of it with what was read drawn over it.

    UnknownDocument; UsageError where there is no such page or nothing of that name to show.
    """
    strange = sorted(set(shows) - set(overlay.SHOWS))
    if strange or not shows:
        msg = f"There is no {', '.join(strange)} to show." if strange else "Nothing is to be shown."
        raise UsageError(msg, remedy=f"There is: {', '.join(overlay.SHOWS)}.")
    held = case.find(document)
    page = case.derived.page(held.digest, number)
    made = case.derived.summary(held.digest)
    if page is None or made is None:
        msg = f"{held.name} has no page {number} as read."
        raise UsageError(msg, remedy="`papertrace documents` tells how many it has.")
    pixels = page.origin != "drawn" and made.reader.partition("/")[0] in _RENDERED
    data = case.original(held.digest) if pixels else b""
    limits = for_pictures(sandbox.Limits(seconds=120))
    empty = overlay.argument(b"", Page(1, 60, 60, 0, "", (), (), "drawn"), overlay.SHOWS)
    argument = overlay.argument(data, page, shows)
    ((_, answer),) = sandbox.run_many(overlay.look, [(None, lambda: argument)], limits, 1, (empty,))
    if not answer.ok:
        msg = f"Page {number} of {held.name} could not be drawn: {answer.message}"
        raise ReaderCrashed(
            msg, remedy="`papertrace pages DOCUMENT --page N` prints what was read."
        )
    return page, answer.output

"""Whether every page of a document counts as read.

A page counts where its words were taken from the file itself, or recognised with enough
confidence. A page without text counts only where the reader found nothing wrong with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.model import Holding, Page


def quality(page: Page) -> float:
    """Give the mean confidence of a page's recognised words by length; 1 where none was."""
    told = [(w.confidence, len(w.text)) for w in page.words if w.confidence is not None]
    length = sum(n for _, n in told)
    return sum(c * n for c, n in told) / length if length else 1.0


def unread(holding: Holding, minimum: float) -> Iterator[str]:
    """Say which pages of a document do not count as read, and why."""
    if len(holding.pages) != holding.page_count or not holding.pages:
        yield f"{len(holding.pages)} of its {holding.page_count} pages are at hand"
    for page in holding.pages:
        reason = _reason(page, minimum)
        if reason:
            yield f"page {page.number} {reason}"


def _reason(page: Page, minimum: float) -> str | None:
    broken = next((p for p in page.problems if p.severity == "error"), None)
    if broken is not None:
        return f"was not read whole ({broken.code})"
    if not page.text.strip() and (page.problems or page.origin != "digital"):
        return "has no text that could be read"
    reached = quality(page)
    if reached < minimum:
        return f"was read at {reached:.3f}, below {minimum}"
    return None

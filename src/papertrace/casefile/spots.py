"""Checks the anchors of what people decided: the same words must still stand in their place."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from papertrace.casefile.items import Item
from papertrace.errors import PapertraceError
from papertrace.model import state_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from papertrace.casefile.items import State
    from papertrace.casefile.ledger import Ledger
    from papertrace.model import Anchor, Decision, Page

    PageOf = Callable[[str, int], Page | None]

_PAGES = 32
"""So many pages are kept read while decisions are gone through in the order of their pages."""


def check_spots(ledger: Ledger, page_of: PageOf, read: Mapping[str, int]) -> Iterator[Item]:
    """Check the anchors of every standing decision but rejections, on which nothing stands.

    `read` has the digests of the documents that were read. A decision that the same person
    replaced by a later one on the same fact stands no more.
    """
    page = lru_cache(maxsize=_PAGES)(page_of)
    standing = [d for d in ledger.standing() if d.verdict != "rejected"]
    for decision in sorted(standing, key=_order):
        held = ledger.held.get(decision.digest)
        name = held.name if held else decision.digest[:12]
        state, message = _state(decision, page, decision.digest in read)
        yield Item("anchor", decision.fact_id, state, f"{decision.kind} in {name}{message}")


def _order(decision: Decision) -> tuple[str, int, str]:
    return decision.digest, min((a.page for a in decision.anchors), default=0), decision.fact_id


def _state(decision: Decision, page_of: PageOf, read: bool) -> tuple[State, str]:  # noqa: FBT001  (private)
    lost: list[Anchor] = []
    for anchor in decision.anchors:
        try:
            page = page_of(decision.digest, anchor.page)
        except PapertraceError as error:
            return "could-not-be-checked", f", page {anchor.page}: {error.message}"
        if page is None and not read:
            return "could-not-be-checked", f", page {anchor.page}: the document was not read yet."
        if state_of(page, anchor) == "orphan":
            lost.append(anchor)
    if not lost:
        return "sound", f": {len(decision.anchors)} anchors."
    told = "; ".join(f"{a.field} on page {a.page}" for a in lost[:3])
    more = f" and {len(lost) - 3} more" if len(lost) > 3 else ""  # noqa: PLR2004  (as above)
    return "broken", f": the words decided on no longer stand in their place ({told}{more})."

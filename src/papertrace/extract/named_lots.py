"""The lots of a purchase with their names and what became of them, from tables that print both.

A lot that a notice only counts has no name and gives nothing here; what it costs and who won it are
the facts of the forms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.extract.anchors import Builder
from papertrace.extract.confidence import HEAD
from papertrace.extract.failures import reason_of_row
from papertrace.extract.labels import is_blank
from papertrace.extract.lots import row_lot
from papertrace.extract.names import members_of
from papertrace.extract.winners import lot_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.anchors import Spot
    from papertrace.extract.listings import Listing, Row
    from papertrace.extract.outline import Outline
    from papertrace.model import Fact

_NONE = frozenset({"scores", "expert", "beyond", "items"})
_SURE = 0.9


def named_lots(outline: Outline, form: str) -> Iterator[Fact]:
    """Give one `lot` for each lot that a row names: lot, name and, where it is told, status.

    Status: awarded, unsuccessful or cancelled; a row of a call tells none.
    """
    seen: set[str] = set()
    for listing in outline.listings:
        if listing.zone in _NONE:
            continue
        for row in listing.rows:
            lot, name = row_lot(listing, row), listing.find(row, "lot_name")
            if lot is None or name is None or is_blank(name[1].text):
                continue
            own = name[1].place == lot.spot.place or not name[1].text.strip("0123456789 ")
            if own or lot_key(lot.name) in seen:
                continue
            seen.add(lot_key(lot.name))
            builder = Builder(outline.document, "lot", form)
            builder.add("lot", lot.name, lot.spot)
            builder.add("name", " ".join(name[1].printed.split()), name[1])
            if status := _status(listing, row):
                builder.add("status", *status)
            yield builder.fact(_SURE, [HEAD])


def _status(listing: Listing, row: Row) -> tuple[str, Spot] | None:
    """Read what became of a lot: that it ended, or who won it."""
    ended = reason_of_row(listing, row)
    if ended is not None:
        return ended
    won = listing.find(row, "supplier")
    return ("awarded", won[1]) if won and members_of(won[1]) else None

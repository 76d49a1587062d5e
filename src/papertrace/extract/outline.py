"""A document laid out for the forms of notices: lines, zones, pairs, listings, and its kind.

Made once a document and kept for the one at hand, since every form asks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from papertrace.extract.cards import card_listings
from papertrace.extract.delimited import delimited_listings
from papertrace.extract.flat import flat_listings
from papertrace.extract.flat_turned import torn_sides, turned_listings
from papertrace.extract.kinds import kind_of
from papertrace.extract.lines import lines_of
from papertrace.extract.listings import listings_of
from papertrace.extract.pairs import pairs_of
from papertrace.extract.thing_heads import with_things
from papertrace.extract.told import told_document
from papertrace.extract.zones import zones_of
from papertrace.text.struck import blanked

if TYPE_CHECKING:
    from papertrace.extract.anchors import Spot
    from papertrace.extract.kinds import Kind
    from papertrace.extract.lines import Line
    from papertrace.extract.listings import Listing
    from papertrace.extract.pairs import Pair
    from papertrace.model import Document


@dataclass(frozen=True, slots=True)
class Outline:
    """All that the forms of notices read from."""

    document: Document
    lines: tuple[Line, ...]
    zones: tuple[str, ...]
    pairs: tuple[Pair, ...]
    listings: tuple[Listing, ...]
    kind: Kind
    listed: frozenset[int]
    """Numbers of the lines that are rows or heads of listings."""
    torn: tuple[Spot, ...] = ()
    """Heads of flattened tables whose rows are not certain; nothing was read from those."""

    def of(self, *roles: str) -> list[Pair]:
        """Give the pairs of some roles, in order."""
        return [p for p in self.pairs if p.role in roles]


_LAST: list[Outline] = []


def outline_of(document: Document) -> Outline:
    """Lay out a document; the same object as long as the same document is asked for."""
    if _LAST and _LAST[0].document is document:
        return _LAST[0]
    told = _unstruck(told_document(document))
    lines = lines_of(told)
    zones = zones_of(lines)
    turned, sides = turned_listings(lines, zones, frozenset())
    laid = flat_listings(lines, zones, sides)
    flat, taken = laid.listings, laid.taken
    taken |= sides
    torn = (*laid.torn, *torn_sides(lines, sides))
    plain, rows = delimited_listings(lines, zones, taken)
    taken |= rows
    cards, carded = card_listings(lines, zones, taken)
    taken |= carded
    real = listings_of(told, lines, zones)
    listings = tuple(
        sorted(
            map(with_things, (*real, *turned, *flat, *plain, *cards)),
            key=lambda n: n.rows[0].index if n.rows else len(lines),
        )
    )
    in_rows = _row_lines(real, lines)
    listed = taken | in_rows
    pairs = pairs_of(lines, zones, listed)
    kind = kind_of(told, lines, pairs, listings)
    made = Outline(document, lines, zones, pairs, listings, kind, listed, torn)
    _LAST[:] = [made]
    return made


def _unstruck(document: Document) -> Document:
    """Give a document without what its author struck out; every offset stays."""
    pages = [replace(p, text=blanked(p.text)) for p in document.pages]
    return replace(document, pages=tuple(pages))


def _row_lines(listings: tuple[Listing, ...], lines: tuple[Line, ...]) -> frozenset[int]:
    """Give the numbers of the lines that are cells of a listing's rows."""
    spots = {
        (s.page.number, s.start)
        for listing in listings
        for row in listing.rows
        for s in row.cells.values()
    }
    heads = {
        (c.head.page.number, c.head.start)
        for listing in listings
        for c in listing.columns
        if c.role
    }
    listed = spots | heads
    return frozenset(
        n
        for n, line in enumerate(lines)
        if not line.flat and (line.spot.page.number, line.spot.start) in listed
    )

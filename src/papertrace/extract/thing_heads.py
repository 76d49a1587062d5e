"""Whose 名称 it is: in a table of things bought, the thing's; nowhere a supplier's.

A bare 名称 is read as a party's name, as tables of bidders have it. Beside brand, model or number
of pieces, with no body below it, it names the thing. Heads alone are read anew here, never a value.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from papertrace.extract.labels import plain
from papertrace.extract.names import looks_like_body

if TYPE_CHECKING:
    from papertrace.extract.listings import Listing

_BARE = "名称"
_MADE = frozenset({"brand", "spec"})
_FEWEST = 2


def with_things(listing: Listing) -> Listing:
    """Give a listing whose bare 名称 is that of the things where its other heads tell of things."""
    made = {c.role for c in listing.columns if c.role in _MADE}
    made |= {"quantity" for c in listing.columns if plain(c.text).endswith("数量")}
    priced = {c.role for c in listing.columns if c.role == "unit_price"}
    if not made or len(made | priced) < _FEWEST:
        return listing
    columns = list(listing.columns)
    for number, column in enumerate(columns):
        below = [row.cells[number].text for row in listing.rows if number in row.cells]
        if plain(column.text) == _BARE and not any(map(looks_like_body, below)):
            columns[number] = replace(column, role="item_name")
    return replace(listing, columns=tuple(columns))

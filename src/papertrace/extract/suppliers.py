"""All suppliers a notice names, from its tables and its labelled lines, each once."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from papertrace.extract.ranked_lines import ranked_in_lines
from papertrace.extract.winner_clauses import clause_winners
from papertrace.extract.winner_heads import price_by_rank
from papertrace.extract.winner_letters import addressed_winner
from papertrace.extract.winner_lines import said_winners, told_winners
from papertrace.extract.winner_lists import enumerated
from papertrace.extract.winner_tables import listed_winners
from papertrace.extract.winners import merged

if TYPE_CHECKING:
    from papertrace.extract.outline import Outline
    from papertrace.extract.winners import Winner


_JOINED = re.compile(r"(?:联合体)?(?:牵头|主办|成员)(?:人|方|单位|企业)?|联合体")
"""What a cell of roles says of a member of a consortium."""


def winners(outline: Outline, roles: tuple[str, ...]) -> list[Winner]:
    """Give the suppliers a notice names, merged by lot and name, in order.

    `roles` are the roles of labels and heads that name one, the surest first.
    """
    ranked = ranked_in_lines(outline) if "candidate" in roles else ()
    found = merged((*listed_winners(outline, roles), *told_winners(outline, roles), *ranked))
    if not found:
        found = merged(_piecewise(list(listed_winners(outline, roles, items=True))))
    if not found and "supplier" in roles:
        found = merged(clause_winners(outline))
    found = found or merged(enumerated(outline))
    price_by_rank(outline, found)
    if len(found) > 1:
        found = _jointly(found, _members(outline))
    if found or "supplier" not in roles:
        return found
    return merged(said_winners(outline)) or merged(addressed_winner(outline))


def _members(outline: Outline) -> frozenset[str]:
    """Give the names beside which a table says that they lead or belong to a consortium."""
    return frozenset(
        "".join(cell.printed.split())
        for listing in outline.listings
        for row in listing.rows
        if any(_JOINED.fullmatch(c.bare) for c in row.cells.values())
        for cell in row.cells.values()
    )


def _jointly(found: list[Winner], members: frozenset[str]) -> list[Winner]:
    """Make one of those whose price is one and the same print: a consortium wins it once."""
    made: list[Winner] = []
    held: dict[object, Winner] = {}
    for each in found:
        first = held.setdefault(_print_of(each, members), each)
        if first is each or first.supplier == each.supplier:
            made.append(each)
        else:
            first.names += each.names
    return made


def _print_of(winner: Winner, members: frozenset[str]) -> object:
    """Give what winners of one price have in common: its place, or its value in a consortium."""
    price = winner.price
    if price is None or winner.person or price.kind != "total":
        return id(winner)
    lot, rank = winner.lot.name if winner.lot else "", winner.rank[0] if winner.rank else ""
    joined = all(n.value in members for n in winner.names)
    return lot, rank, price.value if joined else price.spot.place


def _piecewise(found: list[Winner]) -> list[Winner]:
    """Take the prices off rows that list the things one supplier sells: none is the award's."""
    named = Counter(w.supplier for w in found if w.lot is None)
    places = {w.price.spot.place for w in found if w.lot is None and w.price}
    one = len(named) == len(places) == 1 and all(w.price for w in found)  # merged over the rows
    for each in found:
        if each.lot is None and named[each.supplier] > 1 and not one:
            each.price = None
        elif one and named[each.supplier] > 1:
            each.product = None
    return found

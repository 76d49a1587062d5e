"""All suppliers a notice names, from its tables and its labelled lines, each once."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

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
    found = merged((*listed_winners(outline, roles), *told_winners(outline, roles)))
    if not found:
        found = merged(_piecewise(list(listed_winners(outline, roles, items=True))))
    if not found and "supplier" in roles:
        found = merged(clause_winners(outline))
    found = found or merged(enumerated(outline))
    price_by_rank(outline, found)
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
    for each in found:
        held = next((w for w in made if _one_print(w, each, members)), None)
        if held is None:
            made.append(each)
        else:
            held.names += each.names
    return made


def _one_print(one: Winner, other: Winner, members: frozenset[str]) -> bool:
    """Say whether two winners have one price: in one place, or as members of a consortium."""
    lots = [w.lot.name if w.lot else "" for w in (one, other)]
    ranks = [w.rank[0] if w.rank else "" for w in (one, other)]
    if one.price is None or other.price is None or one.person or other.person:
        return False
    if one.price.kind != "total" or lots[0] != lots[1] or ranks[0] != ranks[1]:
        return False
    if one.supplier == other.supplier:
        return False
    names = {n.value for w in (one, other) for n in w.names}
    joined = names <= members and one.price.value == other.price.value
    return joined or one.price.spot.place == other.price.spot.place


def _piecewise(found: list[Winner]) -> list[Winner]:
    """Take the prices off rows that list the things one supplier sells: none is the award's."""
    named = Counter(w.supplier for w in found if w.lot is None)
    for each in found:
        if each.lot is None and named[each.supplier] > 1:
            each.price = None
    return found

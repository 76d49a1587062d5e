"""What to ask instead where words with a blank between them stand nowhere in a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from papertrace.search import apart, parse, words_in
from papertrace.workflow.finding import search

if TYPE_CHECKING:
    from collections.abc import Iterable

    from papertrace.casefile import Case
    from papertrace.workflow.finding import Search

_MOST = 4
"""Phrases of one query for which something is offered."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A query that finds something where a phrase of the one that was asked finds nothing."""

    query: str
    places: int


def offers(
    case: Case, query: str, one: Search, rows: Iterable[dict[str, Any]], *, exact: bool = False
) -> tuple[Offer, ...]:
    """Give for each phrase that stands nowhere the query with its words joined by AND.

    `rows` are all the places of the query as it was asked. What finds nothing either is not given.
    """
    node, stands = parse(query), {row["words"] for row in rows}
    found: list[Offer] = []
    for phrase in dict.fromkeys(words_in(node)):
        beside = {e.also for e in one.also if e.asked == phrase.text.strip()}
        if stands & {phrase.text, *beside} or len(found) == _MOST:
            continue
        told = apart(node, phrase)
        places = sum(1 for _ in search(case, told, exact=exact).hits()) if told else 0
        if places:
            found.append(Offer(told, places))
    return tuple(found)

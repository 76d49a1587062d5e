"""Find words in every page, and order what was found by a question where that is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from papertrace.cli import output
from papertrace.cli.common import CLEAN, as_json, open_case

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from papertrace.casefile import Case
    from papertrace.workflow.finding import Search
    from papertrace.workflow.offering import Offer

_SHOWN: Final = 300
"""Pages that are listed where no words were asked for; all of them are in the JSON."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What one query found; without one, every page."""

    query: str
    search: Search | None
    rows: list[dict[str, Any]]
    offers: tuple[Offer, ...]

    def told(self) -> Iterator[dict[str, Any]]:
        """Give the rows, then one for each query that is offered instead."""
        yield from self.rows
        for offer in self.offers:
            yield {"query": self.query, "offer": offer.query, "places": offer.places}


def find(args: argparse.Namespace) -> int:
    """Find words."""
    from papertrace.workflow import finding, nearing, offering  # noqa: PLC0415  (folding is slow to load)

    every: list[_Found] = []
    with open_case(args) as case:
        whole = args.like is not None and not args.list and not args.query.strip()
        queries = ("",) if whole else finding.listed(args.query, args.list)
        list(output.progress(finding.index(case), len(case.documents()), "indexing"))
        for query in queries:
            one = finding.search(case, query, exact=args.exact) if query else None
            rows = list(one.hits()) if one else nearing.every_page(case)
            more = offering.offers(case, query, one, rows, exact=args.exact) if one else ()
            if args.like is not None:
                rows = _nearest_first(case, args.like, rows)
            every.append(_Found(query, one, [{**row, "query": query} for row in rows], more))
        count, unread = finding.searched(case)
    if as_json(args):
        output.rows(row for found in every for row in found.told())
        return CLEAN
    for found in every:
        places = _say(found)
        if args.list:
            places = f"{found.query}: {places}"
        output.say(f"{places}; {count} pages searched, {unread} documents not (wholly) read")
        for offer in found.offers:
            output.say(f"not in a row; try: {offer.query} ({offer.places} places)")
    return CLEAN


def _say(found: _Found) -> str:
    """Print the places; give in words how many there are."""
    for more in found.search.also if found.search else ():
        output.say(f"also looked for: {more.also} ({more.why} for {more.asked})")
    rows = found.rows
    shown = rows if found.search else rows[:_SHOWN]
    for row in shown:
        words = row["snippet"] or row.get("passage", "")
        output.say(f"{output.name(row['name'])}:{row['page']}: {words}")
    if rows and "ordered_by" in rows[0]:
        compared = {(r["sha256"], r["page"]) for r in rows if r["nearness"] is not None}
        output.say(f"nearest first, {len(compared)} pages compared, by {rows[0]['ordered_by']}")
    return f"{len(rows)} places" if found.search else f"{len(shown)} of {len(rows)} pages"


def _nearest_first(case: Case, question: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    from papertrace.workflow import means, nearing  # noqa: PLC0415  (as above)

    near = nearing.asked(case, question, rows)
    _, jobs = means.means(case)
    list(output.progress(near.compare(jobs), len(near.new), "comparing"))
    return near.ordered(rows)

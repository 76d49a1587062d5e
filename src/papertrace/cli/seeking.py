"""Find words in every page, and order what was found by a question where that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from papertrace.cli import output
from papertrace.cli.common import CLEAN, as_json, open_case

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from papertrace.casefile import Case
    from papertrace.workflow.finding import Search

_SHOWN: Final = 300
"""Pages that are listed where no words were asked for; all of them are in the JSON."""


def find(args: argparse.Namespace) -> int:
    """Find words."""
    from papertrace.workflow import finding, nearing  # noqa: PLC0415  (folding is slow to load)

    every: list[tuple[str, Search | None, list[dict[str, Any]]]] = []
    with open_case(args) as case:
        whole = args.like is not None and not args.list and not args.query.strip()
        queries = ("",) if whole else finding.listed(args.query, args.list)
        list(output.progress(finding.index(case), len(case.documents()), "indexing"))
        for query in queries:
            one = finding.search(case, query, exact=args.exact) if query else None
            rows = list(one.hits()) if one else nearing.every_page(case)
            if args.like is not None:
                rows = _nearest_first(case, args.like, rows)
            every.append((query, one, [{**row, "query": query} for row in rows]))
        count, unread = finding.searched(case)
    if as_json(args):
        output.rows(row for _, _, rows in every for row in rows)
        return CLEAN
    for query, one, rows in every:
        places = _say(query if args.list else "", one, rows)
        output.say(f"{places}; {count} pages searched, {unread} documents not (wholly) read")
    return CLEAN


def _say(query: str, one: Search | None, rows: Sequence[dict[str, Any]]) -> str:
    """Print the places; give in words how many there are."""
    for more in one.also if one else ():
        output.say(f"also looked for: {more.also} ({more.why} for {more.asked})")
    shown = rows if one else rows[:_SHOWN]
    for row in shown:
        words = row["snippet"] or row.get("passage", "")
        output.say(f"{output.name(row['name'])}:{row['page']}: {words}")
    if rows and "ordered_by" in rows[0]:
        compared = {(r["sha256"], r["page"]) for r in rows if r["nearness"] is not None}
        output.say(f"nearest first, {len(compared)} pages compared, by {rows[0]['ordered_by']}")
    if one is None:
        return f"{len(shown)} of {len(rows)} pages"
    return f"{query}: {len(rows)} places" if query else f"{len(rows)} places"


def _nearest_first(case: Case, question: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    from papertrace.workflow import means, nearing  # noqa: PLC0415  (as above)

    near = nearing.asked(case, question, rows)
    _, jobs = means.means(case)
    list(output.progress(near.compare(jobs), len(near.new), "comparing"))
    return near.ordered(rows)

"""Routes for finding: the same search as `papertrace find`; the address is the query."""

from __future__ import annotations

from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from papertrace.desk.answers import as_csv, as_json, form_of, html, went
from papertrace.desk.answers import asked as query_end
from papertrace.desk.state import desk_of
from papertrace.search import nearness
from papertrace.workflow import finding, nearing, offering, queries
from papertrace.workflow.means import means

if TYPE_CHECKING:
    from starlette.datastructures import QueryParams
    from starlette.requests import Request
    from starlette.responses import Response

    from papertrace.casefile import Case

_SHOWN: Final = 300
"""Hits on one page of the desk; all of them are in the JSON and CSV."""
_COMPARED: Final = 24
"""Pages that are compared with a question for the first time while somebody waits; the rest stand
behind, and the next look goes on with them."""


def _searched(case: Case, asked: QueryParams, most: int | None) -> dict[str, Any]:
    """Search, and say what was searched, and what was looked for beside the words."""
    query, exact, like = asked.get("q", ""), bool(asked.get("exact")), asked.get("like", "")
    one = finding.search(case, query, exact=exact) if query.strip() else None
    pages, unread = finding.searched(case)
    told = {"pages": pages, "unread": unread, "also": one.also if one else (), "offers": ()}
    if not like.strip() and not one:
        return {"hits": [], **told}
    rows = (
        list(islice(one.hits(), None if like.strip() else most))
        if one
        else nearing.every_page(case)
    )
    if one and len(rows) != most:
        told["offers"] = offering.offers(case, query, one, rows, exact=exact)
    if not like.strip():
        return {"hits": rows, **told}
    near = nearing.asked(case, like, rows, _COMPARED)
    for _ in near.compare(means(case)[1]):
        pass
    order = {"by": near.by, "pages": near.pages, "compared": near.compared, "places": len(rows)}
    return {"hits": near.ordered(rows), **told, "like": like, "order": order}


async def find(request: Request) -> Response:
    """Show where words stand."""
    asked = request.query_params
    told = await desk_of(request).bench.do(lambda c: _searched(c, asked, _SHOWN + 1))
    kept = await desk_of(request).bench.do(queries.saved)
    more, exact = len(told["hits"]) > _SHOWN, bool(asked.get("exact"))
    words = {"query": asked.get("q", ""), "exact": exact, "saved": kept}
    words |= {"like": asked.get("like", "").strip(), "can_order": bool(nearness.version())}
    words |= {"order": told.pop("order", None)}
    return html(request, "find.html", more=more, most=_SHOWN, **(told | words))


async def find_json(request: Request) -> Response:
    """Give every hit as JSON."""
    asked = request.query_params
    told = await desk_of(request).bench.do(lambda c: _searched(c, asked, None))
    return as_json(
        told | {name: [asdict(one) for one in told[name]] for name in ("also", "offers")}
    )


async def find_csv(request: Request) -> Response:
    """Give every hit as CSV."""
    asked = request.query_params
    told = await desk_of(request).bench.do(lambda c: _searched(c, asked, None))
    return as_csv(told["hits"], "find")


async def save(request: Request) -> Response:
    """Keep a query with the case."""
    query = (await form_of(request)).get("q", "")
    await desk_of(request).bench.do(lambda c: queries.save(c, query))
    return went(f"/find{query_end({'q': query})}")


async def forget(request: Request) -> Response:
    """Take a kept query out."""
    query = (await form_of(request)).get("q", "")
    await desk_of(request).bench.do(lambda c: queries.forget(c, query))
    return went("/find")


async def saved_json(request: Request) -> Response:
    """Give every hit of every kept query as JSON."""
    return as_json(await desk_of(request).bench.do(lambda c: list(queries.hits(c))))


async def saved_csv(request: Request) -> Response:
    """Give every hit of every kept query as CSV."""
    return as_csv(await desk_of(request).bench.do(lambda c: list(queries.hits(c))), "saved")

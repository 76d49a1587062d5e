"""Routes for finding: the same search as `papertrace find`; the address is the query.

Reading orders by what was compared before. Pages are compared by a write alone, one write at a
time on a desk, so that nobody's question keeps others from their pages.
"""

from __future__ import annotations

from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from starlette.responses import Response

from papertrace.desk.answers import as_csv, as_json, form_of, html, went
from papertrace.desk.answers import asked as query_end
from papertrace.desk.state import desk_of
from papertrace.search import nearness
from papertrace.workflow import finding, nearing, offering, queries
from papertrace.workflow.means import means

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from papertrace.casefile import Case
    from papertrace.desk.state import Desk

_SHOWN: Final = 300
"""Hits on one page of the desk; all of them are in the JSON and CSV."""
_COMPARED: Final = 24
"""Pages that one write compares for the first time while somebody waits; the rest stand behind."""


def _rows(case: Case, one: finding.Search | None, most: int | None = None) -> list[dict[str, Any]]:
    """Give what was found, or every page where no words were looked for."""
    return list(islice(one.hits(), most)) if one else nearing.every_page(case)


def _searched(desk: Desk, case: Case, asked: Mapping[str, str], most: int | None) -> dict[str, Any]:
    """Search, and say what was searched, and what was looked for beside the words."""
    query, exact, like = asked.get("q", ""), bool(asked.get("exact")), asked.get("like", "")
    one = finding.search(case, query, exact=exact) if query.strip() else None
    pages, unread = finding.searched(case)
    told = {"pages": pages, "unread": unread, "also": one.also if one else (), "offers": ()}
    if not like.strip() and not one:
        return {"hits": [], **told}
    rows = _rows(case, one, None if like.strip() else most)
    if one and len(rows) != most:
        told["offers"] = offering.offers(case, query, one, rows, exact=exact)
    if not like.strip():
        return {"hits": rows, **told}
    near = nearing.asked(case, like, rows, _COMPARED, mend=False)
    placed = desk.near.place(near)
    order = {"by": near.by, "pages": near.pages, "compared": near.compared, "places": len(rows)}
    order |= {"placed": placed, "next": len(near.new)}
    return {"hits": near.ordered(rows), **told, "like": like, "order": order}


def _compared(desk: Desk, case: Case, asked: Mapping[str, str]) -> bool:
    """Compare the next pages of a search; False where pages are being compared for another one."""
    query, exact = asked.get("q", ""), bool(asked.get("exact"))
    with desk.near.alone() as mine:
        if mine:
            one = finding.search(case, query, exact=exact) if query.strip() else None
            rows, late = _rows(case, one), desk.near.failed
            near = nearing.asked(case, asked.get("like", ""), rows, _COMPARED, last=late)
            near.prepare(means(case)[1])
            late |= near.failed
    return mine


async def _told(request: Request, most: int | None) -> dict[str, Any]:
    desk, asked = desk_of(request), request.query_params
    return await desk.bench.do(lambda c: _searched(desk, c, asked, most))


async def find(request: Request) -> Response:
    """Show where words stand."""
    if request.method == "HEAD":
        return Response(media_type="text/html")
    asked = request.query_params
    told = await _told(request, _SHOWN + 1)
    kept = await desk_of(request).bench.do(queries.saved)
    more, exact = len(told["hits"]) > _SHOWN, bool(asked.get("exact"))
    words = {"query": asked.get("q", ""), "exact": exact, "saved": kept}
    words |= {"like": asked.get("like", "").strip(), "can_order": bool(nearness.version())}
    words |= {"order": told.pop("order", None), "busy": bool(asked.get("busy"))}
    return html(request, "find.html", more=more, most=_SHOWN, **(told | words))


async def find_json(request: Request) -> Response:
    """Give every hit as JSON."""
    if request.method == "HEAD":
        return Response(media_type="application/json")
    told = await _told(request, None)
    return as_json(
        told | {name: [asdict(one) for one in told[name]] for name in ("also", "offers")}
    )


async def find_csv(request: Request) -> Response:
    """Give every hit as CSV."""
    if request.method == "HEAD":
        return Response(media_type="text/csv")
    return as_csv((await _told(request, None))["hits"], "find")


async def compare(request: Request) -> Response:
    """Compare more pages, so that they can be ordered; back to the list at once where one is."""
    desk, form = desk_of(request), await form_of(request)
    done = await desk.bench.do(lambda c: _compared(desk, c, form))
    back = {name: form.get(name, "") for name in ("q", "exact", "like")}
    return went(f"/find{query_end(back | {'busy': '' if done else '1'})}")


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

"""Routes for finding: the same search as `papertrace find`; the address is the query."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from papertrace.desk.answers import as_csv, as_json, html
from papertrace.desk.state import desk_of
from papertrace.workflow import finding

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from papertrace.casefile import Case

_SHOWN: Final = 300
"""Hits on one page of the desk; all of them are in the JSON and CSV."""


def _searched(case: Case, query: str, most: int | None) -> dict[str, Any]:
    """Search, and say what was searched."""
    hits = finding.find(case, query) if query.strip() else iter(())
    pages, unread = finding.searched(case)
    rows = list(islice(hits, most))
    return {"hits": rows, "pages": pages, "unread": unread}


async def find(request: Request) -> Response:
    """Show where words stand."""
    query = request.query_params.get("q", "")
    told = await desk_of(request).bench.do(lambda c: _searched(c, query, _SHOWN + 1))
    more = len(told["hits"]) > _SHOWN
    return html(request, "find.html", query=query, more=more, most=_SHOWN, **told)


async def find_json(request: Request) -> Response:
    """Give every hit as JSON."""
    query = request.query_params.get("q", "")
    return as_json(await desk_of(request).bench.do(lambda c: _searched(c, query, None)))


async def find_csv(request: Request) -> Response:
    """Give every hit as CSV."""
    query = request.query_params.get("q", "")
    told = await desk_of(request).bench.do(lambda c: _searched(c, query, None))
    return as_csv(told["hits"], "find")

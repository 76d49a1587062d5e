"""Routes for seeing: facts, purchases, changes between years, each as page, JSON and CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from papertrace.desk.answers import as_csv, as_json, html, went
from papertrace.desk.state import desk_of
from papertrace.errors import UsageError
from papertrace.model.columns import KINDS
from papertrace.workflow import comparing, listing, resolving, reviewing
from papertrace.workflow.kept import facts_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from papertrace.casefile import Case

Row = dict[str, Any]
_SHOWN: Final = 500
"""Rows on one page of the desk; all of them are in the JSON and CSV."""
_STATUSES: Final = ("proposed", "accepted", "corrected", "rejected", "stale")


def _facts(case: Case, kind: str, document: str, status: str) -> list[Row]:
    if kind and kind not in KINDS:
        msg = f"There is no kind of fact called {kind[:40]!r}."
        raise UsageError(msg, remedy=f"There is: {', '.join(sorted(KINDS))}.")
    digest = case.find(document).digest if document else None
    rows = listing.fact_rows(case, kind or None, digest, facts_of(case))
    return [r for r in rows if status in ("", r["status"])]


async def _asked(request: Request) -> tuple[list[Row], dict[str, str]]:
    asked = {n: request.query_params.get(n, "") for n in ("kind", "document", "status")}
    return await desk_of(request).bench.do(lambda c: _facts(c, **asked)), asked


async def facts(request: Request) -> Response:
    """List facts."""
    rows, asked = await _asked(request)
    return html(
        request,
        "facts.html",
        rows=rows[:_SHOWN],
        count=len(rows),
        asked=asked,
        kinds=sorted(KINDS),
        statuses=_STATUSES,
    )


async def facts_json(request: Request) -> Response:
    """Give facts as JSON, in the rows of `papertrace facts`."""
    return as_json((await _asked(request))[0])


async def facts_csv(request: Request) -> Response:
    """Give facts as CSV; the anchors stand in one column as JSON."""
    return as_csv((await _asked(request))[0], "facts")


async def fact(request: Request) -> Response:
    """Lead to the page on which a fact stands."""
    wanted = request.path_params["fact"]
    desk = desk_of(request)
    found = (await desk.bench.do(lambda c: reviewing.one(c, desk.key, wanted))).fact
    number = min((a.page for a in found.anchors), default=1)
    return went(f"/documents/{found.digest}/{number}?fact={found.id}")


async def purchases(request: Request) -> Response:
    """List purchases with their stages."""
    rows = await desk_of(request).bench.do(resolving.purchase_rows)
    return html(request, "purchases.html", rows=rows)


async def purchases_json(request: Request) -> Response:
    """Give purchases as JSON."""
    return as_json(await desk_of(request).bench.do(resolving.purchase_rows))


async def purchases_csv(request: Request) -> Response:
    """Give purchases as CSV."""
    return as_csv(await desk_of(request).bench.do(resolving.purchase_rows), "purchases")


async def _changes(request: Request) -> tuple[Row | None, dict[str, str]]:
    """Compare the two years asked for; None where nothing was asked."""
    names = ("body", "from", "to", "kind")
    asked = {name: request.query_params.get(name, "") for name in names}
    if not asked["body"]:
        return None, asked
    years = (asked["from"], asked["to"])
    if any(not (y.isascii() and y.isdigit() and len(y) == 4) for y in years):  # noqa: PLR2004  (a year)
        msg = "Two years are compared, each of four digits."
        raise UsageError(msg)
    if asked["kind"] not in ("budget", "targets"):
        msg = "Budgets are compared, or targets."
        raise UsageError(msg)
    first, last = sorted(map(int, years))
    found = await desk_of(request).bench.do(
        lambda c: comparing.diff_row(c, asked["body"], (first, last), asked["kind"])
    )
    return found, asked


async def changes(request: Request) -> Response:
    """Show what changed between two years of one body."""
    found, asked = await _changes(request)
    return html(request, "changes.html", found=found, asked=asked)


async def changes_json(request: Request) -> Response:
    """Give what changed as JSON."""
    return as_json((await _changes(request))[0])


async def changes_csv(request: Request) -> Response:
    """Give what changed as CSV."""
    found, _ = await _changes(request)
    return as_csv(found["changes"] if found else (), "changes")

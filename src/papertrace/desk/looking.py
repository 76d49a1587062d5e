"""Routes for looking: the overview, the documents, one page beside its text, originals as files."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from papertrace.desk import aid as reading_aid
from papertrace.desk import overlay, translating
from papertrace.desk.answers import as_csv, as_json, form_of, html
from papertrace.desk.state import desk_of
from papertrace.errors import ReaderCrashed, UnknownDocument
from papertrace.workflow import listing, picturing, rates, reviewing, viewing
from papertrace.workflow.drafting import draft_names
from papertrace.workflow.kept import facts_of

if TYPE_CHECKING:
    from starlette.requests import Request

    from papertrace.casefile import Case, SigningKey

_LAST = 1_000_000
"""No document has a page beyond this."""
_NEAR = 3
"""So many pages before and behind are shown small."""


def _overview(case: Case, key: SigningKey) -> dict[str, Any]:
    """Gather what the case holds and what is left to do."""
    left: dict[str, int] = {}
    every = reviewing.waiting(case, key)
    for item in every:
        why = item.why[0] if item.why else "nothing speaks against it"
        left[why] = left.get(why, 0) + 1
    return {
        "status": listing.status_row(case, facts_of(case)),
        "waiting": len(every),
        "first": every[0].fact.id if every else "",
        "left": left,
        "drafts": draft_names(case),
    }


async def overview(request: Request) -> Response:
    """Show what the case holds, and what is left."""
    desk = desk_of(request)
    return html(request, "overview.html", **await desk.bench.do(lambda c: _overview(c, desk.key)))


async def overview_json(request: Request) -> Response:
    """Give the same as JSON."""
    desk = desk_of(request)
    return as_json(await desk.bench.do(lambda c: _overview(c, desk.key)))


async def _documents(request: Request) -> list[dict[str, Any]]:
    return await desk_of(request).bench.do(lambda c: list(listing.document_rows(c)))


async def documents(request: Request) -> Response:
    """List the documents."""
    return html(request, "documents.html", rows=await _documents(request))


async def documents_json(request: Request) -> Response:
    """Give the list of documents as JSON."""
    return as_json(await _documents(request))


async def documents_csv(request: Request) -> Response:
    """Give the list of documents as CSV."""
    return as_csv(await _documents(request), "documents")


def _place(request: Request) -> tuple[str, int]:
    """Give the document and the page that an address names; UnknownDocument for no such number."""
    digest, number = request.path_params["digest"], request.path_params["page"]
    if not 1 <= number <= _LAST:
        msg = "There is no page of this number."
        raise UnknownDocument(msg)
    return digest, number


async def page(request: Request) -> Response:
    """Show one page: its picture with boxes, its text, its tables, its facts and warnings."""
    digest, number = _place(request)
    query, fact = request.query_params.get("q", ""), request.query_params.get("fact", "")

    def gathered(case: Case) -> tuple[viewing.Sheet, dict[tuple[str, str], Any]]:
        sheet = viewing.sheet(case, document=digest, number=number, query=query)
        return sheet, rates.of_rows(case, sheet.facts)

    shown, sums = await desk_of(request).bench.do(gathered)
    count = shown.made.page_count if shown.made else 0
    return html(
        request,
        "page.html",
        sheet=shown,
        number=number,
        count=count,
        near=range(max(1, number - _NEAR), min(count, number + _NEAR) + 1),
        marks=[*overlay.of_hits(shown.hits), *overlay.of_rows(shown.facts, number)],
        query=query,
        chosen=fact,
        sums=sums,
    )


async def aid(request: Request) -> Response:
    """Show the words of one page with their sounds and what they may mean."""
    digest, number = _place(request)
    shown = await desk_of(request).bench.do(partial(viewing.sheet, document=digest, number=number))
    return _aided(request, shown)


async def machine(request: Request) -> Response:
    """Show the same with each line as a plug-in translates it, which a person asked for."""
    digest, number = _place(request)
    name = (await form_of(request)).get("translator", "")
    shown = await desk_of(request).bench.do(partial(viewing.sheet, document=digest, number=number))
    text = shown.page.text if shown.page else ""
    lines = await run_in_threadpool(translating.translated, name, text)
    return _aided(request, shown, name, lines)


def _aided(
    request: Request, shown: viewing.Sheet, name: str = "", machine: tuple[str, ...] = ()
) -> Response:
    lines = reading_aid.aided(shown.page.text) if shown.page else ()
    return html(
        request,
        "aid.html",
        sheet=shown,
        number=request.path_params["page"],
        lines=lines,
        dictionary=reading_aid.has_dictionary(),
        extra=reading_aid.EXTRA,
        translators=translating.names(),
        translator=name,
        machine=machine,
    )


async def page_json(request: Request) -> Response:
    """Give one page as read, with its words, tables and facts."""
    digest, number = _place(request)
    shown = await desk_of(request).bench.do(partial(viewing.sheet, document=digest, number=number))
    row = listing.page_row(shown.page) if shown.page else {}
    return as_json({**row, "document": shown.held.name, "facts": shown.facts})


async def picture(request: Request) -> Response:
    """Give the picture of a page."""
    desk = desk_of(request)
    digest, number = _place(request)
    size = request.path_params["size"]
    try:
        image = await desk.bench.do(lambda c: picturing.picture(c, digest, number, size))
    except ReaderCrashed:  # its text is all there is to see
        desk.shown.setdefault((digest, number), "")
        raise
    if size == "page" and request.method == "GET":
        desk.shown[digest, number] = picturing.seal(image)
    return Response(image.data, media_type=image.media_type)


async def original(request: Request) -> Response:
    """Give an original as a file to save; a browser never opens it here."""
    digest = request.path_params["digest"]

    def found(case: Case) -> tuple[str, bytes]:
        held = case.find(digest)
        return held.name, case.original(held.digest)

    name, data = await desk_of(request).bench.do(found)
    plain = quote(name.rpartition("/")[2].encode("utf-8", "replace"), safe="")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{plain}"}
    return Response(data, headers=headers, media_type="application/octet-stream")

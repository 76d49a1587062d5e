"""Routes for importing: drop files or a folder, see how far it is, read what waits or failed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from starlette.requests import ClientDisconnect
from starlette.responses import Response

from papertrace.desk import spool
from papertrace.desk.answers import as_json, html, went
from papertrace.desk.state import desk_of
from papertrace.errors import CaseBusy, UsageError
from papertrace.workflow import importing, listing
from papertrace.workflow.kept import facts_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from starlette.requests import Request

    from papertrace.casefile import Case

_NAMED: Final = 50
"""So many documents stand under one reason; the list of documents has them all."""


def _unread(case: Case) -> list[dict[str, Any]]:
    """Group the documents of the case that were not (wholly) read by why."""
    status = listing.status_row(case, facts_of(case))
    means = {row["reason"]: row["means"] for row in status["reasons"]}
    digests = {held.name: held.digest for held in case.documents()}
    groups: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in status["not_read"]:
        document = {"name": row["name"], "sha256": digests.get(row["name"], "")}
        groups.setdefault((row["outcome"], row["reason"]), []).append(document)
    return [
        {
            "outcome": outcome,
            "reason": reason,
            "means": means.get(reason, ""),
            "count": len(some),
            "documents": some[:_NAMED],
        }
        for (outcome, reason), some in sorted(groups.items())
    ]


def _waiting(case: Case) -> dict[str, Any]:
    """Count what is preserved and not read yet, and name the first of it."""
    some = importing.waiting(case)
    named = [{"name": held.name, "sha256": held.digest} for held in some[:_NAMED]]
    return {"count": len(some), "documents": named}


async def _told(request: Request) -> dict[str, Any]:
    desk = desk_of(request)
    unread, waiting = await desk.bench.do(lambda c: (_unread(c), _waiting(c)))
    return {"progress": desk.importer.shown(), "waiting": waiting, "unread": unread}


async def page(request: Request) -> Response:
    """Show where files can be dropped, and how far the import is."""
    return html(request, "import.html", **await _told(request))


async def page_json(request: Request) -> Response:
    """Give how far the import is as JSON, with what waits, and what was not read and why."""
    return as_json(await _told(request))


async def drop(request: Request) -> Response:
    """Take files, and begin to bring them in."""
    desk = desk_of(request)
    if desk.importer.running:
        raise CaseBusy
    folder = await desk.bench.do(_place)
    told, length = request.headers["content-type"], int(request.headers["content-length"])
    try:
        dropped = await spool.received(_pieces(request, length), told, folder)
    except ClientDisconnect:
        return Response(status_code=400)  # nobody is there to be answered
    except OSError as error:
        msg = f"The disk refused these files: {error.strerror}."
        raise UsageError(msg, remedy="Make room, or use `papertrace add FOLDER`.") from error
    if not dropped.parts:
        dropped.close()
        msg = "No file was chosen."
        raise UsageError(msg, remedy="Choose files or a folder, or drop them on the page.")
    desk.importer.begin(desk.key, dropped)
    return went("/import")


def _place(case: Case) -> Path:
    """Give the folder that dropped files wait in, where nobody else imports; CaseBusy."""
    importing.is_free(case)
    folder = case.root / "derived"
    folder.mkdir(exist_ok=True)
    return folder


async def again(request: Request) -> Response:
    """Read what waits, and try again: what was dropped and got lost, or what a worker died of."""
    desk = desk_of(request)
    await desk.bench.do(importing.is_free)
    desk.importer.begin(desk.key)
    return went("/import")


async def _pieces(request: Request, length: int) -> AsyncIterator[bytes]:
    """Give the body piece by piece; UsageError where it is longer than it said."""
    got = 0
    async for piece in request.stream():
        got += len(piece)
        if got > length:
            msg = "More was sent than was announced."
            raise UsageError(msg)
        if piece:
            yield piece

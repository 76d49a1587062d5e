"""Every address of the desk, in one table: what is not here is not answered."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Final

from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from papertrace.desk import (
    asking,
    claiming,
    finding,
    grouping,
    importing,
    judging,
    looking,
    seeing,
    tables,
    writing,
)
from papertrace.desk.state import desk_of
from papertrace.desk.ways import OWN
from papertrace.desk.ways import read as _read
from papertrace.desk.ways import write as _write

if TYPE_CHECKING:
    from starlette.requests import Request

_STATIC: Final = {
    "desk.css": "text/css",
    "desk.js": "text/javascript",
    "choose.js": "text/javascript",
    "mark.svg": "image/svg+xml",
}


async def start(request: Request) -> Response:
    """Let the person in who opened the start link."""
    desk = desk_of(request)
    session = desk.entry.admit(request.path_params["token"])
    if session is None:
        told = "This link was used already or is void. Start the desk anew for another one.\n"
        return PlainTextResponse(told, 403)
    answer = RedirectResponse("/", 303)
    answer.set_cookie(desk.cookie, session, path="/", httponly=True, samesite="strict")
    return answer


async def static(request: Request) -> Response:
    """Give one of the desk's own files."""
    name = request.path_params["name"]
    if name not in _STATIC:
        raise HTTPException(404)
    data = files("papertrace.desk").joinpath("static", name).read_bytes()
    return Response(data, media_type=_STATIC[name])


ROUTES: Final = (
    _read("/start/{token}", start, OWN),
    _read("/static/{name}", static, OWN),
    _read("/", looking.overview),
    _read("/overview.json", looking.overview_json),
    _read("/import", importing.page),
    _read("/import.json", importing.page_json),
    _write("/import", importing.drop),
    _write("/import/again", importing.again),
    _read("/documents", looking.documents),
    _read("/documents.json", looking.documents_json),
    _read("/documents.csv", looking.documents_csv),
    _read("/documents/{digest}/{page:int}", looking.page),
    _read("/documents/{digest}/{page:int}.json", looking.page_json),
    _read("/documents/{digest}/{page:int}/aid", looking.aid),
    _write("/documents/{digest}/{page:int}/aid", looking.machine),
    _read("/pictures/{digest}/{page:int}/{size}", looking.picture),
    _read("/originals/{digest}", looking.original),
    _read("/find", finding.find),
    _read("/find/saved.json", finding.saved_json),
    _read("/find/saved.csv", finding.saved_csv),
    _write("/find/compare", finding.compare),
    _write("/find/saved", finding.save),
    _write("/find/forgotten", finding.forget),
    _read("/find.json", finding.find_json),
    _read("/find.csv", finding.find_csv),
    _read("/decide", judging.queue),
    _read("/decide.json", judging.queue_json),
    _read("/decide/{fact}", judging.item),
    _write("/decide/{fact}", judging.decide, "decide"),
    _write("/undo", judging.undo, "decide"),
    _read("/questions", asking.questions),
    _read("/questions.json", asking.questions_json),
    _write("/unanswer", asking.undo, "decide"),
    _read("/questions/{question}", asking.question),
    _write("/questions/{question}", asking.answer, "decide"),
    _read("/together", grouping.groups),
    _read("/together.json", grouping.groups_json),
    _read("/together/{group}", grouping.group),
    _write("/together/{group}", grouping.accept, "decide"),
    _read("/rates", judging.rates),
    _read("/rates.json", judging.rates_json),
    _read("/lapsed", asking.lapsed),
    _read("/lapsed.json", asking.lapsed_json),
    _read("/drafts", writing.drafts),
    _write("/drafts", writing.begin),
    _read("/drafts/{name}.json", writing.draft_json),
    _read("/drafts/{name}/reread.json", writing.reread_json),
    _read("/drafts/{name}/claim.json", claiming.form_json),
    _read("/drafts/{name}/claim", claiming.form),
    _write("/drafts/{name}/claim", claiming.write),
    _read("/drafts/{name}", writing.draft),
    _write("/drafts/{name}", writing.save),
    _read("/facts", tables.facts),
    _read("/facts.json", tables.facts_json),
    _read("/facts.csv", tables.facts_csv),
    _read("/facts/{fact}", tables.fact),
    _read("/purchases", tables.purchases),
    _read("/purchases.json", tables.purchases_json),
    _read("/purchases.csv", tables.purchases_csv),
    _read("/map", seeing.on_map),
    _read("/map.json", seeing.map_json),
    _read("/map.csv", seeing.map_csv),
    _read("/timeline", seeing.timeline),
    _read("/timeline.json", seeing.timeline_json),
    _read("/timeline.csv", seeing.timeline_csv),
    _read("/charts", seeing.charts),
    _read("/charts.svg", seeing.charts_svg),
    _read("/charts.json", seeing.charts_json),
    _read("/charts.csv", seeing.charts_csv),
    _read("/changes", tables.changes),
    _read("/changes.json", tables.changes_json),
    _read("/changes.csv", tables.changes_csv),
)
"""The whole desk. Reads change nothing; the start link alone, which is used up, is an exception."""

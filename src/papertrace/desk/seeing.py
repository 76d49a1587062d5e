"""Routes for seeing what the case holds at once: map, timeline, charts, each with its rows."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup
from starlette.responses import Response

from papertrace.analyse.chart import svg
from papertrace.analyse.purchased import STAGES
from papertrace.desk.answers import as_csv, as_json, html
from papertrace.desk.sentences import said
from papertrace.desk.state import desk_of
from papertrace.desk.words import language_of, speaking
from papertrace.drawing import BOUNDARIES, drawn_map, drawn_timeline
from papertrace.errors import UsageError
from papertrace.workflow import charted, charting, totalling

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from papertrace.analyse.chart import Chart
    from papertrace.analyse.figures import Dimension
    from papertrace.casefile import Case

Row = dict[str, Any]
_SHOWN: Final = 1000
"""Rows on one page of the desk; all of them are in the JSON and CSV."""
_BUDGETS: Final = ("budgeted", "executed")
_BY: Final[dict[str, Dimension]] = {
    "year": "year", "body": "body", "place": "place", "supplier": "supplier",
    "category": "category",
}  # fmt: skip


def _choice(request: Request, name: str, allowed: tuple[str, ...]) -> str:
    """Give what was chosen, '' where nothing was; UsageError where there is no such thing."""
    told = request.query_params.get(name, "")
    if told and told not in allowed:
        msg = f"{told[:40]!r} is not one of what can be chosen."
        raise UsageError(msg, remedy=f"There is: {', '.join(allowed)}.")
    return told


def _speaking(request: Request) -> Callable[[str], str]:
    return speaking(language_of(request.headers.get("accept-language", "")))


def _narrowed(request: Request, name: str, allowed: tuple[str, ...]) -> dict[str, str]:
    return {
        name: _choice(request, name, allowed),
        "accepted": "yes" * bool(request.query_params.get("accepted")),
    }


async def _places(request: Request) -> tuple[list[Row], Row, dict[str, str]]:
    asked = _narrowed(request, "subject", tuple(charted.SUBJECTS))
    subject, accepted = asked["subject"], bool(asked["accepted"])
    job = partial(charted.place_rows, subject=subject, accepted=accepted)
    rows, left = await desk_of(request).bench.do(job)
    return rows, left, asked


async def on_map(request: Request) -> Response:
    """Show the places that documents name, on a map and in a table."""
    rows, left, asked = await _places(request)
    say = _speaking(request)
    spoken = [{**row, "subject": say(row["subject"])} for row in rows]
    drawn = drawn_map(charted.spots_of(spoken), say("Places that documents name"), say(BOUNDARIES))
    return html(
        request,
        "map.html",
        drawn=Markup(drawn),  # noqa: S704  (made by papertrace.drawing, which escapes every word)
        places=[(code, list(some)) for code, some in groupby(rows, lambda r: r["code"])],
        left=left,
        asked=asked,
        subjects=tuple(charted.SUBJECTS),
    )


async def map_json(request: Request) -> Response:
    """Give the places as JSON."""
    rows, left, _ = await _places(request)
    return as_json({"places": rows, "left_out": left, "boundaries": BOUNDARIES})


async def map_csv(request: Request) -> Response:
    """Give the places as CSV."""
    return as_csv((await _places(request))[0], "places")


async def _events(request: Request) -> tuple[list[Row], dict[str, str]]:
    asked = _narrowed(request, "lane", charted.LANES)
    job = partial(charted.event_rows, lane=asked["lane"], accepted=bool(asked["accepted"]))
    return await desk_of(request).bench.do(job), asked


async def timeline(request: Request) -> Response:
    """Show what happened when."""
    rows, asked = await _events(request)
    say = _speaking(request)
    lanes = [(lane, say(lane)) for lane in charted.LANES]
    shown = rows[:_SHOWN]
    drawn = drawn_timeline(charted.events_of(shown), lanes, say("What happened when"))
    return html(
        request,
        "timeline.html",
        drawn=Markup(drawn),  # noqa: S704  (made by papertrace.drawing, which escapes every word)
        months=[(m, list(some)) for m, some in groupby(shown, lambda r: r["date"][:7])],
        count=len(rows),
        more=len(rows) - len(shown),
        asked=asked,
        lanes=charted.LANES,
    )


async def timeline_json(request: Request) -> Response:
    """Give the events as JSON."""
    return as_json((await _events(request))[0])


async def timeline_csv(request: Request) -> Response:
    """Give the events as CSV."""
    return as_csv((await _events(request))[0], "timeline")


def _totals(case: Case, stage: str, by: str, body: str, *, every: bool) -> Row:
    made, on = totalling.totals(case, stage, _BY[by], body=body, every=every)
    return totalling.tally_row(made, on)


async def _charted(request: Request) -> tuple[Row, dict[str, str]]:
    """Add up what was asked for; the sums awarded by year where nothing was."""
    stages = (*STAGES, *_BUDGETS)
    asked = {
        "stage": _choice(request, "stage", stages) or "awarded",
        "by": _choice(request, "by", tuple(_BY)) or "year",
        "body": request.query_params.get("body", ""),
        "all": "yes" * bool(request.query_params.get("all")),
    }
    told = (asked["stage"], asked["by"], asked["body"])
    every = bool(asked["all"])
    return await desk_of(request).bench.do(lambda c: _totals(c, *told, every=every)), asked


def _drawn(request: Request, row: Row) -> Chart:
    """Draw the sums with the words of whoever looks; what documents print stays as it is."""
    language = language_of(request.headers.get("accept-language", ""))
    say = speaking(language)
    title = say("{} by {}").format(say(row["stage"]), say(row["by"]))
    lines = [{**one, "label": said(one["label"], language)} for one in row["lines"]]
    notes = {k: said(row[k], language) for k in ("hedge", "warning") if row.get(k)}
    return charting.of_totals({**row, **notes, "lines": lines}, title)


async def charts(request: Request) -> Response:
    """Show sums of budgets and purchases as bars, with the rows they are drawn from."""
    row, asked = await _charted(request)
    chart = _drawn(request, row)
    choices = {"stages": (*STAGES, *_BUDGETS), "ways": tuple(_BY)}
    return html(request, "charts.html", row=row, chart=chart, asked=asked, **choices)


async def charts_svg(request: Request) -> Response:
    """Give the chart alone."""
    row, _ = await _charted(request)
    return Response(svg(_drawn(request, row)), media_type="image/svg+xml")


async def charts_json(request: Request) -> Response:
    """Give the sums as JSON."""
    return as_json((await _charted(request))[0])


async def charts_csv(request: Request) -> Response:
    """Give the sums as CSV."""
    return as_csv((await _charted(request))[0]["lines"], "sums")

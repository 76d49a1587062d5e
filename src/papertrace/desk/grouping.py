"""Routes for facts with the same proof: looked at together, accepted with one key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from papertrace.desk import overlay
from papertrace.desk.answers import as_json, form_of, html, status_of, went
from papertrace.desk.judging import sent
from papertrace.desk.state import desk_of
from papertrace.errors import NotSeen, StaleDecision, UnknownFact
from papertrace.workflow import grouping
from papertrace.workflow.listing import names

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from papertrace.casefile import Case, SigningKey
    from papertrace.errors import PapertraceError


def _listed(case: Case, key: SigningKey) -> list[dict[str, Any]]:
    return grouping.group_rows(grouping.groups(case, key), names(case))


async def groups(request: Request) -> Response:
    """List the groups that wait."""
    desk = desk_of(request)
    rows = await desk.bench.do(lambda c: _listed(c, desk.key))
    return html(request, "groups.html", rows=rows, done=request.query_params.get("done", ""))


async def groups_json(request: Request) -> Response:
    """Give the same as JSON."""
    desk = desk_of(request)
    return as_json(await desk.bench.do(lambda c: _listed(c, desk.key)))


def _one(case: Case, key: SigningKey, wanted: str) -> dict[str, Any]:
    group = grouping.one(case, key, wanted)
    marks = [
        overlay.about(mark, f"fact-{fact.id}")
        for fact in group.facts
        for mark in overlay.of_anchors(fact.anchors, group.page)
    ]
    return {
        "group": group,
        "common": group.common,
        "name": names(case).get(group.digest, ""),
        "page": case.derived.page(group.digest, group.page),
        "marks": marks,
    }


async def group(request: Request) -> Response:
    """Show one group: all values, and all boxes on the page; the list where it is gone."""
    try:
        return await _shown(request, None)
    except UnknownFact:
        return went("/together")


async def _shown(request: Request, error: PapertraceError | None) -> Response:
    desk, wanted = desk_of(request), request.path_params["group"]
    told = await desk.bench.do(lambda c: _one(c, desk.key, wanted))
    return html(request, "group.html", status_of(error) if error else 200, error=error, **told)


async def accept(request: Request) -> Response:
    """Accept a whole group, and lead to the next one."""
    desk, wanted = desk_of(request), request.path_params["group"]
    form = await form_of(request)

    def take(case: Case) -> str:
        found = grouping.one(case, desk.key, wanted)
        sent(desk.shown, found.digest, [found.page])
        seen = desk.shown[found.digest, found.page]
        grouping.accept(case, desk.key, wanted, form, seen)
        return next((g.id for g in grouping.groups(case, desk.key)), "")

    try:
        behind = await desk.bench.do(take)
    except (NotSeen, StaleDecision) as error:
        return await _shown(request, error)
    return went(f"/together/{behind}?done=accept" if behind else "/together?done=accept")

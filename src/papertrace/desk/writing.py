"""Routes for writing: a draft beside what its claims rest on, tested anew whenever it is saved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from papertrace.check.report import to_rows
from papertrace.desk import rereading
from papertrace.desk.answers import as_json, form_of, html, status_of, went
from papertrace.desk.answers import asked as query
from papertrace.desk.state import desk_of
from papertrace.errors import CheckError, PapertraceError
from papertrace.workflow import drafting, reviewing
from papertrace.workflow.at_hand import at_hand

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request
    from starlette.responses import Response

    from papertrace.casefile import Case, SigningKey
    from papertrace.model import CheckReport

_CLAIM: Final = re.compile(r"\[([^\[\]\n]{1,400})\]\(claim:([^()\s]{1,100})\)")


async def drafts(request: Request) -> Response:
    """List the drafts."""
    found = await desk_of(request).bench.do(drafting.draft_names)
    return html(request, "drafts.html", names=found)


async def begin(request: Request) -> Response:
    """Make a draft and lead to it."""
    name = (await form_of(request)).get("name", "")
    made = await desk_of(request).bench.do(lambda c: drafting.begin(c, name))
    return went(f"/drafts/{quote(made)}")


def _pieces(text: str, report: CheckReport | None) -> Iterator[tuple[str, str, str]]:
    """Cut a draft into (words, where they lead, what is said of them), in order.

    Nothing is left out but the marks of links to claims.
    """
    at = 0
    for start, end, piece in sorted({*_claimed(text, report), *_unclaimed(text, report)}):
        if start >= at:  # else it lies within what was told already
            yield text[at:start], "", ""
            yield piece
            at = end
    yield text[at:], "", ""


_Spot = tuple[int, int, tuple[str, str, str]]


def _claimed(text: str, report: CheckReport | None) -> Iterator[_Spot]:
    """Give the linked words, each with what became of its claim."""
    outcomes = {r.claim.id: str(r.outcome) for r in report.results} if report else {}
    for found in _CLAIM.finditer(text):
        words, claim = found.groups()
        told = words, f"claim-{claim}", outcomes.get(claim, "unproven")
        yield found.start(), found.end(), told


def _unclaimed(text: str, report: CheckReport | None) -> Iterator[_Spot]:
    """Give the words that a finding is about, where they stand in the draft as it says."""
    lines = [0]
    lines += [found.end() for found in re.finditer("\n", text)]
    for number, one in enumerate(report.findings if report else (), 1):
        if one.span is None or not 1 <= one.span.line <= len(lines):
            continue
        start = lines[one.span.line - 1] + max(0, one.span.column - 1)
        end = start + len(one.span.text)
        if one.span.text and text[start:end] == one.span.text:
            yield start, end, (one.span.text, f"finding-{number}", "unclaimed")


def _tested(case: Case, key: SigningKey, name: str) -> dict[str, Any]:
    """Read and test a draft; where it cannot be tested, say why and show it all the same."""
    now, trouble = drafting.written(case, name), None
    report: CheckReport | None = None
    try:
        report = drafting.live(case, name)
    except CheckError as error:
        trouble = error
    results = report.results if report else ()
    spots = {}
    for fact in {f for r in results for f in r.facts}:
        found = case.derived.fact(fact)
        if found is not None:
            spots[fact] = found
    return {
        "now": now,
        "report": report,
        "trouble": trouble,
        "pieces": list(_pieces(now.text, report)),
        "spots": spots,
        "unread": reviewing.unread(case, key, spots),
        "citable": drafting.citable(case),
        "hand": at_hand(case),
    }


async def draft(request: Request) -> Response:
    """Show a draft and its test."""
    desk, name = desk_of(request), request.path_params["name"]
    told = await desk.bench.do(lambda c: _tested(c, desk.key, name))
    told["reread"] = rereading.state_of(desk, name, told["now"].version)
    saved = request.query_params.get("saved", "")
    return html(request, "draft.html", kept=None, error=None, saved=saved, **told)


async def reread_json(request: Request) -> Response:
    """Say how far the test is that reads originals again, of the draft as it is now."""
    desk, name = desk_of(request), request.path_params["name"]
    version = await desk.bench.do(lambda c: drafting.written(c, name).version)
    return as_json(rereading.state_of(desk, name, version))


async def draft_json(request: Request) -> Response:
    """Give the test of a draft as `papertrace check --json` does."""
    name = request.path_params["name"]
    return as_json(await desk_of(request).bench.do(lambda c: to_rows(drafting.live(c, name))))


async def save(request: Request) -> Response:
    """Save a draft and test it; what was typed is kept on the page where that fails."""
    desk, name = desk_of(request), request.path_params["name"]
    form = {k: v.replace("\r\n", "\n") for k, v in (await form_of(request)).items()}

    def write(case: Case) -> str:
        told = [form.get(k, "") for k in ("text", "claims", "version")]
        return drafting.save(case, name, *told).version

    try:
        rereading.begin(desk, name, await desk.bench.do(write))
    except PapertraceError as error:
        told = await desk.bench.do(lambda c: _tested(c, desk.key, name))
        told["reread"] = rereading.state_of(desk, name, told["now"].version)
        return html(
            request, "draft.html", status_of(error), kept=form, error=error, saved="", **told
        )
    if form.get("then") == "claim":  # the words that were selected are made a claim
        asked = {k: form[k] for k in ("start", "end") if form.get(k, "").isdecimal()}
        return went(f"/drafts/{quote(name)}/claim{query(asked)}")
    return went(f"/drafts/{quote(name)}?saved=yes")

"""Routes for making words of a draft a claim of any kind; the kind itself describes its form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from papertrace.desk import rereading
from papertrace.desk.answers import as_json, html, lists_of, status_of, went
from papertrace.desk.state import desk_of
from papertrace.errors import CheckError, PapertraceError, UsageError
from papertrace.workflow import claiming, drafting
from papertrace.workflow.at_hand import at_hand

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from papertrace.casefile import Case
    from papertrace.workflow.claiming import Spot
    from papertrace.workflow.drafting import Written

_AROUND: Final = 80
_SHOWN: Final = 400
"""Facts that a form offers for each key."""


def _spot(now: Written, told: Mapping[str, str]) -> Spot | None:
    """Give the words that are meant: by their place, or by themselves; None where none are."""
    numbers = [told.get(k, "") for k in ("start", "end")]
    if all(n.isdecimal() and len(n) < 8 for n in numbers):  # noqa: PLR2004  (a place in a draft)
        return claiming.spot(now.text, int(numbers[0]), int(numbers[1]))
    if told.get("words", "").strip():
        nth = told.get("nth", "")
        return claiming.found(now.text, told["words"].strip(), int(nth) if nth.isdecimal() else 0)
    return None


def _form(case: Case, name: str, told: Mapping[str, str]) -> dict[str, Any]:
    """Gather what the form shows: the words, the kinds, and what the chosen kind takes."""
    now, trouble, spot = drafting.written(case, name), None, None
    code = told.get("kind", "") or "amount"
    fits: tuple[str, ...] = ()
    try:
        spot = _spot(now, told)
        if spot is not None:
            fits = claiming.fitting(case, name, code, spot)
    except (UsageError, CheckError) as error:
        trouble = error
    hand = at_hand(case)
    facts = drafting.offered(case)
    best = sorted(facts, key=lambda c: c.fact not in fits)[:_SHOWN]
    around = (
        (now.text[max(0, spot.start - _AROUND) : spot.start], now.text[spot.end :][:_AROUND])
        if spot
        else ("", "")
    )
    return {
        "now": now,
        "spot": spot,
        "around": around,
        "trouble": trouble,
        "code": code,
        "codes": claiming.CODES,
        "entries": claiming.entries(code),
        "proposed": claiming.name_for(now, code),
        "facts": best,
        "fits": fits,
        "texts": _texts(case, code, hand),
        "at": {k: told[k] for k in ("start", "end", "words", "nth") if told.get(k)},
    }


def _texts(case: Case, code: str, hand: dict[str, Any]) -> dict[str, list[str]]:
    """Give known words for keys that take words: names of documents, parties, claims."""
    if code == "quote":
        made = [f"{t.id[:16]}" for t in case.ledger().translations]
        return {"document": [h.name for h in case.documents()], "translation": made}
    if code == "reply":
        return {"party": [r["party"] for r in hand["replies"]]}
    if code == "testimony":
        return {n: sorted({r[n] for r in hand["sources"] if r[n]}) for n in ("claim", "role")}
    return {}


async def form(request: Request) -> Response:
    """Show the form for a claim."""
    name, told = request.path_params["name"], dict(request.query_params)
    shown = await desk_of(request).bench.do(lambda c: _form(c, name, told))
    return html(request, "claim.html", error=None, typed={}, **shown)


async def form_json(request: Request) -> Response:
    """Give what a claim of a kind takes, and the accepted facts that alone prove the words."""
    name, told = request.path_params["name"], dict(request.query_params)
    shown = await desk_of(request).bench.do(lambda c: _form(c, name, told))
    entries = [{"name": e.name, "shape": e.shape, "choices": e.choices} for e in shown["entries"]]
    spot = shown["spot"]
    words = spot.words if spot else ""
    return as_json(
        {"kind": shown["code"], "words": words, "takes": entries, "facts": shown["fits"]}
    )


async def write(request: Request) -> Response:
    """Write the claim into the draft, and show it tested."""
    desk, name = desk_of(request), request.path_params["name"]
    told = await lists_of(request)
    first = {k: v[0] for k, v in told.items()}
    options = {k.removeprefix("option."): v for k, v in told.items()}

    def make(case: Case) -> tuple[str, str]:
        spot = _spot(drafting.written(case, name), first)
        if spot is None:
            msg = "Say which words of the draft are the claim."
            raise UsageError(msg)
        made = claiming.claim(case, name, first.get("version", ""), spot, options)
        return made, drafting.written(case, name).version

    try:
        made, version = await desk.bench.do(make)
    except PapertraceError as error:
        shown = await desk.bench.do(lambda c: _form(c, name, first))
        return html(request, "claim.html", status_of(error), error=error, typed=options, **shown)
    rereading.begin(desk, name, version)
    return went(f"/drafts/{quote(name)}?saved=yes#claim-{made}")

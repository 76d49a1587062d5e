"""Routes for deciding: the queue, one fact beside its page, a decision, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from papertrace.desk import overlay
from papertrace.desk.answers import as_json, form_of, html, status_of, went
from papertrace.desk.state import desk_of
from papertrace.errors import NotSeen, PapertraceError
from papertrace.workflow import asking, reviewing, trying, undoing, unseen
from papertrace.workflow.kept import facts_of
from papertrace.workflow.listing import names, problem_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from papertrace.casefile import Case, SigningKey

_SHOWN: Final = 200
"""Facts on one page of the queue."""


def _within(request: Request) -> dict[str, str]:
    """Give what the queue is narrowed to: a kind of fact, a document."""
    return {name: request.query_params.get(name, "") for name in ("kind", "document")}


def _queue(case: Case, key: SigningKey, within: dict[str, str]) -> dict[str, Any]:
    items = reviewing.waiting(case, key, **within)
    rows = reviewing.queue_rows(items, names(case))
    return {
        "kinds": sorted({item.fact.kind for item in items}),
        "within": within,
        "rows": rows[:_SHOWN],
        "count": len(rows),
        "asked": asking.known(case, key),
        "taken": len(undoing.undoable(case, key)),
    }


async def queue(request: Request) -> Response:
    """Show what waits for this person."""
    desk, within = desk_of(request), _within(request)
    told = await desk.bench.do(lambda c: _queue(c, desk.key, within))
    return html(request, "queue.html", done=request.query_params.get("done", ""), **told)


async def queue_json(request: Request) -> Response:
    """Give the queue as JSON, without the values."""
    desk, within = desk_of(request), _within(request)
    rows = await desk.bench.do(
        lambda c: reviewing.queue_rows(reviewing.waiting(c, desk.key, **within), names(c))
    )
    return as_json(rows)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which fact is asked for, and how."""

    fact: str
    number: int
    """The page to show, 0 for the first with proof."""
    closely: bool
    """Whether its figures' picture is read, too."""
    within: dict[str, str]


def _item(case: Case, key: SigningKey, asked: _Asked) -> dict[str, Any]:
    """Gather all that is shown of one fact."""
    item = reviewing.one(case, key, asked.fact, closely=asked.closely)
    before, behind, left = reviewing.around(case, key, item.fact.id, **asked.within)
    spots = reviewing.spots(case, item.fact)
    pages = sorted({a.page for a in spots if a.role != "mention"})
    shown = asked.number or reviewing.proof_pages(item.fact, spots)[0]
    page = case.derived.page(item.fact.digest, shown)
    return {
        "item": item,
        "hidden": unseen.unseen(item.fact) if item.blind else (),
        "choices": _choices(case, item),
        "name": names(case).get(item.fact.digest, ""),
        "page": page,
        "number": shown,
        "pages": pages,
        "problems": [problem_row(p) for p in page.problems] if page else [],
        "marks": overlay.of_anchors(spots, shown),
        "words": overlay.of_words(page) if page else [],
        "before": before,
        "behind": behind,
        "left": left,
        "mine": reviewing.own(case, key, asked.fact),
        "within": asked.within,
        "taken": len(undoing.undoable(case, key)),
    }


def _choices(case: Case, item: reviewing.Waiting) -> dict[str, tuple[str, ...]]:
    """Give names to choose from, by field, where the proposed one is not shown."""
    if not item.blind:
        return {}
    found = {n: unseen.choices(item.fact, n, facts_of(case)) for n in item.asked}
    return {name: some for name, some in found.items() if some}


async def item(request: Request) -> Response:
    """Show one fact beside its page."""
    return await _shown(request, {}, None)


async def _shown(
    request: Request, typed: dict[str, str], error: PapertraceError | None
) -> Response:
    desk, fact = desk_of(request), request.path_params["fact"]
    page = request.query_params.get("page", "")
    number = int(page) if page.isdecimal() and len(page) < 7 else 0  # noqa: PLR2004  (a page)
    asked = _Asked(fact, number, isinstance(error, NotSeen), _within(request))
    told = await desk.bench.do(lambda c: _item(c, desk.key, asked))
    done = request.query_params.get("done", "")
    status = status_of(error) if error else 200
    return html(request, "item.html", status, typed=typed, error=error, done=done, **told)


def _answer(form: dict[str, str], shown: str) -> reviewing.Answer:
    """Read what a person said out of the form."""
    verdict = form.get("verdict", "")
    return reviewing.Answer(
        verdict,
        {
            k.removeprefix("typed."): v.strip()
            or form.get(f"chosen.{k.removeprefix('typed.')}", "")
            for k, v in form.items()
            if k.startswith("typed.")
        },
        {
            k.removeprefix("value."): v
            for k, v in form.items()
            if k.startswith("value.") and v.strip() and verdict == "correct"
        },
        form.get("reason", "").strip(),
        shown,
        _spots(form) if verdict == "correct" else {},
    )


def _spots(form: dict[str, str]) -> dict[str, str]:
    """Give the words chosen on the page, by field: drawn or marked, else typed as they stand."""
    number = form.get("page", "")
    typed = {
        k.removeprefix("words."): f"p{number} quote {v.strip()}"
        for k, v in form.items()
        if k.startswith("words.") and v.strip()
    }
    drawn = {
        k.removeprefix("spot."): v for k, v in form.items() if k.startswith("spot.") and v.strip()
    }
    return typed | drawn


def sent(shown: Mapping[tuple[str, int], str], digest: str, pages: Iterable[int]) -> None:
    """Refuse to accept what this person cannot have seen: NotSeen for a page not sent to them."""
    missing = [page for page in pages if (digest, page) not in shown]
    if missing:
        msg = f"The picture of page {missing[0]}, with the proof, was not sent to you yet."
        raise NotSeen(msg, remedy="Look at it; then accept.")


async def decide(request: Request) -> Response:
    """Take a decision down, and lead to the next fact."""
    desk, fact = desk_of(request), request.path_params["fact"]
    form, within = await form_of(request), _within(request)

    def take(case: Case) -> tuple[str, str]:
        _, behind, _ = reviewing.around(case, desk.key, fact, **within)
        found = reviewing.one(case, desk.key, fact).fact
        pages = reviewing.proof_pages(found, reviewing.spots(case, found))
        number = form.get("page", "")
        at = int(number) if number.isdecimal() and len(number) < 7 else pages[0]  # noqa: PLR2004  (a page)
        if form.get("verdict") != "reject":
            seen_first = (at, *pages) if form.get("verdict") == "correct" else pages
            sent(desk.shown, found.digest, seen_first)
        seen = desk.shown.get((found.digest, at), "")
        made = reviewing.take(case, desk.key, fact, _answer(form, seen))
        if isinstance(made, reviewing.Noticed):
            return behind, "noticed" if made.noticed else "not noticed"
        return behind, form.get("verdict", "")

    try:
        behind, done = await desk.bench.do(take)
    except PapertraceError as error:
        return await _shown(request, form, error)
    told = urlencode({k: v for k, v in {**within, "done": done}.items() if v})
    if done == "correct" and _spots(form):
        behind = fact  # what was read in the box is shown before one goes on
    return went(f"/decide/{behind}?{told}" if behind else f"/decide?{told}")


async def rates(request: Request) -> Response:
    """Show how often people agree and err, by field: never by person."""
    return html(request, "rates.html", **await desk_of(request).bench.do(trying.rates_row))


async def rates_json(request: Request) -> Response:
    """Give the same as JSON."""
    return as_json(await desk_of(request).bench.do(trying.rates_row))


async def undo(request: Request) -> Response:
    """Take this person's latest decision back, and lead to its fact."""
    desk = desk_of(request)
    await form_of(request)
    last, _ = await desk.bench.do(lambda c: undoing.undo(c, desk.key, channel="desk"))
    return went(f"/decide/{last.fact_id}?done=undo")

"""Routes for questions that are not about one fact, and for decisions that lost their ground."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from papertrace.desk import overlay
from papertrace.desk.answers import as_json, form_of, html, status_of, went
from papertrace.desk.state import desk_of
from papertrace.errors import PapertraceError
from papertrace.workflow import answering
from papertrace.workflow import asking as workflow
from papertrace.workflow.lapsed import lapsed_rows
from papertrace.workflow.listing import names

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from papertrace.casefile import Case, SigningKey
    from papertrace.workflow.asking import Look, Question


def _listed(case: Case, key: SigningKey) -> dict[str, Any]:
    every = workflow.asked(case, key)
    return {
        "rows": workflow.question_rows(case, every),
        "problems": workflow.contradiction_rows(case),
        "taken": len(answering.undoable(case, key)),
    }


async def questions(request: Request) -> Response:
    """List what waits for this person's judgement."""
    desk = desk_of(request)
    told = await desk.bench.do(lambda c: _listed(c, desk.key))
    return html(request, "questions.html", done=request.query_params.get("done", ""), **told)


async def questions_json(request: Request) -> Response:
    """Give the same as JSON."""
    desk = desk_of(request)
    told = await desk.bench.do(lambda c: _listed(c, desk.key))
    return as_json({"questions": told["rows"], "problems": told["problems"]})


def _spot(case: Case, look: Look, called: dict[str, str]) -> dict[str, Any]:
    """Gather one spot: its page, its boxes, and what its fact says."""
    fact = case.derived.fact(look.fact) if look.fact else None
    return {
        "look": look,
        "name": called.get(look.digest, ""),
        "page": case.derived.page(look.digest, look.page),
        "fact": fact,
        "marks": overlay.of_anchors(fact.anchors, look.page) if fact else [],
    }


def _one(case: Case, key: SigningKey, wanted: str) -> dict[str, Any]:
    every = workflow.asked(case, key)
    question = answering.find(case, key, wanted)
    at = [q.id for q in every].index(question.id)
    called = names(case)
    return {
        "q": question,
        "asks": workflow.ASKS[question.about],
        "left": called.get(question.left, question.left),
        "right": called.get(question.right, question.right),
        "sides": [[_spot(case, look, called) for look in side] for side in question.looks],
        "before": every[at - 1].id if at else "",
        "behind": every[at + 1].id if at + 1 < len(every) else "",
        "waiting": len(every),
        "taken": len(answering.undoable(case, key)),
    }


async def question(request: Request) -> Response:
    """Show one question with what to look at."""
    return await _shown(request, {}, None)


async def _shown(
    request: Request, typed: dict[str, str], error: PapertraceError | None
) -> Response:
    desk, wanted = desk_of(request), request.path_params["question"]
    told = await desk.bench.do(lambda c: _one(c, desk.key, wanted))
    status, done = status_of(error) if error else 200, request.query_params.get("done", "")
    return html(request, "question.html", status, typed=typed, error=error, done=done, **told)


async def answer(request: Request) -> Response:
    """Record an answer, and lead to the next question."""
    desk, wanted = desk_of(request), request.path_params["question"]
    form = await form_of(request)

    def take(case: Case) -> tuple[str, str]:
        behind = _behind(workflow.asked(case, desk.key), wanted)
        return answering.answer(case, desk.key, wanted, form), behind

    try:
        verdict, behind = await desk.bench.do(take)
    except PapertraceError as error:
        return await _shown(request, form, error)
    where = f"/questions/{behind}" if behind else "/questions"
    return went(f"{where}?done={verdict}")


def _behind(every: tuple[Question, ...], wanted: str) -> str:
    ids = [q.id for q in every]
    at = ids.index(wanted) if wanted in ids else -1
    return next((i for i in (*ids[at + 1 :], *ids[: max(at, 0)]) if i != wanted), "")


async def undo(request: Request) -> Response:
    """Take this person's latest answer back."""
    desk = desk_of(request)
    await form_of(request)
    await desk.bench.do(lambda c: answering.undo(c, desk.key))
    return went("/questions?done=undo")


async def lapsed(request: Request) -> Response:
    """List stale decisions, and accepted facts whose words are gone."""
    rows = await desk_of(request).bench.do(lapsed_rows)
    return html(request, "lapsed.html", rows=rows)


async def lapsed_json(request: Request) -> Response:
    """Give the same as JSON."""
    return as_json(await desk_of(request).bench.do(lapsed_rows))

"""Routes of a team's desk alone: signing in and out, one's password, and who is in the team."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from starlette.concurrency import run_in_threadpool

from papertrace.casefile.keys import key_id
from papertrace.desk.answers import as_json, form_of, html, status_of, went
from papertrace.desk.state import desk_of
from papertrace.desk.team.accounts import LEAST
from papertrace.desk.team.roles import ROLES
from papertrace.desk.ways import ACCOUNT, OWN, read, write
from papertrace.errors import PapertraceError, UsageError
from papertrace.model import Key

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from papertrace.casefile import Case, SigningKey
    from papertrace.desk.team.accounts import Account, Book
    from papertrace.desk.team.sessions import Door

_YEAR: Final = 365 * 86400
_LATER: Final = "Too many wrong passwords. Wait an hour, or ask who looks after the users."
_WRONG: Final = "Name or password is wrong."


def _door(request: Request) -> Door:
    door: Door = request.app.state.door
    return door


def _secret(request: Request, ending: str = "") -> str:
    return request.cookies.get(desk_of(request).cookie + ending, "")


def _keep(request: Request, answer: Response, value: str, ending: str = "", age: int = 0) -> None:
    answer.set_cookie(
        desk_of(request).cookie + ending,
        value,
        max_age=age or None,
        path="/",
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )


async def sign_in_form(request: Request) -> Response:
    """Show the form for signing in."""
    return html(request, "sign_in.html", told="")


async def sign_in(request: Request) -> Response:
    """Let a person in."""
    form = await form_of(request)
    address = request.client.host if request.client else ""
    told = await run_in_threadpool(
        _door(request).sign_in,
        form.get("name", "").strip(),
        form.get("password", ""),
        address,
        _secret(request, "-device"),
    )
    if isinstance(told, str):
        code, words = (429, _LATER) if told else (403, _WRONG)
        answer: Response = html(request, "sign_in.html", code, told=words)
        if told:
            answer.headers["Retry-After"] = "3600"
        return answer
    answer = went(ACCOUNT if told.fresh else "/")
    _keep(request, answer, told.session)
    _keep(request, answer, told.device, "-device", _YEAR)
    return answer


async def sign_out(request: Request) -> Response:
    """End this session."""
    _door(request).leave(_secret(request))
    answer = went("/sign-in")
    answer.delete_cookie(desk_of(request).cookie, path="/", httponly=True, samesite="strict")
    return answer


async def account(request: Request) -> Response:
    """Show one's own account."""
    return html(request, "account.html", told="", code="", least=LEAST)


async def choose(request: Request) -> Response:
    """Change one's own password; the new code is shown this once."""
    form = await form_of(request)
    new = form.get("new", "")
    if new != form.get("again", ""):
        told = "The two new passwords are not the same."
        return html(request, "account.html", 400, told=told, code="", least=LEAST)
    try:
        made = await run_in_threadpool(
            _door(request).choose, _secret(request), form.get("old", ""), new
        )
    except UsageError as error:
        return html(request, "account.html", 400, told=error.line(), code="", least=LEAST)
    if made is None:
        return html(request, "account.html", 403, told=_WRONG, code="", least=LEAST)
    code, session = made
    answer = html(request, "account.html", told="", code=code, least=LEAST)
    _keep(request, answer, session)
    return answer


def _rows(book: Book, case: str) -> list[dict[str, Any]]:
    """Give who is in this case's team, and who was: accounts of other cases are not told of."""
    return [member_row(one, case) for one in book.all() if one.roles.get(case)]


def member_row(one: Account, case: str) -> dict[str, Any]:
    """Give what is told of an account."""
    return {
        "name": one.name,
        "role": one.roles.get(case, ""),
        "key": key_id(one.public),
        "enabled": one.enabled,
        "first_password": one.fresh,
    }


async def people(request: Request) -> Response:
    """List who is in the team."""
    door = _door(request)
    return _listed(request, door)


def _listed(
    request: Request, door: Door, given: str = "", error: PapertraceError | None = None
) -> Response:
    rows = _rows(door.book, door.case)
    status = status_of(error) if error else 200
    return html(request, "team.html", status, rows=rows, roles=ROLES, given=given, error=error)


async def people_json(request: Request) -> Response:
    """Give who is in the team as JSON."""
    door = _door(request)
    return as_json(_rows(door.book, door.case))


def enter(case: Case, book: Book, name: str, role: str, by: SigningKey) -> str:
    """Give somebody a role in a case, with an account and a key where they have none.

    Gives the first password of a new account, else ''. The case is told of the key as another
    person's, signed by `by`. UsageError.
    """
    if role not in ROLES:
        msg = f"{role[:40]!r} is no role."
        raise UsageError(msg, remedy=f"Roles: {', '.join(ROLES)}.")
    found, password = book.get(name), ""
    label = found.label if found else name
    if label in {k.label for k in case.people() if found is None or k.public != found.public}:
        msg = f"The case knows another key as {label}."
        raise UsageError(msg, remedy="Give the account another name.")
    if found is None:
        found, password = book.add(name)
    introduce(case, found, by)
    book.role(name, case.id, role)
    return password


def introduce(case: Case, one: Account, by: SigningKey) -> None:
    """Make an account's key known to a case, as another person's."""
    case.introduce(Key(key_id(one.public), one.label, one.public), by)


async def add(request: Request) -> Response:
    """Add a member to this case's team."""
    door, desk, form = _door(request), desk_of(request), await form_of(request)
    name, role = form.get("name", "").strip(), form.get("role", "")
    try:
        if door.book.get(name):  # whether other cases know the name is not told here
            msg = "This name cannot be added on the desk."
            raise UsageError(msg, remedy="Take another, or use `papertrace team role`.")
        given = await desk.bench.do(lambda c: enter(c, door.book, name, role, desk.key))
    except PapertraceError as error:
        return _listed(request, door, "", error)
    return _listed(request, door, f"{name}: {given}")


async def member(request: Request) -> Response:
    """Change a member of this case's team: their role, or end their sessions."""
    door, desk, form = _door(request), desk_of(request), await form_of(request)
    name, wanted = request.path_params["name"], form.get("do", "")
    own = desk.visit.name if desk.visit else ""
    try:
        if not any(r["name"] == name for r in _rows(door.book, door.case)):
            msg = "Nobody of this name is in this team."
            raise UsageError(msg)
        if name == own:
            msg = "Nobody changes their own role."
            raise UsageError(msg, remedy="Somebody else who looks after the users does it.")
        if wanted == "end":
            door.book.end(name)
        elif wanted == "out":
            door.book.change(name, lambda a: replace(a, turn=a.turn + 1))
            door.book.role(name, door.case, "")
        else:
            door.book.role(name, door.case, form.get("role", "") or "none")
    except PapertraceError as error:
        return _listed(request, door, "", error)
    return went("/team")


ROUTES: Final = (
    read("/sign-in", sign_in_form, OWN),
    write("/sign-in", sign_in, OWN),
    write("/sign-out", sign_out, OWN),
    read(ACCOUNT, account, OWN),
    write(ACCOUNT, choose, OWN),
    read("/team", people, "people"),
    read("/team.json", people_json, "people"),
    write("/team", add, "people"),
    write("/team/{name}", member, "people"),
)
"""What a team's desk answers beside all others."""

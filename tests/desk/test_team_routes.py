"""Every route of a team's desk against everybody who must not get through it, role by role."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from desk_visitor import HOST, ORIGIN, PORT, leave, member, writing
from papertrace.casefile import Case
from papertrace.desk import team_application
from papertrace.desk.team import locked
from papertrace.desk.team.accounts import Book
from papertrace.desk.team.pages import enter
from papertrace.desk.team.place import Place
from papertrace.desk.team.roles import RIGHTS, ROLES
from papertrace.desk.team.sessions import Door
from papertrace.desk.team.shelf import Shelf
from papertrace.desk.team.tries import Tries
from papertrace.desk.ways import OWN, Way
from papertrace.workflow.asking import asked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desk_visitor import Answer, Visitor
    from papertrace.casefile import SigningKey
    from papertrace.desk.guard import Guard

FREE = {("GET", "/sign-in"), ("POST", "/sign-in"), ("GET", "/static/{name}")}
MEMBERS = {"lina": "reader", "mira": "reviewer", "omar": "editor", "tariq": "chief"}
DECIDING = {"decide", "undo", "questions", "unanswer", "together"}
"""First words of addresses that a reviewer writes to; everything else is an editor's or more."""
FORM = b"verdict=accept"
FILLED = {"size": "page", "name": "story.md", "page": "1"}


@dataclass(slots=True)
class Team:
    """A desk, its members' browsers, and what is in the case."""

    app: Guard
    door: Door
    book: Book
    browsers: dict[str, Visitor]
    passwords: dict[str, str]
    facts: dict[str, str]
    root: Path

    def ways(self) -> list[tuple[str, str, Way]]:
        """Give (method, address, route) of everything the app answers, asked of the app itself."""
        found = []
        for route in self.app.app.router.routes:  # type: ignore[attr-defined]  # a Starlette
            assert isinstance(route, Way), route  # else it has no right, and anybody takes it
            (method,) = (route.methods or set()) - {"HEAD"}
            path = route.path
            for name in route.param_convertors:
                value = {**FILLED, **self.facts}.get(name, self.facts["fact"])
                value = "desk.css" if path.startswith("/static") else value
                value = "lina" if path.startswith("/team") else value
                path = path.replace(f"{{{name}:int}}", value).replace(f"{{{name}}}", value)
            found.append((method, path, route))
        return found

    def state(self) -> dict[str, bytes]:
        """Give all that anybody did: the log, the drafts, the accounts."""
        kept = [self.root / "log.db", self.root / "log.db-wal", self.book.folder / "team.json"]
        kept += sorted((self.root / "drafts").iterdir())
        return {p.name: p.read_bytes() for p in kept if p.exists()}


@pytest.fixture
def team(root: Path, first: SigningKey, tmp_path: Path) -> Iterator[Team]:
    """Open a desk for four members, and one who is in another case's team."""
    book = Book(tmp_path, locked.Cost(1, 64))
    passwords = {}
    with Case.open(root) as case:
        for name, role in MEMBERS.items():
            passwords[name] = _chosen(book, name, enter(case, book, name, role, first))
        award = next(f for f in case.derived.facts("award") if "amount" in f.fields)
        question = asked(case, first)[0]
        number = case.id
    passwords["outsider"] = _chosen(book, "outsider", book.add("outsider")[1])
    book.role("outsider", "f" * 64, "chief")
    door = Door(number, book, Tries(Shelf(tmp_path / "tries.json")))
    app = team_application(root, door, Place(port=PORT), PORT)
    browsers = {name: member(app, name, passwords[name]) for name in MEMBERS}
    facts = {"fact": award.id, "digest": award.digest, "question": question.id}
    yield Team(app, door, book, browsers, passwords, facts, root)
    leave(browsers["lina"])


def _chosen(book: Book, name: str, first: str) -> str:
    """Give an account a password of its owner's choice, as after a first sign-in."""
    opened, password = book.opened(name, first), f"{name} chose these words"
    assert opened is not None
    book.choose(name, opened[1], password)
    return password


def send(one: Visitor, method: str, path: str, headers: dict[str, str] | None = None) -> Answer:
    """Ask as one's browser would, or with other headers."""
    body = FORM if method == "POST" else b""
    own = one.own() | (form(path) if method == "POST" else {})
    return one.ask(method, path, own if headers is None else headers, body)


def form(path: str) -> dict[str, str]:
    """Give the headers of a write to an address."""
    headers = writing(FORM)
    if path == "/import":
        headers["Content-Type"] = "multipart/form-data; boundary=x"
    return headers


def strangers(team: Team, method: str, path: str) -> dict[str, dict[str, str]]:
    """Give the headers of everybody who must not get through, whatever their role."""
    good = team.browsers["tariq"].own() | (form(path) if method == "POST" else {})
    found = {
        "no cookie": {k: v for k, v in good.items() if k != "Cookie"},
        "wrong cookie": good | {"Cookie": f"papertrace-{PORT}=guess"},
        "other user's device": good | {"Cookie": f"papertrace-{PORT}-device=guess"},
        "foreign origin": good | {"Origin": "https://evil.example"},
        "null origin": good | {"Origin": "null"},
        "foreign host": good | {"Host": "evil.example"},
        "no host": {k: v for k, v in good.items() if k != "Host"},
        "cross-site": good | {"Sec-Fetch-Site": "cross-site"},
    }
    if method == "POST":
        found["missing origin"] = {k: v for k, v in good.items() if k != "Origin"}
        found["typed address"] = good | {"Sec-Fetch-Site": "none"}
        found["plain text"] = good | {"Content-Type": "text/plain"}
        found["no length"] = {k: v for k, v in good.items() if k != "Content-Length"}
    return found


def test_no_stranger_gets_through_any_route_of_a_team(team: Team) -> None:
    before, wrong, asked = team.state(), [], 0
    for method, path, route in team.ways():
        for name, headers in strangers(team, method, path).items():
            if (method, route.path) in FREE and ("cookie" in name or "device" in name):
                continue
            answer = send(team.browsers["tariq"], method, path, headers)
            asked += 1
            if not 400 <= answer.status < 500 or len(answer.body) > 200:
                wrong.append((method, path, name, answer.status))
    assert wrong == []
    assert asked > 8 * len(team.ways()) - 8
    assert team.state() == before


def test_every_role_gets_what_is_its_own_and_no_more(team: Team) -> None:
    wrong: list[tuple[str, str, str, object]] = []
    refused = 0
    team.browsers["lina"].get("/")  # opens the case, which makes files of the database's own
    for method, path, route in team.ways():
        if method == "POST" and route.right != OWN:
            least = (
                "chief"
                if path.startswith("/team")
                else ("reviewer" if path.split("/")[1] in DECIDING else "editor")
            )
            assert RIGHTS[route.right] == least, path  # as said here, not as the table has it
        for name, role in MEMBERS.items():
            enough = route.right == OWN or ROLES.index(role) >= ROLES.index(RIGHTS[route.right])
            if enough and method == "POST":
                continue  # what it then does has tests of its own
            before = team.state()
            answer = send(team.browsers[name], method, path)
            if enough and answer.status not in (200, 303):
                wrong.append((method, path, role, answer.status))
            if not enough:
                refused += 1
                if answer.status != 403 or answer.text != (
                    f"Your role here ({role}) does not allow this.\n"
                ):
                    wrong.append((method, path, role, answer.status))
            if team.state() != before:
                wrong.append((method, path, role, "changed something"))
    assert wrong == []
    assert refused > 12


def test_who_is_in_another_cases_team_learns_nothing(team: Team) -> None:
    """Neither by signing in, nor by a session of the other case, nor from lists."""
    one = team.browsers["tariq"]
    told = {}
    for name, password in (
        ("outsider", team.passwords["outsider"]),
        ("nobody-of-this-name", "whatever it may be"),
        ("lina", "a wrong password"),
    ):
        body = f"name={name}&password={password.replace(' ', '+')}".encode()
        answer = one.ask("POST", "/sign-in", {"Host": HOST} | writing(body), body)
        told[name] = answer.status, answer.text, sorted(answer.headers)
    assert len(set(map(str, told.values()))) == 1
    assert told["lina"][0] == 403
    other = Door("f" * 64, team.book, Tries(Shelf(team.root / "tries.json")))
    let_in = other.sign_in("outsider", team.passwords["outsider"], "10.0.0.1", "")
    assert not isinstance(let_in, str)
    for method, path, route in team.ways():
        if (method, route.path) in FREE:
            continue
        headers = {"Host": HOST, "Cookie": f"papertrace-{PORT}={let_in.session}"}
        answer = send(one, method, path, headers | (form(path) if method == "POST" else {}))
        assert (answer.status, answer.text) == (403, "Sign in first.\n"), path
    assert "outsider" not in one.get("/team.json").text
    assert "outsider" not in one.get("/team").text
    assert one.post("/team/outsider", do="end").status == 400
    assert team.book.need("outsider").turn == team.book.get("outsider").turn  # type: ignore[union-attr]


def test_no_spelling_of_an_address_gets_round_the_door(team: Team) -> None:
    one = team.browsers["tariq"]
    for path in (
        "/static/../facts.json", "/static/%2e%2e/facts.json", "/static//facts.json", "/static/",
        "/sign-in/", "/sign-in/../facts.json", "//facts.json", "/start/x", "/START/x", "/Sign-in",
    ):  # fmt: skip
        answer = one.ask("GET", path, {"Host": HOST})
        assert answer.status in (403, 404), path
        assert len(answer.body) < 100, path
    assert one.ask("GET", "/start/x", one.own()).status == 404  # nobody comes in by a link
    twice = {"Host": HOST, "Cookie": f"{one.cookie}; {one.cookie}"}
    assert one.ask("GET", "/facts.json", twice).status == 403


def test_a_role_taken_away_is_gone_with_the_next_request(team: Team) -> None:
    mira, chief = team.browsers["mira"], team.browsers["tariq"]
    assert '<body class="may-not-write">' in mira.get("/facts").text
    assert '<body class="">' in chief.get("/facts").text
    assert chief.post("/team/mira", do="role", role="reader").status == 303
    assert '<body class="may-not-decide may-not-write">' in mira.get("/facts").text
    assert mira.post(f"/decide/{team.facts['fact']}", verdict="reject").status == 403
    assert chief.post("/team/mira", do="out").status == 303
    assert mira.get("/facts").status == 403
    assert mira.post("/undo").status == 403
    assert chief.post("/team/tariq", do="role", role="reader").status == 400  # not their own
    assert chief.post("/team/omar", do="role", role="king").status == 400
    omar = team.browsers["omar"]
    assert chief.post("/team/omar", do="end").status == 303
    assert omar.get("/facts").status == 403


def test_what_is_decided_is_signed_with_ones_own_key(team: Team) -> None:
    fact, mira, tariq = team.facts["fact"], team.browsers["mira"], team.browsers["tariq"]
    shown = mira.get(f"/pictures/{team.facts['digest']}/1/page")
    assert shown.status == 200
    with Case.open(team.root) as case:
        found = case.derived.fact(fact)
    assert found is not None
    typed = {f"typed__{name}": field.written for name, field in found.fields.items()}
    answer = tariq.send(f"/decide/{fact}", verdict="accept", page="1", **typed)
    assert (answer.status, "was not sent" in answer.text) == (422, True)  # to mira alone
    for one in (mira, tariq):
        answer = one.post(f"/decide/{fact}", verdict="accept", page="1", **typed)
        assert answer.status == 303, answer.text
    with Case.open(team.root) as case:
        case.sound_log()  # every signature
        mine = [d for d in case.decisions() if d.fact_id == fact]
        keys = {k.id: k.label for k in case.people()}
        people = {case.ledger().person(d.reviewer) for d in mine}
    assert [keys[d.reviewer] for d in mine] == ["mira", "tariq"]
    assert len(people) == 2
    assert mine[0].seen_sha256 == mine[1].seen_sha256 != ""
    assert json.loads(mira.get("/facts.json?kind=award").text)[0]["status"] == "accepted"


def test_a_first_password_opens_nothing_but_its_change(team: Team) -> None:
    chief = team.browsers["tariq"]
    answer = chief.post("/team", name="noor", role="reviewer")
    assert answer.status == 200
    password = answer.text.partition("noor: ")[2].partition("<")[0]
    noor = member(team.app, "noor", password)
    for method, path, route in team.ways():
        if route.right != OWN:
            answer = send(noor, method, path)
            assert (answer.status, answer.headers.get("location")) == (303, "/account"), path
    wrong = noor.post("/account", old="x" * 12, new="y" * 12, again="y" * 12)
    assert wrong.status == 403
    assert noor.post("/account", old=password, new="y" * 12, again="z" * 12).status == 400
    assert noor.post("/account", old=password, new="short", again="short").status == 400
    done = noor.post("/account", old=password, new="y" * 12, again="y" * 12)
    assert done.status == 200
    code = done.text.partition('<code id="code">')[2].partition("<")[0]
    assert noor.get("/facts").status == 403  # every session before has ended, this one, too
    noor.cookie = done.headers["set-cookie"].partition(";")[0]
    assert noor.get("/facts").status == 200
    assert noor.post("/sign-out").status == 303
    assert noor.get("/facts").status == 403
    assert team.book.reset("noor", code)
    assert chief.post("/team", name="noor", role="chief").status == 400
    assert chief.post("/team", name="outsider", role="chief").status == 400


def test_cookies_are_strict_and_secure_and_headers_are_on_every_answer(team: Team) -> None:
    one = team.browsers["mira"]
    body = f"name=mira&password={team.passwords['mira'].replace(' ', '+')}".encode()
    answer = one.ask("POST", "/sign-in", {"Host": HOST} | writing(body), body)
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "secure" not in cookie
    assert "strict-transport-security" not in answer.headers
    place = Place("127.0.0.1", PORT, ("desk.example",), team.root, team.root)
    safe = team_application(team.root, team.door, place, PORT)
    tls = f"desk.example:{PORT}"
    origin = {"Origin": f"https://{tls}", "Host": tls}
    answer = one.ask("POST", "/sign-in", writing(body) | origin, body)
    assert answer.status == 421  # another desk's name
    one.app, one.scheme = safe, "https"
    answer = one.ask("POST", "/sign-in", writing(body) | origin, body)
    assert answer.status == 303
    assert "secure" in answer.headers["set-cookie"].lower()
    assert answer.headers["strict-transport-security"].startswith("max-age=")
    plain = one.ask("POST", "/sign-in", writing(body) | {"Host": tls, "Origin": ORIGIN}, body)
    assert plain.status == 403
    moved = one.ask("GET", "/facts", {"Host": tls, "Sec-Fetch-Mode": "navigate"})
    assert (moved.status, moved.headers["location"]) == (303, "/sign-in")

"""Every route against every stranger: the table is made from the desk's own list of routes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from desk_visitor import HOST, ORIGIN, leave, visitor, writing
from papertrace.desk import serving
from papertrace.desk.entry import IDLE
from papertrace.desk.guard import HEADERS, MOST
from papertrace.desk.routes import ROUTES
from papertrace.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.routing import Route

    from desk_visitor import Visitor
    from papertrace.casefile import SigningKey

FORM = b"verdict=accept"
KNOWN = {"size": "page", "name": "story.md", "page": "1", "token": "none", "group": "none"}


def address(route: Route, facts: dict[str, str]) -> str:
    """Fill a route's path with things that are there, so that a refusal is not a mere 404."""
    path = route.path
    for name in route.param_convertors:
        value = {**KNOWN, **facts}[name]
        if path.startswith("/static"):
            value = "desk.css"
        path = path.replace(f"{{{name}:int}}", value).replace(f"{{{name}}}", value)
    return path


@pytest.fixture
def facts(desk: Visitor) -> dict[str, str]:
    """Give a document, a fact and a question of the case, for the paths."""
    rows = json.loads(desk.get("/facts.json?kind=award").text)
    asked = json.loads(desk.get("/questions.json").text)["questions"]
    digest = rows[0]["document"]["sha256"]
    return {"fact": rows[0]["id"], "digest": digest, "question": asked[0]["id"]}


def state(root: Path) -> dict[str, bytes]:
    """Give all that a person did: log and drafts, without the database's own bookkeeping."""
    kept = [root / "log.db", root / "log.db-wal", *sorted((root / "drafts").iterdir())]
    return {p.name: p.read_bytes() for p in kept if p.exists()}


def strangers(method: str, own: dict[str, str]) -> dict[str, dict[str, str]]:
    """Give the headers of everybody who must not get through, by name."""
    form = writing(FORM) if method == "POST" else {}
    good = own | form
    without = {k: v for k, v in good.items() if k not in ("Origin", "Sec-Fetch-Site")}
    found = {
        "no cookie": {k: v for k, v in good.items() if k != "Cookie"},
        "wrong cookie": good | {"Cookie": "papertrace-8123=guess"},
        "two cookies": good | {"Cookie": f"{own['Cookie']}; {own['Cookie']}"},
        "foreign origin": good | {"Origin": "http://evil.example"},
        "null origin": good | {"Origin": "null"},
        "other port": good | {"Origin": "http://127.0.0.1:9999"},
        "tls origin": good | {"Origin": f"https://{HOST}"},
        "foreign host": good | {"Host": "evil.example"},
        "foreign host, own port": good | {"Host": "evil.example:8123", "Origin": ORIGIN},
        "no port": good | {"Host": "127.0.0.1"},
        "no host": {k: v for k, v in good.items() if k != "Host"},
        "cross-site": good | {"Sec-Fetch-Site": "cross-site"},
        "same-site": good | {"Sec-Fetch-Site": "same-site"},
    }
    if method == "POST":
        found["missing origin"] = without
        found["typed address"] = good | {"Sec-Fetch-Site": "none"}
        found["json"] = good | {"Content-Type": "application/json"}
        found["plain text"] = good | {"Content-Type": "text/plain"}
        found["no length"] = {k: v for k, v in good.items() if k != "Content-Length"}
        found["too long"] = good | {"Content-Length": str(MOST + 1)}
    return found


def test_no_stranger_gets_through_any_route(
    desk: Visitor, facts: dict[str, str], root: Path
) -> None:
    before, wrong, asked = state(root), [], 0
    for route in ROUTES:
        (method,) = (route.methods or set()) - {"HEAD"}
        path = address(route, facts)
        for name, headers in strangers(method, desk.own()).items():
            answer = desk.ask(method, path, headers, FORM if method == "POST" else b"")
            asked += 1
            if not 400 <= answer.status < 500 or len(answer.body) > 200:
                wrong.append((path, name, answer.status))
    assert wrong == []
    assert asked >= 13 * len(ROUTES)
    assert state(root) == before


def test_reading_changes_nothing_and_writing_needs_a_form(
    desk: Visitor, facts: dict[str, str], root: Path
) -> None:
    before = state(root)
    for route in ROUTES:
        if route.path.startswith("/start"):
            continue
        path = address(route, facts)
        (method,) = (route.methods or set()) - {"HEAD"}
        asked = f"{path}?verdict=accept&text=x&q=%E4%B8%AD" if method == "GET" else path
        answer = desk.get(asked)
        if method == "GET":
            assert answer.status in (200, 303), (path, answer.status)
        elif not any(r.path == route.path and "GET" in (r.methods or ()) for r in ROUTES):
            assert answer.status == 405, (path, answer.status)
        for strange in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
            assert desk.ask(strange, path, desk.own() | {"Origin": ORIGIN}).status == 405
    assert state(root) == before


def test_every_answer_has_the_headers_and_no_text_of_a_document_is_markup(
    desk: Visitor, facts: dict[str, str]
) -> None:
    for route in ROUTES:
        (method,) = (route.methods or set()) - {"HEAD"}
        path = address(route, facts)
        for headers in (desk.own(), {"Host": "evil.example"}):
            answer = desk.ask(method, path, headers | (writing(b"") if method == "POST" else {}))
            assert HEADERS.items() <= {k: answer.headers.get(k.lower()) for k in HEADERS}.items()
            if answer.headers.get("content-type", "").startswith("text/html"):
                assert "<img src=x" not in answer.text
                assert "<script>" not in answer.text
                assert "<b>case</b>" not in answer.text
                assert " style=" not in answer.text
                assert " onerror=alert" not in answer.text.replace("onerror=alert(5)&gt;", "")
                assert "http://" not in answer.text.replace("http://www.w3.org/2000/svg", "")
                assert "https://" not in answer.text
    assert "unsafe" not in HEADERS["Content-Security-Policy"]


def test_no_spelling_of_an_address_gets_round_the_guard(
    desk: Visitor, facts: dict[str, str]
) -> None:
    stranger = {"Host": HOST}
    for path in ("/start/../facts.json", "/start/%2e%2e/", "//facts.json", "/start/", "/start/a/b"):
        assert desk.ask("GET", path, stranger).status in (403, 404), path
    assert desk.ask("GET", "/facts.json", stranger | {"Cookie": "papertrace-8123="}).status == 403
    for number in ("0", "99999999999999999999", "2"):
        for place in ("/documents/{}/{}", "/documents/{}/{}.json", "/pictures/{}/{}/page"):
            assert desk.get(place.format(facts["digest"], number)).status in (400, 404), number
    assert desk.get(f"/pictures/{facts['digest']}/1/huge").status == 400
    assert desk.get("/static/..%2fguard.py").status == 404


def test_an_original_is_only_ever_saved(desk: Visitor) -> None:
    for row in json.loads(desk.get("/documents.json").text):
        answer = desk.get(f"/originals/{row['sha256']}")
        assert answer.headers["content-type"] == "application/octet-stream"
        kept = answer.headers["content-disposition"]
        assert kept.startswith("attachment; filename*=UTF-8''")
        assert quote(row["name"].rpartition("/")[2], safe="") in kept


def test_the_start_link_works_once_and_sets_a_strict_cookie(root: Path, first: SigningKey) -> None:
    one = visitor(root, first, inside=False)
    path = one.link.removeprefix(ORIGIN)
    assert one.ask("HEAD", path, {"Host": HOST}).status == 405  # a preview uses nothing up
    assert one.ask("GET", path, {"Host": HOST, "Sec-Purpose": "prefetch"}).status == 405
    answer = one.enter()
    assert (answer.status, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert one.get("/").status == 200
    assert one.ask("GET", path, {"Host": HOST}).status == 403
    assert one.get("/").status == 200  # who came in stays in
    one.now[0] += IDLE + 1
    assert one.get("/").status == 403
    assert len(one.told) == 1  # the terminal shows a new link
    one.link = one.told[0].rpartition(" ")[2]
    one.enter()
    assert one.get("/").status == 200
    leave(one)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "8.8.8.8", "::"])  # noqa: S104  (refused)
def test_the_desk_is_never_opened_to_others(host: str) -> None:
    with pytest.raises(UsageError, match="not opened"):
        serving.bound(0, host)
    door = serving.bound(0)
    assert door.getsockname()[0] == "127.0.0.1"
    door.close()

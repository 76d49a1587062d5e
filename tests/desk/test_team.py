"""Accounts of a team: keys that open with a password alone, roles, tries, sessions."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import pytest

from papertrace.casefile.keys import signed_by
from papertrace.cli import main
from papertrace.desk import serving
from papertrace.desk.entry import IDLE
from papertrace.desk.team import locked
from papertrace.desk.team.accounts import Book, signer
from papertrace.desk.team.place import Place
from papertrace.desk.team.roles import RIGHTS, ROLES
from papertrace.desk.team.sessions import LONGEST, Door, SignedIn
from papertrace.desk.team.shelf import Shelf
from papertrace.desk.team.tries import AN_ACCOUNT, AN_ADDRESS, WINDOW, Tries
from papertrace.errors import OpenToOthers, UsageError

if TYPE_CHECKING:
    from pathlib import Path

CHEAP = locked.Cost(1, 64)
CASE = "c" * 64
CHOSEN = "four random words here"


def opened_door(folder: Path) -> tuple[Door, list[float], dict[str, str]]:
    """Make a door for a reviewer and a chief; give it, its clock, and their passwords."""
    book, now, passwords = Book(folder, CHEAP), [1000.0], {}
    for name, role in (("mira", "reviewer"), ("tariq", "chief")):
        _, passwords[name] = book.add(name)
        book.role(name, CASE, role)
    tries = Tries(Shelf(folder / "tries.json"), clock=lambda: now[0])
    return Door(CASE, book, tries, clock=lambda: now[0]), now, passwords


def test_a_key_opens_with_its_password_and_lies_nowhere_in_the_open(tmp_path: Path) -> None:
    book = Book(tmp_path, CHEAP)
    made, password = book.add("mira")
    opened = book.opened("mira", password)
    assert opened is not None
    key = signer(*opened)
    assert signed_by(made.public, key.sign(b"x").hex(), b"x")
    assert book.opened("mira", password + "x") is None
    assert book.opened("nobody", password) is None
    kept = (tmp_path / "team.json").read_text()
    raw = opened[1].private_bytes_raw()
    assert password not in kept
    assert raw.hex() not in kept
    assert (tmp_path / "team.json").stat().st_mode & 0o077 == 0
    assert "argon2id$3$65536$" in locked.sealed(locked.fresh(), "x", "y", locked.Cost())
    _, other = book.add("tariq")  # one's locked key under another's name opens for nobody
    held = json.loads(kept)["mira"]["sealed"]
    assert locked.unsealed(held, "tariq", password) is None
    assert other != password


def test_a_new_password_keeps_the_key_and_so_does_the_code(tmp_path: Path) -> None:
    book = Book(tmp_path, CHEAP)
    made, first = book.add("mira")
    opened = book.opened("mira", first)
    assert opened is not None
    with pytest.raises(UsageError, match="12 characters"):
        book.choose("mira", opened[1], "short")
    code = book.choose("mira", opened[1], CHOSEN)
    assert book.opened("mira", first) is None
    with pytest.raises(UsageError, match="does not open"):
        book.reset("mira", "wrong-code")
    again = book.reset("mira", code)
    found = book.opened("mira", again)
    assert found is not None
    assert (found[0].public, found[0].fresh) == (made.public, True)
    assert book.opened("mira", CHOSEN) is None
    renewed = book.renew("mira")
    last = book.opened("mira", renewed)
    assert last is not None
    assert last[0].public != made.public
    assert last[0].label == "mira-2"


def test_ten_thousand_guesses_are_hardly_looked_at_and_harm_nobody_else(tmp_path: Path) -> None:
    door, now, passwords = opened_door(tmp_path)
    known = door.sign_in("mira", passwords["mira"], "10.0.0.7", "")
    assert isinstance(known, SignedIn)
    before, told = door.evaluated, set()
    for n in range(10_000):
        told.add(door.sign_in("mira", f"guess {n}", "10.0.0.9", ""))
        now[0] += 3500 / 10_000  # all within an hour
    assert told == {"", "later"}
    assert door.evaluated - before <= 20
    for name, address, device in (
        ("tariq", "10.0.0.9", ""),  # another person, at the very address that guesses
        ("mira", "10.0.0.7", known.device),  # the person whose password was guessed at
    ):
        assert isinstance(door.sign_in(name, passwords[name], address, device), SignedIn)
    assert door.sign_in("mira", passwords["mira"], "10.0.0.9", "") == "later"
    now[0] += WINDOW
    assert isinstance(door.sign_in("mira", passwords["mira"], "10.0.0.9", ""), SignedIn)


def test_an_address_that_tries_many_names_is_stopped_and_a_restart_forgets_nothing(
    tmp_path: Path,
) -> None:
    door, now, passwords = opened_door(tmp_path)
    for n in range(500):
        door.sign_in(f"name{n}", "guess", f"2001:db8::{n:x}", "")  # one household's network
    assert door.evaluated == AN_ADDRESS
    again = Door(CASE, door.book, Tries(Shelf(tmp_path / "tries.json"), clock=lambda: now[0]))
    assert again.sign_in("tariq", passwords["tariq"], "2001:db8::1", "") == "later"
    assert isinstance(again.sign_in("tariq", passwords["tariq"], "10.0.0.1", ""), SignedIn)
    for n in range(AN_ACCOUNT + 1):  # right ones are not counted
        assert isinstance(again.sign_in("mira", passwords["mira"], "10.0.0.1", ""), SignedIn), n


def test_a_session_ends_by_rest_by_age_by_leaving_and_by_every_change(tmp_path: Path) -> None:
    door, now, passwords = opened_door(tmp_path)

    def come_in() -> str:
        told = door.sign_in("mira", passwords["mira"], "10.0.0.1", "")
        assert isinstance(told, SignedIn)
        assert door.knows(told.session)
        return told.session

    one = come_in()
    now[0] += IDLE - 1
    assert door.knows(one)
    now[0] += IDLE + 1
    assert not door.knows(one)
    two = come_in()
    for _ in range(int(LONGEST / IDLE) + 1):
        now[0] += IDLE - 1
        door.knows(two)
    assert not door.knows(two)
    three, four = come_in(), come_in()
    door.leave(three)
    assert (door.knows(three), door.knows(four)) == (False, True)
    door.book.role("mira", CASE, "reader")
    assert door.visit(four).role == "reader"  # at once
    door.book.role("mira", "another case", "chief")
    assert not door.visit(four).may("decide")
    door.book.end("mira")
    assert not door.knows(four)
    five = come_in()
    door.book.enable("mira", on=False)
    assert not door.knows(five)
    assert door.sign_in("mira", passwords["mira"], "10.0.0.1", "") == ""
    door.book.enable("mira", on=True)
    assert not door.knows(five)
    six = come_in()
    door.book.role("mira", CASE, "")
    assert not door.knows(six)
    assert door.sign_in("mira", passwords["mira"], "10.0.0.1", "") == ""  # as for no such name
    assert door.visit("guess") is door.nobody
    assert not any(door.nobody.may(right) for right in ("read", "decide", "write", "people"))


def test_whatever_is_granted_nobody_gets_more_than_their_role_in_this_case(tmp_path: Path) -> None:
    chance = random.Random(11)  # noqa: S311  (the same every time)
    book, now = Book(tmp_path, CHEAP), [0.0]
    names, cases = ("lina", "mira", "omar"), ("a" * 64, "b" * 64, "c" * 64)
    passwords = {name: book.add(name)[1] for name in names}
    tries = Tries(Shelf(tmp_path / "tries.json"), clock=lambda: now[0])
    doors = {case: Door(case, book, tries, clock=lambda: now[0]) for case in cases}
    granted: dict[tuple[str, str], str] = {}
    sessions: dict[tuple[str, str], str] = {}
    for _ in range(50):
        now[0] += WINDOW / 2 if chance.random() < 0.1 else 1  # some rest too long
        name, case = chance.choice(names), chance.choice(cases)
        role = chance.choice(("", *ROLES))
        book.role(name, case, role)
        granted[name, case] = role
        told = doors[case].sign_in(name, passwords[name], "10.0.0.1", "")
        if isinstance(told, SignedIn):
            sessions[name, case] = told.session
            assert role
        for (who, where), session in sessions.items():
            for door in doors.values():
                visit = door.visit(session)
                here = granted.get((who, door.case), "") if door.case == where else ""
                assert visit.role in ("", here)  # '' where it rested too long, too
                for right, least in RIGHTS.items():
                    enough = bool(visit.role) and ROLES.index(here) >= ROLES.index(least)
                    assert visit.may(right) is enough


def test_no_public_address_without_users_and_tls(root: Path) -> None:
    for users, tls, missing in (
        (False, False, "no users and no TLS"),
        (True, False, "no TLS"),
        (False, True, "no users"),
    ):
        with pytest.raises(OpenToOthers, match=missing) as told:
            serving.bound(0, "0.0.0.0", users=users, tls=tls)  # noqa: S104  (refused)
        assert told.value.code == "PT008"
    serving.bound(0, "0.0.0.0", users=True, tls=True).close()  # noqa: S104  (at any free port)
    case = ["--case", str(root)]
    assert main(["desk", "--host", "0.0.0.0", "--no-open", *case]) == 2  # noqa: S104  (refused)
    assert main(["desk", "--team", "--host", "192.0.2.1", *case]) == 2
    assert main(["desk", "--team", *case]) == 2  # nobody is in the team


def test_an_address_of_no_name_is_not_opened_without_one(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    anywhere = ["--host", "0.0.0.0", "--case", str(root)]  # noqa: S104  (refused)
    assert main(["desk", "--team", *anywhere]) == 2
    assert "--name desk.example" in capsys.readouterr().err
    assert main(["desk", "--team", "--name", "desk.example", *anywhere]) == 2
    assert "no TLS" in capsys.readouterr().err


def test_a_place_answers_to_its_names_alone(tmp_path: Path) -> None:
    place = Place("192.0.2.5", 443, ("Desk.example",), tmp_path, tmp_path)
    assert place.hosts(443) == {
        "desk.example", "desk.example:443", "192.0.2.5", "192.0.2.5:443",
    }  # fmt: skip
    assert place.origin(443) == "https://desk.example/"
    assert place.headers["Strict-Transport-Security"]
    plain = Place("::1", 8000)
    assert plain.hosts(8000) == {"[::1]:8000", "localhost:8000"}
    assert plain.headers == {}


def test_the_command_line_lets_people_in_and_out(
    root: Path, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setenv("PAPERTRACE_HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "keys").symlink_to(made / "keys")
    monkeypatch.setattr("papertrace.cli.team.Book", lambda folder: Book(folder, CHEAP))

    def run(*words: str) -> str:
        assert main(["team", *words, "--case", str(root)]) == 0
        return capsys.readouterr().out

    first = json.loads(run("add", "mira", "--role", "chief", "--json"))["first_password"]
    run("add", "tariq", "--role", "reader")
    run("role", "tariq", "reviewer")
    rows = [json.loads(line) for line in run("list", "--json").splitlines()]
    assert [(r["name"], r["role"], r["enabled"]) for r in rows] == [
        ("mira", "chief", True),
        ("tariq", "reviewer", True),
    ]
    assert main(["key", "people", "--case", str(root), "--json"]) == 0
    people = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {rows[0]["key"], rows[1]["key"]} <= {p["person"] for p in people}  # a person each
    book = Book(tmp_path / "home", CHEAP)
    opened = book.opened("mira", first)
    assert opened is not None
    code = book.choose("mira", opened[1], CHOSEN)
    run("disable", "mira")
    run("enable", "mira")
    run("end", "mira")
    again = json.loads(run("reset", "mira", "--code", code, "--json"))["first_password"]
    assert book.opened("mira", again) is not None
    run("reset", "tariq", "--new-key")
    run("role", "mira", "none")
    assert [json.loads(r)["name"] for r in run("list", "--json").splitlines()] == ["tariq"]
    assert main(["team", "add", "x/y", "--case", str(root)]) == 2
    assert main(["team", "role", "tariq", "king", "--case", str(root)]) == 2
    assert main(["team", "add", "first", "--case", str(root)]) == 2  # the case knows another

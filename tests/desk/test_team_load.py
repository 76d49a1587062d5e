"""Ten people decide at once: every decision is in the log, signed by whoever took it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from casefile import samples
from desk_visitor import PORT, leave, member, writing
from papertrace.casefile import Case, Keyring
from papertrace.desk import team_application
from papertrace.desk.team import locked
from papertrace.desk.team.accounts import Book
from papertrace.desk.team.pages import enter
from papertrace.desk.team.place import Place
from papertrace.desk.team.sessions import Door
from papertrace.desk.team.shelf import Shelf
from papertrace.desk.team.tries import Tries

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE, EACH = 10, 12


@pytest.mark.long
def test_no_decision_is_lost_with_ten_at_once(own_keys: None, tmp_path: Path) -> None:
    del own_keys
    key, book = Keyring(tmp_path / "keys").make("first"), Book(tmp_path, locked.Cost(1, 64))
    passwords = {}
    with Case.create(tmp_path / "case", "Many", key) as case:
        capture = samples.add(case, b"many" * 40, "many.txt", key)
        written = [f"{n + 1:05}00" for n in range(PEOPLE * EACH)]
        pages = [samples.page(n + 1, words) for n, words in enumerate(written)]
        facts = [
            samples.fact(capture.digest, page, words)
            for page, words in zip(pages, written, strict=True)
        ]
        case.derived.put(samples.derivation(capture.digest, pages, facts))
        for number in range(PEOPLE):
            name = f"person{number}"
            opened = book.opened(name, enter(case, book, name, "reviewer", key))
            assert opened is not None
            passwords[name] = f"{name} chose these words"
            book.choose(name, opened[1], passwords[name])
        door = Door(case.id, book, Tries(Shelf(tmp_path / "tries.json")))
    app = team_application(tmp_path / "case", door, Place(port=PORT), PORT)
    people = {name: member(app, name, password) for name, password in passwords.items()}
    owner = {fact.id: f"person{n % PEOPLE}" for n, fact in enumerate(facts)}
    body = urlencode({"verdict": "accept", "page": "1"}).encode()
    page_of = {fact.id: n for n, fact in enumerate(facts, 1)}
    for i, name in owner.items():
        people[name].get(f"/pictures/{capture.digest}/{page_of[i]}/page")

    async def everybody() -> list[int]:
        asked = (
            people[name]._ask("POST", f"/decide/{i}", people[name].own() | writing(body), body)
            for i, name in owner.items()
        )
        return [answer.status for answer in await asyncio.gather(*asked)]

    assert set(asyncio.run(everybody())) == {303}
    leave(people["person0"])
    with Case.open(tmp_path / "case") as case:
        case.sound_log()
        labels = {k.id: k.label for k in case.people()}
        assert {d.fact_id: labels[d.reviewer] for d in case.decisions()} == owner

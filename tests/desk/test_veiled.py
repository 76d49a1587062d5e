"""Two pairs of eyes: no address of the desk shows what another person alone decided."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from desk_visitor import leave, visitor
from papertrace.casefile import Case
from papertrace.desk.routes import ROUTES
from papertrace.workflow.asking import asked
from papertrace.workflow.deciding import decide

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desk_visitor import Visitor
    from papertrace.casefile import SigningKey

MARKS = ("3917264", "3,917,264", "391.7264", "3.917264", "3.92 million", "云汀砚石")
"""What one person read, in any writing; it stands nowhere else in the case."""
CHANGES = {"amount": "3917264", "supplier": "云汀砚石信息技术有限公司"}
ALSO = (
    "/find?q=云汀", "/find?q=项目&state=corrected", "/find.json?q=state:corrected",
    "/facts?status=corrected", "/facts.json?kind=award", "/facts.csv?status=proposed",
    "/charts?all=yes", "/charts.json?all=yes", "/charts.csv?all=yes", "/charts.svg?all=yes",
    "/timeline?accepted=yes", "/timeline.json?accepted=yes", "/map.json?accepted=yes",
    "/decide?kind=award", "/drafts/story.md/claim?words=2.65+million+yuan&kind=amount",
)  # fmt: skip


@pytest.fixture
def pair(root: Path, first: SigningKey, second: SigningKey) -> Iterator[tuple[Visitor, Visitor]]:
    """Open the desk of a case that asks for two people, for both."""
    file = root / "case.toml"
    told = re.sub(r"second_person = \w+", "second_person = true", file.read_text("utf-8"))
    assert "second_person = true" in told
    file.write_text(told, encoding="utf-8")
    both = visitor(root, first), visitor(root, second)
    yield both
    for one in both:
        leave(one)


def addresses(root: Path, key: SigningKey) -> tuple[str, ...]:
    """Give every address of the application that is read, with what this case puts in it."""
    with Case.open(root) as case:
        award = next(f for f in case.derived.facts("award") if "amount" in f.fields)
        questions = [q.id for q in asked(case, key)]
    filled = {
        "fact": award.id, "digest": award.digest, "page": "1", "size": "page", "name": "story.md",
        "group": award.id[:16],
    }  # fmt: skip
    found = []
    for route in ROUTES:
        if "GET" not in (route.methods or ()) or route.path.startswith(("/start", "/static")):
            continue
        for question in questions if "{question}" in route.path else [""]:
            path = route.path.replace(":int", "")
            found.append(path.format(**filled, question=question))
    return (*found, *ALSO, f"/documents/{award.digest}/1?fact={award.id}")


def shown(one: Visitor, paths: tuple[str, ...]) -> list[tuple[str, str]]:
    """Give where the first person's reading is shown."""
    found = []
    for path in paths:
        answer = one.get(path)
        assert answer.status in (200, 303) or "/together/" in path, path
        text = answer.body.decode("utf-8", "replace")
        mine = text.replace("%", "") if "q=云汀" not in path else text.replace("云汀", "")
        found += [(path, mark) for mark in MARKS if mark in mine]
    return found


def test_no_address_shows_the_second_person_what_the_first_read(
    pair: tuple[Visitor, Visitor], root: Path, first: SigningKey, second: SigningKey
) -> None:
    one, other = pair
    with Case.open(root) as case:
        award = next(f for f in case.derived.facts("award") if "amount" in f.fields)
        decide(case, [award.id], "correct", CHANGES, first)
    paths = addresses(root, second)
    assert len(paths) > 60
    assert shown(other, paths) == []
    own = {path for path, _ in shown(one, paths)}
    assert {"/facts", "/facts.json", "/facts.csv", "/purchases.json"} <= own
    assert any(path.startswith("/documents/") for path in own)
    with Case.open(root) as case:
        decide(case, [award.id], "correct", CHANGES, second)
    assert {path for path, _ in shown(other, paths)} >= {"/facts", "/facts.json", "/facts.csv"}


def test_people_who_disagree_both_see_that_they_do(
    pair: tuple[Visitor, Visitor], root: Path, first: SigningKey, second: SigningKey
) -> None:
    one, other = pair
    with Case.open(root) as case:
        award = next(f for f in case.derived.facts("award") if "amount" in f.fields)
        decide(case, [award.id], "correct", CHANGES, first)
        assert '"corrected"' not in other.get("/facts.json").text
        decide(case, [award.id], "accept", {}, second)
    assert '"conflict"' in one.get("/facts.json").text
    assert '"conflict"' in other.get("/facts.json").text


def test_a_case_for_one_person_withholds_nothing(
    root: Path, first: SigningKey, second: SigningKey
) -> None:
    with Case.open(root) as case:
        award = next(f for f in case.derived.facts("award") if "amount" in f.fields)
        decide(case, [award.id], "correct", CHANGES, first)
    other = visitor(root, second)
    assert "3917264" in other.get("/facts.json").text
    leave(other)


def test_a_state_finds_no_decision_of_another_alone(
    pair: tuple[Visitor, Visitor], root: Path, first: SigningKey
) -> None:
    other = pair[1]
    with Case.open(root) as case:
        award = next(f for f in case.derived.facts("award") if "amount" in f.fields)
        decide(case, [award.id], "correct", CHANGES, first)
    found = [len(json.loads(who.get("/find.json?q=state:corrected").text)["hits"]) for who in pair]
    assert found[0] > 0
    assert found[1] == 0
    assert json.loads(other.get("/find.json?q=state:proposed").text)["hits"]

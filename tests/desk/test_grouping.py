"""Facts with the same proof: which come together, what accepting them records, and one undo."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from analyse.invented import fact
from budget_page import BUDGET, ROWS
from desk_visitor import leave, visitor
from papertrace.casefile import Case
from papertrace.errors import UsageError
from papertrace.read import sandbox
from papertrace.workflow.adding import add
from papertrace.workflow.building import build
from papertrace.workflow.grouping import support_of
from papertrace.workflow.redrawing import redrawn

if TYPE_CHECKING:
    from pathlib import Path

    from desk_visitor import Visitor
    from papertrace.casefile import SigningKey


@pytest.fixture(autouse=True)
def budget(root: Path, first: SigningKey, tmp_path: Path) -> None:
    (tmp_path / "budget.html").write_text(BUDGET, encoding="utf-8")
    with Case.open(root) as case:
        list(add(case, [tmp_path / "budget.html"], first))
        list(build(case, jobs=1, limits=sandbox.Limits()))


def only(desk: Visitor) -> dict[str, Any]:
    (row,) = json.loads(desk.get("/together.json").text)
    assert row["kind"] == "budget_line"
    found: dict[str, Any] = row
    return found


def seal_of(desk: Visitor, group: str) -> str:
    return desk.get(f"/together/{group}").text.partition('name="seal" value="')[2][:64]


def test_a_table_whose_sums_hold_is_accepted_and_taken_back_as_one(
    desk: Visitor, root: Path
) -> None:
    row = only(desk)
    path = f"/together/{row['id']}"
    assert (len(row["facts"]), row["support"]) == (len(ROWS), "sums that hold")
    page = desk.get(path).text
    assert page.count("data-row") == len(ROWS)
    assert page.count("<rect") >= 3 * len(ROWS)
    seal = seal_of(desk, row["id"])
    unsent = desk.send(path, seal=seal, looked="yes")
    assert (unsent.status, "was not sent to you" in unsent.text) == (422, True)
    assert desk.post(path, seal=seal).status == 422  # nobody said that they looked
    assert desk.post(path, seal="0" * 64, looked="yes").status == 409
    assert desk.post("/together/nothing", seal=seal, looked="yes").status == 404
    assert desk.post(path, seal=seal, looked="yes").headers["location"] == "/together?done=accept"
    with Case.open(root) as case:
        made = case.decisions()
        assert {d.fact_id for d in made} == set(row["facts"])
        assert len({d.id for d in made}) == len(ROWS)
        assert all(f"accepted together {row['id']}: {len(ROWS)}" in d.reason for d in made)
    assert json.loads(desk.get("/together.json").text) == []
    assert desk.post("/undo").status == 303
    assert desk.post("/undo").status == 400
    assert only(desk) == row
    with Case.open(root) as case:
        assert [d.verdict for d in case.decisions()[len(ROWS) :]] == ["withdrawn"] * len(ROWS)
        case.sound_log()


def test_what_a_story_rests_on_or_somebody_decided_is_in_no_group(
    desk: Visitor, root: Path, second: SigningKey
) -> None:
    row = only(desk)
    used, decided, mine = row["facts"][:3]
    (root / "drafts" / "claims.toml").write_text(
        f'[award]\nkind = "amount"\nfacts = ["{used}"]\n', encoding="utf-8"
    )
    assert desk.post(f"/decide/{decided}", verdict="reject").status == 303
    other = visitor(root, second)
    assert other.post(f"/decide/{mine}", verdict="accept").status == 303
    leave(other)
    assert not {used, decided, mine} & set(only(desk)["facts"])
    seal = seal_of(desk, row["id"])
    assert desk.post(f"/together/{row['id']}", seal=seal, looked="yes").status in (404, 409)


def test_a_cell_that_is_chosen_is_read_in_the_unit_of_its_table(root: Path) -> None:
    with Case.open(root) as case:
        line = next(f for f in case.derived.facts("budget_line") if "amount" in f.fields)
        found = redrawn(case, line, "amount", "p1 quote 1000")
        assert (found.value, found.currency) == ("10000000", "CNY")
        assert {a.role: a.quote for a in found.anchors}["unit"].endswith("万元")
        with pytest.raises(UsageError, match="do not follow one another"):
            redrawn(case, line, "amount", "p1 box 0 0 130 2000")  # the first columns of all rows


def test_one_that_is_decided_anew_is_taken_back_by_itself(desk: Visitor, root: Path) -> None:
    row = only(desk)
    form = {"seal": seal_of(desk, row["id"]), "looked": "yes"}
    assert desk.post(f"/together/{row['id']}", **form).status == 303
    one = row["facts"][0]
    assert desk.post(f"/decide/{one}", verdict="reject").status == 303
    assert desk.post("/undo").status == 303
    statuses = {r["id"]: r["status"] for r in json.loads(desk.get("/facts.json").text)}
    assert {statuses[i] for i in row["facts"]} == {"accepted"}
    assert desk.post("/undo").status == 303
    statuses = {r["id"]: r["status"] for r in json.loads(desk.get("/facts.json").text)}
    assert {statuses[i] for i in row["facts"]} == {"proposed"}
    with Case.open(root) as case:
        case.sound_log()


@pytest.mark.parametrize(
    ("reasons", "confidence", "told"),
    [
        (("205 = sum of its 2 rows (amount)",), 0.98, "sums that hold"),
        (("a table's head names it",), 0.95, "a table's head names it"),
        (("does not hold: 205 = sum of its 2 rows (amount)",), 0.98, ""),
        (("no sum to check it by",), 0.98, ""),
        (("a table's head names it", "a word it stands on was recognised with doubt"), 0.95, ""),
        (("a table's head names it",), 0.8, ""),
        ((), 0.98, ""),
    ],
)
def test_support_is_what_speaks_for_a_fact_and_nothing_against(
    reasons: tuple[str, ...], confidence: float, told: str
) -> None:
    one = replace(fact("budget_line", amount="1"), reasons=reasons, confidence=confidence)
    assert support_of(one) == told

"""Corrections by pointing: words of the page become a value and its proof, or are refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from desk_visitor import leave, visitor
from papertrace.casefile import Case
from papertrace.errors import UsageError
from papertrace.model import state_of
from papertrace.workflow.deciding import Sight, decide
from papertrace.workflow.listing import reviewed
from papertrace.workflow.redrawing import redrawn
from papertrace.workflow.undoing import undo

if TYPE_CHECKING:
    from pathlib import Path

    from desk_visitor import Visitor
    from papertrace.casefile import SigningKey
    from papertrace.model import Fact, Page


def award(case: Case) -> tuple[Fact, Page]:
    fact = next(f for f in case.derived.facts("award") if "amount" in f.fields)
    page = case.derived.page(fact.digest, 1)
    assert page is not None
    return fact, page


def box_of(page: Page, quote: str) -> str:
    start = page.text.index(quote)
    words = [w for w in page.words if start <= w.start < start + len(quote)]
    x0, x1 = min(w.box.x0 for w in words), max(w.box.x1 for w in words)
    top, bottom = min(w.box.top for w in words), max(w.box.bottom for w in words)
    return f"p1 box {x0 - 2:.2f} {top - 2:.2f} {x1 + 2:.2f} {bottom + 2:.2f}"


def row_of(desk: Visitor, fact: str) -> dict[str, Any]:
    rows = json.loads(desk.get("/facts.json").text)
    row: dict[str, Any] = next(r for r in rows if r["id"] == fact)
    return row


def test_a_drawn_box_gives_value_and_proof(desk: Visitor, root: Path) -> None:
    with Case.open(root) as case:
        fact, page = award(case)
        name = box_of(page, "砚水示例站设备采购项目中标公告")
        number = box_of(page, "2650000.00元")
    path = f"/decide/{fact.id}"
    form = {"verdict": "correct", "page": "1", "value__amount": "2650000", "spot__amount": number}
    answer = desk.post(path, **form)
    assert (answer.status, answer.headers["location"]) == (303, f"{path}?done=correct")
    with Case.open(root) as case:
        (decision,) = case.decisions()
        (accepted,) = reviewed(case).accepted
        proof = [a for a in accepted.anchors if a.field == "amount" and not a.role]
        assert [a.quote for a in proof] == ["2650000.00元"]
        assert decision.fields["amount"].value == "2650000"
        page = award(case)[1]
        assert {state_of(page, a) for a in accepted.anchors} == {"sound"}
        case.sound_log()
    refused = desk.post(path, verdict="correct", page="1", spot__amount=name)
    assert refused.status == 400
    assert "cannot be read by itself" in refused.text
    assert desk.post("/undo").status == 303
    assert row_of(desk, fact.id)["status"] == "proposed"


def test_words_are_named_by_their_places_or_typed(desk: Visitor, root: Path) -> None:
    with Case.open(root) as case:
        fact, page = award(case)
        at = next(n for n, w in enumerate(page.words) if w.start >= page.text.index("砚水示例设备"))
        last = next(n for n, w in enumerate(page.words) if w.end >= page.text.index("公司") + 2)
        told = f"p1 words {last}-{at}"  # taken from the end to the beginning
        assert redrawn(case, fact, "supplier", told).value == "砚水示例设备有限公司"
    form = {"verdict": "correct", "page": "1", "words__supplier": "示例设备有限公司"}
    form["typed__amount"] = "2650000"  # a draft rests on it
    assert desk.post(f"/decide/{fact.id}", **form).status == 303
    assert row_of(desk, fact.id)["fields"]["supplier"]["value"] == "示例设备有限公司"


@pytest.mark.parametrize(
    ("name", "told", "why"),
    [
        ("amount", "p1 quote YS-2031-002", "does not stand"),
        ("amount", "p1 quote 项目", "more than once"),
        ("amount", "p9 quote 项目", "No words"),
        ("amount", "p1 box 0 0 1 1", "no words in this box"),
        ("amount", "somewhere", "No words"),
        ("nothing", "p1 quote YS-2031-001", "no field"),
    ],
)
def test_what_names_no_words_is_refused(root: Path, name: str, told: str, why: str) -> None:
    with Case.open(root) as case, pytest.raises(UsageError, match=why):
        redrawn(case, award(case)[0], name, told)


def test_typed_and_drawn_must_agree(root: Path, first: SigningKey) -> None:
    with Case.open(root) as case:
        fact, _ = award(case)
        spots = {"amount": "p1 quote 2650000.00元"}
        with pytest.raises(UsageError, match="you typed 3000000"):
            decide(
                case, [fact.id], "correct", {"amount": "3000000"}, first, seen=Sight("", "", spots)
            )
        unread = {"amount": "p1 quote 砚水示例设备有限公司"}
        seen = Sight("", "", unread)
        (made,) = decide(case, [fact.id], "correct", {"amount": "3000000"}, first, seen=seen)
        assert made.fields["amount"].written == "砚水示例设备有限公司"
        decide(case, [fact.id], "reject", {}, first)
        undo(case, first)
        again = case.decisions()[-1]
        assert (again.verdict, again.anchors) == ("corrected", made.anchors)


def test_the_second_person_sees_the_drawn_box_and_the_proof_stays(
    desk: Visitor, root: Path, second: SigningKey
) -> None:
    with Case.open(root) as case:
        fact, page = award(case)
        top = min(a.boxes[0].top for a in fact.anchors if a.field == "amount")
        spot = box_of(page, "YS-2031-001")
        drawn = redrawn(case, fact, "amount", spot).anchors[0].boxes[0]
        assert abs(drawn.top - top) > 10
    form = {"verdict": "correct", "value__amount": "2031001", "spot__amount": spot}
    assert desk.post(f"/decide/{fact.id}", page="1", **form).status == 303
    other = visitor(root, second)
    shown = other.get(f"/decide/{fact.id}").text
    assert f'y="{round(drawn.top - 1, 2)}"' in shown
    assert "2031001" not in shown.replace("YS-2031-001", "")
    typed = {"verdict": "correct", "value__amount": "2031001"}
    typed["typed__supplier"] = fact.fields["supplier"].value
    assert other.post(f"/decide/{fact.id}", **typed).status == 303
    leave(other)
    with Case.open(root) as case:
        (accepted,) = reviewed(case).accepted
        assert len(accepted.reviewers) == 2
        assert "YS-2031-001" in {a.quote for a in accepted.anchors if a.field == "amount"}

"""Questions at the desk: what is asked, what an answer records, and taking it back."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from desk_visitor import leave, visitor
from papertrace.analyse.funding_pairs import funding_pairs
from papertrace.casefile import Case
from papertrace.errors import UsageError
from papertrace.model import Fact, Field, Purchase, PurchaseStage
from papertrace.read import sandbox
from papertrace.workflow import answering, vouching
from papertrace.workflow.adding import add
from papertrace.workflow.asking import asked
from papertrace.workflow.building import build
from papertrace.workflow.copying import pair_rows
from papertrace.workflow.deciding import Sight, decide
from papertrace.workflow.lapsed import lapsed_rows
from papertrace.workflow.resolving import purchase_rows
from papertrace.workflow.undoing import undo

if TYPE_CHECKING:
    from pathlib import Path

    from desk_visitor import Visitor
    from papertrace.casefile import SigningKey

CONTRACT = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>合同公告</title></head><body>
<h1>砚水示例站设备采购项目合同公告</h1><p>一、合同编号：YS-HT-7</p>
<p>采购人：砚水示例站</p><p>项目名称：砚水示例站设备采购项目</p>
<p>供应商名称：砚水示例设备有限责任公司</p><p>合同金额：2650000.00元</p></body></html>"""


def rows(desk: Visitor, about: str) -> list[dict[str, Any]]:
    told = json.loads(desk.get("/questions.json").text)["questions"]
    return [r for r in told if r["about"] == about]


def companies(desk: Visitor) -> list[dict[str, Any]]:
    return [r for r in rows(desk, "same") if "公司" in r["left"] and r["left"] != r["right"]]


@pytest.fixture
def more(root: Path, first: SigningKey, tmp_path: Path) -> None:
    """Add a contract whose supplier is spelled otherwise, and a copy of it."""
    (tmp_path / "contract.html").write_text(CONTRACT, encoding="utf-8")
    (tmp_path / "copy.html").write_text(CONTRACT.replace("<p>一、", "<p>一、 "), encoding="utf-8")
    with Case.open(root) as case:
        list(add(case, [tmp_path / "contract.html", tmp_path / "copy.html"], first))
        list(build(case, jobs=1, limits=sandbox.Limits()))


@pytest.mark.usefixtures("more")
def test_an_answer_is_the_judgement_of_the_command_line(desk: Visitor, root: Path) -> None:
    (row,) = companies(desk)
    assert row["left"] == "砚水示例设备有限公司"
    assert row["right"].partition("#")[0] == "砚水示例设备有限责任公司"  # of one document
    page = desk.get(f"/questions/{row['id']}")
    assert (page.status, page.text.count("<figure")) == (200, 2)
    answer = desk.post(f"/questions/{row['id']}", verdict="same", reason="one address")
    assert answer.status == 303
    assert companies(desk) == []
    with Case.open(root) as case:
        (judged,) = case.judgements()
        assert (judged.verdict, judged.reason) == ("same", "one address")
        assert {judged.subject, judged.other} == {row["left"], row["right"]}
    assert desk.post(f"/questions/{row['id']}", verdict="different").status == 400
    assert desk.post("/unanswer").status == 303
    assert companies(desk) == [row]
    assert desk.post(f"/questions/{row['id']}", verdict="perhaps").status == 400
    assert desk.post(f"/questions/{row['id']}", verdict="different").status == 303
    assert companies(desk) == []
    assert desk.post("/unanswer").status == 303
    assert desk.post("/unanswer").status == 400
    with Case.open(root) as case:
        assert [j.verdict for j in case.judgements()] == ["same", "open", "different", "open"]
        case.sound_log()


@pytest.mark.usefixtures("more")
def test_copies_are_asked_about_and_the_answer_is_listed(desk: Visitor, root: Path) -> None:
    (row,) = rows(desk, "copy")
    assert {row["left"], row["right"]} == {"contract.html", "copy.html"}
    assert desk.post(f"/questions/{row['id']}", verdict="copy").status == 303
    assert rows(desk, "copy") == []
    with Case.open(root) as case:
        assert [r.get("judged") for r in pair_rows(case)] == ["copy"]


@pytest.mark.usefixtures("more")
def test_notices_of_one_name_and_buyer_are_one_purchase_if_a_person_says_so(
    desk: Visitor, root: Path
) -> None:
    found = rows(desk, "purchase")
    with Case.open(root) as case:
        before = len(purchase_rows(case))
    assert found
    assert desk.post(f"/questions/{found[0]['id']}", verdict="purchase").status == 303
    with Case.open(root) as case:
        assert len(purchase_rows(case)) == before - 1


def test_documents_behind_accepted_facts_are_asked_about(desk: Visitor, root: Path) -> None:
    assert rows(desk, "origin") == []
    fact = next(r for r in json.loads(desk.get("/facts.json?kind=award").text))
    assert desk.post(f"/decide/{fact['id']}", verdict="accept", typed__amount="2650000").status
    (row,) = rows(desk, "origin")
    assert desk.post(f"/questions/{row['id']}", verdict="third-party").status == 303
    assert rows(desk, "origin") == []
    (form,) = rows(desk, "form")
    assert desk.post(f"/questions/{form['id']}", verdict="form", other="novel").status == 400
    assert desk.post(f"/questions/{form['id']}", verdict="form", other="other").status == 303
    assert rows(desk, "form") == []
    with Case.open(root) as case:
        assert [(j.verdict, j.other) for j in case.judgements()] == [
            ("third-party", ""),
            ("form", "other"),
        ]


def test_a_translation_is_read_by_another_person(
    desk: Visitor, root: Path, first: SigningKey, second: SigningKey
) -> None:
    with Case.open(root) as case:
        for words in ("tender award", "award notice"):
            made = vouching.translate(
                case, "notice.html", 1, "中标公告", words, key=first, language="en"
            )
    assert rows(desk, "translation") == []
    other = visitor(root, second)
    told = rows(other, "translation")
    assert len(told) == 2
    mine = next(r for r in told if "award notice" in r["grounds"][1])
    assert other.post(f"/questions/{mine['id']}", verdict="second").status == 303
    assert other.post("/unanswer").status == 400
    (left,) = rows(other, "translation")
    form = {"verdict": "own", "words": "notice of the award"}
    assert other.post(f"/questions/{left['id']}", **form).status == 303
    assert rows(other, "translation") == []
    leave(other)
    with Case.open(root) as case:
        read = {t.words: bool(t.second_reader) for t in case.ledger().translations}
        assert read == {"tender award": False, "award notice": True, "notice of the award": False}
        assert made.id


def test_money_and_purchase_are_asked_about_by_name_body_and_year() -> None:
    fields = {"body": "砚水示例站", "project": "2030年设备更新经费", "year": "2030"}
    told = {name: Field(value, value) for name, value in fields.items()}
    fact = Fact("f" * 64, "e" * 64, "project_budget", told, (), "budget@1", 1.0)
    stage = PurchaseStage("awarded", (), ("d" * 64,), "2031-02-01")

    def bought(name: str, buyer: str = "砚水示例站", date: str = "2031-02-01") -> Purchase:
        one = PurchaseStage(stage.stage, (), stage.documents, date)
        return Purchase("p" * 16, "", name, buyer, (one,))

    alike = bought("砚水示例站设备更新采购项目")
    (found,) = funding_pairs([fact], [alike], [])
    assert (found.kind, found.left, found.right) == ("funding", fact.id, "d" * 64)
    for other in (
        bought("食堂食材采购项目"),
        bought("设备更新项目", buyer="砚山示例站"),
        bought("设备更新项目", date="2029-02-01"),
    ):
        assert funding_pairs([fact], [other], []) == ()


def test_what_lost_its_ground_is_listed_and_does_not_stop_undo(
    root: Path, first: SigningKey
) -> None:
    with Case.open(root) as case:
        fact = next(f for f in case.derived.facts("award") if "amount" in f.fields)
        notice = next(iter(case.derived.facts("notice")))
        decide(case, [notice.id], "accept", {}, first)
        spots = {"amount": "p1 quote 2650000.00元"}
        decide(case, [fact.id], "correct", {}, first, seen=Sight("2650000", "", spots))
        assert lapsed_rows(case) == []
        whole = case.derived.whole(fact.digest)
        assert whole is not None
        gone = tuple(f for f in whole.facts if f.id != fact.id)
        case.derived.put(replace(whole, facts=gone))
        (row,) = lapsed_rows(case)
        assert (row["state"], row["id"], row["pages"]) == ("stale", fact.id, [1])
        last, _ = undo(case, first)
        assert last.fact_id == notice.id
        with pytest.raises(UsageError, match="nothing of yours"):
            undo(case, first)
        assert answering.undoable(case, first) == ()
        assert all(q.about != "origin" for q in asked(case, first))

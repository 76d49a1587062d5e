"""Decisions at the desk: what must be typed, what the second person sees, and taking back."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest

from desk_visitor import leave, visitor, writing
from papertrace.casefile import Case
from papertrace.cli import main
from papertrace.workflow import deciding, reviewing
from papertrace.workflow.seeing import Doubt
from papertrace.workflow.undoing import undo

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from desk_visitor import Visitor
    from papertrace.casefile import SigningKey
    from papertrace.model import Decision, Fact


@pytest.fixture
def other(root: Path, second: SigningKey) -> Iterator[Visitor]:
    """Open the desk of the same case for the second person."""
    one = visitor(root, second)
    yield one
    leave(one)


def award(desk: Visitor) -> dict[str, Any]:
    rows = json.loads(desk.get("/facts.json?kind=award").text)
    row: dict[str, Any] = next(r for r in rows if "amount" in r["fields"])
    return row


def decisions(root: Path) -> tuple[Decision, ...]:
    with Case.open(root) as case:
        case.sound_log()
        return case.decisions()


def misreadings(root: Path) -> list[tuple[str, ...]]:
    with Case.open(root) as case:
        return [m.fields for m in case.ledger().misreadings]


def why(desk: Visitor, fact: str) -> list[str] | None:
    rows = json.loads(desk.get("/decide.json").text)
    return next((r["why"] for r in rows if r["id"] == fact), None)


def test_a_figure_that_a_claims_query_will_add_up_is_typed_too(desk: Visitor, root: Path) -> None:
    row = award(desk)
    query = "select sum(amount) as value from award"
    claims = f"[award]\nkind = \"amount\"\nsql = '{query}'\n"
    (root / "drafts" / "claims.toml").write_text(claims, encoding="utf-8")
    assert why(desk, row["id"]) == ["a draft rests on it"]
    assert desk.post(f"/decide/{row['id']}", verdict="accept").status == 422
    claims = claims.replace("from award", "from budget_line")
    (root / "drafts" / "claims.toml").write_text(claims, encoding="utf-8")
    assert why(desk, row["id"]) != ["a draft rests on it"]


def test_a_figure_of_the_story_is_typed_before_it_is_accepted(desk: Visitor, root: Path) -> None:
    row = award(desk)
    path = f"/decide/{row['id']}"
    assert why(desk, row["id"]) == ["a draft rests on it"]
    assert 'name="typed.amount"' in desk.get(path).text
    assert desk.post(path, verdict="accept").status == 422
    answer = desk.post(path, verdict="accept", typed__amount="2650001")
    assert answer.status == 422
    assert 'value="2650001"' in answer.text  # what was typed is not lost
    assert decisions(root) == ()
    picture = desk.get(f"/pictures/{row['document']['sha256']}/1/page")
    assert desk.post(path, verdict="accept", typed__amount="2,650,000.00").status == 303
    (made,) = decisions(root)
    assert (made.verdict, made.channel) == ("accepted", "desk")
    assert made.seen_sha256 == hashlib.sha256(picture.body).hexdigest()
    assert why(desk, row["id"]) is None


def test_nothing_is_accepted_before_its_picture_was_sent(desk: Visitor, root: Path) -> None:
    row = award(desk)
    form = {"verdict": "accept", "page": "1", "typed__amount": "2650000"}
    answer = desk.send(f"/decide/{row['id']}", **form)
    assert (answer.status, "was not sent to you" in answer.text) == (422, True)
    assert decisions(root) == ()
    desk.get(f"/pictures/{row['document']['sha256']}/1/thumbnail")
    assert desk.send(f"/decide/{row['id']}", **form).status == 422
    desk.get(f"/pictures/{row['document']['sha256']}/1/page")
    assert desk.send(f"/decide/{row['id']}", **form).status == 303


def test_one_key_is_not_enough_once_a_draft_rests_on_it(desk: Visitor, root: Path) -> None:
    row, claims = award(desk), root / "drafts" / "claims.toml"
    told = claims.read_text(encoding="utf-8")
    claims.write_text("", encoding="utf-8")
    assert desk.post(f"/decide/{row['id']}", verdict="accept").status == 303
    assert why(desk, row["id"]) is None
    claims.write_text(told, encoding="utf-8")
    assert why(desk, row["id"]) == ["a draft rests on it", "accepted with one key before that"]
    page = desk.get("/drafts/story.md").text
    assert f'href="/decide/{row["id"]}">award 1</a>' in page
    assert desk.post(f"/decide/{row['id']}", verdict="accept").status == 422
    read = {"verdict": "accept", "typed__amount": "2650000"}
    assert desk.post(f"/decide/{row['id']}", **read).status == 303
    assert why(desk, row["id"]) is None
    assert "with one key" not in desk.get("/drafts/story.md").text
    assert [d.read for d in decisions(root)] == [(), ("amount",)]
    assert desk.post("/undo").status == 303  # back to the first acceptance, which nobody read
    assert why(desk, row["id"]) is not None


def test_wrong_readings_are_noted_without_a_value_and_end(
    desk: Visitor, other: Visitor, root: Path
) -> None:
    path = f"/decide/{award(desk)['id']}"
    assert desk.post(path, verdict="accept", typed__amount="2650000").status == 303
    name = {"typed__supplier": "砚水示例设备有限公司"}
    for guess in ("2650001", "2650002", "2650003"):
        answer = other.post(path, verdict="accept", typed__amount=guess, **name)
        assert "is not what is proposed" in answer.text
    assert misreadings(root) == [("amount",)] * 3
    for said in ({"verdict": "accept"}, {"verdict": "correct", "value__lot": "2"}):
        last = other.post(path, typed__amount="2650000", **said, **name)
        assert last.status in (400, 422)
    assert "3 times already" in other.post(path, verdict="accept", typed__amount="1", **name).text
    assert len(decisions(root)) == 1
    words = {"words__amount": "2650000.00", "words__supplier": name["typed__supplier"]}
    assert other.post(path, verdict="correct", page="1", **words).status == 303
    told = json.loads(desk.get("/rates.json").text)["agreement"]
    assert {r["field"]: (r["count"], r["of"]) for r in told} == {
        "all": (1, 2), "(is it a fact)": (1, 1), "award.amount": (0, 1), "award.supplier": (1, 1),
    }  # fmt: skip
    with Case.open(root) as case:
        assert "265000" not in str([e.body for e in case.entries("misreading")])
        case.sound_log()


def test_a_correction_that_changes_nothing_is_no_second_reading(
    desk: Visitor, other: Visitor, root: Path
) -> None:
    path = f"/decide/{award(desk)['id']}"
    assert desk.post(path, verdict="accept", typed__amount="2650000").status == 303
    fields = {f"value__{n}": f["value"] for n, f in award(desk)["fields"].items()}
    hidden = {"value__amount": "", "value__supplier": ""}
    told = {"value__amount": "2659999", "value__supplier": "砚水示例设备有限公司"}
    assert other.send(path, verdict="correct", page="1", **told).status == 422  # nothing was sent
    assert other.post(path, verdict="correct", **(fields | hidden)).status in (400, 422)
    assert other.post(path, verdict="correct", value__amount="2659999").status == 422
    assert misreadings(root) == []
    assert len(decisions(root)) == 1
    assert other.post(path, verdict="correct", page="1", **told).status == 303
    assert decisions(root)[-1].read == ("supplier", "amount")


def test_what_is_filled_in_is_not_read(desk: Visitor, root: Path) -> None:
    row = award(desk)
    path = f"/decide/{row['id']}"
    fields = {f"value__{n}": f["value"] for n, f in row["fields"].items()}
    assert "Nothing is changed" in desk.post(path, verdict="correct", **fields).text
    other = fields | {"value__supplier": "砚水示例船舶有限公司"}
    assert desk.post(path, verdict="correct", **other).status == 422  # the figure is not read
    assert desk.post(path, verdict="correct", typed__amount="2650000", **other).status == 303
    (made,) = decisions(root)
    assert set(made.read) == {"amount", "supplier"}


def test_head_is_not_seeing(desk: Visitor) -> None:
    row = award(desk)
    place = f"/pictures/{row['document']['sha256']}/1/page"
    assert desk.ask("HEAD", place, desk.own()).status == 200
    form = {"verdict": "accept", "typed__amount": "2650000"}
    assert desk.send(f"/decide/{row['id']}", **form).status == 422


def test_a_claim_names_its_facts_in_any_case_and_check_says_what_nobody_read(
    desk: Visitor, root: Path
) -> None:
    row, claims = award(desk), root / "drafts" / "claims.toml"
    told = claims.read_text(encoding="utf-8")
    claims.write_text("", encoding="utf-8")
    assert desk.post(f"/decide/{row['id']}", verdict="accept").status == 303
    claims.write_text(told.replace(row["id"], row["id"][:16].upper()), encoding="utf-8")
    assert why(desk, row["id"]) == ["a draft rests on it", "accepted with one key before that"]
    codes = {
        f["code"]: f["severity"]
        for f in json.loads(desk.get("/drafts/story.md.json").text)["findings"]
    }
    assert codes["PT513"] == "error"
    claims.write_text('[award]\nkind = "count"\nwhere = { kind = "award" }\n', encoding="utf-8")
    assert why(desk, row["id"]) is None  # counted, not named
    found = json.loads(desk.get("/drafts/story.md.json").text)["findings"]
    assert {f["severity"] for f in found if f["code"] == "PT513"} <= {"warning"}


@pytest.mark.parametrize(
    "claims",
    ['[c]\nkind = "count"\nwhere = { kind = ["award"] }\n', f"[c]\nx = {'[' * 3000}{']' * 3000}\n"],
)
def test_claims_that_are_none_stop_no_page_of_the_desk(
    desk: Visitor, root: Path, claims: str
) -> None:
    (root / "drafts" / "claims.toml").write_text(claims, encoding="utf-8")
    for path in ("/", "/decide", "/decide.json", "/together", "/overview.json"):
        assert desk.get(path).status == 200, path


@pytest.mark.parametrize(
    "claim",
    [
        'kind = "comparison"\nleft = ["{}"]\nright = ["{}"]',
        'kind = "amount"\nsql = "select amount as value from award where fact_id = \'{}\'"',
    ],
)
def test_who_names_a_fact_in_any_way_has_it_read(desk: Visitor, root: Path, claim: str) -> None:
    row = award(desk)
    (root / "drafts" / "claims.toml").write_text("", encoding="utf-8")
    assert desk.post(f"/decide/{row['id']}", verdict="accept").status == 303
    told = f"[award]\n{claim.replace('{}', row['id'])}\n"
    (root / "drafts" / "claims.toml").write_text(told, encoding="utf-8")
    assert "accepted with one key before that" in (why(desk, row["id"]) or [])


def test_taking_back_by_command_makes_no_reading_of_one_key(
    desk: Visitor, root: Path, first: SigningKey
) -> None:
    row, claims = award(desk), root / "drafts" / "claims.toml"
    told = claims.read_text(encoding="utf-8")
    claims.write_text("", encoding="utf-8")
    for verdict in ("accept", "reject"):
        assert desk.post(f"/decide/{row['id']}", verdict=verdict).status == 303
    with Case.open(root) as case:
        undo(case, first)
    claims.write_text(told, encoding="utf-8")
    assert award(desk)["status"] == "accepted"
    assert "accepted with one key before that" in (why(desk, row["id"]) or [])


def test_a_rejection_takes_one_key_and_every_step_can_be_taken_back(
    desk: Visitor, root: Path
) -> None:
    fact = award(desk)["id"]
    assert desk.post(f"/decide/{fact}", verdict="reject").status == 303
    assert award(desk)["status"] == "rejected"
    corrected = desk.post(f"/decide/{fact}", verdict="correct", value__amount="2650001")
    assert corrected.status == 303
    assert award(desk)["fields"]["amount"]["value"] == "2650001"
    back = desk.post("/undo")
    assert (back.status, back.headers["location"]) == (303, f"/decide/{fact}?done=undo")
    assert award(desk)["status"] == "rejected"
    assert desk.post("/undo").status == 303
    assert award(desk)["status"] == "proposed"
    assert desk.post("/undo").status == 400
    assert [d.verdict for d in decisions(root)] == [
        "rejected",
        "corrected",
        "rejected",
        "withdrawn",
    ]


def test_the_second_person_reads_the_figure_without_seeing_the_first_ones(
    desk: Visitor, other: Visitor, root: Path
) -> None:
    fact = award(desk)["id"]
    path = f"/decide/{fact}"
    changed = {"value__amount": "2659999", "typed__amount": "2650000"}
    assert desk.post(path, verdict="correct", **changed).status == 303
    shown = other.get(path).text
    for figure in ("2659999", "2,659,999", "2,650,000", 'value="2650000"'):
        assert figure not in shown
    assert shown.count(">read it on the page<") == 2  # the figure and the name
    assert "<b>砚水示例设备有限公司</b>" not in shown
    assert 'value="砚水示例设备有限公司"' not in shown
    assert other.post(path, verdict="accept").status == 422
    name = {"typed__supplier": "砚水示例设备有限公司"}
    assert other.post(path, verdict="accept", typed__amount="2659999", **name).status == 422
    assert misreadings(root) == []  # it is what the first person read
    assert other.post(path, verdict="accept", typed__amount="2650000").status == 422
    assert other.post(path, verdict="accept", typed__amount="2650000", **name).status == 303
    assert award(desk)["status"] == "proposed"
    for one in (desk, other):
        assert why(one, fact) == ["people disagree", "a draft rests on it"]
    assert desk.post(path, verdict="accept", typed__amount="2650000").status == 303
    assert award(desk)["status"] == "accepted"
    for one in (desk, other):
        assert why(one, fact) is None
    assert len({d.reviewer for d in decisions(root)}) == 2


def test_what_cannot_be_is_refused_and_kept_on_the_page(desk: Visitor, root: Path) -> None:
    fact = award(desk)["id"]
    answer = desk.post(f"/decide/{fact}", verdict="correct", value__amount="三百")
    assert answer.status == 400
    assert 'value="三百"' in answer.text
    assert desk.post(f"/decide/{fact}", verdict="perhaps").status == 400
    assert desk.post(f"/decide/{fact}", verdict="correct").status == 400
    assert desk.post(f"/decide/{'0' * 64}", verdict="accept").status == 404
    assert desk.get("/decide/nothing").status == 404
    assert decisions(root) == ()


def test_many_at_once_lose_nothing(desk: Visitor, other: Visitor, root: Path) -> None:
    rows = json.loads(desk.get("/facts.json").text)
    body = b"verdict=reject"
    for one in (desk, other):
        own, form = one.own(), one.own() | writing(body)
        asked = [("POST", f"/decide/{r['id']}", form, body) for r in rows for _ in range(3)]
        asked += [("GET", path, own, b"") for path in ("/", "/decide", "/documents", "/facts")]
        assert {a.status for a in one.ask_all(asked)} <= {200, 303}
    made = decisions(root)
    assert len(made) == 2 * 3 * len(rows)
    assert len({(d.fact_id, d.reviewer) for d in made}) == 2 * len(rows)


def test_what_the_picture_shows_otherwise_is_asked_for(
    desk: Visitor, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = json.loads(desk.get("/facts.json").text)
    row = next(r for r in rows if why(desk, r["id"]) == ["low confidence"])
    path, field = f"/decide/{row['id']}", next(iter(row["fields"]))
    assert "typed." not in desk.get(path).text

    def doubted(_: Case, facts: Iterable[Fact]) -> dict[str, tuple[Doubt, ...]]:
        return {f.id: (Doubt(field, "PT347", "It reads otherwise."),) for f in facts}

    for place in (reviewing, deciding):
        monkeypatch.setattr(place, "doubts", doubted)
    answer = desk.post(path, verdict="accept")
    assert answer.status == 422
    assert f'name="typed.{field}"' in answer.text
    assert "PT347" in answer.text
    assert decisions(root) == ()
    form = {f"typed__{field}": row["fields"][field]["written"]}
    assert desk.post(path, verdict="accept", **form).status == 303
    assert "PT347" in decisions(root)[0].reason


def test_the_command_line_takes_back_what_the_desk_decided(
    desk: Visitor, root: Path, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAPERTRACE_HOME", str(made))
    fact = award(desk)["id"]
    assert desk.post(f"/decide/{fact}", verdict="reject").status == 303
    assert main(["decide", "undo", "--by", "first", "--case", str(root)]) == 0
    assert award(desk)["status"] == "proposed"
    assert main(["decide", "undo", "--by", "first", "--case", str(root)]) == 2


def test_a_queue_is_narrowed_and_stays_so(desk: Visitor) -> None:
    row = award(desk)
    digest, every = row["document"]["sha256"], json.loads(desk.get("/decide.json").text)
    some = json.loads(desk.get(f"/decide.json?kind=award&document={digest}").text)
    assert {r["kind"] for r in some} == {"award"} < {r["kind"] for r in every}
    notice = next(r["id"] for r in every if r["kind"] == "notice")
    answer = desk.post(f"/decide/{notice}?kind=award", verdict="reject")
    assert answer.headers["location"] == f"/decide/{some[0]['id']}?kind=award&done=reject"
    page = desk.get(f"/decide/{row['id']}?kind=award").text
    assert f'action="/decide/{row["id"]}?kind=award"' in page
    assert json.loads(desk.get(f"/decide.json?document={'0' * 64}").text) == []

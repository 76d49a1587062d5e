"""Known-wrong facts: shown as any other, never among facts or decisions, and counted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from desk_visitor import leave, visitor
from papertrace.casefile import Case
from papertrace.cli import main
from papertrace.model import Field
from papertrace.workflow.deciding import Sight, decide
from papertrace.workflow.trying import due, written_as
from papertrace.workflow.unseen import figures

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desk_visitor import Visitor
    from papertrace.casefile import SigningKey


@pytest.fixture
def tried(root: Path, first: SigningKey) -> Iterator[Visitor]:
    """Ask for a known-wrong fact after every decision, and accept the award."""
    config = root / "case.toml"
    words = config.read_text(encoding="utf-8")
    config.write_text(words.replace("known_wrong = 0 ", "known_wrong = 1 "), encoding="utf-8")
    one = visitor(root, first)
    assert json.loads(one.get("/rates.json").text)["known_wrong"] == 1
    award = next(r for r in rows(one, "/facts.json?kind=award") if "amount" in r["fields"])
    form = {"verdict": "accept", "typed__amount": "2650000"}
    assert one.post(f"/decide/{award['id']}", **form).status == 303
    yield one
    leave(one)


def rows(desk: Visitor, path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(desk.get(path).text)
    return found


def wrong(desk: Visitor) -> dict[str, Any]:
    """Give the one fact of the queue that is none of the case."""
    known = {r["id"] for r in rows(desk, "/facts.json")}
    (one,) = [r for r in rows(desk, "/decide.json") if r["id"] not in known]
    return one


def test_it_looks_like_any_other_and_reaches_nothing(
    tried: Visitor, root: Path, first: SigningKey
) -> None:
    one = wrong(tried)
    page = tried.get(f"/decide/{one['id']}")
    assert page.status == 200
    assert "known" not in page.text.partition("<main")[2]
    shown = {"6,250,000", "2,560,000", "砚水示例站"}
    assert any(words in page.text for words in shown)
    with Case.open(root) as case:
        facts, decisions = list(case.derived.facts()), case.decisions()
    assert one["id"] not in {f.id for f in facts}
    assert f'href="/decide/{one["id"]}"' in tried.get("/decide").text
    path = f"/decide/{one['id']}"
    assert tried.get(f"/facts/{one['id']}").status == 303
    assert one["typed"] == ["amount"]  # as the one it was made from, which a draft rests on
    assert tried.post(path, verdict="accept").status == 422
    true = tried.post(path, verdict="accept", typed__amount="2650000")
    assert (true.status, "is not what is proposed" in true.text) == (422, True)
    with Case.open(root) as case:
        made = due(case, first)
        assert made is not None
        assert made.field == "amount"
        assert case.ledger().trials == []
    value = made.fact.fields["amount"].value
    answer = tried.post(path, verdict="accept", typed__amount=value)
    assert (answer.status, "done=not+noticed" in answer.headers["location"]) == (303, True)
    assert "known to be wrong" in tried.get(answer.headers["location"]).text
    with Case.open(root) as case:
        assert case.decisions() == decisions
        assert list(case.derived.facts()) == facts
        (trial,) = case.ledger().trials
        assert (trial.verdict, trial.noticed) == ("accept", False)
        assert not any(
            v in str(e.body) for e in case.entries("trial") for v in ("6250000", "2560000")
        )
        case.sound_log()
    assert tried.get(f"/decide/{one['id']}").status == 404
    assert {r["id"] for r in rows(tried, "/decide.json")} <= {f.id for f in facts}
    assert json.loads(tried.get("/rates.json").text)["misses"][0]["count"] == 1


def test_a_correction_to_what_the_page_shows_is_noticed(
    tried: Visitor, root: Path, first: SigningKey, capsys: pytest.CaptureFixture[str]
) -> None:
    with Case.open(root) as case:
        made = due(case, first)
        assert made is not None
        source = case.derived.fact(made.source)
        assert source is not None
        true = source.fields[made.field].value
    form = {f"value__{made.field}": true}
    path = f"/decide/{made.fact.id}"
    assert tried.post(path, verdict="correct").status == 400
    assert tried.post(path, verdict="perhaps").status == 400
    answer = tried.post(path, verdict="correct", **form)
    assert "done=noticed" in answer.headers["location"]
    with Case.open(root) as case:
        (trial,) = case.ledger().trials
        assert (trial.noticed, trial.right, trial.fact_id) == (True, True, made.source)
    capsys.readouterr()
    assert main(["rates", "--json", "--case", str(root)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["misses"][0] == {
        "field": "all", "count": 0, "of": 1, "share": 0.0, "low": 0.0, "high": 0.7935,
    }  # fmt: skip
    assert first.id not in json.dumps(told)
    assert first.id not in tried.get("/rates").text.partition("<main")[2]


def test_none_is_shown_unless_asked_for(desk: Visitor, root: Path, first: SigningKey) -> None:
    with Case.open(root) as case:
        for fact in case.derived.facts():
            seen = Sight("", read=figures(fact))
            decide(case, [fact.id], "accept", {}, first, channel="desk", seen=seen)
        assert due(case, first) is None
    assert rows(desk, "/decide.json") == []


@pytest.mark.parametrize(
    ("value", "written", "wrong", "printed"),
    [
        ("26500000", "2650.00", "25600000", "2560.00"),
        ("26500000", "26,500,000.00", "25600000", "25,600,000.00"),
        ("2650", "0.2650", "2560", "0.2560"),
        ("26500000", "贰仟陆佰伍拾万元", "25600000", "25600000"),
        ("2031-03-03", "2031年3月3日", "2031-03-13", "2031-03-13"),
    ],
)
def test_a_wrong_figure_is_printed_as_the_page_prints_figures(
    value: str, written: str, wrong: str, printed: str
) -> None:
    assert written_as(Field(value, written, "CNY"), wrong) == printed


def test_nothing_claimed_is_nothing_that_holds(desk: Visitor, root: Path) -> None:
    (root / "drafts" / "empty.md").write_text("# Nothing\n", encoding="utf-8")
    told = desk.get("/drafts/empty.md").text
    assert "Nothing is claimed yet." in told
    assert "Every claim holds" not in told

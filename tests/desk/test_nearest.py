"""The order by a question on the desk: in the address, marked, and nothing missing."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from papertrace.desk.nearest import Nearest
from papertrace.read import sandbox
from papertrace.search import nearness
from papertrace.workflow.nearing import Nearness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from desk_visitor import Visitor

Q = "%E9%A1%B9%E7%9B%AE"  # 项目


def test_without_the_network_its_package_is_named(
    desk: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nearness, "version", lambda: "")
    assert 'name="like"' not in desk.get(f"/find?q={Q}").text
    told = desk.get(f"/find?q={Q}&like=boats")
    assert told.status == 400
    assert "papertrace[rank]" in told.text


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Put in the network's place one to which all is as near; give what it was shown."""
    import numpy as np  # noqa: PLC0415  (as in what is tested)

    shown: list[str] = []

    def run_many(
        _job: object, loads: Iterable[tuple[object, sandbox.Load]], *_more: object, **_named: object
    ) -> Iterator[tuple[object, sandbox.Answer]]:
        for key, load in loads:
            texts = [text for _, text in json.loads(load())]
            shown.extend(texts)
            places = np.ones((len(texts), 384), "<f2").tobytes()
            yield key, sandbox.Answer(ok=True, output=places)

    monkeypatch.setattr(nearness, "version", lambda: "a network")
    monkeypatch.setattr(sandbox, "run_many", run_many)
    return shown


def test_the_order_is_in_the_address_and_marked(desk: Visitor, network: list[str]) -> None:
    plain = json.loads(desk.get(f"/find.json?q={Q}").text)["hits"]
    assert desk.get(f"/find?like={'x' * 501}").status == 400
    assert desk.post("/find/compare", q="项目", like="x" * 501).status == 400
    assert network == []
    told = desk.post("/find/compare", q="项目", exact="", like="which boats")
    assert (told.status, told.headers["location"]) == (303, f"/find?q={Q}&like=which+boats")
    told = json.loads(desk.get(f"/find.json?q={Q}&like=which+boats").text)
    keys = plain[0].keys()
    assert [{k: h[k] for k in keys} for h in told["hits"]] == plain  # all are as near
    assert told["like"] == "which boats"
    assert told["order"] == {
        "by": "machine (a network; the table of terms): no proof",
        "pages": 1,
        "compared": 1,
        "places": len(plain),
        "placed": True,
        "next": 0,
    }
    rows = list(csv.DictReader(io.StringIO(desk.get(f"/find.csv?q={Q}&like=boats").text[1:])))
    assert {row["ordered_by"] for row in rows} == {
        "machine (a network; the table of terms): no proof"
    }
    page = desk.get(f"/find?q={Q}&like=which+boats").text
    assert 'value="which boats"' in page
    assert "a machine&#39;s and no proof" in page
    assert f"{len(plain)} places; 2 pages searched" in page
    assert f'href="/find.csv?q={Q}&amp;like=which+boats"' in page
    assert "/find/compare" not in page
    every = desk.get("/find?like=which+boats").text
    assert "2 pages; 2 pages can be searched" in every
    assert "Compare 1 more" in every
    assert every.count("<li><a href=") == 2


def test_looking_compares_no_page_and_changes_no_file(
    desk: Visitor, root: Path, network: list[str]
) -> None:
    def files() -> dict[str, bytes]:
        return {str(p): p.read_bytes() for p in root.rglob("*") if p.is_file()}

    plain = json.loads(desk.get("/find.json").text)
    pages = [f"/find{kind}?like=boats" for kind in ("", ".json", ".csv")]
    before = files()
    for page in pages:
        assert desk.get(page).status == 200
        assert desk.ask("HEAD", page, desk.own()).body == b""
    told = json.loads(desk.get("/find.json?like=boats").text)
    assert (told["order"]["compared"], told["order"]["next"]) == (0, 2)
    assert told["pages"] == plain["pages"]
    assert "Compared with the question: 0 of 2 pages." in desk.get(pages[0]).text
    assert {hit["ordered_by"].partition(":")[0] for hit in told["hits"]} == {"plain order"}
    assert network == []
    assert files() == before
    assert desk.post("/find/compare", like="boats").status == 303
    assert network
    assert "boats" not in network  # pages alone, for whatever question
    before = files()
    network.clear()
    for page in pages:
        desk.ask("HEAD", page, desk.own())
    assert network == []
    for page in (*pages, "/find?like=+boats+"):
        assert desk.get(page).status == 200
    assert network.count("boats") == 1  # its place is remembered
    assert not any("砚水" in text for text in network)
    assert files() == before


def test_one_person_compares_at_a_time_and_nobody_waits(desk: Visitor, network: list[str]) -> None:
    near = desk.app.app.state.desk.near  # type: ignore[attr-defined]  # it is a Starlette
    with near.alone() as mine:
        assert mine
        told = desk.post("/find/compare", q="项目", like="boats")
        assert told.headers["location"] == f"/find?q={Q}&like=boats&busy=1"
        assert "pages were being compared for somebody else" in desk.get("/find?like=b&busy=1").text
    assert network == []
    assert desk.post("/find/compare", like="boats").headers["location"] == "/find?like=boats"
    network.clear()
    with near._placing:  # as while another question is with the network
        page = desk.get("/find?like=boats").text
        assert "these stand in their plain order" in page
        assert page.count("<li><a href=") == 2
        assert json.loads(desk.get("/find.json?like=boats").text)["order"]["compared"] == 0
    assert network == []
    assert "Compared with the question: 2 of 2 pages." in desk.get("/find?like=boats").text


def test_the_last_few_questions_are_remembered_and_no_more(network: list[str]) -> None:
    near = Nearest()
    for number in (*range(40), 39, 8, 0):
        one = Nearness(None, str(number), 1, [], {}, {("a", 1): ((), b"")})  # type: ignore[arg-type]  # no page is asked for
        assert near.place(one)
        assert one.asked
    assert [network.count(str(n)) for n in (0, 8, 39)] == [2, 1, 1]


def test_a_phrase_that_stands_nowhere_leads_to_its_words(desk: Visitor) -> None:
    apart = "%E8%AE%BE%E5%A4%87+%E7%A0%9A%E6%B0%B4"  # 设备 砚水
    told = json.loads(desk.get(f"/find.json?q={apart}").text)
    assert told["hits"] == []
    (offer,) = told["offers"]
    assert offer["query"] == "设备 AND 砚水"
    page = desk.get(f"/find?q={apart}").text
    assert 'href="/find?q=%E8%AE%BE%E5%A4%87+AND+%E7%A0%9A%E6%B0%B4"' in page
    assert f"({offer['places']} places)" in page
    hits = json.loads(desk.get("/find.json?q=%E8%AE%BE%E5%A4%87+AND+%E7%A0%9A%E6%B0%B4").text)
    assert len(hits["hits"]) == offer["places"] > 0

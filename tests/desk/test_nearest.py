"""The order by a question on the desk: in the address, marked, and nothing missing."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from papertrace.read import sandbox
from papertrace.search import nearness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pytest

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


def test_the_order_is_in_the_address_and_marked(
    desk: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    import numpy as np  # noqa: PLC0415  (as in what is tested)

    def run_many(
        _job: object, loads: Iterable[tuple[object, sandbox.Load]], *_more: object, **_named: object
    ) -> Iterator[tuple[object, sandbox.Answer]]:
        for key, load in loads:
            count = len(json.loads(load()))
            yield key, sandbox.Answer(ok=True, output=np.ones((count, 384), "<f2").tobytes())

    monkeypatch.setattr(nearness, "version", lambda: "a network")
    monkeypatch.setattr(sandbox, "run_many", run_many)
    plain = json.loads(desk.get(f"/find.json?q={Q}").text)["hits"]
    told = json.loads(desk.get(f"/find.json?q={Q}&like=which+boats").text)
    keys = plain[0].keys()
    assert [{k: h[k] for k in keys} for h in told["hits"]] == plain  # all are as near
    assert told["like"] == "which boats"
    assert told["order"] == {
        "by": "machine (a network; the table of terms): no proof",
        "pages": 1,
        "compared": 1,
        "places": len(plain),
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
    every = desk.get("/find?like=which+boats").text
    assert "2 pages; 2 pages can be searched" in every
    assert every.count("<li><a href=") == 2
    assert desk.get(f"/find?like={'x' * 501}").status == 400


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

"""Saved queries, sums in another currency by the case's own rates, and the page that turns."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from papertrace.casefile import Case
from papertrace.errors import UsageError
from papertrace.workflow.rates import converted, of_rows, rates

if TYPE_CHECKING:
    from pathlib import Path

    from desk_visitor import Visitor

TABLE = """date,currency,rate,source
2031-03-03,USD,7.0500,"Table of the example bank, p. 2"
2031-03-05,USD,7.1000,"Table of the example bank, p. 2"
2031-03-05,EUR,7.70,"Table of the example bank, p. 3"
"""


def test_a_query_is_kept_for_find_list_and_its_hits_are_exported(desk: Visitor, root: Path) -> None:
    assert desk.post("/find/saved", q="中标金额").headers["location"].startswith("/find?q=")
    desk.post("/find/saved", q="砚水示例")
    desk.post("/find/saved", q="中标金额")
    assert (root / "queries.txt").read_text(encoding="utf-8") == "中标金额\n砚水示例\n"
    page = desk.get("/find").text
    assert 'href="/find?q=%E4%B8%AD%E6%A0%87%E9%87%91%E9%A2%9D"' in page
    rows = json.loads(desk.get("/find/saved.json").text)
    assert {row["query"] for row in rows} == {"中标金额", "砚水示例"}
    assert desk.get("/find/saved.csv").text.count("\n") == len(rows) + 1
    assert desk.get("/find?q=amount:nan..nan").status == 400
    desk.post("/find/forgotten", q="中标金额")
    assert (root / "queries.txt").read_text(encoding="utf-8") == "砚水示例\n"


def test_no_person_is_kept_in_a_query(desk: Visitor, root: Path) -> None:
    assert desk.post("/find/saved", q="王示例").status == 400
    assert desk.post("/find/saved", q=" ").status == 400
    assert not (root / "queries.txt").exists()
    (root / "queries.txt").write_text("王示例\n", encoding="utf-8")
    assert desk.get("/find/saved.json").status == 400


def test_a_sum_is_told_at_the_rate_of_its_day_or_not_at_all() -> None:
    known = rates(TABLE)
    told = converted("2650000", "2031-03-05", known)
    assert [(c.rate.currency, c.value) for c in told] == [("EUR", "344000"), ("USD", "373000")]
    assert converted("2650000", "2031-03-08T09:00", known)[1].rate.rate == Decimal("7.1000")
    assert converted("2650000", "2031-03-04", known)[0].rate.rate == Decimal("7.0500")
    assert converted("2650000", "2031-03-13", known) == ()
    assert converted("2650000", "2031-03-02", known) == ()
    assert converted("2650000", "2031-03", known) == ()
    assert converted("many", "2031-03-05", known) == ()


@pytest.mark.parametrize(
    "line",
    ["2031-03-05,USD,7.1,", "2031-3-5,USD,7.1,s", "2031-03-05,CNY,1,s", "2031-03-05,usd,7,s",
     "2031-03-05,USD,0,s", "2031-03-05,USD,x,s", "2031-03-05,USD,7.1,s,s"],
)  # fmt: skip
def test_a_bad_table_of_rates_is_refused_by_its_line(line: str) -> None:
    with pytest.raises(UsageError, match="line 2"):
        rates(f"date,currency,rate,source\n{line}\n")
    with pytest.raises(UsageError, match="twice"):
        rates(f"{TABLE}2031-03-05,EUR,7.71,other\n")


def test_the_page_tells_where_a_rate_is_from(desk: Visitor, root: Path) -> None:
    row = json.loads(desk.get("/facts.json?kind=award").text)[0]
    address = f"/documents/{row['document']['sha256']}/1"
    (root / "rates.csv").write_text(TABLE, encoding="utf-8")
    assert "USD" not in desk.get(address).text  # its document tells no day
    assert "data-turn" in desk.get(address).text
    with Case.open(root) as case:
        dated = {**row, "fields": {**row["fields"], "date": {"value": "2031-03-05"}}}
        told = of_rows(case, [dated])[row["id"], "amount"]
        assert [(c.rate.currency, c.value) for c in told] == [("EUR", "344000"), ("USD", "373000")]
    (root / "rates.csv").write_text("no table", encoding="utf-8")
    assert desk.get(address).status == 400

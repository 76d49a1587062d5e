"""Results of the sample case on the command line: accepted facts alone, unless asked otherwise."""

from __future__ import annotations

import io
import json
import shutil
from contextlib import redirect_stdout
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from papertrace.casefile import Case, Keyring
from papertrace.cli import main
from papertrace.workflow.analysing import PROPOSED
from papertrace.workflow.demo import KEYS

if TYPE_CHECKING:
    from pathlib import Path

BODY = "白榆湾出入境边防检查站"


def papertrace(*words: str, code: int = 0) -> str:
    """Run a command in this process; give its output."""
    told = io.StringIO()
    with redirect_stdout(told):
        assert main(words) == code, told.getvalue()
    return told.getvalue()


@pytest.fixture(scope="module")
def case(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the sample case, which the tests here change."""
    return shutil.copytree(demo, tmp_path_factory.mktemp("analysing") / "case")


def value(case: Path, *words: str, code: int = 0) -> Any:  # noqa: ANN401  (JSON)
    return json.loads(papertrace(*words, "--json", "--case", str(case), code=code))


def facts(case: Path, kind: str, *words: str) -> list[dict[str, Any]]:
    told = papertrace("facts", "--kind", kind, "--json", "--case", str(case), *words)
    return [json.loads(x) for x in told.splitlines()]


def test_totals_are_over_accepted_facts_and_say_so_where_they_are_not(case: Path) -> None:
    made = value(case, "totals", "--stage", "awarded", "--by", "body")
    used = {i for x in made["lines"] for i in x["facts"]}
    assert used
    assert used <= {f["id"] for f in facts(case, "award", "--status", "accepted")}
    assert made["hedge"] == "at least, in published notices"
    assert "warning" not in made
    assert "boats_4_award.html" in made["coverage"]["documents"]
    ceilings = ("totals", "--stage", "ceiling", "--by", "body")
    accepted, every = value(case, *ceilings), value(case, *ceilings, "--all")
    assert every["warning"] == PROPOSED
    assert len(every["lines"][0]["facts"]) > sum(len(x["facts"]) for x in accepted["lines"])


def test_a_charted_total_and_a_refused_one(case: Path, tmp_path: Path) -> None:
    for name in ("a.svg", "a.png"):
        out = tmp_path / name
        value(case, "totals", "--stage", "awarded", "--by", "supplier", "--chart", str(out))
        assert out.stat().st_size > 500
    words = ("totals", "--stage", "awarded", "--by", "category", "--case", str(case))
    papertrace(*words, code=2)
    bad = ("totals", "--stage", "awarded", "--by", "year", "--chart", "a.gif", "--case", str(case))
    papertrace(*bad, code=2)


def test_without_a_sourced_denominator_there_is_no_rate(case: Path) -> None:
    words = ("totals", "--stage", "awarded", "--by", "year", "--body", BODY, "--per", "population")
    made = value(case, *words)
    assert made["lines"] == []
    assert made["left_out"][-1]["code"] == "PT651"
    line = f"name,kind,year,value,unit,source\n{BODY},population,2024,1000,person,年鉴 p. 1\n"
    (case / "denominators.csv").write_text(line, encoding="utf-8")
    whole = value(case, *words[:-2])["lines"][0]["value"]
    assert Decimal(value(case, *words)["lines"][0]["value"]) * 1000 == Decimal(whole)


def test_a_purchases_stages_stand_beside_each_other(case: Path) -> None:
    rows = [
        json.loads(x)
        for x in papertrace("differences", "--all", "--json", "--case", str(case)).splitlines()
    ]
    boats = next(r for r in rows if r["number"] == "BYW-GK-2024-0021")
    steps = {(s["from"], s["to"], s["lot"]): s["value"] for s in boats["differences"]}
    assert steps["ceiling", "awarded", "包1"] == "-86000"
    assert all(s["evidence"] for s in boats["sums"])


def test_the_quota_is_new_in_2025(case: Path) -> None:
    made = value(case, "diff", BODY, "2024", "2025", "--all")
    new = {c["label"] for c in made["changes"] if c["what"] == ["new"]}
    assert {"每个执勤点处置遣返人员数量", "遣返手续办结率", "单例处置时限"} <= new
    assert any(c["what"] == ["renamed"] for c in made["changes"])
    assert made["warning"] == PROPOSED
    refused = value(case, "diff", BODY, "2019", "2020", code=1)
    assert refused["problems"][0]["code"] == "PT650"


def test_years_are_compared_by_whatever_both_hold(case: Path) -> None:
    """Budgets of 2024 are accepted and its targets are not: the one is compared, the other told."""
    made = value(case, "diff", BODY, "2024", "2025")
    totals = [c for c in made["changes"] if c["kind"] == "budget" and "收支总计" in c["label"]]
    assert [(c["before"], c["after"]) for c in totals] == [("34 940 000", "45 486 000")]
    (told,) = [p for p in made["problems"] if "performance targets" in p["message"]]
    assert told["severity"] == "warning"
    gone = [c for c in made["changes"] if c["what"] == ["removed"]]
    assert not gone, "its row of 2025 is only proposed"
    (told,) = [p for p in made["problems"] if "nobody accepted" in p["message"]]
    assert "边境管控专项经费" in told["message"]
    alone = value(case, "diff", BODY, "2024", "2025", "--kind", "targets", code=1)
    assert "performance targets" in alone["problems"][0]["message"]


def test_what_the_2025_budget_states_about_itself_is_so(case: Path) -> None:
    made = value(case, "diff", BODY, "2024", "2025", "--kind", "budget", "--all")
    assert ("收支总预算", "agrees") in [(s["item"], s["verdict"]) for s in made["stated"]]


def test_facilities_and_funding(case: Path) -> None:
    rows = papertrace("facilities", "--all", "--json", "--case", str(case)).splitlines()
    for verb, name in (("facilities", "f.svg"), ("funding", "m.png")):
        papertrace(verb, "--all", "--chart", str(case / name), "--case", str(case))
        assert (case / name).stat().st_size > 500
    assert "综合执勤站" in (case / "f.svg").read_text(encoding="utf-8")
    station = next(r for r in map(json.loads, rows) if "综合执勤站" in r["name"])
    assert station["statuses"][0]["single_source"] is True
    assert station["statuses"][0]["evidence"][0]["document"] == "completion_2024.html"
    boats = next(f for f in facts(case, "project_budget") if "巡逻艇" in str(f["fields"]))
    before = value(case, "funding", "--all")["links"]
    assert boats["id"] not in [x["budget"]["fact"] for x in before]
    key = Keyring(case / KEYS).default()
    assert key is not None
    with Case.open(case) as opened:
        opened.judge(boats["id"], "funding", key=key, other="BYW-GK-2024-0021")
    made = value(case, "funding", "--all")
    (link,) = [x for x in made["links"] if x["budget"]["fact"] == boats["id"]]
    assert (link["stage"], link["purchase"]["number"]) == ("contracted", "BYW-GK-2024-0021")
    assert boats["id"] in [x["budget"] for x in made["parts"]]


def test_sides_that_hold_nothing_are_no_comparison(case: Path) -> None:
    words = ("compare", BODY, "222404", "--stage", "awarded", "--year", "2024")
    assert value(case, *words, code=1)["sentence"] == ""

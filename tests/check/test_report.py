"""The report as a test run prints it."""

from __future__ import annotations

import json

from analyse.invented import accepted, accepted_by, fact
from check.stories import evidence, listed, report
from papertrace.check.report import lines, to_rows

BOATS = accepted(
    "project_budget", "budget.pdf", 3, year="2024", phase="approved", amount="22000000"
)
STORY = "# Boats\n\nIt had [22.3 million yuan](claim:boats) for 5 boats, [22 million](claim:b2).\n"
TOML = (
    f'[boats]\nkind = "amount"\nfacts = {listed(BOATS)}\n'
    f'[b2]\nkind = "amount"\nfacts = {listed(BOATS)}\n'
)


def test_a_failed_claim_is_one_line_with_place_expected_and_found() -> None:
    told = list(lines(report(STORY, TOML, evidence(BOATS))))
    assert told[0] == (
        "story.md:3:9: amount boats FAILED  expected 22 300 000 CNY"
        "  found 22 000 000 CNY (budget.pdf p. 3)"
    )
    assert told[2].startswith("    -> ")
    assert any(line.startswith("story.md:3:45: PT620 error") for line in told)
    assert told[-2:] == ["1 finding, 0 warnings", "1 passed, 1 failed, 0 unproven"]


def test_an_empty_draft_has_all_three_counts() -> None:
    assert list(lines(report("", "")))[-1] == "0 passed, 0 failed, 0 unproven"


def test_rows_are_json_with_counts_results_and_the_hedge_table() -> None:
    rows = json.loads(json.dumps(to_rows(report(STORY, TOML, evidence(BOATS)))))
    assert (rows["passed"], rows["failed"], rows["unproven"]) == (1, 1, 0)
    assert rows["clean"] is False
    first = rows["results"][0]
    assert (first["claim"], first["line"], first["column"]) == ("boats", 3, 9)
    assert first["facts"] == [BOATS.id]
    assert rows["findings"][0]["words"] == "5"
    assert any("almost" in h["words"] for h in rows["hedges"])


def test_warnings_remedies_and_coverage_are_shown() -> None:
    once = accepted_by(["k1"], fact("award", "n.html", amount="500"), "n.html")
    story = "[500 yuan](claim:one) and [no quotas](claim:none).\n"
    toml = (
        f'[one]\nkind = "amount"\nfacts = {listed(once)}\n[none]\nkind = "absence"\n'
        'terms = ["遣返"]\nwhere = { body = "站", years = [2023], form = "perf_target" }\n'
        '[waived]\n"a" = "nothing"\n'
    )
    found = report(story, toml, evidence(once))
    told = list(lines(found))
    assert any("warning PT626" in line for line in told)
    assert "0 findings, 2 warnings" in told
    rows = to_rows(found)
    assert rows["results"][1]["coverage"]["gaps"][0]["year"] == 2023
    assert rows["waived"] == [{"words": "a", "reason": "nothing", "line": None}]
    assert rows["results"][0]["warnings"][0]["code"] == "PT626"

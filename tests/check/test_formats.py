"""The report for other programs: what they need is in it, and markup in a draft stays text."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

from analyse.invented import accepted
from check.stories import evidence, report
from papertrace.check.formats import FORMATS
from papertrace.check.renderings import RENDERINGS
from papertrace.check.report import to_rows
from support import ROOT

BOATS = accepted("award", supplier="甲公司", amount="18764000")
STORY = (
    "It awarded [18.8 million yuan](claim:a) and [19.8 million yuan](claim:b) to 5 <b>makers</b>."
)
TOML = (
    f'[a]\nkind = "amount"\nfacts = ["{BOATS.id}"]\n[b]\nkind = "amount"\nfacts = ["{BOATS.id}"]\n'
)
FOUND = report(STORY, TOML, evidence(BOATS))


def test_sarif_places_every_failure_and_finding() -> None:
    told = json.loads(FORMATS["sarif"](FOUND))
    (run,) = told["runs"]
    rules = [r["ruleId"] for r in run["results"]]
    assert rules[0] == "amount/digit"
    assert "PT620" in rules
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["snippet"]["text"]) == (1, "19.8 million yuan")
    assert {r["id"] for r in run["tool"]["driver"]["rules"]} == set(rules)


def test_junit_counts_and_names_claims() -> None:
    told = ET.fromstring(FORMATS["junit"](FOUND))  # noqa: S314  (our own words)
    assert (told.attrib["tests"], told.attrib["failures"]) == ("4", "3")
    assert [c.attrib["name"] for c in told.findall("testcase")][:2] == ["a", "b"]
    passed = [c.find("failure") is None for c in told.findall("testcase")]
    assert passed == [True, False, False, False]


def test_no_format_calls_a_story_clean_that_a_person_must_read() -> None:
    waits = report("Critics say it awarded [18.8 million yuan](claim:a).", TOML.partition("[b]")[0],
                   evidence(BOATS))  # fmt: skip
    assert (waits.clean, waits.ready, waits.counts) == (True, False, (1, 0, 0))
    assert [to_rows(waits)[k] for k in ("clean", "ready", "to_read")] == [False, False, 1]
    assert 'failures="1"' in FORMATS["junit"](waits)
    (one,) = json.loads(FORMATS["sarif"](waits))["runs"][0]["results"]
    assert (one["ruleId"], one["level"]) == ("PT646", "error")


def test_the_page_shows_markup_as_text() -> None:
    story = "It awarded [19.8 million yuan](claim:a) to <script>alert(1)</script> 7 makers."
    told = FORMATS["html"](report(story, TOML, evidence(BOATS)))
    assert "<script>" not in told
    assert "0 passed, 1 failed" in told


def test_text_ends_with_the_counts() -> None:
    assert FORMATS["text"](FOUND).splitlines()[-1] == "1 passed, 1 failed, 0 unproven"


def test_the_glossary_has_every_fixed_rendering() -> None:
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    assert [t for t, told, _ in RENDERINGS if f"| {t} | {told} |" not in text] == []

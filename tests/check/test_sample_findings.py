"""The sample's story makes every finding of a whole investigation a claim of the right kind."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

DRAFTS = files("papertrace.samples") / "border" / "drafts"
FINDINGS = {
    "a count of documents": {"documents": "count"},
    "a body's budget": {"budget-2025": "amount"},
    "a part within a line, and how many": {"boats-project": "part_of", "boats-number": "count"},
    "a form's goals": {"posts": "count", "quota": "count", "days": "amount", "rate": "amount"},
    "no such goals in earlier years": {"no-quota-before": "absence"},
    "one purchase from plan to acceptance": {
        "planned": "amount", "award-boats": "amount", "contract": "amount", "accepted-on": "date",
    },
    "stations by state": {"station-2023": "amount", "station-2025": "amount"},
    "advertisements since a month": {"ads": "count", "ads-since": "date"},
    "other borders": {"times": "comparison", "both": "comparison"},
    "a government's figure": {"returned": "statement"},
    "a monitor's figures over years": {"watch-2023": "statement", "watch-2020": "statement"},
    "a figure with its basis": {"arrested": "statement", "contacts": "statement"},
    "sealed sources": {"told-defectors": "testimony", "told-missionaries": "testimony"},
    "silence": {"station-silent": "reply"},
    "an answer, quoted": {"bureau-answer": "reply", "maker-answer": "reply"},
    "one source's report": {"cameras": "statement", "cameras-words": "quote"},
}  # fmt: skip


@pytest.mark.parametrize("finding", FINDINGS)
def test_each_finding_is_a_claim(finding: str) -> None:
    claims = tomllib.loads(DRAFTS.joinpath("claims.toml").read_text("utf-8"))
    story = DRAFTS.joinpath("story.md").read_text("utf-8")
    for name, kind in FINDINGS[finding].items():
        assert f"(claim:{name})" in story
        assert claims[name]["kind"] == kind, name


def test_the_verdict_on_sealed_accounts_is_in_the_story() -> None:
    assert "could not be independently verified" in DRAFTS.joinpath("story.md").read_text("utf-8")

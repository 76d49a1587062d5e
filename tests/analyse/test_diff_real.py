"""The budgets of real bodies over three years: what they state about themselves, and what is so."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from papertrace.analyse.budget_diff import budget_diff
from papertrace.extract import extract
from papertrace.model import AcceptedFact, Decision
from papertrace.read import read
from support import DATA, needs_data

if TYPE_CHECKING:
    from papertrace.analyse.stated import Stated
    from papertrace.model import Fact


def taken(fact: Fact, name: str) -> AcceptedFact:
    """Take a proposed fact as it was read, as `--all` does: nobody accepted it."""
    seen = Decision("", fact.id, fact.digest, fact.kind, "accepted", fact.fields, fact.anchors,
                    "", "", "none", "", form=fact.form)  # fmt: skip
    return AcceptedFact(seen, (), fact.form, name)


def facts_of(body: str) -> list[AcceptedFact]:
    """Read and extract every budget of one body."""
    found = []
    for path in sorted((DATA / "budgets").glob(f"{body}_20*.pdf")):
        made = extract(read(path.read_bytes(), path.name))
        found += [taken(f, path.name) for f in made.facts]
    return found


def stated(facts: list[AcceptedFact], body: str, years: tuple[int, int]) -> tuple[Stated, ...]:
    return budget_diff(facts, {f.digest: body for f in facts}, body, years).stated


def moves(one: Stated) -> bool:
    """Say whether a sentence states a change that is not zero."""
    return bool(re.search(r"[1-9]", one.printed))


@needs_data
def test_one_bodys_three_years_agree_with_what_they_state_or_the_disagreement_is_shown() -> None:
    body = "js_high_court"
    facts = facts_of(body)
    later = stated(facts, body, (2018, 2019))
    assert Counter(s.verdict for s in later) == {"agrees": 29}
    earlier = stated(facts, body, (2017, 2018))
    assert not [s.item for s in earlier if s.verdict == "not_found" and moves(s)]
    # The document prints -392.92; its own tables of both years give -382.92.
    (odd,) = [s for s in earlier if s.verdict == "disagrees"]
    assert odd.printed == "-3 929 200 CNY, -5.95 %"
    assert odd.found == "-3 829 200 (-5.95 %): 60 499 700 after 64 328 900"
    assert len(odd.facts) >= 2


@needs_data
@pytest.mark.long
def test_every_change_that_five_bodies_state_is_found() -> None:
    counts: Counter[str] = Counter()
    lost = []
    for body in ("js_cppcc", "js_high_court", "js_party_office", "js_peoples_congress",
                 "js_procuratorate"):  # fmt: skip
        facts = facts_of(body)
        for years in ((2017, 2018), (2018, 2019)):
            found = stated(facts, body, years)
            counts.update(s.verdict for s in found)
            lost += [(body, years, s.item) for s in found if s.verdict == "not_found" and moves(s)]
    assert lost == []
    # 266 agree, 18 disagree and are shown, 18 say that nothing stayed nothing and print no row
    assert counts["agrees"] >= 260
    assert counts["not_found"] <= 20

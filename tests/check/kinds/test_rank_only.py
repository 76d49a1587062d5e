"""A rank and an only are no more than a place among facts that are named, of their years."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from analyse.invented import accepted, fact, holding, page
from check.stories import evidence, listed, result
from papertrace.model import Judgement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.model import AcceptedFact, Evidence, Fact, Holding

ONE = accepted("award", "n1.html", supplier="甲", amount="265", buyer="甲站", date="2024-05-01")
TWO = accepted("award", "n2.html", supplier="乙", amount="100", buyer="甲站", date="2023-05-01")
LOW = accepted("award", "n3.html", supplier="丙", amount="50", buyer="甲站", date="2024-06-01")
EVERY = 'where = { kind = "award", body = "甲站", years = [2023, 2024] }'
AMONG = f'kind = "rank"\nfact = {listed(ONE)}\namong = {listed(TWO, LOW)}'
RANK = f"{AMONG}\n{EVERY}"


def held(name: str, year: str = "2024", *facts: Fact) -> Holding:
    told = [page(1, "成交公告")]
    return holding(name, year, told, facts=facts, publisher="甲站", form="award@1")


ALL = (held("n1.html"), held("n2.html", "2023"), held("n3.html"))
WHOLE = tuple(Judgement("", f"n{n}.html", "complete", "", "seen", "k", "") for n in (1, 2, 3))


def known(*facts: AcceptedFact, holdings: Sequence[Holding] = ALL) -> Evidence:
    return evidence(*facts, holdings=holdings, judgements=WHOLE)


@pytest.mark.parametrize(
    ("story", "passes"),
    [
        ("It was the [largest](claim:x) of the awards.", True),
        ("It was [the largest award](claim:x).", True),
        ("It was the [sixth largest](claim:x) award.", False),
        ("It was the sixth [largest](claim:x) award.", False),
        ("It was the [3rd largest](claim:x) award.", False),
        ("It was not the [largest](claim:x) award.", False),
        ("It is false that it was the [largest](claim:x) award.", False),
        ("[The most corrupt, deadliest](claim:x) station.", False),
        ("It was [largest, costliest and worst](claim:x).", False),
        ("It was the [largest](claim:x) in Asia.", False),
        ("It was the [largest](claim:x) by any country.", False),
        ("It was [the largest award of 1997](claim:x).", False),
        ("It [spent the most](claim:x).", False),
    ],
)
def test_a_rank_is_read_with_its_words(story: str, passes: bool) -> None:  # noqa: FBT001  (a column)
    assert (result(story, RANK, known(ONE, TWO, LOW)).outcome == "passed") is passes


def test_the_second_is_read_before_the_link() -> None:
    table = f'kind = "rank"\nfact = {listed(TWO)}\namong = {listed(ONE, LOW)}\n{EVERY}'
    told = result("It was the second [largest](claim:x) award.", table, known(ONE, TWO, LOW))
    assert told.outcome == "passed"


@pytest.mark.parametrize(
    ("story", "passes"),
    [
        ("It was the [largest](claim:x) award.", False),
        ("It was the [largest](claim:x) of the awards.", False),
        ("It was the [largest](claim:x) of the three awards.", True),
        ("It was the [largest](claim:x) of the four awards.", False),
        ("It was the [largest](claim:x) among those we found.", True),
        ("It was the [largest](claim:x) of the awards we found.", True),
    ],
)
def test_a_rank_without_a_scope_says_among_which(story: str, passes: bool) -> None:  # noqa: FBT001  (a column)
    told = result(story, AMONG, evidence(ONE, TWO, LOW))
    assert told.outcome == ("passed" if passes else "unproven")


@pytest.mark.parametrize("words", ["of the three awards", "among those we found"])
def test_what_stands_as_high_is_not_left_out(words: str) -> None:
    higher = accepted("award", "n1.html", supplier="丁", amount="900", buyer="甲站", date="2024-07")
    told = result(f"It was the [largest](claim:x) {words}.", AMONG, evidence(ONE, TWO, LOW, higher))
    assert told.outcome == "unproven"
    assert "stands as high" in told.message
    told = result("It was the [largest](claim:x) award.", RANK, known(ONE, TWO, LOW, higher))
    assert "stands as high" in told.message


@pytest.mark.parametrize(
    ("holdings", "whole", "why"),
    [
        (ALL[:2], WHOLE, ""),
        (ALL[1:2], WHOLE, "No document of 甲站 of 2024 is held"),
        (ALL, WHOLE[:2], "n3.html: nobody has judged it complete"),
        (
            (*ALL[:2], replace(ALL[2], outcome="read-partly")),
            WHOLE,
            "n3.html: it was not read whole",
        ),
        ((*ALL[:2], replace(ALL[2], page_count=2)), WHOLE, "n3.html: 1 of its 2 pages are at hand"),
    ],
)
@pytest.mark.parametrize("table", ["rank", "only"])
def test_a_scope_is_covered_as_for_an_absence(
    table: str, holdings: Sequence[Holding], whole: Sequence[Judgement], why: str
) -> None:
    facts = (ONE, TWO, LOW) if table == "rank" else (ONE,)
    told = {"rank": RANK, "only": f'kind = "only"\nfacts = {listed(ONE)}\n{EVERY}'}[table]
    story = f"It was the [{'largest' if table == 'rank' else 'only'}](claim:x) award."
    found = result(story, told, evidence(*facts, holdings=holdings, judgements=whole))
    assert found.outcome == ("unproven" if why else "passed")
    assert why in found.message


HELD = (ALL[0], ALL[2])
WHERE = 'where = { kind = "award", body = "甲站", years = [2024] }'
ONLY = f'kind = "only"\nfacts = {listed(ONE)}\n{WHERE}'


@pytest.mark.parametrize(
    ("story", "passes"),
    [
        ("It was [the only award](claim:x).", True),
        ("It was the [first](claim:x) award of 2024.", True),
        ("It was not the [only](claim:x) award.", False),
        ("It was [not the only](claim:x) award.", False),
        ("It was [the first ever, and worst](claim:x).", False),
        ("It is [the only company in China that never pays taxes](claim:x).", False),
        ("It was the [first award of 1997](claim:x).", False),
    ],
)
def test_an_only_is_read_with_its_words(story: str, passes: bool) -> None:  # noqa: FBT001  (a column)
    assert (result(story, ONLY, known(ONE, holdings=HELD)).outcome == "passed") is passes


@pytest.mark.parametrize("status", ["proposed", "disputed", "stale"])
def test_a_rival_that_nobody_settled_stands_in_the_way(status: str) -> None:
    rival = fact("award", "n3.html", 1, supplier="丙", amount="5")
    some = known(ONE, holdings=(HELD[0], held("n3.html", "2024", rival)))
    told = result(
        "It was the [only](claim:x) award.", ONLY, replace(some, statuses={rival.id: status})
    )
    assert told.outcome == "unproven"
    assert "wait for a person" in told.message


def test_a_document_of_an_unknown_year_stands_in_the_way() -> None:
    some = known(ONE, holdings=(HELD[0], holding("n3.html", "", publisher="", form="")))
    told = result("It was the [only](claim:x) award.", ONLY, some)
    assert told.outcome == "unproven"
    assert "is not known" in told.message


@pytest.mark.parametrize("told", [{"year": "2024"}, {"date": "2024-05"}, {"date": "2024-01-01"}])
def test_first_needs_rivals_that_are_surely_later(told: dict[str, str]) -> None:
    rival = accepted("award", "n3.html", supplier="丙", amount="5", buyer="乙局", **told)
    some = known(ONE, rival, holdings=HELD)
    assert result("It was the [first](claim:x) award.", ONLY, some).outcome == "failed"

"""Rates of agreement and error: what is compared, and what does not count."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analyse.invented import decision, fact, field
from papertrace.model import Trial
from papertrace.review import Rate, agreements, corrections, misses

if TYPE_CHECKING:
    from papertrace.model import Decision

ONE = fact("award", amount="100", supplier="甲")
TWO = fact("award", "b.html", amount="200", supplier="乙")
MENDED = {**ONE.fields, "amount": field("amount", "110")}


def by(reviewer: str, one: Decision, channel: str = "desk") -> Decision:
    return replace(one, reviewer=reviewer, channel=channel)


def unseen(one: Decision) -> tuple[str, ...]:
    return tuple(one.fields)


def told(rates: tuple[Rate, ...]) -> dict[str, tuple[int, int]]:
    return {r.field: (r.count, r.of) for r in rates}


def test_first_decisions_of_two_people_are_compared_field_by_field() -> None:
    said = [
        by("a", decision(ONE), "script"),
        by("b", replace(decision(ONE, "corrected"), fields=MENDED)),
        by("b", decision(ONE)),  # what somebody says on second thoughts does not count
        by("a", decision(TWO)),
        by("b", decision(TWO)),
        by("c", decision(TWO, "rejected")),
    ]
    assert told(agreements(said, {}, unseen)) == {
        "all": (3, 4),
        "(is it a fact)": (2, 2),
        "award.amount": (1, 2),
        "award.supplier": (2, 2),
    }


def test_who_saw_the_others_reading_and_ones_own_second_key_do_not_count() -> None:
    said = [by("a", decision(ONE)), by("b", decision(ONE), "script")]
    assert agreements(said, {}, unseen) == ()
    said = [by("a", decision(ONE)), by("a2", decision(ONE))]
    assert agreements(said, {"a2": "a", "a": "a"}, unseen) == ()


def test_the_machine_errs_where_people_read_otherwise() -> None:
    said = [
        replace(decision(ONE, "corrected"), fields=MENDED),
        replace(decision(ONE, "corrected"), fields=MENDED, reviewer="b"),
        decision(TWO, "rejected"),
    ]
    assert told(corrections(said, {f.id: f for f in (ONE, TWO)})) == {
        "all": (1, 2),
        "(is it a fact)": (1, 2),
        "award.amount": (1, 1),
        "award.supplier": (0, 1),
    }


def test_known_wrong_facts_are_counted_by_the_wrong_field() -> None:
    def trial(name: str, noticed: object) -> Trial:
        return Trial("", "", "award", name, "reject", bool(noticed), right=False, by="a", at="")

    found = misses([trial("amount", noticed=n) for n in (True, False, True)])
    assert told(found) == {"all": (1, 3), "award.amount": (1, 3)}


def test_the_range_narrows_with_the_number() -> None:
    few, many = Rate("all", 1, 10), Rate("all", 100, 1000)
    assert few.share == many.share == 0.1
    assert few.range[0] < many.range[0] < 0.1 < many.range[1] < few.range[1]
    assert Rate("all", 0, 0).range == (0.0, 1.0)

"""What decisions mean: latest of each reviewer, agreement, conflict, staleness."""

from __future__ import annotations

from dataclasses import replace

from analyse.invented import decision, fact, field
from papertrace.review import review
from papertrace.review.agreement import CONFLICT, NOT_THE_FACT

ONE = fact("award", amount="100", supplier="甲")
TWO = fact("award", "b.html", amount="200", supplier="乙")
MENDED = {**ONE.fields, "amount": field("amount", "110")}
NAMES = {ONE.digest: "a.pdf", TWO.digest: "b.html"}


def test_nobody_decided() -> None:
    found = review([ONE], [], NAMES)
    assert found.statuses == {ONE.id: "proposed"}
    assert not found.accepted
    assert not found.stale


def test_an_accepted_fact_carries_its_document_form_and_reviewers() -> None:
    found = review([ONE, TWO], [decision(ONE), decision(ONE, reviewer="key2")], NAMES)
    assert found.statuses == {ONE.id: "accepted", TWO.id: "proposed"}
    (one,) = found.accepted
    assert (one.id, one.document, one.form) == (ONE.id, "a.pdf", ONE.form)
    assert one.reviewers == ("key1", "key2")


def test_one_person_twice_is_one_reviewer() -> None:
    found = review([ONE], [decision(ONE), decision(ONE)], NAMES)
    assert found.accepted[0].reviewers == ("key1",)


def test_the_latest_decision_of_a_reviewer_counts() -> None:
    found = review([ONE], [decision(ONE), decision(ONE, "rejected")], NAMES)
    assert found.statuses[ONE.id] == "rejected"
    assert not found.accepted
    assert not found.problems


def test_a_correction_gives_the_corrected_value_under_the_same_id() -> None:
    found = review([ONE], [decision(ONE, "corrected", fields=MENDED)], NAMES)
    assert found.statuses[ONE.id] == "corrected"
    assert found.accepted[0].id == ONE.id
    assert found.accepted[0].fields["amount"].value == "110"


def test_accept_against_reject_is_a_conflict() -> None:
    found = review([ONE], [decision(ONE), decision(ONE, "rejected", "key2")], NAMES)
    assert found.statuses[ONE.id] == "proposed"
    assert not found.accepted
    (problem,) = found.problems
    assert problem.code == CONFLICT
    assert problem.fact_ids == (ONE.id,)


def test_different_corrections_are_a_conflict() -> None:
    other = {**ONE.fields, "amount": field("amount", "120")}
    found = review(
        [ONE],
        [
            decision(ONE, "corrected", fields=MENDED),
            decision(ONE, "corrected", "key2", fields=other),
        ],
        NAMES,
    )
    assert not found.accepted
    assert [p.code for p in found.problems] == [CONFLICT]


def test_accept_against_a_correction_is_a_conflict() -> None:
    found = review([ONE], [decision(ONE), decision(ONE, "corrected", "key2", fields=MENDED)], NAMES)
    assert not found.accepted
    assert [p.code for p in found.problems] == [CONFLICT]


def test_equal_corrections_agree() -> None:
    both = [decision(ONE, "corrected", k, fields=MENDED) for k in ("key1", "key2")]
    found = review([ONE], both, NAMES)
    assert found.accepted[0].reviewers == ("key1", "key2")


def test_whoever_gives_way_ends_the_conflict() -> None:
    found = review(
        [ONE],
        [decision(ONE), decision(ONE, "rejected", "key2"), decision(ONE, reviewer="key2")],
        NAMES,
    )
    assert found.statuses[ONE.id] == "accepted"
    assert not found.problems


def test_a_decision_on_a_fact_that_is_gone_is_stale() -> None:
    found = review([TWO], [decision(ONE), decision(TWO)], NAMES)
    assert [d.fact_id for d in found.stale] == [ONE.id]
    assert found.statuses == {TWO.id: "accepted", ONE.id: "stale"}
    assert [a.id for a in found.accepted] == [TWO.id]


def test_only_standing_decisions_are_listed_as_stale() -> None:
    found = review([], [decision(ONE), decision(ONE, "rejected")], NAMES)
    assert [d.verdict for d in found.stale] == ["rejected"]


def test_a_decision_that_holds_other_values_than_the_fact_does_not_count() -> None:
    forged = replace(decision(ONE), fields=MENDED)
    found = review([ONE], [forged], NAMES)
    assert found.statuses[ONE.id] == "proposed"
    assert found.stale == (forged,)
    assert [p.code for p in found.problems] == [NOT_THE_FACT]


def test_a_decision_of_another_document_does_not_count() -> None:
    found = review([ONE], [replace(decision(ONE), digest=TWO.digest)], NAMES)
    assert not found.accepted


def test_a_fact_given_twice_counts_once() -> None:
    assert len(review([ONE, ONE], [decision(ONE)], NAMES).accepted) == 1


def test_a_decision_on_a_forged_fact_counts_for_nothing() -> None:
    """Both hold the same values under one id, which is another value's id."""
    forged = replace(ONE, fields=MENDED)
    found = review([forged], [decision(forged), decision(forged, reviewer="key2")], NAMES)
    assert not found.accepted
    assert found.statuses == {ONE.id: "proposed"}
    assert {p.code for p in found.problems} == {NOT_THE_FACT}
    assert len(found.stale) == 2


def test_a_correction_of_a_forged_fact_counts_for_nothing() -> None:
    forged = replace(ONE, fields=MENDED)
    found = review([forged], [decision(forged, "corrected", fields=MENDED)], NAMES)
    assert not found.accepted
